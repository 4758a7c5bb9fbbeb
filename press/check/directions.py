"""Directions: words of the other direction stay in one box, because the layout engine sets each box by itself.

In an Arabic sentence the engine puts the boxes of a line from right to left. A Latin phrase of which one word is bold
is three boxes, so its words would stand in the wrong order: the proof would find it (P604), but only after the layout.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Final, Literal

from bidi import get_display

from press import markdown
from press.check.walk import proses
from press.language import load_language
from press.markdown import Box
from press.model import Library
from press.problem import ContentError, Problem

Base = Literal["L", "R"]

_STRONG: Final = {"L": "a", "R": "\u0639"}  # a letter of each direction
_NOT_SHOWN: Final = re.compile("[\\s\u2066-\u2069]+")
_PAIRS: Final = str.maketrans("])}>»›”", "[({<«‹“")  # which of the two is shown depends on its direction


def problems(library: Library) -> Iterator[Problem]:
    """Yield phrases of the other direction that emphasis, a link, a role or a note breaks in pieces."""
    try:
        base: Base = "R" if load_language(library.language, library.words).direction == "rtl" else "L"
    except ContentError:  # told by the theme of languages
        return
    for prose in proses(library):
        if _mixed(prose.text, base) and not markdown.problems(prose.text):
            for line in markdown.boxes(prose.text):
                yield from _line(line, library, base)


def _mixed(text: str, base: Base) -> bool:
    """Tell whether a text has letters or numbers that may run against its direction."""
    other = ("L", "EN", "AN") if base == "R" else ("R", "AL", "AN")
    return any(unicodedata.bidirectional(sign) in other for sign in text)


def _line(line: Sequence[Box], library: Library, base: Base) -> Iterator[Problem]:
    words = [_words(box, library, base) for box in line]
    if _whole(words, base) != _piecewise(words, base):
        starts = (words[:end] for end in range(2, len(words) + 1))
        first = next(len(start) for start in starts if _whole(start, base) != _piecewise(start, base))
        message = "words that run in the other direction are broken here, and would stand in the wrong order"
        hint = "make the whole phrase bold, stressed or a link, or none of it; let a note follow the phrase"
        yield Problem("D309", line[first - 1].place, message, hint)


def _words(box: Box, library: Library, base: Base) -> str:
    """Return what a box will say, as far as it is known; what the press says itself is in the text's direction."""
    if box.calls_note:
        return "\u20681\u2069"  # isolated: no part of a number before it
    if box.role is None:
        return box.words
    target = box.role.target
    if target in library.terms:
        return box.role.text or str(library.terms[target].term)
    if target in library.sources:
        return box.role.text or str(library.sources[target].label)
    return f"{box.role.text or _STRONG[base]}{_STRONG[base]}"


def _whole(words: Sequence[str], base: Base) -> str:
    return _shown("".join(words), base)


def _piecewise(words: Sequence[str], base: Base) -> str:
    return "".join(_shown(word, base) for word in (reversed(words) if base == "R" else words))


def _shown(words: str, base: Base) -> str:
    """Return signs from left to right, without those that are not seen."""
    return _NOT_SHOWN.sub("", get_display(words, base_dir=base)).translate(_PAIRS)
