"""Steps in a row, or in two, with gates between them."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import Final

from press.drawing import Process, Step
from press.write.figures.canvas import LABEL, Canvas, Point, Style

_MOST_IN_ROW: Final = 4
_GAP: Final = 10.0
_PAD: Final = 2.4
_BETWEEN_ROWS: Final = 9.0
_HEAD: Final = Style(LABEL, bold=True, colour="on-brand")
_SAID: Final = Style()
_GATE: Final = Style(bold=True, colour="accent")
_SIGN: Final = 2.1  # half of a gate's sign


@dataclass(frozen=True, slots=True)
class _Heights:
    head: float
    body: float
    gate: float


def process(drawing: Process, canvas: Canvas) -> None:
    """Draw steps as cards with arrows between them; a gate is a diamond on the arrow and its words below the card."""
    count = len(drawing.steps)
    across = count if count <= _MOST_IN_ROW else ceil(count / ceil(count / _MOST_IN_ROW))
    width = (canvas.width - _GAP * (across - 1)) / across
    top = 0.0
    for start in range(0, count, across):
        row = drawing.steps[start : start + across]
        heights = _heights(row, canvas, width)
        bottom = top + heights.head + heights.body
        for place, step in enumerate(row):
            x = place * (width + _GAP)
            _card(step, canvas, (x, top), width, heights)
            if place + 1 < len(row):
                _next(step, canvas, (x + width, top + heights.head / 2))
        top = bottom + heights.gate + _BETWEEN_ROWS
        if start + across < count:
            said = bottom + (heights.gate if row[-1].gate else 0.0)
            _turn(row[-1], canvas, (len(row) - 1) * (width + _GAP) + width / 2, said, top, width / 2)


def _heights(row: tuple[Step, ...], canvas: Canvas, width: float) -> _Heights:
    room = width - 2 * _PAD
    head = max(canvas.high(step.label, room, _HEAD) for step in row) + 2 * _PAD * 0.8
    said = max(canvas.high(step.text, room, _SAID) for step in row)
    gate = max(canvas.high(step.gate, room - 2 * _SIGN - 1.2, _GATE) for step in row)
    return _Heights(head, said + 2 * _PAD if said else 0.0, gate + 3.0 if gate else 0.0)


def _card(step: Step, canvas: Canvas, at: Point, width: float, heights: _Heights) -> None:
    x, y = at
    room = width - 2 * _PAD
    if heights.body:
        canvas.box(x, y, width, heights.head + heights.body, "brand-soft", "line")
    canvas.box(x, y, width, heights.head, "brand")
    canvas.middle(step.label, x + _PAD, y, room, heights.head, _HEAD)
    canvas.text(step.text, x + _PAD, y + heights.head + _PAD, room, _SAID)
    if step.gate:
        below = y + heights.head + heights.body + 1.8
        _gate(canvas, (x + _SIGN + 0.2, below + 1.9))
        canvas.text(step.gate, x + 2 * _SIGN + 1.6, below, room - 2 * _SIGN - 1.2, _GATE)


def _gate(canvas: Canvas, at: Point, size: float = _SIGN * 0.75) -> None:
    x, y = at
    canvas.polygon([(x - size, y), (x, y - size), (x + size, y), (x, y + size)], "accent")


def _next(step: Step, canvas: Canvas, at: Point) -> None:
    x, y = at
    canvas.arrow([(x + 0.6, y), (x + _GAP - 0.6, y)], "brand")
    if step.gate:
        _gate(canvas, (x + _GAP / 2 - 0.8, y), _SIGN)


def _turn(step: Step, canvas: Canvas, x: float, bottom: float, top: float, to: float) -> None:
    """Lead from the last card of a row to the first of the next."""
    half = top - _BETWEEN_ROWS / 2
    canvas.arrow([(x, bottom + 0.6), (x, half), (to, half), (to, top - 0.6)], "brand")
    if step.gate:
        _gate(canvas, ((x + to) / 2, half), _SIGN)
