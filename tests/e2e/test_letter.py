"""US Letter by one token: every format follows, nothing lies off the page, and proof and preflight have no finding."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from pydantic import ValidationError

from press.crew import here
from press.design import STYLES, Design, load_design
from press.document import Document
from press.produce import produce
from press.prove.booklet_pages import glyphs
from press.prove_files import prove_files
from press.toolkit import compose_all, load
from press.write.suffixes import EXTRAS, suffixes
from tests.builds import SAMPLE
from tests.proof.word_faults import parts_of

LETTER = (612.0, 792.0)  # points
MM = 72 / 25.4
STEMS = ("guides/basics.ward", "primers/nurse.outbreak", "questionnaires/round")


class Silent:
    """Hears how it goes on, and says nothing."""

    def begin(self, step: str, total: int) -> None: ...

    def done(self, stem: str, pages: int) -> None: ...


@dataclass(frozen=True)
class Made:
    """Documents on Letter: what they are, and their files by stem and suffix."""

    design: Design
    composed: Mapping[str, Document]
    files: Mapping[str, Mapping[str, bytes]]

    def of(self, suffix: str) -> dict[str, bytes]:
        return {stem: forms[suffix] for stem, forms in self.files.items() if suffix in forms}


def tokens(folder: Path, size: str) -> Path:
    """Copy the tokens, but for the size of the paper."""
    text = (STYLES / "tokens.yaml").read_text("utf-8")
    assert text.count("size: A4") == 1
    path = folder / "tokens.yaml"
    path.write_text(text.replace("size: A4", f"size: {size}"), "utf-8")
    return path


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    design = load_design(tokens(tmp_path_factory.mktemp("letter"), "letter"))
    composed = compose_all(load(SAMPLE)[0])
    wanted = {stem: suffixes(composed[stem].kind, EXTRAS) for stem in STEMS}
    produced = produce(wanted, composed, SAMPLE, here(design), Silent())
    return Made(design, composed, {stem: one.files for stem, one in produced.items()})


def boxes(data: bytes, name: str) -> set[tuple[float, ...]]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        found: Any = [page.obj[name] for page in pdf.pages]
        return {tuple(round(float(edge), 2) for edge in box) for box in found}


def test_pages_are_letter(made: Made) -> None:
    for stem, data in made.of("pdf").items():
        assert boxes(data, "/MediaBox") == {(0, 0, *LETTER)}, stem


def test_print_twins_are_trimmed_to_letter(made: Made) -> None:
    bleed, slug = 3 * MM, 10 * MM
    for stem, data in made.of("print.pdf").items():
        assert boxes(data, "/TrimBox") == {(0, 0, *LETTER)}, stem
        for name, by in (("/BleedBox", bleed), ("/MediaBox", slug)):
            due = tuple(round(edge, 2) for edge in (-by, -by, LETTER[0] + by, LETTER[1] + by))
            assert boxes(data, name) == {due}, stem


def test_booklets_are_letter_turned(made: Made) -> None:
    booklets = made.of("booklet.pdf")
    assert list(booklets) == ["primers/nurse.outbreak"]
    assert boxes(booklets["primers/nurse.outbreak"], "/MediaBox") == {(0, 0, *LETTER[::-1])}


def test_nothing_lies_off_the_page(made: Made) -> None:
    """Text keeps to the margins at both sides, head and foot to the paper; on covers it keeps 15 mm off the edge."""
    page = made.design.page
    right, left = (float(page[f"margin-{side}"].removesuffix("mm")) * MM for side in ("start", "end"))  # Arabic
    for stem, data in made.of("pdf").items():
        with pypdfium2.PdfDocument(data) as pdf:
            for number, shown in enumerate(pdf, start=1):
                text = glyphs(shown)
                assert text, (stem, number)
                cover = number == 1 and "primers/" not in stem
                edges = (15 * MM, 15 * MM) if cover else (left, right)
                assert min(g.x for g in text) >= edges[0] - 1, (stem, number)
                assert max(g.x for g in text) <= LETTER[0] - edges[1] + 1, (stem, number)
                assert min(g.y for g in text) >= 8 * MM, (stem, number)
                assert max(g.y for g in text) <= LETTER[1] - 8 * MM, (stem, number)


def test_word_files_are_letter(made: Made) -> None:
    line = round(made.design.line * MM * 20)
    tables, images = 0, 0
    for stem, data in made.of("docx").items():
        body = parts_of(data)["word/document.xml"].decode()
        assert re.findall(r'<w:pgSz w:w="(\d+)" w:h="(\d+)"', body) == [("12240", "15840")], stem
        # Tables of places to fill in begin further in.
        indents = [sum(map(int, re.findall(r'<w:tblInd w:w="(\d+)"', one))) for one in body.split("<w:tblPr>")[1:]]
        grids = [sum(map(int, re.findall(r'<w:gridCol w:w="(\d+)"', one))) for one in body.split("<w:tblGrid>")[1:]]
        widths = [indent + width for indent, width in zip(indents, grids, strict=True)]
        assert all(abs(width - line) <= line // 20 for width in widths), (stem, widths, line)
        pictures = [int(width) / 36000 for width in re.findall(r'<wp:extent cx="(\d+)"', body)]
        assert all(width <= made.design.line + 0.01 for width in pictures), (stem, pictures)
        tables, images = tables + len(widths), images + len(pictures)
    assert tables, "there is a table to look at"
    assert images, "there is a picture to look at"


def test_proof_and_preflight_have_no_finding(made: Made) -> None:
    assert set(STEMS) <= made.files.keys()
    assert [str(problem) for problem in prove_files(made.files, made.composed, here(), Silent())] == []


def test_a_size_that_nobody_knows_is_told(tmp_path: Path) -> None:
    with pytest.raises(ValidationError, match="no paper of the size 'A44': one of a5, a4"):
        load_design(tokens(tmp_path, "A44"))
