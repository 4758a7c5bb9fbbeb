"""Answers to an older version: carried where they mean the same, else asked again or kept apart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from press.collect.answers import Carried
from press.collect.carry import carry
from press.collect.forms import Form, FormQuestion, Option
from press.collect.interpret import interpret
from press.model import Register
from press.place import Scalar
from tests.unit.collect_fixture import found_in, round_form
from tests.unit.test_collect_interpret import FILLED, WORDS

OLD = round_form()


def register(**entries: dict[str, str]) -> Register:
    ids = {question.id: {"status": "active"} for question in OLD.questions}
    ids |= {unit.replace("_", "-"): entry for unit, entry in entries.items()}
    said = {Scalar(unit): {key: Scalar(value) for key, value in entry.items()} for unit, entry in ids.items()}
    return Register.model_validate({"format": Scalar("1"), "ids": said})


def changed(form: Form, question: str, **keys: object) -> Form:
    """Return the form of today, in which a question is another in some way."""
    made = [replace(one, **keys) if one.id == question else one for one in form.questions]  # type: ignore[arg-type]
    return replace(form, digest="f" * 64, version="0.2.0", questions=tuple(made))


def renamed(form: Form, old: str, new: str) -> Form:
    question = next(one for one in form.questions if one.id == old)
    places = tuple(replace(place, path=place.path.replace(old, new)) for place in question.places)
    return changed(form, old, id=new, places=places)


def brought(now: Form, known: Register, filled: Mapping[str, str] = FILLED) -> Carried:
    return carry(OLD, interpret("return", OLD, found_in(OLD, filled), WORDS).answers, now, known)


def question(form: Form, name: str) -> FormQuestion:
    return next(one for one in form.questions if one.id == name)


def test_the_same_question_carries_its_answer() -> None:
    carried = brought(changed(OLD, "soap-at-every-basin", text="Other words"), register())
    assert carried.answers["soap-at-every-basin"].value == "no"
    assert (carried.again, carried.apart) == ({}, {})
    assert list(carried.answers) == [one.id for one in OLD.questions]


def test_a_successor_that_asks_the_same_takes_the_answer() -> None:
    known = register(
        days_of_soap_left={"status": "deprecated", "successor": "days-left", "answers": "same"},
        days_left={"status": "active"},
    )
    carried = brought(renamed(OLD, "days-of-soap-left", "days-left"), known)
    assert str(carried.answers["days-left"].value) == "12"
    assert "days-of-soap-left" not in carried.answers


def test_a_successor_that_asks_for_less_is_asked_again() -> None:
    known = register(
        days_of_soap_left={"status": "deprecated", "successor": "days-left"}, days_left={"status": "active"}
    )
    carried = brought(renamed(OLD, "days-of-soap-left", "days-left"), known)
    assert carried.answers["days-left"].state == "unanswered"
    assert str(carried.again["days-left"].value) == "12"


def test_what_nobody_asks_any_more_is_kept_apart() -> None:
    now = replace(OLD, digest="f" * 64, questions=tuple(q for q in OLD.questions if q.id != "days-of-soap-left"))
    carried = brought(now, register(days_of_soap_left={"status": "deprecated"}))
    assert str(carried.apart["days-of-soap-left"].value) == "12"


def test_an_option_that_is_gone_is_asked_again() -> None:
    place = question(OLD, "soap-at-every-basin").places[0]
    fewer = replace(place, options=tuple(option for option in place.options if option.key != "no"))
    now = changed(OLD, "soap-at-every-basin", places=(fewer, question(OLD, "soap-at-every-basin").places[1]))
    carried = brought(now, register())
    assert carried.again["soap-at-every-basin"].value == "no"
    assert carried.answers["soap-at-every-basin"].state == "unanswered"


def test_another_kind_of_answer_is_asked_again() -> None:
    place = replace(question(OLD, "days-of-soap-left").places[0], kind="text")
    carried = brought(changed(OLD, "days-of-soap-left", places=(place,)), register())
    assert list(carried.again) == ["days-of-soap-left"]


def test_a_new_option_or_a_new_question_changes_nothing_else() -> None:
    place = question(OLD, "most-used-method").places[0]
    more = replace(place, options=(*place.options, Option("other", "Other", "Other")))
    carried = brought(changed(OLD, "most-used-method", places=(more,)), register())
    assert (carried.again, carried.apart) == ({}, {})


def test_conditions_are_those_of_today() -> None:
    """What was hidden by an older condition is asked where that is gone, and the other way round."""
    filled = FILLED | {"clean-before-touching": "", "skin-is-sound": FILLED["skin-is-sound"]}
    carried = brought(changed(OLD, "skin-is-sound", conditions=()), register(), filled)
    assert (carried.answers["skin-is-sound"].state, carried.answers["skin-is-sound"].value) == ("answered", "always")
