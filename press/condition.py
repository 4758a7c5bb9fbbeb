"""Conditions on answers: a closed grammar, parsed into data and never run as code. Docs: docs/content.md, “Conditions”.

A condition is one clause, or clauses that are all joined by “and”, or all by “or”. A clause says something of one
question: ``ready-tools is yes``, ``risk-functions includes scores-people``, ``act-people is at least 5``.
A clause about a question that has no answer never holds.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal, TypeAlias

Relation = Literal["is", "is not", "includes", "does not include", "is at least", "is at most"]
# An option's key; the keys that are ticked; a number; a text.
Answer: TypeAlias = "str | frozenset[str] | Decimal"

_RELATIONS: Final[tuple[Relation, ...]] = (
    "is at least", "is at most", "is not", "does not include", "includes", "is",
)  # fmt: skip
_ID: Final = r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*"
_CLAUSE: Final = re.compile(rf"(?P<question>{_ID}) (?P<relation>{'|'.join(_RELATIONS)}) (?P<value>{_ID}|\d+(?:\.\d+)?)")
_JOIN: Final = re.compile(r" (and|or) ")
NUMERIC: Final[tuple[Relation, ...]] = ("is at least", "is at most")
TICKED: Final[tuple[Relation, ...]] = ("includes", "does not include")


class ConditionError(ValueError):
    """A condition that is none; ``at`` is where in it what cannot be read begins."""

    def __init__(self, message: str, at: int) -> None:
        """Keep the place."""
        super().__init__(message)
        self.at = at


@dataclass(frozen=True, slots=True)
class Clause:
    """What is said of one question's answer. ``at`` is where in the condition it begins."""

    question: str
    relation: Relation
    value: str
    at: int = 0

    def __str__(self) -> str:
        """Return the clause as content writes it."""
        return f"{self.question} {self.relation} {self.value}"


@dataclass(frozen=True, slots=True)
class Condition:
    """Clauses, all of which have to hold (``and``), or one of them (``or``)."""

    clauses: tuple[Clause, ...]
    join: Literal["and", "or"] = "and"

    def __str__(self) -> str:
        """Return the condition as content writes it."""
        return f" {self.join} ".join(map(str, self.clauses))


def parse(text: str) -> Condition:
    """Return a condition. Raises ConditionError."""
    clauses: list[Clause] = []
    joins: list[str] = []
    at = 0
    while True:
        match = _CLAUSE.match(text, at)
        if match is None:
            raise ConditionError("a clause is written: question is key", at)
        clauses.append(Clause(match["question"], _relation(match["relation"]), match["value"], at))
        at = match.end()
        if at == len(text):
            break
        join = _JOIN.match(text, at)
        if join is None:
            raise ConditionError("clauses are joined by “and” or by “or”", at)
        if joins and join[1] != joins[0]:
            raise ConditionError("“and” and “or” are not mixed", at + 1)
        joins.append(join[1])
        at = join.end()
    return Condition(tuple(clauses), "or" if joins and joins[0] == "or" else "and")


def _relation(words: str) -> Relation:
    return next(relation for relation in _RELATIONS if relation == words)


def holds(condition: Condition, answers: Mapping[str, Answer]) -> bool:
    """Tell whether a condition holds for answers by question; those that are hidden or unanswered are left out."""
    kept = (clause_holds(clause, answers.get(clause.question)) for clause in condition.clauses)
    return all(kept) if condition.join == "and" else any(kept)


def clause_holds(clause: Clause, answer: Answer | None) -> bool:
    """Tell whether a clause holds for the answer to its question."""
    match clause.relation, answer:
        case "is", str():
            return answer == clause.value
        case "is not", str():
            return answer != clause.value
        case "includes", frozenset():
            return clause.value in answer
        case "does not include", frozenset():
            return clause.value not in answer
        case "is at least", Decimal():
            return answer >= Decimal(clause.value)
        case "is at most", Decimal():
            return answer <= Decimal(clause.value)
        case _:
            return False
