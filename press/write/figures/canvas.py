"""Where drawings are put together: shapes and labels in millimetres, from the edge where reading starts.

Labels are not part of the shapes: they are text over them, set by the layout engine, which joins and orders letters of
every script. In a document from right to left the shapes are mirrored, and labels count from the other edge.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import hypot
from typing import Final, Literal, TypeAlias

from press.design import Design
from press.write.figures.ruler import Ruler

Align = Literal["start", "center", "end"]
Point: TypeAlias = tuple[float, float]

LABEL: Final = 8.6  # points: names
TEXT: Final = 7.8  # points: what is said of them
_ARROW: Final = 2.2  # millimetres


class TooLongError(Exception):
    """A word is wider than its place in a drawing."""


@dataclass(frozen=True, slots=True)
class Label:
    """Lines of text at a place: ``x`` from the edge where reading starts, ``y`` from the top."""

    lines: tuple[str, ...]
    x: float
    y: float
    width: float
    size: float
    bold: bool
    colour: str
    align: Align


@dataclass(frozen=True, slots=True)
class Style:
    """How a label is set: size in points, weight, colour by its name in the palette, and alignment."""

    size: float = TEXT
    bold: bool = False
    colour: str = "ink"
    align: Align = "start"


NAME: Final = Style(LABEL, bold=True, colour="brand")
SAID: Final = Style()


@dataclass(slots=True)
class Canvas:
    """A drawing in the making, of a given width."""

    design: Design
    ruler: Ruler
    width: float
    mirrored: bool = False  # for signs that are never mirrored, such as ticks
    height: float = 0.0
    shapes: list[str] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)

    # Text -------------------------------------------------------------------

    def high(self, text: str, room: float, style: Style = SAID) -> float:
        """Return how high a text is in a room."""
        return self.ruler.height(len(self._lines(text, room, style)), style.size) if text else 0.0

    def text(self, text: str, x: float, y: float, room: float, style: Style = SAID) -> float:
        """Set a text with its top at ``y`` and return where it ends. Raises TooLongError."""
        if not text:
            return y
        lines = self._lines(text, room, style)
        align = style.align
        self.labels.append(Label(lines, x, y, room, style.size, style.bold, style.colour, align))
        return self.reaches(y + self.ruler.height(len(lines), style.size))

    def middle(self, text: str, x: float, y: float, room: float, high: float, style: Style = SAID) -> None:
        """Set a text in the middle of a height."""
        self.text(text, x, y + (high - self.high(text, room, style)) / 2, room, style)

    def _lines(self, text: str, room: float, style: Style) -> tuple[str, ...]:
        lines = self.ruler.lines(text, room, style.size, bold=style.bold)
        for line in lines:
            if self.ruler.width(line, style.size, bold=style.bold) > room:
                raise TooLongError(line)
        return lines

    def reaches(self, y: float) -> float:
        """Make the drawing reach at least so far down; return it."""
        self.height = max(self.height, y)
        return y

    # Shapes -----------------------------------------------------------------

    def box(
        self, x: float, y: float, width: float, height: float, fill: str, line: str = "", corner: float = 0.8
    ) -> None:
        """Draw a rectangle."""
        self.reaches(y + height)
        outline = f' stroke="{self._ink(line)}" stroke-width=".25"' if line else ""
        self.shapes.append(
            f'<rect x="{x:.2f}" y="{y:.2f}" width="{width:.2f}" height="{height:.2f}" rx="{corner}"'
            f' fill="{self._ink(fill)}"{outline}/>'
        )

    def disc(self, centre: Point, radius: float, fill: str, line: str = "") -> None:
        """Draw a circle."""
        outline = f' stroke="{self._ink(line)}" stroke-width=".35"' if line else ""
        x, y = centre
        self.reaches(y + radius)
        self.shapes.append(f'<circle cx="{x:.2f}" cy="{y:.2f}" r="{radius:.2f}" fill="{self._ink(fill)}"{outline}/>')

    def shape(self, path: str, fill: str) -> None:
        """Fill a path, given as SVG path data."""
        self.shapes.append(f'<path d="{path}" fill="{self._ink(fill)}"/>')

    def polygon(self, points: Iterable[Point], fill: str) -> None:
        """Fill a polygon."""
        self.shape(f"M{' '.join(f'{x:.2f},{y:.2f}' for x, y in points)}Z", fill)

    def stroke(self, path: str, colour: str, width: float = 0.35, dash: str = "") -> None:
        """Draw along a path, given as SVG path data."""
        dashed = f' stroke-dasharray="{dash}"' if dash else ""
        self.shapes.append(
            f'<path d="{path}" fill="none" stroke="{self._ink(colour)}" stroke-width="{width}"{dashed}/>'
        )

    def line(self, points: Sequence[Point], colour: str, width: float = 0.35, dash: str = "") -> None:
        """Draw a line through points."""
        self.stroke(f"M{' '.join(f'{x:.2f},{y:.2f}' for x, y in points)}", colour, width, dash)

    def behind(self, points: Sequence[Point], colour: str, width: float, dash: str) -> None:
        """Draw a line behind everything that is there."""
        self.line(points, colour, width, dash)
        self.shapes.insert(0, self.shapes.pop())

    def arrow(self, points: Sequence[Point], colour: str, width: float = 0.45) -> None:
        """Draw a line through points that ends in a head."""
        (ax, ay), (bx, by) = points[-2:]
        length = hypot(bx - ax, by - ay)
        ux, uy = (bx - ax) / length, (by - ay) / length
        back = (bx - ux * _ARROW, by - uy * _ARROW)
        half = _ARROW * 0.42
        self.line([*points[:-1], (back[0] + ux * 0.2, back[1] + uy * 0.2)], colour, width)
        wings = [(back[0] - uy * half, back[1] + ux * half), (bx, by), (back[0] + uy * half, back[1] - ux * half)]
        self.polygon(wings, colour)

    def _ink(self, name: str) -> str:
        return self.design.palette[name]
