"""What stands in a return -> typed answers, with every doubt as a Finding. Nothing is guessed or mended."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from press.collect.answers import Answer, Finding, Row, Single, State, Value
from press.collect.forms import Form, FormQuestion, Place
from press.collect.found import Found
from press.collect.values import ValueFault, is_ticked, text_of, value_of
from press.condition import Answer as Given
from press.problem import Problem, Severity
from press.score import NOT_APPLICABLE, Method, Result, Scored, asked_questions, score

EVIDENCE: Final = "evidence"
_TABLES: Final = ("rows", "action")
Places = Mapping[str, tuple[Found, ...]]


@dataclass(frozen=True, slots=True)
class Read:
    """The answers of one return to one form."""

    answers: Mapping[str, Answer]
    findings: tuple[Finding, ...]


def interpret(name: str, form: Form, found: Places, words: str | None) -> Read:
    """Return the answers that stand in a file. ``words`` is its text outside of places to fill in, if it may differ."""
    reader = _Reader(name, found)
    answers = {question.id: reader.answer(question) for question in form.questions}
    if not any(_is_said(question, answers[question.id]) for question in form.questions):
        reader.empty(len(form.questions))
    asked = asked_in(form, answers)
    for question in form.questions:
        answers[question.id] = reader.asked(question, answers[question.id], is_asked=question.id in asked)
        if words is not None:
            reader.unchanged(question, words)
    return Read(answers, tuple(reader.findings))


def _is_said(question: FormQuestion, answer: Answer) -> bool:
    """Tell whether somebody filled in anything: what stood there when the form went out says nothing."""
    defaults = [place.default for place in question.places if place.default]
    if answer.raw or answer.evidence:
        return True
    return answer.state != "unanswered" and answer.value not in defaults


def asked_in(form: Form, answers: Mapping[str, Answer]) -> frozenset[str]:
    """Return the questions of a form that are asked, given the answers."""
    conditions = Method(tuple(Scored(one.id, conditions=one.conditions) for one in form.questions), (), ())
    return asked_questions(conditions, given(answers))


def given(answers: Mapping[str, Answer]) -> dict[str, Given]:
    """Return answers as conditions and scores take them: those alone that count."""
    made: dict[str, Given] = {}
    for name, answer in answers.items():
        if answer.state == "not-applicable":
            made[name] = NOT_APPLICABLE
        elif answer.state == "answered":
            match answer.value:
                case str() | Decimal() as single:
                    made[name] = single
                case tuple() as several if several and all(isinstance(one, str) for one in several):
                    made[name] = frozenset(map(str, several))
    return made


def result_of(form: Form, answers: Mapping[str, Answer]) -> Result | None:
    """Return the result of answers by the form's own method; None where the form has none."""
    return score(form.method, given(answers)) if form.method else None


class _Reader:
    def __init__(self, name: str, found: Places) -> None:
        self.name, self.found = name, found
        self.findings: list[Finding] = []
        self.is_empty = False

    def empty(self, several: int) -> None:
        """Tell once that nothing is filled in, and not for each required question."""
        self.is_empty = True
        message, hint = f"is empty: none of its {several} questions is answered", "ask whether it is the right file"
        self.findings.append(Finding(Problem("A910", self.name, message, hint)))

    def tell(
        self, code: str, question: FormQuestion, why: str, hint: str, severity: Severity = "error", where: str = ""
    ) -> None:
        number = f"{question.number} " if question.number else ""
        message = f"question {number}({where or question.id}) {why}"
        self.findings.append(Finding(Problem(code, self.name, message, hint, severity), question.id))

    # One question -----------------------------------------------------------

    def answer(self, question: FormQuestion) -> Answer:
        """Return what a question is answered by, before it is known whether it is asked."""
        own = [place for place in question.places if place.path != f"{question.id}.{EVIDENCE}"]
        notes = [place for place in question.places if place.path == f"{question.id}.{EVIDENCE}"]
        raw: dict[str, str] = {}
        values = {place.path: self.place(question, place, raw) for place in own}
        evidence = "".join(str(self.place(question, place, raw) or "") for place in notes)
        how = tuple(dict.fromkeys(one.how for place in question.places for one in self._all(place)))
        sound = all(not isinstance(value, ValueFault) for value in values.values())
        value = _whole(question, {path: one for path, one in values.items() if not isinstance(one, ValueFault)})
        state: State = "unreadable" if not sound else "unanswered" if value is None else "answered"
        if state == "answered" and value == NOT_APPLICABLE:
            state, value = "not-applicable", None
        return Answer(question.id, state, value, evidence, how, raw)

    def place(
        self, question: FormQuestion, place: Place, raw: dict[str, str]
    ) -> Single | tuple[str, ...] | ValueFault | None:
        """Return what stands in one place; what is in doubt is told, and kept as it was found."""
        value = self._ticks(place) if place.kind == "several" else self._value(place)
        beside = {one.beside for one in self._all(place) if one.beside}
        if beside and value is None:
            value = ValueFault("A912", "has something written beside its place", "see whether it is the answer")
        elif beside:
            why, hint = "has more written beside its place", "see whether it changes the answer"
            self.tell("A912", question, why, hint, "warning", place.path)
        if isinstance(value, ValueFault):
            self.tell(value.code, question, value.why, value.hint, where=place.path)
        if isinstance(value, str) and place.longest and len(value) > place.longest:
            why = f"has an answer of {len(value)} signs, and takes {place.longest}"
            self.tell("A914", question, why, "it is kept whole; shorten it where it has to fit", "warning", place.path)
        if beside or isinstance(value, ValueFault):
            texts = [text for one in self._all(place) for text in (text_of(place, one), one.beside) if text]
            raw[place.path] = "\n".join(dict.fromkeys(texts))
        return value

    def _all(self, place: Place) -> list[Found]:
        names = [f"{place.path}.{option.key}" for option in place.options] if place.kind == "several" else [place.path]
        return [one for name in names for one in self.found.get(name, ())]

    def _value(self, place: Place) -> Single | ValueFault | None:
        found = self.found.get(place.path, ())
        return value_of(place, found) if found else _GONE

    def _ticks(self, place: Place) -> tuple[str, ...] | ValueFault | None:
        ticked = []
        for option in place.options:
            found = self.found.get(f"{place.path}.{option.key}", ())
            state = is_ticked(found) if found else _GONE
            if isinstance(state, ValueFault):
                return state
            if state:
                ticked.append(option.key)
        return tuple(ticked) or None

    # The form around it -----------------------------------------------------

    def asked(self, question: FormQuestion, answer: Answer, *, is_asked: bool) -> Answer:
        """Return the answer with what its conditions make of it."""
        if not is_asked:
            if answer.value is not None or answer.state == "not-applicable":
                why, hint = "is answered, and by the other answers it is not asked", "it counts for nothing"
                self.tell("A913", question, why, hint, "warning")
            return replace(answer, state="hidden")
        required = any(place.required for place in question.places)
        if answer.state == "unanswered" and required and not self.is_empty:
            self.tell("A910", question, "has to be answered, and is not", "ask for the answer")
        return answer

    def unchanged(self, question: FormQuestion, words: str) -> None:
        """Tell of words of a question or of its options that the file no longer has."""
        texts = [question.text]
        texts += [option.text for place in question.places if place.kind == "several" for option in place.options]
        if not all(" ".join(text.split()) in words for text in texts):
            hint = "compare it with the form that was sent out; the answer may be to something else"
            self.tell("A907", question, "does not have its own words any more", hint, "warning")


_GONE: Final = ValueFault("A911", "has no place to fill in any more", "ask again, with the guarded form")


def _whole(question: FormQuestion, values: Mapping[str, Single | tuple[str, ...] | None]) -> Value:
    """Return the value of a question from those of its places."""
    if question.kind not in _TABLES:
        return next(iter(values.values()), None)
    return tuple(_rows(question, values)) or None


def _rows(question: FormQuestion, values: Mapping[str, Single | tuple[str, ...] | None]) -> Iterator[Row]:
    rows: dict[str, dict[str, Single]] = {}
    for path, value in values.items():
        *row, column = path.removeprefix(f"{question.id}.").split(".")
        if isinstance(value, str | Decimal):
            rows.setdefault(".".join(row), {})[column] = value
    yield from (Row(key, cells) for key, cells in rows.items())


def respondent_of(form: Form, answers: Mapping[str, Answer]) -> str:
    """Return who answers, on one line; empty where the form does not ask or nobody said."""
    answer = answers.get(form.respondent)
    return " ".join(str(answer.value).split()) if answer and answer.state == "answered" else ""
