"""The inlines of a Document: what stands inside a line. ``press.document`` hands them on with the blocks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Text:
    """Characters as they are to be read; white space runs are single spaces."""

    text: str


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A break that the author asked for."""


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Stressed words."""

    content: Inlines


@dataclass(frozen=True, slots=True)
class Strong:
    """Words of importance."""

    content: Inlines


@dataclass(frozen=True, slots=True)
class Link:
    """A link out of the toolkit; the address is absolute."""

    address: str
    content: Inlines


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference to a unit, in this document or in another.

    ``document`` is the stem of the other document, or empty for this one. When ``page`` is given it is the words
    before and after the page number, which writers take from a page map.
    """

    target: str
    content: Inlines
    document: str = ""
    page: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Footnote:
    """A note; its number counts through the document."""

    number: int
    content: Inlines


Inline: TypeAlias = Text | LineBreak | Emphasis | Strong | Link | Reference | Footnote
Inlines: TypeAlias = tuple[Inline, ...]
