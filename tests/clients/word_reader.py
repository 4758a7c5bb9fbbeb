"""Read the words of a Word file as they stand: paragraphs with their outline levels, footnotes, tables.

Numbers that a program counts anew (pages, references to numbers) are masked, so that files of two programs compare.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from lxml import etree

from tests.clients.word_file import W, WordFile, characters, is_on, text

MASK: Final = "#"
_NUMBER: Final = re.compile(r"\d+(\.\d+)*\.?")
_LEAVES: Final = (f"{W}t", f"{W}br", f"{W}tab", f"{W}noBreakHyphen", f"{W}fldChar", f"{W}fldSimple")


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph: its words, and its level where it is a heading (else 0)."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Content:
    """What a file says: its paragraphs that have words, the words of its notes in order, the words of table heads.

    ``top`` and ``bottom`` are its margins, in points.
    """

    paragraphs: tuple[Words, ...]
    notes: tuple[str, ...]
    repeated: tuple[str, ...]
    top: float
    bottom: float

    @property
    def headings(self) -> list[Words]:
        """The outline."""
        return [one for one in self.paragraphs if one.level]


def read(path: Path) -> Content:
    """Return what a file says, with numbers in field results masked."""
    word = WordFile.read(path)
    margins = next(word.document.iter(f"{W}pgMar"))
    notes = word.trees.get("word/footnotes.xml")
    own = () if notes is None else (note for note in notes if note.get(f"{W}type", "normal") == "normal")
    said = {note.get(f"{W}id", ""): _plain(" ".join(_masked(note))) for note in own}
    calls = [call.get(f"{W}id", "") for call in word.document.iter(f"{W}footnoteReference")]
    paragraphs = zip(word.document.iter(f"{W}p"), _masked(word.document), strict=True)
    made = (Words(word.outline_level(paragraph), _plain(words)) for paragraph, words in paragraphs)
    return Content(
        paragraphs=tuple(one for one in made if one.text),
        notes=tuple(said[call] for call in calls),
        repeated=tuple(
            text(cell) for row in word.document.iter(f"{W}tr") if _is_head(row) for cell in row.iter(f"{W}tc")
        ),
        top=float(margins.get(f"{W}top", "0")) / 20,
        bottom=float(margins.get(f"{W}bottom", "0")) / 20,
    )


def _is_head(row: etree._Element) -> bool:
    return is_on(row.find(f"{W}trPr/{W}tblHeader"))


def _masked(root: etree._Element) -> Iterator[str]:
    """Yield the words of each paragraph; of field results, only what is no number."""
    depth = 0
    for paragraph in root.iter(f"{W}p"):
        shown = ""
        for leaf in paragraph.iter(*_LEAVES):
            if leaf.tag == f"{W}fldChar":
                depth += {"begin": 1, "end": -1}.get(leaf.get(f"{W}fldCharType", ""), 0)
            elif leaf.tag != f"{W}fldSimple":
                counted = depth or next(leaf.iterancestors(f"{W}fldSimple"), None) is not None
                shown += _NUMBER.sub(MASK, characters(leaf)) if counted else characters(leaf)
        yield shown


def _plain(words: str) -> str:
    return " ".join(words.split())
