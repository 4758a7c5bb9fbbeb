"""Saddle order: sheets are stacked and folded here as hands do it, and whoever reads them finds page after page."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from press.document import Direction
from press.prove.booklet import read_in_order
from press.write.imposition import Side, saddle, sheet_sides, side_of

DIRECTIONS: tuple[Direction, ...] = ("ltr", "rtl")


def folded(sides: Sequence[Side], direction: Direction) -> list[int]:
    """Return the pages as a reader meets them.

    The sheets come from the printer as fronts and backs, turned on the short edge: behind the left half of a front lies
    the right half of its back. They are stacked with the backs up, the outermost lowest, and the right halves are
    folded over the left ones; the spine is on the right then. A leaf is (lower face, upper face).
    """
    pairs = [(sides[i], sides[i + 1]) for i in range(0, len(sides), 2)]
    stay = [(front[1], back[0]) for front, back in pairs]
    over = [(back[1], front[0]) for front, back in reversed(pairs)]
    upwards = [face for leaf in (*stay, *over) for face in leaf]
    # With the spine on the right it is read from above; turned over, the spine is on the left and the lowest first.
    return upwards if direction == "ltr" else upwards[::-1]


@pytest.mark.parametrize(
    ("pages", "direction", "sides"),
    [
        (1, "ltr", ((0, 1), (0, 0))),
        (2, "ltr", ((0, 1), (2, 0))),
        (3, "ltr", ((0, 1), (2, 3))),
        (4, "ltr", ((4, 1), (2, 3))),
        (4, "rtl", ((1, 4), (3, 2))),
        (3, "rtl", ((1, 0), (3, 2))),
        (8, "ltr", ((8, 1), (2, 7), (6, 3), (4, 5))),
        (8, "rtl", ((1, 8), (7, 2), (3, 6), (5, 4))),
        (6, "ltr", ((0, 1), (2, 0), (6, 3), (4, 5))),
    ],
)
def test_known_orders(pages: int, direction: Direction, sides: tuple[Side, ...]) -> None:
    assert saddle(pages, direction) == sides


@given(st.integers(1, 400), st.sampled_from(DIRECTIONS))
def test_folded_sheets_are_read_in_order(pages: int, direction: Direction) -> None:
    sides = saddle(pages, direction)
    panels = folded(sides, direction)
    assert panels == [*range(1, pages + 1), *[0] * (len(panels) - pages)]
    assert len(panels) % 4 == 0
    assert len(panels) - pages < 4


@given(st.integers(1, 400))
def test_the_other_binding_is_the_mirror(pages: int) -> None:
    assert saddle(pages, "rtl") == tuple(side[::-1] for side in saddle(pages, "ltr"))


@given(st.integers(1, 400), st.sampled_from(DIRECTIONS))
def test_what_the_manifest_says(pages: int, direction: Direction) -> None:
    sides = saddle(pages, direction)
    assert sheet_sides(pages) == len(sides)
    for page in range(1, pages + 1):
        assert page in sides[side_of(page, pages) - 1]


@given(st.integers(1, 400), st.sampled_from(DIRECTIONS))
def test_the_proof_walks_the_same_way(pages: int, direction: Direction) -> None:
    """The proof finds the order by itself; both are compared with the folding above."""
    sides = saddle(pages, direction)
    panels = list(read_in_order(len(sides) // 2, rtl=direction == "rtl"))
    assert [sides[side][half] for side, half in panels] == folded(sides, direction)
    assert len(set(panels)) == 2 * len(sides)
