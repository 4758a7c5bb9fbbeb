"""How wide text is, and where its lines break: the advance widths of the fonts that draw it.

Letters that join are narrower joined than alone, and kerning mostly draws letters together, so that a text is never
wider than what is measured here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final
from unicodedata import combining

from fontTools.ttLib import TTFont

from press.design import Design, script_of
from press.fonts import Fonts

MM_PER_POINT: Final = 25.4 / 72
LEADING: Final = 1.32


@dataclass(frozen=True, slots=True)
class Ruler:
    """Measures text in the display font of a script; lengths are millimetres, sizes points."""

    faces: tuple[tuple[Path, ...], tuple[Path, ...]]  # regular and semi-bold, the script's own family first
    scale: float

    def width(self, text: str, size: float, *, bold: bool = False) -> float:
        """Return how wide a text is on one line."""
        faces = self.faces[bold]
        return sum(_advance(faces, character) for character in text) * size * self.scale * MM_PER_POINT

    def lines(self, text: str, room: float, size: float, *, bold: bool = False) -> tuple[str, ...]:
        """Break a text at its spaces into lines that fit a room; a word that is wider stands alone."""
        lines: list[str] = []
        for word in text.split(" "):
            longer = f"{lines[-1]} {word}" if lines else word
            if lines and self.width(longer, size, bold=bold) <= room:
                lines[-1] = longer
            else:
                lines.append(word)
        return tuple(lines)

    def height(self, lines: int, size: float) -> float:
        """Return how high lines are."""
        return lines * size * self.scale * LEADING * MM_PER_POINT


def make_ruler(design: Design, fonts: Fonts, language: str) -> Ruler:
    """Return the ruler for a language's script."""
    script = script_of(language)
    families = [design.fonts[script].display, *(f.display for name, f in design.fonts.items() if name != script)]
    regular, bold = (
        tuple(fonts.files[family, weight, "normal"] for family in dict.fromkeys(families)) for weight in (400, 600)
    )
    return Ruler((regular, bold), design.fonts[script].scale)


def _advance(faces: tuple[Path, ...], character: str) -> float:
    """Return the advance of a character in ems; the engine takes the first font that has it."""
    if combining(character):
        return 0.0
    return next((widths[character] for face in faces if character in (widths := _widths(face))), 1.0)


@cache
def _widths(face: Path) -> Mapping[str, float]:
    with TTFont(face, lazy=True) as font:
        units, metrics = font["head"].unitsPerEm, font["hmtx"].metrics
        return {chr(code): metrics[glyph][0] / units for code, glyph in font.getBestCmap().items()}
