"""Questions: the keys that each kind needs, and none that it has no use for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from press.check import forms
from press.check.words import did_you_mean
from press.model import Library, Question, Questionnaire
from press.place import Scalar
from press.problem import Problem


def problems(library: Library) -> Iterator[Problem]:
    """Yield keys that do not fit the kind of question, and scales that are unknown or unused."""
    for questionnaire in library.questionnaires:
        questions = [question for section in questionnaire.sections for question in section.questions]
        for question in questions:
            yield from _keys(question)
            yield from _scale(question, questionnaire)
        yield from forms.doubles(questionnaire)
        yield from _named(questionnaire.respondent, questions, "short-text", "which names nobody")
        yield from _named(questionnaire.dated, questions, "date", "which is no day")
        used = {question.scale for question in questions}
        for scale in questionnaire.scales:
            if scale.id not in used:
                message, hint = f"no question uses the scale '{scale.id}'", "take it out"
                yield Problem("C409", str(scale.id.place), message, hint, "warning")
    if (plan := library.worksheets) is not None:
        for question in plan.about:
            yield from _keys(question)
        yield from _named(plan.respondent, plan.about, "short-text", "which names nobody")
        yield from _named(plan.dated, plan.about, "date", "which is no day")


def _keys(question: Question) -> Iterator[Problem]:
    """Yield keys that a kind of question lacks, or has no use for, wherever it is asked."""
    yield from _options(question)
    yield from _unit(question)
    yield from forms.problems(question)


def _named(named: Scalar | None, questions: Sequence[Question], kind: str, else_: str) -> Iterator[Problem]:
    """Yield what is wrong with the question that says who answers, or when: one of these, and of the right kind."""
    if named is None:
        return
    kinds = {str(question.id): question.kind for question in questions}
    if named not in kinds:
        hint = did_you_mean(named, kinds, "name one of the questions that are asked here")
        yield Problem("C405", str(named.place), f"there is no question '{named}' here", hint)
    elif kinds[str(named)] != kind:
        message = f"'{named}' is of kind {kinds[str(named)]}, {else_}"
        yield Problem("C414", str(named.place), message, f"name a question of kind {kind}")


def _options(question: Question) -> Iterator[Problem]:
    if question.kind in ("pick-one", "pick-several"):
        if len(question.options) < 2:
            message = f"'{question.id}' is of kind {question.kind} and needs at least two options"
            place = question.options[0].key.place if question.options else question.id.place
            yield Problem("C415", str(place), message, "add options:, each with a key and a text")
    elif question.options:
        message = f"'{question.id}' is of kind {question.kind}, which has no options"
        hint = "take them out, or make it pick-one or pick-several"
        yield Problem("C415", str(question.options[0].key.place), message, hint)


def _scale(question: Question, questionnaire: Questionnaire) -> Iterator[Problem]:
    scales = [str(scale.id) for scale in questionnaire.scales]
    if question.scale is None:
        if question.kind == "scale":
            message, hint = (
                f"'{question.id}' is of kind scale and does not say which",
                "add scale: with the id of a scale",
            )
            yield Problem("C415", str(question.id.place), message, hint)
    elif question.kind != "scale":
        message = f"'{question.id}' is of kind {question.kind}, which has no scale"
        yield Problem("C415", str(question.scale.place), message, "take scale: out, or make it kind: scale")
    elif question.scale not in scales:
        hint = did_you_mean(question.scale, scales, "add it to the scales of this questionnaire")
        yield Problem("C405", str(question.scale.place), f"this questionnaire has no scale '{question.scale}'", hint)


def _unit(question: Question) -> Iterator[Problem]:
    if question.unit is not None and question.kind != "number":
        message = f"'{question.id}' is of kind {question.kind}, which is not measured in a unit"
        yield Problem("C415", str(question.unit.place), message, "take unit: out, or make it kind: number")
