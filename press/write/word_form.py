"""Entries -> content controls of a Word form: each in a cell of its own, beside its code. docs/word.md, “Forms”."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from press.document import Choice, Entry, Field, Grid
from press.document_form import control_name
from press.write.ooxml import text
from press.write.ooxml.controls import LONGEST, PROTECTION, Kind, control, control_id
from press.write.ooxml.markup import Markup, joined
from press.write.ooxml.package import zipped
from press.write.ooxml.table import form_table, table

if TYPE_CHECKING:
    from press.write.word_blocks import Blocker

_SETTINGS: Final = "word/settings.xml"
_INDENT, _CODE = 624, 850  # twentieths of a point: where answers begin, and how wide codes are
_LINES: Final = 1500  # the height of room for several lines
_TICK: Final = "\u2610"


def answers(blocker: Blocker, node: Field) -> None:
    """Write all places where a question is answered, in the order of reading."""
    if node.answer:
        if node.answer.kind == "one":
            blocker.choices(node.answer, inline=node.kind in ("yes-no", "scale"))
        _entry(blocker, node.answer)
    if node.grid:
        _grid(blocker, node.grid)
    blocker.say("Help", node.onward)
    if node.evidence:
        blocker.say("Help", node.evidence.label)
        _entry(blocker, node.evidence)


def _entry(blocker: Blocker, entry: Entry) -> None:
    rows = []
    if entry.kind == "several":
        for place, choice in enumerate(entry.choices, start=1):
            words = blocker.inliner.words(f" {choice.shown}")
            filled = joined(_tick(blocker, entry, choice), words)
            rows.append(_row(blocker, f"{entry.code}.{place}", filled))
    else:
        rows.append(_row(blocker, entry.code, _control(blocker, entry)))
    widths = (_CODE, blocker.styles.text_width - _INDENT - _CODE)
    height = _LINES if entry.kind == "lines" else 0
    blocker.made.append(form_table(widths, rows, indent=_INDENT, height=height, rtl=blocker.inliner.rtl))


def _row(blocker: Blocker, code: str, filled: Markup) -> Sequence[Markup]:
    return (
        text.paragraph("FormCode", blocker.inliner.words(code)),
        text.paragraph("FormAnswer", filled),
    )


def _grid(blocker: Blocker, grid: Grid) -> None:
    heads = ((grid.head,) if grid.has_labels else ()) + grid.columns
    rows = [[text.paragraph("TableHeading", blocker.inliner.words(head)) for head in heads]]
    for row in grid.rows:
        label = (text.paragraph("TableText", blocker.inliner.words(row.label)),) if grid.has_labels else ()
        rows.append([*label, *(_cell(blocker, entry) for entry in row.entries)])
    width = blocker.styles.text_width // len(heads)
    blocker.made.append(table("ToolkitTable", (width,) * len(heads), rows, rtl=blocker.inliner.rtl))
    blocker.made.append(text.paragraph("TableEnd", Markup("")))


def _cell(blocker: Blocker, entry: Entry) -> Markup:
    code = text.paragraph("FormCode", blocker.inliner.words(entry.code))
    offered = " · ".join(choice.shown for choice in entry.choices)
    printed = text.paragraph("FormCode", blocker.inliner.words(offered)) if offered else Markup("")
    return joined(code, printed, text.paragraph("FormAnswer", _control(blocker, entry)))


def _control(blocker: Blocker, entry: Entry) -> Markup:
    """Return a text to write or a list to pick from; its first item takes a choice back."""
    kind: Kind = "list" if entry.kind == "one" else "rich"
    items = [(entry.hint, ""), *((choice.shown, choice.key) for choice in entry.choices)] if kind == "list" else []
    words = blocker.inliner.words
    content = words(entry.default) if entry.default else words(entry.hint, "PlaceholderText")
    return _marked(blocker, entry.path, entry.title, kind, content, items, empty=not entry.default)


def _tick(blocker: Blocker, entry: Entry, choice: Choice) -> Markup:
    path, title = f"{entry.path}.{choice.key}", f"{entry.title}: {choice.shown}"
    return _marked(blocker, path, title, "check", text.run(_TICK), (), empty=False)


def _marked(
    blocker: Blocker,
    path: str,
    title: str,
    kind: Kind,
    content: Markup,
    items: Sequence[tuple[str, str]],
    *,
    empty: bool,
) -> Markup:
    """Return a control inside its bookmark, which LibreOffice keeps where it drops tags."""
    name = control_name(path)
    made = control(
        kind,
        tag=path if len(path) <= LONGEST else name,
        title=title,
        number=control_id(path, blocker.controls),
        content=content,
        items=items,
        empty=empty,
    )
    blocker.bookmarks += 1
    return text.bookmark(name, blocker.bookmarks, made)


def unprotected(protected: bytes) -> bytes:
    """Return the twin of a protected form, whose labels can be edited: the same but for the guard."""
    with zipfile.ZipFile(io.BytesIO(protected)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    files[_SETTINGS] = files[_SETTINGS].replace(PROTECTION, b"", 1)
    return zipped(files)
