"""Conditions: they can be read, name earlier questions and their answers, and can both hold and not hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from press.check.primers import selections
from press.check.tried import Tried, options_of
from press.check.words import did_you_mean
from press.condition import NUMERIC, TICKED, Clause, Condition, ConditionError, parse
from press.model import Library, Question, Questionnaire, QuestionSection
from press.place import Scalar
from press.problem import Problem


@dataclass(frozen=True, slots=True)
class _Written:
    """A condition where it is written, for a unit or a gate; ``before`` are the questions that it may name."""

    text: Scalar
    unit: str
    before: Mapping[str, Question]
    section: str = ""  # that of a question


def problems(library: Library) -> Iterator[Problem]:
    """Yield conditions that cannot be read, name what is not there, or never make a difference."""
    for questionnaire in library.questionnaires:
        sound: dict[str, Condition] = {}
        for written in _written(questionnaire):
            found = list(_faults(written, questionnaire))
            yield from found
            if not found:
                sound[written.unit] = parse(written.text)
        for written in _written(questionnaire):
            if written.unit in sound and (problem := _without_sense(written, sound, questionnaire)):
                yield problem
                del sound[written.unit]  # what hangs on this one is no problem of its own
    yield from _apart(library)


def sound_conditions(questionnaire: Questionnaire) -> bool:
    """Tell whether all conditions of a questionnaire can be read and name earlier questions and their answers."""
    return not any(list(_faults(written, questionnaire)) for written in _written(questionnaire))


def _written(questionnaire: Questionnaire) -> Iterator[_Written]:
    before: dict[str, Question] = {}
    for section in questionnaire.sections:
        if section.if_ is not None:
            yield _Written(section.if_, str(section.id), dict(before))
        for question in section.questions:
            if question.if_ is not None:
                yield _Written(question.if_, str(question.id), dict(before), str(section.id))
            before[str(question.id)] = question
    for gate in questionnaire.scoring.gates if questionnaire.scoring else ():
        yield _Written(gate.if_, f"gate {gate.id}", before)


def _at(text: Scalar, offset: int) -> str:
    return str(text.at(0, offset))


def _faults(written: _Written, questionnaire: Questionnaire) -> Iterator[Problem]:
    try:
        condition = parse(written.text)
    except ConditionError as error:
        hint = did_you_mean(error.word(written.text), error.known, "write: question is key")
        yield Problem("C424", _at(written.text, error.at), f"this condition cannot be read: {error}", hint)
        return
    everything = {str(q.id) for section in questionnaire.sections for q in section.questions}
    for clause in condition.clauses:
        question = written.before.get(clause.question)
        if question is not None:
            yield from _clause(clause, question, questionnaire, written.text)
        elif clause.question in everything:
            message = f"'{clause.question}' does not stand before what hangs on it: nobody has answered it yet"
            yield Problem("C412", _at(written.text, clause.at), message, "name an earlier question")
        else:
            hint = did_you_mean(clause.question, sorted(everything), "name a question of this questionnaire")
            message = f"this questionnaire has no question '{clause.question}'"
            yield Problem("C405", _at(written.text, clause.at), message, hint)


def _clause(clause: Clause, question: Question, questionnaire: Questionnaire, text: Scalar) -> Iterator[Problem]:
    fitting = {"number": NUMERIC, "pick-several": TICKED}.get(question.kind, ("is", "is not"))
    options = options_of(question, questionnaire)
    if (question.kind != "number" and not options) or clause.relation not in fitting:
        message = f"'{clause.question}' is of kind {question.kind}, of which '{clause.relation}' says nothing"
        hint = (
            f"say: {' or '.join(fitting)}" if options or question.kind == "number" else "name a question with options"
        )
        yield Problem("C424", _at(text, clause.at), message, hint)
    elif options and clause.value not in options:
        at = clause.at + len(str(clause)) - len(clause.value)
        hint = did_you_mean(clause.value, options, f"it has: {', '.join(options)}")
        yield Problem("C405", _at(text, at), f"'{clause.question}' has no option '{clause.value}'", hint)


def _without_sense(written: _Written, sound: Mapping[str, Condition], questionnaire: Questionnaire) -> Problem | None:
    """Return a problem of a condition that never holds, or does whatever is answered."""
    condition, found = sound[written.unit], Tried(questionnaire, sound)
    inside = sound.get(written.section)
    outcomes = found.outcomes(condition, inside)
    place, hint = str(written.text.place), "take out one of its clauses"
    if outcomes == {False}:
        known = ", given when its section is asked" if inside else ""
        return Problem("C425", place, f"this condition never holds{known}", hint)
    if outcomes == {True}:
        message = "this condition always holds, once what it names is answered"
        return Problem("C425", place, message, "take it out", "warning")
    return None


# Documents that hold one and not the other -----------------------------------


def _apart(library: Library) -> Iterator[Problem]:
    told: set[tuple[str, str]] = set()
    for selection in selections(library):
        groups = selection.groups
        held = {str(question.id) for group in groups for question in group.questions}
        units: list[Question | QuestionSection] = [*groups, *(q for group in groups for q in group.questions)]
        for unit in units:
            for clause in _clauses(unit.if_):
                if (
                    clause.question not in held
                    and (str(unit.id), clause.question) not in told
                    and _exists(clause.question, library)
                ):
                    told.add((str(unit.id), clause.question))
                    message = f"'{unit.id}' hangs on '{clause.question}', which {selection.wanted.stem} does not hold"
                    hint = "give both the same readers, or take the condition out"
                    yield Problem("C426", _at(unit.if_ or unit.id, clause.at), message, hint)


def _clauses(text: Scalar | None) -> tuple[Clause, ...]:
    try:
        return parse(text).clauses if text is not None else ()
    except ConditionError:
        return ()


def _exists(question: str, library: Library) -> bool:
    return any(q.id == question for r in library.questionnaires for s in r.sections for q in s.questions)
