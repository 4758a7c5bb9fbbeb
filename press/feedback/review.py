"""What a reviewed Word file holds, as data: paragraphs with who inserted and deleted what, and comments."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, Literal

Part = Literal["body", "note", "head"]

OBJECT: Final = "\ufffc"  # stands for a picture in a text


@dataclass(frozen=True, slots=True)
class Stamp:
    """Who changed something, and when, as the file has it (ISO 8601, or empty)."""

    author: str
    date: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text with one history.

    ``inserted`` and ``deleted`` say by whom, ``move`` is the name of the move that both ends share. ``is_counted``
    tells of words that a program counts itself, such as pages; ``call`` is the id of the note that is called here.
    """

    text: str
    inserted: Stamp | None = None
    deleted: Stamp | None = None
    move: str = ""
    is_counted: bool = False
    call: str = ""

    @property
    def was_there(self) -> bool:
        """Whether the text was in the file before anybody changed it."""
        return self.inserted is None


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table that somebody inserted or deleted."""

    number: int
    stamp: Stamp
    is_inserted: bool


@dataclass(slots=True)
class Para:
    """A paragraph as it stands in the file. ``mark`` is the history of its end; ``host`` the paragraph around it."""

    part: Part
    style: str
    pieces: list[Piece] = field(default_factory=list)
    mark: Piece = field(default_factory=lambda: Piece("\n"))
    bookmarks: list[str] = field(default_factory=list)
    note: str = ""
    host: int | None = None
    table: int = 0  # 0 outside of tables
    row: Row | None = None

    @property
    def before(self) -> str:
        """The text before anybody changed it."""
        return "".join(piece.text for piece in self.pieces if piece.was_there)

    @property
    def after(self) -> str:
        """The text as it would be with all changes."""
        return "".join(piece.text for piece in self.pieces if piece.deleted is None)


@dataclass(frozen=True, slots=True, order=True)
class Spot:
    """A place in a file: before a piece of a paragraph, both counted from 0."""

    para: int
    piece: int


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody wrote into a comment."""

    author: str
    date: str
    text: str


@dataclass(frozen=True, slots=True)
class Comment:
    """A thread: what was said first, the answers to it, and where; no place is known where a program lost it."""

    said: Said
    start: Spot | None
    end: Spot | None
    replies: tuple[Said, ...] = ()
    is_resolved: bool = False


@dataclass(frozen=True, slots=True)
class Review:
    """All that was read from a file. ``formatting`` counts changes of look by author."""

    paras: tuple[Para, ...]
    comments: tuple[Comment, ...]
    formatting: tuple[tuple[str, int], ...]

    def between(self, start: Spot, end: Spot) -> Iterator[tuple[int, Piece]]:
        """Yield the pieces from one spot to another, each with the number of its paragraph; ends of paragraphs too."""
        for number in range(start.para, min(end.para + 1, len(self.paras))):
            pieces = self.paras[number].pieces
            first = start.piece if number == start.para else 0
            last = end.piece if number == end.para else len(pieces)
            yield from ((number, piece) for piece in pieces[first:last])
            if number < end.para:
                yield number, self.paras[number].mark
