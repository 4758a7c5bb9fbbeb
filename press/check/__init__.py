"""Step 2: Library -> Problems: everything in which the parts of a toolkit do not fit together, in one run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from press.check import (
    abbreviations,
    balance,
    conditions,
    directions,
    examples,
    figures,
    ids,
    languages,
    pictures,
    placeholders,
    posters,
    primers,
    profiles,
    prose,
    questions,
    reach,
    readability,
    references,
    registered,
    scoring,
    tables,
    wording,
)
from press.problem import in_order

if TYPE_CHECKING:
    from press.model import Library
    from press.problem import Problem

_THEMES = (
    ids,
    languages,
    registered,
    references,
    prose,
    directions,
    tables,
    pictures,
    figures,
    profiles,
    primers,
    posters,
    questions,
    conditions,
    scoring,
    examples,
    reach,
    balance,
    placeholders,
    wording,
    abbreviations,
    readability,
)


def check(library: Library) -> list[Problem]:
    """Return every problem of a library that was read without errors, in the order of its files."""
    return in_order(problem for theme in _THEMES for problem in theme.problems(library))
