"""Answers tried out: whether a condition can hold, and can fail to, over the answers that make a difference."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import combinations, product
from math import prod
from typing import Final

from press.condition import Answer, Clause, Condition, holds
from press.model import Question, Questionnaire

_MOST: Final = 20_000  # combinations of answers; where there are more, nothing is said
_NOT_APPLICABLE: Final = "not-applicable"


def options_of(question: Question, questionnaire: Questionnaire) -> tuple[str, ...]:
    """Return the keys of what a question offers."""
    if question.kind == "yes-no":
        return ("yes", "no", _NOT_APPLICABLE)
    scales = {str(scale.id): scale.options for scale in questionnaire.scales}
    options = question.options or scales.get(str(question.scale), ())
    own = tuple(str(option.key) for option in options)
    return (*own, _NOT_APPLICABLE) if question.not_applicable else own


class Tried:
    """The questions of a questionnaire with their conditions, those of their sections included."""

    def __init__(self, questionnaire: Questionnaire, sound: Mapping[str, Condition]) -> None:
        """Take the conditions by unit; only those that can be read and name earlier questions."""
        self.questionnaire = questionnaire
        self.questions: dict[str, Question] = {}
        self.hang: dict[str, list[Condition]] = {}
        for section in questionnaire.sections:
            for question in section.questions:
                self.questions[str(question.id)] = question
                both = (sound.get(str(section.id)), sound.get(str(question.id)))
                self.hang[str(question.id)] = [one for one in both if one is not None]

    def outcomes(self, condition: Condition, given: Condition | None = None) -> set[bool]:
        """Return what a condition can be where another holds.

        ``{False}``: it never holds. ``{True}``: it holds whatever is answered to what it names and is asked.
        """
        named = self._named([condition, *([given] if given else [])])
        values = {name: self._values(name, clauses) for name, clauses in named.items()}
        if prod(self._count(name, some) for name, some in values.items()) > _MOST:
            return {True, False}
        answers = {name: self._answers(name, some) for name, some in values.items()}
        found, answered = {False}, set()
        for combination in product(*answers.values()):
            kept, left = self._asked(dict(zip(answers, combination, strict=True)))
            if given is None or holds(given, kept):
                held = holds(condition, kept)
                found.add(held)
                if not any(clause.question in left for clause in condition.clauses):
                    answered.add(held)
                if len(answered) == 2:
                    break
        return answered if answered == {True} else found

    def _named(self, conditions: Iterable[Condition]) -> dict[str, list[Clause]]:
        """Return the questions that conditions hang on, in the order of the form, with what is said of each."""
        waiting, seen, found = list(conditions), set(), dict[str, list[Clause]]()
        while waiting:
            condition = waiting.pop()
            for clause in condition.clauses:
                found.setdefault(clause.question, []).append(clause)
                if clause.question not in seen:
                    seen.add(clause.question)
                    waiting += self.hang[clause.question]
        return {name: found[name] for name in self.questions if name in found}

    def _asked(self, answers: Mapping[str, Answer | None]) -> tuple[dict[str, Answer], set[str]]:
        """Return the answers to what is asked, and what is left open: earlier questions come first."""
        kept: dict[str, Answer] = {}
        left: set[str] = set()
        for name, answer in answers.items():
            if all(holds(condition, kept) for condition in self.hang[name]):
                if answer is None:
                    left.add(name)
                else:
                    kept[name] = answer
        return kept, left

    def _values(self, name: str, clauses: Sequence[Clause]) -> list[str]:
        """Return values that tell clauses apart: what they name, and one option beside it."""
        named, question = sorted({clause.value for clause in clauses}), self.questions[name]
        if question.kind == "number":
            return named
        return [*named, *[key for key in options_of(question, self.questionnaire) if key not in named][:1]]

    def _count(self, name: str, values: Sequence[str]) -> int:
        """Return how many answers `_answers` has, or more, before any is made."""
        kind = self.questions[name].kind
        if kind == "pick-several":
            return int(2 ** len(values))
        return 1 + len(values) * (3 if kind == "number" else 1)

    def _answers(self, name: str, values: Sequence[str]) -> list[Answer | None]:
        """Return all answers that there are of values, and none; for ticks, all sets of them."""
        kind = self.questions[name].kind
        if kind == "number":
            return [None, *dict.fromkeys(Decimal(value) + step for value in values for step in (-1, 0, 1))]
        return [None, *(_ticks(values) if kind == "pick-several" else values)]


def _ticks(keys: Sequence[str]) -> Iterator[frozenset[str]]:
    return (frozenset(some) for size in range(1, len(keys) + 1) for some in combinations(keys, size))
