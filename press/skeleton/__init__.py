"""Skeletons: what each kind of unit looks like before anything is written. Derived from the model, key by key.

A key that has to be there gets a value: what its author gives, the first of its choices, or a placeholder that says
what belongs there, in the words of the key's description. ``build.py new`` and the snippets of editors use the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final, Literal, TypeAlias, get_args, get_origin, get_type_hints

from pydantic import BaseModel

from press.model import Glossary, Guide, Part, Question, Questionnaire, Section, Sources, Table, Unit
from press.model.values import Line, Prose, UnitId

PLACEHOLDER: Final = re.compile(r"\[TODO\b(?P<what>:[^]]*)?")
"""What a text says as long as nobody has written it."""

FILES: Final[tuple[type[BaseModel], ...]] = (Guide, Questionnaire, Glossary, Sources)
"""The files that units are written in."""

RESOURCES: Final[Mapping[str, tuple[type[BaseModel], str]]] = {
    "guide": (Guide, "resources"),
    "questionnaire": (Questionnaire, "questionnaires"),
}
"""Kinds of resources, which are files of their own, with their folders."""

NEEDS: Final[Mapping[str, str]] = {"pick-one": "options", "pick-several": "options", "scale": "scale"}
"""Keys that a question of a kind needs beyond what the model asks for (press/check/questions.py)."""

_WITHOUT: Final = frozenset({"figure", "example"})
"""Kinds without a skeleton: a figure begins with its picture or data, an example with answers: nothing stands in."""

_BEYOND: Final[Mapping[type[BaseModel], tuple[str, ...]]] = {Section: ("body",)}
"""Keys that the model lets be absent, but the check does not: an empty section is an error (M207)."""

_TABLE: Final = "| {0} | … |\n|---|---|\n| … | … |"
"""The text of a table, which has to be a table from the beginning."""

_ADDRESS: Final = "https://example.org/[TODO]"


class Block(str):
    """A text that is written as a literal block."""

    __slots__ = ()


Tree: TypeAlias = "str | Block | list[Tree] | dict[str, Tree]"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of unit in one of the places where it may stand.

    It is an item of the list under ``key`` of a ``holder``; parts of a body are wrapped in a key of their own.
    """

    name: str
    model: type[BaseModel]
    holder: type[BaseModel]
    key: str
    wrapper: str | None = None


class NeedError(Exception):
    """A key of a unit needs a value that only its author can give."""

    def __init__(self, key: str) -> None:
        """Keep the key."""
        self.key = key
        super().__init__(key)


@lru_cache
def kinds() -> tuple[Kind, ...]:
    """Return every kind of unit in every place where it may stand, as the model says."""
    found = dict.fromkeys(kind for file in FILES for kind in _kinds(file, frozenset()))
    return tuple(kind for kind in found if kind.name not in _WITHOUT)


def _kinds(holder: type[BaseModel], seen: frozenset[type[BaseModel]]) -> Iterator[Kind]:
    for key, annotation in hints_of(holder).items():
        item = item_of(annotation)
        if item is Part:
            for name, part in hints_of(Part).items():
                if model := model_of(part):
                    yield Kind(name, model, holder, key, name)
        elif item in get_args(Unit) and item is not None:
            yield Kind(_name(item), item, holder, key)
            if item not in seen:
                yield from _kinds(item, seen | {item})


def _name(model: type[BaseModel]) -> str:
    """Return a kind's name in one word: a section of a questionnaire is a section, too."""
    return re.split("(?=[A-Z])", model.__name__)[-1].lower()


@lru_cache
def hints_of(model: type[BaseModel]) -> dict[str, Any]:
    """Return the annotation of each key of a model, in order, by the key as content writes it."""
    hints = get_type_hints(model, include_extras=True)
    return {field.alias or name: hints[name] for name, field in model.model_fields.items()}


def item_of(annotation: Any) -> type[BaseModel] | None:
    """Return the model that the items of a list have; None for what is not a list of models."""
    return model_of(get_args(annotation)[0]) if get_origin(annotation) is tuple else None


def model_of(annotation: Any) -> type[BaseModel] | None:
    """Return the model that a key holds, be it optional; None where it holds none."""
    for candidate in (annotation, *get_args(annotation)):
        if isinstance(candidate, type) and issubclass(candidate, BaseModel):
            return candidate
    return None


def lead_key(model: type[BaseModel]) -> str:
    """Return the key that says most briefly what a unit is: a title, a caption, a term, or else its text."""
    required = [(key, hints_of(model)[key]) for key, field in _fields(model).items() if field.is_required()]
    lines = [key for key, annotation in required if annotation == Line]
    prose = [key for key, annotation in required if annotation == Prose]
    return "title" if "title" in lines else (lines or prose)[0]


def short_keys(model: type[BaseModel]) -> tuple[str, ...]:
    """Return the keys of a unit, other than its id, that hold one short value."""
    return tuple(key for key, annotation in hints_of(model).items() if key != "id" and _is_short(annotation))


def _is_short(annotation: Any) -> bool:
    inner = _without_none(annotation)
    return inner in (Line, UnitId) or get_origin(inner) is Literal


def _without_none(annotation: Any) -> Any:
    arguments = get_args(annotation)
    return next(a for a in arguments if a is not type(None)) if type(None) in arguments else annotation


def choices(annotation: Any) -> tuple[str, ...]:
    """Return the values that a key may have where the model names them."""
    inner = _without_none(annotation)
    return get_args(inner) if get_origin(inner) is Literal else ()


def _fields(model: type[BaseModel]) -> dict[str, Any]:
    return {field.alias or name: field for name, field in model.model_fields.items()}


def skeleton(model: type[BaseModel], given: Mapping[str, str], fresh: Callable[[str], str] = str) -> dict[str, Tree]:
    """Return a unit of this model with what is given and, for the rest that it needs, placeholders.

    Units within it get its id with a number, made new by ``fresh``. Raises NeedError where nothing can stand in for a
    value.
    """
    needed = NEEDS.get(given.get("kind", "")) if model is Question else None
    made: dict[str, Tree] = {}
    for key, field in _fields(model).items():
        annotation = hints_of(model)[key]
        if key in given:
            made[key] = Block(given[key]) if _without_none(annotation) == Prose else given[key]
        elif field.is_required() or key == needed or key in _BEYOND.get(model, ()):
            if item := item_of(annotation):
                made[key] = _items(item, key, f"{given.get('id', '')}-1", fresh)
            elif model is Table and key == "text":
                made[key] = Block(_TABLE.format(placeholder(field.description or "")))
            else:
                made[key] = _value(key, annotation, field.description or "")
    return made


def _value(key: str, annotation: Any, description: str) -> Tree:
    inner = _without_none(annotation)
    if inner == Prose:
        return Block(placeholder(description))
    if options := choices(inner):
        return str(options[0])
    if inner == Line:
        return _ADDRESS if key == "address" else placeholder(description)
    raise NeedError(key)


def _items(item: type[BaseModel], key: str, unit: str, fresh: Callable[[str], str]) -> list[Tree]:
    """Return a list's first item, or two where it offers a choice."""
    if item is Part:
        return [part_text()]
    if key == "options":
        return [skeleton(item, {"key": name}) for name in ("one", "another")]
    return [skeleton(item, {"id": fresh(unit)}, fresh)]


def part_text() -> dict[str, Tree]:
    """Return a part of a body that is prose."""
    return {"text": Block(placeholder(_fields(Part)["text"].description))}


def placeholder(description: str) -> str:
    """Return the text that stands where something has to be written."""
    return f"[TODO: {description.rstrip('.')}]"
