"""Things in rows: matrix, timeline by lane, bars."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from press.drawing import Bars, Lane, Matrix, Row, Timeline
from press.write.figures.canvas import LABEL, NAME, TEXT, Canvas, Style

# Fill and ink by level: each fill is darker than the one before by more than 20 (CIE L*).
LEVELS: Final = (("brand-soft", "ink"), ("shade-1", "ink"), ("shade-2", "on-brand"), ("brand", "on-brand"))
_PAD: Final = 2.0
_AXIS: Final = Style(TEXT, colour="muted", bold=True)
_HEAD: Final = Style(LABEL, bold=True, colour="brand", align="center")
_STAGE: Final = Style(LABEL, bold=True, colour="on-brand", align="center")
_ON_BAR: Final = Style(TEXT, colour="ink")
_AMOUNT: Final = Style(LABEL, bold=True, colour="brand")
_NAME_SHARE: Final = 0.22  # of the width, for the names of rows


@dataclass(frozen=True, slots=True)
class Field:
    """Where a field of a matrix stands."""

    x: float
    y: float
    width: float
    height: float


def matrix(drawing: Matrix, canvas: Canvas) -> Mapping[tuple[int, int], Field]:
    """Draw fields shaded by their level, with the names of columns above and of rows beside them.

    Returns where the fields stand, by row and column.
    """
    names = canvas.width * _NAME_SHARE
    width = (canvas.width - names) / len(drawing.columns)
    y = canvas.text(
        drawing.across, names, 0, canvas.width - names, Style(TEXT, bold=True, colour="muted", align="center")
    )
    y = max(y + 0.8 if drawing.across else 0.0, 0.0)
    high = max(canvas.high(name, width - _PAD, _HEAD) for name in drawing.columns)
    title = canvas.high(drawing.down, names - _PAD, _AXIS)
    high = max(high, title)
    canvas.text(drawing.down, 0, y + high - title, names - _PAD, _AXIS)
    for column, name in enumerate(drawing.columns):
        top = y + high - canvas.high(name, width - _PAD, _HEAD)
        canvas.text(name, names + column * width + _PAD / 2, top, width - _PAD, _HEAD)
    y += high + 1.6
    fields: dict[tuple[int, int], Field] = {}
    for place, row in enumerate(drawing.rows):
        bottom = _fields(row, canvas, y, names, width)
        fields |= {(place, at): Field(names + at * width, y, width, bottom - y) for at in range(len(row.cells))}
        y = bottom
    return fields


def _fields(row: Row, canvas: Canvas, y: float, names: float, width: float) -> float:
    room = width - 2 * _PAD
    styles = [Style(TEXT, colour=LEVELS[cell.level][1], align="center", bold=cell.level > 1) for cell in row.cells]
    tall = [canvas.high(cell.text, room, style) for cell, style in zip(row.cells, styles, strict=True)]
    high = max(*tall, canvas.high(row.label, names - _PAD, NAME)) + 2 * _PAD
    canvas.middle(row.label, 0, y, names - _PAD, high, NAME)
    for column, (cell, style) in enumerate(zip(row.cells, styles, strict=True)):
        x = names + column * width
        canvas.box(x + 0.3, y + 0.3, width - 0.6, high - 0.6, LEVELS[cell.level][0])
        canvas.middle(cell.text, x + _PAD, y, room, high, style)
    return canvas.reaches(y + high)


def timeline(drawing: Timeline, canvas: Canvas) -> None:
    """Draw stages as columns and lanes as rows; what is done reaches from its first stage to its last."""
    names = canvas.width * _NAME_SHARE
    width = (canvas.width - names) / len(drawing.stages)
    high = max(canvas.high(stage, width - 5, _STAGE) for stage in drawing.stages) + 2 * _PAD
    for place, stage in enumerate(drawing.stages):
        x, tip = names + place * width, 2.4
        far = x + width - (0.8 if place + 1 < len(drawing.stages) else tip)
        points = [(x, 0.0), (far, 0.0), (far + tip, high / 2), (far, high), (x, high)]
        canvas.polygon(points if place == 0 else [*points, (x + tip, high / 2)], "brand")
        canvas.middle(stage, x + 2.5, 0, width - 5, high, _STAGE)
    y = canvas.reaches(high) + 2
    for lane in drawing.lanes:
        y = _lane(lane, canvas, y, names, width)
    for place in range(1, len(drawing.stages)):
        x = names + place * width
        canvas.behind([(x, high + 1), (x, y)], "line", 0.2, ".6 .8")


def _lane(lane: Lane, canvas: Canvas, y: float, names: float, width: float) -> float:
    """Draw what one actor does; what happens at the same time stands one below the other."""
    ends: list[int] = []  # the last stage taken in each row of the lane
    rows: list[int] = []
    for bar in lane.bars:
        row = next((r for r, end in enumerate(ends) if end < bar.first), len(ends))
        ends[row:] = [bar.last] if row == len(ends) else [bar.last, *ends[row + 1 :]]
        rows.append(row)
    rooms = [(bar.last - bar.first + 1) * width - 2 * _PAD - 1 for bar in lane.bars]
    tall = [canvas.high(bar.text, room, _ON_BAR) + 2.4 for bar, room in zip(lane.bars, rooms, strict=True)]
    highs = [max(t for t, r in zip(tall, rows, strict=True) if r == row) for row in range(len(ends))]
    total = max(sum(highs) + 1.2 * (len(highs) - 1), canvas.high(lane.label, names - _PAD, NAME))
    canvas.middle(lane.label, 0, y + 1.2, names - _PAD, total, NAME)
    for bar, row, room in zip(lane.bars, rows, rooms, strict=True):
        top = y + 1.2 + sum(highs[:row]) + 1.2 * row
        x = names + bar.first * width + 0.5
        canvas.box(x, top, room + 2 * _PAD, highs[row], "accent-soft", "accent")
        canvas.box(x, top, 1.1, highs[row], "accent", corner=0.4)
        canvas.middle(bar.text, x + _PAD + 0.4, top, room - 0.4, highs[row], _ON_BAR)
    bottom = y + total + 2.4
    canvas.line([(0, bottom), (canvas.width, bottom)], "line", 0.25)
    return canvas.reaches(bottom)


def bars(drawing: Bars, canvas: Canvas) -> None:
    """Draw numbers as bars of the same scale, each with its number at its end."""
    names = canvas.width * 0.32
    numbers = max(canvas.ruler.width(bar.printed, LABEL, bold=True) for bar in drawing.bars) + 4
    longest = canvas.width - names - numbers
    y = canvas.text(drawing.unit, names, 0, longest, _AXIS) + 1.6
    top = y
    for bar in drawing.bars:
        high = max(canvas.high(bar.label, names - _PAD, NAME), 5.2)
        canvas.middle(bar.label, 0, y, names - _PAD, high, NAME)
        length = longest * bar.value / drawing.maximum
        if length:
            canvas.box(names, y + high / 2 - 2.1, length, 4.2, "shade-2", corner=0.0)
        canvas.middle(bar.printed, names + length + 1.6, y, numbers - 1.6, high, _AMOUNT)
        y = canvas.reaches(y + high) + 1.8
    canvas.line([(names, top - 0.6), (names, y - 1.2)], "brand", 0.45)
    canvas.reaches(y - 1.2)
