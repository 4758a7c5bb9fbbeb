"""The lines of a cover: as few as there is room for, and about as long as each other."""

from __future__ import annotations

from typing import Final

from press.design import PAPERS, Design
from press.document import Cover, Document
from press.fonts import Fonts
from press.write.figures.ruler import Ruler, make_ruler

_SUBTITLE: Final = 14.0  # points: as .subtitle has it in print.css
_SLACK: Final = 0.5  # millimetres, for what the engine rounds


def cover_css(document: Document, design: Design, fonts: Fonts) -> str:
    """Return how wide the title and the subtitle of a document's cover may be, so that no word stands alone.

    (CSS calls this ``text-wrap: balance``, which the engine does not have.)
    """
    cover = next((block for block in document.blocks if isinstance(block, Cover)), None)
    if cover is None or not document.has_cover or design.page["size"].lower() not in PAPERS:
        return ""  # of paper that nobody knows the engine tells
    ruler = make_ruler(design, fonts, document.language)
    title = balanced(cover.title, ruler, design.line, float(design.sizes["title"].removesuffix("pt")), bold=True)
    subtitle = balanced(cover.subtitle, ruler, design.line, _SUBTITLE)
    return f".banner h1 {{ max-width: {title:.1f}mm }}\n.banner .subtitle {{ max-width: {subtitle:.1f}mm }}\n"


def balanced(text: str, ruler: Ruler, room: float, size: float, *, bold: bool = False) -> float:
    """Return the least width in which a text has no more lines than in ``room``, both in millimetres."""
    fewest = len(ruler.lines(text, room, size, bold=bold))
    low, high = 0.0, room
    while high - low > _SLACK:
        middle = (low + high) / 2
        lines = ruler.lines(text, middle, size, bold=bold)
        fits = len(lines) <= fewest and all(ruler.width(line, size, bold=bold) <= middle for line in lines)
        low, high = (low, middle) if fits else (middle, high)
    return min(high + _SLACK, room)
