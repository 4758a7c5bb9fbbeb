"""PDF forms that came back. Nothing in them is run; fields are read as objects. Rules: ISO 32000-2, 12.7."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pikepdf

from press.collect.flow import clean, marks_in
from press.collect.forms import Control, Form
from press.collect.found import Found, Kind, Mark, UnreadableError
from press.collect.pdf_text import first_pages
from press.document_identity import DIGITS

_MOST_FIELDS: Final = 20_000
_DEEPEST: Final = 30
_MOST_SIGNS: Final = 8_000_000
_OFF: Final = "Off"


class PdfFile:
    """A PDF with form fields."""

    kind: Kind = "pdf"

    def __init__(self, path: Path) -> None:
        """Read its fields. Raises UnreadableError."""
        try:
            with pikepdf.open(path, suppress_warnings=True) as pdf:
                self._marks = tuple(_marks(pdf, path))
                self._fields = _fields(pdf)
                needs_xfa = "/XFA" in pdf.Root.get("/AcroForm", {}) and not self._fields
        except pikepdf.PasswordError as error:
            raise UnreadableError("it is locked with a password", "ask for it without a password") from error
        except (pikepdf.PdfError, pikepdf.ForeignObjectError, ValueError, TypeError, AttributeError) as error:
            raise UnreadableError("it is cut off or damaged", "ask for the form itself again") from error
        if not self._fields:
            why = "its form is of a kind that few programs read (XFA)" if needs_xfa else _NO_FIELDS
            raise UnreadableError(why, _ASK_FORM)

    def marks(self) -> tuple[Mark, ...]:
        """Return what properties say of which form it is and, where there are none, the feet of pages."""
        return self._marks

    def read(self, form: Form) -> Mapping[str, tuple[Found, ...]]:
        """Return what stands in each field of the form."""
        found = {}
        for control in form.controls():
            fields = [one for name in (control.name, control.path) for one in self._fields.get(name, ())]
            if fields:
                found[control.path] = tuple(dict.fromkeys(f for one in fields for f in _stands(control, one)))
        return found

    def words(self) -> str | None:
        """Return None: readers fill in fields and leave pages as they are."""
        return None


_NO_FIELDS: Final = "it has no fields: it was printed to PDF, or scanned"
_ASK_FORM: Final = "ask for the PDF in which the answers were typed, or read this one yourself"


# Which form it is ---------------------------------------------------------------


def _marks(pdf: pikepdf.Pdf, path: Path) -> Iterator[Mark]:
    told = [mark for place, text in _properties(pdf) for mark in _listed(place, text)]
    yield from told or (mark for text in first_pages(path) for mark in marks_in("foot of the page", text))


def _properties(pdf: pikepdf.Pdf) -> Iterator[tuple[str, str]]:
    info = pdf.trailer.get("/Info")
    if isinstance(info, pikepdf.Dictionary):
        for key in ("/Keywords", "/Subject"):
            value = info.get(key)
            if isinstance(value, pikepdf.String):
                yield f"property {key[1:].lower()}", str(value)[:2_000]
    try:
        with pdf.open_metadata(strict=False) as xmp:
            for key in ("pdf:Keywords", "dc:identifier"):
                yield f"metadata {key}", str(xmp.get(key) or "")[:2_000]
    except Exception:  # noqa: BLE001 - metadata of any make, which is one carrier of several
        return


def _listed(place: str, text: str) -> Iterator[Mark]:
    """Yield the mark in keywords, which name symbol, version, document, language and digest."""
    parts = [part.strip() for part in text.replace(";", ",").split(",")]
    digest = next((part.removeprefix("sha256:") for part in parts if part.startswith("sha256:")), "")
    if len(parts) >= 3 and digest:
        yield from marks_in(place, f"{parts[0]} {parts[1]} {digest[:DIGITS]}")
    else:
        yield from marks_in(place, text)


# Fields --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Field:
    """A field by its full name: what it says, and the states that its ticks show."""

    kind: str
    value: Any
    shown: tuple[str, ...]


def _fields(pdf: pikepdf.Pdf) -> dict[str, list[_Field]]:
    form: Any = pdf.Root.get("/AcroForm")
    fields = form.get("/Fields") if isinstance(form, pikepdf.Dictionary) else None
    found: dict[str, list[_Field]] = {}
    seen: set[tuple[int, int]] = set()
    waiting: list[tuple[Any, str, str, Any, int]] = [(one, "", "", None, 0) for one in reversed(_listed_in(fields))]
    while waiting:
        node, path, kind, value, depth = waiting.pop()
        if not isinstance(node, pikepdf.Dictionary) or depth > _DEEPEST or len(seen) > _MOST_FIELDS:
            continue
        if node.objgen != (0, 0):
            if node.objgen in seen:  # a circle, or a field that is named twice
                continue
            seen.add(node.objgen)
        name = str(node.get("/T", ""))[:200]
        path = ".".join(filter(None, (path, name)))
        kind, value = str(node.get("/FT", kind)), node.get("/V", value)
        kids = [one for one in _listed_in(node.get("/Kids")) if isinstance(one, pikepdf.Dictionary)]
        inner = [one for one in kids if "/T" in one]
        if inner:
            waiting += [(one, path, kind, value, depth + 1) for one in reversed(inner)]
        else:
            found.setdefault(path, []).append(_Field(kind, value, tuple(map(_state, kids or [node]))))
    return found


def _listed_in(array: Any) -> list[Any]:
    """Return what an array holds; nothing where it is none, or holds more than any form."""
    return list(array) if isinstance(array, pikepdf.Array) and len(array) <= _MOST_FIELDS else []


def _state(widget: Any) -> str:
    """Return what a widget shows; empty where it does not say."""
    shown = widget.get("/AS")
    return str(shown).removeprefix("/") if isinstance(shown, pikepdf.Name) else ""


def _stands(control: Control, field: _Field) -> Iterator[Found]:
    if field.kind == "/Btn":
        yield from _button(control, field)
        return
    yield Found(clean(_text(field.value)), "field")


def _button(control: Control, field: _Field) -> Iterator[Found]:
    """Yield what a tick, or radio buttons, show, and what the field says where that is something else."""
    said = _text(field.value).removeprefix("/").removeprefix(_OFF)
    states = [state for state in field.shown if state]
    answers = {state for state in states if state != _OFF} or {""}
    if not states:  # a program that dropped them: the value is all there is
        answers = {said}
    elif field.value is not None:
        answers.add(said)
    if control.tick:
        yield from (Found("", "field", ticked=ticked) for ticked in sorted(set(map(bool, answers))))
    else:
        yield from (Found("", "field", key=key) for key in sorted(answers))


def _text(value: Any) -> str:
    """Return a value of a field as text; a stream holds long ones."""
    if value is None:
        return ""
    if isinstance(value, pikepdf.Stream):
        data = value.read_bytes()[:_MOST_SIGNS]
        return str(pikepdf.String(data))
    if isinstance(value, pikepdf.String | pikepdf.Name | str):
        return str(value)[:_MOST_SIGNS]
    return ""
