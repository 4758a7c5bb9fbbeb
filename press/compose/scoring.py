"""How a questionnaire's answers become a result, in plain words: enough to work it out with a pen."""

from __future__ import annotations

from typing import Final

from babel.lists import format_list

from press.compose.conditions import Conditions
from press.compose.context import Context
from press.compose.fields import choices, scale_of
from press.condition import parse, without
from press.document import Alignment, Block, Blocks, Inlines, List, Paragraph, Section, Strong, Table, Text
from press.model import Dimension, Gate, Level, Mitigation, Option, Question, ScoreMatrix, Scoring

SCORING: Final = "how-it-is-scored"


def scoring_section(scoring: Scoring, conditions: Conditions, context: Context) -> Section:
    """Return the method of a questionnaire as a section."""
    return Section(SCORING, 1, "", context.say(SCORING), tuple(_Method(scoring, conditions, context).blocks()))


class _Method:
    def __init__(self, scoring: Scoring, conditions: Conditions, context: Context) -> None:
        self.scoring, self.conditions, self.context = scoring, conditions, context
        self.say = context.say
        self.dimensions = dimensions_in(scoring, conditions)
        self.titles = {str(one.id): str(one.title) for one in scoring.dimensions}
        self.labels = {str(one.id): str(one.label) for one in scoring.levels}

    def blocks(self) -> Blocks:
        made: list[Block] = list(self.context.blocks(self.scoring.text))
        made += [self.context.paragraph(self.say("score-points")), self.points()]
        made.append(self.context.paragraph(self.say("score-steps")))
        made += [block for one in self.dimensions for block in self.dimension(one)]
        made += [self.context.paragraph(self.say("score-work")), self.work()]
        if self.scoring.matrix:
            made += self.matrix(self.scoring.matrix)
        else:
            made.append(self.context.paragraph(self.total()))
        if self.scoring.mitigation:
            made.append(self.mitigation(self.scoring.mitigation))
        if gates := gates_in(self.scoring, self.conditions):
            said = tuple(gate_blocks(gate, self.scoring, self.conditions, self.context) for gate in gates)
            made += [self.context.paragraph(self.say("score-gates")), List(said, ordered=True)]
        made.append(self.context.paragraph(self.say("score-levels")))
        made += [block for level in self.scoring.levels for block in self.level(level)]
        made.append(self.context.paragraph(self.say("score-provisional")))
        return tuple(made)

    def scored(self, dimension: str = "") -> list[Question]:
        """Return the questions of this document that score, in a dimension or at all."""
        found = (question for question in self.conditions.questions.values() if question.score)
        return [q for q in found if q.score and (not dimension or q.score.dimension == dimension)]

    def points(self) -> Table:
        """Return a work table: what each answer to each question scores, and how heavily the question weighs."""
        heads = ("score-question", "score-dimension", "score-weight", "score-answers")
        rows = tuple(self.row(question) for question in self.scored())
        return Table(tuple(_text(self.say(head)) for head in heads), rows, ("start", "start", "end", "start"))

    def row(self, question: Question) -> tuple[Inlines, ...]:
        score = question.score
        if score is None:
            raise TypeError(f"{question.id} does not score")
        own = {str(key): points for key, points in question.points.items()}
        own |= {str(option.key): option.points or 0 for option in self.options(question)}
        offered = [c for c in choices(question, self.context) if c.key in own]
        listed = (self.say("listing", name=choice.text, text=own[choice.key]) for choice in offered)
        answers = self.say("listing-join").join(listed)
        number, title = self.conditions.numbers[str(question.id)], self.titles[str(score.dimension)]
        return _text(number), _text(title), _text(str(score.weight)), _text(answers)

    def options(self, question: Question) -> tuple[Option, ...]:
        return question.options or scale_of(question, self.context)

    def dimension(self, one: Dimension) -> Blocks:
        numbers = [self.conditions.numbers[str(question.id)] for question in self.scored(str(one.id))]
        listed = format_list(numbers, locale=self.context.language.locale)
        said = self.say(f"score-{one.method}", questions=listed)
        head: Inlines = (Strong(_text(str(one.title))), Text(" "), Text(said))
        if not one.bands:
            return (Paragraph(head),)
        bands = tuple(
            (Paragraph(_text(self.band(str(b.label), b.from_, b.to))), *self.context.blocks(b.advice))
            for b in one.bands
        )
        return (Paragraph(head), List(bands))

    def work(self) -> Table:
        """Return room to work it out: a line for each dimension."""
        rows = tuple((_text(str(one.title)), (), (), (), ()) for one in self.dimensions)
        return work_table(rows, self.context)

    def band(self, label: str, low: int, high: int) -> str:
        return self.say("score-band", label=label, low=low, high=high)

    def total(self) -> str:
        weights = {str(one.title): one.weight for one in self.dimensions}
        if len(set(weights.values())) == 1:
            return self.say("score-total")
        listed = (self.say("listing", name=title, text=weight) for title, weight in weights.items())
        return self.say("score-total-weighted", weights=self.say("listing-join").join(listed))

    def matrix(self, matrix: ScoreMatrix) -> Blocks:
        bands = {str(one.id): one.bands for one in self.scoring.dimensions}
        rows, columns = str(matrix.rows), str(matrix.columns)
        corner = self.say("score-corner", rows=self.titles[rows], columns=self.titles[columns])
        head = (_text(corner), *(_text(str(band.label)) for band in bands[columns]))
        body = tuple(
            (_text(str(band.label)), *(_text(self.labels[str(level)]) for level in cells))
            for band, cells in zip(bands[rows], matrix.cells, strict=True)
        )
        intro = self.say("score-matrix", rows=self.titles[rows], columns=self.titles[columns])
        return self.context.paragraph(intro), Table(head, body, tuple("start" for _ in head))

    def mitigation(self, one: Mitigation) -> Block:
        bands = {str(band.id): str(band.label) for d in self.scoring.dimensions for band in d.bands}
        steps = (
            self.say("score-step", band=self.say("quoted", title=bands[str(step.band)]), by=step.by)
            for step in one.steps
        )
        lowers, by = self.titles[str(one.lowers)], self.titles[str(one.dimension)]
        joined = self.say("listing-join").join(steps)
        return self.context.paragraph(self.say("score-mitigation", lowers=lowers, by=by, steps=joined))

    def level(self, level: Level) -> Blocks:
        low, high, label = level.from_, level.to, str(level.label)
        title = label if low is None or high is None else self.band(label, low, high)
        return Paragraph((Strong(_text(title)),)), *self.context.blocks(level.advice)


def dimensions_in(scoring: Scoring, conditions: Conditions) -> tuple[Dimension, ...]:
    """Return the dimensions that questions of a document count for."""
    used = {str(question.score.dimension) for question in conditions.questions.values() if question.score}
    return tuple(one for one in scoring.dimensions if one.id in used)


def gates_in(scoring: Scoring, conditions: Conditions) -> tuple[Gate, ...]:
    """Return the gates that answers to a document can open."""
    return tuple(gate for gate in scoring.gates if without(parse(gate.if_), conditions.numbers))


def work_table(rows: tuple[tuple[Inlines, ...], ...], context: Context) -> Table:
    """Return the table in which dimensions are worked out: points scored, points possible, value, band."""
    heads = ("score-dimension-head", "score-scored", "score-possible", "score-value", "score-band-head")
    alignments: tuple[Alignment, ...] = ("start", "end", "end", "end", "start")
    return Table(tuple(_text(context.say(head)) for head in heads), rows, alignments)


def gate_blocks(gate: Gate, scoring: Scoring, conditions: Conditions, context: Context) -> Blocks:
    """Return a gate in words: when it holds, where it moves the level, and why."""
    direction = "at-least" if gate.at_least else "at-most"
    labels = {str(one.id): str(one.label) for one in scoring.levels}
    level = context.say("quoted", title=labels[str(gate.at_least or gate.at_most)])
    condition = without(parse(gate.if_), conditions.numbers)
    if condition is None:
        raise TypeError(f"no answer to this document opens {gate.id}")
    said = context.say(f"score-{direction}", condition=conditions.said(condition), level=level)
    return context.paragraph(said), *context.blocks(gate.because)


def _text(words: str) -> Inlines:
    return (Text(words),)
