"""House style, word by word: words to avoid, anywhere in the content."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from press.check.shown import visible
from press.check.walk import outermost, place_of, readable
from press.check.words import repeated
from press.model import Library, Quote, Source, WordingRule
from press.place import Scalar
from press.problem import Problem

OTHERS: Final = (Quote, Source)
"""Parts that say the words of others, exactly."""


def problems(library: Library) -> Iterator[Problem]:
    """Yield each word that the house style says to avoid, and words that it lists twice."""
    if library.style is None or not library.style.wording:
        return
    rules = library.style.wording
    yield from repeated((word for rule in rules for word in rule.avoid), "word", "keep one rule for it")
    every = pattern(tuple(str(word) for rule in rules for word in rule.avoid))
    for text in texts(library):
        if every.search(visible(text)):
            yield from _found(text, rules)


def texts(library: Library) -> Iterator[Scalar]:
    """Yield all that people read of the content, but for the words of others."""
    for text in readable(outermost(library)):
        if not isinstance(text.part, OTHERS):
            yield text.text


@lru_cache(maxsize=1024)
def pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """Return what finds any of some phrases, small or capital: whole words, also where a line breaks within them."""
    found = "|".join(r"\s+".join(map(re.escape, phrase.split())) for phrase in sorted(phrases, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{found})(?!\w)", re.IGNORECASE)


def _found(text: Scalar, rules: Sequence[WordingRule]) -> Iterator[Problem]:
    shown = visible(text)
    for rule in rules:
        for match in pattern(tuple(map(str, rule.avoid))).finditer(shown):
            right = (other for words in rule.except_ for other in pattern((str(words),)).finditer(shown))
            if not any(_covers(match, other) for other in right):
                message = f"'{' '.join(match[0].split())}' is a word to avoid: {rule.why}"
                yield Problem("C430", place_of(text, match.start()), message, f"say: {rule.say}", "warning")


def _covers(match: re.Match[str], other: re.Match[str]) -> bool:
    return other.start() <= match.start() and match.end() <= other.end()
