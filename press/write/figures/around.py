"""Things around a centre, with their words at the sides: cycle, wheel, radar."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin
from typing import Final

from press.drawing import Cycle, Radar, Step, Wheel
from press.write.figures.canvas import LABEL, NAME, SAID, TEXT, Align, Canvas, Point, Style

_GAP: Final = 9.0  # from the circle to the words
_BETWEEN: Final = 3.0  # from one block of words to the next
_CENTRE: Final = Style(LABEL, bold=True, colour="brand", align="center")
_ON_DARK: Final = Style(LABEL, bold=True, colour="on-brand", align="center")
_LEGEND: Final = Style(TEXT)
_SCALE: Final = Style(6.8, colour="muted")
_RINGS: Final = 4
_EDGE: Final = 2.6  # what stands out beyond the circle
# Neighbours differ in lightness by more than 20 (CIE L*), so that they stay apart in greys.
_SECTORS: Final = ("brand", "shade-1")
_ODD_ONE: Final = "shade-2"
_SERIES: Final = (("brand", ""), ("accent", "1.6 .9"), ("signal", ".4 .9"))


@dataclass(frozen=True, slots=True)
class _Round:
    """Places around a centre, counted from the top."""

    centre: Point
    radius: float
    count: int
    turn: float = 0.0  # by how much of a step the first one is past the top

    def angle(self, place: float) -> float:
        return -pi / 2 + 2 * pi * (place + self.turn) / self.count

    def point(self, place: float, radius: float | None = None) -> Point:
        r, angle = self.radius if radius is None else radius, self.angle(place)
        return self.centre[0] + r * cos(angle), self.centre[1] + r * sin(angle)


@dataclass(frozen=True, slots=True)
class _Block:
    """Where the words of one place go: on which side, and how far down."""

    first: bool  # at the side where reading starts
    y: float
    height: float


def cycle(drawing: Cycle, canvas: Canvas) -> None:
    """Draw steps on a ring, from the top in the direction of reading."""
    ring, blocks = _arranged(drawing.steps, canvas, 27.0, _off_the_poles(len(drawing.steps)))
    for place in range(ring.count):
        _arc(canvas, ring, place + 0.13, place + 0.87)
    inner = ring.radius - 7
    x, y = ring.centre
    canvas.middle(drawing.centre, x - inner, y - inner, 2 * inner, 2 * inner, _CENTRE)
    for place, (step, block) in enumerate(zip(drawing.steps, blocks, strict=True)):
        point = ring.point(place)
        _lead(canvas, point, block, ring)
        canvas.disc(point, 2.4, "brand")
        canvas.disc(point, 0.9, "paper")
        _say(canvas, step, block, ring)


def wheel(drawing: Wheel, canvas: Canvas) -> None:
    """Draw parts as sectors of a ring around what they make up."""
    ring, blocks = _arranged(drawing.sectors, canvas, 28.0, 0.5)
    hub = ring.radius * 0.52
    for place, block in enumerate(blocks):
        _lead(canvas, ring.point(place, ring.radius - 1), block, ring)
        odd = place == ring.count - 1 and ring.count % 2
        canvas.shape(_sector(ring, place, hub), _ODD_ONE if odd else _SECTORS[place % 2])
    x, y = ring.centre
    canvas.disc(ring.centre, hub - 1.2, "brand-soft")
    room = 2 * hub - 6
    canvas.middle(drawing.centre, x - room / 2, y - hub, room, 2 * hub, _CENTRE)
    for sector, block in zip(drawing.sectors, blocks, strict=True):
        _say(canvas, sector, block, ring)


def radar(drawing: Radar, canvas: Canvas) -> None:
    """Draw values along axes, one shape for each series, with a key below."""
    steps = tuple(Step(axis) for axis in drawing.axes)
    web, blocks = _arranged(steps, canvas, 34.0, _off_the_poles(len(steps)), gap=4.0)
    for ring in range(1, _RINGS + 1):
        points = [web.point(place, web.radius * ring / _RINGS) for place in range(web.count)]
        canvas.line([*points, points[0]], "line", 0.25)
    for place in range(web.count):
        canvas.line([web.centre, web.point(place)], "line", 0.25)
    for series, (colour, dash) in zip(drawing.series, _SERIES, strict=False):
        points = [web.point(p, web.radius * value / drawing.maximum) for p, value in enumerate(series.values)]
        canvas.stroke(f"M{' '.join(f'{x:.2f},{y:.2f}' for x, y in points)}Z", colour, 0.7, dash)
        for point in points:
            canvas.disc(point, 0.9, colour)
    for step, block in zip(steps, blocks, strict=True):
        _say(canvas, step, block, web, gap=4.0)
    below = canvas.height + 4
    room = canvas.width / max(len(drawing.series), 2)
    for place, (series, (colour, dash)) in enumerate(zip(drawing.series, _SERIES, strict=False)):
        x = place * room
        canvas.line([(x, below + 1.8), (x + 9, below + 1.8)], colour, 0.7, dash)
        canvas.text(series.label, x + 11, below, room - 13, _LEGEND)
    x, y = web.point(0)
    canvas.text(drawing.printed, x + 1.2, y + 0.6, 12, _SCALE)


def _off_the_poles(count: int) -> float:
    """Turn an even number of places by half a step: the words of one right below the centre would stand far from it."""
    return 0.0 if count % 2 else 0.5


def _arranged(
    steps: Sequence[Step], canvas: Canvas, radius: float, turn: float, gap: float = _GAP
) -> tuple[_Round, list[_Block]]:
    """Find the centre and, for the words of each step, a side and a height that no other words take."""
    room = canvas.width / 2 - radius - gap
    heights = [_high(canvas, step, room) for step in steps]
    draft = _Round((canvas.width / 2, 0.0), radius, len(steps), turn)
    sides = [draft.point(place)[0] < canvas.width / 2 - 0.01 for place in range(len(steps))]
    tall = max(sum(h + _BETWEEN for h, s in zip(heights, sides, strict=True) if s == side) for side in (True, False))
    middle = max(radius + _EDGE, (tall - _BETWEEN) / 2)
    ring = _Round((canvas.width / 2, middle), radius, len(steps), turn)
    blocks: dict[int, _Block] = {}
    for side in (True, False):
        places = sorted((p for p in range(len(steps)) if sides[p] == side), key=lambda p: ring.point(p)[1])
        wished = [ring.point(p)[1] - heights[p] / 2 for p in places]
        tops = _apart(wished, [heights[p] for p in places], 2 * middle)
        blocks |= {p: _Block(side, y, heights[p]) for p, y in zip(places, tops, strict=True)}
    canvas.reaches(middle + radius + _EDGE)
    return ring, [blocks[place] for place in range(len(steps))]


def _apart(tops: list[float], heights: list[float], bottom: float) -> list[float]:
    """Move blocks as little as is needed for none to overlap and all to lie between 0 and a bottom."""
    found = list(tops)
    limit = 0.0
    for place, height in enumerate(heights):
        found[place] = max(found[place], limit)
        limit = found[place] + height + _BETWEEN
    limit = bottom
    for place in reversed(range(len(found))):
        found[place] = max(min(found[place], limit - heights[place]), 0.0)
        limit = found[place] - _BETWEEN
    return found


def _high(canvas: Canvas, step: Step, room: float) -> float:
    return canvas.high(step.label, room, NAME) + canvas.high(step.text, room, SAID)


def _say(canvas: Canvas, step: Step, block: _Block, ring: _Round, gap: float = _GAP) -> None:
    room = canvas.width / 2 - ring.radius - gap
    align: Align = "end" if block.first else "start"
    x = 0.0 if block.first else canvas.width - room
    y = canvas.text(step.label, x, block.y, room, Style(NAME.size, bold=True, colour=NAME.colour, align=align))
    canvas.text(step.text, x, y, room, Style(SAID.size, align=align))


def _lead(canvas: Canvas, point: Point, block: _Block, ring: _Round) -> None:
    """Draw a fine line from a place to its words."""
    reach = canvas.width / 2 - ring.radius - _GAP + 1.2
    x = reach if block.first else canvas.width - reach
    y = block.y + min(block.height / 2, 1.9)
    bend = x + 3 if block.first else x - 3
    canvas.line([point, (bend, y), (x, y)], "line", 0.3)


def _arc(canvas: Canvas, ring: _Round, start: float, end: float) -> None:
    """Draw an arrow along the ring."""
    (ax, ay), (bx, by) = ring.point(start), ring.point(end)
    r = ring.radius
    canvas.stroke(f"M{ax:.2f},{ay:.2f}A{r:.2f},{r:.2f} 0 0 1 {bx:.2f},{by:.2f}", "brand", 0.6)
    angle = ring.angle(end)
    ux, uy = -sin(angle), cos(angle)
    tip = (bx + ux * 1.8, by + uy * 1.8)
    canvas.polygon([(bx - uy * 1.2, by + ux * 1.2), tip, (bx + uy * 1.2, by - ux * 1.2)], "brand")


def _sector(ring: _Round, place: int, hub: float) -> str:
    """Return the path of a sector, with a fine gap to its neighbours."""
    start, end = place - 0.5 + 0.012, place + 0.5 - 0.012
    (ax, ay), (bx, by) = ring.point(start), ring.point(end)
    (cx, cy), (dx, dy) = ring.point(end, hub), ring.point(start, hub)
    large, r = int(ring.count < 2), ring.radius
    return (
        f"M{ax:.2f},{ay:.2f}A{r:.2f},{r:.2f} 0 {large} 1 {bx:.2f},{by:.2f}"
        f"L{cx:.2f},{cy:.2f}A{hub:.2f},{hub:.2f} 0 {large} 0 {dx:.2f},{dy:.2f}Z"
    )
