"""How the answers to a questionnaire become a result: the method, as data. Docs: docs/content.md, “Scoring”."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from press.model.values import WHOLE, Line, Model, Name, Prose, UnitId

Weight: TypeAlias = Annotated[int, Field(ge=1, le=10), WHOLE]
Percent: TypeAlias = Annotated[int, Field(ge=0, le=100), WHOLE]
Steps: TypeAlias = Annotated[int, Field(ge=1, le=10), WHOLE]


class Score(Model):
    """What a question counts for."""

    dimension: UnitId = Field(description="A dimension of this questionnaire's scoring.")
    weight: Weight = Field(default=1, description="How heavily it counts in it: 1 to 10.")


class Band(Model):
    """A stretch of the values of a dimension, from 0 to 100 in whole numbers."""

    id: UnitId = Field(description="What a matrix or a mitigation names it by.")
    label: Line = Field(description="What it is called.")
    from_: Percent = Field(alias="from", description="Its lowest value.")
    to: Percent = Field(description="Its highest value.")
    advice: Prose | None = Field(default=None, description="What to do who is in it.")


class Dimension(Model):
    """Something that several questions measure together, from 0 to 100."""

    id: UnitId = Field(description="What questions name it by.")
    title: Line = Field(description="What it is called.")
    method: Literal["mean", "highest"] = Field(description="The weighted mean of its answers, or the highest of them.")
    weight: Weight = Field(default=1, description="How heavily it counts in the total: 1 to 10.")
    better: Literal["higher", "lower"] = Field(
        default="higher", description="Which values are the better ones: a risk is better when it is lower."
    )
    bands: tuple[Band, ...] = Field(default=(), description="From the lowest values to the highest, without a gap.")


class Level(Model):
    """A result."""

    id: UnitId = Field(description="What a matrix or a gate names it by.")
    label: Line = Field(description="What it is called.")
    from_: Percent | None = Field(default=None, alias="from", description="Its lowest total; not with a matrix.")
    to: Percent | None = Field(default=None, description="Its highest total; not with a matrix.")
    advice: Prose = Field(description="What it asks for.")


class ScoreMatrix(Model):
    """Two dimensions, such as severity and likelihood, that give a level together."""

    rows: UnitId = Field(description="The dimension whose bands are the rows.")
    columns: UnitId = Field(description="The dimension whose bands are the columns.")
    cells: tuple[tuple[Name, ...], ...] = Field(min_length=1, description="For each row a level for each column.")


class MitigationStep(Model):
    """By how many bands a mitigation lowers."""

    band: UnitId = Field(description="A band of the dimension that mitigates.")
    by: Steps = Field(description="How many bands lower.")


class Mitigation(Model):
    """A dimension that lowers the band of another, such as safeguards that make harm less likely."""

    dimension: UnitId = Field(description="The dimension that mitigates.")
    lowers: UnitId = Field(description="A dimension of the matrix.")
    steps: tuple[MitigationStep, ...] = Field(min_length=1, description="Bands that lower, and by how many.")


class Gate(Model):
    """Answers that move the result, whatever the sums say."""

    id: UnitId = Field(description="What reports name it by.")
    if_: Name = Field(alias="if", description="A condition on answers, such as: risk-legal-basis is no")
    at_least: UnitId | None = Field(default=None, alias="at-least", description="The level is this or a higher one.")
    at_most: UnitId | None = Field(default=None, alias="at-most", description="The level is this or a lower one.")
    because: Prose = Field(description="Why, in one sentence.")


class Scoring(Model):
    """How answers become a result."""

    text: Prose | None = Field(default=None, description="One or two sentences that lead in.")
    dimensions: tuple[Dimension, ...] = Field(min_length=1, description="What is measured, in order.")
    levels: tuple[Level, ...] = Field(min_length=2, description="Results, from the lowest to the highest.")
    matrix: ScoreMatrix | None = Field(default=None, description="Two dimensions that give the level together.")
    mitigation: Mitigation | None = Field(default=None, description="A dimension that lowers another of the matrix.")
    gates: tuple[Gate, ...] = Field(default=(), description="Answers that move the result, in order.")
