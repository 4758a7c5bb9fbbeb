"""The content files as plain maps, each of which knows its place: what leg A of the proof reads before any rule."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final, TypeAlias

import yaml

from press.prove.source_words import fold

_LOADER: Final = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
PARTS: Final = ("takeaway", "action", "case", "table", "figure", "callout", "quote", "video", "example")


class Map(dict[str, Any]):
    """A mapping of a content file and where it begins."""

    place: str = ""


Profile: TypeAlias = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Found:
    """A unit as it is written: its kind, its profile with all that encloses it, and the resource it belongs to."""

    kind: str
    unit: Map
    profile: Profile
    home: str

    @property
    def addressed(self) -> Profile:
        """Whose primers it goes to: its readers, or those of them whom ``primer:`` names."""
        return narrowed(self.profile, self.unit.get("primer", {}))


def load(path: Path, root: Path) -> Map:
    """Return a content file; an empty map when there is none."""
    if not path.is_file():
        return Map()
    with path.open("rb") as file:
        node = yaml.compose(file, Loader=_LOADER)
    content = _value(node, path.relative_to(root).as_posix())
    return content if isinstance(content, Map) else Map()


def _value(node: yaml.Node | None, file: str) -> Any:
    if isinstance(node, yaml.MappingNode):
        content = Map({key.value: _value(value, file) for key, value in node.value})
        content.place = f"{file}:{node.start_mark.line + 1}:{node.start_mark.column + 1}"
        return content
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, file) for item in node.value]
    return node.value if isinstance(node, yaml.ScalarNode) else ""


def narrowed(profile: Profile, unit: Map) -> Profile:
    """Return what a unit's own ``for:`` leaves of the profile around it."""
    own = {axis: tuple([values] if isinstance(values, str) else values) for axis, values in unit.get("for", {}).items()}
    kept = {a: tuple(v for v in values if v in profile.get(a, values)) for a, values in own.items()}
    return {**profile, **kept}


def fits(profile: Profile, axes: Mapping[str, str]) -> bool:
    """Tell whether a document tailored to these values holds what has this profile."""
    return all(value in profile.get(axis, (value,)) for axis, value in axes.items())


def asked(questionnaire: Map, axes: Mapping[str, str]) -> list[Map]:
    """Return the questions of a document of a questionnaire, in order: the first is number 1."""
    found: list[Map] = []
    for section in questionnaire["sections"]:
        profile = narrowed({}, section)
        here = (question for question in section["questions"] if fits(narrowed(profile, question), axes))
        found += here if fits(profile, axes) else ()
    return found


@dataclass(frozen=True)
class Content:
    """All content of one language."""

    root: Path
    language: str

    @cached_property
    def toolkit(self) -> Map:
        """The publication."""
        return load(self.root / "toolkit.yaml", self.root)

    @cached_property
    def resources(self) -> Mapping[str, Map]:
        """The resources by the stem of their document, in the order of the toolkit."""
        kinds = (("resources", "guides"), ("leaflets", "leaflets"), ("questionnaires", "questionnaires"))
        names = [(f"{stem}/{name}", folder, name) for name in self.toolkit["resources"] for folder, stem in kinds]
        files = {stem: load(self._folder / folder / f"{name}.yaml", self.root) for stem, folder, name in names}
        return {stem: content for stem, content in files.items() if content}

    @cached_property
    def primers(self) -> Map:
        """How primers are put together."""
        return load(self._folder / "primers" / "primers.yaml", self.root)

    @cached_property
    def worksheets(self) -> Map:
        """How worksheets are put together."""
        return load(self._folder / "worksheets" / "worksheets.yaml", self.root)

    @cached_property
    def posters(self) -> tuple[Map, ...]:
        """The posters, in the order of their files' names."""
        return tuple(load(path, self.root) for path in sorted((self._folder / "posters").glob("[!.]*.yaml")))

    @cached_property
    def terms(self) -> Mapping[str, Map]:
        """The glossary."""
        return {term["id"]: term for term in self._shared("glossary", "terms")}

    @cached_property
    def sources(self) -> Mapping[str, Map]:
        """What the text cites, in order."""
        return {source["id"]: source for source in self._shared("sources", "sources")}

    @cached_property
    def axes(self) -> Mapping[str, Mapping[str, Map]]:
        """The values of each axis, in order."""
        return {axis["id"]: {v["id"]: v for v in axis["values"]} for axis in self.toolkit.get("axes", [])}

    @cached_property
    def units(self) -> tuple[Found, ...]:
        """All units of all resources in reading order."""
        return tuple(found for stem, content in self.resources.items() for found in _units(content, stem, {}))

    @cached_property
    def homes(self) -> Mapping[str, str]:
        """The stem of the resource where each unit is written; that of a resource is its own."""
        written = {found.unit["id"]: found.home for found in self.units}
        posters = {poster["id"]: f"posters/{poster['id']}.{poster['sizes'][0].lower()}" for poster in self.posters}
        return written | posters | {content["id"]: stem for stem, content in self.resources.items()}

    @cached_property
    def places(self) -> Mapping[str, str]:
        """Where each unit, term and source is written."""
        shared = (
            *self.terms.values(),
            *self.sources.values(),
            *self.primers.get("places", []),
            *self.worksheets.get("about", []),
        )
        return {unit["id"]: unit.place for unit in (*shared, *(found.unit for found in self.units))}

    @cached_property
    def names(self) -> Mapping[str, tuple[str, ...]]:
        """By what each unit, resource, term and source may be called."""
        published = (*self.resources.values(), *self.posters)
        named: list[tuple[Map, tuple[str, ...]]] = [(one, ("short", "title")) for one in published]
        named += [(found.unit, ("title", "caption")) for found in self.units]
        named += [(t, ("term",)) for t in self.terms.values()] + [(s, ("label",)) for s in self.sources.values()]
        return {unit["id"]: tuple(fold(unit[k]) for k in keys if k in unit) for unit, keys in named}

    @property
    def _folder(self) -> Path:
        return self.root / self.language

    def _shared(self, name: str, key: str) -> list[Map]:
        return list(load(self._folder / "shared" / f"{name}.yaml", self.root).get(key, []))


def _units(node: Map, home: str, outer: Profile) -> Iterator[Found]:
    """Yield the sections, parts and questions below a resource or a section."""
    for part in node.get("body", []):
        for kind, unit in part.items():
            if kind in PARTS:
                yield Found(kind, unit, narrowed(outer, unit), home)
    for question in node.get("questions", []):
        yield Found("question", question, narrowed(outer, question), home)
    for section in node.get("sections", []):
        profile = narrowed(outer, section)
        yield Found("section", section, profile, home)
        yield from _units(section, home, profile)
