"""Examples -> answers as the scorer takes them, and the document that they are given to."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from press.condition import Answer
from press.model import Example, Question, Questionnaire
from press.select import FOLDERS, Selection, Wanted, select_questions


def selected(example: Example, questionnaire: Questionnaire) -> Selection:
    """Return what the document that an example fills in holds: the plain one, or a tailored one."""
    axes = tuple((str(axis), str(example.for_axes[axis])) for axis in questionnaire.tailor if axis in example.for_axes)
    stem = f"{FOLDERS[Questionnaire]}/{'.'.join((questionnaire.id, *(value for _, value in axes)))}"
    return select_questions(Wanted(stem, questionnaire, axes), questionnaire)


def answers_of(example: Example, questions: Mapping[str, Question]) -> dict[str, Answer]:
    """Return the answers of an example by question; rows are left out, because nothing hangs on them."""
    found: dict[str, Answer] = {}
    for one in example.answers:
        question = questions[str(one.question)]
        if one.answers:
            found[str(one.question)] = frozenset(map(str, one.answers))
        elif one.answer is not None:
            found[str(one.question)] = Decimal(one.answer) if question.kind == "number" else str(one.answer)
    return found
