"""House style, sentence by sentence: the longest one, and the grade at which a document reads.

The grade is that of Flesch and Kincaid (“Derivation of new readability formulas”, US Navy, 1975):
0.39 × words a sentence + 11.8 × syllables a word − 15.59. Syllables are counted by the places where a dictionary
hyphenates, as textstat did up to version 0.7.4. The formula was made for English.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from pyphen import Pyphen

from press.check.sentences import sentences
from press.check.shown import Said, said_by_each
from press.check.walk import place_of
from press.model import (
    Guide,
    Leaflet,
    Library,
    Limit,
    Poster,
    PrimerPlan,
    Publication,
    Questionnaire,
    WorksheetPlan,
)
from press.place import Scalar
from press.problem import Problem
from press.select import Selection

FEWEST_WORDS: Final = 100
"""The formula is for samples of about a hundred words; of fewer it says nothing."""
_HYPHENS: Final = {"en": "en_US"}
_SIGNS: Final = re.compile(r"[\W_]+")
_NAMED: Final = 3  # sentences that a hint names
_KINDS: Final[dict[type[Publication], str]] = {
    Guide: "guide",
    Leaflet: "leaflet",
    Questionnaire: "questionnaire",
    PrimerPlan: "primer",
    Poster: "poster",
    WorksheetPlan: "worksheet",
}


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of running text: where it begins, its words and its syllables."""

    text: Scalar
    start: int
    words: int
    syllables: int

    @property
    def grade(self) -> float:
        """The grade at which it alone reads."""
        return _grade(self.words, 1, self.syllables)


@dataclass(frozen=True, slots=True)
class Reading:
    """The running text of a document in numbers."""

    sentences: tuple[Sentence, ...]

    @property
    def words(self) -> int:
        """All its words."""
        return sum(sentence.words for sentence in self.sentences)

    @property
    def syllables(self) -> int:
        """All its syllables; 0 for a language without a formula."""
        return sum(sentence.syllables for sentence in self.sentences)

    @property
    def grade(self) -> float:
        """The grade at which it reads."""
        return _grade(self.words, len(self.sentences), self.syllables)


def _grade(words: int, sentences: int, syllables: int) -> float:
    return 0.39 * words / sentences + 11.8 * syllables / words - 15.59


def problems(library: Library) -> Iterator[Problem]:
    """Yield sentences that are too long, and documents that are too hard, for their kind of document."""
    if (style := library.style) is None:
        return
    limits: dict[str, Limit] = {kind: limit for kind, limit in style.limits if limit is not None}
    if any(limit.grade for limit in limits.values()) and hyphens(library.language) is None:
        place = f"{library.root.name}/{library.language}/shared/house-style.yaml"
        message = f"there is no formula of grades for the language '{library.language}'"
        yield Problem("C434", place, message, "take grade: out; sentence: holds for every language", "warning")
    for selection, texts in said_by_each(library) if limits else ():
        kind = _KINDS[type(selection.wanted.resource)]
        if limit := limits.get(kind):
            reading = read(library, texts)
            yield from _long(reading, kind, limit)
            yield from _hard(reading, selection, kind, limit)


def read(library: Library, texts: Iterable[Said]) -> Reading:
    """Return the running text of a document in numbers."""
    dictionary = hyphens(library.language)
    known = frozenset(word.casefold() for word in (library.style.known if library.style else ()) if word.endswith("."))
    found = []
    for one in texts:
        for start, words, syllables in _counted(one.text, known, dictionary) if one.running else ():
            found.append(Sentence(one.text, start, words, syllables))
    return Reading(tuple(found))


@lru_cache(maxsize=16384)
def _counted(text: Scalar, known: frozenset[str], dictionary: str | None) -> tuple[tuple[int, int, int], ...]:
    """Return where each sentence of a text begins, its words and its syllables: the same in each document."""
    found = []
    for start, words in sentences(text, known):
        letters = (_SIGNS.sub("", word).casefold() for word in words)
        syllables = sum(_syllables(word, dictionary) for word in letters) if dictionary else 0
        found.append((start, len(words), syllables))
    return tuple(found)


def hyphens(language: str) -> str | None:
    """Return the dictionary that counts syllables of a language; None where the formula does not hold."""
    return _HYPHENS.get(language.partition("-")[0].lower())


def _long(reading: Reading, kind: str, limit: Limit) -> Iterator[Problem]:
    for sentence in reading.sentences:
        if limit.sentence is not None and sentence.words > limit.sentence:
            message = f"a sentence of {sentence.words} words; in a {kind} at most {limit.sentence}"
            place = place_of(sentence.text, sentence.start)
            yield Problem("C433", place, message, "make it two, or leave something out", "warning")


def _hard(reading: Reading, selection: Selection, kind: str, limit: Limit) -> Iterator[Problem]:
    if limit.grade is None or reading.words < FEWEST_WORDS or not reading.syllables or reading.grade <= limit.grade:
        return
    hardest = sorted(reading.sentences, key=lambda sentence: -sentence.grade)[:_NAMED]
    hint = f"its hardest sentences: {', '.join(place_of(one.text, one.start) for one in hardest)}"
    message = f"{selection.wanted.stem} reads at grade {reading.grade:.1f}; a {kind} at {limit.grade} at most"
    yield Problem("C434", str(selection.wanted.resource.id.place), message, hint, "warning")


@lru_cache(maxsize=65536)
def _syllables(word: str, dictionary: str) -> int:
    return len(_hyphenation(dictionary).positions(word)) + 1


@lru_cache(maxsize=4)
def _hyphenation(dictionary: str) -> Pyphen:
    return Pyphen(lang=dictionary)
