"""Languages: the press has everything to say in the one that is built."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from press.language import load_language
from press.model import Library
from press.problem import ContentError, Problem


def problems(library: Library) -> Iterator[Problem]:
    """Yield what keeps the library's language from being built, at its line in `toolkit.yaml`."""
    try:
        load_language(library.language, library.words)
    except ContentError as error:
        listed = (language.id for language in library.toolkit.languages if language.id == library.language)
        where = next(listed, library.toolkit.source_language)
        yield from (replace(problem, place=str(where.place)) for problem in error.problems)
