"""Answers in full: every question with what was said, in the words that were written, whatever they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from press.collect.answers import Answer, Row, Single, Value
from press.compose.context import Context
from press.document import (
    Alignment,
    Block,
    Blocks,
    DefinitionItem,
    DefinitionList,
    Emphasis,
    Inlines,
    LineBreak,
    Paragraph,
    Section,
    Table,
    Text,
)
from press.report.asked import Asked, Sections
from press.report.charts import text
from press.report.plain import Plain
from press.report.view import View


@dataclass(frozen=True, slots=True)
class Teller:
    """Says what was answered."""

    context: Context
    plain: Plain

    def sections(self, asked: Sections, view: View) -> Blocks:
        """Return the answers to a form, a section for each of its own."""
        made: list[Block] = []
        for number, (title, questions) in enumerate(asked, start=1):
            items = tuple(self.item(one, view.answers[one.id], view) for one in questions)
            made.append(Section(f"report-answers-{number}", 2, "", title, (DefinitionList(items),)))
        return tuple(made)

    def item(self, one: Asked, answer: Answer, view: View) -> DefinitionItem:
        """Return a question with its answer; with a remark where its words were changed or it is to be asked again."""
        number = f"{one.number}. " if one.number else ""
        mark = f" ({one.older})" if one.older else ""
        blocks = list(self.said(one, answer))
        if one.id in view.changed:
            blocks.append(self.remark("report-changed"))
        if (older := view.again.get(one.id)) is not None:
            blocks += [self.remark("report-again"), *self.value(one, older.value)]
        return DefinitionItem((Text(f"{number}{one.text}{mark}"),), tuple(blocks))

    def said(self, one: Asked, answer: Answer) -> Blocks:
        """Return an answer with its state and its note of evidence."""
        say, made = self.context.say, list[Block]()
        match answer.state:
            case "answered":
                made += self.value(one, answer.value)
            case "not-applicable":
                made.append(Paragraph(text(say("not-applicable"))))
            case "unanswered":
                made.append(self.remark("report-unanswered"))
            case "hidden":
                filled = answer.value is not None
                made.append(self.remark("report-hidden-but" if filled else "report-hidden"))
                made += self.value(one, answer.value) if filled else ()
            case "unreadable":
                made.append(self.remark("report-unreadable"))
                made += self.value(one, answer.value) if answer.value is not None else ()
        if answer.state == "unreadable":
            made += [block for found in answer.raw.values() for block in self.plain.blocks(found)]
        if answer.evidence:
            label = one.note or say("report-note")
            made.append(Paragraph((Emphasis(text(f"{label} ")), *self.plain.inlines(answer.evidence))))
        return tuple(made)

    def remark(self, word: str) -> Paragraph:
        """Return a remark of the report's own, which is not an answer."""
        return Paragraph((Emphasis(text(self.context.say(word))),))

    def value(self, one: Asked, value: Value) -> Blocks:
        """Return what was answered, as blocks."""
        if isinstance(value, tuple):
            if all(isinstance(row, Row) for row in value):
                return (self.table(one, [row for row in value if isinstance(row, Row)]),) if value else ()
            return tuple(Paragraph(self.single(one, str(key))) for key in value if not isinstance(key, Row))
        if isinstance(value, str) and one.kind in ("short-text", "long-text"):
            return self.plain.blocks(value)
        return (Paragraph(self.single(one, value)),) if value is not None else ()

    def brief(self, one: Asked, answer: Answer) -> str:
        """Return an answer that scores, on one line."""
        if answer.state != "answered":
            return self.context.say("report-unreadable-brief" if answer.state == "unreadable" else "report-unanswered")
        if isinstance(answer.value, tuple):
            said = [one.chosen(str(key)) for key in answer.value if not isinstance(key, Row)]
            return self.plain.line(self.context.say("listing-join").join(said))
        return self.plain.line(one.chosen(str(answer.value)))

    def single(self, one: Asked, value: Single, column: str = "") -> Inlines:
        """Return one value: a choice by its text, a number and a day as the language writes them, a text as it is."""
        language = self.context.language
        if isinstance(value, Decimal):
            unit = f" {one.unit}" if one.unit and not column else ""
            return text(f"{language.number(value)}{unit}")
        if one.choices.get(column):
            return text(self.plain.line(one.chosen(value, column)))
        if column in one.dates:
            return text(language.day(date.fromisoformat(value)))
        return self.plain.inlines(value)

    def table(self, one: Asked, rows: Sequence[Row]) -> Table:
        """Return the rows that were filled in."""
        say, names = self.context.say, one.rows or {}
        has_names = any(names.get(row.key) for row in rows)
        several = has_names or len(rows) > 1
        header = [say("row-head" if has_names else "example-number")] if several else []
        header += [title for _, title in one.columns]
        made = []
        for place, row in enumerate(rows, start=1):
            cells = [self.single(one, row.cells[c], c) if c in row.cells else () for c, _ in one.columns]
            label = names.get(row.key) or (row.key if not has_names and row.key else str(place))
            made.append((text(label), *cells) if several else tuple(cells))
        alignments: tuple[Alignment, ...] = tuple("start" for _ in header)
        return Table(tuple(map(text, header)), tuple(made), alignments)


def joined(*lines: Inlines) -> Inlines:
    """Return lines one below the other."""
    made: Inlines = ()
    for line in lines:
        made = (*made, LineBreak(), *line) if made else line
    return made
