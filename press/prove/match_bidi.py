"""Exact comparison of texts that run from right to left, or hold words that do, line by line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TypeAlias
from unicodedata import combining

from press.prove import bidi
from press.prove.lines import Difference, Line, glyphs_of, lines_of
from press.prove.pdf_leaf import Box
from press.prove.words import bare, fold, may_break

Stretch: TypeAlias = tuple[int, int]  # from, to, counted in characters that are no white space


def compare_bidi(text: str, boxes: Sequence[Box], base: bidi.Base, calls: Sequence[Stretch]) -> Difference | None:
    """Compare a text with boxes; ``calls`` are the numbers in it that call notes."""
    return _compare_lines(text, list(lines_of(boxes)), base, calls) or _compare_order(text, boxes)


def _compare_lines(text: str, lines: Sequence[Line], base: bidi.Base, calls: Sequence[Stretch]) -> Difference | None:
    """Give each line as much of the text as it has characters, and compare them as they stand on the line."""
    at = 0
    for number, line in enumerate(lines):
        if number and at < len(text) and not text[at].isspace() and not may_break(text, at):
            return Difference(len(bare(text[:at])))
        have = _visual(line)
        start = at + len(text[at:]) - len(text[at:].lstrip())
        at = _advance(text, start, len(bare(have.text)))
        want = text[start:at]
        alone = _alone(text, start, at, calls) if calls else want
        ways = (bidi.visual(alone, base), bidi.visual_after(text[:start], alone, base))
        if not any(bidi.agrees(have, way) for way in ways):
            parting = start + _parting(ways[0], have.text, base)
            return Difference(len(bare(text[:parting])), order=_each_agrees(want, line, base))
    return None if not text[at:].strip() else Difference(len(bare(text[:at])))


def _alone(text: str, start: int, end: int, calls: Sequence[Stretch]) -> str:
    """Return a slice of the text in which calls of notes are isolated: they are no part of a number before them."""
    parts, at = [], start
    for first, last in calls:
        begin, stop = _advance(text, 0, first), _advance(text, 0, last)
        begin += len(text[begin:]) - len(text[begin:].lstrip())
        if start <= begin and stop <= end:
            parts += [text[at:begin], bidi.ISOLATE, text[begin:stop], bidi.ISOLATED]
            at = stop
    return "".join((*parts, text[at:end]))


def _each_agrees(want: str, line: Line, base: bidi.Base) -> bool:
    """Tell whether each piece of a line is right, taken by itself; then only their order on the line is wrong."""
    at = 0
    for run in line.runs:
        have = bidi.shown(run.glyphs() if run else ())
        start = at + len(want[at:]) - len(want[at:].lstrip())
        at = _advance(want, start, len(bare(have.text)))
        if not bidi.agrees(bidi.stripped(have), bidi.visual(want[start:at], base)):
            return False
    return True


def _parting(want: str, have: str, base: bidi.Base) -> int:
    """Return after about how many characters, in logical order, a line differs; letters count before marks."""
    if base == "R":
        want, have = want[::-1], have[::-1]
    letters = [(i, c) for i, c in enumerate(want) if not combining(c)]
    others = [c for c in have if not combining(c)]
    for (i, c), other in zip(letters, others, strict=False):
        if c != other:
            return i
    if len(letters) != len(others):
        return letters[len(others)][0] if len(others) < len(letters) else len(want)
    return next((i for i, (a, b) in enumerate(zip(want, have, strict=False)) if a != b), min(len(want), len(have)))


def _advance(text: str, at: int, count: int) -> int:
    """Return the place after so many characters that are no white space."""
    while at < len(text) and count:
        count -= not text[at].isspace()
        at += 1
    return at


def _visual(line: Line) -> bidi.Glyphs:
    """Return the glyphs of a line as they stand, without the white space at its ends."""
    return bidi.stripped(bidi.shown(glyphs_of(line)))


def _compare_order(text: str, boxes: Sequence[Box]) -> Difference | None:
    """Compare the order of boxes in the structure, which is what a screen reader says, with the text."""
    words, at = bidi.paired(bare(text)), 0
    for box in boxes:
        have = bidi.paired(bare(fold(box.text)))
        if Counter(have) != Counter(words[at : at + len(have)]):
            return Difference(at, order=True)
        at += len(have)
    return None
