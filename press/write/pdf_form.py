"""The fields of a PDF form (ISO 32000-1, 12.7): where something is filled in, a link becomes a form field.

The layout marks each place with a link, so that the engine says where it stands on its page, in the order of reading
and in the structure tree. Here each link becomes a widget, and its structure element a Form (PDF/UA-1, ISO 14289-1,
7.18.4). A field's name is ``f_`` and 12 hex digits of its entry's path: readers cut, or forbid, longer ones.
Every state has an appearance, as readers draw none by themselves; nothing is scripted.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from press.document import Choice, Document, Entry, entries
from press.document_form import control_name
from press.write.css import display_families
from press.write.field_font import FONT_NAME, field_font
from press.write.html import FIELD
from press.write.layout import Engine

_REQUIRED, _SEVERAL_LINES, _RADIO = 1 << 1, 1 << 12, 1 << 15  # flags of fields: tables 221, 226 and 228
_PRINT: Final = 4  # flag of annotations: table 165
_SIZE: Final = 9.5  # points, of what is typed
_MARGIN: Final = 2.0  # points, between the edge of a field and a default text
_EMPTY: Final = b"/Tx BMC EMC"
_DA: Final = f"/{FONT_NAME} {_SIZE} Tf 0 g"


@dataclass(frozen=True, slots=True)
class _Spot:
    """A place to fill in: the annotation of its link, on which page."""

    annotation: Any
    page: Any
    key: str


def add_fields(data: bytes, document: Document, engine: Engine) -> bytes:
    """Return the PDF of a form with its fields; the same bytes for the same document and design."""
    with pikepdf.Pdf.open(io.BytesIO(data)) as pdf:
        _Form(pdf, document, engine).add()
        target = io.BytesIO()
        pdf.save(target, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return target.getvalue()


class _Form:
    def __init__(self, pdf: pikepdf.Pdf, document: Document, engine: Engine) -> None:
        self.pdf, self.document, self.engine = pdf, document, engine
        self.fields: list[Any] = []
        self.marks: dict[tuple[str, float, float], Any] = {}

    def add(self) -> None:
        spots: dict[str, list[_Spot]] = {}
        for path, spot in self.spots():
            spots.setdefault(path, []).append(spot)
        for entry in entries(self.document):
            self.field(entry, spots.get(entry.path, []))
        for page in self.pdf.pages:
            page.Tabs = Name.S
        font = self.pdf.make_indirect(field_font(self.pdf, self.engine.fonts, self.engine.design))
        resources = Dictionary(Font=Dictionary({f"/{FONT_NAME}": font}))
        form = Dictionary(Fields=Array(self.fields), DR=resources, DA=String(_DA))
        self.pdf.Root.AcroForm = self.pdf.make_indirect(form)

    def spots(self) -> Iterator[tuple[str, _Spot]]:
        """Yield the places to fill in, with the paths of their entries, and take from them what makes them links."""
        forms = {}
        for page in self.pdf.pages:
            for annotation in page.get("/Annots", ()):
                address = str(annotation.A.get("/URI", "")) if "/A" in annotation else ""
                if address.startswith(FIELD):
                    path, _, key = address.removeprefix(FIELD).partition("#")
                    for name in ("/A", "/BS", "/Contents"):
                        if name in annotation:
                            del annotation[name]
                    annotation.Subtype, annotation.F, annotation.P = Name.Widget, _PRINT, page.obj
                    annotation.Rect = _upright(annotation.Rect)
                    forms[int(annotation.StructParent)] = annotation
                    yield path, _Spot(annotation, page, key)
        self.tag(set(forms))

    def tag(self, parents: set[int]) -> None:
        """Make the elements of widgets, which were links, forms."""
        numbers = self.pdf.Root.StructTreeRoot.ParentTree.Nums
        for place in range(0, len(numbers), 2):
            if int(numbers[place]) in parents:
                numbers[place + 1].S = Name.Form

    def field(self, entry: Entry, spots: list[_Spot]) -> None:
        if entry.kind == "one":
            self.radio(entry, spots)
        elif entry.kind == "several":
            for choice, spot in self.chosen(entry, spots):
                name, said = f"{entry.path}.{choice.key}", f"{entry.title}: {choice.shown}"
                self.named(spot.annotation, name, said, entry, Name.Btn)
                self.tick(spot, choice.key)
                spot.annotation.V = spot.annotation.DV = Name.Off
                self.fields.append(spot.annotation)
        elif spots:  # what has no place is missing from the form, which the proof tells
            self.text(entry, spots[0])

    def chosen(self, entry: Entry, spots: list[_Spot]) -> Iterator[tuple[Choice, _Spot]]:
        found = {spot.key: spot for spot in spots}
        return ((choice, found[choice.key]) for choice in entry.choices if choice.key in found)

    def named(self, field: Any, path: str, title: str, entry: Entry, kind: Name, flags: int = 0) -> None:
        field.FT, field.T, field.TM, field.TU = kind, String(control_name(path)), String(path), String(title)
        if flags := flags | (_REQUIRED if entry.required else 0):
            field.Ff = flags

    def radio(self, entry: Entry, spots: list[_Spot]) -> None:
        group = self.pdf.make_indirect(Dictionary(V=Name.Off, DV=Name.Off))
        self.named(group, entry.path, entry.title, entry, Name.Btn, _RADIO)
        for choice, spot in self.chosen(entry, spots):
            self.tick(spot, choice.key)
            spot.annotation.Parent = group
            spot.annotation.TU = String(f"{entry.title}: {choice.shown}")
        group.Kids = Array([spot.annotation for _, spot in self.chosen(entry, spots)])
        self.fields.append(group)

    def tick(self, spot: _Spot, key: str) -> None:
        """Give a box its two states; on its page stands the box itself, which the mark is drawn into."""
        width, height = _size(spot.annotation)
        spot.annotation.AS = Name.Off
        spot.annotation.MK = Dictionary(CA=String("8"))  # a cross, in readers that draw by themselves
        on, off = self.mark("on", width, height), self.mark("off", width, height)
        spot.annotation.AP = Dictionary(N=Dictionary({f"/{key}": on, "/Off": off}))

    def mark(self, state: str, width: float, height: float) -> Any:
        key = (state, round(width, 2), round(height, 2))
        if key not in self.marks:
            x, y = width * 0.2, height * 0.2
            ends = (x, y, width - x, height - y, x, height - y, width - x, y)
            cross = "q 1.4 w 0 G 1 J {:.2f} {:.2f} m {:.2f} {:.2f} l {:.2f} {:.2f} m {:.2f} {:.2f} l S Q".format(*ends)
            self.marks[key] = self.appearance(cross.encode() if state == "on" else b"", width, height)
        return self.marks[key]

    def appearance(self, content: bytes, width: float, height: float, resources: Any = None) -> Any:
        box = Array([0, 0, round(width, 2), round(height, 2)])
        more = {"Resources": resources} if resources is not None else {}
        return self.pdf.make_stream(content, Type=Name.XObject, Subtype=Name.Form, BBox=box, **more)

    def text(self, entry: Entry, spot: _Spot) -> None:
        field, lines = spot.annotation, entry.kind == "lines"
        self.named(field, entry.path, entry.title, entry, Name.Tx, _SEVERAL_LINES if lines else 0)
        field.DA = String(_DA)
        if entry.longest:
            field.MaxLen = entry.longest
        if self.document.direction == "rtl":
            field.Q = 2  # from the right
        width, height = _size(field)
        if entry.default:
            field.V = field.DV = String(entry.default)
        drawn = self.drawn(entry, width, height) if entry.default else None
        if drawn is None:
            field.AP = Dictionary(N=self.appearance(_EMPTY, width, height))
        else:
            content = b"/Tx BMC q /Fm0 Do Q EMC"
            resources = Dictionary(XObject=Dictionary(Fm0=drawn))
            field.AP = Dictionary(N=self.appearance(content, width, height, resources))
        self.fields.append(field)

    def drawn(self, entry: Entry, width: float, height: float) -> Any:
        """Return a default text, shaped by the layout engine as any other text of the document."""
        align = "start" if entry.kind == "lines" else "center"
        families = display_families(self.engine.design, self.document.language)
        css = (
            f"@page {{ size: {width}pt {height}pt; margin: 0; }}"
            f" body {{ margin: 0; font-size: {_SIZE}pt; line-height: 1.3; font-family: {families}; }}"
            f" div {{ box-sizing: border-box; width: {width}pt; height: {height}pt; padding: {_MARGIN}pt;"
            f" display: flex; align-items: {align}; }} p {{ margin: 0; }}"
        )
        language, direction = self.document.language, self.document.direction
        words = escape(entry.default)
        markup = f'<html lang="{language}" dir="{direction}"><body><div><p>{words}</p></div></body></html>'
        with self.engine.strict(self.document):
            page = self.engine.draw(markup, css)
            page.fonts = self.engine.exact_fonts()
            target = io.BytesIO()
            page.write_pdf(target)
        with pikepdf.Pdf.open(io.BytesIO(target.getvalue())) as picture:
            return self.pdf.copy_foreign(picture.pages[0].as_form_xobject())


def _upright(rectangle: Any) -> Array:
    """Return a rectangle from its lower left corner to its upper right one."""
    x1, y1, x2, y2 = (float(number) for number in rectangle)
    return Array([round(number, 3) for number in (min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))])


def _size(annotation: Any) -> tuple[float, float]:
    x1, y1, x2, y2 = (float(number) for number in annotation.Rect)
    return abs(x2 - x1), abs(y2 - y1)
