"""Leg B for forms: the fields of a PDF are the entries of its Document, each once, in order, at its place."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from press.document import Document, Entry, Field, entries, walk
from press.prove.pdf_fields import FormField, Widget
from press.prove.pdf_file import PdfFile
from press.prove.report import Report

_REQUIRED, _READ_ONLY, _SEVERAL_LINES, _RADIO = 2, 1, 1 << 12, 1 << 15  # ISO 32000-1, tables 221, 226, 228
_OTHERS: Final = 1 << 13 | 1 << 16 | 1 << 17 | 1 << 20 | 1 << 24 | 1 << 25  # password, button, choice, file, comb …
_OFF: Final = "Off"
_FAR: Final = 9.0  # points between the middle of a box and the line of its words
_TOUCH: Final = 0.5


@dataclass(frozen=True, slots=True)
class _Due:
    """A field that the Document asks for; ``states`` of its widgets, “” for text, each with what is said of it."""

    path: str
    title: str
    kind: str
    flags: int
    states: tuple[tuple[str, str], ...]
    longest: int = 0
    default: str = ""


def check_form(document: Document, file: PdfFile, starts: Mapping[str, int], report: Report) -> None:
    """Report fields that are not those of the Document. ``starts`` are the pages on which units begin."""
    due = [one for entry in entries(document) for one in _due(entry)]
    have = {field.name: field for field in file.fields}
    for what in file.form_oddities:
        report.add("P602", 0, f"the form has {what}")
    for one in due:
        if (found := have.get(_name(one.path))) is None:
            report.add("P617", 0, f"the field of '{one.path}' is missing")
        else:
            _check_field(one, found, report)
    asked = [_name(one.path) for one in due]
    for field in file.fields:
        if field.name not in asked:
            report.add("P617", 0, f"there is a field '{field.path or field.name}' that the document does not have")
    if len(have) != len(file.fields):
        report.add("P617", 0, "two fields have one name")
    _check_order(due, file, report)
    _check_places(document, file, starts, report)


def _name(path: str) -> str:
    return "f_" + hashlib.sha256(path.encode("utf-8")).hexdigest()[:12]


def _due(entry: Entry) -> Iterator[_Due]:
    required = _REQUIRED if entry.required else 0
    if entry.kind == "one":
        states = tuple((choice.key, f"{entry.title}: {choice.shown}") for choice in entry.choices)
        yield _Due(entry.path, entry.title, "/Btn", required | _RADIO, states, default=_OFF)
    elif entry.kind == "several":
        for choice in entry.choices:
            said = f"{entry.title}: {choice.shown}"
            path = f"{entry.path}.{choice.key}"
            yield _Due(path, said, "/Btn", required, ((choice.key, said),), default=_OFF)
    else:
        flags = required | (_SEVERAL_LINES if entry.kind == "lines" else 0)
        yield _Due(entry.path, entry.title, "/Tx", flags, (("", entry.title),), entry.longest, entry.default)


def _check_field(due: _Due, found: FormField, report: Report) -> None:
    asked = {
        "path": due.path,
        "title": due.title,
        "kind": due.kind,
        "flags": due.flags,
        "longest": due.longest,
        "value": due.default,
        "default": due.default,
        "acts": False,
    }
    for key, value in asked.items():
        has = getattr(found, key)
        if (has.removeprefix("/") if key in ("value", "default") else has) != value:
            report.add("P617", 0, f"the field of '{due.path}' has {key} {has!r} instead of {value!r}")
    for (state, title), widget in zip(due.states, found.widgets, strict=False):
        _check_widget(due, state, title, widget, report)
    if len(due.states) != len(found.widgets):
        report.add("P617", 0, f"the field of '{due.path}' has {len(found.widgets)} boxes, not {len(due.states)}")


def _check_widget(due: _Due, state: str, title: str, widget: Widget, report: Report) -> None:
    name = f"the box “{title}”" if state else f"the field of '{due.path}'"
    if widget.title != title:
        report.add("P617", widget.page, f"{name} says “{widget.title}” of itself")
    if set(widget.states) != ({state, _OFF} if state else {""}):
        report.add("P617", widget.page, f"{name} has appearances for {', '.join(widget.states) or 'nothing'}")
    if state and widget.state != _OFF:
        report.add("P617", widget.page, f"{name} is ticked already")
    if widget.hidden:
        report.add("P617", widget.page, f"{name} is not shown and printed")


def _check_order(due: Sequence[_Due], file: PdfFile, report: Report) -> None:
    """Check that fields follow each other as the Document has them: in the form, on pages, and for who listens."""
    by_name = {field.name: field for field in file.fields}
    wanted = [_name(one.path) for one in due if _name(one.path) in by_name]
    if [field.name for field in file.fields if field.name in wanted] != wanted:
        report.add("P617", 0, "the fields are in another order than the questions")
    widgets = [widget for name in wanted for widget in by_name[name].widgets]
    keys = [widget.key for widget in widgets]
    if list(file.reading.widgets) != keys:
        report.add("P617", 0, "the structure does not name the fields in the order of the questions")
    on_pages = [key for _, key, kind in file.annotations if kind == "Widget"]
    if on_pages != keys:
        report.add("P617", 0, "the pages do not have the fields in the order of the questions")
    if file.untabbed:
        report.add("P617", file.untabbed[0], "the tab key does not follow the structure here")


def _check_places(document: Document, file: PdfFile, starts: Mapping[str, int], report: Report) -> None:
    by_name = {field.name: field for field in file.fields}
    asked = [node for node in walk(document) if isinstance(node, Field)]
    ends = [*(starts.get(node.id, 0) for node in asked[1:]), len(file.pages)]
    for node, last in zip(asked, ends, strict=False):
        for one in (one for entry in entries(node) for one in _due(entry)):
            for widget in by_name[_name(one.path)].widgets if _name(one.path) in by_name else ():
                if not starts.get(node.id, 0) <= widget.page <= last:
                    report.add("P617", widget.page, f"the field of '{one.path}' stands beside another question")
    _check_rectangles([widget for field in file.fields for widget in field.widgets], file, report)
    _check_ticks(file, report)


def _check_rectangles(widgets: Sequence[Widget], file: PdfFile, report: Report) -> None:
    for widget in widgets:
        left, bottom, right, top = widget.rectangle
        wide, high = file.sizes[widget.page - 1] if widget.page else (0, 0)
        if left < 0 or bottom < 0 or right * 25.4 / 72 > wide or top * 25.4 / 72 > high or right - left < 1:
            report.add("P617", widget.page, f"the field “{widget.title}” runs off its page")
    ordered = sorted(widgets, key=lambda widget: (widget.page, -widget.rectangle[3], widget.rectangle[0]))
    for one, other in pairwise(ordered):
        if one.page == other.page and _touch(one.rectangle, other.rectangle):
            report.add("P617", one.page, f"the fields “{one.title}” and “{other.title}” lie over each other")


def _touch(one: Sequence[float], other: Sequence[float]) -> bool:
    across = min(one[2], other[2]) - max(one[0], other[0])
    along = min(one[3], other[3]) - max(one[1], other[1])
    return across > _TOUCH and along > _TOUCH


def _check_ticks(file: PdfFile, report: Report) -> None:
    """Check that each box to tick belongs to the words beside it, one to one."""
    boxes = {w.key: w for field in file.fields if field.kind == "/Btn" for w in field.widgets}
    found: list[int] = []
    for leaf in file.reading.leaves:
        found += leaf.widgets if leaf.role == "LBody" else ()
        if leaf.role == "LBody" and len(leaf.widgets) > 1:
            report.add("P617", leaf.page, "there is a choice with two boxes")
        run = next((run for box in leaf.boxes for run in box.runs), None)
        for box in (boxes[key] for key in leaf.widgets if key in boxes and run):
            middle = (box.rectangle[1] + box.rectangle[3]) / 2
            if run and (box.page != leaf.page or abs(middle - run.y) > _FAR):
                report.add("P617", leaf.page, f"the box “{box.title}” stands beside other words")
    if sorted(found) != sorted(boxes):
        report.add("P617", 0, "there are boxes to tick that belong to no choice")
