"""Where every unit stands in the content files, with all of its lines: what a person sees beside a page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from pydantic import BaseModel

from press.content_files import ContentFiles
from press.model import Library, PrimerPlace, PrimerPlan, QuestionSection, Scale, WorksheetPlan
from press.place import Place, Scalar
from press.select import documents
from press.strict_yaml import LARGEST

_KEY: Final = re.compile(r"(?P<before>\s*(?:-\s+)*)\{?\s*id:\s*[\"']?(?P<id>[^\"'\s,}]*)")
_TITLES: Final = ("title", "caption", "term", "label")
_LONGEST_TITLE: Final = 60
# What people call it, where the model's name is another.
_KINDS: Final[Mapping[type[BaseModel], str]] = {
    QuestionSection: "section",
    PrimerPlace: "place",
    PrimerPlan: "primers",
    WorksheetPlan: "worksheets",
}


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit and its lines in a file, from ``first`` to ``last``; ``place`` is that of its id."""

    id: str
    kind: str
    title: str
    place: Place
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Sources:
    """The content files by name, line by line; the units by id; and the unit that each document comes from."""

    files: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    units: Mapping[str, Unit] = field(default_factory=dict)
    homes: Mapping[str, str] = field(default_factory=dict)


def read_files(root: Path) -> dict[str, tuple[str, ...]]:
    """Return every YAML file of a content folder by the name that problems carry, as far as it can be read."""
    names, found = ContentFiles(root), {}
    real_root = root.resolve()
    for path in sorted(root.rglob("*.yaml")):
        try:
            if path.resolve().is_relative_to(real_root):
                with path.open("rb") as file:
                    text = file.read(LARGEST).decode("utf-8", "replace")
                found[names.name(path)] = tuple(text.removeprefix("\ufeff").splitlines())
        except (OSError, RuntimeError):  # gone meanwhile, or a link to itself: the check tells of it
            continue
    return found


def find_sources(library: Library, files: Mapping[str, tuple[str, ...]]) -> Sources:
    """Return the units of a library in its files."""
    units = {str(node.id): _unit(node, node.id.place, files) for node in _nodes(library)}
    return Sources(files, units, {wanted.stem: str(wanted.resource.id) for wanted in documents(library)})


def renewed(sources: Sources, files: Mapping[str, tuple[str, ...]]) -> Sources:
    """Return the same units in files that were changed since and make no library: each where its id stands now."""
    lines: dict[tuple[str, str], int] = {}
    for name, text in files.items():
        for count, line in enumerate(text, start=1):
            if match := _KEY.match(line):
                lines.setdefault((name, match["id"]), count)
    units = {}
    for unit in sources.units.values():
        if (number := lines.get((unit.place.file, unit.id))) is not None:
            place = Place(unit.place.file, number, unit.place.column)
            first, last = _extent(files[place.file], number)
            units[unit.id] = Unit(unit.id, unit.kind, unit.title, place, first, last)
    return Sources(files, units, sources.homes)


def _nodes(library: Library) -> Iterator[Any]:
    plans = (plan for plan in (library.primers, library.worksheets) if plan)
    written = (*library.resources.values(), *plans, *library.posters.values())
    for root in (*written, *library.terms.values(), *library.sources.values()):
        yield from _below(root)


def _below(node: object) -> Iterator[Any]:
    """Yield a model and all below it that have ids which stand in documents."""
    if isinstance(node, BaseModel):
        if isinstance(getattr(node, "id", None), Scalar) and not isinstance(node, Scale):
            yield node
        for name in type(node).model_fields:
            yield from _below(getattr(node, name))
    elif isinstance(node, tuple):
        for item in node:
            yield from _below(item)


def _unit(node: Any, place: Place, files: Mapping[str, tuple[str, ...]]) -> Unit:
    kind = _KINDS.get(type(node), type(node).__name__.lower())
    title = next((str(text) for name in _TITLES if (text := getattr(node, name, None))), "")
    if not title:
        words = " ".join(str(getattr(node, "text", "")).split())
        title = words if len(words) <= _LONGEST_TITLE else f"{words[:_LONGEST_TITLE].rsplit(' ', 1)[0]} …"
    first, last = _extent(files.get(place.file, ()), place.line)
    return Unit(str(node.id), kind, title, place, first, last)


def _extent(lines: tuple[str, ...], number: int) -> tuple[int, int]:
    """Return the first and the last line of the mapping whose id stands in a line: by indentation, as YAML has it."""
    match = _KEY.match(lines[number - 1]) if number <= len(lines) else None
    if match is None:
        return number, number
    depth = len(match["before"])
    first = number
    while first > 1 and _indent(lines[first - 1]) >= depth:
        first -= 1
    last = number
    while last < len(lines) and _indent(lines[last]) >= depth:
        last += 1
    while last > number and not lines[last - 1].strip():
        last -= 1
    return first, last


def _indent(line: str) -> int:
    """Return the indentation of a line; an empty one, or one of comment alone, belongs to what stands around it."""
    bare = line.lstrip()
    return len(line) - len(bare) if bare and not bare.startswith("#") else 1_000
