"""Conditions on answers: a closed grammar, parsed into data and never run as code. Docs: docs/content.md, “Conditions”.

A condition is one clause, or clauses that are all joined by “and”, or all by “or”. A clause says something of one
question: ``ready-tools is yes``, ``risk-functions includes scores-people``, ``act-people is at least 5``.
A clause about a question that has no answer never holds.
"""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal, TypeAlias

Relation = Literal["is", "is not", "includes", "does not include", "is at least", "is at most"]
# An option's key; the keys that are ticked; a number; a text.
Answer: TypeAlias = "str | frozenset[str] | Decimal"

_RELATIONS: Final[tuple[Relation, ...]] = (
    "is at least", "is at most", "is not", "does not include", "includes", "is",
)  # fmt: skip
NUMERIC: Final[tuple[Relation, ...]] = ("is at least", "is at most")
TICKED: Final[tuple[Relation, ...]] = ("includes", "does not include")
_ID: Final = r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*"
_QUESTION: Final = re.compile(rf"{_ID}(?= |$)")
_RELATION: Final = re.compile(rf" ({'|'.join(_RELATIONS)})(?= |$)")
_KEY: Final = re.compile(rf" ({_ID})(?= |$)")
_NUMBER: Final = re.compile(r" (-?\d{1,9}(?:\.\d{1,9})?)(?= |$)")
_JOIN: Final = re.compile(r" (and|or) ")


class ConditionError(ValueError):
    """A condition that is none.

    ``at`` is where in it the word stands that cannot be read; ``known`` are the words that could stand there.
    """

    def __init__(self, message: str, text: str, at: int, known: tuple[str, ...] = ()) -> None:
        """Keep the place, behind the space before the word."""
        super().__init__(message)
        self.at = at + (text[at : at + 1] == " " and at + 1 < len(text))
        self.known = known

    def word(self, text: str) -> str:
        """Return the word at the place; empty at the end."""
        return (text[self.at :].split() or [""])[0]


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
        clause, at = _clause(text, at)
        clauses.append(clause)
        if at == len(text):
            break
        join = _JOIN.match(text, at)
        if join is None:
            if text[at:].strip() in ("and", "or"):
                raise ConditionError(f"behind “{text[at:].strip()}” stands another clause", text, at)
            raise ConditionError("clauses are joined by “and” or by “or”", text, at, ("and", "or"))
        if joins and join[1] != joins[0]:
            raise ConditionError("“and” and “or” are not mixed", text, at)
        joins.append(join[1])
        at = join.end()
    return Condition(tuple(clauses), "or" if joins and joins[0] == "or" else "and")


def _clause(text: str, start: int) -> tuple[Clause, int]:
    """Return the clause that begins at a place, and where it ends. Raises ConditionError at the word that is wrong."""
    question = _QUESTION.match(text, start)
    if question is None:
        raise ConditionError("a clause begins with the id of a question", text, start)
    said = _RELATION.match(text, question.end())
    if said is None:
        message = "behind a question stands is, is not, includes, does not include, is at least or is at most"
        raise ConditionError(message, text, question.end(), _RELATIONS)
    relation = next(one for one in _RELATIONS if one == said[1])
    value = (_NUMBER if relation in NUMERIC else _KEY).match(text, said.end())
    if value is None:
        what = "a number" if relation in NUMERIC else "the key of an option"
        raise ConditionError(f"behind “{relation}” stands {what}", text, said.end())
    return Clause(question[0], relation, value[1], start), value.end()


def without(condition: Condition, questions: Container[str]) -> Condition | None:
    """Return what a condition says where only these questions are asked; None where it never holds."""
    kept = tuple(clause for clause in condition.clauses if clause.question in questions)
    if len(kept) == len(condition.clauses):
        return condition
    return Condition(kept, "or") if kept and condition.join == "or" else None


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
