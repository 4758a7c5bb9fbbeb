"""What a structure tree is read into: leaves, their boxes, and where their links go."""

from __future__ import annotations

from dataclasses import dataclass

from press.prove.pdf_text import Run


@dataclass(frozen=True, slots=True)
class Target:
    """Where a link goes: an address, or the name of a destination (or, unnamed, the page that it shows)."""

    kind: str  # "address", "unit", "page" or what else the action says
    name: str
    rectangle: tuple[float, ...] = ()
    key: int = 0  # of the annotation's object
    page: int = 0


@dataclass(frozen=True, slots=True)
class Box:
    """A piece of a line: its glyphs' runs, and the link that it belongs to."""

    page: int
    mcid: int
    runs: tuple[Run, ...]
    link: Target | None = None

    @property
    def text(self) -> str:
        """The characters in the order of the glyphs."""
        return "".join(run.text() for run in self.runs)


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the structure a leaf stands: list depth, the table part, row and column, and whether it is quoted."""

    depth: int = 0
    quoted: bool = False
    table: int = 0  # counts the Table elements of the file, from 1; 0 outside of any
    row: int = 0
    column: int = 0
    head: bool = False
    drawn: bool = False  # inside a figure


@dataclass(frozen=True, slots=True)
class Leaf:
    """A lowest block of the structure, with what it shows. ``page`` counts from 1."""

    role: str
    page: int
    place: Place
    boxes: tuple[Box, ...]
    alternative: str | None = None
    painted: bool = False
    targets: tuple[Target, ...] = ()
    widgets: tuple[int, ...] = ()  # of form fields, by the keys of their objects

    @property
    def pages(self) -> range:
        """The pages on which it stands."""
        numbers = [box.page for box in self.boxes] or [self.page]
        return range(min(numbers), max(numbers) + 1)


@dataclass(frozen=True, slots=True)
class Reading:
    """All that the structure tree says: leaves and notes in order, and what is odd, with its page."""

    leaves: tuple[Leaf, ...]
    notes: tuple[Leaf, ...]
    oddities: tuple[tuple[str, int], ...]  # (what, page)
    lost: bool  # the tree names pages that the file does not have
    used: frozenset[tuple[int, int]]  # (page, marked-content id)
    links: frozenset[int]  # annotations that the structure names
    widgets: tuple[int, ...] = ()  # of form fields, in the order of the structure
