"""Inlines -> runs of a Word file: one small function for each kind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from press import document as doc
from press.document import Document, Inline, Inlines, plain, walk
from press.problem import ContentError, Problem
from press.write.numbers import PageMaps
from press.write.ooxml import text
from press.write.ooxml.markup import NOTHING, Markup, joined
from press.write.ooxml.package import Relationships

# From a Latin, Greek or Cyrillic letter to the last letter or digit before one that runs from right to left.
_LEFT_TO_RIGHT: Final = re.compile(
    "([A-Za-z\u00c0-\u024f\u0370-\u052f](?:[^\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]*[0-9A-Za-z\u00c0-\u024f\u0370-\u052f])?)"
)
_NUMBER: Final = re.compile(r"(\d+)(?!.*\d)")
_UNKNOWN_PAGE: Final = "00"


@dataclass(slots=True)
class Anchors:
    """What references can repeat of a unit: a section's title and number, the label of a table or a figure."""

    titles: dict[str, str] = field(default_factory=dict)
    numbers: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, document: Document) -> Anchors:
        """Return those of a document."""
        made = cls()
        for node in walk(document):
            match node:
                case doc.Section():
                    made.titles[node.id] = node.title
                    if node.number:
                        made.numbers[node.id] = node.number
                case doc.Table() | doc.Figure() if node.id:
                    made.titles[node.id] = node.label
        return made


@dataclass(slots=True)
class Inliner:
    """Writes inlines. Links and notes go where the part that holds the words keeps them."""

    document: Document
    pages: PageMaps
    anchors: Anchors
    relationships: Relationships
    notes: list[Markup]
    note_relationships: Relationships
    in_note: bool = False

    @property
    def rtl(self) -> bool:
        """Tell whether the document runs from right to left."""
        return self.document.direction == "rtl"

    def inlines(self, content: Inlines, style: str = "") -> Markup:
        """Return inlines as runs, in a character style if any."""
        return joined(*(self.inline(node, style) for node in content))

    def inline(self, node: Inline, style: str) -> Markup:
        """Return one inline; what is inside a style keeps the inner one."""
        match node:
            case doc.Text(words):
                return self.words(words, style)
            case doc.LineBreak():
                return text.BREAK
            case doc.Emphasis(content):
                return self.inlines(content, "Emphasis")
            case doc.Strong(content):
                return self.inlines(content, "Strong")
            case doc.Link():
                return self.link(node)
            case doc.Reference():
                return self.reference(node, style)
            case doc.Footnote():
                return self.footnote(node)
        raise TypeError(f"no runs for {type(node).__name__}")

    def words(self, words: str, style: str = "") -> Markup:
        """Return a text; where scripts of both directions mix, a run for each stretch."""
        if not self.rtl:
            return text.run(words, style)
        return joined(*(text.run(part, style, rtl=not at % 2) for at, part in enumerate(_LEFT_TO_RIGHT.split(words))))

    def link(self, node: doc.Link) -> Markup:
        """Return a link out of the toolkit."""
        relationships = self.note_relationships if self.in_note else self.relationships
        return text.link_outside(relationships.link(node.address), self.inlines(node.content, "Hyperlink"))

    def reference(self, node: doc.Reference, style: str) -> Markup:
        """Return a reference: a link with live fields inside this document, words where it leads to another."""
        if node.document:
            return joined(self.inlines(node.content, style), self.page_words(node, style))
        style = style or "CrossReference"
        content = joined(*self.live(plain(node.content), node.target, style)) if _is_text(node.content) else NOTHING
        content = content or self.inlines(node.content, style)
        return text.link_inside(text.bookmark_name(node.target), joined(content, self.page_words(node, style)))

    def live(self, words: str, target: str, style: str) -> Iterator[Markup]:
        """Yield words in which the target's title and number are fields, so that they follow when somebody edits it."""
        name = text.bookmark_name(target)
        found: list[tuple[int, int, str]] = []
        if (title := self.anchors.titles.get(target, "")) and words.count(title) == 1:
            found.append((words.index(title), len(title), f"REF {name} \\h"))
        number = self.anchors.numbers.get(target, "")
        rest = list(re.finditer(re.escape(number), words)) if number else []
        if (
            len(rest) == 1
            and _stands_alone(words, rest[0])
            and not any(a <= rest[0].start() < a + n for a, n, _ in found)
        ):
            found.append((rest[0].start(), len(number), f"REF {name} \\r \\h"))
        at = 0
        for start, length, instruction in sorted(found):
            yield self.words(words[at:start], style)
            yield text.field(instruction, self.words(words[start : start + length], style), style)
            at = start + length
        yield self.words(words[at:], style)

    def page_words(self, node: doc.Reference, style: str) -> Markup:
        """Return the words around a page number, and it."""
        if not node.page:
            return NOTHING
        before, after = node.page
        number = self.page_number(node.target, node.document)
        shown = self.words(number, style)
        if not node.document:
            shown = text.field(f"PAGEREF {text.bookmark_name(node.target)} \\h", shown, style)
        return joined(self.words(before, style), shown, self.words(after, style))

    def page_number(self, target: str, stem: str = "") -> str:
        """Return the number of a page of the PDF."""
        return str(self.pages.get(stem or self.document.stem, {}).get(target, _UNKNOWN_PAGE))

    def footnote(self, node: doc.Footnote) -> Markup:
        """Return the call of a note, and keep the note. Raises ContentError (W508) where Word would count otherwise."""
        if node.number != len(self.notes) + 1:
            message = f"footnote {node.number} would be {len(self.notes) + 1} in Word, which counts itself"
            raise ContentError([Problem("W508", self.document.stem, message)])
        self.in_note = True
        content = self.inlines(node.content)
        self.in_note = False
        self.notes.append(text.note(node.number, content))
        return text.note_call(node.number)

    def label(self, words: str, sequence: str) -> Markup:
        """Return the label of a table or a figure, with its number as a field of a sequence."""
        match = _NUMBER.search(words)
        if not match:
            return self.words(words)
        number = text.field(f"SEQ {sequence} \\* ARABIC", self.words(match[1]))
        return joined(self.words(words[: match.start()]), number, self.words(words[match.end() :]))


def _is_text(content: Inlines) -> bool:
    return all(isinstance(node, doc.Text) for node in content)


def _stands_alone(words: str, match: re.Match[str]) -> bool:
    """Tell whether a number is no part of a longer one."""
    before, after = words[: match.start()][-1:], words[match.end() :][:2]
    return not before.isalnum() and before != "." and not after[:1].isalnum() and not re.match(r"\.\d", after)
