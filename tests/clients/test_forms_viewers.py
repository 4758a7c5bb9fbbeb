"""What is filled in is seen in whatever shows PDFs: poppler, MuPDF, PDFium (Chromium), PDF.js (Firefox)."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import pikepdf
import pypdf
import pypdfium2
import pytest
from numpy.typing import NDArray
from PIL import Image

from tests.builds import Build
from tests.clients import require
from tests.clients.pdfjs import PdfJs, pdfjs

pytestmark = pytest.mark.client

Picture: TypeAlias = NDArray[Any]
Viewer: TypeAlias = Callable[[Path, int], Picture]
Box: TypeAlias = Sequence[float]


@pytest.fixture(scope="module")
def page_of_pdfjs() -> Iterator[PdfJs]:
    require("chromium")
    require("pdfjs")
    with pdfjs() as page:
        yield page


def poppler(path: Path, page: int) -> Picture:
    require("pdftoppm")
    return _drawn("pdftoppm", "-r", "72", "-png", "-singlefile", "-f", str(page), "-l", str(page), str(path))


def mupdf(path: Path, page: int) -> Picture:
    require("mutool")
    return _drawn("mutool", "draw", "-r", "72", "-F", "png", "-o", "-", str(path), str(page))


def _drawn(*command: str) -> Picture:
    done = subprocess.run(command, capture_output=True, timeout=120, check=True)
    return np.asarray(Image.open(io.BytesIO(done.stdout)).convert("L"))


def pdfium(path: Path, page: int) -> Picture:
    with pypdfium2.PdfDocument(path) as pdf:
        pdf.init_forms()
        return np.asarray(pdf[page - 1].render(scale=1, may_draw_forms=True).to_pil().convert("L"))


@pytest.fixture(params=[poppler, mupdf, pdfium, "pdfjs"], ids=["poppler", "mupdf", "pdfium", "pdfjs"])
def viewer(request: pytest.FixtureRequest) -> Viewer:
    if request.param == "pdfjs":
        page: PdfJs = request.getfixturevalue("page_of_pdfjs")
        return page.picture
    draw: Viewer = request.param
    return draw


@pytest.fixture(scope="module")
def round_form(sample_build: Build) -> Path:
    return sample_build.draft / "ar" / "questionnaires" / "round.pdf"


def ink(full: Picture, bare: Picture, box: Box) -> int:
    """Return how many points in a field are clearly darker than where nothing is filled in."""
    left, bottom, right, top = box
    height = full.shape[0]
    area = np.s_[int(height - top) : int(height - bottom) + 1, int(left) : int(right) + 1]
    return int((bare[area].astype(int) - full[area].astype(int) > 60).sum())


def test_ticks_and_default_texts_are_seen(viewer: Viewer, round_form: Path, tmp_path: Path) -> None:
    """Draw an Arabic form with each tick and each default text, and without: each leaves ink in its field."""
    seen = 0
    for number in pages_with_fields(round_form):
        full, bare = tmp_path / f"{number}.full.pdf", tmp_path / f"{number}.bare.pdf"
        boxes = [*_ticked(round_form, number, full, bare)]
        with_ink, without = viewer(full, number), viewer(bare, number)
        for box in boxes:
            assert ink(with_ink, without, box) >= 4, f"nothing is seen on page {number} at {box}"
            seen += 1
    assert seen >= 30


def pages_with_fields(path: Path) -> list[int]:
    with pikepdf.open(path) as pdf:
        return [number for number, page in enumerate(pdf.pages, start=1) if "/Annots" in page]


def _ticked(source: Path, number: int, full: Path, bare: Path) -> Iterator[Box]:
    """Write a page's form with all ticks, and one with nothing in it; yield where the difference has to be seen."""
    with pikepdf.open(source) as pdf:
        widgets = [one for one in pdf.pages[number - 1].Annots if one.Subtype == "/Widget"]
        for widget in widgets:
            if "/AS" in widget:
                widget.AS = pikepdf.Name(next(key for key in widget.AP.N.keys() if key != "/Off"))  # noqa: SIM118
            if "/AS" in widget or "/V" in widget:
                yield [float(edge) for edge in widget.Rect]
        pdf.save(full)
        for widget in widgets:
            if "/AS" in widget:
                widget.AS = pikepdf.Name.Off
            elif "/V" in widget:
                widget.V = pikepdf.String("")
                widget.AP.N = pdf.make_stream(
                    b"", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=[0, 0, 9, 9]
                )
        pdf.save(bare)


def test_what_is_typed_is_seen_and_nothing_else(viewer: Viewer, round_form: Path, tmp_path: Path) -> None:
    """Type into every other text field, two lines where there is room for them: ink there, and none in the others."""
    filled = tmp_path / "filled.pdf"
    typed, left = _typed(round_form, filled)
    assert len(typed) >= 5
    for number in pages_with_fields(round_form):
        with_ink, without = viewer(filled, number), viewer(round_form, number)
        for box in (box for page, box in typed if page == number):
            assert ink(with_ink, without, box) >= 20, f"nothing is seen on page {number} at {box}"
        for box in (box for page, box in left if page == number):
            assert ink(with_ink, without, box) == 0, f"something is seen on page {number} at {box}"


def _typed(source: Path, filled: Path) -> tuple[list[tuple[int, Box]], list[tuple[int, Box]]]:
    """Fill in a form with pypdf; return where it typed, and where it did not, by page."""
    writer = pypdf.PdfWriter(clone_from=source)
    typed: list[tuple[int, Box]] = []
    left: list[tuple[int, Box]] = []
    for number, page in enumerate(writer.pages, start=1):
        annotations: list[Any] = [one.get_object() for one in page.get("/Annots", [])]
        texts = [one for one in annotations if one.get("/FT") == "/Tx" and not one.get("/V")]
        for at, widget in enumerate(texts):
            box = [float(edge) for edge in widget["/Rect"]]
            if at % 2:
                left.append((number, box))
                continue
            lines = "Two lines,\nin English" if int(widget.get("/Ff", 0)) & 1 << 12 else "12 officers"
            writer.update_page_form_field_values(page, {widget["/T"]: lines}, auto_regenerate=False)
            typed.append((number, box))
    writer.write(filled)
    return typed, left


def test_what_is_filled_in_with_pdfjs_is_seen(
    viewer: Viewer, page_of_pdfjs: PdfJs, round_form: Path, tmp_path: Path
) -> None:
    """What is typed and ticked in Firefox's own viewer and saved is seen in all the others, Arabic too."""
    filled, typed, values = tmp_path / "filled.pdf", [], dict[str, str | bool]()
    with pikepdf.open(round_form) as pdf:
        for number, page in enumerate(pdf.pages, start=1):
            for widget in page.get("/Annots", []):
                if widget.get("/FT") == "/Tx" and not widget.get("/V"):
                    values[str(widget.T)] = "Typed text"
                    typed.append((number, [float(edge) for edge in widget.Rect]))
                elif widget.get("/FT") == "/Btn" and "/Kids" not in widget and "/T" in widget:
                    values[str(widget.T)] = True
                    typed.append((number, [float(edge) for edge in widget.Rect]))
    filled.write_bytes(page_of_pdfjs.fill(round_form.read_bytes(), values))
    for number in sorted({page for page, _ in typed}):
        with_ink, without = viewer(filled, number), viewer(round_form, number)
        for box in (box for page, box in typed if page == number):
            assert ink(with_ink, without, box) >= 4, f"nothing is seen on page {number} at {box}"
