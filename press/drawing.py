"""Figures as data: what a drawing says, in one class for each kind.

Every text in these classes is shown, in the order of the fields; numbers say how it is drawn. Whoever needs the words
of a drawing walks over its fields and needs to know no kind.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import Literal, TypeAlias

Tone = Literal["go", "care", "stop"]


@dataclass(frozen=True, slots=True)
class Step:
    """A step; ``gate`` is what has to be so before the next one."""

    label: str
    text: str = ""
    gate: str = ""


@dataclass(frozen=True, slots=True)
class Process:
    """Steps from first to last, with gates between them."""

    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Cycle:
    """Steps that begin again after the last, around what they serve."""

    centre: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Wheel:
    """Parts of one whole, without an order of rank."""

    centre: str
    sectors: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A field of a matrix, shaded by ``level``: 0 is the lightest, 3 the darkest."""

    text: str
    level: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a matrix."""

    label: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Fields by two properties, whose names are the titles of the axes."""

    across: str
    down: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """What somebody does in a lane, from one stage to another, counted from 0."""

    text: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Lane:
    """The row of one actor."""

    label: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """Who does what at which stage."""

    stages: tuple[str, ...]
    lanes: tuple[Lane, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer, and where it leads: to an outcome or to the next question."""

    label: str
    outcome: str = ""
    tone: Tone = "care"
    then: Question | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """A question of a tree of decisions."""

    text: str
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Tree:
    """Questions that lead to outcomes."""

    question: Question


@dataclass(frozen=True, slots=True)
class Group:
    """Some of those around a centre, under one name."""

    label: str
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Map:
    """Who stands around a centre."""

    centre: str
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its name, and as it is printed."""

    label: str
    printed: str
    value: float


@dataclass(frozen=True, slots=True)
class Bars:
    """Numbers side by side, up to ``maximum``; ``unit`` is what they count."""

    unit: str
    bars: tuple[Amount, ...]
    maximum: float


@dataclass(frozen=True, slots=True)
class Series:
    """One shape of a radar: a value for each axis."""

    label: str
    values: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Radar:
    """Values along several axes, from 0 in the centre to ``maximum``, which stands there as ``printed``."""

    axes: tuple[str, ...]
    series: tuple[Series, ...]
    maximum: float
    printed: str


@dataclass(frozen=True, slots=True)
class Mark:
    """What stands in a field of a matrix: a place that was found, by row and column from 0."""

    label: str
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Placed:
    """A matrix with places in it, from the first to where it ended, which is the last."""

    matrix: Matrix
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class SpreadRow:
    """Where several have one value each: their lowest, middle and highest, and each by itself."""

    label: str
    printed: str
    low: float
    middle: float
    high: float
    dots: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Spread:
    """Values of many on one scale, from 0 to ``maximum``; ``key`` says what a dot is, and what the middle."""

    unit: str
    ends: tuple[str, str]
    rows: tuple[SpreadRow, ...]
    key: tuple[str, str]
    maximum: float


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a whole, with its number as it is printed; nothing is printed of an empty one."""

    printed: str
    value: float


@dataclass(frozen=True, slots=True)
class Share:
    """One whole, in parts."""

    label: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Shares:
    """Wholes of the same parts, one below the other; ``keys`` are what the parts are called, at most 4 and a rest."""

    unit: str
    keys: tuple[str, ...]
    rest: str
    wholes: tuple[Share, ...]


Drawing: TypeAlias = (
    Process | Cycle | Wheel | Matrix | Timeline | Tree | Map | Bars | Radar | Placed | Spread | Shares
)  # fmt: skip

_UNSAID = frozenset(("tone",))  # a text that says how something is drawn


def words(drawing: object) -> Iterator[str]:
    """Yield every text that a drawing shows, in reading order."""
    if isinstance(drawing, tuple):
        for item in drawing:
            yield from words(item)
    elif isinstance(drawing, str):
        if drawing:
            yield drawing
    elif is_dataclass(drawing):
        for field in fields(drawing):
            if field.name not in _UNSAID:
                yield from words(getattr(drawing, field.name))
