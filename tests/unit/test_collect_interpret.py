"""Typed answers: every kind of question, and every doubt told by question, never mended."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from press.collect.answers import Row
from press.collect.found import Found
from press.collect.interpret import Places, Read, interpret, result_of
from tests.unit.collect_fixture import found_in, round_form, shown

FORM = round_form()
WORDS = " ".join(
    [q.text for q in FORM.questions]
    + [option.text for q in FORM.questions for place in q.places for option in place.options]
)


def chosen(path: str, key: str) -> str:
    return shown(FORM, path, key)


def read(found: Places, words: str | None = WORDS) -> Read:
    return interpret("return.docx", FORM, found, words)


def codes(one: Read, question: str) -> list[str]:
    return [finding.problem.code for finding in one.findings if finding.question == question]


FILLED = {
    "soap-at-every-basin": chosen("soap-at-every-basin", "no"),
    "soap-at-every-basin.evidence": "room 3",
    "days-of-soap-left": "12",
    "missing-items.soap": "x",
    "missing-items.towels": "x",
    "clean-before-touching": chosen("clean-before-touching", "mostly"),
    "skin-is-sound": chosen("skin-is-sound", "always"),
    "gaps-found.1.gap": "rub",
    "gaps-found.1.state": chosen("gaps-found.1.state", "waiting"),
    "gaps-found.entrance.due": "2026-03-31",
    "next-round-date": "2026-3-1",
    "what-surprised-you": "one\n  two",
}


def test_every_kind_has_its_type() -> None:
    answers = read(found_in(FORM, FILLED)).answers
    assert {name: answer.value for name, answer in answers.items()} == {
        "soap-at-every-basin": "no",
        "days-of-soap-left": Decimal(12),
        "missing-items": ("soap", "towels"),
        "clean-before-touching": "mostly",
        "skin-is-sound": "always",
        "most-used-method": None,
        "gloves-changed": None,
        "gaps-found": (Row("entrance", {"due": "2026-03-31"}), Row("1", {"gap": "rub", "state": "waiting"})),
        "who-follows-up": "مسؤول المخزن",
        "next-round-date": "2026-03-01",
        "what-surprised-you": "one\n  two",
    }
    assert answers["soap-at-every-basin"].evidence == "room 3"
    assert [name for name, answer in answers.items() if answer.state != "answered"] == [
        "most-used-method",
        "gloves-changed",
    ]


def test_a_form_without_a_doubt_has_no_finding() -> None:
    assert read(found_in(FORM, FILLED)).findings == ()


def test_an_empty_form_is_unanswered_throughout() -> None:
    one = read(found_in(FORM, {}))
    assert {answer.state for name, answer in one.answers.items() if name not in ("who-follows-up",)} == {
        "unanswered",
        "hidden",
    }
    assert [(f.problem.code, f.question) for f in one.findings] == [("A910", "")]


def test_a_required_answer_that_is_missing_is_told() -> None:
    assert codes(read(found_in(FORM, {"days-of-soap-left": "1"})), "clean-before-touching") == ["A910"]


def test_what_is_not_asked_is_hidden_and_told_when_it_is_answered() -> None:
    filled = FILLED | {"clean-before-touching": chosen("clean-before-touching", "never")}
    one = read(found_in(FORM, filled))
    assert (one.answers["skin-is-sound"].state, one.answers["skin-is-sound"].value) == ("hidden", "always")
    assert codes(one, "skin-is-sound") == ["A913"]
    result = result_of(FORM, one.answers)
    assert result is not None
    assert "skin-is-sound" in result.hidden


def test_not_applicable_is_a_state() -> None:
    filled = FILLED | {"clean-before-touching": chosen("clean-before-touching", "not-applicable")}
    answer = read(found_in(FORM, filled)).answers["clean-before-touching"]
    assert (answer.state, answer.value) == ("not-applicable", None)


@pytest.mark.parametrize(
    ("path", "text", "code"),
    [
        ("days-of-soap-left", "12 days", "A909"),
        ("days-of-soap-left", "1,234", "A909"),
        ("days-of-soap-left", "١.٢٣٤", "A909"),
        ("days-of-soap-left", "about 3", "A909"),
        ("days-of-soap-left", "1e5", "A909"),
        ("next-round-date", "31.03.2026", "A909"),
        ("next-round-date", "2026-02-30", "A909"),
        ("most-used-method", "no idea", "A909"),
    ],
)
def test_what_is_no_answer_is_kept_as_it_was_found(path: str, text: str, code: str) -> None:
    one = read(found_in(FORM, FILLED | {path: text}))
    assert (one.answers[path].state, one.answers[path].value, one.answers[path].raw) == (
        "unreadable",
        None,
        {path: text},
    )
    assert codes(one, path) == [code]
    assert not any(text in str(finding.problem) for finding in one.findings)


@pytest.mark.parametrize(
    ("text", "value"),
    [("12", "12"), ("-3", "-3"), ("1.5", "1.5"), ("1,5", "1.5"), ("١٢", "12"), ("0.125", "0.125"), ("−4", "-4")],
)
def test_numbers(text: str, value: str) -> None:
    assert read(found_in(FORM, {"days-of-soap-left": text})).answers["days-of-soap-left"].value == Decimal(value)


def test_two_answers_are_none() -> None:
    found = found_in(FORM, FILLED)
    found["most-used-method"] = (Found("", "field", key="alcohol"), Found("", "field", key="gloves-only"))
    found["missing-items.rub"] = (Found("", "field", ticked=True), Found("", "field", ticked=False))
    one = read(found)
    for question in ("most-used-method", "missing-items"):
        assert one.answers[question].state == "unreadable"
        assert codes(one, question) == ["A908"]


def test_the_same_answer_twice_is_one() -> None:
    found = found_in(FORM, FILLED)
    found["days-of-soap-left"] *= 2
    assert read(found).answers["days-of-soap-left"].value == Decimal(12)


def test_a_key_and_words_that_disagree_are_no_answer() -> None:
    found = found_in(FORM, FILLED)
    found["most-used-method"] = (Found(chosen("most-used-method", "alcohol"), "tag", key="gloves-only"),)
    assert codes(read(found), "most-used-method") == ["A909"]


def test_a_place_that_is_gone_is_told() -> None:
    found = found_in(FORM, FILLED)
    del found["days-of-soap-left"], found["missing-items.rub"]
    one = read(found)
    assert codes(one, "days-of-soap-left") == ["A911"]
    assert codes(one, "missing-items") == ["A911"]
    assert one.answers["missing-items"].state == "unreadable"


def test_what_is_written_beside_its_place_is_shown() -> None:
    found = found_in(FORM, FILLED)
    found["most-used-method"] = (Found("", "tag", beside="soap, I think"),)
    found["days-of-soap-left"] = (replace(found["days-of-soap-left"][0], beside="or so"),)
    one = read(found)
    assert codes(one, "most-used-method") == codes(one, "days-of-soap-left") == ["A912"]
    assert one.answers["most-used-method"].raw == {"most-used-method": "soap, I think"}
    assert one.answers["most-used-method"].state == "unreadable"
    assert (one.answers["days-of-soap-left"].value, one.answers["days-of-soap-left"].raw) == (
        Decimal(12),
        {"days-of-soap-left": "12\nor so"},
    )


def test_words_that_were_changed_are_told() -> None:
    text = next(question.text for question in FORM.questions if question.id == "next-round-date")
    assert codes(read(found_in(FORM, FILLED), WORDS.replace(text, "something else")), "next-round-date") == ["A907"]
    assert read(found_in(FORM, FILLED), None).findings == ()


def test_long_answers_are_kept_whole_and_told() -> None:
    one = read(found_in(FORM, FILLED | {"who-follows-up": "a" * 61}))
    assert one.answers["who-follows-up"].value == "a" * 61
    assert codes(one, "who-follows-up") == ["A914"]


def test_the_hint_alone_is_no_answer() -> None:
    hint = next(q.places[0].hint for q in FORM.questions if q.id == "what-surprised-you")
    assert (
        read(found_in(FORM, FILLED | {"what-surprised-you": hint})).answers["what-surprised-you"].state == "unanswered"
    )
