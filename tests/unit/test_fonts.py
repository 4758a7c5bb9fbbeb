"""Fonts come from pinned packages alone: the same bytes anywhere, and the exact text of every glyph."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
from fontTools.ttLib import TTFont

from press.design import ROOT, load_design
from press.fonts import Fonts, glyph_texts, prepare_fonts
from tests.circumstances import COUNT_FONTS

DESIGN = load_design()


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder whose name would break what is not escaped."""
    return tmp_path_factory.mktemp("fonts") / "R&D <press>"


@pytest.fixture(scope="module", autouse=True)
def environment() -> object:
    """Undo what `prepare_fonts` does to the environment, for the tests after these."""
    before = os.environ.copy()
    yield
    os.environ.clear()
    os.environ.update(before)


@pytest.fixture
def fonts(cache: Path) -> Fonts:
    return prepare_fonts(DESIGN, cache)


def hashes(fonts: Fonts) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in fonts.files.values()}


def test_there_is_a_static_file_for_every_face(fonts: Fonts) -> None:
    assert len(fonts.files) == len(DESIGN.faces) == len(set(fonts.files.values()))
    for (family, weight, style), path in fonts.files.items():
        font = TTFont(path, lazy=True)
        names = font["name"]
        assert family in (
            names.getDebugName(16),
            names.getDebugName(1),
            (names.getDebugName(1) or "").rpartition(" ")[0],
        )
        assert font["OS/2"].usWeightClass == weight
        assert bool(font["head"].macStyle & 2) == (style == "italic")
        assert "fvar" not in font


def test_the_same_bytes_again(fonts: Fonts, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    assert hashes(prepare_fonts(DESIGN, tmp_path)) == hashes(fonts)


def test_fontconfig_is_told_of_this_folder_alone(fonts: Fonts) -> None:
    config = Path(os.environ["FONTCONFIG_FILE"])
    told = ElementTree.parse(config).getroot()
    assert [(child.tag, child.text) for child in told] == [
        ("dir", str(fonts.folder)),
        ("cachedir", str(fonts.folder / "cache")),
    ]


def test_a_folder_that_moved_is_told_of_anew(fonts: Fonts, tmp_path: Path) -> None:
    moved = tmp_path / "moved"
    fonts.folder.parents[1].rename(moved)
    try:
        again = prepare_fonts(DESIGN, moved)
        assert str(again.folder) in Path(os.environ["FONTCONFIG_FILE"]).read_text("utf-8")
        assert again.folder.is_relative_to(moved)
    finally:
        moved.rename(fonts.folder.parents[1])


def prepare(cache: Path, script: str = "", **environment: str) -> subprocess.Popen[str]:
    code = f"from press.design import load_design; from press.fonts import prepare_fonts; prepare_fonts(load_design()); {script}"
    told = {**os.environ, "PRESS_CACHE": str(cache), **environment}
    return subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, env=told, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def test_fontconfig_offers_no_other_font(cache: Path, fonts: Fonts) -> None:
    out, err = prepare(cache, COUNT_FONTS, FONTCONFIG_PATH="/etc/fonts", FONTCONFIG_SYSROOT="/nowhere").communicate()
    assert (out.strip(), err) == (str(len(DESIGN.faces)), "")


def test_two_that_begin_at_once_leave_one_whole_folder(tmp_path: Path) -> None:
    for process in [prepare(tmp_path), prepare(tmp_path)]:
        assert process.communicate()[1] == ""
        assert process.returncode == 0
    (folder,) = (tmp_path / "fonts").iterdir()
    assert sorted(path.suffix for path in folder.iterdir() if path.is_file()) == [
        ".conf",
        *[".ttf"] * len(DESIGN.faces),
    ]


# Glyph texts

LATIN = ("IBM Plex Serif", 400, "normal")
ARABIC = ("IBM Plex Sans Arabic", 400, "normal")


def texts_of(fonts: Fonts, face: tuple[str, int, str], glyph: str) -> frozenset[str]:
    path = fonts.files[face]
    return glyph_texts(path)[TTFont(path, lazy=True).getReverseGlyphMap()[glyph]]


def test_every_character_of_every_face_comes_back(fonts: Fonts) -> None:
    for path in fonts.files.values():
        font = TTFont(path, lazy=True)
        known, number = glyph_texts(path), font.getReverseGlyphMap()
        for code, glyph in font.getBestCmap().items():
            # A presentation form gives its letters; all others give themselves.
            plain = not (0xFB00 <= code <= 0xFDFF or 0xFE70 <= code <= 0xFEFF)
            assert known[number[glyph]], hex(code)
            assert not plain or chr(code) in known[number[glyph]], hex(code)


def test_a_ligature_gives_its_letters(fonts: Fonts) -> None:
    font = TTFont(fonts.files[LATIN], lazy=True)
    assert texts_of(fonts, LATIN, font.getBestCmap()[ord("ﬁ")]) == {"fi"}
    arabic = TTFont(fonts.files[ARABIC], lazy=True)
    assert texts_of(fonts, ARABIC, arabic.getBestCmap()[ord("ﻻ")]) == {"لا"}


def test_the_forms_of_an_arabic_letter_give_the_letter(fonts: Fonts) -> None:
    arabic = TTFont(fonts.files[ARABIC], lazy=True)
    for form in "\ufe91\ufe92\ufe90":  # beh: initial, medial, final
        assert texts_of(fonts, ARABIC, arabic.getBestCmap()[ord(form)]) == {"ب"}
