"""A figure looks the same in Word and in PDF: the two pictures compared, by structural similarity (SSIM)."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import numpy
import pikepdf
import pypdfium2
import pytest
from lxml import etree
from PIL import Image
from skimage.metrics import structural_similarity

from tests.builds import Build

DPI: Final = 200
LEAST: Final = 0.9  # of 1, for pictures that are the same
_PX_PER_INCH: Final = 96  # of the engine, which gives the boxes of figures in CSS pixels
_DOCX: Final = {
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
}
_EMBED: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed"


@pytest.mark.parametrize("number", [0, 1])
def test_every_figure_is_the_same_in_word_and_pdf(number: int, builds: tuple[Build, Build]) -> None:
    build = builds[number]
    compared: dict[str, float] = {}
    for path in build.word_files:
        words = dict(_in_word(path))
        for alternative, picture in _in_pdf(path.with_suffix(".pdf"), set(words) - set(compared)):
            compared[alternative] = _likeness(words[alternative], picture)
    assert len(compared) >= 8
    assert {text[:60]: likeness for text, likeness in compared.items() if likeness < LEAST} == {}


def test_other_figures_are_not_taken_for_the_same(sample_build: Build) -> None:
    """The bound means something: no figure is like another."""
    (path,) = (p for p in sample_build.word_files if p.parent.name == "guides" and p.name == "basics.docx")
    words = dict(_in_word(path))
    pictures = dict(_in_pdf(path.with_suffix(".pdf"), set(words)))
    others = [_likeness(words[a], pictures[b]) for a in words for b in pictures if a != b]
    assert len(others) > 50
    assert max(others) < LEAST


def _in_word(path: Path) -> Iterator[tuple[str, Image.Image]]:
    """Yield the pictures of a Word file with their alternative texts; codes of films are left out."""
    with zipfile.ZipFile(path) as archive:
        document = etree.fromstring(archive.read("word/document.xml"))
        links = etree.fromstring(archive.read("word/_rels/document.xml.rels"))
        files = {link.get("Id"): str(link.get("Target")) for link in links}
        for inline in document.iterfind(".//wp:inline", _DOCX):
            properties, blip = inline.find("wp:docPr", _DOCX), inline.find(".//a:blip", _DOCX)
            assert properties is not None
            assert blip is not None
            picture = Image.open(io.BytesIO(archive.read(f"word/{files[blip.get(_EMBED)]}")))
            if picture.width > picture.height or picture.mode == "P":
                yield str(properties.get("descr")), picture


def _in_pdf(path: Path, wanted: set[str]) -> Iterator[tuple[str, Image.Image]]:
    """Yield the figures of a PDF, cut out of their pages, with their alternative texts."""
    if not wanted:
        return
    with pikepdf.Pdf.open(path) as pdf, pypdfium2.PdfDocument(path) as pages:
        numbers: dict[Any, int] = {page.objgen: number for number, page in enumerate(pdf.pages)}
        for element in pdf.objects:
            alternative = _alternative(element)
            if alternative in wanted:
                box = [float(edge) / _PX_PER_INCH * DPI for edge in element["/A"]["/BBox"]]
                page = pages[numbers[element["/Pg"].objgen]].render(scale=DPI / 72).to_pil()
                yield alternative, page.crop(tuple(round(edge) for edge in box))


def _alternative(element: Any) -> str:
    is_figure = isinstance(element, pikepdf.Dictionary) and element.get("/S") == "/Figure"
    return re.sub(r"\s+", " ", str(element.get("/Alt", ""))) if is_figure else ""


def _likeness(one: Image.Image, other: Image.Image) -> float:
    size = other.size
    grey = [numpy.asarray(_resized(picture, size)) for picture in (one, other)]
    return float(structural_similarity(*grey, data_range=255))  # type: ignore[no-untyped-call]


def _resized(picture: Image.Image, size: tuple[int, int]) -> Image.Image:
    return picture.convert("RGB").convert("L").resize(size, Image.Resampling.LANCZOS)
