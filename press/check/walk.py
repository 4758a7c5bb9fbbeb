"""What the checks walk over: every part of a library, its units, its prose and its short lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, TypeAlias, get_type_hints

from pydantic import BaseModel

from press.model import Library, Poster, QuestionSection, Resource, Unit
from press.model.values import Line, Prose
from press.model.values import Text as Filled
from press.place import Scalar

Named: TypeAlias = Resource | Poster | Unit

_NOT_READ: Final = frozenset({"id", "symbol", "address", "image"})  # lines that are no words
_PROSE: Final = (Prose, Prose | None)
_LINES: Final = (Line, Line | None, tuple[Line, ...], tuple[dict[Scalar, Line], ...])
_KINDS: Final[dict[type, str]] = {QuestionSection: "section of a questionnaire"}


@dataclass(frozen=True, slots=True)
class Text:
    """A text of the content, with the key that it is written under."""

    key: str
    text: Scalar


@dataclass(frozen=True, slots=True)
class Readable:
    """A text that people read, and the part of the content that says it."""

    part: BaseModel
    text: Scalar
    prose: bool


def place_of(text: Scalar, offset: int) -> str:
    """Return where a sign of a text stands, as ``file:line:column``."""
    return str(text.at(text.count("\n", 0, offset), offset - (text.rfind("\n", 0, offset) + 1)))


def parts(library: Library) -> Iterator[BaseModel]:
    """Yield everything that a library holds, in the order of the toolkit: outer parts before inner ones."""
    for outer in outermost(library):
        yield from _within(outer)


def outermost(library: Library) -> Iterator[BaseModel]:
    """Yield what is part of nothing else: the toolkit, its publications, terms and sources, in their order."""
    yield library.toolkit
    yield from library.resources.values()
    if library.primers is not None:
        yield library.primers
    yield from library.posters.values()
    if library.worksheets is not None:
        yield library.worksheets
    yield from library.terms.values()
    yield from library.sources.values()


def _within(part: BaseModel) -> Iterator[BaseModel]:
    yield part
    for value in vars(part).values():
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
    yield from _texts(parts(library), _PROSE)


def lines(library: Library) -> Iterator[Text]:
    """Yield every short text on one line, such as titles, captions and the texts of options."""
    yield from _texts(parts(library), _LINES)


def resource_proses(library: Library) -> Iterator[Text]:
    """Yield the prose of guides and questionnaires alone."""
    for resource in library.resources.values():
        yield from _texts(_within(resource), _PROSE)


def readable(found: Iterable[BaseModel]) -> Iterator[Readable]:
    """Yield all that people read of some parts and what is in them, in order, be it prose or a line."""
    for outer in found:
        for part in _within(outer):
            prose = _keys(type(part), _PROSE)
            for key in _keys(type(part), (*_PROSE, *_LINES, Filled)):
                if key not in _NOT_READ:
                    yield from (Readable(part, text, key in prose) for text in _scalars(getattr(part, key)))


def _texts(found: Iterator[BaseModel], wanted: tuple[object, ...]) -> Iterator[Text]:
    for part in found:
        for key in _keys(type(part), wanted):
            yield from (Text(key, text) for text in _scalars(getattr(part, key)))


def _scalars(value: object) -> Iterator[Scalar]:
    for item in value if isinstance(value, tuple) else (value,):
        for text in item.values() if isinstance(item, dict) else (item,):
            if isinstance(text, Scalar):
                yield text


@lru_cache
def _keys(kind: type[BaseModel], wanted: tuple[object, ...]) -> tuple[str, ...]:
    hints = get_type_hints(kind, include_extras=True)
    return tuple(name for name in kind.model_fields if hints[name] in wanted)
