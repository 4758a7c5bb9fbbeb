"""Fonts come from pinned packages alone: the same bytes anywhere, and the exact text of every glyph."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from fontTools.ttLib import TTFont

from press.design import ROOT, load_design
from press.fonts import Fonts, cache_root, glyph_texts, prepare_fonts
from press.problem import ContentError
from tests.circumstances import COUNT_FONTS

DESIGN = load_design()


# Cutting a face from a variable font takes seconds: where that is not the matter, only faces that are files.
STATIC = DESIGN.model_copy(update={"faces": tuple(face for face in DESIGN.faces if face.cut is None)})
ONE_CUT = DESIGN.model_copy(update={"faces": tuple(face for face in DESIGN.faces if face.cut is not None)[:1]})


@pytest.fixture(scope="module", autouse=True)
def environment() -> Iterator[None]:
    """Undo what `prepare_fonts` does to the environment, for the tests after these."""
    before = os.environ.copy()
    yield
    os.environ.clear()
    os.environ.update(before)


@pytest.fixture(scope="module")
def fonts() -> Fonts:
    """The faces as the project keeps them."""
    return prepare_fonts(DESIGN)


def test_there_is_a_static_file_for_every_face(fonts: Fonts) -> None:
    assert len(fonts.files) == len(DESIGN.faces) == len(set(fonts.files.values()))
    for (family, weight, style), path in fonts.files.items():
        with TTFont(path, lazy=True) as font:
            names = {number: str(font["name"].getDebugName(number)) for number in (1, 16)}
            assert family in (*names.values(), names[1].rpartition(" ")[0])
            assert font["OS/2"].usWeightClass == weight
            assert bool(font["head"].macStyle & 2) == (style == "italic")
            assert "fvar" not in font


def test_a_face_is_cut_to_the_same_bytes_again(fonts: Fonts, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    ((face, path),) = prepare_fonts(ONE_CUT, tmp_path).files.items()
    assert path.read_bytes() == fonts.files[face].read_bytes()


def test_fontconfig_is_told_of_this_folder_alone(tmp_path: Path) -> None:
    made = prepare_fonts(STATIC, tmp_path / "R&D <press>")
    told = ElementTree.parse(os.environ["FONTCONFIG_FILE"]).getroot()
    assert [(child.tag, child.text) for child in told] == [
        ("dir", str(made.folder)),
        ("cachedir", str(made.folder / "cache")),
    ]


def test_a_folder_that_moved_is_told_of_anew(tmp_path: Path) -> None:
    made = prepare_fonts(STATIC, tmp_path / "before")
    (tmp_path / "before").rename(tmp_path / "after")
    again = prepare_fonts(STATIC, tmp_path / "after")
    config = Path(os.environ["FONTCONFIG_FILE"]).read_text("utf-8")
    assert str(again.folder) in config
    assert str(made.folder) not in config


def prepare(cache: Path, script: str = "", **environment: str) -> subprocess.Popen[str]:
    """Make the static faces in a process of its own, then run a script there."""
    code = f"""
from press.design import load_design
from press.fonts import prepare_fonts
design = load_design()
prepare_fonts(design.model_copy(update=dict(faces=tuple(face for face in design.faces if face.cut is None))))
{script}
"""
    told = {**os.environ, "PRESS_CACHE": str(cache), **environment}
    return subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, env=told, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def test_fontconfig_offers_no_other_font(tmp_path: Path) -> None:
    others = {"FONTCONFIG_PATH": "/etc/fonts", "FONTCONFIG_SYSROOT": "/nowhere"}
    out, err = prepare(tmp_path / "R&D <press>", COUNT_FONTS, **others).communicate()
    assert (out.strip(), err) == (str(len(STATIC.faces)), "")


def test_those_that_begin_at_once_leave_one_whole_folder(tmp_path: Path) -> None:
    for process in [prepare(tmp_path) for _ in range(4)]:
        assert process.communicate()[1] == ""
        assert process.returncode == 0
    (folder,) = (tmp_path / "fonts").iterdir()
    files = sorted(path.suffix for path in folder.iterdir() if path.is_file())
    assert files == [".conf", *[".ttf"] * len(STATIC.faces)]


# Glyph texts

LATIN = ("IBM Plex Serif", 400, "normal")
ARABIC = ("IBM Plex Sans Arabic", 400, "normal")


def texts_of(fonts: Fonts, face: tuple[str, int, str], character: str) -> frozenset[str]:
    """Return the texts of the glyph that a face has for a character."""
    with TTFont(fonts.files[face], lazy=True) as font:
        return glyph_texts(fonts.files[face])[font.getReverseGlyphMap()[font.getBestCmap()[ord(character)]]]


def test_every_character_of_every_face_comes_back(fonts: Fonts) -> None:
    for path in fonts.files.values():
        with TTFont(path, lazy=True) as font:
            known, number = glyph_texts(path), font.getReverseGlyphMap()
            for code, glyph in font.getBestCmap().items():
                # A presentation form gives its letters; all others give themselves.
                plain = not (0xFB00 <= code <= 0xFDFF or 0xFE70 <= code <= 0xFEFF)
                assert known[number[glyph]], hex(code)
                assert not plain or chr(code) in known[number[glyph]], hex(code)


def test_a_ligature_gives_its_letters(fonts: Fonts) -> None:
    assert texts_of(fonts, LATIN, "ﬁ") == {"fi"}
    assert texts_of(fonts, ARABIC, "ﻻ") == {"لا"}


@pytest.mark.parametrize("form", "\ufe91\ufe92\ufe90", ids=["initial", "medial", "final"])
def test_the_forms_of_an_arabic_letter_give_the_letter(fonts: Fonts, form: str) -> None:
    assert texts_of(fonts, ARABIC, form) == {"ب"}


def test_faces_that_a_killed_process_was_making_go(tmp_path: Path) -> None:
    left = tmp_path / "fonts" / ".part-x"
    left.mkdir(parents=True)
    (left / "half.ttf").write_bytes(b"half")
    prepare_fonts(STATIC, tmp_path)
    assert [path.name for path in (tmp_path / "fonts").iterdir() if path.name.startswith(".")] == []


def test_a_folder_that_cannot_be_written_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "cache").write_bytes(b"a file")
    with pytest.raises(ContentError) as caught:
        prepare_fonts(STATIC, tmp_path / "cache")
    (problem,) = caught.value.problems
    assert (problem.code, "PRESS_CACHE" in problem.hint) == ("W507", True)


def test_nowhere_to_write_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    def none(*_: object, **__: object) -> None:
        raise FileNotFoundError(2, "No usable temporary directory found")

    monkeypatch.delenv("PRESS_CACHE", raising=False)
    for name in ("TemporaryFile", "gettempdir"):
        monkeypatch.setattr(tempfile, name, none)
    with pytest.raises(ContentError) as caught:
        cache_root()
    (problem,) = caught.value.problems
    assert (problem.code, "PRESS_CACHE" in problem.hint) == ("W507", True)
