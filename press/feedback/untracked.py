"""What is other than in the published file though no change was tracked: somebody had switched tracking off."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Final

from press.feedback.changes import Change, sentence_at
from press.feedback.due import PAGE, Due
from press.feedback.places import Attribution, Original
from press.feedback.review import OBJECT, Review, Stamp
from press.prove.word_text import TAB
from press.prove.words import flat, fold

_NOBODY: Final = Stamp("", "")
_MOST_WORDS: Final = 5_000  # of a paragraph, that are compared one by one
_COUNTED: Final = ("toc", "table of contents", "contents")  # styles of lines that programs write themselves


def untracked(review: Review, attribution: Attribution) -> Iterator[tuple[str, Change]]:
    """Yield each difference with its unit; what was filled into a form is none."""
    for due, one in sorted(attribution.pairs, key=lambda pair: pair[1].number):
        if not due.is_entry and not due.style.startswith(_COUNTED):
            yield from ((attribution.units[one.number], change) for change in _differences(due, one, review))
    for one in attribution.added:
        if (text := flat(_words(review, one))) and not one.style.startswith(_COUNTED):
            yield attribution.units[one.number], Change("untracked", _NOBODY, one.numbers, "", text, "", text)
    for due in attribution.lost:
        if due.key and not due.is_entry and not due.style.startswith(_COUNTED):
            text = flat(due.text.replace(PAGE, "…").replace(TAB, " "))
            yield due.unit, Change("untracked", _NOBODY, (), text, "", text, "")


def _words(review: Review, one: Original) -> str:
    pieces = (piece for number in one.numbers for piece in review.paras[number].pieces if piece.was_there)
    text = "".join(PAGE if piece.is_counted else piece.text for piece in pieces)
    return fold(re.sub(f"{PAGE}+", PAGE, text)).replace(OBJECT, "")


def _differences(due: Due, one: Original, review: Review) -> Iterator[Change]:
    left = due.text.replace(TAB, " ").split()
    right = _words(review, one).split()
    if left == right:
        return
    if len(right) > _MOST_WORDS:
        yield Change(
            "untracked", _NOBODY, (one.number,), *(flat(" ".join(words)) for words in (left, right, left, right))
        )
        return
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        was, now = left[i1:i2], right[j1:j2]
        if kind == "equal" or _same_but_pages(was, now):
            continue
        quoted = sentence_at(" ".join(left), len(" ".join(left[:i1])) + 1 if i1 else 0)
        reads = sentence_at(" ".join(right), len(" ".join(right[:j1])) + 1 if j1 else 0)
        texts = (flat(text.replace(PAGE, "…")) for text in (" ".join(was), " ".join(now), quoted, reads))
        yield Change("untracked", _NOBODY, (one.number,), *texts)


def _same_but_pages(was: Sequence[str], now: Sequence[str]) -> bool:
    if len(was) != len(now):
        return False
    digits = rf"(?:\d+|{PAGE})"
    return all(
        re.fullmatch(digits.join(map(re.escape, left.split(PAGE))), right) for left, right in zip(was, now, strict=True)
    )
