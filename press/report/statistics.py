"""Numbers over many returns of one form: all of them the same, whatever the order of the returns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from statistics import median

from press.collect.answers import Answer, Row
from press.report.view import View, exact_values, gaps
from press.score import NOT_APPLICABLE, half_up


@dataclass(frozen=True, slots=True)
class Across:
    """The values of one dimension, lowest first, rounded; ``middle`` is the median of the exact ones, rounded."""

    values: tuple[int, ...]
    middle: int


@dataclass(frozen=True, slots=True)
class Common:
    """A gap that returns have in common: how many have it, of how many that were asked, and what they lost in all."""

    question: str
    count: int
    asked: int
    lost: int
    best: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """How many returns gave which answer to a question, by key; and how many gave none, or were not asked."""

    question: str
    options: Mapping[str, int]
    not_applicable: int
    unanswered: int
    hidden: int

    @property
    def rest(self) -> int:
        """How many gave none of the answers."""
        return self.not_applicable + self.unanswered + self.hidden


def levels(views: Sequence[View]) -> dict[str, int]:
    """Return how many returns came to which level; those without one under the empty id."""
    method = views[0].form.method
    counts = {level.id: 0 for level in method.levels} if method else {}
    for one in views:
        level = one.result.level if one.result else ""
        counts[level] = counts.get(level, 0) + 1
    return counts


def across(views: Sequence[View]) -> dict[str, Across]:
    """Return the values of each dimension that any return has a value of."""
    found: dict[str, list[Fraction]] = {}
    for one in views:
        for name, value in exact_values(one).items():
            found.setdefault(name, []).append(value)
    return {
        name: Across(tuple(sorted(map(half_up, values))), half_up(Fraction(median(values))))
        for name, values in found.items()
    }


def common(views: Sequence[View], better: Mapping[str, str]) -> tuple[Common, ...]:
    """Return the gaps, those that most returns have first; then those that cost more in all, then as in the form."""
    method = views[0].form.method
    order = [question.id for question in method.questions if question.dimension] if method else []
    found = {question: list[int]() for question in order}
    best: dict[str, tuple[str, ...]] = {}
    for one in views:
        for gap in gaps(one, better):
            found[gap.question].append(gap.lost)
            best[gap.question] = gap.best
    asked = {question: sum(one.answers[question].state != "hidden" for one in views) for question in order}
    made = [Common(q, len(lost), asked[q], sum(lost), best[q]) for q, lost in found.items() if lost]
    return tuple(sorted(made, key=lambda gap: (-gap.count, -gap.lost)))


def counted(views: Sequence[View]) -> tuple[Counted, ...]:
    """Return, for each question that scores, how it was answered. A tick of several counts by itself."""
    method = views[0].form.method
    made = []
    for question in method.questions if method else ():
        if question.dimension:
            answers = [one.answers[question.id] for one in views]
            options = {key: sum(key in _keys(answer) for answer in answers) for key in question.points}
            states = [answer.state for answer in answers]
            unanswered = states.count("unanswered") + states.count("unreadable")
            free, hidden = states.count(NOT_APPLICABLE), states.count("hidden")
            made.append(Counted(question.id, options, free, unanswered, hidden))
    return tuple(made)


def _keys(answer: Answer) -> frozenset[str]:
    if answer.state != "answered":
        return frozenset()
    if isinstance(answer.value, tuple):
        return frozenset(str(key) for key in answer.value if not isinstance(key, Row))
    return frozenset((str(answer.value),))
