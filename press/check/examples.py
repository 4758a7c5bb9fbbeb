"""Examples: a questionnaire filled in as somebody could fill it in, so that its result can be worked out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from press.check.conditions import sound_conditions
from press.check.forms import is_date, is_number
from press.check.tried import options_of
from press.check.walk import units
from press.check.words import did_you_mean, listed, repeated
from press.compose.answers import answers_of, selected
from press.compose.method import questions_of
from press.model import Example, ExampleAnswer, Library, Question, Questionnaire
from press.place import Scalar
from press.problem import Problem
from press.score import Method, asked_questions

_WAYS: Final = {"pick-several": "answers", "rows": "rows"}
_CHOSEN: Final = ("yes-no", "scale", "pick-one")


def problems(library: Library) -> Iterator[Problem]:
    """Yield examples of what is no questionnaire or no document of it, and answers that nobody could give."""
    for unit in units(library):
        if isinstance(unit, Example):
            found = library.resources.get(str(unit.questionnaire))
            if isinstance(found, Questionnaire):
                yield from _example(unit, found, library)
            elif found is None:
                known = [str(one.id) for one in library.questionnaires]
                hint = did_you_mean(unit.questionnaire, known, f"there are: {listed(known)}")
                message = f"there is no questionnaire '{unit.questionnaire}'"
                yield Problem("C405", str(unit.questionnaire.place), message, hint)
            else:
                message = f"'{unit.questionnaire}' is no questionnaire"
                yield Problem("C414", str(unit.questionnaire.place), message, "name one that can be filled in")


def _example(example: Example, questionnaire: Questionnaire, library: Library) -> Iterator[Problem]:
    if wrong := list(_axes(example, questionnaire, library)):
        yield from wrong
        return
    selection = selected(example, questionnaire)
    questions = {str(question.id): question for group in selection.groups for question in group.questions}
    elsewhere = {str(question.id) for section in questionnaire.sections for question in section.questions}
    yield from repeated((one.question for one in example.answers), "answer to", "answer each question once")
    unfit: list[Problem] = []
    for one in example.answers:
        if one.question in questions:
            unfit += _Answer(one, questions[str(one.question)], questionnaire).problems()
        elif one.question in elsewhere:
            hint = "answer what this document asks, or name another with for-axes:"
            message = f"{selection.wanted.stem} does not ask '{one.question}'"
            unfit.append(Problem("C429", str(one.question.place), message, hint))
        else:
            hint = did_you_mean(one.question, questions, f"name a question of '{questionnaire.id}'")
            message = f"this questionnaire has no question '{one.question}'"
            unfit.append(Problem("C405", str(one.question.place), message, hint))
    yield from unfit
    if not unfit and sound_conditions(questionnaire):
        method = Method(questions_of(questionnaire, selection.groups), (), ())
        yield from _asked(example, questions, asked_questions(method, answers_of(example, questions)))


def _axes(example: Example, questionnaire: Questionnaire, library: Library) -> Iterator[Problem]:
    tailor = [axis.id for axis in library.toolkit.axes if axis.id in questionnaire.tailor]
    for axis, value in example.for_axes.items():
        if axis not in tailor:
            hint = did_you_mean(axis, tailor, f"it is tailored by: {listed(tailor)}")
            yield Problem("C406", str(axis.place), f"'{questionnaire.id}' is not tailored by '{axis}'", hint)
            continue
        values = [str(one.id) for one in library.toolkit.axis(axis).values]
        if value not in values:
            hint = did_you_mean(value, values, f"its values are {listed(values)}")
            yield Problem("C407", str(value.place), f"axis '{axis}' has no value '{value}'", hint)
    missing = [axis for axis in tailor if axis not in example.for_axes]
    if example.for_axes and missing:
        place = str(next(iter(example.for_axes)).place)
        hint = f"'{questionnaire.id}' has a document for each combination of {listed(tailor)}"
        yield Problem("C406", place, f"for-axes: lacks {listed(missing)}", hint)


def _asked(example: Example, questions: Mapping[str, Question], asked: frozenset[str]) -> Iterator[Problem]:
    """Compare what is answered with what is asked, given these answers."""
    answered = {str(one.question) for one in example.answers}
    for one in example.answers:
        if one.question not in asked:
            condition = questions[str(one.question)].if_
            message = f"'{one.question}' is not asked, given the other answers"
            message += f": it is asked if {condition}" if condition else ""
            yield Problem("C429", str(one.question.place), message, "take it out, or change what it hangs on")
    for name, question in questions.items():
        if question.required and name in asked and name not in answered:
            message = f"'{example.id}' does not answer '{name}', which is required"
            yield Problem("C429", str(example.id.place), message, "add an answer")


class _Answer:
    """One answer beside its question."""

    def __init__(self, given: ExampleAnswer, question: Question, questionnaire: Questionnaire) -> None:
        self.given, self.question, self.questionnaire = given, question, questionnaire

    def problems(self) -> Iterator[Problem]:
        way, given, kind = _WAYS.get(self.question.kind, "answer"), self.given, self.question.kind
        if not getattr(given, way):
            message = f"'{given.question}' is of kind {kind}"
            yield Problem("C429", str(given.question.place), message, f"write what was answered as {way}:")
        elif given.rows:
            yield from self.rows(given.rows)
        elif given.answers:
            yield from repeated(given.answers, "option", "tick each option once")
            for key in given.answers:
                yield from self.option(key, options_of(self.question, self.questionnaire))
        elif given.answer is not None:
            if kind in _CHOSEN:
                yield from self.option(given.answer, options_of(self.question, self.questionnaire))
            else:
                yield from self.written(given.answer, kind, self.question.longest or 0)

    def option(self, key: Scalar, options: Sequence[str]) -> Iterator[Problem]:
        if key not in options:
            hint = did_you_mean(key, options, f"it has: {listed(options)}")
            yield Problem("C405", str(key.place), f"'{self.given.question}' has no option '{key}'", hint)

    def written(self, text: Scalar, kind: str, longest: int = 0) -> Iterator[Problem]:
        if kind == "number" and not is_number(text):
            yield Problem("C429", str(text.place), f"'{text}' is not a number", "write figures, such as 12 or 0.5")
        if kind == "date" and not is_date(text):
            yield Problem("C429", str(text.place), f"'{text}' is not a date", "write year-month-day: 2026-03-31")
        if longest and len(text) > longest:
            message = f"the answer has {len(text)} signs, and '{self.given.question}' takes {longest} at most"
            yield Problem("C429", str(text.place), message, "shorten it")

    def rows(self, rows: Sequence[Mapping[Scalar, Scalar]]) -> Iterator[Problem]:
        room = len(self.question.rows) + self.question.spare
        if len(rows) > room:
            message = f"'{self.given.question}' has room for {room} rows, not for {len(rows)}"
            yield Problem("C429", str(self.given.question.place), message, "take some out")
        columns = {str(column.key): column for column in self.question.columns}
        for key, text in (cell for row in rows for cell in row.items()):
            column = columns.get(key)
            if column is None:
                hint = did_you_mean(key, columns, f"it has: {listed(columns)}")
                yield Problem("C405", str(key.place), f"'{self.given.question}' has no column '{key}'", hint)
            elif column.kind == "pick-one":
                yield from self.option(text, [str(option.key) for option in column.options])
            else:
                yield from self.written(text, column.kind)
