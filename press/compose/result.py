"""A result in words: values of dimensions, how they give the level, what moves it, and what it asks for."""

from __future__ import annotations

from collections.abc import Iterable

from babel.lists import format_list

from press.compose.conditions import Conditions
from press.compose.context import Context
from press.compose.scoring import dimensions_in, gate_blocks, work_table
from press.document import Block, Blocks, Inlines, List, Paragraph, Strong, Table, Text
from press.model import Scoring
from press.score import Result, Value

_NOTHING = "–"


def result_blocks(result: Result, scoring: Scoring, conditions: Conditions, context: Context) -> Blocks:
    """Return the result of a questionnaire that was filled in."""
    return tuple(ResultWords(result, scoring, conditions, context).blocks())


class ResultWords:
    """The parts of a result in words, for whoever puts them together in another way."""

    def __init__(self, result: Result, scoring: Scoring, conditions: Conditions, context: Context) -> None:
        self.result, self.scoring, self.conditions, self.context = result, scoring, conditions, context
        self.say = context.say
        self.titles = {str(one.id): str(one.title) for one in scoring.dimensions}
        self.bands = {(str(d.id), str(band.id)): str(band.label) for d in scoring.dimensions for band in d.bands}
        self.levels = {str(one.id): one for one in scoring.levels}

    def blocks(self) -> list[Block]:
        """Return all of it, in its order."""
        made: list[Block] = [Paragraph((Strong(_text(self.say("example-result"))),)), self.table(), *self.way()]
        level = self.levels.get(self.result.level)
        said = self.say("example-level", level=level.label) if level else self.say("example-no-level")
        made.append(Paragraph((Strong(_text(said)),)))
        made += self.context.blocks(level.advice) if level else ()
        if self.result.is_provisional:
            made.append(self.provisional())
        return made

    def way(self) -> list[Block]:
        """Return how the values give the level, and which answers move it."""
        made: list[Block] = []
        if steps := self.steps():
            made.append(self.context.paragraph(" ".join(steps)))
        fired = [gate for gate in self.scoring.gates if gate.id in self.result.gates]
        if fired:
            made.append(self.context.paragraph(self.say("example-gates")))
            made.append(List(tuple(gate_blocks(g, self.scoring, self.conditions, self.context) for g in fired)))
        return made

    def provisional(self) -> Paragraph:
        """Return which questions that score have no answer."""
        questions = self.numbers(self.result.unanswered)
        return self.context.paragraph(self.say("example-provisional", questions=questions))

    def table(self) -> Table:
        """Return what each dimension came to, as the work table of the form has it."""
        dimensions = (str(one.id) for one in dimensions_in(self.scoring, self.conditions))
        return work_table(tuple(self.row(name, self.result.values[name]) for name in dimensions), self.context)

    def row(self, dimension: str, value: Value) -> tuple[Inlines, ...]:
        """Return the line of a dimension."""
        said = [self.titles[dimension], *[_NOTHING] * 3, ""]
        if value.rounded is not None:
            band = self.bands.get((dimension, value.band), "")
            said = [self.titles[dimension], str(value.points), str(value.possible), str(value.rounded), band]
        return tuple(_text(words) for words in said)

    def steps(self) -> list[str]:
        """Return how the values give the level before answers move it: by a total, or by a matrix."""
        result, said = self.result, []
        if result.total is not None:
            level = self.quoted(str(self.levels[result.total.band].label))
            said.append(self.say("example-total", value=result.total.rounded, level=level))
        mitigation, matrix = self.scoring.mitigation, self.scoring.matrix
        if matrix and result.before_gates:
            bands = {name: result.values[name].band for name in (str(matrix.rows), str(matrix.columns))}
            if mitigation and result.lowered_to:
                lowers, by = str(mitigation.lowers), str(mitigation.dimension)
                label = self.quoted(self.bands[lowers, result.lowered_to])
                said.append(self.say("example-lowered", by=self.titles[by], lowers=self.titles[lowers], band=label))
                bands[lowers] = result.lowered_to
            pairs = [
                self.say("listing", name=self.titles[d], text=self.quoted(self.bands[d, b])) for d, b in bands.items()
            ]
            level = self.quoted(str(self.levels[result.before_gates].label))
            said.append(self.say("example-matrix", rows=pairs[0], columns=pairs[1], level=level))
        return said

    def quoted(self, words: str) -> str:
        """Return words in the marks of the language."""
        return self.say("quoted", title=words)

    def numbers(self, questions: Iterable[str]) -> str:
        """Return questions by their numbers in the form, in order."""
        numbers = sorted((self.conditions.numbers[name] for name in questions), key=int)
        return format_list(numbers, locale=self.context.language.locale)


def _text(words: str) -> Inlines:
    return (Text(words),)
