"""Blocks -> paragraphs and tables of a Word file: one small function for each kind. docs/word.md is the contract."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import singledispatchmethod
from typing import Final

from press import document as doc
from press.document import Block, Blocks, Inlines
from press.problem import ContentError, Problem
from press.write import word_form
from press.write.ooxml import drawing, text
from press.write.ooxml.markup import NOTHING, Markup, joined
from press.write.ooxml.table import table
from press.write.picture import Picture, qr_code
from press.write.word_inlines import Inliner
from press.write.word_styles import WordStyles
from press.write.word_tables import column_widths

BULLETS, NUMBERS, BOX_BULLETS, BOX_NUMBERS, QUESTIONS = 2, 3, 5, 6, 4  # lists of styles/word.yaml
_ALIGNED: Final = {"start": "TableText", "center": "TableTextCentred", "end": "TableTextEnd"}
_TICK: Final = "\u2610\u00a0"
_CODE_WIDTH: Final = 24.0  # millimetres
_DEEPEST: Final = 3  # levels of lists that have styles of their own
_LINES: Final = {"lines": 4}  # of room to answer


@dataclass(slots=True)
class Blocker:
    """Writes blocks, in the styles of where they stand: a box, a list, a definition, a quotation."""

    inliner: Inliner
    styles: WordStyles
    images: Mapping[str, Picture]
    made: list[Markup] = field(default_factory=list)
    restarts: list[tuple[int, int, int, int]] = field(default_factory=list)
    media: dict[str, bytes] = field(default_factory=dict)
    box: str = ""
    plain_style: str = "BodyText"
    depth: int = 0
    question: int = 0
    renumbered: int = 0
    pending: list[str] = field(default_factory=list)
    bookmarks: int = 0
    controls: set[int] = field(default_factory=set)
    pictures: int = 0
    opening: bool = False
    headings: list[int] = field(default_factory=lambda: [0] * 9)

    def blocks(self, blocks: Blocks) -> None:
        """Write blocks one after the other."""
        for block in blocks:
            self.block(block)

    def within(self, style: str, blocks: Blocks) -> None:
        """Write blocks whose paragraphs have the style of a place."""
        outer, self.plain_style = self.plain_style, style
        self.blocks(blocks)
        self.plain_style = outer

    def say(self, style: str, content: Inlines | str, number: tuple[int, int] | None = None) -> None:
        """Write a paragraph, if it has words."""
        if content:
            self.put(style, self.runs(content), number)

    def runs(self, content: Inlines | str) -> Markup:
        """Return words or inlines as runs."""
        return self.inliner.words(content) if isinstance(content, str) else self.inliner.inlines(content)

    def put(self, style: str, content: Markup, number: tuple[int, int] | None = None) -> None:
        """Write a paragraph; units that begin here have their bookmarks around it."""
        self.made.append(text.paragraph(style, self.marked(content), number=number))

    def marked(self, content: Markup) -> Markup:
        """Return content inside the bookmarks of the units that begin here."""
        for unit in self.pending:
            self.bookmarks += 1
            content = text.bookmark(text.bookmark_name(unit), self.bookmarks, content)
        self.pending.clear()
        return content

    def begin(self, unit: str) -> None:
        """Say that a unit begins with the next paragraph."""
        if unit:
            self.pending.append(unit)

    @singledispatchmethod
    def block(self, node: Block) -> None:
        """Write one block; TypeError for one that nothing is registered for."""
        raise TypeError(f"no paragraphs for {type(node).__name__}")

    @block.register
    def _(self, node: doc.Paragraph) -> None:
        self.say(self.plain_style, node.content)

    @block.register
    def _(self, node: doc.List) -> None:
        self.depth += 1
        kind = "Number" if node.ordered else "Bullet"
        level = self.depth - 1
        number = self.restart(node, level) if node.ordered else None
        if self.box:
            style = f"{self.box}List{kind}"
            number = number or (BOX_BULLETS, level)
        else:
            deep = min(self.depth, _DEEPEST)
            style = f"List{kind}{deep if deep > 1 else ''}"
            if not node.ordered and self.depth > _DEEPEST:
                number = (BULLETS, level)
        for item in node.items:
            self.item(style, number, item)
        self.depth -= 1

    def restart(self, node: doc.List, level: int) -> tuple[int, int]:
        """Return a list of its own for an ordered list, which begins where the author says."""
        number = 100 + len(self.restarts)
        self.restarts.append((number, BOX_NUMBERS if self.box else NUMBERS, level, node.start))
        return number, level

    def item(self, style: str, number: tuple[int, int] | None, item: Blocks) -> None:
        """Write an item: its first paragraph has the sign; whatever follows stands below it."""
        first, rest = (item[0], item[1:]) if item and isinstance(item[0], doc.Paragraph) else (None, item)
        self.put(style, self.runs(first.content) if first else NOTHING, number)
        deep = min(self.depth, _DEEPEST)
        below = f"{self.box}Text" if self.box else f"ListContinue{deep if deep > 1 else ''}"
        self.within(below, rest)

    @block.register
    def _(self, node: doc.DefinitionList) -> None:
        for item in node.items:
            self.begin(item.id)
            self.say("DefinitionTerm", item.term)
            self.within("Definition", item.definition)

    @block.register
    def _(self, node: doc.Table) -> None:
        self.say("Audience", node.audience)
        if node.caption:
            self.caption(node.id, node.label, node.caption, "Table")
        widths = column_widths((node.header, *node.rows), self.styles.text_width)
        head = [text.paragraph("TableHeading", self.marked(self.runs(cell))) for cell in node.header]
        styles = [_ALIGNED[alignment] for alignment in node.alignments]
        body = [
            [text.paragraph(style, self.runs(cell)) for style, cell in zip(styles, row, strict=True)]
            for row in node.rows
        ]
        self.made.append(table("ToolkitTable", widths, [head, *body], rtl=self.inliner.rtl))
        self.made.append(text.paragraph("TableEnd", NOTHING))  # tables have no space below them in Word

    def caption(self, unit: str, label: str, caption: str, sequence: str) -> None:
        """Write a caption; the bookmark is around the label, which is what references to it say."""
        self.begin(unit)
        marked = self.marked(self.inliner.label(label, sequence))
        self.put("Caption", joined(marked, self.inliner.words(f" {caption}")))

    @block.register
    def _(self, node: doc.Figure) -> None:
        self.say("Audience", node.audience)
        self.put("Figure", self.picture(self.images[node.id], node.alternative))
        self.caption(node.id, node.label, node.caption, "Figure")
        self.blocks((node.twin,) if node.twin else ())

    def picture(self, picture: Picture, alternative: str) -> Markup:
        """Return a picture in a line, whose file is kept once."""
        self.pictures += 1
        file = self.file(picture.png)
        size = round(picture.width * drawing.EMU_PER_MM), round(picture.height * drawing.EMU_PER_MM)
        widest = self.styles.text_width * 635  # EMU in a twentieth of a point
        if size[0] > widest:
            size = widest, round(size[1] * widest / size[0])
        return drawing.picture(self.inliner.relationships.part("image", file), self.pictures, size, alternative)

    def file(self, png: bytes) -> str:
        """Keep a picture's file and return where."""
        known = next((file for file, data in self.media.items() if data == png), "")
        file = known or f"media/picture{len(self.media) + 1}.png"
        self.media[file] = png
        return file

    @block.register
    def _(self, node: doc.Callout) -> None:
        self.boxed(node.kind.capitalize(), node.id, node.label, node.title, node.audience, node.blocks, node.origin)

    @block.register
    def _(self, node: doc.Takeaway) -> None:
        self.boxed("Takeaway", node.id, node.label, "", node.audience, node.blocks, node.origin)

    @block.register
    def _(self, node: doc.Action) -> None:
        self.boxed("Action", node.id, node.label, node.title, node.audience, node.blocks, node.origin)

    @block.register
    def _(self, node: doc.Case) -> None:
        self.boxed("Case", node.id, node.label, node.title, node.audience, node.blocks, node.origin)

    def boxed(
        self,
        box: str,
        unit: str,
        label: str,
        title: str,
        audience: str,
        blocks: Blocks,
        origin: doc.Reference | None = None,
    ) -> None:
        """Write a box; parts without words are left out."""
        self.begin(unit)
        for part, words in (("Label", label), ("Title", title), ("Audience", audience)):
            self.say(f"{box}{part}", words)
        outer, self.box = self.box, box
        self.within(f"{box}Text", blocks)
        self.box = outer
        if origin:
            self.say(f"{box}Origin", (origin,))

    @block.register
    def _(self, node: doc.Video) -> None:
        self.begin(node.id)
        code = qr_code(node.address, _CODE_WIDTH)
        self.put("VideoCode", self.picture(code, node.code_alternative))
        title = f"{node.title} · {node.duration}"
        self.boxed("Video", "", node.label, title, node.audience, node.blocks)
        self.say("VideoAddress", (doc.Link(node.address, (doc.Text(node.address),)),))

    @block.register
    def _(self, node: doc.Quote) -> None:
        self.begin(node.id)
        self.say("Audience", node.audience)
        self.within("Quote", node.blocks)
        self.say("QuoteAttribution", node.attribution)

    @block.register
    def _(self, node: doc.Field) -> None:
        self.begin(node.id)
        self.say("QuestionAudience", node.audience)
        self.say("Condition", node.condition)
        blocks = (doc.Paragraph((doc.Text(node.title),)), *node.blocks) if node.title else node.blocks
        first, rest = (blocks[0], blocks[1:]) if blocks else (doc.Paragraph(()), ())
        content = first.content if isinstance(first, doc.Paragraph) else ()
        self.put("Question", self.runs(content), self.count(node.number))
        self.within("Help" if node.title else "QuestionContinue", rest if content else blocks)
        self.say("Required", node.required)
        self.within("Help", node.help)
        self.say("Help", node.explained)
        self.say("Help", node.room)
        if self.inliner.document.is_form:
            word_form.answers(self, node)
        else:
            self.room(node)
        if node.origin:
            self.say("Origin", (node.origin,))

    def count(self, number: str) -> tuple[int, int] | None:
        """Let the list count questions; where the number is not the next one, begin a list with it."""
        self.question += 1
        if number == str(self.question):
            return (self.renumbered, 0) if self.renumbered else None
        if not number.isdecimal():
            raise self.miscounted("question", number, str(self.question))
        self.question, self.renumbered = int(number), 100 + len(self.restarts)
        self.restarts.append((self.renumbered, QUESTIONS, 0, self.question))
        return self.renumbered, 0

    def count_heading(self, node: doc.Section) -> None:
        """Check that Word counts a section as the Document does. Raises ContentError (W508)."""
        level = node.level - 1
        self.headings[level:] = [self.headings[level] + 1, *[0] * (8 - level)]
        counted = ".".join(map(str, self.headings[: node.level]))
        if node.number != counted:
            raise self.miscounted("section", node.number, counted)

    def miscounted(self, what: str, number: str, counted: str) -> ContentError:
        """Return the error that Word would count otherwise."""
        stem = self.inliner.document.stem
        message = f"{what} “{number}” would be “{counted}” in Word, which counts itself"
        return ContentError([Problem("W508", stem, message)])

    def choices(self, entry: doc.Entry, *, inline: bool) -> None:
        """Write what can be ticked: in a line where that is what people expect, else one below the other."""
        ticked = [self.inliner.words(f"{_TICK}{choice.shown}") for choice in entry.choices]
        if inline:
            self.put("ChoiceLine", joined(ticked[0], *(joined(text.TAB, one) for one in ticked[1:])))
        else:
            for one in ticked:
                self.put("Choice", one)

    def room(self, node: doc.Field) -> None:
        """Write room to answer on paper."""
        if node.answer and node.answer.choices:
            self.choices(node.answer, inline=node.kind in ("yes-no", "scale"))
        elif node.answer:
            self.put("Answer", joined(*[text.BREAK] * (_LINES.get(node.answer.kind, 1) - 1)))

    @block.register
    def _(self, node: doc.Section) -> None:
        self.begin(node.id)
        if node.number:
            self.count_heading(node)
        self.heading(node.level, node.title, numbered=bool(node.number))
        self.say("Audience", node.audience)
        self.say("Condition", node.condition)
        self.blocks(node.blocks)

    def heading(self, level: int, title: str, *, numbered: bool) -> None:
        """Write a heading; one that opens a part begins a page."""
        style = f"Heading{level}{'Opening' if self.opening and level == 1 else ''}{'' if numbered else 'Unnumbered'}"
        self.opening = False
        self.put(style, self.inliner.words(title))

    @block.register
    def _(self, node: doc.Cover) -> None:
        self.say("CoverToolkit", node.toolkit)
        self.say("CoverKind", node.kind)
        self.say("Title", node.title)
        self.say("Subtitle", node.subtitle)
        self.within("CoverSummary", node.summary)
        self.say("CoverPublisher", node.publisher)
        self.say("CoverEdition", node.edition)

    @block.register
    def _(self, node: doc.Contents) -> None:
        self.begin(node.id)
        self.say("TOCHeading", node.title)
        self.say("ContentsNote", node.note)
        deepest = max((entry.level for entry in node.entries), default=1)
        # LibreOffice lets people write into an index of a guarded form: there the lines are plain ones.
        first, last = (1, len(node.entries)) if not self.inliner.document.is_form else (0, 0)
        for at, entry in enumerate(node.entries, start=1):
            begin = text.open_field(f'TOC \\o "1-{deepest}" \\h \\z \\u') if at == first else NOTHING
            self.entry(entry, begin, text.CLOSED_FIELD if at == last else NOTHING)
        self.opening = True

    def entry(self, entry: doc.ContentsEntry, begin: Markup, end: Markup) -> None:
        """Write a line of the contents, which are one field over all lines but in forms."""
        words, anchor = self.inliner.words, text.bookmark_name(entry.target)
        page = text.field(f"PAGEREF {anchor} \\h", words(self.inliner.page_number(entry.target)))
        number = joined(words(entry.number), text.TAB) if entry.number else NOTHING
        line = text.link_inside(anchor, joined(number, words(entry.title), text.TAB, page))
        self.put(f"Toc{entry.level}", joined(begin, line, end))

    @block.register
    def _(self, node: doc.Imprint) -> None:
        self.begin(node.id)
        self.opening = self.inliner.document.has_cover
        self.heading(1, node.title, numbered=False)
        for term, value in node.facts:
            self.put(
                "ImprintFact", joined(self.inliner.words(term, "ImprintTerm"), text.TAB, self.inliner.words(value))
            )
        self.within("ImprintText", node.blocks)
