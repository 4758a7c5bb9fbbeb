"""Typed answers: what a return says, question by question, with the state of each and how it was read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from press.collect.forms import Form
from press.problem import Problem
from press.score import Result

State = Literal["answered", "unanswered", "hidden", "not-applicable", "unreadable"]
# Text; a number; an option's key (yes-no, scale, pick-one); keys (pick-several), in the order of the form; the rows of
# a table, each by column, with only what was filled in. A date is text, year-month-day. None where there is no answer.
Value = str | Decimal | tuple[str, ...] | tuple[Mapping[str, "str | Decimal"], ...] | None


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a question.

    ``hidden`` is what its conditions say is not asked; if it was filled in all the same, ``value`` has it. ``raw`` is
    the text as found, by the path of its control, where a question could not be read for certain. ``how`` is how its
    places were found, each once. ``evidence`` is the note beside it.
    """

    question: str
    state: State
    value: Value = None
    evidence: str = ""
    how: tuple[str, ...] = ()
    raw: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Return:
    """A file that came back and was read. ``name`` is its path below what was asked for; ``sha256`` tells copies."""

    name: str
    sha256: str
    kind: str
    form: Form
    answers: Mapping[str, Answer]
    result: Result | None
    problems: tuple[Problem, ...] = ()
