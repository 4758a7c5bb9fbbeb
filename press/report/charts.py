"""Numbers of results -> figures that are drawn from them, with alternatives that say them and tables of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Final

from press import drawing as d
from press.compose.context import Context
from press.compose.figures import listed
from press.document import Alignment, Figure, Inlines, Table, Text
from press.report.labels import Labels
from press.score import Grading, Result, half_up

SCALE: Final = 100
_RADAR: Final = range(3, 9)  # dimensions that a radar shows well
_DARKEST: Final = 3  # of the levels of shading in a matrix


def figure(key: str, drawing: d.Drawing, twin: Table | None, context: Context, **values: str) -> Figure:
    """Return a figure; ``key`` names its caption and the first words of its alternative among the press words."""
    alternative = f"{context.say(f'{key}-alternative')} {listed(drawing, context.language)}"
    caption = context.say(key, **values)
    return Figure(key, context.next_figure(), caption, "", alternative, drawing=drawing, twin=twin)


def table(header: Sequence[str], rows: Sequence[Sequence[str]], numbers: frozenset[int] = frozenset()) -> Table:
    """Return a table of plain words; the columns in ``numbers`` are set to the end."""
    alignments: tuple[Alignment, ...] = tuple("end" if place in numbers else "start" for place in range(len(header)))
    return Table(tuple(map(text, header)), tuple(tuple(map(text, row)) for row in rows), alignments)


def text(words: str) -> Inlines:
    """Return words as inlines; none for no words."""
    return (Text(words),) if words else ()


def bars(result: Result, labels: Labels, twin: Table, context: Context) -> Figure | Table:
    """Return the values of the dimensions side by side; those without a value are in the table alone.

    Where none has a value, it is just the table.
    """
    values = ((name, result.values[name].rounded) for name in labels.dimensions)
    amounts = tuple(
        d.Amount(labels.dimension(name), str(value), float(value)) for name, value in values if value is not None
    )
    if not amounts:
        return twin
    return figure("report-bars", d.Bars(context.say("score-value"), amounts, SCALE), twin, context)


def radar(result: Result, labels: Labels, context: Context) -> Figure | None:
    """Return the values of the dimensions as a shape; None where they are too few or many, or do not all compare."""
    values = {name: result.values[name].rounded for name in labels.dimensions}
    known = {name: value for name, value in values.items() if value is not None}
    if len(known) not in _RADAR or len(known) < len(values) or len(set(labels.better.values())) > 1:
        return None
    say = context.say
    axes = tuple(say("listing", name=labels.dimension(name), text=value) for name, value in known.items())
    series = d.Series(say("report-this"), tuple(map(float, known.values())))
    drawing = d.Radar(axes, (series,), SCALE, str(SCALE))
    return figure("report-radar", drawing, values_table(result, labels, context), context)


def values_table(result: Result, labels: Labels, context: Context) -> Table:
    """Return each dimension with its value and its band."""
    heads = [context.say(word) for word in ("score-dimension-head", "score-value", "score-band-head")]
    rows = []
    for name in labels.dimensions:
        value = result.values[name]
        printed = "–" if value.rounded is None else str(value.rounded)
        rows.append([labels.dimension(name), printed, labels.band(name, value.band)])
    return table(heads, rows, frozenset((1,)))


def place(result: Result, grading: Grading, labels: Labels, context: Context) -> Figure | None:
    """Return the matrix with the place where a result stands in it; None where it has none.

    Where a dimension lowers another, the place without that is marked, too.
    """
    method = labels.form.method
    bands = {one.id: [band.id for band in one.bands] for one in method.dimensions} if method else {}
    at = {name: result.values[name].band for name in (grading.rows, grading.columns)}
    if not all(at.values()):
        return None
    here = context.say("report-mark")
    marks = [_mark(here, at, grading, bands)]
    if (lowering := method.lowering if method else None) and result.lowered_to:
        before = context.say("report-mark-before", by=labels.dimension(lowering.dimension))
        marks = [_mark(before, at, grading, bands)]
        marks.append(_mark(here, {**at, lowering.lowers: result.lowered_to}, grading, bands))
    drawing = d.Placed(_matrix(grading, labels, bands), tuple(marks))
    return figure("report-matrix", drawing, values_table(result, labels, context), context)


def _mark(label: str, at: Mapping[str, str], grading: Grading, bands: Mapping[str, Sequence[str]]) -> d.Mark:
    row, column = (list(bands[name]).index(at[name]) for name in (grading.rows, grading.columns))
    return d.Mark(label, row, column)


def _matrix(grading: Grading, labels: Labels, bands: Mapping[str, Sequence[str]]) -> d.Matrix:
    order = labels.levels
    shades = {level: half_up(Fraction(place * _DARKEST, max(1, len(order) - 1))) for place, level in enumerate(order)}
    rows = tuple(
        d.Row(
            labels.band(grading.rows, band),
            tuple(d.Cell(labels.level(level), shades[level]) for level in cells),
        )
        for band, cells in zip(bands[grading.rows], grading.cells, strict=True)
    )
    columns = tuple(labels.band(grading.columns, band) for band in bands[grading.columns])
    return d.Matrix(labels.dimension(grading.columns), labels.dimension(grading.rows), columns, rows)
