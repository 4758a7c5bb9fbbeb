"""The booklet of a screen PDF: its pages, two on a side, on sheets to be printed on both sides and folded once.

It is for paper and for offices: RGB, no marks of a print shop, nothing that only a screen can use, and no claim to be
of a standard.
"""

from __future__ import annotations

import io
from typing import Final, NamedTuple

import pikepdf
from pikepdf import Array, Dictionary, Name

from press.document import Document
from press.write.imposition import Side, saddle
from press.write.pdf_twin import as_bytes, identify
from press.write.suffixes import BOOKLET

_TICK: Final = (14.2, 22.7)  # points from the edge, from 5 mm, where office printers can print, to 8 mm
_GREY: Final = 0.55


class Box(NamedTuple):
    """The edges of a page, in points."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        """From side to side."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From foot to head."""
        return self.top - self.bottom


def write_booklet(screen: bytes, document: Document) -> bytes:
    """Return the booklet of a document's screen PDF; its sheets are the pages of that, turned to landscape."""
    with pikepdf.Pdf.open(io.BytesIO(screen)) as pages, pikepdf.Pdf.new() as pdf:
        drawn = [pdf.copy_foreign(page.as_form_xobject()) for page in pages.pages]
        box = Box(*(float(edge) for edge in pages.pages[0].mediabox))
        for side in saddle(len(drawn), document.direction):
            _add_side(pdf, side, drawn, box)
        pdf.pages[-1].contents_add(pdf.make_stream(_ticks(box.height, box.width)))
        # What a printer's dialogue should offer: both sides, turned on the short edge, in its real size.
        pdf.Root.ViewerPreferences = Dictionary(
            DisplayDocTitle=True, Duplex=Name.DuplexFlipShortEdge, PrintScaling=Name("/None")
        )
        identify(pdf, document, BOOKLET.partition(".")[0])
        return as_bytes(pdf)


def _add_side(pdf: pikepdf.Pdf, side: Side, drawn: list[pikepdf.Object], box: Box) -> None:
    """Add one side of a sheet: each page as large as its panel allows, in the middle of it."""
    across, up = box.height / 2, box.width  # a panel: half of the page turned to landscape
    scale = min(across / box.width, up / box.height)
    resources, painted = Dictionary(), b""
    for panel, number in enumerate(side):
        if number:
            resources[f"/P{number}"] = drawn[number - 1]
            x = panel * across + (across - box.width * scale) / 2 - box.left * scale
            y = (up - box.height * scale) / 2 - box.bottom * scale
            painted += b"q %.6f 0 0 %.6f %.4f %.4f cm /P%d Do Q\n" % (scale, scale, x, y, number)
    page = Dictionary(
        Type=Name.Page,
        MediaBox=Array([0, 0, round(2 * across, 4), round(up, 4)]),
        Resources=Dictionary(XObject=resources),
        Contents=pdf.make_stream(painted),
    )
    pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))


def _ticks(width: float, height: float) -> bytes:
    """Return the marks of the fold, on the side that lies open in the middle, where nobody sees them afterwards."""
    start, end = _TICK
    lines = ((start, end), (height - end, height - start))
    drawn = b"\n".join(b"%.4f %.4f m %.4f %.4f l S" % (width / 2, low, width / 2, high) for low, high in lines)
    return b"q %.2f G 0.5 w\n%b\nQ\n" % (_GREY, drawn)
