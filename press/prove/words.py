"""Words as they are compared: canonically decomposed, one kind of space, without what never shows."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_SPACES: Final = {ord(c): " " for c in "\u00a0\u202f\u2007"}
_UNSEEN: Final = dict.fromkeys(
    [0x00AD, 0x061C, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A), 0xFEFF]
)
_FOLD: Final = _SPACES | _UNSEEN
_RIGHT_TO_LEFT: Final = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]")
_SPACE: Final = re.compile(r"\s+")
_MARKS: Final = re.compile("[\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed]{2,}")


def fold(text: str) -> str:
    """Return a text as it is compared: what reads the same becomes the same, and nothing else does."""
    if text.isascii():
        return text
    return unicodedata.normalize("NFD", text.translate(_FOLD))


def sorted_marks(text: str) -> str:
    """Put the marks on one letter in one order: fonts and engines differ there, and nothing shows of it."""
    return _MARKS.sub(lambda match: "".join(sorted(match[0])), text)


def bare(text: str) -> str:
    """Return a text without its white space."""
    return "".join(text.split())


def is_right_to_left(text: str) -> bool:
    """Tell whether a text has letters that run from right to left."""
    return not text.isascii() and _RIGHT_TO_LEFT.search(text) is not None


def flat(text: str) -> str:
    """Return a text with single spaces, composed, for people to read."""
    return unicodedata.normalize("NFC", _SPACE.sub(" ", text).strip())


def around(text: str, at: int, width: int = 24) -> str:
    """Quote the words around a place in a text."""
    start, end = max(0, at - width), at + width
    return f"{'…' if start else ''}{flat(text[start:end])}{'…' if end < len(text) else ''}"
