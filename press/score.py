"""Answers -> a result: scoring by a method that is data. Rules: docs/content.md, “Scoring”.

Values are exact fractions of 100 and are rounded, half up, to whole numbers once, at the very end. Only ids and keys
are used, so that a result is the same in every language, and whatever the order of questions.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Final, Literal

from press.condition import Answer, Condition, holds

NOT_APPLICABLE: Final = "not-applicable"


@dataclass(frozen=True, slots=True)
class Scored:
    """A question as the method sees it. ``points`` are by option; without a dimension it does not score."""

    id: str
    dimension: str = ""
    weight: int = 1
    points: Mapping[str, int] = field(default_factory=dict)
    conditions: tuple[Condition, ...] = ()  # its own, and its section's


@dataclass(frozen=True, slots=True)
class Range:
    """A stretch of whole values from 0 to 100: a band, or a level of a total. Both are 0 for a level of a matrix."""

    id: str
    low: int = 0
    high: int = 0


@dataclass(frozen=True, slots=True)
class Measure:
    """A dimension."""

    id: str
    method: Literal["mean", "highest"]
    weight: int = 1
    bands: tuple[Range, ...] = ()


@dataclass(frozen=True, slots=True)
class Grading:
    """A matrix of two dimensions: for each band of the rows, a level for each band of the columns."""

    rows: str
    columns: str
    cells: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Lowering:
    """A dimension that lowers the band of another by steps, by its own band."""

    dimension: str
    lowers: str
    steps: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Lock:
    """A gate: where the condition holds, the level is at least, or at most, this one."""

    id: str
    condition: Condition
    level: str
    direction: Literal["at-least", "at-most"]


@dataclass(frozen=True, slots=True)
class Method:
    """How the answers to one document become a result."""

    questions: tuple[Scored, ...]
    dimensions: tuple[Measure, ...]
    levels: tuple[Range, ...]
    grading: Grading | None = None
    lowering: Lowering | None = None
    gates: tuple[Lock, ...] = ()


@dataclass(frozen=True, slots=True)
class Value:
    """What a dimension measures: exact, rounded, and in which band; None where nothing in it was scored.

    ``points`` of ``possible`` are what it was worked out from: sums, or those of the highest answer; 0 for a total.
    """

    exact: Fraction | None
    rounded: int | None
    band: str
    points: int = 0
    possible: int = 0


@dataclass(frozen=True, slots=True)
class Result:
    """What comes out. ``before_gates`` and ``level`` are empty where nothing can be said."""

    values: Mapping[str, Value]
    total: Value | None
    lowered_to: str
    before_gates: str
    level: str
    gates: tuple[str, ...]
    hidden: frozenset[str]
    unanswered: frozenset[str]
    not_applicable: frozenset[str] = frozenset()

    @property
    def is_provisional(self) -> bool:
        """Whether a question that scores, and is asked, has no answer."""
        return bool(self.unanswered)


def half_up(value: Fraction) -> int:
    """Return the nearest whole number; of two, the higher."""
    return int((value + Fraction(1, 2)) // 1)


def asked_questions(method: Method, answers: Mapping[str, Answer]) -> frozenset[str]:
    """Return the questions that are asked: whose conditions hold, given the answers to others that are asked."""
    conditions = {question.id: question.conditions for question in method.questions}
    known: dict[str, bool] = {}

    def is_asked(question: str) -> bool:
        if question not in known:
            known[question] = False  # what hangs on itself is not asked; check refuses it
            mine = conditions.get(question, ())
            named = {clause.question for condition in mine for clause in condition.clauses}
            before = {name: answers[name] for name in sorted(named) if name in answers and is_asked(name)}
            known[question] = all(holds(condition, before) for condition in mine)
        return known[question]

    return frozenset(question for question in conditions if is_asked(question))


def score(method: Method, answers: Mapping[str, Answer]) -> Result:
    """Return the result of answers, by question id; a question without an answer is not among them."""
    asked = asked_questions(method, answers)
    given = {name: answer for name, answer in answers.items() if name in asked}
    hidden = frozenset(question.id for question in method.questions) - asked
    values = {one.id: _value(one, list(_points(method, one.id, given))) for one in method.dimensions}
    total = None if method.grading else _total(method, values)
    level, lowered = _graded(method, values) if method.grading else (total.band if total else "", "")
    fired = [gate for gate in method.gates if holds(gate.condition, given)]
    after = level
    for gate in fired:
        after = _gated(method, gate, after)
    scored = {question.id for question in method.questions if question.dimension}
    unanswered = frozenset(scored - given.keys() - hidden)
    free = frozenset(name for name, answer in given.items() if answer == NOT_APPLICABLE)
    return Result(values, total, lowered, level, after, tuple(gate.id for gate in fired), hidden, unanswered, free)


def _points(method: Method, dimension: str, given: Mapping[str, Answer]) -> Iterator[tuple[int, int, int]]:
    """Yield weight, points and possible points of each question of a dimension that scores."""
    for question in method.questions:
        answer = given.get(question.id)
        if question.dimension != dimension or answer is None or answer == NOT_APPLICABLE:
            continue
        keys = answer if isinstance(answer, frozenset) else {str(answer)}
        points = [question.points[key] for key in keys if key in question.points]
        if points:
            yield question.weight, max(points), max(question.points.values())


def _value(measure: Measure, points: list[tuple[int, int, int]]) -> Value:
    scored, possible = sum(w * p for w, p, _ in points), sum(w * most for w, _, most in points)
    if not possible:
        return Value(None, None, "")
    exact = Fraction(100 * scored, possible)
    if measure.method == "highest":
        exact, possible = max((Fraction(100 * p, most), most) for _, p, most in points if most)
        scored = int(exact * possible / 100)
    return _placed(exact, measure.bands, scored, possible)


def _placed(exact: Fraction, ranges: tuple[Range, ...], scored: int = 0, possible: int = 0) -> Value:
    rounded = half_up(exact)
    band = next((one.id for one in ranges if one.low <= rounded <= one.high), "")
    return Value(exact, rounded, band, scored, possible)


def _total(method: Method, values: Mapping[str, Value]) -> Value | None:
    found = [(one.weight, exact) for one in method.dimensions if (exact := values[one.id].exact) is not None]
    weights = sum(weight for weight, _ in found)
    return _placed(sum((w * v for w, v in found), Fraction()) / weights, method.levels) if weights else None


def _graded(method: Method, values: Mapping[str, Value]) -> tuple[str, str]:
    """Return the level that the matrix gives, and the band that was lowered to, if one was."""
    grading, bands = method.grading, {key: value.band for key, value in values.items()}
    if grading is None or not bands[grading.rows] or not bands[grading.columns]:
        return "", ""
    order = {one.id: [band.id for band in one.bands] for one in method.dimensions}
    places = {name: order[name].index(bands[name]) for name in (grading.rows, grading.columns)}
    lowered = ""
    if (lowering := method.lowering) and (steps := lowering.steps.get(bands[lowering.dimension], 0)):
        places[lowering.lowers] = max(0, places[lowering.lowers] - steps)
        lowered = order[lowering.lowers][places[lowering.lowers]]
    return grading.cells[places[grading.rows]][places[grading.columns]], lowered


def _gated(method: Method, gate: Lock, level: str) -> str:
    order = [one.id for one in method.levels]
    if not level:
        return gate.level if gate.direction == "at-least" else ""
    now, bound = order.index(level), order.index(gate.level)
    return order[max(now, bound) if gate.direction == "at-least" else min(now, bound)]
