"""Conditions: they can be read, name earlier questions and their answers, and can both hold and not hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice, product
from typing import Final

from press.check.primers import selections
from press.check.words import did_you_mean
from press.condition import NUMERIC, TICKED, Answer, Clause, Condition, ConditionError, holds, parse
from press.model import Library, Question, Questionnaire, QuestionSection
from press.place import Scalar
from press.problem import Problem

_MOST: Final = 20_000  # combinations of answers that are tried
_NOT_APPLICABLE: Final = "not-applicable"


@dataclass(frozen=True, slots=True)
class _Written:
    """A condition where it is written, for a unit or a gate; ``before`` are the questions that it may name."""

    text: Scalar
    unit: str
    before: Mapping[str, Question]


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
            if written.unit in sound:
                yield from _senseless(written, sound)
    yield from _apart(library)


def options_of(question: Question, questionnaire: Questionnaire) -> tuple[str, ...]:
    """Return the keys of what a question offers."""
    if question.kind == "yes-no":
        return ("yes", "no", _NOT_APPLICABLE)
    scales = {str(scale.id): scale.options for scale in questionnaire.scales}
    options = question.options or scales.get(str(question.scale), ())
    own = tuple(str(option.key) for option in options)
    return (*own, _NOT_APPLICABLE) if question.not_applicable else own


def _written(questionnaire: Questionnaire) -> Iterator[_Written]:
    before: dict[str, Question] = {}
    for section in questionnaire.sections:
        if section.if_ is not None:
            yield _Written(section.if_, str(section.id), dict(before))
        for question in section.questions:
            if question.if_ is not None:
                yield _Written(question.if_, str(question.id), dict(before))
            before[str(question.id)] = question
    for gate in questionnaire.scoring.gates if questionnaire.scoring else ():
        yield _Written(gate.if_, f"gate {gate.id}", before)


def _at(text: Scalar, offset: int) -> str:
    return str(text.at(0, offset))


def _faults(written: _Written, questionnaire: Questionnaire) -> Iterator[Problem]:
    try:
        condition = parse(written.text)
    except ConditionError as error:
        hint = "write: question is key; also: is not, includes, does not include, is at least, is at most"
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


# What makes no difference ----------------------------------------------------


def _senseless(written: _Written, sound: Mapping[str, Condition]) -> Iterator[Problem]:
    """Try answers to the questions that a condition hangs on, also those that these hang on."""
    condition = sound[written.unit]
    outcomes = set()
    for answers in _answers(condition, sound, written.before):
        asked = {key: value for key, value in answers.items() if _asked(key, answers, sound)}
        outcomes.add(holds(condition, asked))
        if len(outcomes) == 2:
            return
    if outcomes == {False}:
        yield Problem("C425", str(written.text.place), "this condition never holds", "take out one of its clauses")
    elif outcomes == {True}:
        yield Problem("C425", str(written.text.place), "this condition always holds", "take it out", "warning")


def _asked(question: str, answers: Mapping[str, Answer], sound: Mapping[str, Condition]) -> bool:
    condition = sound.get(question)
    if condition is None:
        return True
    before = {c.question: answers[c.question] for c in condition.clauses if c.question in answers}
    return holds(condition, {key: value for key, value in before.items() if _asked(key, answers, sound)})


def _answers(
    condition: Condition, sound: Mapping[str, Condition], before: Mapping[str, Question]
) -> Iterator[dict[str, Answer]]:
    clauses, waiting = list(condition.clauses), list(condition.clauses)
    while waiting:
        inner = sound.get(waiting.pop().question)
        fresh = [clause for clause in inner.clauses if clause not in clauses] if inner else []
        clauses += fresh
        waiting += fresh
    named: dict[str, list[Answer | None]] = {}
    for clause in clauses:
        named.setdefault(clause.question, [None])
    for name, tried in named.items():
        tried += _tried(before[name].kind, [clause for clause in clauses if clause.question == name])
    for values in islice(product(*named.values()), _MOST):
        yield {key: value for key, value in zip(named, values, strict=True) if value is not None}


def _tried(kind: str, clauses: list[Clause]) -> list[Answer]:
    """Return answers that tell clauses apart: each value that they name, one beside them, and for ticks all sets."""
    values = sorted({clause.value for clause in clauses})
    if kind == "number":
        numbers = [Decimal(value) + step for value in values for step in (-1, 0, 1)]
        return [*dict.fromkeys(numbers)]
    if kind == "pick-several":
        sets = product(*((True, False) for _ in values))
        return [frozenset([v for v, ticked in zip(values, one, strict=True) if ticked] or ["…"]) for one in sets]
    return [*values, "…"]


# Documents that hold one and not the other -----------------------------------


def _apart(library: Library) -> Iterator[Problem]:
    told: set[tuple[str, str]] = set()
    for selection in selections(library):
        held: set[str] = set()
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
