"""Booklets: the same bytes each time, proven by looking at the sheets; every seeded fault is caught."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String

from press.design import load_design
from press.document import Document
from press.prove.booklet import prove_booklet
from press.prove.booklet_pages import Glyph, differing
from press.write.layout import Engine
from press.write.pdf import write_pdf
from press.write.pdf_booklet import write_booklet
from tests.builds import SAMPLE
from tests.faults import edit
from tests.samples import CITED, everything

A4 = (210 / 25.4 * 72, 297 / 25.4 * 72)
LANGUAGES = ("en", "ar")


@cache
def made(language: str) -> tuple[bytes, bytes, Document]:
    """The screen PDF, the booklet and the tree of a document with every kind of node."""
    engine = Engine(load_design(), SAMPLE)
    document = everything(language)
    screen = write_pdf(engine.lay_out(document, CITED), engine)
    return screen, write_booklet(screen, document), document


def codes(data: bytes, language: str = "en") -> set[str]:
    screen, _, document = made(language)
    return {problem.code for problem in prove_booklet(data, screen, document)}


def content(pdf: Pdf, side: int, change: Callable[[bytes], bytes]) -> None:
    page = pdf.pages[side]
    parts = page.obj.Contents if isinstance(page.obj.Contents, Array) else [page.obj.Contents]
    before = b"\n".join(part.read_bytes() for part in parts)
    after = change(before)
    assert after != before
    page.obj.Contents = pdf.make_stream(after)


def replaced(side: int, old: bytes, new: bytes) -> Callable[[Pdf], None]:
    return lambda pdf: content(pdf, side, lambda data: data.replace(old, new))


def painted(side: int, data: bytes) -> Callable[[Pdf], None]:
    return lambda pdf: pdf.pages[side].contents_add(pdf.make_stream(data))


def form(pdf: Pdf, number: int) -> Any:
    return next(
        page.obj.Resources.XObject[f"/P{number}"] for page in pdf.pages if f"/P{number}" in page.obj.Resources.XObject
    )


def swapped(pdf: Pdf) -> None:
    """Let pages 1 and 2 change places, on the two sides of the first sheet."""
    one, other = pdf.pages[0].obj.Resources.XObject, pdf.pages[1].obj.Resources.XObject
    first, second = one["/P1"], other["/P2"]
    one["/P1"], other["/P2"] = second, first


def neighbours(pdf: Pdf) -> None:
    """Let the two pages of a side change places."""
    forms = pdf.pages[-1].obj.Resources.XObject
    names = sorted(map(str, forms))
    forms[names[0]], forms[names[1]] = forms[names[1]], forms[names[0]]


def twice(pdf: Pdf) -> None:
    pdf.pages[0].obj.Resources.XObject["/P1"] = form(pdf, 2)


def sides_swapped(pdf: Pdf) -> None:
    pages = [pdf.pages[1].obj, pdf.pages[0].obj]
    pdf.pages[0], pdf.pages[1] = (pikepdf.Page(pdf.make_indirect(Dictionary(dict(page)))) for page in pages)


def shorter(pdf: Pdf) -> None:
    del pdf.pages[-1]


def longer(pdf: Pdf) -> None:
    pdf.add_blank_page(page_size=(A4[1], A4[0]))


def of_another(pdf: Pdf) -> None:
    """Take the first page from another document."""
    with Pdf.open(io.BytesIO(made("ar")[0])) as other:
        stolen = pdf.copy_foreign(other.pages[1].as_form_xobject())
        pdf.pages[0].obj.Resources.XObject["/P1"] = pdf.make_indirect(stolen)


def less_text(pdf: Pdf) -> None:
    page = form(pdf, 2)
    data = page.read_bytes()
    start = data.index(b"[")
    page.write(data[:start] + data[data.index(b"TJ", start) + 2 :])


def clipped(pdf: Pdf) -> None:
    box = form(pdf, 2).BBox
    form(pdf, 2).BBox = Array([box[0], box[1], box[2], float(box[3]) / 2])


def invisible(pdf: Pdf) -> None:
    page = form(pdf, 2)
    page.write(b"3 Tr\n" + page.read_bytes())


def uncoloured(pdf: Pdf) -> None:
    """Fill nothing on a page any more: boxes, drawings, codes."""
    page = form(pdf, 3)
    page.write(re.sub(rb"(?m)^f\*?$", b"n", page.read_bytes()))


def turned(pdf: Pdf) -> None:
    pdf.pages[1].obj.Rotate = 180


def upright(pdf: Pdf) -> None:
    pdf.pages[0].obj.MediaBox = Array([0, 0, *A4])


def cropped(pdf: Pdf) -> None:
    pdf.pages[0].obj.CropBox = Array([10, 0, A4[1], A4[0]])


def annotated(pdf: Pdf) -> None:
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]))
    pdf.pages[0].obj.Annots = Array([pdf.make_indirect(link)])


def rooted(key: str, value: Any) -> Callable[[Pdf], None]:
    def change(pdf: Pdf) -> None:
        pdf.Root[key] = value

    return change


def claiming(pdf: Pdf) -> None:
    said = pdf.Root.Metadata.read_bytes().replace(b"<dc:title>", b"<pdfuaid:part>1</pdfuaid:part><dc:title>")
    pdf.Root.Metadata = pdf.make_stream(said)


def told(key: str) -> Callable[[Pdf], None]:
    def change(pdf: Pdf) -> None:
        pdf.docinfo[key] = String("something else")

    return change


FAULTS: dict[str, tuple[Callable[[Pdf], None], str]] = {
    "two pages swapped": (swapped, "P620"),
    "the pages of a side swapped": (neighbours, "P620"),
    "a page twice and another not at all": (twice, "P620"),
    "fronts and backs swapped": (sides_swapped, "P601 P620"),
    "a page missing": (replaced(0, b"/P1 Do", b""), "P601"),
    "a side missing": (shorter, "P601"),
    "a side too many": (longer, "P602"),
    "a page of another document": (of_another, "P603"),
    "pages smaller": (replaced(1, b"q 0.70", b"q 0.65"), "P620"),
    "pages upside down": (replaced(5, b" 0 0 0.70", b" 0 0 -0.70"), "P620"),
    "pages moved by a millimetre": (replaced(1, b"cm /P2", b"cm 1 0 0 1 4 0 cm /P2"), "P620"),
    "a line of text lost": (less_text, "P603"),
    "a word added": (painted(5, b"q 1 0 0 1 9 9 cm .7 0 0 .7 0 0 cm /P6 Do Q"), "P603"),
    "half of a page clipped": (clipped, "P603"),
    "text that nobody sees": (invisible, "P603"),
    "a box painted over": (painted(5, b"0.9 g 100 300 60 60 re f"), "P603"),
    "drawings and backgrounds lost": (uncoloured, "P603"),
    "a side turned": (turned, "P620"),
    "a side upright": (upright, "P620"),
    "a side cropped": (cropped, "P620"),
    "a link": (annotated, "P602"),
    "a structure": (rooted("/StructTreeRoot", Dictionary(Type=Name.StructTreeRoot)), "P602"),
    "an outline": (rooted("/Outlines", Dictionary(Type=Name.Outlines)), "P602"),
    "an action": (rooted("/OpenAction", Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))), "P602"),
    "a claim": (claiming, "P602"),
    "another title": (told("/Title"), "P606"),
    "another author": (told("/Author"), "P606"),
    "another digest": (told("/Keywords"), "P606"),
    "another language": (rooted("/Lang", String("fr")), "P606"),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_booklet_is_proven_and_always_the_same(language: str) -> None:
    screen, booklet, document = made(language)
    assert prove_booklet(booklet, screen, document) == []
    assert write_booklet(screen, document) == booklet


# Of what is bound on the right, those that have to do with it.
_CASES = [("en", name) for name in FAULTS] + [("ar", name) for name in list(FAULTS)[:8] if "another" not in name]


@pytest.mark.parametrize(("language", "name"), _CASES)
def test_each_fault_is_caught(language: str, name: str) -> None:
    change, code = FAULTS[name]
    # The Arabic sample fills its sheets: no side has a page alone, that would be missed there.
    full = language == "ar" and name == "fronts and backs swapped"
    assert codes(edit(made(language)[1], change), language) == set(code.split()) - ({"P601"} if full else set())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_other_binding_is_caught(language: str) -> None:
    screen, _, document = made(language)
    other = replace(document, direction="ltr" if language == "ar" else "rtl")
    problems = prove_booklet(write_booklet(screen, other), screen, document)
    assert "P620" in {problem.code for problem in problems}
    assert any("instead of page 1" in problem.message or "has page 1" in problem.message for problem in problems)


def few(count: int) -> tuple[bytes, bytes, Document]:
    """The first pages of the document only, and their booklet."""
    screen, _, document = made("en")

    def change(pdf: Pdf) -> None:
        del pdf.pages[count:]

    less = edit(screen, change)
    return less, write_booklet(less, document), document


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5])
def test_blank_panels_are_blank(count: int) -> None:
    screen, booklet, document = few(count)
    assert prove_booklet(booklet, screen, document) == []
    if count == 4:
        return
    left = b"20 300 200 1 re f" if count < 4 else b"20 300 9 9 re f"  # the back cover is on the left of the first side
    stained = edit(booklet, painted(0, b"0 g " + left))
    assert {problem.code for problem in prove_booklet(stained, screen, document)} == {"P602"}
    name = b"/P1 Do"
    filled = edit(booklet, painted(0, b"q .7 0 0 .7 0 0 cm " + name + b" Q"))
    assert {problem.code for problem in prove_booklet(filled, screen, document)} == {"P602"}


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"no PDF at all"])
def test_what_is_no_pdf_is_told(data: bytes) -> None:
    assert codes(data) == {"P611"}


def test_a_booklet_of_another_document_is_caught() -> None:
    assert "P606" in codes(made("ar")[1])


def test_sheets_say_how_to_print_them() -> None:
    with Pdf.open(io.BytesIO(made("en")[1])) as pdf:
        wishes = pdf.Root.ViewerPreferences
        assert (wishes.Duplex, wishes.PrintScaling) == (Name.DuplexFlipShortEdge, Name("/None"))
        assert all(float(p.mediabox[2]) > float(p.mediabox[3]) for p in pdf.pages)


def test_characters_are_taken_once() -> None:
    """Two of the same at one place are two; what is a hair away is the same, what is a point away is not."""
    one = Glyph("a", 10.0, 10.0)
    assert differing([one], [one, replace(one)]) == ([], [one])
    assert differing([Glyph("a", 10.49, 9.95)], [Glyph("a", 10.51, 10.0)]) == ([], [])
    assert differing([Glyph("a", 11.0, 10.0)], [one]) == ([Glyph("a", 11.0, 10.0)], [one])
    assert differing([Glyph("b", 10.0, 10.0)], [one]) == ([Glyph("b", 10.0, 10.0)], [one])
