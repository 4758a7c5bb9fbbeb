"""Answers to an older version, by the ids of the version at hand: carried, asked again, or kept apart.

A question that keeps its id keeps its meaning (docs/content.md, “Ids”); one that was retired passes its answers on
only where the register says that its successor asks the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from press.collect.answers import Answer, Carried, Row, Value
from press.collect.forms import Form, FormQuestion, Place
from press.collect.interpret import EVIDENCE, asked_in, result_of
from press.model import Register
from press.model.shared import RegisterEntry
from press.score import NOT_APPLICABLE


def carry(form: Form, answers: Mapping[str, Answer], now: Form, register: Register) -> Carried:
    """Return what becomes of the answers to an older form in the one that took its place."""
    questions = {question.id: question for question in now.questions}
    old = {question.id: question for question in form.questions}
    entries = {str(unit): entry for unit, entry in register.ids.items()}
    carried, again, apart = dict[str, Answer](), dict[str, Answer](), dict[str, Answer]()
    for name, answer in answers.items():
        said = answer.value is not None or answer.state == "not-applicable"
        successor, is_same = _successor(name, entries)
        if successor not in questions:
            if said:
                apart[name] = answer
        elif not said:
            carried.setdefault(successor, replace(answer, question=successor))
        elif is_same and _fits(old[name], questions[successor], answer):
            carried[successor] = replace(answer, question=successor)
        else:
            again[successor] = replace(answer, question=successor)
    for name in questions:
        if name not in carried or name in again:
            carried[name] = Answer(name, "unanswered")
    opened = {name: _open(carried[name]) for name in questions}
    asked = asked_in(now, opened)
    ordered = {name: one if name in asked else replace(one, state="hidden") for name, one in opened.items()}
    return Carried(now, ordered, again, apart, result_of(now, ordered))


def _open(answer: Answer) -> Answer:
    """Return an answer as it is before the conditions of this version: hidden in another is not hidden here."""
    if answer.state != "hidden":
        return answer
    return replace(answer, state="unanswered" if answer.value is None else "answered")


def _successor(name: str, entries: Mapping[str, RegisterEntry]) -> tuple[str, bool]:
    """Return which id took an id's place, at the end of the chain, and whether all on the way ask the same."""
    is_same, seen = True, set[str]()
    while (entry := entries.get(name)) and entry.status == "deprecated" and entry.successor and name not in seen:
        seen.add(name)
        is_same = is_same and entry.answers == "same"
        name = str(entry.successor)
    return name, is_same


def _fits(old: FormQuestion, new: FormQuestion, answer: Answer) -> bool:
    """Tell whether an answer is one to a question of today: it takes the same kind, and offers what was chosen."""
    before, after = _kinds(old), _kinds(new)
    if answer.state == "not-applicable":
        return any(option.key == NOT_APPLICABLE for place in new.places for option in place.options)
    columns = [column for column, _ in _said(answer.value)]
    if any(before.get(column) != after.get(column) for column in columns):
        return False
    offered = {column: {option.key for option in place.options} for column, place in _columns(new)}
    choosing = {column for column, place in _columns(new) if place.options}
    return all(text in offered[column] for column, text in _said(answer.value) if column in choosing)


def _columns(question: FormQuestion) -> Iterator[tuple[str, Place]]:
    """Yield the places of a question; of a table one for each column, which is named by its key."""
    for place in question.places:
        path = place.path.removeprefix(question.id).removeprefix(".")
        if path != EVIDENCE:
            yield path.rpartition(".")[2], place


def _kinds(question: FormQuestion) -> dict[str, str]:
    # Text of one line and of several is the same answer.
    return {column: {"lines": "text"}.get(place.kind, place.kind) for column, place in _columns(question)}


def _said(value: Value) -> Iterator[tuple[str, str]]:
    """Yield each thing that an answer says, with the column that it stands in, if there are columns."""
    for one in value if isinstance(value, tuple) else (value,):
        if isinstance(one, Row):
            yield from ((column, str(cell)) for column, cell in one.cells.items())
        else:
            yield "", str(one)
