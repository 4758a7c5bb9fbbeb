"""Print twins as a print shop's programs see them: Ghostscript, poppler and mutool draw each; no RGB is in it."""

from __future__ import annotations

import re
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from press.preflight import preflight
from tests.builds import Build
from tests.clients import require, verapdf

pytestmark = pytest.mark.client


@pytest.fixture
def twins(builds: tuple[Build, Build]) -> list[Path]:
    found = [path for build in builds for path in build.print_twins]
    assert len(found) == sum(len(build.pdfs) for build in builds)
    return found


@pytest.fixture(params=["some", pytest.param("all", marks=pytest.mark.full)])
def drawn_twins(request: pytest.FixtureRequest, twins: list[Path], main_build: Build) -> list[Path]:
    """Return all of the small toolkit and the shortest of each kind of the large one; in the long run, all."""
    if request.param == "all":
        return twins
    of_main = sorted((path for path in twins if path.is_relative_to(main_build.draft)), key=lambda p: p.stat().st_size)
    shortest = {path.parent: path for path in reversed(of_main)}
    return [path for path in twins if path not in of_main or path in shortest.values()]


def run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", errors="replace", check=False)


def test_preflight_finds_nothing(twins: list[Path]) -> None:
    assert [str(problem) for path in twins for problem in preflight(path.read_bytes(), path.name)] == []


def test_the_text_is_that_of_the_screen(twins: list[Path], tmp_path: Path) -> None:
    require("pdftotext")

    def words(path: Path) -> str:
        return run("pdftotext", "-raw", "-enc", "UTF-8", str(path), "-").stdout

    def without_fields(screen: Path) -> Path:
        """Return a form as paper: what stands in a field when it goes out is not printed."""
        bare = tmp_path / f"{screen.parent.name}.{screen.name}"
        with pikepdf.open(screen) as pdf:
            for page in pdf.pages:
                if "/Annots" in page:
                    del page.Annots
            if "/AcroForm" in pdf.Root:
                del pdf.Root.AcroForm
            pdf.save(bare)
        return bare

    def differs(twin: Path) -> bool:
        screen = twin.with_name(twin.name.replace(".print.pdf", ".pdf"))
        return [page.split() for page in words(twin).split("\f")] != [
            page.split() for page in words(without_fields(screen)).split("\f")
        ]

    with ThreadPoolExecutor(2) as pool:
        assert [twin.name for twin, bad in zip(twins, pool.map(differs, twins), strict=True) if bad] == []


def test_mutool_and_qpdf_read_each_without_a_word(twins: list[Path]) -> None:
    require("qpdf")
    require("mutool")
    for path in twins:
        checked = run("qpdf", "--check", str(path))
        assert checked.returncode == 0, checked.stdout + checked.stderr
        read = run("mutool", "info", "-F", str(path))
        assert (read.returncode, read.stderr) == (0, ""), path.name


def test_paper_beyond_the_bleed_is_white_and_colour_reaches_it(main_build: Build, tmp_path: Path) -> None:
    """The cover of a guide: colour up to 3 mm beyond the trim, then paper, but for the crop marks."""
    require("pdftoppm")
    twin = next(path for path in main_build.print_twins if path.name == "introduction.print.pdf")
    drawn = run(
        "pdftoppm", "-r", "127", "-f", "1", "-l", "1", "-png", "-singlefile", str(twin), str(tmp_path / "cover")
    )
    assert (drawn.returncode, drawn.stderr) == (0, "")
    with Image.open(tmp_path / "cover.png") as image:
        pixels = image.convert("RGB")
    assert pixels.size == (1150, 1586)  # 5 pixels a millimetre, 10 mm on each side
    white = (255, 255, 255)
    assert pixels.getpixel((575, 50)) != white
    assert pixels.getpixel((575, 37)) != white  # 7.4 mm from the edge: in the bleed
    assert pixels.getpixel((575, 32)) == white  # 6.4 mm: beyond it
    assert pixels.getpixel((37, 300)) != white
    assert pixels.getpixel((32, 300)) == white
    assert pixels.getpixel((25, 50)) != white  # a crop mark, at the height of the trim


def test_verapdf_reads_each(twins: list[Path]) -> None:
    """A print twin has no tags, so it is no PDF/UA; but it can be read, rule by rule."""
    require("verapdf")
    results = verapdf.validate(twins)
    assert len(results) == len(twins) > 0
    assert [str(result) for result in results if "unreadable" in result.failures or result.checks < 100] == []


def test_ghostscript_finds_no_rgb_and_says_nothing(drawn_twins: list[Path]) -> None:
    require("gs")

    def inks(path: Path) -> subprocess.CompletedProcess[str]:
        return run("gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=inkcov", "-sOutputFile=-", str(path))

    with ThreadPoolExecutor(2) as pool:
        for path, done in zip(drawn_twins, pool.map(inks, drawn_twins), strict=True):
            assert (done.returncode, done.stderr) == (0, ""), path.name
            lines = done.stdout.strip().splitlines()
            assert lines, path.name
            assert all(re.fullmatch(r"( *[\d.]+){4} CMYK OK", line) for line in lines), (path.name, lines)


def test_poppler_and_mutool_draw_each_without_a_word(drawn_twins: list[Path], tmp_path: Path) -> None:
    require("pdftoppm")
    require("mutool")

    def draw(path: Path) -> list[str]:
        folder = tmp_path / path.parent.name / path.name
        folder.mkdir(parents=True)
        drawn = run("pdftoppm", "-r", "20", str(path), str(folder / "p"))
        other = run("mutool", "draw", "-q", "-r", "20", "-o", str(folder / "m%d.png"), str(path))
        shutil.rmtree(folder)
        # Debian's mutool is built without colour management, and says so.
        said = [line for line in other.stderr.splitlines() if "ICC support is not available" not in line]
        return [drawn.stderr, *said] if drawn.stderr or said or drawn.returncode or other.returncode else []

    with ThreadPoolExecutor(2) as pool:
        found = dict(zip([path.name for path in drawn_twins], pool.map(draw, drawn_twins), strict=True))
    assert {name: said for name, said in found.items() if said} == {}
