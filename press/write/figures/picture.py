"""A drawing as XHTML: shapes in SVG, and over them the labels, as text of the page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any, Final

from press import drawing as d
from press.design import Design
from press.document import Document
from press.fonts import Fonts
from press.problem import ContentError, Problem
from press.write.figures.around import cycle, radar, wheel
from press.write.figures.canvas import Canvas, Label, TooLongError
from press.write.figures.grids import bars, matrix, timeline
from press.write.figures.groups import groups
from press.write.figures.process import process
from press.write.figures.results import placed, shares, spread
from press.write.figures.ruler import make_ruler
from press.write.figures.tree import tree

_ARRANGE: Final[Mapping[type, Callable[[Any, Canvas], object]]] = {
    d.Process: process,
    d.Cycle: cycle,
    d.Wheel: wheel,
    d.Matrix: matrix,
    d.Timeline: timeline,
    d.Tree: tree,
    d.Map: groups,
    d.Bars: bars,
    d.Radar: radar,
    d.Placed: placed,
    d.Spread: spread,
    d.Shares: shares,
}
FIGURE: Final = "\ue012"  # begins the title of shapes that are a figure together with the labels over them
HIGHEST: Final = 215.0  # millimetres: what a page holds beside a caption


@dataclass(frozen=True, slots=True)
class Drawn:
    """A drawing put together: its size in millimetres, its shapes as SVG, its labels."""

    width: float
    height: float
    shapes: str
    labels: tuple[Label, ...]
    scale: float  # of type, by script
    mirrored: bool


def draw(drawing: d.Drawing, design: Design, fonts: Fonts, document: Document, where: str) -> Drawn:
    """Put a drawing together as wide as a line, for the script and direction of a document.

    Raises ContentError (W510), naming ``where``, when a text has no room.
    """
    ruler = make_ruler(design, fonts, document.language)
    canvas = Canvas(design, ruler, design.line, mirrored=document.direction == "rtl")
    try:
        _ARRANGE[type(drawing)](drawing, canvas)
    except TooLongError as error:
        message = f"“{error}” is too long for its place in the figure"
        raise ContentError([Problem("W510", where, message, "use a shorter word, or fewer parts")]) from None
    if canvas.height > HIGHEST:
        message = f"the figure would be {canvas.height:.0f} mm high; a page holds {HIGHEST:.0f} mm"
        raise ContentError([Problem("W510", where, message, "shorten its texts, or make two figures of it")])
    shapes = "".join(canvas.shapes)
    return Drawn(canvas.width, canvas.height, shapes, tuple(canvas.labels), ruler.scale, canvas.mirrored)


def markup(drawn: Drawn, alternative: str, design: Design) -> str:
    """Return a drawing as XHTML."""
    w, h = drawn.width, drawn.height
    flip = f' transform="matrix(-1 0 0 1 {w:.2f} 0)"' if drawn.mirrored else ""
    shapes = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{w:.2f}mm" height="{h:.2f}mm" viewBox="0 0 {w:.2f} {h:.2f}">'
        f"<title>{escape(alternative)}</title><g{flip}>{drawn.shapes}</g></svg>"
    )
    labels = "".join(_label(label, design, drawn.scale) for label in drawn.labels)
    return f'<div class="drawing" style="width: {w:.2f}mm; height: {h:.2f}mm">{shapes}{labels}</div>'


def _label(label: Label, design: Design, scale: float) -> str:
    weight = " font-weight: 600;" if label.bold else ""
    lines = "<br/>".join(map(escape, label.lines))
    return (
        f'<p style="inset-inline-start: {label.x:.2f}mm; inset-block-start: {label.y:.2f}mm;'
        f" width: {label.width:.2f}mm;"
        f" font-size: {label.size * scale:.2f}pt;{weight} color: {design.palette[label.colour]};"
        f' text-align: {label.align}">{lines}</p>'
    )
