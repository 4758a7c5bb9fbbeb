"""Reach: what no document ever shows, and documents and sections that have nothing to show.

Every section and unit of a resource stands in its plain document, so nothing there can be out of reach but what is
empty; terms and sources, however, are printed only where the text uses them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from press import markdown
from press.check.primers import selections
from press.check.walk import resource_proses, units
from press.model import Library, Poster, Quote, Section, WorksheetPlan, walk_sections
from press.problem import Problem

MAX_DEPTH: Final = 3


def problems(library: Library) -> Iterator[Problem]:
    """Yield what nobody will ever see, and what is empty or nested too deep."""
    yield from _unused(library)
    yield from _empty_documents(library)
    for guide in library.guides:
        for section in walk_sections(guide.sections):
            if not section.body and not section.sections:
                hint = "write its body, or take it out"
                yield Problem("M207", str(section.id.place), f"section '{section.id}' is empty", hint)
        yield from _too_deep(guide.sections, 1)


def _unused(library: Library) -> Iterator[Problem]:
    roles = [role.target for prose in resource_proses(library) for role, _ in markdown.roles(prose.text)]
    used, queue = set(roles), roles
    while queue:
        term = library.terms.get(queue.pop())
        inner = {role.target for role, _ in markdown.roles(term.definition)} if term else set()
        queue.extend(inner - used)
        used |= inner
    used |= {str(unit.source) for unit in units(library) if isinstance(unit, Quote)}
    for term in library.terms.values():
        if term.id not in used:
            hint = f"mark it in the text with {{term}}`{term.id}`, or take it out of the glossary"
            yield Problem("C409", str(term.id.place), f"no text uses the term '{term.id}'", hint, "warning")
    for source in library.sources.values():
        if source.id not in used:
            hint = f"cite it with {{ref}}`{source.id}` or a quote, or take it out"
            yield Problem("C409", str(source.id.place), f"no text cites the source '{source.id}'", hint, "warning")


def _empty_documents(library: Library) -> Iterator[Problem]:
    for selection in selections(library):
        resource, stem = selection.wanted.resource, selection.wanted.stem
        if isinstance(resource, Poster):
            continue
        if isinstance(resource, WorksheetPlan):
            if selection.sheet is None or not (selection.sheet.actions or selection.sheet.questions):
                hint = "promote an action or a question of it with primer: {place: …, weight: …}"
                of = selection.wanted.sheet_of or resource
                yield Problem("C409", str(of.id.place), f"no action or question reaches the worksheet {stem}", hint)
        elif not (selection.sections or selection.groups or selection.places):
            place = str(resource.tailor[0].place if selection.wanted.axes else resource.id.place)
            hint = "give these readers something, or take the axis out of tailor:"
            yield Problem("C409", place, f"no unit reaches the document {stem}: it would be empty", hint)


def _too_deep(sections: tuple[Section, ...], depth: int) -> Iterator[Problem]:
    for section in sections:
        if depth > MAX_DEPTH:
            message = f"section '{section.id}' is nested {depth} deep"
            yield Problem("C418", str(section.id.place), message, f"sections nest {MAX_DEPTH} deep; move it up")
        yield from _too_deep(section.sections, depth + 1)
