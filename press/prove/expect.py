"""Document -> what its file must show, block by block in reading order; written from the tree, not from the templates."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import singledispatchmethod
from typing import Final

from press import document as doc
from press.document import Block, Blocks, Document, Inline, Inlines
from press.prove.words import bare, fold

PageOf = Callable[[str, str], int | None]

_DIGEST: Final = re.compile("[0-9a-f]{64}")
_SPACES: Final = re.compile("[ \t\r\f]*(\n)[ \t\r\f\n]*|[ \t\r\f]+")
BULLET: Final = "\ufdd0"  # stands for whatever sign marks an item of an unordered list


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text, counted in characters that are no white space."""

    start: int
    end: int
    kind: str  # "address", "unit" (links), "page" (a page number)
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
    notes: tuple[int, ...] = ()
    begins: tuple[str, ...] = ()
    cell: Cell | None = None
    alternative: str | None = None

    @property
    def text(self) -> str:
        """All stretches as one text."""
        return " ".join(self.texts)


@dataclass(frozen=True, slots=True)
class Expectation:
    """Everything that a file must show: its blocks, its notes, and the pages that it cites but nobody knows."""

    blocks: tuple[Expected, ...]
    notes: tuple[Expected, ...]
    unknown: tuple[tuple[str, str, str], ...]  # (unit where, stem, target)


def expect(document: Document, page_of: PageOf) -> Expectation:
    """Return what the file of a document must show. ``page_of`` tells the page of a unit by (stem, unit)."""
    builder = _Builder(document, page_of)
    builder.blocks(document.blocks)
    return Expectation(tuple(builder.made), tuple(builder.notes), tuple(dict.fromkeys(builder.unknown)))


@dataclass(slots=True)
class _Words:
    """A text being put together, with its spans and notes."""

    text: str = ""
    spans: list[Span] = field(default_factory=list)
    notes: list[int] = field(default_factory=list)

    def add(self, text: str) -> None:
        self.text += text

    def length(self) -> int:
        return len(bare(fold(self.text)))


@dataclass(slots=True)
class _Builder:
    document: Document
    page_of: PageOf
    made: list[Expected] = field(default_factory=list)
    notes: list[Expected] = field(default_factory=list)
    unknown: list[tuple[str, str, str]] = field(default_factory=list)
    unit: str = ""
    depth: int = 0
    quoted: bool = False
    tables: int = 0
    begun: list[str] = field(default_factory=list)

    def blocks(self, blocks: Blocks) -> None:
        for block in blocks:
            outer, self.unit = self.unit, getattr(block, "id", "") or self.unit or type(block).__name__.lower()
            self.block(block)
            self.unit = outer

    def say(self, what: str, *content: str | Inlines, role: str = "P", cell: Cell | None = None) -> None:
        """Expect one block; a cell also when it is empty."""
        words = _Words()
        texts = []
        for part in content:
            start = len(words.text)
            self.inlines((doc.Text(part),) if isinstance(part, str) else part, words)
            texts.append(_spaced(words.text[start:]))
        if not any(texts) and cell is None:
            return
        self.made.append(
            Expected(
                self.unit, what, role, tuple(texts), self.depth, self.quoted,
                tuple(words.spans), tuple(words.notes), tuple(self.begun), cell,
            )
        )  # fmt: skip
        self.begun.clear()

    def begin(self, unit: str) -> None:
        if unit:
            self.begun.append(unit)

    # Inlines

    def inlines(self, content: Iterable[Inline], words: _Words) -> None:
        for inline in content:
            match inline:
                case doc.Text(text):
                    words.add(text)
                case doc.LineBreak():
                    words.add("\n")
                case doc.Footnote():
                    self.footnote(inline, words)
                case doc.Link():
                    with_link = (doc.Text(""), *inline.content)
                    self.linked("address", inline.address, with_link, words)
                case doc.Reference():
                    self.reference(inline, words)
                case _:
                    self.inlines(inline.content, words)

    def linked(self, kind: str, name: str, content: Inlines, words: _Words) -> None:
        start = words.length()
        self.inlines(content, words)
        words.spans.append(Span(start, words.length(), kind, name))

    def reference(self, node: doc.Reference, words: _Words) -> None:
        start = words.length()
        self.inlines(node.content, words)
        if node.page:
            words.add(node.page[0])
            self.page(node.target, node.document, words)
            words.add(node.page[1])
        if not node.document:
            words.spans.append(Span(start, words.length(), "unit", node.target))

    def page(self, target: str, stem: str, words: _Words) -> None:
        start, number = words.length(), self.page_of(stem, target)
        if number is None:
            self.unknown.append((self.unit, stem, target))
        words.add("00" if number is None else str(number))
        words.spans.append(Span(start, words.length(), "page", target))

    def footnote(self, node: doc.Footnote, words: _Words) -> None:
        words.add(str(node.number))
        words.notes.append(node.number)
        inner = _Words(f"{node.number}. ")
        self.inlines(node.content, inner)
        self.notes.append(
            Expected(self.unit, f"footnote {node.number}", "Note", (_spaced(inner.text),), spans=tuple(inner.spans))
        )

    # Blocks

    @singledispatchmethod
    def block(self, node: Block) -> None:
        raise TypeError(f"nothing is expected of {type(node).__name__}")

    @block.register
    def _(self, node: doc.Paragraph) -> None:
        self.say("paragraph", node.content)

    @block.register
    def _(self, node: doc.List) -> None:
        self.depth += 1
        for number, item in enumerate(node.items, start=node.start):
            self.say(f"sign of item {number}", f"{number}." if node.ordered else BULLET, role="Lbl")
            self.blocks(item)
        self.depth -= 1

    @block.register
    def _(self, node: doc.DefinitionList) -> None:
        self.depth += 1
        outer = self.unit
        for item in node.items:
            self.unit = item.id or outer
            self.begin(item.id)
            self.say("term", item.term, role="LBody")
            self.blocks(item.definition)
        self.unit = outer
        self.depth -= 1

    @block.register
    def _(self, node: doc.Table) -> None:
        self.say("audience", node.audience)
        self.tables += 1
        self.begin(node.id)
        if node.caption:
            self.say("caption", f"{node.label} {node.caption}", role="Caption")
        for row, cells in enumerate((node.header, *node.rows), start=1):
            for column, content in enumerate(cells, start=1):
                what = f"column {column}" if row == 1 else f"row {row - 1}, column {column}"
                self.say(what, content, role="TD" if row > 1 else "TH", cell=Cell(self.tables, row, column))

    def picture(self, what: str, alternative: str) -> None:
        self.made.append(
            Expected(self.unit, what, "Figure", (), self.depth, self.quoted, (), (), tuple(self.begun), None, alternative)
        )
        self.begun.clear()

    @block.register
    def _(self, node: doc.Figure) -> None:
        self.begin(node.id)
        self.say("audience", node.audience)
        self.picture("picture", node.alternative)
        self.say("caption", f"{node.label} {node.caption}")

    @block.register
    def _(self, node: doc.Callout) -> None:
        self.box(node, node.title)

    @block.register
    def _(self, node: doc.Takeaway) -> None:
        self.box(node, "")
        self.origin(node.origin)

    @block.register
    def _(self, node: doc.Action) -> None:
        self.box(node, node.title)
        self.origin(node.origin)

    @block.register
    def _(self, node: doc.Case) -> None:
        self.box(node, node.title)
        self.origin(node.origin)

    def box(self, node: doc.Callout | doc.Takeaway | doc.Action | doc.Case, title: str) -> None:
        self.begin(node.id)
        self.say("label", node.label)
        self.say("title", title)
        self.say("audience", node.audience)
        self.blocks(node.blocks)

    def origin(self, node: doc.Reference | None) -> None:
        if node:
            self.say("origin", (node,))

    @block.register
    def _(self, node: doc.Quote) -> None:
        outer, self.quoted = self.quoted, True
        self.begin(node.id)
        self.say("audience", node.audience)
        self.blocks(node.blocks)
        self.say("attribution", node.attribution)
        self.quoted = outer

    @block.register
    def _(self, node: doc.Video) -> None:
        self.begin(node.id)
        self.picture("QR code", node.code_alternative)
        self.say("label", node.label)
        self.say("title", f"{node.title} · {node.duration}")
        self.say("audience", node.audience)
        self.blocks(node.blocks)
        self.say("address", (doc.Link(node.address, (doc.Text(node.address),)),))

    @block.register
    def _(self, node: doc.Field) -> None:
        self.begin(node.id)
        self.say("audience", node.audience)
        self.say("number", node.number)
        self.blocks(node.blocks)
        self.blocks(node.help)
        self.say("explained", node.explained)
        self.say("room", node.room)
        self.depth += 1
        for choice in node.choices:
            self.say(f"choice “{choice.key}”", choice.text, role="LBody")
        self.depth -= 1
        self.origin(node.origin)

    @block.register
    def _(self, node: doc.Section) -> None:
        self.begin(node.id)
        self.say("heading", f"{node.number} {node.title}", role=f"H{node.level + 1}")
        self.say("audience", node.audience)
        self.blocks(node.blocks)

    @block.register
    def _(self, node: doc.Cover) -> None:
        self.say("toolkit", node.toolkit)
        self.say("kind", node.kind)
        self.say("title", node.title, role="H1")
        self.say("subtitle", node.subtitle)
        self.blocks(node.summary)
        self.say("publisher", node.publisher)
        self.say("edition", node.edition)

    @block.register
    def _(self, node: doc.Contents) -> None:
        self.begin(node.id)
        self.say("heading", node.title, role="H2")
        for entry in node.entries:
            self.entry(entry)

    def entry(self, entry: doc.ContentsEntry) -> None:
        words = _Words(entry.number + entry.title)
        self.page(entry.target, "", words)
        number = words.text[len(entry.number + entry.title) :]
        spans = (*words.spans, Span(0, words.length(), "unit", entry.target))
        texts = tuple(_spaced(text) for text in (entry.number, entry.title, number))
        what = f"entry “{entry.number or entry.title}”"
        self.made.append(Expected(self.unit, what, "P", texts, spans=spans, begins=tuple(self.begun)))
        self.begun.clear()

    @block.register
    def _(self, node: doc.Imprint) -> None:
        self.begin(node.id)
        self.say("heading", node.title, role="H2")
        self.depth += 1
        for term, value in node.facts:
            self.say("term", term, role="LBody")
            if _DIGEST.fullmatch(value):
                self.say("digest", doc.digest(self.document))
            else:
                self.say("fact", value)
        self.depth -= 1
        self.blocks(node.blocks)


def _spaced(text: str) -> str:
    """Return a text as it is compared, its runs of white space single, and none at its ends or beside a line break."""
    return fold(_SPACES.sub(lambda match: match[1] or " ", text).strip(" \t\r\f\n"))


def units_begun(blocks: Iterable[Expected]) -> Iterator[tuple[str, int]]:
    """Yield every unit with the place, among the expected blocks, of the one that it begins with."""
    for at, block in enumerate(blocks):
        for unit in block.begins:
            yield unit, at
