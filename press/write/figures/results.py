"""Results of returns: a place in a matrix, values of many on one scale, answers as parts of a whole."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Final

from press.drawing import Placed, Share, Shares, Spread, SpreadRow
from press.write.figures.canvas import LABEL, NAME, TEXT, Canvas, Point, Style
from press.write.figures.grids import LEVELS, Field, matrix

_AXIS: Final = Style(TEXT, colour="muted", bold=True)
_END: Final = Style(6.8, colour="muted")
_LAST: Final = Style(6.8, colour="muted", align="end")
_AMOUNT: Final = Style(LABEL, bold=True, colour="brand")
_KEY: Final = Style(TEXT)
_PAD: Final = 2.0
_NAMES: Final = 0.32  # of the width, for the names of rows
_QUARTERS: Final = 4
_DOT: Final = 1.15
_MARK: Final = 1.7
_BAR: Final = 5.2
_NUMBER: Final = Style(TEXT, bold=True, align="center")


def placed(drawing: Placed, canvas: Canvas) -> None:
    """Draw a matrix with a frame around each place in it; a key below says what they are.

    The last is framed in full and has a filled disc, others are dashed and have an empty one: both are seen in grey.
    """
    fields = matrix(drawing.matrix, canvas)
    discs = [_disc_of(fields[mark.row, mark.column]) for mark in drawing.marks]
    last = len(drawing.marks) - 1
    for place, mark in enumerate(drawing.marks):
        _frame(canvas, fields[mark.row, mark.column], "" if place == last else "1.4 .9")
    y = canvas.height + 3
    for place, (mark, disc) in enumerate(zip(drawing.marks, discs, strict=True)):
        canvas.disc(disc, _MARK, "highlight" if place == last else "paper", "ink")
        high = canvas.high(mark.label, canvas.width - 8, _KEY)
        canvas.disc((2.2, y + high / 2), _MARK, "highlight" if place == last else "paper", "ink")
        canvas.text(mark.label, 6, y, canvas.width - 8, _KEY)
        y = canvas.reaches(y + high + 1.4)


def _disc_of(field: Field) -> Point:
    return field.x + field.width - 3.4, field.y + 3.2


def _frame(canvas: Canvas, field: Field, dash: str) -> None:
    x, y, right, bottom = field.x + 0.3, field.y + 0.3, field.x + field.width - 0.3, field.y + field.height - 0.3
    canvas.stroke(f"M{x:.2f},{y:.2f} {right:.2f},{y:.2f} {right:.2f},{bottom:.2f} {x:.2f},{bottom:.2f}Z", "paper", 1.8)
    canvas.stroke(
        f"M{x:.2f},{y:.2f} {right:.2f},{y:.2f} {right:.2f},{bottom:.2f} {x:.2f},{bottom:.2f}Z", "ink", 0.9, dash
    )


def spread(drawing: Spread, canvas: Canvas) -> None:
    """Draw a dot for each value, a band from the lowest to the highest, and a stroke at the middle one."""
    names, numbers = canvas.width * _NAMES, max(_wide(canvas, row.printed) for row in drawing.rows) + 4
    room = canvas.width - names - numbers
    y = canvas.text(drawing.unit, names, 0, room, _AXIS) + 0.6
    canvas.text(drawing.ends[0], names, y, room / 2, _END)
    top = canvas.text(drawing.ends[1], names + room / 2, y, room / 2, _LAST) + 0.8
    y = top + 0.8
    for row in drawing.rows:
        y = _spread_row(row, canvas, y, names, room, numbers, drawing.maximum)
    for quarter in range(_QUARTERS + 1):
        x = names + room * quarter / _QUARTERS
        canvas.behind([(x, top), (x, y)], "line", 0.25, "" if quarter in (0, _QUARTERS) else ".5 .8")
    y = canvas.reaches(y) + 2.6
    canvas.disc((names + 1.2, y + 1.8), _DOT, "brand", "paper")
    x = names + 5
    canvas.text(drawing.key[0], x, y, room / 2 - 6, _KEY)
    middle = names + room / 2
    canvas.line([(middle, y - 0.1), (middle, y + 3.7)], "signal", 1.1)
    canvas.text(drawing.key[1], middle + 3, y, canvas.width - middle - 3, _KEY)


def _spread_row(
    row: SpreadRow, canvas: Canvas, y: float, names: float, room: float, numbers: float, maximum: float
) -> float:
    piles = Counter(row.dots)
    step = min(2.1, 14 / max(piles.values(), default=1))
    high = max(canvas.high(row.label, names - _PAD, NAME), step * (max(piles.values(), default=1) - 1) + 5.6)
    canvas.middle(row.label, 0, y, names - _PAD, high, NAME)

    def at(value: float) -> float:
        return names + room * value / maximum

    middle = y + high / 2
    canvas.box(at(row.low) - 1.6, middle - 1.7, at(row.high) - at(row.low) + 3.2, 3.4, "on-brand-muted", corner=1.7)
    beyond = step * (piles.get(row.middle, 1) - 1) / 2 + 2.6  # what dots lie on is seen above and below them
    canvas.line([(at(row.middle), middle - beyond), (at(row.middle), middle + beyond)], "signal", 1.1)
    for value, count in sorted(piles.items()):
        for place in range(count):
            canvas.disc((at(value), middle + (place - (count - 1) / 2) * step), _DOT, "brand", "paper")
    canvas.middle(row.printed, names + room + 3, y, numbers - 3, high, _AMOUNT)
    return canvas.reaches(y + high) + 1


def _wide(canvas: Canvas, text: str) -> float:
    return canvas.ruler.width(text, LABEL, bold=True)


def shares(drawing: Shares, canvas: Canvas) -> None:
    """Draw each whole as one bar of its parts, which are darker from one to the next; the rest is empty."""
    names = max(_wide(canvas, whole.label) for whole in drawing.wholes) + 4
    room = canvas.width - names
    y = canvas.text(drawing.unit, names, 0, room, _AXIS) + 1.4
    y = _keys(drawing, canvas, y, names, room)
    for whole in drawing.wholes:
        _share(whole, canvas, y, names, room)
        y = canvas.reaches(y + _BAR) + 1.1


def _keys(drawing: Shares, canvas: Canvas, y: float, names: float, room: float) -> float:
    """Set the key above the bars, from left to right, in as many lines as it takes."""
    x, lines = names, y
    for place, key in enumerate((*drawing.keys, drawing.rest)):
        wide = canvas.ruler.width(key, TEXT) + 1
        if x > names and x + 5 + wide > names + room:
            x, lines = names, lines + 4.6
        _piece(canvas, x, lines + 0.3, 3.2, 3.2, place, len(drawing.keys))
        canvas.text(key, x + 4.6, lines, min(wide, room - 5), _KEY)
        x += wide + 9
    return lines + 6.2


def _share(whole: Share, canvas: Canvas, y: float, names: float, room: float) -> None:
    canvas.middle(whole.label, 0, y, names - _PAD, _BAR, NAME)
    x, rest = names, len(whole.parts) - 1
    for place, (part, width) in enumerate(zip(whole.parts, _widths(whole, canvas, room), strict=True)):
        if width:
            _piece(canvas, x, y, width, _BAR, place, rest)
            colour = "ink" if place == rest else LEVELS[place][1]
            canvas.middle(part.printed, x, y, width, _BAR, replace(_NUMBER, colour=colour))
        x += width


def _widths(whole: Share, canvas: Canvas, room: float) -> list[float]:
    """Return how wide the parts are: as their values are, but none too narrow for its number."""
    least = [canvas.ruler.width(part.printed, _NUMBER.size, bold=True) + 0.6 for part in whole.parts]
    narrow: set[int] = set()
    while True:
        wide = [place for place, part in enumerate(whole.parts) if part.value and place not in narrow]
        left, total = room - sum(least[place] for place in narrow), sum(whole.parts[place].value for place in wide)
        more = {place for place in wide if left * whole.parts[place].value / total < least[place]}
        if not more:
            break
        narrow |= more
    return [
        least[place] if place in narrow else left * part.value / total if part.value else 0.0
        for place, part in enumerate(whole.parts)
    ]


def _piece(canvas: Canvas, x: float, y: float, width: float, high: float, place: int, rest: int) -> None:
    fill = "paper" if place == rest else LEVELS[place][0]
    canvas.box(x + 0.15, y, width - 0.3, high, fill, "muted" if place == rest or not place else "", corner=0.0)
