"""How pages lie on folded sheets: saddle order, two pages on each side, for printers that turn on the short edge."""

from __future__ import annotations

from typing import Final, TypeAlias

from press.document import Direction

Side: TypeAlias = tuple[int, int]  # the pages on the left and on the right; 0 is a blank panel

_PANELS: Final = 4  # of one sheet: two on its front, two on its back


def saddle(pages: int, direction: Direction) -> tuple[Side, ...]:
    """Return the sides of the sheets, the outermost sheet first, each front followed by its back.

    What is read from right to left is bound on the right. Blank panels come last: a reader meets them after the last
    word and not in between, where they would look like a page that was not printed.
    """
    panels = -(-pages // _PANELS) * _PANELS
    made: list[Side] = []
    for early in range(1, panels // 2 + 1):  # the earlier of the two pages of a side; the other stands opposite
        late = panels + 1 - early
        on_the_right = early % 2 == (1 if direction == "ltr" else 0)
        made.append((late, early) if on_the_right else (early, late))
    return tuple((_or_blank(left, pages), _or_blank(right, pages)) for left, right in made)


def _or_blank(panel: int, pages: int) -> int:
    return panel if panel <= pages else 0


def sheet_sides(pages: int) -> int:
    """Return how many sides of sheets so many pages take."""
    return len(saddle(pages, "ltr"))


def side_of(page: int, pages: int) -> int:
    """Return the side on which a page lies, counted from 1."""
    return next(number for number, side in enumerate(saddle(pages, "ltr"), start=1) if page in side)
