"""Typed answers: what a return says, question by question, with the state of each and how it was read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, TypeAlias

from press.collect.forms import Form
from press.problem import Problem
from press.score import Result

State = Literal["answered", "unanswered", "hidden", "not-applicable", "unreadable"]
Single: TypeAlias = str | Decimal


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table, or an action: what was filled in, by column. ``key`` is the row's, or its place from 1."""

    key: str
    cells: Mapping[str, Single]


# Text; a number; an option's key (yes-no, scale, pick-one); keys (pick-several), in the order of the form; rows, those
# without an answer left out. A date is text, year-month-day. None where there is no answer.
Value: TypeAlias = Single | tuple[str, ...] | tuple[Row, ...] | None


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a question.

    ``hidden`` is what its conditions say is not asked; if it was filled in all the same, ``value`` has it. ``raw`` is
    the text as found, by the path of its control, where something could not be read for certain. ``how`` is how its
    places were found, each once. ``evidence`` is the note beside it.
    """

    question: str
    state: State
    value: Value = None
    evidence: str = ""
    how: tuple[str, ...] = ()
    raw: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem of a return. ``question`` is the one that it is about, if it is about one.

    What was answered is not in the problem, which is printed and may be kept in logs; it is in ``Answer.raw``.
    """

    problem: Problem
    question: str = ""


@dataclass(frozen=True, slots=True)
class Carried:
    """What becomes of answers to an older version, by the ids of the version at hand.

    ``answers`` hold as they are. ``again`` has what has to be asked again, as its question now asks for something
    narrower: the old answer is shown with it. ``apart`` has answers to questions that there are no more.
    """

    form: Form
    answers: Mapping[str, Answer]
    again: Mapping[str, Answer]
    apart: Mapping[str, Answer]
    result: Result | None


@dataclass(frozen=True, slots=True)
class Return:
    """A file that came back and was read. ``name`` is its path below what was asked for; ``sha256`` tells copies.

    ``respondent`` is who answers, where the form asks for that. ``carried`` is there for an older version only.
    """

    name: str
    sha256: str
    kind: str
    form: Form
    answers: Mapping[str, Answer]
    result: Result | None
    respondent: str = ""
    carried: Carried | None = None
    findings: tuple[Finding, ...] = ()
