"""What content files may hold: the typed model of a toolkit. Docs: docs/content.md."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Final, Literal, TypeAlias

from pydantic import ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from press.model.base import Narrowed, PromotedUnit, PublishedResource
from press.model.base import Promotion as Promotion
from press.model.base import Published as Published
from press.model.examples import Example as Example
from press.model.examples import ExampleAnswer as ExampleAnswer
from press.model.figures import (
    BarsFigure,
    CycleFigure,
    Drawn,
    MapFigure,
    MatrixFigure,
    ProcessFigure,
    RadarFigure,
    TimelineFigure,
    TreeQuestion,
    WheelFigure,
)
from press.model.house_style import Abbreviation as Abbreviation
from press.model.house_style import HouseStyle as HouseStyle
from press.model.house_style import Limit as Limit
from press.model.house_style import WordingRule as WordingRule
from press.model.questions import Column as Column
from press.model.questions import Option as Option
from press.model.questions import Question as Question
from press.model.questions import QuestionKind as QuestionKind
from press.model.questions import Questionnaire as Questionnaire
from press.model.questions import QuestionSection as QuestionSection
from press.model.questions import Row as Row
from press.model.questions import Scale as Scale
from press.model.questions import SheetPart as SheetPart
from press.model.questions import WorksheetPlan as WorksheetPlan
from press.model.scoring import Band as Band
from press.model.scoring import Dimension as Dimension
from press.model.scoring import Gate as Gate
from press.model.scoring import Level as Level
from press.model.scoring import Mitigation as Mitigation
from press.model.scoring import MitigationStep as MitigationStep
from press.model.scoring import Score as Score
from press.model.scoring import ScoreMatrix as ScoreMatrix
from press.model.scoring import Scoring as Scoring
from press.model.shared import Glossary as Glossary
from press.model.shared import Register as Register
from press.model.shared import RegisterEntry as RegisterEntry
from press.model.shared import Source as Source
from press.model.shared import Sources as Sources
from press.model.shared import Term as Term
from press.model.shared import Words as Words
from press.model.values import WHOLE, Day, File, Line, Model, Prose, Text, UnitId, Version
from press.place import Scalar

# The toolkit ----------------------------------------------------------------


class AxisValue(Model):
    """One value of an axis, such as the role *legal adviser*."""

    id: UnitId = Field(description="Stands in names of files and in profiles; it never changes.")
    title: Line = Field(description="Stands alone, as on a cover.")
    phrase: Line = Field(description="Stands inside a sentence: “for {phrase}”.")
    description: Prose | None = Field(default=None, description="What a primer's head says of its readers.")


class Axis(Model):
    """A way to tailor documents, such as *role*."""

    id: UnitId = Field(description="Becomes an option of the commands, such as --role.")
    title: Line = Field(description="What the axis is called in documents.")
    values: tuple[AxisValue, ...] = Field(min_length=1, description="What can be chosen on this axis, in order.")

    def value(self, value_id: str) -> AxisValue:
        """Return one value by its id; KeyError when the axis has none of that name."""
        for value in self.values:
            if value.id == value_id:
                return value
        raise KeyError(value_id)


class Language(Model):
    """A language that the toolkit is published in, by its BCP 47 tag."""

    id: Line = Field(description="A BCP 47 tag, such as en or pt-BR; its folder has the same name.")


class Toolkit(File):
    """The whole publication, as ``toolkit.yaml`` declares it."""

    id: UnitId = Field(description="The toolkit's own id.")
    symbol: Line = Field(description="Printed on every page; the same in all languages.")
    version: Version = Field(description="Three numbers: 1.2.0.")
    date: Day = Field(description="Of this version, as 2026-11-23; the press never looks at the clock.")
    title: Line = Field(description="What the whole publication is called.")
    publisher: Line = Field(description="Who publishes it.")
    notice: Prose = Field(description="Who stands behind this text, and who does not.")
    source_language: Line = Field(alias="source-language", description="The language that authors write in.")
    languages: tuple[Language, ...] = Field(min_length=1, description="Every language it is published in.")
    axes: tuple[Axis, ...] = Field(default=(), description="Ways to tailor documents, such as by role.")
    resources: tuple[UnitId, ...] = Field(min_length=1, description="Every guide and questionnaire, in order.")

    def axis(self, axis_id: str) -> Axis:
        """Return one axis by its id; KeyError when there is none."""
        for axis in self.axes:
            if axis.id == axis_id:
                return axis
        raise KeyError(axis_id)


# Units ----------------------------------------------------------------------


class Takeaway(PromotedUnit):
    """One or two sentences worth remembering."""

    text: Prose = Field(description="One or two sentences worth remembering.")


class Action(PromotedUnit):
    """Something to do: an imperative and how to go about it."""

    title: Line = Field(description="What to do: short, and an imperative.")
    text: Prose = Field(description="How to do it, in one to three sentences.")


class Case(PromotedUnit):
    """A story that shows the matter at work."""

    title: Line = Field(description="What the story is called.")
    text: Prose = Field(description="A short, invented but realistic story, marked as an example.")


class Table(Narrowed):
    """A captioned table; its text is one Markdown table."""

    caption: Line = Field(description="What the table shows.")
    text: Prose = Field(description="One Markdown table, with a header.")


class Figure(Narrowed):
    """A captioned picture, from ``assets/`` or drawn from data, with the words that stand in for it."""

    caption: Line
    alternative: Text
    image: Line | None = Field(default=None, description="A file in assets/.")
    process: ProcessFigure | None = None
    cycle: CycleFigure | None = None
    wheel: WheelFigure | None = None
    matrix: MatrixFigure | None = None
    timeline: TimelineFigure | None = None
    tree: TreeQuestion | None = None
    map: MapFigure | None = None
    bars: BarsFigure | None = None
    radar: RadarFigure | None = None

    @model_validator(mode="after")
    def _one_picture(self) -> Figure:
        if sum(getattr(self, kind) is not None for kind in ("image", *DRAWN)) != 1:
            raise PydanticCustomError("one_picture", "a figure has an image or exactly one kind of drawing")
        return self

    @property
    def drawn(self) -> Drawn | None:
        """The data that it is drawn from; None for a picture from ``assets/``."""
        found: Drawn | None = next((data for kind in DRAWN if (data := getattr(self, kind)) is not None), None)
        return found


class Callout(PromotedUnit):
    """A boxed remark."""

    kind: Literal["note", "tip", "warning"] = Field(description="How the box looks: note, tip or warning.")
    title: Line = Field(description="What the remark is about.")
    text: Prose = Field(description="The remark, in a few sentences.")


class Quote(Narrowed):
    """A quotation from one of the toolkit's sources."""

    text: Prose = Field(description="The words of the source, exactly.")
    source: UnitId = Field(description="The id of a source of shared/sources.yaml.")


class Video(Narrowed):
    """A film: where it is, how long it takes, and what it shows."""

    title: Line = Field(description="What the film is called.")
    address: Line = Field(description="Where it is; begins with https://")
    duration: Line = Field(description="How long it takes, such as 3 min.")
    text: Prose = Field(description="What it shows, for a reader who will not watch it.")


# Kinds of drawing: the keys of a figure that hold data.
DRAWN: Final = ("process", "cycle", "wheel", "matrix", "timeline", "tree", "map", "bars", "radar")
PartUnit: TypeAlias = Takeaway | Action | Case | Table | Figure | Callout | Quote | Video | Example


class Part(Model):
    """One part of a section's body: exactly one of its keys."""

    model_config = ConfigDict(json_schema_extra={"minProperties": 1, "maxProperties": 1})

    text: Prose | None = Field(default=None, description="Prose in Markdown.")
    takeaway: Takeaway | None = Field(default=None, description="A sentence worth remembering.")
    action: Action | None = Field(default=None, description="Something to do.")
    case: Case | None = Field(default=None, description="A story that shows the matter at work.")
    table: Table | None = Field(default=None, description="A table with a caption.")
    figure: Figure | None = Field(default=None, description="A figure with a caption, and words that stand in for it.")
    callout: Callout | None = Field(default=None, description="A boxed remark.")
    quote: Quote | None = Field(default=None, description="A quotation from a source.")
    video: Video | None = Field(default=None, description="A film.")
    example: Example | None = Field(default=None, description="A questionnaire filled in, with its result.")

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


class Section(PromotedUnit):
    """A titled stretch of a guide; sections nest. In primers stands only where to find it."""

    title: Line = Field(description="Its heading, in a few words.")
    body: tuple[Part, ...] = Field(default=(), description="Text and units in their order; each part has one key.")
    sections: tuple[Section, ...] = Field(default=(), description="Subsections; three levels at most.")


class Guide(PublishedResource):
    """A resource to read."""

    sections: tuple[Section, ...] = Field(min_length=1, description="What it says, in order.")


class Leaflet(Guide):
    """A guide so short that it has a head instead of a cover, no contents, and an exact number of pages."""

    pages: Annotated[int, Field(ge=1, le=8), WHOLE] = Field(description="How many pages it must fill.")


# Primers and posters --------------------------------------------------------


class PrimerPlace(Model):
    """A place of a primer that promoted units go to."""

    id: UnitId = Field(description="What primer: {place: …} names.")
    title: Line = Field(description="Its heading in the primer.")
    limit: Annotated[int, Field(ge=1, le=50, description="How many units it takes at most."), WHOLE]


class PrimerTakeaways(Model):
    """How many takeaways each primer has, and how far two primers may be alike."""

    fewest: Annotated[int, Field(ge=0, le=50, description="How many takeaways each primer has at least."), WHOLE] = 1
    most: Annotated[int, Field(ge=1, le=50, description="How many it has at most."), WHOLE] = 50
    shared: Annotated[int, Field(ge=0, le=100, description="Per cent that two share at most."), WHOLE] = 60


class PrimerPlan(PublishedResource):
    """How primers are put together: one for each combination of the axes in ``tailor``."""

    tailor: tuple[UnitId, ...] = Field(
        min_length=1, description="Axes: one primer for each combination of their values."
    )
    takeaways: PrimerTakeaways = Field(
        default=PrimerTakeaways(),
        description="What the check asks of their takeaways: {fewest: …, most: …, shared: …}.",
    )
    places: tuple[PrimerPlace, ...] = Field(min_length=1, description="Its parts, in order.")


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


# The whole ------------------------------------------------------------------

Resource: TypeAlias = Guide | Leaflet | Questionnaire
Publication: TypeAlias = Resource | PrimerPlan | Poster | WorksheetPlan
Unit: TypeAlias = Section | PartUnit | QuestionSection | Question | Term | Source


@dataclass(frozen=True, slots=True, weakref_slot=True)
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
    worksheets: WorksheetPlan | None = None
    terms: Mapping[str, Term] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    register: Register | None = None
    words: Mapping[str, str] = field(default_factory=dict)
    style: HouseStyle | None = None

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
