"""A questionnaire filled in: what was answered, question by question, and the result that it gives."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from press.compose.answers import answers_of, selected
from press.compose.conditions import Conditions
from press.compose.context import Context
from press.compose.fields import choices
from press.compose.method import method_of
from press.compose.result import result_blocks
from press.document import Blocks, Case, Emphasis, Inlines, LineBreak, Paragraph, Table, Text, plain
from press.model import Example, ExampleAnswer, Question, Questionnaire
from press.score import score
from press.select import Selection


def example_block(example: Example, context: Context) -> Case:
    """Return an example as one unit: its text, its answers and its result."""
    questionnaire = context.library.resources[str(example.questionnaire)]
    if not isinstance(questionnaire, Questionnaire):
        raise TypeError(f"{example.id} fills in no questionnaire")  # check refuses it before (C414)
    filled = _Filled(example, questionnaire, selected(example, questionnaire), context)
    blocks = (*context.blocks(example.text), filled.form(), filled.table(), *filled.result())
    audience = context.audience(example.for_)
    return Case(str(example.id), context.say("example"), str(example.title), blocks, audience=audience)


@dataclass(frozen=True, slots=True)
class _Filled:
    example: Example
    questionnaire: Questionnaire
    selection: Selection
    context: Context

    def form(self) -> Paragraph:
        """Return which document was filled in."""
        context = self.context
        before, after = context.language.around("example-form", "form")
        axes = context.library.toolkit.axis
        values = [str(axes(axis).value(value).title) for axis, value in self.selection.wanted.axes]
        short = context.refer(str(self.questionnaire.id), str(self.questionnaire.short))
        tailored = "".join(f"{context.say('audience-join')}{value}" for value in values)
        return Paragraph((Text(before), short, Text(f"{tailored}{after}")))

    def questions(self) -> Mapping[str, Question]:
        return {str(question.id): question for group in self.selection.groups for question in group.questions}

    def table(self) -> Table:
        """Return what was answered, in the order of the form."""
        say, given = self.context.say, {str(one.question): one for one in self.example.answers}
        heads = ("example-number", "score-question", "example-answer")
        rows = []
        for number, (key, question) in enumerate(self.questions().items(), start=1):
            if key in given:
                said = self.said(given[key], question)
                if note := given[key].note:
                    said = (*said, LineBreak(), Emphasis(_text(str(note))))
                rows.append((_text(str(number)), self.asked(question), said))
        return Table(tuple(_text(say(head)) for head in heads), tuple(rows), ("end", "start", "start"))

    def asked(self, question: Question) -> Inlines:
        """Return a question as plain words, without counting what it refers to as used here."""
        quiet = replace(self.context, terms_are_plain=True, terms=set(), sources=set())
        blocks = quiet.blocks(question.text)
        return _text(" ".join(plain(block.content) for block in blocks if isinstance(block, Paragraph)))

    def said(self, given: ExampleAnswer, question: Question) -> Inlines:
        say, texts = self.context.say, {choice.key: choice.text for choice in choices(question, self.context)}
        if given.rows:
            return tuple(_joined([_text(words) for words in self.rows(given, question)]))
        if given.answers:
            return _text(say("listing-join").join(texts[key] for key in texts if key in given.answers))
        answer = str(given.answer)
        if question.kind == "number" and question.unit:
            return _text(f"{answer} {question.unit}")
        return _text(texts.get(answer, answer))

    def rows(self, given: ExampleAnswer, question: Question) -> Iterator[str]:
        """Yield each row in a line: its name, if it has one, and its columns."""
        names = [*(str(row.text) for row in question.rows), *([""] * question.spare)]
        for name, row in zip(names, given.rows, strict=False):
            said = []
            for column in question.columns:
                if column.key in row:
                    options = {str(option.key): str(option.text) for option in column.options}
                    value = options.get(row[column.key], str(row[column.key]))
                    said.append(self.context.say("listing", name=column.title, text=value))
            joined = self.context.say("listing-join").join(said)
            yield self.context.say("listing", name=name, text=joined) if name else joined

    def result(self) -> Blocks:
        """Return what comes out; nothing where the questionnaire does not score."""
        method = method_of(self.questionnaire, self.selection.groups)
        if method is None or self.questionnaire.scoring is None:
            return ()
        result = score(method, answers_of(self.example, self.questions()))
        conditions = Conditions.of(self.selection.groups, self.context)
        return result_blocks(result, self.questionnaire.scoring, conditions, self.context)


def _joined(lines: Sequence[Inlines]) -> Iterator[Text | LineBreak]:
    for place, line in enumerate(lines):
        if place:
            yield LineBreak()
        yield from (part for part in line if isinstance(part, Text))


def _text(words: str) -> Inlines:
    return (Text(words),)
