"""Lines that run from right to left: from the logical order of a Document to the order of the glyphs on the line.

The Unicode bidirectional algorithm (UAX #9) is applied forward, to the expected words: the other way round is
ambiguous, and readers that try it get some words wrong.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from bidi import get_display

from press.prove.words import fold, is_right_to_left

Base = Literal["L", "R"]

ISOLATE, ISOLATED = "\u2068", "\u2069"
_PAIRS: Final = str.maketrans("])}>»›”⟩》」≥≫∋⊃⊇", "[({<«‹“⟨《「≤≪∈⊂⊆")
_ACCENTED: Final = re.compile("[A-Za-z\u0370-\u04ff][\u0300-\u036f]+")  # as a text in canonical decomposition has them
_ARABIC: Final = "\u0639"  # any letter: it stands for the strong letter before a line


@dataclass(frozen=True, slots=True)
class Glyphs:
    """A line as its glyphs show it, from left to right: the letters of each glyph, and the marks on its left.

    Which letter of a ligature a mark belongs to is a matter of its place on the paper, not of its code; so the marks
    of a ligature are compared together.
    """

    letters: tuple[str, ...]
    marks: tuple[str, ...]

    @property
    def text(self) -> str:
        """The characters from left to right."""
        return "".join(f"{marks}{letters}" for letters, marks in zip(self.letters, self.marks, strict=True))


def visual(logical: str, base: Base) -> str:
    """Return the characters of a line from left to right, as compared."""
    return paired(fold(_display(logical, base)))


def _display(logical: str, base: Base) -> str:
    """Return a line as it is displayed, with marks on the left of their letters, whichever way these run.

    From right to left they come to stand there. From left to right a letter and its marks are one glyph where there is
    a sign for both (``é``), which is taken apart again here.
    """
    if logical.isascii():
        return str(get_display(logical, base_dir=base))
    composed = _ACCENTED.sub(lambda match: unicodedata.normalize("NFC", match[0]), logical)
    return "".join(map(_apart, get_display(composed, base_dir=base)))


def _apart(sign: str) -> str:
    """Return a sign that runs from left to right with its marks before its letter, others as they are."""
    if sign.isascii() or unicodedata.bidirectional(sign) != "L":
        return sign
    parts = unicodedata.normalize("NFD", sign)
    marks = "".join(part for part in parts if unicodedata.combining(part))
    return marks + "".join(part for part in parts if not unicodedata.combining(part))


def visual_after(before: str, logical: str, base: Base) -> str:
    """Return the same for a line whose first numbers stand after an Arabic letter of the line before."""
    strong = next((c for c in reversed(before) if unicodedata.bidirectional(c) in ("L", "R", "AL")), " ")
    if unicodedata.bidirectional(strong) != "AL":
        return visual(logical, base)
    shown = _display(f"{_ARABIC}{logical}", base)
    return paired(fold(shown[:-1] if base == "R" else shown[1:]))


def shown(glyphs: Iterable[str]) -> Glyphs:
    """Return the line that glyphs show, given from left to right. A ligature's letters come in logical order."""
    letters, marks, pending = list[str](), list[str](), ""
    for here, over in map(_glyph, glyphs):
        pending += over
        if here:
            letters.append(here)
            marks.append(pending if len(pending) < 2 else "".join(sorted(pending)))
            pending = ""
    return Glyphs((*letters, ""), (*marks, "".join(sorted(pending))))


@lru_cache(maxsize=4096)
def _glyph(text: str) -> tuple[str, str]:
    """Return the letters of a glyph from left to right, and its marks."""
    text = fold(text)
    letters = "".join(c for c in text if not unicodedata.combining(c))
    marks = "".join(c for c in text if unicodedata.combining(c))
    return paired(letters[::-1] if is_right_to_left(letters) else letters), marks


def stripped(line: Glyphs) -> Glyphs:
    """Return a line without the white space at its ends."""
    start, end = 0, len(line.letters)
    while start < end and line.letters[start].isspace() and not line.marks[start]:
        start += 1
    while start < end - 1 and line.letters[end - 2].isspace() and not line.marks[end - 2] and not line.marks[-1]:
        end -= 1
    return Glyphs((*line.letters[start : end - 1], ""), (*line.marks[start : end - 1], line.marks[-1]))


def agrees(line: Glyphs, want: str) -> bool:
    """Tell whether a line shows just these characters, which stand from left to right."""
    if line.text == want:
        return True
    at = 0
    for letters, marks in zip(line.letters, line.marks, strict=True):
        found, over = "", ""
        while at < len(want) and (len(found) < len(letters) or (not letters and not found)):
            if unicodedata.combining(want[at]):
                over += want[at]
            else:
                found += want[at]
            at += 1
        if found != letters or "".join(sorted(over)) != marks:
            return False
    return at == len(want)


def paired(line: str) -> str:
    """Brackets and quotes are mirrored by the font or by the text, so either of a pair may be named."""
    return line.translate(_PAIRS)


def roughly(glyphs: Iterable[str], base: Base) -> str:
    """Return the words of glyphs for people to read: the algorithm, applied to its own result, nearly undoes itself."""
    line = "".join(glyph[::-1] if is_right_to_left(glyph) else glyph for glyph in map(fold, glyphs))
    return str(get_display(line, base_dir=base)).strip()
