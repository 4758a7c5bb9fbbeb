"""Words as they are compared: canonically decomposed, one kind of space, without what never shows."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_SPACES: Final = dict.fromkeys([0x00A0, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000], " ")
_UNSEEN: Final = dict.fromkeys([0x00AD, 0x061C, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A)])
_FORMS: Final = {
    code: "".join(unicodedata.normalize("NFKC", chr(code)).split())
    for code in (*range(0xFB00, 0xFDD0), *range(0xFDF0, 0xFE00), *range(0xFE70, 0xFEFD))
    if unicodedata.category(chr(code)) != "Cn"
}
_FOLD: Final = _SPACES | _UNSEEN | {0xFEFF: None} | _FORMS
_RIGHT_TO_LEFT: Final = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdcf\ufdf0-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_SPACE: Final = re.compile(r"\s+")
_LONG: Final = 20  # a word of so many letters may be broken anywhere
_WIDE: Final = "\u2e80"  # from here on, scripts that break between any two letters


def fold(text: str) -> str:
    """Return a text as it is compared: what reads the same becomes the same, and nothing else does.

    It is decomposed canonically; all spaces are one; what never shows goes; a presentation form becomes its letters.
    """
    if text.isascii():
        return text
    return unicodedata.normalize("NFD", text.translate(_FOLD))


def bare(text: str) -> str:
    """Return a text without its white space."""
    return "".join(text.split())


def is_right_to_left(text: str) -> bool:
    """Tell whether a text has letters that run from right to left."""
    return not text.isascii() and _RIGHT_TO_LEFT.search(text) is not None


def may_break(text: str, at: int) -> bool:
    """Tell whether a line may end at a place that has no white space: beside a sign, or inside a long word."""
    before, after = text[at - 1 : at], text[at : at + 1]
    if not before or not after or not (before.isalnum() and after.isalnum()) or before >= _WIDE or after >= _WIDE:
        return bool(before and after)
    start, end = at, at
    while start and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return end - start >= _LONG


def flat(text: str) -> str:
    """Return a text with single spaces, composed, for people to read."""
    return unicodedata.normalize("NFC", _SPACE.sub(" ", text).strip())


def around(text: str, at: int, width: int = 24) -> str:
    """Quote the words around a place in a text."""
    start, end = max(0, at - width), at + width
    return f"{'…' if start else ''}{flat(text[start:end])}{'…' if end < len(text) else ''}"
