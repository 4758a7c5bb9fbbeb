"""Step 3: Library, axes and language -> Selection: the ordered, resolved units of one document."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias, TypeVar

from press.model import (
    Action,
    Callout,
    Case,
    Guide,
    Leaflet,
    Library,
    Panel,
    Part,
    Poster,
    PrimerPlace,
    PrimerPlan,
    Publication,
    Question,
    Questionnaire,
    QuestionSection,
    Resource,
    Section,
    Takeaway,
    WorksheetPlan,
    walk_sections,
)
from press.once import once
from press.place import Scalar

Axes: TypeAlias = tuple[tuple[str, str], ...]
Readers: TypeAlias = Mapping[str, frozenset[str]]
Promotable: TypeAlias = Takeaway | Action | Case | Callout | Question | Section
Showable: TypeAlias = Takeaway | Action
_S = TypeVar("_S", Section, QuestionSection)

FOLDERS = {Guide: "guides", Leaflet: "leaflets", Questionnaire: "questionnaires"}
PAPER: Final = "paper"  # stands beside the axes of a toolkit: what the posters are printed on


@dataclass(frozen=True, slots=True)
class Wanted:
    """One document that a toolkit has: a resource, the primers' plan or a poster, tailored to values of axes.

    ``sheet_of`` is what a worksheet belongs to.
    """

    stem: str
    resource: Publication
    axes: Axes = ()
    sheet_of: Guide | PrimerPlan | None = None


@dataclass(frozen=True, slots=True)
class Promoted:
    """A unit that goes into primers, with the resource it is written in and its effective readers."""

    unit: Promotable
    home: Resource
    readers: Readers


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a worksheet holds, the heaviest first."""

    actions: tuple[Action, ...] = ()
    questions: tuple[Question, ...] = ()


@dataclass(frozen=True, slots=True)
class Selection:
    """What one document holds.

    A guide or questionnaire has sections, a primer has places, a poster has panels, a worksheet has a sheet.
    """

    wanted: Wanted
    sections: tuple[Section, ...] = ()
    groups: tuple[QuestionSection, ...] = ()
    places: tuple[tuple[PrimerPlace, tuple[Promoted, ...]], ...] = ()
    panels: tuple[tuple[Panel, tuple[Showable, ...]], ...] = ()
    sheet: Sheet | None = None


def readers_of(profile: Mapping[Scalar, tuple[Scalar, ...]], outer: Readers | None = None) -> Readers:
    """Return a profile intersected, axis by axis, with what encloses it. An empty set means nobody."""
    narrowed = dict(outer or {})
    for axis, values in profile.items():
        own = frozenset(map(str, values))
        narrowed[str(axis)] = narrowed[str(axis)] & own if str(axis) in narrowed else own
    return narrowed


def fits(readers: Readers, axes: Axes) -> bool:
    """Tell whether a document tailored to these values holds a unit with these readers."""
    return all(axis not in readers or value in readers[axis] for axis, value in axes)


def documents(library: Library) -> Iterator[Wanted]:
    """Yield every document that the toolkit has: resources in their order, then primers, posters and worksheets."""
    for resource in library.resources.values():
        folder = FOLDERS[type(resource)]
        yield Wanted(f"{folder}/{resource.id}", resource)
        if resource.tailor:
            for axes in _combinations(library, resource):
                yield Wanted(f"{folder}/{'.'.join((resource.id, *(v for _, v in axes)))}", resource, axes)
    if library.primers is not None:
        for axes in _combinations(library, library.primers):
            yield Wanted(f"primers/{'.'.join(v for _, v in axes)}", library.primers, axes)
    for poster in library.posters.values():
        for size in poster.sizes:
            yield Wanted(f"posters/{poster.id}.{size.lower()}", poster, ((PAPER, size.lower()),))
    yield from _worksheets(library)


def _worksheets(library: Library) -> Iterator[Wanted]:
    if (plan := library.worksheets) is None:
        return
    for guide in library.guides:
        if not isinstance(guide, Leaflet):
            yield Wanted(f"worksheets/{guide.id}", plan, (), guide)
    if library.primers is not None:
        for axes in _combinations(library, library.primers):
            yield Wanted(f"worksheets/{'.'.join(v for _, v in axes)}", plan, axes, library.primers)


def _combinations(library: Library, resource: Resource | PrimerPlan) -> Iterator[Axes]:
    names = [str(axis) for axis in resource.tailor]
    values = [[str(value.id) for value in library.toolkit.axis(name).values] for name in names]
    for combination in itertools.product(*values):
        yield tuple(zip(names, combination, strict=True))


def select(library: Library, wanted: Wanted) -> Selection:
    """Return what one document holds."""
    match wanted.resource:
        case Guide(sections=sections):
            return Selection(wanted, sections=_sections(sections, wanted.axes, {}))
        case Questionnaire() as questionnaire:
            return select_questions(wanted, questionnaire)
        case PrimerPlan(places=places):
            chosen = ((place, _promoted_to(place, library, wanted.axes)) for place in places)
            return Selection(wanted, places=tuple((place, units) for place, units in chosen if units))
        case Poster(panels=panels):
            known = showable(library)
            shown = ((panel, tuple(known[str(unit)] for unit in panel.shows if unit in known)) for panel in panels)
            return Selection(wanted, panels=tuple(shown))
        case WorksheetPlan() as sheets:
            return Selection(wanted, sheet=_sheet(sheets, wanted, library))


def select_questions(wanted: Wanted, questionnaire: Questionnaire) -> Selection:
    """Return what one document of a questionnaire holds."""
    return Selection(wanted, groups=_groups(questionnaire.sections, wanted.axes))


def _sections(sections: tuple[Section, ...], axes: Axes, outer: Readers) -> tuple[Section, ...]:
    kept = []
    for section in sections:
        readers = readers_of(section.for_, outer)
        if fits(readers, axes):
            body = tuple(part for part in section.body if _part_fits(part, axes, readers))
            inner = _sections(section.sections, axes, readers)
            if body or inner:
                kept.append(section.model_copy(update={"body": body, "sections": inner}))
    return tuple(kept)


def _part_fits(part: Part, axes: Axes, outer: Readers) -> bool:
    content = part.content
    return isinstance(content, Scalar) or fits(readers_of(content.for_, outer), axes)


def _groups(groups: tuple[QuestionSection, ...], axes: Axes) -> tuple[QuestionSection, ...]:
    kept = []
    for group in groups:
        readers = readers_of(group.for_)
        questions = tuple(q for q in group.questions if fits(readers_of(q.for_, readers), axes))
        if fits(readers, axes) and questions:
            kept.append(group.model_copy(update={"questions": questions}))
    return tuple(kept)


def showable(library: Library) -> dict[str, Showable]:
    """Return what posters may show, by id: the takeaways and actions of guides."""
    parts = (p.content for g in library.guides for s in walk_sections(g.sections) for p in s.body)
    return {str(unit.id): unit for unit in parts if isinstance(unit, Showable)}


@once
def promoted(library: Library) -> tuple[Promoted, ...]:
    """Return every promoted unit in the order of the toolkit."""
    return tuple(_promoted(library))


def _promoted(library: Library) -> Iterator[Promoted]:
    for resource in library.resources.values():
        if isinstance(resource, Guide):
            yield from _promoted_in(resource, resource.sections, {})
        else:
            for group in resource.sections:
                readers = readers_of(group.for_)
                for question in group.questions:
                    if question.primer:
                        yield Promoted(question, resource, _promoted_for(question, readers))


def _promoted_in(home: Guide, sections: tuple[Section, ...], outer: Readers) -> Iterator[Promoted]:
    for section in sections:
        readers = readers_of(section.for_, outer)
        if section.primer:
            yield Promoted(section, home, _promoted_for(section, outer))
        for part in section.body:
            unit = part.content
            if isinstance(unit, Takeaway | Action | Case | Callout) and unit.primer:
                yield Promoted(unit, home, _promoted_for(unit, readers))
        yield from _promoted_in(home, section.sections, readers)


def _promoted_for(unit: Promotable, outer: Readers) -> Readers:
    """Return whose primers a promoted unit may go to: its readers, or fewer of them."""
    return readers_of(unit.primer.for_ if unit.primer else {}, readers_of(unit.for_, outer))


def _sheet(plan: WorksheetPlan, wanted: Wanted, library: Library) -> Sheet:
    """Return the heaviest actions and questions of a guide, or of a primer."""
    match wanted.sheet_of:
        case Guide() as guide:
            inside = unit_ids(guide)
            found = [p for p in promoted(library) if p.home is guide or _explained_in(p.unit, inside)]
        case _:
            places = library.primers.places if library.primers else ()
            found = [unit for place in places for unit in _promoted_to(place, library, wanted.axes)]
    found.sort(key=_weight, reverse=True)
    actions = [p.unit for p in found if isinstance(p.unit, Action)]
    questions = [p.unit for p in found if isinstance(p.unit, Question)]
    return Sheet(tuple(actions[: plan.actions.limit]), tuple(questions[: plan.questions.limit]))


def _explained_in(unit: Promotable, ids: frozenset[str]) -> bool:
    return isinstance(unit, Question) and unit.explained_by in ids


def unit_ids(guide: Guide) -> frozenset[str]:
    """Return the ids of the sections and units of a guide."""
    sections = list(walk_sections(guide.sections))
    parts = (part.content for section in sections for part in section.body)
    return frozenset(str(unit.id) for unit in (*sections, *parts) if not isinstance(unit, Scalar))


def _promoted_to(place: PrimerPlace, library: Library, axes: Axes) -> tuple[Promoted, ...]:
    fitting = [p for p in promoted(library) if _goes_to(p, place) and fits(p.readers, axes)]
    fitting.sort(key=_weight, reverse=True)  # a stable sort: equal weights keep the order of the toolkit
    return tuple(fitting[: place.limit])


def _goes_to(candidate: Promoted, place: PrimerPlace) -> bool:
    return candidate.unit.primer is not None and candidate.unit.primer.place == place.id


def _weight(candidate: Promoted) -> int:
    return candidate.unit.primer.weight if candidate.unit.primer else 0
