"""What real PDF clients say of every PDF of both toolkits: veraPDF, qpdf and poppler."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pikepdf
import pytest

from tests.builds import Build
from tests.clients import require, verapdf

pytestmark = pytest.mark.client

_FONT = re.compile(
    r"^(?P<name>\S+) +(?P<type>.+?) +(?P<encoding>\S+) +(?P<emb>\S+) +(?P<sub>\S+) +(?P<uni>\S+) +\d+ +\d+$"
)


def run(*command: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(part) for part in command], capture_output=True, text=True, encoding="utf-8", timeout=120, check=False
    )


def each(files: list[Path], *command: str) -> Iterator[tuple[str, subprocess.CompletedProcess[str]]]:
    """Run a command on each file, two at a time; yield names and what came of it."""
    with ThreadPoolExecutor(max_workers=2) as pool:
        done = pool.map(lambda path: run(*command, path), files)
        yield from zip((path.name for path in files), done, strict=True)


def test_verapdf_passes_every_file(builds: tuple[Build, Build]) -> None:
    require("verapdf")
    results = verapdf.validate([path for build in builds for path in build.pdfs])
    assert len(results) == sum(len(build.pdfs) for build in builds) > 0
    assert not [str(result) for result in results if not result.compliant]


def test_qpdf_finds_every_file_clean(build: Build) -> None:
    require("qpdf")
    for name, done in each(build.pdfs, "qpdf", "--check"):
        assert (done.returncode, done.stderr) == (0, ""), name
        assert "No syntax or stream encoding errors found" in done.stdout, name
        assert "WARNING" not in done.stdout.upper(), name


def test_every_font_is_embedded_and_subset_and_has_its_characters(build: Build) -> None:
    require("pdffonts")
    for name, done in each(build.pdfs, "pdffonts"):
        assert (done.returncode, done.stderr) == (0, ""), name
        fonts = [_FONT.match(line) for line in done.stdout.splitlines()[2:]]
        assert fonts, name
        for font in fonts:
            assert font, f"{name}: {done.stdout}"
            assert (font["emb"], font["sub"], font["uni"]) == ("yes", "yes", "yes"), f"{name}: {font['name']}"
            assert "IBM-Plex" in font["name"], f"{name}: {font['name']} is no face of the design"


def test_text_comes_out_without_a_complaint(build: Build) -> None:
    require("pdftotext")
    for path in build.pdfs:
        done = run("pdftotext", "-enc", "UTF-8", path, "-")
        assert (done.returncode, done.stderr) == (0, ""), path.name
        assert len(done.stdout.split()) > 200, path.name
        # U+FFFD and private characters: no glyph may lack its text, and no mark of ours may be left over.
        assert not re.search("[\ufffd\ue000-\uf8ff]", done.stdout), path.name


def test_facts_of_every_file(build: Build) -> None:
    require("pdfinfo")
    language = build.manifest["artifacts"][0]["language"]
    for path in build.pdfs:
        done = run("pdfinfo", "-enc", "UTF-8", "-f", "1", "-l", "-1", path)
        assert (done.returncode, done.stderr) == (0, ""), path.name
        facts = [line.split(":", 1) for line in done.stdout.splitlines()]
        told = {re.sub(r"^Page +\d+ size$", "Page size", name): value.strip() for name, value in facts}
        assert told["Title"], path.name
        form = "AcroForm" if path.parent.name in ("questionnaires", "worksheets") else "none"
        assert (told["Tagged"], told["Encrypted"], told["JavaScript"], told["Form"]) == ("yes", "no", "no", form)
        assert told["Page size"].endswith("(A3)" if ".a3." in path.name else "(A4)"), path.name
        sizes = {value.strip() for name, value in facts if name.endswith("size") and name.startswith("Page ")}
        assert len(sizes) == 1, f"{path.name}: {sizes}"
        with pikepdf.open(path) as pdf:
            assert str(pdf.Root.Lang) == language, path.name
            assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle), path.name


def test_titles_tell_the_files_apart(build: Build) -> None:
    require("pdfinfo")
    titles: dict[str, str] = {}
    for name, done in each(build.pdfs, "pdfinfo", "-enc", "UTF-8"):
        title = re.search(r"^Title: +(.*)$", done.stdout, re.MULTILINE)
        assert title, name
        assert titles.setdefault(title[1], name) == name, f"{name} and {titles[title[1]]} have one title"
