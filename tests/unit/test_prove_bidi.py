"""Lines that run from right to left, with words in them that do not: the order in which their glyphs stand."""

from __future__ import annotations

from unicodedata import normalize

import pytest

from press.prove import bidi


def glyphs(line: str) -> bidi.Glyphs:
    """Return what a file shows whose glyphs are the signs of a line, from left to right, accents with their letters."""
    return bidi.shown(normalize("NFC", line))


@pytest.mark.parametrize("text", ["Östra", "Policía ệ", "Ελλάδα ή", "йё", "é", "Größe"])
@pytest.mark.parametrize("base", ["L", "R"])
def test_a_latin_letter_and_its_accent_are_one_glyph(text: str, base: bidi.Base) -> None:
    assert bidi.agrees(glyphs(text), bidi.visual(normalize("NFD", text), base))
    assert not bidi.agrees(glyphs(text[::-1] + "x"), bidi.visual(normalize("NFD", text), base))


def test_an_accent_that_is_lost_or_moved_is_found() -> None:
    want = bidi.visual(normalize("NFD", "شرطة Östra é"), "R")
    right = bidi.visual("شرطة", "R")
    assert bidi.agrees(glyphs(f"Östra é {right}"), want)
    assert not bidi.agrees(glyphs(f"Ostra é {right}"), want)
    assert not bidi.agrees(glyphs(f"Osträ é {right}"), want)


def test_signs_that_are_mirrored_may_stand_either_way() -> None:
    assert bidi.visual("≤", "R") == bidi.paired("≥")
