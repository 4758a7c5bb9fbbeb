"""Expected blocks beside the leaves of a file, one after the other, each saying exactly what is expected of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from press.prove import lines, match
from press.prove.bidi import Base
from press.prove.expected import Expected
from press.prove.lines import Difference
from press.prove.pdf_leaf import Leaf
from press.prove.words import bare


@dataclass(frozen=True, slots=True)
class Pair:
    """An expected block and the leaf that shows it; either may be missing."""

    expected: Expected | None
    leaf: Leaf | None
    difference: Difference | None = None
    moved: bool = False


def align(expected: Sequence[Expected], leaves: Sequence[Leaf], base: Base) -> list[Pair] | None:
    """Return every expected block with the leaf that says exactly the same, in order; nothing when there is a flaw."""
    aligner = _Aligner(expected, list(leaves), base)
    return aligner.pairs if aligner.run() else None


class _Aligner:
    def __init__(self, expected: Sequence[Expected], leaves: list[Leaf], base: Base) -> None:
        self.expected, self.leaves, self.base = expected, leaves, base
        self.at = 0
        self.header: list[Expected] = []
        self.pairs: list[Pair] = []

    def run(self) -> bool:
        return all(self.take(i, block) for i, block in enumerate(self.expected)) and self.at == len(self.leaves)

    def take(self, i: int, block: Expected) -> bool:
        if block.cell and block.cell.column == 1 and not self.row(i, block):
            return False
        if self.at == len(self.leaves):
            return False
        leaf = self.leaves[self.at]
        self.at += 1
        if block.alternative is not None or leaf.role == "Figure":
            self.pairs.append(Pair(block, leaf))
            return block.alternative is not None and leaf.role == "Figure"
        leaf = self.whole(block, leaf)
        self.pairs.append(Pair(block, leaf))
        return match.compare(block, leaf.boxes, self.base) is None

    def whole(self, block: Expected, leaf: Leaf) -> Leaf:
        """Put a leaf together that goes on on the next page, or in the next column."""
        wanted = len(bare(block.text))
        while self.at < len(self.leaves) and lines.size(leaf.boxes) < wanted:
            if not goes_on(leaf, self.leaves[self.at]):
                break
            leaf = joined(leaf, self.leaves[self.at])
            self.at += 1
        return leaf

    def row(self, i: int, block: Expected) -> bool:
        """Begin a row: a table that was broken over pages shows its header again, and may have broken the row."""
        cells = [b for b in self.expected[i : i + 100] if b.cell and block.cell and b.cell.row == block.cell.row]
        cells = [b for b in cells if b.cell and block.cell and b.cell.table == block.cell.table]
        if block.cell and block.cell.row == 1:
            self.header = cells
            return True
        if not self.repeated_header():
            return False
        return self.split_row(cells)

    def repeated_header(self) -> bool:
        count = repeated(self.leaves, self.at)
        again = self.leaves[self.at : self.at + count]
        self.at += count
        return not count or self.is_header(again)

    def is_header(self, leaves: Sequence[Leaf]) -> bool:
        return len(leaves) == len(self.header) and all(
            match.compare(block, leaf.boxes, self.base) is None for block, leaf in zip(self.header, leaves, strict=True)
        )

    def split_row(self, cells: Sequence[Expected]) -> bool:
        """Put a row together that goes on on the next page."""
        end = self.at + len(cells)
        wanted = sum(len(bare(cell.text)) for cell in cells)
        while sum(lines.size(leaf.boxes) for leaf in self.leaves[self.at : end]) < wanted:
            count = repeated(self.leaves, end)
            rest = self.leaves[end + count : end + count + len(cells)]
            if (
                len(rest) < len(cells)
                or rest[0].place.table == self.leaves[self.at].place.table
                or not rest[0].place.table
            ):
                break
            if count and not self.is_header(self.leaves[end : end + count]):
                return False
            whole = [joined(a, b) for a, b in zip(self.leaves[self.at : end], rest, strict=True)]
            self.leaves[self.at : end + count + len(cells)] = whole
        return True


def repeated(leaves: Sequence[Leaf], at: int) -> int:
    """Return how many leaves, from a place on, are a header that is shown again."""
    count = 0
    while at + count < len(leaves) and leaves[at + count].place.head and leaves[at + count].place.table:
        if leaves[at + count].place.table == leaves[at - 1].place.table:
            break
        count += 1
    return count


def goes_on(leaf: Leaf, following: Leaf) -> bool:
    """Tell whether a leaf may be the rest of another: on the next page, or higher up in the next column."""
    if (leaf.role, leaf.place.depth, leaf.place.quoted) != (
        following.role,
        following.place.depth,
        following.place.quoted,
    ):
        return False
    if leaf.place.table or following.place.table or not (leaf.boxes and following.boxes):
        return False
    last, first = leaf.boxes[-1], following.boxes[0]
    if first.page == last.page + 1:
        return True
    return first.page == last.page and bool(first.runs and last.runs) and first.runs[0].y > last.runs[-1].y


def joined(leaf: Leaf, rest: Leaf) -> Leaf:
    """Return two leaves as one."""
    return replace(leaf, boxes=leaf.boxes + rest.boxes, targets=leaf.targets + rest.targets)
