"""Sentences of running text: where each begins, and how many words it has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from functools import lru_cache
from typing import Final

from press import markdown_tree
from press.check.shown import visible
from press.place import Scalar

WORD: Final = re.compile(r"\S*[^\W_]\S*")  # with the signs at it: marks above letters are no \w
_END: Final = re.compile(r"[.!?…؟۔。！？]+[\"'”’»)]*(?=\s|\Z)")
_ITEM: Final = re.compile(r"\s*(?:[-+]|[0-9]{1,9}[.)])(?=\s)")
_OPENING: Final = "\"'“‘«("
_NOT_RUNNING: Final = frozenset({"table", "dl"})


@lru_cache(maxsize=16384)
def sentences(text: Scalar, known: frozenset[str] = frozenset()) -> tuple[tuple[int, tuple[str, ...]], ...]:
    """Return the sentences of a prose text, each with where it begins and its words.

    They are those of paragraphs and items of lists; tables and lists of definitions are left out. The words of
    ``known``, such as “e.g.”, end no sentence. An item of a list is a sentence of its own, with or without a full stop.
    """
    shown = visible(text, targets=True)
    return tuple(
        (start, words)
        for begin, end in _paragraphs(text)
        for start, stop in _split(shown, begin, end, known)
        if (words := tuple(WORD.findall(shown, start, stop)))
    )


def _paragraphs(text: Scalar) -> Iterator[tuple[int, int]]:
    """Yield where each paragraph begins and ends, without the sign before an item of a list."""
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    for node in markdown_tree.parse(text).walk():
        if node.type == "inline" and not any(n.type in _NOT_RUNNING for n in markdown_tree.lineage(node)):
            first, behind = markdown_tree.rows_of(node, len(starts))
            begin, end = starts[first], starts[behind] if behind < len(starts) else len(text)
            item = _ITEM.match(text, begin)
            yield item.end() if item else begin, end


def _split(shown: str, begin: int, end: int, known: Set[str]) -> Iterator[tuple[int, int]]:
    start = begin
    for match in _END.finditer(shown, begin, end):
        rest = shown[match.end() : end].lstrip().lstrip(_OPENING)
        last = shown[start : match.start() + 1].split()[-1].lstrip(_OPENING)
        # A small letter goes on: “etc. and”, “‘Stop!’ she said”.
        if rest and not rest[0].islower() and last.casefold() not in known:
            yield _first(shown, start, match.end()), match.end()
            start = match.end()
    yield _first(shown, start, end), end


def _first(shown: str, start: int, end: int) -> int:
    """Return where the first word stands."""
    word = WORD.search(shown, start, end)
    return word.start() if word else start
