"""Leg B for a booklet: folded, it reads as its screen PDF does, page by page, each once, whole and in its place.

Where pages have to lie is found by walking through the folded sheets, and what lies there by looking at it: the
characters with their places, and a picture of everything else.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from typing import Any, Final, TypeAlias

import pikepdf
import pypdfium2
from PIL import Image

from press.document import Document
from press.problem import Problem
from press.prove.booklet_pages import Glyph, Shift, differing, drawn, farthest, glyphs
from press.prove.identity import check_identity
from press.prove.pdf_file import BROKEN
from press.prove.report import Report

Panel: TypeAlias = tuple[int, int]  # the side of a sheet, and 0 for its left half or 1 for its right one

_NEAR: Final = 0.1  # points
_SEEN: Final = 10  # of 255: a difference in a cell that is more than one of rounding, which is 4 at the most
_SIDES: Final = ("left", "right")
_STRANGE: Final = (
    "/StructTreeRoot", "/MarkInfo", "/AcroForm", "/Outlines", "/Names", "/OpenAction", "/AA", "/PageLabels",
    "/OCProperties", "/OutputIntents",
)  # fmt: skip
_CLAIMS: Final = (b"pdfuaid", b"pdfaid", b"GTS_PDFX")


def prove_booklet(data: bytes, screen: bytes, document: Document) -> list[Problem]:
    """Return where a booklet differs from the screen PDF of its document, which is proven by itself."""
    report = Report(document.stem, "booklet.pdf")
    try:
        with pikepdf.Pdf.open(io.BytesIO(data)) as pdf:
            _whole(pdf, document, report)
        with pypdfium2.PdfDocument(data) as sheets, pypdfium2.PdfDocument(screen) as pages:
            _Sheets(sheets, pages, document, report).run()
    except BROKEN as error:
        report.add("P611", 0, f"the file cannot be read: {str(error)[:120] or type(error).__name__}")
    return report.problems


def read_in_order(sheets: int, *, rtl: bool) -> Iterator[Panel]:
    """Yield the panels of folded sheets as a reader meets them, the outermost sheet being the first.

    Up to the middle, each leaf shows the outer half of a front, then what lies behind it; from there on the reader
    comes back through the other halves. The first page lies on the right, or on the left in what is bound on the right.
    """
    first = 0 if rtl else 1
    for sheet in range(sheets):
        yield 2 * sheet, first
        yield 2 * sheet + 1, 1 - first
    for sheet in reversed(range(sheets)):
        yield 2 * sheet + 1, first
        yield 2 * sheet, 1 - first


def _whole(pdf: pikepdf.Pdf, document: Document, report: Report) -> None:
    """Check what the file says of itself, and that it has nothing that paper cannot have, and makes no claim."""
    check_identity(pdf, document, report)
    for key in _STRANGE:
        if key in pdf.Root:
            report.add("P602", 0, f"the file has {key}")
    metadata: Any = pdf.Root.get("/Metadata")
    said = metadata.read_bytes() if metadata is not None else b""
    for claim in _CLAIMS:
        if claim in said:
            report.add("P602", 0, f"the file claims what it does not hold ({claim.decode()})")
    for number, page in enumerate(pdf.pages, start=1):
        if "/Annots" in page.obj:
            report.add("P602", number, "the page has annotations")


class _Sheets:
    def __init__(
        self, sheets: pypdfium2.PdfDocument, pages: pypdfium2.PdfDocument, document: Document, report: Report
    ) -> None:
        self.sheets, self.pages, self.report = sheets, pages, report
        self.rtl = document.direction == "rtl"
        self.paper: tuple[float, float] = pages[0].get_size()

    @cached_property
    def texts(self) -> list[list[Glyph]]:
        return [glyphs(page) for page in self.pages]

    def run(self) -> None:
        count = -(-len(self.pages) // 4)
        if len(self.sheets) != 2 * count:
            report = f"there are {len(self.sheets)} sides instead of {2 * count}"
            self.report.add("P601" if len(self.sheets) < 2 * count else "P602", 0, report)
        due = dict(zip(read_in_order(count, rtl=self.rtl), range(1, 4 * count + 1), strict=True))
        for side in range(min(len(self.sheets), 2 * count)):
            sheet = self.sheets[side]
            if not self.sized(side, sheet):
                continue
            text, image = glyphs(sheet), drawn(sheet, self.paper[::-1])
            for half in (0, 1):
                number = due[side, half]
                have = [glyph for glyph in text if int(glyph.x >= self.paper[1] / 2) == half]
                page = number if number <= len(self.pages) else 0
                if self.reads((side, half), have, page):
                    self.looks((side, half), image, page)

    def sized(self, side: int, sheet: pypdfium2.PdfPage) -> bool:
        """Check that a side is the screen's page turned to landscape, all of it shown."""
        left, bottom, right, top = sheet.get_mediabox()
        sizes = [(right - left, top - bottom), sheet.get_size()]
        wrong = any(abs(a - b) > _NEAR for size in sizes for a, b in zip(size, self.paper[::-1], strict=True))
        if wrong or sheet.get_rotation():
            size = "x".join(f"{edge / 72 * 25.4:.0f}" for edge in sheet.get_size())
            due = "x".join(f"{edge / 72 * 25.4:.0f}" for edge in self.paper[::-1])
            self.report.add("P620", side + 1, f"the side is of {size} mm, or turned, instead of {due} mm")
            return False
        return True

    def shift(self, page: int, half: int) -> Shift:
        """Return how a page has to lie on a panel: as large as can be, in the middle."""
        width, height = self.pages[page - 1].get_size()
        across, up = self.paper[1] / 2, self.paper[0]
        scale = min(across / width, up / height)
        return Shift(scale, half * across + (across - scale * width) / 2, (up - scale * height) / 2)

    def fits(self, have: list[Glyph], page: int, half: int) -> bool:
        """Tell whether characters are those of a page, each in its place."""
        return not any(differing(have, self.shift(page, half).of(self.texts[page - 1])))

    def reads(self, panel: Panel, have: list[Glyph], page: int) -> bool:
        """Check the characters of a panel; page 0 is none."""
        side, half = panel
        if page and self.fits(have, page, half):
            return True
        if not page and not have:
            return True
        where = f"the {_SIDES[half]} panel"
        others = range(1, len(self.pages) + 1)
        there = next((other for other in others if self.fits(have, other, half)), 0)
        if page and not have:
            self.report.add("P601", side + 1, f"{where} is blank instead of page {page}")
        elif there:
            due = f"instead of page {page}" if page else "and should be blank"
            self.report.add("P620", side + 1, f"{where} has page {there} {due}")
        elif page and _letters(have) == _letters(self.texts[page - 1]):
            self.report.add("P620", side + 1, f"{where} has page {page} in another place or size")
        elif page:
            added, missing = differing(have, self.shift(page, half).of(self.texts[page - 1]))
            says = f"“{_words(added)}” stands where page {page} has “{_words(missing)}”"
            self.report.add("P603", side + 1, f"{where} does not say what page {page} says: {says}")
        else:
            self.report.add("P602", side + 1, f"{where} should be blank and says “{_words(have)}”")
        return False

    def looks(self, panel: Panel, image: Image.Image, page: int) -> None:
        """Check what is no text: colours, rules, pictures, codes, and paper that has to stay white."""
        side, half = panel
        paper = self.paper[::-1]
        due = drawn(self.pages[page - 1], paper, self.shift(page, half)) if page else drawn(None, paper)
        # The fold itself, a pixel on both sides, is nobody's: the mark is there, and the edge of what fills a panel.
        middle = image.width // 2
        part = (0, 0, middle - 1, image.height) if half == 0 else (middle + 1, 0, image.width, image.height)
        difference = farthest(image.crop(part), due.crop(part))
        if difference > _SEEN:
            what = f"does not look like page {page}" if page else "should be blank"
            self.report.add("P603" if page else "P602", side + 1, f"the {_SIDES[half]} panel {what}")


def _letters(text: list[Glyph]) -> Counter[str]:
    return Counter(glyph.text for glyph in text)


def _words(text: list[Glyph]) -> str:
    return "".join(glyph.text for glyph in text)[:60]
