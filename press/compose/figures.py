"""Data of a figure -> drawing, what its alternative text lists, and the table of its numbers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from functools import singledispatch

from press import document as doc
from press import drawing as d
from press.language import Language
from press.model import figures as m


def with_drawing(figure: doc.Figure, content: m.Drawn, language: Language) -> doc.Figure:
    """Return a figure with its drawing; its alternative text goes on to name everything that the drawing shows."""
    drawing = drawn(content, language)
    listing = listed(drawing, language)
    return replace(
        figure, alternative=f"{figure.alternative} {listing}", drawing=drawing, twin=_twin(content, drawing, language)
    )


# Drawings -------------------------------------------------------------------


@singledispatch
def drawn(content: object, language: Language) -> d.Drawing:  # noqa: ARG001
    """Return the drawing of data; TypeError for a kind that nothing is registered for."""
    raise TypeError(f"no drawing for {type(content).__name__}")


def _said(text: str | None) -> str:
    return str(text) if text is not None else ""


def _steps(content: Iterable[m.FigureStep]) -> tuple[d.Step, ...]:
    return tuple(d.Step(str(s.label), _said(s.text), _said(getattr(s, "gate", None))) for s in content)


@drawn.register
def _(content: m.ProcessFigure, language: Language) -> d.Drawing:  # noqa: ARG001
    return d.Process(_steps(content.steps))


@drawn.register
def _(content: m.CycleFigure, language: Language) -> d.Drawing:  # noqa: ARG001
    return d.Cycle(str(content.centre), _steps(content.steps))


@drawn.register
def _(content: m.WheelFigure, language: Language) -> d.Drawing:  # noqa: ARG001
    return d.Wheel(str(content.centre), _steps(content.sectors))


@drawn.register
def _(content: m.MatrixFigure, language: Language) -> d.Drawing:  # noqa: ARG001
    rows = tuple(
        d.Row(str(row.label), tuple(d.Cell(str(cell.text), cell.level) for cell in row.cells)) for row in content.rows
    )
    return d.Matrix(_said(content.across), _said(content.down), tuple(map(str, content.columns)), rows)


@drawn.register
def _(content: m.TimelineFigure, language: Language) -> d.Drawing:  # noqa: ARG001
    order = {str(stage.key): place for place, stage in enumerate(content.stages)}
    lanes = tuple(
        d.Lane(
            str(lane.label),
            tuple(d.Bar(str(bar.text), order[bar.from_], order[bar.to or bar.from_]) for bar in lane.bars),
        )
        for lane in content.lanes
    )
    return d.Timeline(tuple(str(stage.label) for stage in content.stages), lanes)


@drawn.register
def _(content: m.TreeQuestion, language: Language) -> d.Drawing:  # noqa: ARG001
    return d.Tree(_question(content))


def _question(content: m.TreeQuestion) -> d.Question:
    answers = (
        d.Answer(str(a.answer), _said(a.outcome), a.tone or "care", _question(a.then) if a.then else None)
        for a in content.answers
    )
    return d.Question(str(content.question), tuple(answers))


@drawn.register
def _(content: m.MapFigure, language: Language) -> d.Drawing:  # noqa: ARG001
    groups = tuple(d.Group(str(group.label), tuple(map(str, group.members))) for group in content.groups)
    return d.Map(str(content.centre), groups)


@drawn.register
def _(content: m.BarsFigure, language: Language) -> d.Drawing:
    bars = tuple(d.Amount(str(bar.label), language.number(bar.value), float(bar.value)) for bar in content.bars)
    highest = content.maximum if content.maximum is not None else max(bar.value for bar in content.bars)
    return d.Bars(str(content.unit), bars, float(highest) or 1.0)


@drawn.register
def _(content: m.RadarFigure, language: Language) -> d.Drawing:
    series = tuple(d.Series(str(one.label), tuple(map(float, one.values))) for one in content.series)
    maximum = content.maximum
    return d.Radar(tuple(map(str, content.axes)), series, float(maximum), language.number(maximum))


# What the alternative text lists --------------------------------------------


def listed(drawing: d.Drawing, language: Language) -> str:
    """Return a listing of everything that a drawing shows, in reading order."""
    return " ".join(f"{sentence.rstrip('.')}." for sentence in _sentences(drawing, language))


def _sentences(drawing: d.Drawing, language: Language) -> list[str]:
    match drawing:
        case d.Process(steps):
            return [_step(step, language) for step in steps]
        case d.Cycle(centre, steps) | d.Wheel(centre, steps):
            return [centre, *(_step(step, language) for step in steps)]
        case d.Matrix(across, down, columns, rows):
            fields = [
                _named(row.label, _pairs(columns, [c.text for c in row.cells], language), language) for row in rows
            ]
            return [*filter(None, (across, down)), *fields]
        case d.Timeline(stages, lanes):
            return [_join(stages, language), *(_lane(lane, stages, language) for lane in lanes)]
        case d.Tree(question):
            return list(_asked(question, language))
        case d.Map(centre, groups):
            return [centre, *(_named(group.label, _join(group.members, language), language) for group in groups)]
        case d.Bars(unit, bars):
            return [unit, *(_named(bar.label, bar.printed, language) for bar in bars)]
        case d.Radar(axes, series):
            return [
                _named(one.label, _pairs(axes, _numbers(one.values, language), language), language) for one in series
            ] + [f"0–{drawing.printed}"]
        case d.Placed(matrix, marks):
            return [*_sentences(matrix, language), *(_marked(mark, matrix, language) for mark in marks)]
        case d.Spread(unit, ends, rows):
            return [unit, "–".join(ends), *(_named(row.label, row.printed, language) for row in rows)]
        case d.Shares(unit, keys, rest, wholes):
            return [unit, *(_named(whole.label, _parts(whole, (*keys, rest), language), language) for whole in wholes)]


def _marked(mark: d.Mark, matrix: d.Matrix, language: Language) -> str:
    row = matrix.rows[mark.row]
    fields = (row.label, matrix.columns[mark.column], row.cells[mark.column].text)
    return _named(mark.label, _join(fields, language), language)


def _parts(whole: d.Share, names: Iterable[str], language: Language) -> str:
    said = ((name, part.printed) for name, part in zip(names, whole.parts, strict=False) if part.printed)
    return _join((f"{name} {printed}" for name, printed in said), language)


def _step(step: d.Step, language: Language) -> str:
    said = _named(step.label, step.text.rstrip("."), language) if step.text else step.label
    return language.say("gate", step=said, gate=step.gate.rstrip(".")) if step.gate else said


def _named(name: str, text: str, language: Language) -> str:
    return language.say("listing", name=name, text=text)


def _join(texts: Iterable[str], language: Language) -> str:
    return language.words["listing-join"].join(texts)


def _pairs(names: Iterable[str], texts: Iterable[str], language: Language) -> str:
    return _join((f"{name} {text}" for name, text in zip(names, texts, strict=True)), language)


def _numbers(values: Iterable[float], language: Language) -> list[str]:
    return [language.number(Decimal(repr(value))) for value in values]


def _lane(lane: d.Lane, stages: tuple[str, ...], language: Language) -> str:
    bars = (f"{bar.text} ({'–'.join(dict.fromkeys((stages[bar.first], stages[bar.last])))})" for bar in lane.bars)
    return _named(lane.label, _join(bars, language), language)


def _asked(question: d.Question, language: Language) -> Iterable[str]:
    """Yield a question with its answers, then the questions that follow from them, each after its own answer."""
    outcomes = (
        _named(a.label, a.outcome.rstrip(".") or (a.then.text if a.then else ""), language) for a in question.answers
    )
    yield f"{question.text} {_join(outcomes, language)}"
    for answer in question.answers:
        if answer.then:
            yield from _asked(answer.then, language)


# Tables of numbers ----------------------------------------------------------


def _twin(content: m.Drawn, drawing: d.Drawing, language: Language) -> doc.Table | None:
    match content, drawing:
        case m.BarsFigure(), d.Bars():
            header = [str(content.of), str(content.unit)]
            rows: list[tuple[str, ...]] = [(bar.label, bar.printed) for bar in drawing.bars]
        case m.RadarFigure(), d.Radar():
            header = [str(content.of), *(one.label for one in drawing.series)]
            columns = [[language.number(value) for value in one.values] for one in content.series]
            rows = list(zip(drawing.axes, *columns, strict=True))
        case _:
            return None
    cells = tuple(tuple(_cell(text) for text in row) for row in rows)
    alignments: tuple[doc.Alignment, ...] = tuple("end" if place else "start" for place in range(len(header)))
    return doc.Table(tuple(map(_cell, header)), cells, alignments)


def _cell(text: str) -> doc.Inlines:
    return (doc.Text(text),)
