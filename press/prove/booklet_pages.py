"""What a page of a PDF shows, as PDFium sees it: characters with their places, and a coarse picture of everything."""

from __future__ import annotations

import ctypes
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image, ImageChops

_NEAR: Final = 0.1  # points by which a character may lie elsewhere
_PIXELS: Final = 1.5  # a point of a sheet
_CELL: Final = 6.0  # points: what is smaller than this is seen by its share of a cell


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character and where it begins."""

    text: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Shift:
    """How a page lies on a sheet: made smaller, then moved."""

    scale: float = 1.0
    x: float = 0.0
    y: float = 0.0

    def of(self, glyphs: Iterable[Glyph]) -> list[Glyph]:
        """Return characters where they lie on the sheet."""
        return [Glyph(g.text, g.x * self.scale + self.x, g.y * self.scale + self.y) for g in glyphs]


WHOLE: Final = Shift()


def glyphs(page: pypdfium2.PdfPage) -> list[Glyph]:
    """Return the characters that a page shows, without those that PDFium thinks up between words and lines."""
    text = page.get_textpage()
    try:
        return list(_glyphs(text.raw, text.count_chars()))
    finally:
        text.close()


def _glyphs(raw: Any, count: int) -> Iterator[Glyph]:
    x, y = ctypes.c_double(), ctypes.c_double()
    for at in range(count):
        if pdfium.FPDFText_IsGenerated(raw, at) == 1:
            continue
        character = chr(pdfium.FPDFText_GetUnicode(raw, at))
        if not character.isspace() and pdfium.FPDFText_GetCharOrigin(raw, at, x, y):
            yield Glyph(character, x.value, y.value)


@dataclass(slots=True)
class Places:
    """Characters by what they are and about where, each to be taken once."""

    cells: dict[tuple[str, int, int], list[Glyph]] = field(default_factory=lambda: defaultdict(list))

    def put(self, glyphs: Iterable[Glyph]) -> Places:
        """Add characters."""
        for glyph in glyphs:
            self.cells[glyph.text, round(glyph.x), round(glyph.y)].append(glyph)
        return self

    def take(self, glyph: Glyph) -> bool:
        """Take the character that stands where this one does; tell whether there was one."""
        column, row = round(glyph.x), round(glyph.y)
        for dx in (0, -1, 1):
            for dy in (0, -1, 1):
                cell = self.cells.get((glyph.text, column + dx, row + dy), [])
                for other in cell:
                    if abs(other.x - glyph.x) <= _NEAR and abs(other.y - glyph.y) <= _NEAR:
                        cell.remove(other)
                        return True
        return False


def differing(have: list[Glyph], due: list[Glyph]) -> tuple[list[Glyph], list[Glyph]]:
    """Return the characters that are there and should not be, and those that should be there and are not."""
    places = Places().put(due)
    added = [glyph for glyph in have if not places.take(glyph)]
    left = {id(glyph) for cell in places.cells.values() for glyph in cell}
    return added, [glyph for glyph in due if id(glyph) in left]


def drawn(page: pypdfium2.PdfPage | None, paper: tuple[float, float], shift: Shift = WHOLE) -> Image.Image:
    """Return a picture of paper of a size in points, with a page on it, or none."""
    width, height = (math.ceil(edge * _PIXELS) for edge in paper)
    if page is None:
        return Image.new("RGB", (width, height), "white")
    top = paper[1] - shift.y - shift.scale * page.get_height()
    zoom = shift.scale * _PIXELS
    bitmap = pypdfium2.PdfBitmap.new_native(width, height, pdfium.FPDFBitmap_BGR)
    bitmap.fill_rect((255, 255, 255, 255), 0, 0, width, height)
    matrix = pdfium.FS_MATRIX(zoom, 0, 0, zoom, shift.x * _PIXELS, top * _PIXELS)
    pdfium.FPDF_RenderPageBitmapWithMatrix(bitmap, page, matrix, pdfium.FS_RECTF(0, 0, width, height), 0)
    image: Image.Image = bitmap.to_pil()
    return image.convert("RGB")


def farthest(one: Image.Image, other: Image.Image) -> int:
    """Return by how much two pictures of the same size differ where they differ most, from 0 to 255.

    They are compared cell by cell: each has the mean colour of what it holds, so that edges which fall between two
    pixels make no difference.
    """
    cells = (round(one.width / _PIXELS / _CELL), round(one.height / _PIXELS / _CELL))
    coarse = [image.resize(cells, Image.Resampling.BOX) for image in (one, other)]
    return max(ImageChops.difference(*coarse).tobytes())
