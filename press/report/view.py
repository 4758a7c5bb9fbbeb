"""A return as it counts today: its own answers, or what they became in the version at hand; and whose it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from pathlib import PurePosixPath
from typing import Final

from press.collect.answers import Answer, Return
from press.collect.forms import Form
from press.collect.interpret import given
from press.report.setting import Setting
from press.score import NOT_APPLICABLE, Result

_LONGEST_NAME: Final = 120
CHANGED: Final = "A907"  # press/problem.py


@dataclass(frozen=True, slots=True)
class View:
    """Answers by the form that is at hand. ``again`` and ``apart`` are older answers that count for nothing here."""

    one: Return
    form: Form
    answers: Mapping[str, Answer]
    result: Result | None
    who: str
    day: date | None
    again: Mapping[str, Answer] = field(default_factory=dict)
    apart: Mapping[str, Answer] = field(default_factory=dict)

    @property
    def changed(self) -> frozenset[str]:
        """The questions whose words somebody changed in the form, so that the answer may be to something else."""
        return frozenset(one.question for one in self.one.findings if one.problem.code == CHANGED)

    @property
    def counts(self) -> tuple[int, int]:
        """How many questions have an answer, and how many are asked."""
        states = [answer.state for answer in self.answers.values()]
        said = sum(state in ("answered", NOT_APPLICABLE) for state in states)
        return said, sum(state != "hidden" for state in states)


def view(one: Return, setting: Setting) -> View:
    """Return how a return is to be seen."""
    now = one.carried
    form, answers, result = (now.form, now.answers, now.result) if now else (one.form, one.answers, one.result)
    who = setting.plain.line(one.respondent, _LONGEST_NAME)
    who = who or setting.plain.line(PurePosixPath(one.name).name, _LONGEST_NAME)
    day = _day(answers.get(setting.dated(form.document)))
    return View(one, form, answers, result, who, day, now.again if now else {}, now.apart if now else {})


def _day(answer: Answer | None) -> date | None:
    try:
        return date.fromisoformat(str(answer.value)) if answer and answer.state == "answered" else None
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Gap:
    """A question whose answer scores less than the best ones, which are ``best``.

    ``lost`` are the points that it lacks, multiplied by its weight; all that it could lack where it has no answer.
    """

    question: str
    lost: int
    best: tuple[str, ...]
    is_open: bool


def gaps(one: View, better: Mapping[str, str]) -> tuple[Gap, ...]:
    """Return the gaps of a return, the widest first; equal ones keep the order of the form.

    ``better`` says of each dimension whether higher values are better, or lower ones.
    """
    found: list[Gap] = []
    answers = given(one.answers)
    for question in one.form.method.questions if one.form.method and one.result else ():
        if not question.dimension or not question.points or one.answers[question.id].state == "hidden":
            continue
        lower = better.get(question.dimension) == "lower"
        best = (min if lower else max)(question.points.values())
        worst = (max if lower else min)(question.points.values())
        answer = answers.get(question.id)
        if answer == NOT_APPLICABLE:
            continue
        keys = answer if isinstance(answer, frozenset) else {str(answer)}
        points = [question.points[key] for key in keys if key in question.points]
        lost = question.weight * abs(best - (max(points) if points else worst))
        if lost:
            winners = tuple(key for key, value in question.points.items() if value == best)
            found.append(Gap(question.id, lost, winners, not points))
    return tuple(sorted(found, key=lambda gap: -gap.lost))


def exact_values(one: View) -> dict[str, Fraction]:
    """Return the values of the dimensions that have one, before they are rounded."""
    values = one.result.values if one.result else {}
    return {name: value.exact for name, value in values.items() if value.exact is not None}
