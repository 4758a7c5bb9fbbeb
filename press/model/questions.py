"""What is filled in: questionnaires with their questions, and the plan of the worksheets."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from press.model.base import Narrowed, PromotedUnit, Published, PublishedResource
from press.model.scoring import Score, Scoring
from press.model.values import WHOLE, Line, Model, Name, Prose, UnitId, YesNo
from press.place import Scalar

Points: TypeAlias = Annotated[int, Field(ge=0, le=100), WHOLE]


class Option(Model):
    """One answer to choose: a key that never changes, and its text."""

    key: UnitId = Field(description="Never changes; answers are recorded by it.")
    text: Line = Field(description="What the form shows.")
    points: Points | None = Field(default=None, description="What it scores, 0 to 100; only where answers score.")


class Scale(Model):
    """Answers that several questions share, from least to most."""

    id: UnitId = Field(description="What questions name it by.")
    options: tuple[Option, ...] = Field(min_length=2, description="From least to most.")


class Column(Model):
    """A column of a table to fill in."""

    key: UnitId = Field(description="Never changes; answers are recorded by it.")
    title: Line = Field(description="Its head.")
    kind: Literal["short-text", "number", "date", "pick-one"] = Field(description="What its cells take.")
    options: tuple[Option, ...] = Field(default=(), description="Answers; only for pick-one.")


class Row(Model):
    """A row that has a name."""

    key: UnitId = Field(description="Never changes; answers are recorded by it.")
    text: Line = Field(description="What it is called.")


QuestionKind: TypeAlias = Literal[
    "yes-no", "scale", "pick-one", "pick-several", "short-text", "long-text", "number", "date", "rows"
]


class Question(PromotedUnit):
    """One thing that a questionnaire asks."""

    kind: QuestionKind = Field(description="What kind of answer it wants.")
    text: Prose = Field(description="What is asked, in one sentence.")
    help: Prose | None = Field(default=None, description="What counts, and where to look for the answer.")
    if_: Name | None = Field(default=None, alias="if", description="When to answer it: earlier-question is yes")
    required: YesNo = Field(default=False, description="Whether a form is incomplete without it.")
    evidence: Line | None = Field(default=None, description="What to note beside the answer: which record shows it?")
    scale: UnitId | None = Field(default=None, description="A scale of this questionnaire; only for kind: scale.")
    options: tuple[Option, ...] = Field(default=(), description="Answers; only for pick-one and pick-several.")
    not_applicable: YesNo = Field(
        default=False, alias="not-applicable", description="Offers that, too; for scale and pick-one."
    )
    unit: Line | None = Field(default=None, description="What is counted, such as days; only for kind: number.")
    longest: Annotated[int, Field(ge=1, le=5000), WHOLE] | None = Field(
        default=None, description="Signs at most; only for short-text and long-text."
    )
    default: Line | None = Field(default=None, description="What stands there when the form goes out.")
    columns: tuple[Column, ...] = Field(default=(), max_length=5, description="1 to 5 columns; only for kind: rows.")
    rows: tuple[Row, ...] = Field(default=(), max_length=20, description="Rows with a name; only for kind: rows.")
    spare: Annotated[int, Field(ge=0, le=20), WHOLE] = Field(
        default=0, description="Rows without a name; only for kind: rows."
    )
    score: Score | None = Field(default=None, description="What it counts for: {dimension: …, weight: 1 to 10}.")
    points: dict[Scalar, Points] = Field(
        default_factory=dict, description="What yes and no score; only for kind: yes-no."
    )
    explained_by: UnitId | None = Field(
        default=None, alias="explained-by", description="A section or a unit of a guide that explains it."
    )


class QuestionSection(Narrowed):
    """A titled group of questions."""

    title: Line = Field(description="Its heading, in a few words.")
    text: Prose | None = Field(default=None, description="One or two sentences that lead in.")
    if_: Name | None = Field(default=None, alias="if", description="When to answer it: earlier-question is yes")
    questions: tuple[Question, ...] = Field(min_length=1, description="What it asks, in order.")


class Questionnaire(PublishedResource):
    """A resource to fill in."""

    instructions: Prose = Field(description="How to fill it in.")
    respondent: UnitId | None = Field(default=None, description="The question that says for whom it is filled in.")
    dated: UnitId | None = Field(default=None, description="The question that says on what date it was filled in.")
    scales: tuple[Scale, ...] = Field(default=(), description="Answers that several questions share.")
    scoring: Scoring | None = Field(default=None, description="How answers become a result.")
    sections: tuple[QuestionSection, ...] = Field(min_length=1, description="Its groups of questions, in order.")


class SheetPart(Model):
    """A part of worksheets."""

    title: Line = Field(description="Its heading.")
    limit: Annotated[int, Field(ge=0, le=50, description="How many units it takes at most."), WHOLE]


class WorksheetPlan(Published):
    """How worksheets are put together: one for each guide and one for each primer."""

    summary: Prose = Field(description="One or two sentences: what to do with it.")
    about: tuple[Question, ...] = Field(min_length=1, description="What is asked first: who fills it in, and when.")
    respondent: UnitId | None = Field(default=None, description="Of these, the question that says for whom.")
    dated: UnitId | None = Field(default=None, description="Of these, the question that says on what date.")
    progress: tuple[Option, ...] = Field(min_length=2, description="What can be said of each action.")
    actions: SheetPart = Field(description="What there is to do: {title: …, limit: …}.")
    questions: SheetPart = Field(description="What there is to ask: {title: …, limit: …}.")
