"""What a file must show, as data: blocks in reading order, with their words, links, page numbers and notes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

BULLET: Final = "\ufdd0"  # stands for whatever sign marks an item of an unordered list


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text, counted in characters that are no white space."""

    start: int
    end: int
    kind: str  # "address", "unit" (links), "page" (a page number), "call" (of a note), "stress" (Emphasis, Strong)
    name: str


@dataclass(frozen=True, slots=True)
class Cell:
    """Where in a table a cell stands; tables count from 1 through the document, rows (the header is 1) and columns."""

    table: int
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Expected:
    """One block that the file must show. ``texts`` are stretches that may stand apart, such as title and page."""

    unit: str
    what: str
    role: str
    texts: tuple[str, ...]
    depth: int = 0
    quoted: bool = False
    spans: tuple[Span, ...] = ()
    begins: tuple[str, ...] = ()
    cell: Cell | None = None
    alternative: str | None = None
    drawn: bool = False  # a label of a drawing, inside its figure
    in_cell: bool = False  # a choice inside a cell

    @property
    def text(self) -> str:
        """All stretches as one text."""
        return " ".join(self.texts)

    @property
    def links(self) -> Iterator[Span]:
        """The stretches that are links."""
        return (span for span in self.spans if span.kind in ("address", "unit"))

    @property
    def calls(self) -> Iterator[Span]:
        """The numbers that call a note."""
        return (span for span in self.spans if span.kind == "call")

    @property
    def where(self) -> str:
        """What to call it in a message."""
        return f"{self.what} of '{self.unit}'" if self.unit else self.what


@dataclass(frozen=True, slots=True)
class Expectation:
    """Everything that a file must show: its blocks, its notes, and the pages that it cites but nobody knows."""

    blocks: tuple[Expected, ...]
    notes: tuple[Expected, ...]
    unknown: tuple[tuple[str, str, str], ...]  # (unit where, stem, target)
