"""Small words of the checks: what was meant, what is repeated, and what leads back to itself."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping

from press.place import Scalar
from press.problem import Problem


def did_you_mean(word: str, known: Iterable[str], otherwise: str) -> str:
    """Return a hint that offers the most similar known word, or else another hint."""
    close = difflib.get_close_matches(word, sorted(map(str, known)), n=1, cutoff=0.6)
    return f"did you mean '{close[0]}'?" if close else otherwise


def listed(words: Iterable[str]) -> str:
    """Return words as a message lists them."""
    return ", ".join(map(str, words)) or "none"


def repeated(words: Iterable[Scalar], what: str, hint: str) -> Iterator[Problem]:
    """Yield a problem for each word that was there before, naming the place of the first."""
    first: dict[str, Scalar] = {}
    for word in words:
        if word in first:
            yield Problem("C401", str(word.place), f"{what} '{word}' is already used at {first[word].place}", hint)
        else:
            first[word] = word


def circles(leads_to: Mapping[str, Iterable[str]]) -> Iterator[tuple[str, ...]]:
    """Yield each group of words that lead to each other, or to themselves, in the order in which they are given."""
    reach = {word: _reach(word, leads_to) for word in leads_to}
    told: set[str] = set()
    for word in leads_to:
        if word in reach[word] and word not in told:
            group = tuple(other for other in leads_to if other in reach[word] and word in reach[other])
            told.update(group)
            yield group


def _reach(start: str, leads_to: Mapping[str, Iterable[str]]) -> set[str]:
    found: set[str] = set()
    queue = list(leads_to[start])
    while queue:
        word = queue.pop()
        if word not in found:
            found.add(word)
            queue.extend(leads_to.get(word, ()))
    return found
