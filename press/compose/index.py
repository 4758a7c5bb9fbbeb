"""Where every unit stands in the plain documents, and under which number: what references need to know."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from press.language import Language
from press.model import (
    Action,
    Callout,
    Case,
    Example,
    Figure,
    Guide,
    Library,
    Part,
    Poster,
    PrimerPlan,
    Question,
    QuestionSection,
    Resource,
    Section,
    Table,
    Video,
    WorksheetPlan,
)
from press.place import Scalar
from press.select import FOLDERS, Selection, Wanted, documents, select


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a unit stands in one document: its title (if it has one) and such words as “section 2.1”."""

    title: str
    words: str


@dataclass(frozen=True, slots=True)
class Home:
    """Where a unit is written (a resource, a poster, the worksheets), the stem of a plain document, the spot there."""

    resource: Resource | Poster | WorksheetPlan
    stem: str
    spot: Spot

    @property
    def has_pages(self) -> bool:
        """Only guides have page maps that others may cite."""
        return isinstance(self.resource, Guide)


Index = Mapping[str, Home]


def build_index(library: Library, language: Language) -> Index:
    """Return, for every unit and resource of the toolkit, where it stands in the plain documents."""
    homes: dict[str, Home] = {}
    for resource in library.resources.values():
        stem = f"{FOLDERS[type(resource)]}/{resource.id}"
        homes[str(resource.id)] = Home(resource, stem, Spot(str(resource.title), ""))
        for unit, spot in spots(select(library, Wanted(stem, resource)), language):
            homes[unit] = Home(resource, stem, spot)
    for poster in library.posters.values():
        first = next(wanted for wanted in documents(library) if wanted.resource is poster)
        homes[str(poster.id)] = Home(poster, first.stem, Spot(str(poster.title), ""))
    if (plan := library.worksheets) is not None:
        first = next(wanted for wanted in documents(library) if wanted.resource is plan)
        for unit, spot in _Counter(language).questions_of(plan.about):
            homes[unit] = Home(plan, first.stem, spot)
    return MappingProxyType(homes)


def spots(selection: Selection, language: Language) -> Iterator[tuple[str, Spot]]:
    """Yield every unit of a guide or questionnaire with its spot in that document."""
    if isinstance(selection.wanted.resource, PrimerPlan | Poster | WorksheetPlan):
        return
    counter = _Counter(language)
    yield from counter.sections(selection.sections, "")
    yield from counter.groups(selection.groups)


def section_numbers(sections: tuple[Section, ...], outer: str) -> Iterator[tuple[Section, str]]:
    """Yield sections of one level with their numbers: 1, 2 … below the outer one."""
    for count, section in enumerate(sections, start=1):
        yield section, f"{outer}.{count}" if outer else str(count)


class _Counter:
    def __init__(self, language: Language) -> None:
        self.language = language
        self.tables = self.figures = self.questions = 0

    def sections(self, sections: tuple[Section, ...], outer: str) -> Iterator[tuple[str, Spot]]:
        for section, number in section_numbers(sections, outer):
            words = self.language.say("section-number", number=number)
            yield str(section.id), Spot(str(section.title), words)
            for part in section.body:
                yield from self._part(part, words)
            yield from self.sections(section.sections, number)

    def _part(self, part: Part, words: str) -> Iterator[tuple[str, Spot]]:
        match part.content:
            case Scalar():
                return
            case Table(id=unit, caption=caption):
                self.tables += 1
                yield str(unit), Spot(str(caption), self.language.say("table", number=self.tables))
            case Figure(id=unit, caption=caption):
                self.figures += 1
                yield str(unit), Spot(str(caption), self.language.say("figure", number=self.figures))
            case (
                Action(id=unit, title=title)
                | Case(id=unit, title=title)
                | Example(id=unit, title=title)
                | Callout(id=unit, title=title)
                | Video(id=unit, title=title)
            ):
                yield str(unit), Spot(str(title), words)
            case other:
                yield str(other.id), Spot("", words)

    def groups(self, groups: tuple[QuestionSection, ...]) -> Iterator[tuple[str, Spot]]:
        for count, group in enumerate(groups, start=1):
            yield str(group.id), Spot(str(group.title), self.language.say("section-number", number=count))
            yield from self.questions_of(group.questions)

    def questions_of(self, questions: tuple[Question, ...]) -> Iterator[tuple[str, Spot]]:
        for question in questions:
            self.questions += 1
            yield str(question.id), Spot("", self.language.say("question-number", number=self.questions))
