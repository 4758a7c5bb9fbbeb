"""Figures as data: the kinds that content files may hold. Docs: docs/content.md, "Figures"."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Final, Literal, TypeAlias

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from press.model.values import WHOLE, Line, Model, UnitId
from press.place import Scalar


def _number(value: object) -> object:
    if isinstance(value, Scalar):
        whole, point, rest = value.partition(".")
        if not whole.isascii() or not whole.isdigit() or (point and not (rest.isascii() and rest.isdigit())):
            raise PydanticCustomError("decimal", "'{value}' is not a number", {"value": str(value)})
        return Decimal(value)
    return value


_SCHEMA: Final = WithJsonSchema({"type": ["number", "string"], "pattern": "^[0-9]+([.][0-9]+)?$"})
Number: TypeAlias = Annotated[Decimal, BeforeValidator(_number), Field(le=1_000_000_000), _SCHEMA]
Level: TypeAlias = Annotated[int, Field(ge=0, le=3), WHOLE]


class FigureStep(Model):
    """A step or a part: its name, and what is to be said of it."""

    label: Line
    text: Line | None = None


class GatedStep(FigureStep):
    """A step of a process; ``gate`` is what has to be so before the next one."""

    gate: Line | None = None


class ProcessFigure(Model):
    """Steps from first to last, with gates."""

    steps: tuple[GatedStep, ...] = Field(min_length=2, max_length=8)


class CycleFigure(Model):
    """Steps that begin again after the last."""

    centre: Line
    steps: tuple[FigureStep, ...] = Field(min_length=3, max_length=8)


class WheelFigure(Model):
    """Parts of one whole."""

    centre: Line
    sectors: tuple[FigureStep, ...] = Field(min_length=3, max_length=8)


class MatrixCell(Model):
    """A field: its text, and how dark it is (0 to 3)."""

    text: Line
    level: Level = 0


class MatrixRow(Model):
    """A row: its name, and a field for each column."""

    label: Line
    cells: tuple[MatrixCell, ...] = Field(min_length=2)


class MatrixFigure(Model):
    """Fields by two properties."""

    across: Line | None = None
    down: Line | None = None
    columns: tuple[Line, ...] = Field(min_length=2, max_length=6)
    rows: tuple[MatrixRow, ...] = Field(min_length=2, max_length=8)


class Stage(Model):
    """A stage of a timeline; bars name it by its key."""

    key: UnitId
    label: Line


class LaneBar(Model):
    """What somebody does, from one stage to another (or in one alone)."""

    from_: UnitId = Field(alias="from")
    to: UnitId | None = None
    text: Line


class TimelineLane(Model):
    """Who does it."""

    label: Line
    bars: tuple[LaneBar, ...] = Field(min_length=1)


class TimelineFigure(Model):
    """Who does what at which stage."""

    stages: tuple[Stage, ...] = Field(min_length=2, max_length=8)
    lanes: tuple[TimelineLane, ...] = Field(min_length=1, max_length=10)


class TreeAnswer(Model):
    """An answer: it leads to an outcome or to the next question."""

    answer: Line
    outcome: Line | None = None
    tone: Literal["go", "care", "stop"] | None = Field(default=None, description="The sign beside the outcome.")
    then: TreeQuestion | None = None

    @model_validator(mode="after")
    def _leads_somewhere(self) -> TreeAnswer:
        if (self.outcome is None) == (self.then is None):
            raise PydanticCustomError("leads", "an answer leads either to an outcome or to a question (then)")
        if self.then is not None and self.tone is not None:
            raise PydanticCustomError("leads", "only an outcome has a tone")
        return self


class TreeQuestion(Model):
    """A question with its answers."""

    question: Line
    answers: tuple[TreeAnswer, ...] = Field(min_length=2, max_length=4)


class MapGroup(Model):
    """Some of those around the centre."""

    label: Line
    members: tuple[Line, ...] = Field(min_length=1, max_length=8)


class MapFigure(Model):
    """Who stands around a centre."""

    centre: Line
    groups: tuple[MapGroup, ...] = Field(min_length=2, max_length=8)


class BarItem(Model):
    """A number with its name."""

    label: Line
    value: Number


class BarsFigure(Model):
    """Numbers side by side. ``of`` says what the names are, ``unit`` what the numbers count."""

    of: Line
    unit: Line
    maximum: Number | None = None
    bars: tuple[BarItem, ...] = Field(min_length=2, max_length=12)


class RadarSeries(Model):
    """One shape: a value for each axis."""

    label: Line
    values: tuple[Number, ...] = Field(min_length=3)


class RadarFigure(Model):
    """Values along several axes. ``of`` says what the axes are."""

    of: Line
    maximum: Number
    axes: tuple[Line, ...] = Field(min_length=3, max_length=10)
    series: tuple[RadarSeries, ...] = Field(min_length=1, max_length=3)


Drawn: TypeAlias = (
    ProcessFigure
    | CycleFigure
    | WheelFigure
    | MatrixFigure
    | TimelineFigure
    | TreeQuestion
    | MapFigure
    | BarsFigure
    | RadarFigure
)
