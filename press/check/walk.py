"""What the checks walk over: every part of a library, its units, its prose and its short lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, TypeAlias, get_type_hints

from pydantic import BaseModel

from press.model import Library, Poster, QuestionSection, Resource, Unit
from press.model.values import Line, Prose
from press.place import Scalar

Named: TypeAlias = Resource | Poster | Unit

_KINDS: Final[dict[type, str]] = {QuestionSection: "section of a questionnaire"}


@dataclass(frozen=True, slots=True)
class Text:
    """A text of the content, with the key that it is written under."""

    key: str
    text: Scalar


def parts(library: Library) -> Iterator[BaseModel]:
    """Yield everything that a library holds, in the order of the toolkit: outer parts before inner ones."""
    yield from _within(library.toolkit)
    for resource in library.resources.values():
        yield from _within(resource)
    if library.primers is not None:
        yield from _within(library.primers)
    for poster in library.posters.values():
        yield from _within(poster)
    if library.worksheets is not None:
        yield from _within(library.worksheets)
    for entry in (*library.terms.values(), *library.sources.values()):
        yield from _within(entry)


def _within(part: BaseModel) -> Iterator[BaseModel]:
    yield part
    for _, value in part:
        for inner in value if isinstance(value, tuple) else (value,):
            if isinstance(inner, BaseModel):
                yield from _within(inner)


def units(library: Library) -> Iterator[Named]:
    """Yield everything that has an id of its own, in order: resources with their units, posters, terms, sources."""
    for part in parts(library):
        if isinstance(part, Named):
            yield part


def kind_of(unit: Named) -> str:
    """Return what a unit is, with an article, as a message says it: “a term”, “an action”."""
    kind = _KINDS.get(type(unit), type(unit).__name__.lower())
    return f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"


def proses(library: Library) -> Iterator[Text]:
    """Yield every prose text. The model says which keys hold prose, so that a new one cannot be forgotten here."""
    yield from _texts(parts(library), prose=True)


def lines(library: Library) -> Iterator[Text]:
    """Yield every short text on one line, such as titles, captions and the texts of options."""
    yield from _texts(parts(library), prose=False)


def resource_proses(library: Library) -> Iterator[Text]:
    """Yield the prose of guides and questionnaires alone."""
    for resource in library.resources.values():
        yield from _texts(_within(resource), prose=True)


def _texts(found: Iterator[BaseModel], *, prose: bool) -> Iterator[Text]:
    for part in found:
        for key in _keys(type(part), prose=prose):
            value = getattr(part, key)
            for item in value if isinstance(value, tuple) else (value,):
                for text in item.values() if isinstance(item, dict) else (item,):
                    if isinstance(text, Scalar):
                        yield Text(key, text)


@lru_cache
def _keys(kind: type[BaseModel], *, prose: bool) -> tuple[str, ...]:
    wanted = (Prose, Prose | None) if prose else (Line, Line | None, tuple[Line, ...], tuple[dict[Scalar, Line], ...])
    hints = get_type_hints(kind, include_extras=True)
    return tuple(name for name in kind.model_fields if hints[name] in wanted)
