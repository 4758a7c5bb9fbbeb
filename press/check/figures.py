"""Data of figures: what the model of one part cannot see, because it lies in another."""

from __future__ import annotations

from collections.abc import Iterator

from press.check.walk import parts
from press.check.words import did_you_mean
from press.model import Library
from press.model.figures import BarsFigure, LaneBar, MatrixFigure, RadarFigure, Stage, TimelineFigure
from press.place import Scalar
from press.problem import Problem

_CODE = "C422"


def problems(library: Library) -> Iterator[Problem]:
    """Yield data of figures that do not fit together."""
    for part in parts(library):
        match part:
            case MatrixFigure():
                yield from _matrix(part)
            case RadarFigure():
                yield from _radar(part)
            case BarsFigure():
                yield from _bars(part)
            case TimelineFigure():
                yield from _timeline(part)


def _matrix(matrix: MatrixFigure) -> Iterator[Problem]:
    for row in matrix.rows:
        if len(row.cells) != len(matrix.columns):
            message = f"the row has {len(row.cells)} cells, but there are {len(matrix.columns)} columns"
            yield _at(row.label, message, "write one cell for each column")


def _radar(radar: RadarFigure) -> Iterator[Problem]:
    for series in radar.series:
        if len(series.values) != len(radar.axes):
            message = f"the series has {len(series.values)} values, but there are {len(radar.axes)} axes"
            yield _at(series.label, message, "write one value for each axis")
        if any(value > radar.maximum for value in series.values):
            yield _at(series.label, f"a value is above the maximum, {radar.maximum}", "raise the maximum")
    if not radar.maximum:
        yield _at(radar.of, "the maximum is 0", "write the end of the scale")


def _bars(bars: BarsFigure) -> Iterator[Problem]:
    for bar in bars.bars:
        if bars.maximum is not None and bar.value > bars.maximum:
            yield _at(
                bar.label, f"the value is above the maximum, {bars.maximum}", "raise the maximum, or leave it out"
            )


def _timeline(timeline: TimelineFigure) -> Iterator[Problem]:
    keys = [str(stage.key) for stage in timeline.stages]
    yield from _twice(timeline.stages)
    for lane in timeline.lanes:
        for bar in lane.bars:
            yield from _bar(bar, keys)


def _twice(stages: tuple[Stage, ...]) -> Iterator[Problem]:
    seen: set[str] = set()
    for stage in stages:
        if stage.key in seen:
            yield _at(stage.key, f"there are two stages '{stage.key}'", "give each its own key")
        seen.add(str(stage.key))


def _bar(bar: LaneBar, keys: list[str]) -> Iterator[Problem]:
    named = [name for name in (bar.from_, bar.to) if name is not None]
    unknown = [name for name in named if name not in keys]
    for name in unknown:
        yield _at(name, f"there is no stage '{name}'", did_you_mean(name, keys, f"one of {', '.join(keys)}"))
    if not unknown and bar.to is not None and keys.index(bar.to) < keys.index(bar.from_):
        yield _at(bar.to, "it ends before it begins", "write the earlier stage in from:, the later in to:")


def _at(value: Scalar, message: str, hint: str) -> Problem:
    return Problem(_CODE, str(value.place), message, hint)
