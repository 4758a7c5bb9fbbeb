"""Who stands around a centre: groups at both sides of it."""

from __future__ import annotations

from typing import Final

from press.drawing import Group, Map
from press.write.figures.canvas import LABEL, SAID, Canvas, Style

_CENTRE: Final = Style(LABEL + 0.6, bold=True, colour="on-brand", align="center")
_HEAD: Final = Style(LABEL, bold=True, colour="brand")
_RADIUS: Final = 16.0
_GAP: Final = 9.0
_PAD: Final = 2.4
_BETWEEN: Final = 3.2
_DOT: Final = 3.0


def groups(drawing: Map, canvas: Canvas) -> None:
    """Draw the centre, and groups as cards beside it: the first at the side where reading starts, the next across."""
    width = canvas.width / 2 - _RADIUS - _GAP
    tall = [_high(group, canvas, width) for group in drawing.groups]
    sides = [[p for p in range(len(tall)) if p % 2 == side] for side in (0, 1)]
    totals = [sum(tall[p] for p in places) + _BETWEEN * (len(places) - 1) for places in sides]
    middle = max(*totals, 2 * _RADIUS) / 2
    centre = (canvas.width / 2, middle)
    tops: dict[int, float] = {}
    for places, total in zip(sides, totals, strict=True):
        y = middle - total / 2
        for place in places:
            tops[place] = y
            y += tall[place] + _BETWEEN
    for place in tops:
        near = width if place % 2 == 0 else canvas.width - width
        canvas.line([(near, tops[place] + tall[place] / 2), centre], "brand", 0.4)
    canvas.disc(centre, _RADIUS, "brand")
    room = 2 * _RADIUS - 6
    canvas.middle(drawing.centre, centre[0] - room / 2, middle - _RADIUS, room, 2 * _RADIUS, _CENTRE)
    for place, group in enumerate(drawing.groups):
        x = 0.0 if place % 2 == 0 else canvas.width - width
        _card(group, canvas, x, tops[place], width, tall[place])


def _high(group: Group, canvas: Canvas, width: float) -> float:
    room = width - 2 * _PAD
    members = sum(canvas.high(member, room - _DOT, SAID) + 0.6 for member in group.members)
    return canvas.high(group.label, room, _HEAD) + members + 2 * _PAD + 0.6


def _card(group: Group, canvas: Canvas, x: float, y: float, width: float, high: float) -> None:
    room = width - 2 * _PAD
    canvas.box(x, y, width, high, "brand-soft", "line")
    y = canvas.text(group.label, x + _PAD, y + _PAD, room, _HEAD) + 0.6
    for member in group.members:
        canvas.disc((x + _PAD + 0.9, y + 1.85), 0.5, "accent")
        y = canvas.text(member, x + _PAD + _DOT, y, room - _DOT, SAID) + 0.6
