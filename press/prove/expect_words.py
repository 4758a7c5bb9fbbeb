"""Inlines -> words that a file must show, with the stretches that are links or page numbers, and the notes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Final

from press import document as doc
from press.document import Inline
from press.prove.expected import Expected, Span
from press.prove.words import bare, fold

PageOf = Callable[[str, str], int | None]

_SPACES: Final = re.compile("[ \t\r\f]*(\n)[ \t\r\f\n]*|[ \t\r\f]+")
UNKNOWN_PAGE: Final = "00"  # what stands for a page that nobody knows


@dataclass(slots=True)
class Words:
    """A text being put together for a unit. Notes, and pages that nobody knows, go where all of them are kept."""

    unit: str
    page_of: PageOf
    footnotes: list[Expected]
    unknown: list[tuple[str, str, str]]
    text: str = ""
    spans: list[Span] = field(default_factory=list)

    def length(self) -> int:
        """Return how many characters there are that are no white space."""
        return len(bare(fold(self.text)))

    def add(self, content: Iterable[Inline]) -> None:
        """Add inlines."""
        for inline in content:
            match inline:
                case doc.Text(text):
                    self.text += text
                case doc.LineBreak():
                    self.text += "\n"
                case doc.Footnote():
                    self._footnote(inline)
                case doc.Link():
                    start = self.length()
                    self.add(inline.content)
                    self.spans.append(Span(start, self.length(), "address", inline.address))
                case doc.Reference():
                    self._reference(inline)
                case doc.Emphasis() | doc.Strong():
                    start = self.length()
                    self.add(inline.content)
                    self.spans.append(Span(start, self.length(), "stress", type(inline).__name__))

    def add_page(self, target: str, stem: str) -> None:
        """Add the number of the page on which a unit begins."""
        start, number = self.length(), self.page_of(stem, target)
        if number is None:
            self.unknown.append((self.unit, stem, target))
        self.text += UNKNOWN_PAGE if number is None else str(number)
        self.spans.append(Span(start, self.length(), "page", target))

    def _reference(self, node: doc.Reference) -> None:
        """Add a reference; it is a link only where its target is in the same file."""
        start = self.length()
        self.add(node.content)
        if node.page:
            before, after = node.page
            self.text += before
            self.add_page(node.target, node.document)
            self.text += after
        if not node.document:
            self.spans.append(Span(start, self.length(), "unit", node.target))

    def _footnote(self, node: doc.Footnote) -> None:
        """Add the number that calls a note; expect the note, which begins with its number."""
        start = self.length()
        self.text += str(node.number)
        self.spans.append(Span(start, self.length(), "call", str(node.number)))
        note = Words(self.unit, self.page_of, self.footnotes, self.unknown, f"{node.number}. ")
        place = len(self.footnotes)
        note.add(node.content)
        what = f"footnote {node.number}"
        self.footnotes.insert(place, Expected(self.unit, what, "Note", (spaced(note.text),), spans=tuple(note.spans)))


def spaced(text: str) -> str:
    """Return a text as it is compared, its runs of white space single, and none at its ends or beside a line break."""
    return fold(_SPACES.sub(lambda match: match[1] or " ", text).strip(" \t\r\f\n"))
