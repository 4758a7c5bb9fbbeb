"""Form fields of a PDF, as they are read (ISO 32000-1, 12.7): names, kinds, states, and where their widgets stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import pikepdf

_DEPTH: Final = 20
_SHOWN: Final = 4  # the flag of annotations that are printed, and nothing else (ISO 32000-1, table 165)
_INHERITED: Final = ("/FT", "/Ff", "/V", "/DV", "/MaxLen")


@dataclass(frozen=True, slots=True)
class Widget:
    """What a field shows on a page. ``states`` are those that it has an appearance for, “” for a field without."""

    key: int
    page: int  # 0 where no page has it
    rectangle: tuple[float, float, float, float]
    title: str
    state: str
    states: tuple[str, ...]
    hidden: bool


@dataclass(frozen=True, slots=True)
class FormField:
    """A field with its widgets, in their order."""

    name: str
    path: str
    title: str
    kind: str
    flags: int
    longest: int
    value: str
    default: str
    widgets: tuple[Widget, ...]
    acts: bool


def read_fields(pdf: pikepdf.Pdf) -> tuple[FormField, ...]:
    """Return the fields in the order of the form. Raises ValueError when they do not end."""
    form = pdf.Root.get("/AcroForm")
    if form is None:
        return ()
    pages = {a.objgen[0]: n for n, page in enumerate(pdf.pages, start=1) for a in page.obj.get("/Annots", ())}
    return tuple(found for field in form.get("/Fields", ()) for found in _fields(field, pages, {}, 0))


def form_oddities(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Yield what a form that is filled in anywhere has no business to carry."""
    form: Any = pdf.Root.get("/AcroForm", {})
    for key, what in (("/XFA", "an XFA form"), ("/CO", "calculations"), ("/NeedAppearances", "fields to be redrawn")):
        if key in form:
            yield what


def _fields(field: Any, pages: dict[int, int], outer: dict[str, Any], depth: int) -> Iterator[FormField]:
    if depth > _DEPTH:
        raise ValueError("form fields that do not end")
    own = {**outer, **{key: field[key] for key in _INHERITED if key in field}}
    kids = list(field.get("/Kids", ()))
    if any("/T" in kid for kid in kids):
        for kid in kids:
            yield from _fields(kid, pages, own, depth + 1)
        return
    yield FormField(
        name=str(field.get("/T", "")),
        path=str(field.get("/TM", "")),
        title=str(field.get("/TU", "")),
        kind=str(own.get("/FT", "")),
        flags=int(own.get("/Ff", 0)),
        longest=int(own.get("/MaxLen", 0)),
        value=str(own.get("/V", "")),
        default=str(own.get("/DV", "")),
        widgets=tuple(_widget(widget, pages) for widget in kids or [field]),
        acts=any(key in part for part in (field, *kids) for key in ("/A", "/AA")),
    )


def _widget(widget: Any, pages: dict[int, int]) -> Widget:
    x1, y1, x2, y2 = (float(number) for number in widget.get("/Rect", (0, 0, 0, 0)))
    normal = widget.AP.get("/N") if "/AP" in widget else None
    states: tuple[str, ...] = ()
    if isinstance(normal, pikepdf.Stream):
        states = ("",)
    elif normal is not None:
        states = tuple(key.removeprefix("/") for key in normal.keys())  # noqa: SIM118 (not a dictionary of Python)
    return Widget(
        key=widget.objgen[0],
        page=pages.get(widget.objgen[0], 0),
        rectangle=(min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)),
        title=str(widget.get("/TU", "")),
        state=str(widget.get("/AS", "")).removeprefix("/"),
        states=states,
        hidden=int(widget.get("/F", 0)) != _SHOWN,
    )
