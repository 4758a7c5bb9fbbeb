"""Boxes -> lines, and what the lines say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from press.prove import bidi
from press.prove.pdf_leaf import Box
from press.prove.pdf_text import Run
from press.prove.words import bare, fold, is_right_to_left

_SAME_LINE: Final = 0.6  # of the size of the letters


@dataclass(frozen=True, slots=True)
class Difference:
    """Where an expected text and what is shown part: after so many characters that are no white space."""

    at: int
    order: bool = False  # the same words, in another order on the line


@dataclass(slots=True)
class Line:
    """The pieces of a line in reading order; None stands for a space that was not drawn."""

    page: int
    y: float
    size: float
    runs: list[Run | None]


def size(boxes: Sequence[Box]) -> int:
    """Return how many characters that are no white space boxes show."""
    return len(bare(fold("".join(box.text for box in boxes))))


def logical(boxes: Sequence[Box], base: bidi.Base) -> str:
    """Return what boxes say, in logical order as well as it can be told."""
    lines = []
    for line in lines_of(boxes):
        text = "".join(run.text() if run else " " for run in line.runs)
        lines.append(bidi.roughly(glyphs_of(line), base) if base == "R" or is_right_to_left(text) else text.strip())
    return fold("\n".join(lines))


def lines_of(boxes: Sequence[Box]) -> Iterator[Line]:
    """Yield the lines on which boxes stand."""
    line: Line | None = None
    for box in boxes:
        if not box.runs and line:
            line.runs.append(None)
        for run in box.runs:
            if line and box.page == line.page and abs(run.y - line.y) <= _SAME_LINE * max(run.size, line.size):
                line.runs.append(run)
                if run.size > line.size:
                    line.y, line.size = run.y, run.size
            else:
                if line:
                    yield line
                line = Line(box.page, run.y, run.size, [run])
    if line:
        yield line


def joined(line: Line) -> str:
    """Return the text of a line that runs from left to right."""
    text, gap = "", False
    for run in line.runs:
        piece = run.text() if run else ""
        if gap and piece and not piece[0].isspace() and not text[-1:].isspace():
            text += " "
        text += piece
        gap = run is None or (gap and not piece)
    return text.strip()


def glyphs_of(line: Line) -> Iterator[str]:
    """Yield the glyphs of a line from left to right."""
    pieces: list[tuple[float, int, list[str]]] = []
    for number, run in enumerate(line.runs):
        if run:
            pieces.append((run.x, number, list(run.glyphs())))
        elif pieces:
            pieces.append((pieces[-1][0] - 0.01, number, [" "]))
    return (glyph for _, _, piece in sorted(pieces) for glyph in piece)
