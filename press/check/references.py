"""References: everything that names something else names something that exists, and the right kind of thing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeAlias

from press import markdown
from press.check.prose import PLAIN_KEYS
from press.check.walk import Named, kind_of, proses, units
from press.check.words import circles, did_you_mean
from press.model import Guide, Library, PartUnit, Question, Quote, Section, Source, Term
from press.place import Scalar
from press.problem import Problem

_Index: TypeAlias = Mapping[str, Named]


def problems(library: Library) -> Iterator[Problem]:
    """Yield references that lead nowhere or to the wrong kind of unit, and definitions that run in a circle."""
    index: dict[str, Named] = {}
    for unit in units(library):
        index.setdefault(str(unit.id), unit)
    for prose in proses(library):
        if prose.key not in PLAIN_KEYS:
            for role, place in markdown.roles(prose.text):
                yield from _role(role, place, index)
    for unit in units(library):
        if isinstance(unit, Quote):
            yield from _quote(unit.source, index)
        elif isinstance(unit, Question) and unit.explained_by:
            yield from _explained_by(unit.explained_by, index)
    yield from _circles(library)


def _role(role: markdown.Role, place: str, index: _Index) -> Iterator[Problem]:
    match role.name, index.get(role.target):
        case "term", None:
            known = [unit for unit, found in index.items() if isinstance(found, Term)]
            hint = did_you_mean(role.target, known, "add it to shared/glossary.yaml")
            yield Problem("C405", place, f"there is no term '{role.target}'", hint)
        case "ref", None:
            hint = did_you_mean(role.target, index, "name the id of a unit, a resource or a source")
            yield Problem("C405", place, f"there is nothing with the id '{role.target}'", hint)
        case "term", found if found is not None and not isinstance(found, Term):
            yield Problem("C414", place, f"'{role.target}' is {kind_of(found)}, not a term", "use {ref} for it")
        case "ref", Term():
            yield Problem("C414", place, f"'{role.target}' is a term", "use {term} for it")


def _quote(source: Scalar, index: _Index) -> Iterator[Problem]:
    found = index.get(source)
    if found is None:
        known = [unit for unit, other in index.items() if isinstance(other, Source)]
        hint = did_you_mean(source, known, "add it to shared/sources.yaml")
        yield Problem("C405", str(source.place), f"there is no source '{source}'", hint)
    elif not isinstance(found, Source):
        hint = "quote one of shared/sources.yaml"
        yield Problem("C414", str(source.place), f"'{source}' is {kind_of(found)}, not a source", hint)


def _explained_by(target: Scalar, index: _Index) -> Iterator[Problem]:
    found = index.get(target)
    if found is None:
        known = [unit for unit, other in index.items() if isinstance(other, Section | PartUnit)]
        hint = did_you_mean(target, known, "name a section or a unit of a guide")
        yield Problem("C405", str(target.place), f"there is nothing with the id '{target}'", hint)
    elif not isinstance(found, Section | PartUnit):
        hint = (
            "name the section of it that explains"
            if isinstance(found, Guide)
            else "name a section or a unit of a guide"
        )
        yield Problem("C414", str(target.place), f"'{target}' is {kind_of(found)} and cannot explain a question", hint)


def _circles(library: Library) -> Iterator[Problem]:
    used = {
        term: [role.target for role, _ in markdown.roles(entry.definition) if role.target in library.terms]
        for term, entry in library.terms.items()
    }
    for circle in circles(used):
        message = f"definitions explain each other in a circle: {', '.join(circle)}"
        place = str(library.terms[circle[0]].id.place)
        yield Problem("C412", place, message, "let one of them do without the others", "warning")
