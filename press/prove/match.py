"""Exact comparison of an expected text with the boxes that a file shows for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, TypeAlias
from unicodedata import combining

from press.prove import bidi
from press.prove.expected import BULLET, Expected
from press.prove.pdf_leaf import Box
from press.prove.pdf_text import Run
from press.prove.words import bare, fold, is_right_to_left

Stretch: TypeAlias = tuple[int, int]  # from, to, counted in characters that are no white space

_LONG: Final = 20  # a word of so many letters may be broken anywhere
_SAME_LINE: Final = 0.6  # of the size of the letters
_WIDE: Final = "\u2e80"  # from here on, scripts that break between any two letters
_BULLETS: Final = frozenset("•◦▪–-‣·")


@dataclass(frozen=True, slots=True)
class Difference:
    """Where an expected text and what is shown part: after so many characters that are no white space."""

    at: int
    order: bool = False  # the same characters, in another order on the line


@dataclass(slots=True)
class _Line:
    """The pieces of a line in reading order; None stands for a space that was not drawn."""

    page: int
    y: float
    size: float
    runs: list[Run | None]


def size(boxes: Sequence[Box]) -> int:
    """Return how many characters that are no white space boxes show."""
    return len(bare(fold("".join(box.text for box in boxes))))


def is_bullet(text: str) -> bool:
    """Tell whether a text is a sign such as stands before an item of a list."""
    return text.strip() in _BULLETS


def logical(boxes: Sequence[Box], base: bidi.Base) -> str:
    """Return what boxes say, in logical order as well as it can be told."""
    lines = []
    for line in _lines(boxes):
        text = "".join(run.text() if run else " " for run in line.runs)
        lines.append(bidi.roughly(_pieces(line), base) if base == "R" or is_right_to_left(text) else text.strip())
    return fold("\n".join(lines))


def compare(block: Expected, boxes: Sequence[Box], base: bidi.Base) -> Difference | None:
    """Compare what a block says with boxes; None means that they say exactly the same."""
    at = 0
    calls = [(call.start, call.end) for call in block.calls]
    for text, part in zip(block.texts, _parted(block.texts, boxes), strict=True):
        if found := _compare(text, part, base, calls):
            return Difference(at + found.at, found.order)
        at += len(bare(text))
    return None


def _parted(texts: Sequence[str], boxes: Sequence[Box]) -> Iterator[Sequence[Box]]:
    """Share boxes out to stretches by the number of their characters; what is too much goes to the last."""
    rest = 0
    for text in texts[:-1]:
        wanted, taken, start = len(bare(text)), 0, rest
        while taken < wanted and rest < len(boxes):
            taken += size(boxes[rest : rest + 1])
            rest += 1
        yield boxes[start:rest]
    yield boxes[rest:]


def _compare(text: str, boxes: Sequence[Box], base: bidi.Base, calls: Sequence[Stretch]) -> Difference | None:
    lines = list(_lines(boxes))
    if text == BULLET:
        sign = "".join(run.text() for line in lines for run in line.runs if run).strip()
        return None if is_bullet(sign) else Difference(0)
    if base == "R" or is_right_to_left(text):
        return _compare_bidi(text, lines, base, calls) or _compare_order(text, boxes)
    if any(a.x > b.x + a.size for line in lines for a, b in _neighbours(line)):
        return Difference(0, order=True)
    return _compare_lines(text, fold("\n".join(map(_joined, lines))).split("\n"))


def _neighbours(line: _Line) -> Iterator[tuple[Run, Run]]:
    runs = [run for run in line.runs if run]
    return pairwise(runs)


def _lines(boxes: Sequence[Box]) -> Iterator[_Line]:
    line: _Line | None = None
    for box in boxes:
        if not box.runs and line:
            line.runs.append(None)
        for run in box.runs:
            if line and box.page == line.page and abs(run.y - line.y) <= _SAME_LINE * max(run.size, line.size):
                line.runs.append(run)
                if run.size > line.size:
                    line.y, line.size = run.y, run.size
            else:
                if line:
                    yield line
                line = _Line(box.page, run.y, run.size, [run])
    if line:
        yield line


def _joined(line: _Line) -> str:
    """Return the text of a line that runs from left to right."""
    text, gap = "", False
    for run in line.runs:
        piece = run.text() if run else ""
        if gap and piece and not piece[0].isspace() and not text[-1:].isspace():
            text += " "
        text += piece
        gap = run is None or (gap and not piece)
    return text.strip()


# From left to right ---------------------------------------------------------


def _compare_lines(text: str, lines: Sequence[str]) -> Difference | None:
    """Follow the text line by line; at a change of line one white space is used up, or none where a word may break."""
    at = 0
    for number, line in enumerate(lines):
        if number:
            if text[at : at + 1] in (" ", "\n"):
                at += 1
            elif not _may_break(text, at):
                return _difference(text, lines)
        if not text.startswith(line, at):
            return _difference(text, lines)
        at += len(line)
    return None if at == len(text) else _difference(text, lines)


def _may_break(text: str, at: int) -> bool:
    before, after = text[at - 1 : at], text[at : at + 1]
    if not before or not after or not (before.isalnum() and after.isalnum()) or before >= _WIDE or after >= _WIDE:
        return bool(before and after)
    start, end = at, at
    while start and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return end - start >= _LONG


def _difference(text: str, lines: Sequence[str]) -> Difference:
    """Find the first character that differs, white space counting only when nothing else does."""
    shown = "\n".join(lines)
    want, have = bare(text), bare(shown)
    at = next((i for i, (a, b) in enumerate(zip(want, have, strict=False)) if a != b), min(len(want), len(have)))
    if want == have:
        at = next(_spaces_differ(text, shown), 0)
    return Difference(at)


def _spaces_differ(text: str, shown: str) -> Iterator[int]:
    """Yield after how many characters white space differs."""
    gaps = [[len(bare(part)) for part in said.split()] for said in (text, shown)]
    at = 0
    for a, b in zip(*gaps, strict=False):
        if a != b:
            yield at + min(a, b)
        at += a


# From right to left ---------------------------------------------------------


def _compare_bidi(text: str, lines: Sequence[_Line], base: bidi.Base, calls: Sequence[Stretch]) -> Difference | None:
    """Give each line as much of the text as it has characters, and compare them as they stand on the line."""
    at = 0
    for line in lines:
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


def _each_agrees(want: str, line: _Line, base: bidi.Base) -> bool:
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


def _pieces(line: _Line) -> Iterator[str]:
    """Yield the glyphs of a line from left to right."""
    pieces: list[tuple[float, int, list[str]]] = []
    for number, run in enumerate(line.runs):
        if run:
            pieces.append((run.x, number, list(run.glyphs())))
        elif pieces:
            pieces.append((pieces[-1][0] - 0.01, number, [" "]))
    return (glyph for _, _, piece in sorted(pieces) for glyph in piece)


def _visual(line: _Line) -> bidi.Glyphs:
    """Return the glyphs of a line as they stand, without the white space at its ends."""
    return bidi.stripped(bidi.shown(_pieces(line)))


def _compare_order(text: str, boxes: Sequence[Box]) -> Difference | None:
    """Compare the order of boxes in the structure, which is what a screen reader says, with the text."""
    words, at = bidi.paired(bare(text)), 0
    for box in boxes:
        have = bidi.paired(bare(fold(box.text)))
        if Counter(have) != Counter(words[at : at + len(have)]):
            return Difference(at, order=True)
        at += len(have)
    return None
