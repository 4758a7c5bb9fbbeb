"""Where a new unit goes: the file, the list in it, and the place in that list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, NoReturn

from pydantic import BaseModel

from press.check.words import did_you_mean, listed
from press.content_files import ContentFiles
from press.model import Glossary, Guide, Leaflet, Library, Questionnaire, Sources
from press.new.insert import Text, read_text
from press.new.spots import Spot, spots, value_of
from press.problem import ContentError, Problem
from press.skeleton import Kind, kinds, lead_key


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an author asks for. ``values`` are short keys of the unit, such as ``kind``."""

    kind: str
    title: str
    id: str | None = None
    resource: str | None = None
    section: str | None = None
    after: str | None = None
    values: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Target:
    """Item ``number`` of a list in a file; ``text`` is the file as it is."""

    path: Path
    text: Text
    holder: Spot
    kind: Kind
    number: int


@dataclass(frozen=True, slots=True)
class _File:
    """A file that units are written in, and what is in it."""

    name: str
    path: Path
    text: Text
    spots: tuple[Spot, ...]


def refuse(code: str, place: str, message: str, hint: str = "") -> NoReturn:
    """Raise a ContentError with one problem."""
    raise ContentError([Problem(code, place, message, hint)])


def target(library: Library, wanted: Wanted) -> Target:
    """Return where a unit goes. Raises ContentError when there is no such place, with a guess at what was meant."""
    fitting = [kind for kind in kinds() if kind.name == wanted.kind]
    shared = next((kind for kind in fitting if kind.holder in _SHARED), None)
    files = [_shared(library, shared)] if shared else list(_resources(library, wanted))
    if shared and (wanted.resource or wanted.section):
        hint = "leave out --in and --section"
        refuse("U701", files[0].name, f"each {wanted.kind} stands in this file, not in a section", hint)
    if wanted.after:
        return _behind(files, fitting, wanted)
    if wanted.section:
        file, holder = _find(files, wanted.section, _ids(files, fitting))
        return _at_end(file, holder, fitting, wanted)
    if len(files) != 1:
        refuse("U701", library.root.name, f"where does the {wanted.kind} belong?", "say --section ID, --in or --after")
    return _at_end(files[0], files[0].spots[0], fitting, wanted)


_MOST: Final = 12
"""Ids that a hint lists."""

_FOLDERS: Final[Mapping[type, str]] = {Guide: "resources", Leaflet: "leaflets", Questionnaire: "questionnaires"}
_SHARED: Final[dict[type[BaseModel], str]] = {Glossary: "glossary.yaml", Sources: "sources.yaml"}


def _shared(library: Library, kind: Kind) -> _File:
    path = library.root / library.language / "shared" / _SHARED[kind.holder]
    return _file(library, path, kind.holder, path.read_bytes() if path.exists() else b"format: 1\n")


def _resources(library: Library, wanted: Wanted) -> Iterator[_File]:
    """Yield the files of resources in which to look: the one that is named, or all."""
    if wanted.resource and wanted.resource not in library.resources:
        hint = did_you_mean(wanted.resource, library.resources, f"there are {listed(library.resources)}")
        refuse("C405", library.root.name, f"there is no resource '{wanted.resource}'", hint)
    for name, resource in library.resources.items():
        if wanted.resource in (None, name):
            folder = _FOLDERS[type(resource)]
            path = library.root / library.language / folder / f"{name}.yaml"
            yield _file(library, path, Guide if isinstance(resource, Guide) else Questionnaire, path.read_bytes())


def _file(library: Library, path: Path, model: type[BaseModel], data: bytes) -> _File:
    text = read_text(data)
    return _File(ContentFiles(library.root).name(path), path, text, tuple(spots(model, text.root)))


def _ids(files: Iterable[_File], fitting: list[Kind]) -> list[str]:
    """Return the ids of all units that can hold this kind."""
    holders = {kind.holder for kind in fitting}
    return [spot.id for file in files for spot in file.spots if spot.holder and spot.model in holders]


def _find(files: list[_File], unit: str, meant: list[str]) -> tuple[_File, Spot]:
    for file in files:
        for spot in file.spots:
            if spot.id == unit and spot.holder:
                return file, spot
    if named := next((file for file in files if file.spots[0].id == unit), None):
        message = f"'{unit}' is a resource; it holds sections"
        refuse("C414", named.name, message, f"write --in {unit}, and --section with an id of one of its sections")
    where = f" in '{files[0].spots[0].id or files[0].path.stem}'" if len(files) == 1 else ""
    place = files[0].name if len(files) == 1 else files[0].name.partition("/")[0]
    hint = did_you_mean(unit, meant, f"there are {listed(meant)}" if len(meant) <= _MOST else "")
    refuse("C405", place, f"there is no '{unit}'{where}", hint)


def _at_end(file: _File, holder: Spot, fitting: list[Kind], wanted: Wanted) -> Target:
    kind = next((kind for kind in fitting if kind.holder is holder.model), None)
    if kind is None and holder.holder is None:
        hint = _sections(file, fitting, wanted)
        refuse("U701", file.name, f"in which section of '{holder.id}' does the {wanted.kind} belong?", hint)
    if kind is None:
        place = _place(file, holder)
        message = f"'{holder.id}' is of the kind {_name(holder)}, which holds no {wanted.kind}"
        refuse("C414", place, message, _sections(file, fitting, wanted))
    items = value_of(holder.node, kind.key)
    number = len(items.value) if items else 0
    if kind.holder is Glossary:
        number = _in_alphabet(holder, kind, wanted.title)
    return Target(file.path, file.text, holder, kind, number)


def _sections(file: _File, fitting: list[Kind], wanted: Wanted) -> str:
    """Return a hint that names where in a file a kind can go."""
    meant = _ids([file], fitting)
    if not meant:
        return f"name another resource; this one has no place for a {wanted.kind}"
    more = "" if len(meant) <= _MOST else ", …"
    return f"write --section with one of: {listed(meant[:_MOST])}{more}"


def _behind(files: list[_File], fitting: list[Kind], wanted: Wanted) -> Target:
    """Return the place behind a unit; the list that it stands in has to hold the wanted kind as well."""
    file, before = _find(files, str(wanted.after), [spot.id for file in files for spot in file.spots if spot.holder])
    holder = before.holder
    kind = next((k for k in fitting if holder and (k.holder, k.key) == (holder.model, before.key)), None)
    if holder is None or kind is None:
        message = f"'{before.id}' is of the kind {_name(before)}; no {wanted.kind} can stand behind it"
        can_hold = any(kind.holder is before.model for kind in fitting)
        hint = f"write --section {before.id}" if can_hold else f"name another {wanted.kind}, or its section"
        refuse("C414", _place(file, before), message, hint)
    if wanted.section and holder.id != wanted.section:
        inside = holder.id if holder.holder else file.path.stem
        message = f"'{before.id}' stands in '{inside}', not in '{wanted.section}'"
        refuse("C414", _place(file, before), message, "leave out --section")
    return Target(file.path, file.text, holder, kind, before.number + 1)


def _place(file: _File, spot: Spot) -> str:
    mark = (value_of(spot.node, "id") or spot.node).start_mark
    return f"{file.name}:{mark.line + 1}:{mark.column + 1}"


def _name(spot: Spot) -> str:
    return next((kind.name for kind in kinds() if kind.model is spot.model), spot.model.__name__.lower())


def _in_alphabet(holder: Spot, kind: Kind, title: str) -> int:
    """Return where a term belongs in a list that is in order; the end of one that is not."""
    items = value_of(holder.node, kind.key)
    key = lead_key(kind.model)
    there = [value_of(item, key).value.casefold() for item in items.value] if items else []
    if there != sorted(there):
        return len(there)
    return sum(word <= title.casefold() for word in there)
