"""Document -> what its file must show, block by block in reading order; from the tree, not from the templates."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import singledispatchmethod
from typing import Final

from press import document as doc
from press.document import Block, Blocks, Document, Inlines
from press.drawing import words
from press.prove.expect_words import PageOf, Words, spaced
from press.prove.expected import BULLET, Cell, Expectation, Expected, Span

COVER: Final = "the cover"  # has no id, as units have
_DIGEST: Final = re.compile("[0-9a-f]{64}")


def expect(document: Document, page_of: PageOf, digest: str) -> Expectation:
    """Return what the file of a document must show.

    ``page_of`` tells the page of a unit by (stem, unit); ``digest`` is the true one, whatever the imprint says.
    """
    builder = _Builder(page_of, digest)
    builder.blocks(document.blocks)
    return Expectation(tuple(builder.made), tuple(builder.notes), tuple(dict.fromkeys(builder.unknown)))


@dataclass(slots=True)
class _Builder:
    page_of: PageOf
    digest: str
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
            outer, self.unit = self.unit, _name(block) or self.unit
            self.block(block)
            self.unit = outer

    def words(self) -> Words:
        return Words(self.unit, self.page_of, self.notes, self.unknown)

    def say(self, what: str, content: str | Inlines, role: str = "P", cell: Cell | None = None) -> None:
        """Expect one block; one without words only if it is a cell."""
        words = self.words()
        words.add((doc.Text(content),) if isinstance(content, str) else content)
        if (text := spaced(words.text)) or cell:
            self.made.append(
                Expected(
                    self.unit, what, role, (text,), self.depth, self.quoted,
                    tuple(words.spans), self.begins(), cell,
                )
            )  # fmt: skip

    def begin(self, unit: str) -> None:
        """Say that a unit begins with the next block."""
        if unit:
            self.begun.append(unit)

    def begins(self) -> tuple[str, ...]:
        begun = tuple(self.begun)
        self.begun.clear()
        return begun

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
            Expected(
                self.unit, what, "Figure", (), self.depth, self.quoted, (), self.begins(), None, alternative
            )
        )  # fmt: skip

    @block.register
    def _(self, node: doc.Figure) -> None:
        self.begin(node.id)
        self.say("audience", node.audience)
        self.picture("picture", node.alternative)
        self.labels(node)
        self.say("caption", f"{node.label} {node.caption}")
        self.blocks((node.twin,) if node.twin else ())

    def labels(self, node: doc.Figure) -> None:
        """Expect what a drawing says over its shapes, inside the figure."""
        start = len(self.made)
        for label in words(node.drawing):
            self.say("label", label)
        self.made[start:] = (replace(made, drawn=True) for made in self.made[start:])

    @block.register
    def _(self, node: doc.Callout) -> None:
        self.box(node, node.title)
        self.origin(node.origin)

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
        self.say("condition", node.condition)
        self.say("number", node.number)
        self.say("title", node.title)
        self.blocks(node.blocks)
        self.say("mark of what is required", node.required)
        self.blocks(node.help)
        self.say("explained", node.explained)
        self.say("room", node.room)
        self.room(node.answer)
        self.grid(node.grid)
        self.say("where to go on", node.onward)
        self.say("evidence", node.evidence.label if node.evidence else "")
        self.room(node.evidence)
        self.origin(node.origin)

    def room(self, node: doc.Entry | None) -> None:
        self.depth += 1
        for choice in node.choices if node else ():
            self.say(f"choice “{choice.key}”", choice.shown, role="LBody")
        self.depth -= 1

    def grid(self, node: doc.Grid | None) -> None:
        if node is None:
            return
        self.tables += 1
        label = (node.head,) if node.has_labels else ()
        for column, text in enumerate((*label, *node.columns), start=1):
            self.say(f"column {column}", text, role="TH", cell=Cell(self.tables, 1, column))
        for row, entries in enumerate(node.rows, start=2):
            if label:
                self.say(f"row {row - 1}", entries.label, role="TH", cell=Cell(self.tables, row, 1))
            for column, entry in enumerate(entries.entries, start=1 + len(label)):
                self.say(f"row {row - 1}, column {column}", "", role="TD", cell=Cell(self.tables, row, column))
                start = len(self.made)
                self.room(entry)
                self.made[start:] = (replace(made, in_cell=True) for made in self.made[start:])

    @block.register
    def _(self, node: doc.Section) -> None:
        self.begin(node.id)
        self.say("heading", f"{node.number} {node.title}", role=f"H{node.level + 1}")
        self.say("audience", node.audience)
        self.say("condition", node.condition)
        self.blocks(node.blocks)

    @block.register
    def _(self, node: doc.Panel) -> None:
        self.begin(node.id)
        self.say("number", node.number)
        self.say("heading", node.title, role="H2")
        self.say("line", node.line)
        self.say("where to read more", node.more)
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
        words = self.words()
        start = words.text = f"{entry.number}{entry.title}"
        words.add_page(entry.target, "")
        words.spans.append(Span(0, words.length(), "unit", entry.target))
        texts = (entry.number, entry.title, words.text[len(start) :])
        what = f"entry “{entry.number or entry.title}”"
        self.made.append(Expected(self.unit, what, "P", tuple(map(spaced, texts)), spans=tuple(words.spans)))

    @block.register
    def _(self, node: doc.Imprint) -> None:
        self.begin(node.id)
        self.say("heading", node.title, role="H2")
        self.depth += 1
        for term, value in node.facts:
            self.say("term", term, role="LBody")
            if _DIGEST.fullmatch(value):
                self.say("digest", self.digest)
            else:
                self.say("fact", value)
        self.depth -= 1
        self.blocks(node.blocks)


def _name(block: Block) -> str:
    return COVER if isinstance(block, doc.Cover) else getattr(block, "id", "")
