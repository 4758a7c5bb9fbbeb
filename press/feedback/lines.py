"""The line of the content on which words of a document stand."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from press.feedback.due import key_of
from press.place import Place
from press.prove.words import fold
from press.watch.sources import Sources, Unit

_SHORT: Final = 10  # letters; fewer are found anywhere
_WINDOW: Final = 24
_LONG: Final = 600  # letters that are looked for at most


class Lines:
    """Finds words in the lines of units. Markdown's signs, and where lines end, make no difference."""

    def __init__(self, sources: Sources) -> None:
        """Look into these files."""
        self._sources = sources
        self._letters = lru_cache(maxsize=256)(self._read)

    def place(self, unit: Unit, words: str) -> Place | None:
        """Return where the words begin in the lines of a unit; None where they are not, or too few to tell."""
        key = key_of(fold(words[: 3 * _LONG])).casefold()[:_LONG]
        if len(key) < _SHORT:
            return None
        letters, places = self._letters(unit.place.file, unit.first, unit.last)
        for start in range(0, len(key), _WINDOW):
            # Whole at first; roles and footnotes may stand between the words of the source.
            for part in (key[start:], key[start : start + _WINDOW]):
                if len(part) >= _SHORT and (at := letters.find(part)) >= 0:
                    return Place(unit.place.file, *places[at])
        return None

    def _read(self, file: str, first: int, last: int) -> tuple[str, list[tuple[int, int]]]:
        letters, places = [], []
        lines = self._sources.files.get(file, ())
        for number, line in enumerate(lines[first - 1 : last], start=first):
            for column, character in enumerate(line, start=1):
                for letter in key_of(fold(character)).casefold():
                    letters.append(letter)
                    places.append((number, column))
        return "".join(letters), places
