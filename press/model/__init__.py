"""What content files may hold: the typed model of a toolkit. Docs: docs/content.md."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Literal, TypeAlias

from pydantic import ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from press.model.values import WHOLE, Day, File, Line, Model, Profile, Prose, Text, UnitId, Version
from press.place import Scalar

# The toolkit ----------------------------------------------------------------


class AxisValue(Model):
    """One value of an axis, such as the role *legal adviser*."""

    id: UnitId
    title: Line = Field(description="Stands alone, as on a cover.")
    phrase: Line = Field(description="Stands inside a sentence: “for {phrase}”.")
    description: Prose | None = None


class Axis(Model):
    """A way to tailor documents, such as *role*."""

    id: UnitId
    title: Line
    values: tuple[AxisValue, ...] = Field(min_length=1)

    def value(self, value_id: str) -> AxisValue:
        """Return one value by its id; KeyError when the axis has none of that name."""
        for value in self.values:
            if value.id == value_id:
                return value
        raise KeyError(value_id)


class Language(Model):
    """A language that the toolkit is published in, by its BCP 47 tag."""

    id: Line


class Toolkit(File):
    """The whole publication, as ``toolkit.yaml`` declares it."""

    id: UnitId
    symbol: Line
    version: Version
    date: Day
    title: Line
    publisher: Line
    notice: Prose
    source_language: Line = Field(alias="source-language")
    languages: tuple[Language, ...] = Field(min_length=1)
    axes: tuple[Axis, ...] = ()
    resources: tuple[UnitId, ...] = Field(min_length=1)

    def axis(self, axis_id: str) -> Axis:
        """Return one axis by its id; KeyError when there is none."""
        for axis in self.axes:
            if axis.id == axis_id:
                return axis
        raise KeyError(axis_id)


# Units ----------------------------------------------------------------------


class Promotion(Model):
    """Into which place of the primers a unit goes, and how heavily it weighs there."""

    place: UnitId
    weight: Annotated[int, Field(ge=1, le=100), WHOLE]


class _Narrowed(Model):
    id: UnitId
    for_: Profile = Field(default_factory=dict, alias="for", description="Who reads it: axis → values.")


class _Promoted(_Narrowed):
    primer: Promotion | None = None


class Takeaway(_Promoted):
    """One or two sentences worth remembering."""

    text: Prose


class Action(_Promoted):
    """Something to do: an imperative and how to go about it."""

    title: Line
    text: Prose


class Case(_Promoted):
    """A story that shows the matter at work."""

    title: Line
    text: Prose


class Table(_Narrowed):
    """A captioned table; its text is one Markdown table."""

    caption: Line
    text: Prose


class Figure(_Narrowed):
    """A captioned picture from ``assets/`` with the words that stand in for it."""

    caption: Line
    image: Line
    alternative: Text


class Callout(_Narrowed):
    """A boxed remark."""

    kind: Literal["note", "tip", "warning"]
    title: Line
    text: Prose


class Quote(_Narrowed):
    """A quotation from one of the toolkit's sources."""

    text: Prose
    source: UnitId


class Video(_Narrowed):
    """A film: where it is, how long it takes, and what it shows."""

    title: Line
    address: Line
    duration: Line
    text: Prose


PartUnit: TypeAlias = Takeaway | Action | Case | Table | Figure | Callout | Quote | Video


class Part(Model):
    """One part of a section's body: exactly one of its keys."""

    model_config = ConfigDict(json_schema_extra={"minProperties": 1, "maxProperties": 1})

    text: Prose | None = None
    takeaway: Takeaway | None = None
    action: Action | None = None
    case: Case | None = None
    table: Table | None = None
    figure: Figure | None = None
    callout: Callout | None = None
    quote: Quote | None = None
    video: Video | None = None

    @model_validator(mode="after")
    def _one_key(self) -> Part:
        if sum(getattr(self, name) is not None for name in type(self).model_fields) != 1:
            raise PydanticCustomError("one_key", "a part of a body has exactly one key")
        return self

    @property
    def content(self) -> Scalar | PartUnit:
        """The text or the unit that this part is."""
        content: Scalar | PartUnit = next(v for n in type(self).model_fields if (v := getattr(self, n)) is not None)
        return content


class Section(_Narrowed):
    """A titled stretch of a guide; sections nest."""

    title: Line
    body: tuple[Part, ...] = ()
    sections: tuple[Section, ...] = ()


class Published(File):
    """What every publication says of itself."""

    id: UnitId
    title: Line
    short: Line = Field(description="How other documents cite it.")
    subtitle: Line | None = None


class _Resource(Published):
    summary: Prose
    tailor: tuple[UnitId, ...] = Field(default=(), description="Axes: one more document for each of their values.")


class Guide(_Resource):
    """A resource to read."""

    sections: tuple[Section, ...] = Field(min_length=1)


class Leaflet(Guide):
    """A guide so short that it has a head instead of a cover, no contents, and an exact number of pages."""

    pages: Annotated[int, Field(ge=1, le=8), WHOLE] = Field(description="How many pages it must fill.")


# Questionnaires -------------------------------------------------------------


class Option(Model):
    """One answer to choose: a key that never changes, and its text."""

    key: UnitId
    text: Line


class Scale(Model):
    """Answers that several questions share, from least to most."""

    id: UnitId
    options: tuple[Option, ...] = Field(min_length=2)


QuestionKind: TypeAlias = Literal[
    "yes-no", "scale", "pick-one", "pick-several", "short-text", "long-text", "number", "date"
]


class Question(_Promoted):
    """One thing that a questionnaire asks."""

    kind: QuestionKind
    text: Prose
    help: Prose | None = None
    scale: UnitId | None = None
    options: tuple[Option, ...] = ()
    unit: Line | None = None
    explained_by: UnitId | None = Field(default=None, alias="explained-by")


class QuestionSection(_Narrowed):
    """A titled group of questions."""

    title: Line
    text: Prose | None = None
    questions: tuple[Question, ...] = Field(min_length=1)


class Questionnaire(_Resource):
    """A resource to fill in."""

    instructions: Prose
    scales: tuple[Scale, ...] = ()
    sections: tuple[QuestionSection, ...] = Field(min_length=1)


# Primers, posters, glossary, sources, register ------------------------------


class PrimerPlace(Model):
    """A place of a primer that promoted units go to."""

    id: UnitId
    title: Line
    limit: Annotated[int, Field(ge=1, le=50), WHOLE]


class PrimerPlan(_Resource):
    """How primers are put together: one for each combination of the axes in ``tailor``."""

    tailor: tuple[UnitId, ...] = Field(min_length=1)
    places: tuple[PrimerPlace, ...] = Field(min_length=1)


Paper: TypeAlias = Literal["A2", "A3", "A4"]


class Panel(Model):
    """One stretch of a poster: a titled unit of the toolkit, and what the poster says of it."""

    unit: UnitId = Field(description="A section or another unit with a title, which the panel takes over.")
    line: Line | None = Field(default=None, description="One short line under the title, in large type.")
    shows: tuple[UnitId, ...] = Field(default=(), description="Takeaways and actions whose words are printed.")
    text: Prose | None = None


class Poster(Published):
    """One page for a wall, put together from units: one document for each size of paper."""

    summary: Prose | None = None
    sizes: tuple[Paper, ...] = Field(min_length=1)
    panels: tuple[Panel, ...] = Field(min_length=1)


class Term(Model):
    """A term of the glossary."""

    id: UnitId
    term: Line
    definition: Prose


class Glossary(File):
    """The terms of the toolkit."""

    terms: tuple[Term, ...]


class Source(Model):
    """Something that the text cites."""

    id: UnitId
    label: Line
    title: Line
    author: Line
    year: Line | None = None
    address: Line | None = None


class Sources(File):
    """What the toolkit cites."""

    sources: tuple[Source, ...]


class RegisterEntry(Model):
    """The life of an id. The four stages are those of LOINC's concept status."""

    status: Literal["active", "trial", "discouraged", "deprecated"]
    successor: UnitId | None = None


class Register(File):
    """Every id ever used; append-only."""

    ids: dict[UnitId, RegisterEntry]


class Words(File):
    """Press words of a language that the press does not bring, or that a toolkit wants otherwise."""

    words: dict[Scalar, Line]


# The whole ------------------------------------------------------------------

Resource: TypeAlias = Guide | Leaflet | Questionnaire
Publication: TypeAlias = Resource | PrimerPlan | Poster
Unit: TypeAlias = Section | PartUnit | QuestionSection | Question | Term | Source


@dataclass(frozen=True, slots=True)
class Library:
    """All content of a toolkit in one language, read and typed.

    ``root`` is the content folder. ``resources`` keep the order of ``toolkit.yaml``, ``posters`` that of their files.
    """

    root: Path
    toolkit: Toolkit
    language: str
    resources: Mapping[str, Resource]
    primers: PrimerPlan | None = None
    posters: Mapping[str, Poster] = field(default_factory=dict)
    terms: Mapping[str, Term] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    register: Register | None = None
    words: Mapping[str, str] = field(default_factory=dict)

    @property
    def guides(self) -> tuple[Guide, ...]:
        """The guides in the toolkit's order."""
        return tuple(r for r in self.resources.values() if isinstance(r, Guide))

    @property
    def questionnaires(self) -> tuple[Questionnaire, ...]:
        """The questionnaires in the toolkit's order."""
        return tuple(r for r in self.resources.values() if isinstance(r, Questionnaire))


def walk_sections(sections: tuple[Section, ...]) -> Iterator[Section]:
    """Yield sections and their subsections in reading order."""
    for section in sections:
        yield section
        yield from walk_sections(section.sections)
