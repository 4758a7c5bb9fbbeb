"""Exact comparison of an expected text with the boxes that a file shows for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from press.prove.bidi import Base
from press.prove.expected import BULLET, Expected
from press.prove.lines import Difference, joined, lines_of, size
from press.prove.match_bidi import Stretch, compare_bidi
from press.prove.pdf_leaf import Box
from press.prove.words import bare, fold, is_right_to_left, may_break

_BULLETS: Final = frozenset("•◦▪–-‣·")


def is_bullet(text: str) -> bool:
    """Tell whether a text is a sign such as stands before an item of a list."""
    return text.strip() in _BULLETS


def compare(block: Expected, boxes: Sequence[Box], base: Base) -> Difference | None:
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


def _compare(text: str, boxes: Sequence[Box], base: Base, calls: Sequence[Stretch]) -> Difference | None:
    if text != BULLET and (base == "R" or is_right_to_left(text)):
        return compare_bidi(text, boxes, base, calls)
    lines = list(lines_of(boxes))
    if text == BULLET:
        sign = "".join(run.text() for line in lines for run in line.runs if run).strip()
        return None if is_bullet(sign) else Difference(0)
    if any(a.x > b.x + a.size for line in lines for a, b in pairwise(filter(None, line.runs))):
        return Difference(0, order=True)
    return _comparelines_of(text, fold("\n".join(map(joined, lines))).split("\n"))


def _comparelines_of(text: str, lines: Sequence[str]) -> Difference | None:
    """Follow the text line by line; at a change of line one white space is used up, or none where a word may break."""
    at = 0
    for number, line in enumerate(lines):
        if number:
            if text[at : at + 1] in (" ", "\n"):
                at += 1
            elif not may_break(text, at):
                return _difference(text, lines)
        if not text.startswith(line, at):
            return _difference(text, lines)
        at += len(line)
    return None if at == len(text) else _difference(text, lines)


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
