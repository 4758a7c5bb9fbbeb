"""What readers see: texts without their markup, each sign where it stands; what a document says, in reading order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from pydantic import BaseModel

from press.check.primers import selections
from press.check.walk import readable
from press.model import (
    Action,
    AxisValue,
    Guide,
    Library,
    Poster,
    PrimerPlan,
    Question,
    Questionnaire,
    QuestionSection,
    Section,
    Table,
    Term,
    WorksheetPlan,
    walk_sections,
)
from press.once import once
from press.place import Scalar
from press.select import Axes, Promotable, Selection
from press.skeleton import PLACEHOLDER

ROLE: Final = re.compile(r"\{(?:term|ref)\}`(?:(?P<words>[^`<>]*?)\s*<(?P<target>[^`<>]*)>|(?P<only>[^`<>]*))`")
_MARKUP: Final = re.compile(r"\]\((?:https?:|mailto:)[^)\s]*\)|\[\^[^\]\s]+\]:?|[*\\\[\]]")


def visible(text: Scalar, *, targets: bool = False) -> str:
    """Return a text without its markup, as long as before: every sign that readers see stands where it stood.

    With ``targets``, a role without words of its own is read as the words of its id: as many as a reader will see.
    What is still to be written is left out, too.
    """
    written = PLACEHOLDER.sub(lambda match: _blank(match[0]), text)
    return _unmarked(written, targets=targets) if text.style == "literal" else written


@lru_cache(maxsize=16384)
def _unmarked(text: str, *, targets: bool) -> str:
    def role(match: re.Match[str]) -> str:
        group = "words" if match["words"] is not None else "only" if targets else None
        if group is None:
            return _blank(match[0])
        start, end = match.start(group) - match.start(), match.end(group) - match.start()
        words = match[group] if group == "words" else match[group].replace("-", " ")
        return _blank(match[0][:start]) + words + _blank(match[0][end:])

    return _MARKUP.sub(lambda match: _blank(match[0]), ROLE.sub(role, text))


def _blank(text: str) -> str:
    return re.sub(r"[^\n]", " ", text)


@dataclass(frozen=True, slots=True)
class Said:
    """A text that a document says. ``running`` is prose in paragraphs and lists, apart from the tables in it."""

    text: Scalar
    running: bool = False


@once
def said_by_each(library: Library) -> tuple[tuple[Selection, tuple[Said, ...]], ...]:
    """Return what each document says, which several themes look through."""
    return tuple((selection, tuple(said(library, selection))) for selection in selections(library))


def said(library: Library, selection: Selection) -> Iterator[Said]:
    """Yield what a document says, in reading order: its head, its body, the words used, the notice."""
    wanted = selection.wanted
    seen: list[Scalar] = []
    for one in (*_head(library, selection), *_body(library, selection)):
        seen.append(one.text)
        yield one
    if not isinstance(wanted.resource, Poster | WorksheetPlan):
        for term in _used(library, seen):
            yield from (Said(text.text) for text in readable([library.terms[term]]))
    yield Said(library.toolkit.notice)


def _head(library: Library, selection: Selection) -> Iterator[Said]:
    wanted = selection.wanted
    resource = wanted.resource
    yield from (Said(line) for line in (resource.title, resource.subtitle) if line is not None)
    if resource.summary is not None:
        yield Said(resource.summary, running=True)
    if isinstance(resource, PrimerPlan):
        for entry in _entries(library, wanted.axes):
            yield Said(entry.phrase)
            if entry.description is not None:
                yield Said(entry.description, running=True)


def _entries(library: Library, axes: Axes) -> Iterator[AxisValue]:
    """Yield what stands for the values of a document; an axis that is there twice is told elsewhere (C401)."""
    for name, value in axes:
        found = [one for axis in library.toolkit.axes if axis.id == name for one in axis.values if one.id == value]
        yield from found[:1]


def _body(library: Library, selection: Selection) -> Iterator[Said]:
    match selection.wanted.resource:
        case Guide():
            yield from _all(selection.sections)
        case Questionnaire(instructions=instructions, scales=scales, scoring=scoring):
            yield Said(instructions, running=True)
            yield from _all((*scales, *selection.groups, *((scoring,) if scoring else ())))
        case PrimerPlan():
            for place, units in selection.places:
                yield Said(place.title)
                yield from (one for unit in units for one in _selected(unit.unit))
        case WorksheetPlan() as plan:
            yield from _all((*plan.about, *plan.progress))
            if (sheet := selection.sheet) is not None:
                yield from (one for action in sheet.actions for one in _selected(action))
                yield from (one for question in sheet.questions for one in _selected(question))
        case Poster():
            titles = _titles(library)
            for panel, shows in selection.panels:
                lines = (titles.get(str(panel.unit)), panel.line)
                yield from (Said(line) for line in lines if line is not None)
                yield from (one for unit in shows for one in _selected(unit))
                if panel.text is not None:
                    yield Said(panel.text, running=True)


def _selected(unit: Promotable) -> Iterator[Said]:
    """Yield what is taken over of a unit that was selected: of a question only what it asks, of a section its title."""
    if isinstance(unit, Question):
        yield Said(unit.text, running=True)
    elif isinstance(unit, Section):
        yield Said(unit.title)
    else:
        yield from _all((unit,))


def _all(parts: Iterable[BaseModel]) -> Iterator[Said]:
    for text in readable(parts):
        yield Said(text.text, running=text.prose and not isinstance(text.part, Table | Term))


def _titles(library: Library) -> dict[str, Scalar]:
    """Return what panels may take their titles from."""
    sections: list[Section | QuestionSection] = [s for g in library.guides for s in walk_sections(g.sections)]
    sections += [section for questionnaire in library.questionnaires for section in questionnaire.sections]
    parts = (part.content for s in sections if isinstance(s, Section) for part in s.body)
    actions = [part for part in parts if isinstance(part, Action)]
    return {str(unit.id): unit.title for unit in (*sections, *actions)}


def _used(library: Library, texts: Iterable[Scalar]) -> list[str]:
    """Return the terms that texts use, and those that their definitions use, in the order of their first use."""
    used: dict[str, None] = {}
    queue = list(texts)
    for text in queue:
        for match in ROLE.finditer(text):
            target = (match["target"] if match["words"] is not None else match["only"]).strip()
            if target in library.terms and target not in used:
                used[target] = None
                queue.append(library.terms[target].definition)
    return list(used)
