"""New ids: made from a title by the rule of docs/content.md, and never one that is or was in use."""

from __future__ import annotations

import itertools
import re
import unicodedata
from typing import Final

from press.check.ids import RESERVED
from press.check.walk import units
from press.model import Library
from press.model.values import ID_LENGTH

_LETTERS: Final = str.maketrans({"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})
"""Latin letters that Unicode does not take apart into one of a to z and an accent."""


def taken(library: Library) -> frozenset[str]:
    """Return every id that no new unit may have: those in use, those ever used, and those of parts of documents."""
    places = library.primers.places if library.primers else ()
    registered = library.register.ids if library.register else ()
    used = [*(unit.id for unit in units(library)), *(place.id for place in places), *registered]
    own = (library.primers.id,) if library.primers else ()
    return frozenset({*map(str, used), *map(str, own), *RESERVED})


def from_title(title: str) -> str | None:
    """Return the id that a title makes; None when it has other letters than Latin ones, or none."""
    plain = unicodedata.normalize("NFKD", title.casefold().translate(_LETTERS))
    letters = [c for c in plain if c.isalpha()]
    if not letters or not all(c.isascii() for c in letters):
        return None
    plain = re.sub("['’\N{COMBINING GRAVE ACCENT}-\N{COMBINING LATIN SMALL LETTER X}]", "", plain)
    words = re.sub("[^a-z0-9]+", "-", plain).lstrip("-0123456789").strip("-")
    return _cut(words, ID_LENGTH)


def fresh(wish: str, used: frozenset[str] | set[str]) -> str:
    """Return an id that is not in use: the wish itself, or else with the first free number from 2 on."""
    if wish not in used and len(wish) <= ID_LENGTH:
        return wish
    for number in itertools.count(2):
        end = f"-{number}"
        made = _cut(wish, ID_LENGTH - len(end)) + end
        if made not in used:
            return made
    raise AssertionError("numbers do not end")


def _cut(words: str, length: int) -> str:
    """Return as many whole words as there is room for; of one long word, its beginning."""
    if len(words) <= length:
        return words
    whole = words[: length + 1].rpartition("-")[0]
    return (whole or words[:length]).strip("-")
