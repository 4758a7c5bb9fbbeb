"""Tables: a header row that repeats, rows that do not split, and widths that every program keeps."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from press.write.ooxml.markup import Markup, joined, w

# What of the table style applies: the look of the first row, and bands.
_LOOK: Final = w(
    "tblLook", val="0420", firstRow=1, lastRow=0, firstColumn=0, lastColumn=0, noHBand=0, noVBand=1
)  # fmt: skip


def table(style: str, widths: Sequence[int], rows: Sequence[Sequence[Markup]], *, rtl: bool) -> Markup:
    """Return a table whose first row is its header. ``widths`` are in twentieths of a point; cells hold paragraphs."""
    properties = joined(
        w("tblStyle", val=style),
        w("bidiVisual") if rtl else Markup(""),
        w("tblW", w=sum(widths), type="dxa"),
        w("tblLayout", type="fixed"),
        _LOOK,
    )
    grid = joined(*(w("gridCol", w=width) for width in widths))
    body = joined(*(_row(widths, cells, head=not at) for at, cells in enumerate(rows)))
    return w("tbl", w("tblPr", properties), w("tblGrid", grid), body)


def _row(widths: Sequence[int], cells: Sequence[Markup], *, head: bool) -> Markup:
    properties = joined(w("cantSplit"), w("tblHeader") if head else Markup(""))
    boxes = (
        w("tc", w("tcPr", w("tcW", w=width, type="dxa")), content) for width, content in zip(widths, cells, strict=True)
    )
    return w("tr", w("trPr", properties), *boxes)


def form_table(
    widths: Sequence[int], rows: Sequence[Sequence[Markup]], *, indent: int, height: int, rtl: bool
) -> Markup:
    """Return a table of places to fill in, without a header. Rows are at least so high, in twentieths of a point."""
    properties = joined(
        w("tblStyle", val="FormTable"),
        Markup("") if not rtl else w("bidiVisual"),
        w("tblW", w=sum(widths), type="dxa"),
        w("tblInd", w=indent, type="dxa"),
        w("tblLayout", type="fixed"),
        w("tblLook", val="0400", firstRow=0, lastRow=0, firstColumn=0, lastColumn=0, noHBand=1, noVBand=1),
    )
    grid = joined(*(w("gridCol", w=width) for width in widths))
    high = w("trHeight", val=height, hRule="atLeast") if height else Markup("")
    made = (
        w(
            "tr",
            w("trPr", w("cantSplit"), high),
            *(w("tc", w("tcPr", w("tcW", w=width, type="dxa")), cell) for width, cell in zip(widths, row, strict=True)),
        )
        for row in rows
    )
    return w("tbl", w("tblPr", properties), w("tblGrid", grid), *made)
