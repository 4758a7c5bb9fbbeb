"""The print shop's twin of a screen PDF: the same pages in CMYK, with bleed and crop marks, identified as PDF/X-4.

It is made from the finished screen PDF, so page n is page n. PDF/X-4 is ISO 15930-7; what of it is held is in
press/preflight, and no more is claimed.
"""

from __future__ import annotations

import io
from functools import cache
from typing import Final

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from press.design import STYLES, Design
from press.document import Document
from press.write.cmyk import Colours, convert
from press.write.pdf_twin import as_bytes, identify

_POINTS: Final = 72 / 25.4
_HAIR: Final = 0.25  # points: the width of a crop mark
_SCREEN_ONLY: Final = (
    "/StructTreeRoot",
    "/MarkInfo",
    "/AcroForm",
    "/Names",
    "/OpenAction",
    "/AA",
    "/ViewerPreferences",
)


def write_print(screen: bytes, document: Document, design: Design) -> bytes:
    """Return the print twin of a document's screen PDF. Raises ContentError (W509) for colours that nobody prints."""
    with pikepdf.Pdf.open(io.BytesIO(screen)) as pdf:
        convert(pdf, _colours(design), document.stem)
        for name in _SCREEN_ONLY:
            if name in pdf.Root:
                del pdf.Root[name]
        for page in pdf.pages:
            _for_the_shop(pdf, page, design)
        _intend(pdf, design)
        identify(pdf, document, standard="PDF/X-4")
        pdf.remove_unreferenced_resources()
        return as_bytes(pdf)


@cache
def _colours(design: Design) -> Colours:
    return Colours(design)


def _points(length: str) -> float:
    return float(length.removesuffix("mm")) * _POINTS


def _for_the_shop(pdf: pikepdf.Pdf, page: pikepdf.Page, design: Design) -> None:
    """Give a page its boxes and marks, keep colour within the bleed, and take away what only a screen can use."""
    left, bottom, right, top = (float(edge) for edge in page.mediabox)
    bleed, slug = _points(design.print["bleed"]), _points(design.print["slug"])
    page.obj.TrimBox = _box(left, bottom, right, top, 0)
    page.obj.BleedBox = _box(left, bottom, right, top, bleed)
    page.obj.MediaBox = _box(left, bottom, right, top, slug)
    for name in ("/CropBox", "/ArtBox", "/Annots", "/StructParents", "/Tabs", "/Trans", "/AA"):
        if name in page.obj:
            del page.obj[name]
    edges = (left - bleed, bottom - bleed, right - left + 2 * bleed, top - bottom + 2 * bleed)
    page.contents_add(pdf.make_stream(b"q %.4f %.4f %.4f %.4f re W n\n" % edges), prepend=True)
    marks = _marks(left, bottom, right, top, _points(design.print["mark-from"]), _points(design.print["mark-to"]))
    page.contents_add(pdf.make_stream(b"\nQ\n" + marks))


def _box(left: float, bottom: float, right: float, top: float, by: float) -> Array:
    return Array([round(edge, 4) for edge in (left - by, bottom - by, right + by, top + by)])


def _marks(left: float, bottom: float, right: float, top: float, start: float, end: float) -> bytes:
    """Return crop marks at the corners of the trim, in black."""
    lines = []
    for x, outward in ((left, -1), (right, 1)):
        for y, upward in ((bottom, -1), (top, 1)):
            lines.append((x + outward * start, y, x + outward * end, y))
            lines.append((x, y + upward * start, x, y + upward * end))
    drawn = b"\n".join(b"%.4f %.4f m %.4f %.4f l S" % line for line in lines)
    return b"q 0 0 0 1 K %.2f w\n%b\nQ\n" % (_HAIR, drawn)


def _intend(pdf: pikepdf.Pdf, design: Design) -> None:
    """Say for what printing the inks are meant, with its profile."""
    profile = pdf.make_stream((STYLES / design.print["profile"]).read_bytes(), N=4)
    pdf.Root.OutputIntents = Array(
        [
            Dictionary(
                Type=Name.OutputIntent,
                S=Name.GTS_PDFX,
                OutputConditionIdentifier=String(design.print["condition"]),
                RegistryName=String("http://www.color.org"),
                Info=String(design.print["condition-info"]),
                DestOutputProfile=pdf.make_indirect(profile),
            )
        ]
    )
