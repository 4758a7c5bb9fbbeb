"""Where pages break, by the structure of every PDF and where PDFium finds its words: nothing is torn or left alone.

WeasyPrint writes an element for each page that a block stands on. So a row that is torn counts twice, and of a
paragraph that goes on overleaf the two parts together have the letters of a paragraph of the Document.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import pikepdf
import pypdfium2
import pypdfium2.raw as raw
from weasyprint import HTML

from press.document import Document, Field, Footnote, Paragraph, Table, Text, walk
from press.toolkit import compose_all, load
from tests.builds import Build
from tests.clients.test_pdf_layout import area

# A page that is less full stands only before a chapter, or at the end.
FULL: Final = 0.25
# Words on one line, and a note's sign above them, in points.
LINE: Final = 6.0
_CHAPTER: Final = "H2"  # the title on the cover is H1
_AROUND: Final = ("Document", "Sect", "Div", "NonStruct", "L", "LI", "LBody", "Table", "THead", "TBody", "TR")
_NOTES: Final = ("Note", "FENote")


@dataclass(frozen=True, slots=True)
class Spot:
    """Words on a page, or a picture: from the top of the page, in points."""

    top: float
    bottom: float
    letters: str


@dataclass(frozen=True, slots=True)
class Block:
    """An element of the structure on its page, with all that stands in it and below it."""

    role: str
    page: int
    spots: tuple[Spot, ...]

    @property
    def lines(self) -> int:
        """How many lines it has."""
        feet = sorted(spot.bottom for spot in self.spots if spot.letters)
        return 1 + sum(below - above > LINE for above, below in pairwise(feet))

    @property
    def letters(self) -> str:
        """Its letters, sorted, as those of Arabic come in the order of their places."""
        return "".join(sorted(letter for spot in self.spots for letter in spot.letters))


@cache
def blocks_of(path: Path) -> tuple[Block, ...]:
    """Return the blocks of a PDF that have words or pictures, in reading order."""
    with pypdfium2.PdfDocument(path) as document:
        spots = [_spots(page) for page in document]
    with pikepdf.open(path) as pdf:
        numbers = {page.objgen: number for number, page in enumerate(pdf.pages)}
        return tuple(_blocks(pdf.Root.StructTreeRoot.K[0], numbers, spots))


def _spots(page: Any) -> Mapping[int, list[Spot]]:
    height, found = page.get_height(), dict[int, list[Spot]]()
    text = page.get_textpage()
    for one in page.get_objects(
        textpage=text, filter=[raw.FPDF_PAGEOBJ_TEXT, raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_FORM]
    ):
        _, bottom, _, top = one.get_bounds()
        said = letters(one.extract()) if one.type == raw.FPDF_PAGEOBJ_TEXT else ""
        mark = raw.FPDFPageObj_GetMarkedContentID(one)
        found.setdefault(mark, []).append(Spot(height - top, height - bottom, said))
    return found


def letters(text: str) -> str:
    """Return the letters of a text: no signs, which hyphens and notes add, and no numbers, which may be of pages."""
    return "".join(sign for sign in unicodedata.normalize("NFKC", text) if unicodedata.category(sign)[0] == "L")


def _blocks(element: Any, numbers: Mapping[Any, int], spots: list[Mapping[int, list[Spot]]]) -> Iterator[Block]:
    role = str(element.S).removeprefix("/")
    marks = [(numbers[page], mark) for page, mark in _marks(element)]
    if found := tuple(spot for page, mark in marks for spot in spots[page].get(mark, ())):
        yield Block(role, marks[0][0], found)
    for kid in _kids(element):
        yield from _blocks(kid, numbers, spots)


def _marks(element: Any) -> Iterator[tuple[Any, int]]:
    """Yield the marked content of an element and all below it, but for notes, which stand at the foot."""
    for kid in _all_kids(element):
        if isinstance(kid, int):
            yield element.Pg.objgen, kid
        elif "/S" in kid and str(kid.S).removeprefix("/") not in _NOTES:
            yield from _marks(kid)


def _kids(element: Any) -> list[Any]:
    return [kid for kid in _all_kids(element) if not isinstance(kid, int) and "/S" in kid]


def _all_kids(element: Any) -> list[Any]:
    kids = element.get("/K", [])
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


# What is looked at


@cache
def documents(content: Path) -> Mapping[str, Document]:
    return compose_all(load(content)[0])


def texts(build: Build) -> Iterator[tuple[Path, Document]]:
    """Yield every PDF for the screen but posters, with its Document."""
    for path in build.pdfs:
        if path.parent.name != "posters":
            yield path, documents(build.content)[build.artifacts[build.name(path)]["document"]]


# Rows


def rows_in(element: Any) -> int:
    """Count the rows of tables, without those of heads, which are there again on each page."""
    kids = [kid for kid in _kids(element) if kid.S != "/THead"]
    return sum((kid.S == "/TR") + rows_in(kid) for kid in kids)


def test_no_row_of_a_table_is_torn(build: Build) -> None:
    rows = 0
    for path, document in texts(build):
        nodes = list(walk(document))
        due = sum(len(node.rows) for node in nodes if isinstance(node, Table))
        due += sum(len(node.grid.rows) for node in nodes if isinstance(node, Field) and node.grid)
        with pikepdf.open(path) as pdf:
            assert rows_in(pdf.Root.StructTreeRoot.K[0]) == due, path.name
        rows += due
    assert rows > 50


# Lines


def parted(path: Path, document: object) -> Iterator[tuple[Block, Block]]:
    """Yield paragraphs that begin on a page and end on the next one, as their two parts."""
    whole = {sorted_letters(node) for node in walk(document) if isinstance(node, Paragraph)}
    said = [block for block in blocks_of(path) if block.role == "P"]
    for before, after in pairwise(said):
        if after.page > before.page and "".join(sorted(before.letters + after.letters)) in whole:
            yield before, after


def sorted_letters(paragraph: Paragraph) -> str:
    return "".join(sorted(letters("".join(_texts(paragraph.content)))))


def _texts(node: object) -> Iterator[str]:
    if isinstance(node, tuple):
        for one in node:
            yield from _texts(one)
    elif not isinstance(node, Footnote):
        yield from _texts(getattr(node, "content", ()))
        yield from getattr(node, "page", None) or ()
        yield getattr(node, "text", "")


def test_no_line_stands_alone_at_a_foot_or_a_top(builds: tuple[Build, Build]) -> None:
    seen = 0
    for build in builds:
        for path, document in texts(build):
            for before, after in parted(path, document):
                lines = before.lines, after.lines
                assert min(lines) > 1, f"{path.name} page {before.page + 1}: a paragraph has lines {lines}"
                seen += 1
    assert seen > 0


# Pages


def test_no_page_within_a_chapter_is_nearly_empty(build: Build) -> None:
    seen = 0
    for path, document in texts(build):
        text, blocks = area(document.language), blocks_of(path)
        lowest: dict[int, float] = {}
        first: dict[int, str] = {}
        for block in blocks:
            lowest[block.page] = max(lowest.get(block.page, 0), *(spot.bottom for spot in block.spots))
            if block.role not in _AROUND:
                first.setdefault(block.page, block.role)
        for page in range(max(lowest)):
            if first.get(page + 1) != _CHAPTER:
                full = (lowest.get(page, 0) - text.top) / (text.bottom - text.top)
                assert full >= FULL, f"{path.name} page {page + 1} is {full:.0%} full"
                seen += 1
    assert seen > 10


# The tests can fail


def printed(folder: Path, body: str) -> Path:
    """Print on very small pages, where nothing keeps lines together."""
    style = "@page { size: 60mm 40mm; margin: 5mm } * { font: 10pt/5mm serif; margin: 0; orphans: 1; widows: 1 }"
    page = f"<html lang=en><title>Small</title><style>{style}</style><body>{body}"
    path = folder / "small.pdf"
    HTML(string=page).write_pdf(path, pdf_variant="pdf/ua-1")
    return path


def test_a_line_that_stands_alone_is_seen(tmp_path: Path) -> None:
    words = "Seven lines follow each other here and all of them belong to one and the same paragraph. " * 2
    [(before, after)] = parted(printed(tmp_path, f"<p>{words}"), Paragraph((Text(words),)))
    assert (before.lines, after.lines) == (6, 1)


def test_a_torn_row_is_seen(tmp_path: Path) -> None:
    path = printed(tmp_path, f"<table><tbody><tr><td>{'A cell of many lines. ' * 12}</td></tr></tbody></table>")
    with pikepdf.open(path) as pdf:
        assert rows_in(pdf.Root.StructTreeRoot.K[0]) == 2
