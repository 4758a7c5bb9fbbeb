"""Document -> what its Word file must say, paragraph by paragraph; from the tree and docs/word.md alone."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import singledispatchmethod
from typing import Final

from press import document as doc
from press.document import Block, Blocks, Document, Inlines
from press.prove.expect import COVER
from press.prove.expect_words import PageOf, Words, spaced
from press.prove.expected import BULLET, Cell, Expected, Span
from press.prove.word_control import TICK, Control, due
from press.prove.word_numbering import Sign
from press.prove.word_text import TAB
from press.prove.words import bare, fold

_DIGEST: Final = re.compile("[0-9a-f]{64}")
_ALIGNED: Final = {"start": "Table Text", "center": "Table Text Centred", "end": "Table Text End"}
_TICK: Final = "\u2610\u00a0"


def bookmark(unit: str) -> str:
    """Return the name of a unit's bookmark."""
    return f"u_{hashlib.sha256(unit.encode()).hexdigest()[:12]}"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A paragraph that the file must have. ``marked`` is a unit whose bookmark is around these words of it."""

    unit: str
    what: str
    style: str
    text: str
    sign: Sign | None = None
    spans: tuple[Span, ...] = ()
    cell: Cell | None = None
    alternative: str | None = None
    marked: tuple[tuple[str, str], ...] = ()
    sequence: str = ""
    control: tuple[str, Control] | None = None  # the path of what is filled in here

    @property
    def where(self) -> str:
        """What to call it in a message."""
        return f"{self.what} of '{self.unit}'" if self.unit else self.what


@dataclass(frozen=True, slots=True)
class WordExpectation:
    """All paragraphs, all notes, and the pages that nobody knows."""

    paragraphs: tuple[Wanted, ...]
    notes: tuple[Expected, ...]
    unknown: tuple[tuple[str, str, str], ...]


def expect_word(document: Document, page_of: PageOf, digest: str) -> WordExpectation:
    """Return what the Word file of a document must say. ``digest`` is the true one."""
    builder = _Builder(page_of, digest, document.has_cover, document.kind in ("questionnaire", "worksheet"))
    builder.blocks(document.blocks)
    return WordExpectation(tuple(builder.made), tuple(builder.notes), tuple(dict.fromkeys(builder.unknown)))


@dataclass(slots=True)
class _Builder:
    page_of: PageOf
    digest: str
    has_cover: bool
    is_form: bool
    made: list[Wanted] = field(default_factory=list)
    notes: list[Expected] = field(default_factory=list)
    unknown: list[tuple[str, str, str]] = field(default_factory=list)
    unit: str = ""
    style: str = "Body Text"
    box: str = ""
    depth: int = 0
    tables: int = 0
    opening: bool = False
    begun: list[str] = field(default_factory=list)

    def blocks(self, blocks: Blocks, style: str = "") -> None:
        """Expect blocks, their paragraphs in the style of a place."""
        outer, self.style = self.style, style or self.style
        for block in blocks:
            before, self.unit = self.unit, _name(block) or self.unit
            self.block(block)
            self.unit = before
        self.style = outer

    def say(self, what: str, style: str, *content: str | Inlines, sign: Sign | None = None) -> None:
        """Expect a paragraph of texts and inlines; none where there are no words."""
        if any(content):
            words = self.words(content)
            self.add(Wanted(self.unit, what, style, spaced(words.text), sign, tuple(words.spans)))

    def words(self, content: Sequence[str | Inlines]) -> Words:
        words = Words(self.unit, self.page_of, self.notes, self.unknown)
        for part in content:
            words.add((doc.Text(part),) if isinstance(part, str) else part)
        return words

    def add(self, wanted: Wanted) -> None:
        """Expect a paragraph; units that begin here have their bookmark around all of it, unless told otherwise."""
        marked = wanted.marked or tuple((unit, bare(fold(wanted.text))) for unit in self.begun)
        self.begun.clear()
        self.made.append(replace(wanted, marked=marked))

    @singledispatchmethod
    def block(self, node: Block) -> None:
        raise TypeError(f"nothing is expected of {type(node).__name__}")

    @block.register
    def _(self, node: doc.Paragraph) -> None:
        self.say("paragraph", self.style, node.content)

    @block.register
    def _(self, node: doc.List) -> None:
        self.depth += 1
        deep = f" {min(self.depth, 3)}" if self.depth > 1 and not self.box else ""
        kind = "Number" if node.ordered else "Bullet"
        style = f"{self.box} List {kind}".strip() + deep
        for number, item in enumerate(node.items, start=node.start):
            sign = Sign(f"{number}." if node.ordered else BULLET, self.depth - 1)
            first = item[0] if item and isinstance(item[0], doc.Paragraph) else doc.Paragraph(())
            before = len(self.made)
            self.say(f"item {number}", style, first.content, sign=sign)
            if len(self.made) == before:
                self.add(Wanted(self.unit, f"item {number}", style, "", sign))
            rest = item[1:] if item and item[0] is first else item
            self.blocks(rest, f"{self.box} Text" if self.box else f"List Continue{deep}")
        self.depth -= 1

    @block.register
    def _(self, node: doc.DefinitionList) -> None:
        outer = self.unit
        for item in node.items:
            self.unit = item.id or outer
            self.begun += [item.id] if item.id else []
            self.say("term", "Definition Term", item.term)
            self.blocks(item.definition, "Definition")
        self.unit = outer

    @block.register
    def _(self, node: doc.Table) -> None:
        self.say("audience", "Audience", node.audience)
        self.tables += 1
        if node.caption:
            self.caption(node.id, node.label, node.caption, "Table")
        for row, cells in enumerate((node.header, *node.rows), start=1):
            for column, content in enumerate(cells, start=1):
                what = f"column {column}" if row == 1 else f"row {row - 1}, column {column}"
                style = _ALIGNED[node.alignments[column - 1]] if row > 1 else "Table Heading"
                words = self.words((content,))
                cell = Cell(self.tables, row, column)
                self.add(Wanted(self.unit, what, style, spaced(words.text), None, tuple(words.spans), cell))
        self.add(Wanted(self.unit, "end of the table", "Table End", ""))

    def caption(self, unit: str, label: str, caption: str, sequence: str) -> None:
        text = spaced(f"{label} {caption}")
        marked = ((unit, bare(fold(label))),) if unit else ()
        self.add(Wanted(self.unit, "caption", "caption", text, marked=marked, sequence=sequence))

    @block.register
    def _(self, node: doc.Figure) -> None:
        self.say("audience", "Audience", node.audience)
        self.add(Wanted(self.unit, "picture", "Figure", "", alternative=node.alternative))
        self.caption(node.id, node.label, node.caption, "Figure")
        self.blocks((node.twin,) if node.twin else ())

    @block.register
    def _(self, node: doc.Callout) -> None:
        self.boxed(node, node.kind.capitalize(), node.title, node.origin)

    @block.register
    def _(self, node: doc.Takeaway) -> None:
        self.boxed(node, "Takeaway", "", node.origin)

    @block.register
    def _(self, node: doc.Action) -> None:
        self.boxed(node, "Action", node.title, node.origin)

    @block.register
    def _(self, node: doc.Case) -> None:
        self.boxed(node, "Case", node.title, node.origin)

    def boxed(
        self,
        node: doc.Callout | doc.Takeaway | doc.Action | doc.Case | doc.Video,
        box: str,
        title: str,
        origin: doc.Reference | None = None,
    ) -> None:
        if box != "Video":
            self.begun.append(node.id)
        self.say("label", f"{box} Label", node.label)
        self.say("title", f"{box} Title", title)
        self.say("audience", f"{box} Audience", node.audience)
        outer, self.box = self.box, box
        self.blocks(node.blocks, f"{box} Text")
        self.box = outer
        if origin:
            self.say("origin", f"{box} Origin", (origin,))

    @block.register
    def _(self, node: doc.Video) -> None:
        self.begun.append(node.id)
        self.add(Wanted(self.unit, "QR code", "Video Code", "", alternative=node.code_alternative))
        self.boxed(node, "Video", f"{node.title} · {node.duration}")
        self.say("address", "Video Address", (doc.Link(node.address, (doc.Text(node.address),)),))

    @block.register
    def _(self, node: doc.Quote) -> None:
        self.begun.append(node.id)
        self.say("audience", "Audience", node.audience)
        self.blocks(node.blocks, "Quote")
        self.say("attribution", "Quote Attribution", node.attribution)

    @block.register
    def _(self, node: doc.Field) -> None:
        self.begun.append(node.id)
        self.say("audience", "Question Audience", node.audience)
        self.say("condition", "Condition", node.condition)
        blocks = (doc.Paragraph((doc.Text(node.title),)), *node.blocks) if node.title else node.blocks
        first = blocks[0] if blocks and isinstance(blocks[0], doc.Paragraph) else doc.Paragraph(())
        words = self.words((first.content,))
        sign = Sign(node.number, 0)
        self.add(Wanted(self.unit, "question", "Question", spaced(words.text), sign, tuple(words.spans)))
        self.blocks(blocks[1:] if first.content else blocks, "Help" if node.title else "Question Continue")
        self.say("mark of what is required", "Required", node.required)
        self.blocks(node.help, "Help")
        self.say("explanation", "Help", node.explained)
        self.say("room", "Help", node.room)
        if self.is_form:
            self.form(node)
        else:
            self.room(node)
        if node.origin:
            self.say("origin", "Origin", (node.origin,))

    def choices(self, entry: doc.Entry, *, inline: bool) -> None:
        ticked = [f"{_TICK}{choice.shown}" for choice in entry.choices]
        if inline:
            self.say("choices", "Choice Line", TAB.join(ticked))
        else:
            for choice, text in zip(entry.choices, ticked, strict=True):
                self.say(f"choice “{choice.key}”", "Choice", text)

    def room(self, node: doc.Field) -> None:
        if node.answer and node.answer.choices:
            self.choices(node.answer, inline=node.kind in ("yes-no", "scale"))
        elif node.answer:
            self.add(Wanted(self.unit, "room to answer", "Answer", ""))

    # Forms

    def form(self, node: doc.Field) -> None:
        if node.answer and node.answer.kind == "one":
            self.choices(node.answer, inline=node.kind in ("yes-no", "scale"))
        self.entry_table(node.answer)
        if node.grid:
            self.grid(node.grid)
        self.say("where to go on", "Help", node.onward)
        self.say("evidence", "Help", node.evidence.label if node.evidence else "")
        self.entry_table(node.evidence)

    def entry_table(self, entry: doc.Entry | None) -> None:
        if entry is None:
            return
        self.tables += 1
        ticks = entry.choices if entry.kind == "several" else (None,)
        for row, choice in enumerate(ticks, start=1):
            code = f"{entry.code}.{row}" if choice else entry.code
            self.add(Wanted(self.unit, "code", "Form Code", code, cell=Cell(self.tables, row, 1)))
            self.controlled(entry, choice, Cell(self.tables, row, 2))

    def controlled(self, entry: doc.Entry, choice: doc.Choice | None, cell: Cell) -> None:
        path, control = due(entry, choice)
        text = f"{TICK} {choice.shown}" if choice else entry.default or entry.hint
        what = f"room for '{path}'"
        self.add(Wanted(self.unit, what, "Form Answer", spaced(text), cell=cell, control=(path, control)))

    def grid(self, grid: doc.Grid) -> None:
        self.tables += 1
        labelled = int(grid.has_labels)
        for column, head in enumerate((*((grid.head,) * labelled), *grid.columns), start=1):
            words = spaced(head)
            self.add(Wanted(self.unit, f"column {column}", "Table Heading", words, cell=Cell(self.tables, 1, column)))
        for row, one in enumerate(grid.rows, start=2):
            if labelled:
                cell = Cell(self.tables, row, 1)
                self.add(Wanted(self.unit, f"row {row - 1}", "Table Text", spaced(one.label), cell=cell))
            for column, entry in enumerate(one.entries, start=1 + labelled):
                cell = Cell(self.tables, row, column)
                self.add(Wanted(self.unit, "code", "Form Code", entry.code, cell=cell))
                if offered := " · ".join(choice.shown for choice in entry.choices):
                    self.add(Wanted(self.unit, "choices", "Form Code", spaced(offered), cell=cell))
                self.controlled(entry, None, cell)
        self.add(Wanted(self.unit, "end of the table", "Table End", ""))

    @block.register
    def _(self, node: doc.Section) -> None:
        self.begun.append(node.id)
        self.heading(node.level, node.number, node.title)
        self.say("audience", "Audience", node.audience)
        self.say("condition", "Condition", node.condition)
        self.blocks(node.blocks)

    def heading(self, level: int, number: str, title: str) -> None:
        """Expect a heading; after the contents, and for the imprint, one that begins a page."""
        opens = " Opening" if self.opening and level == 1 else ""
        self.opening = False
        style = f"Heading {level}{opens} Unnumbered" if not number else f"Heading {level}{opens}" if opens else ""
        sign = Sign(number, level - 1) if number else None
        self.say("heading", style or f"heading {level}", title, sign=sign)

    @block.register
    def _(self, node: doc.Cover) -> None:
        self.say("toolkit", "Cover Toolkit", node.toolkit)
        self.say("kind", "Cover Kind", node.kind)
        self.say("title", "Title", node.title)
        self.say("subtitle", "Subtitle", node.subtitle)
        self.blocks(node.summary, "Cover Summary")
        self.say("publisher", "Cover Publisher", node.publisher)
        self.say("edition", "Cover Edition", node.edition)

    @block.register
    def _(self, node: doc.Contents) -> None:
        self.begun.append(node.id)
        self.say("heading", "TOC Heading", node.title)
        self.say("note on pages", "Contents Note", node.note)
        for entry in node.entries:
            self.entry(entry)
        self.opening = True

    def entry(self, entry: doc.ContentsEntry) -> None:
        number = f"{entry.number}{TAB}" if entry.number else ""
        words = self.words((f"{number}{entry.title}{TAB}",))
        words.add_page(entry.target, "")
        words.spans.append(Span(0, words.length(), "unit", entry.target))
        what = f"entry “{entry.number or entry.title}”"
        self.add(Wanted(self.unit, what, f"toc {entry.level}", spaced(words.text), None, tuple(words.spans)))

    @block.register
    def _(self, node: doc.Imprint) -> None:
        self.begun.append(node.id)
        self.opening = self.has_cover
        self.heading(1, "", node.title)
        for term, value in node.facts:
            self.say(
                f"fact “{term}”", "Imprint Fact", f"{term}{TAB}{self.digest if _DIGEST.fullmatch(value) else value}"
            )
        self.blocks(node.blocks, "Imprint Text")


def _name(block: Block) -> str:
    return COVER if isinstance(block, doc.Cover) else getattr(block, "id", "")
