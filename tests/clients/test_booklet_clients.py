"""Booklets as an office has them: real readers open and draw each without a word, and find both pages on each side."""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import Image

from press.design import load_design
from press.prove.booklet import prove_booklet, read_in_order
from press.toolkit import compose_all, load
from press.write.pdf_booklet import write_booklet
from press.write.suffixes import BOOKLET, EXTRAS
from tests.builds import Build
from tests.clients import require

pytestmark = pytest.mark.client

_PRINTABLE = 5 / 25.4 * 72  # points: what office printers cannot reach


@dataclass(frozen=True)
class Booklet:
    """A booklet, the screen PDF that it is made of, and its binding."""

    path: Path
    screen: Path
    rtl: bool
    pages: int

    @property
    def sides(self) -> list[tuple[int, int]]:
        """The pages on the left and on the right of each side; 0 is none."""
        sheets = -(-self.pages // 4)
        numbers = dict(zip(read_in_order(sheets, rtl=self.rtl), range(1, 4 * sheets + 1), strict=True))
        shown = {panel: number if number <= self.pages else 0 for panel, number in numbers.items()}
        return [(shown[side, 0], shown[side, 1]) for side in range(2 * sheets)]


@pytest.fixture(scope="module")
def booklets(builds: tuple[Build, Build], tmp_path_factory: pytest.TempPathFactory) -> list[Booklet]:
    """The booklets of all primers of both toolkits, made from the files of the builds."""
    found = []
    for build in builds:
        folder = tmp_path_factory.mktemp("booklets")
        for document in compose_all(load(build.content)[0]).values():
            if document.kind in EXTRAS[BOOKLET].kinds:
                screen = build.draft / document.language / f"{document.stem}.pdf"
                data = write_booklet(screen.read_bytes(), document)
                assert prove_booklet(data, screen.read_bytes(), document) == []
                path = folder / screen.with_suffix(".booklet.pdf").name
                path.write_bytes(data)
                pages = build.artifacts[build.name(screen)]["pages"]
                found.append(Booklet(path, screen, document.direction == "rtl", pages))
    assert len(found) == 16
    assert {booklet.rtl for booklet in found} == {True, False}
    return found


def run(*command: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", errors="replace", check=False)


def test_qpdf_and_mutool_read_each_without_a_word(booklets: list[Booklet]) -> None:
    require("qpdf")
    require("mutool")
    for booklet in booklets:
        checked = run("qpdf", "--check", booklet.path)
        assert (checked.returncode, checked.stderr) == (0, ""), booklet.path.name
        assert "WARNING" not in checked.stdout, checked.stdout
        read = run("mutool", "info", "-F", booklet.path)
        assert (read.returncode, read.stderr) == (0, ""), booklet.path.name


def test_poppler_reads_both_pages_on_each_side(booklets: list[Booklet]) -> None:
    require("pdftotext")

    def words(path: Path) -> list[Counter[str]]:
        return [Counter(page.split()) for page in run("pdftotext", "-raw", path, "-").stdout.split("\f")]

    for booklet in booklets:
        pages, sides = words(booklet.screen), words(booklet.path)
        for number, (left, right) in enumerate(booklet.sides):
            due = sum((pages[page - 1] for page in (left, right) if page), Counter[str]())
            assert sides[number] == due, f"{booklet.path.name} side {number + 1}"


def test_poppler_reads_each_page_on_its_panel(booklets: list[Booklet]) -> None:
    """Cut out by poppler, a panel says what its page says, in the same order."""
    require("pdftotext")
    for booklet in booklets[::5]:
        pages = run("pdftotext", "-raw", booklet.screen, "-").stdout.split("\f")
        for number, side in enumerate(booklet.sides, start=1):
            for half, page in enumerate(side):
                area = [
                    "-x",
                    str(421 * half),
                    "-y",
                    "0",
                    "-W",
                    "421",
                    "-H",
                    "596",
                    "-f",
                    str(number),
                    "-l",
                    str(number),
                ]
                said = run("pdftotext", "-raw", *area, booklet.path, "-").stdout
                assert said.split() == (pages[page - 1].split() if page else []), (booklet.path.name, number, half)


def test_poppler_is_told_how_to_name_it(booklets: list[Booklet]) -> None:
    require("pdfinfo")
    for booklet in booklets:
        facts = dict(line.split(":", 1) for line in run("pdfinfo", booklet.path).stdout.splitlines() if ":" in line)
        screen = dict(line.split(":", 1) for line in run("pdfinfo", booklet.screen).stdout.splitlines() if ":" in line)
        assert facts["Title"] == screen["Title"]
        assert facts["Keywords"] == screen["Keywords"]
        assert facts["Tagged"].strip() == "no"
        assert int(facts["Pages"]) == len(booklet.sides)
        size = [float(edge) for edge in re.findall(r"[\d.]+", facts["Page size"])[:2]]
        assert size == pytest.approx([841.89, 595.28], abs=0.01)


def test_fonts_are_embedded(booklets: list[Booklet]) -> None:
    require("pdffonts")
    for booklet in booklets:
        rows = run("pdffonts", booklet.path).stdout.splitlines()[2:]
        assert rows, booklet.path.name
        assert all(re.search(r"\byes yes yes\b", row) for row in rows), rows


def test_nothing_lies_where_office_printers_do_not_print(booklets: list[Booklet], tmp_path: Path) -> None:
    """Five millimetres all around stay white: nothing is lost on a printer that cannot print to the edge."""
    require("pdftoppm")
    assert load_design().page["size"] == "A4"
    for booklet in booklets[::5]:
        drawn = run("pdftoppm", "-r", "72", "-png", booklet.path, tmp_path / booklet.path.stem)
        assert (drawn.returncode, drawn.stderr) == (0, "")
        files = sorted(tmp_path.glob(f"{booklet.path.stem}-*.png"))
        assert len(files) == len(booklet.sides)
        for file in files:
            with Image.open(file) as image:
                grey = image.convert("L").point(lambda value: 255 - value)
            left, top, right, bottom = grey.getbbox() or (99, 99, 99, 99)
            near = min(left, top, grey.width - right, grey.height - bottom)
            assert near >= int(_PRINTABLE) - 1, (file.name, near)


@pytest.mark.full
def test_ghostscript_poppler_and_mutool_draw_each_without_a_word(booklets: list[Booklet], tmp_path: Path) -> None:
    for program in ("gs", "pdftoppm", "mutool"):
        require(program)

    def said(booklet: Booklet) -> list[str]:
        name = tmp_path / f"{booklet.path.parent.name}-{booklet.path.stem}"
        done = [
            run("gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=bbox", "-r20", booklet.path),
            run("pdftoppm", "-r", "20", booklet.path, name),
            run("mutool", "draw", "-q", "-r", "20", "-o", f"{name}-%d.png", booklet.path),
        ]
        lines = [line for one in done for line in (one.stdout + one.stderr).splitlines()]
        # Ghostscript tells its boxes; Debian's mutool is built without colour management, and says so.
        usual = re.compile(r"%%(HiRes)?BoundingBox: [\d. ]+|.*ICC support is not available.*")
        return [line for line in lines if line and not usual.fullmatch(line)] + [str(d) for d in done if d.returncode]

    with ThreadPoolExecutor(2) as pool:
        assert [lines for lines in pool.map(said, booklets) if lines] == []
