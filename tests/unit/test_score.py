"""Scores: cases worked out by hand, and what a result never depends on."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from press.compose.method import method_of
from press.condition import Answer, parse
from press.read import read_library
from press.score import Grading, Lock, Lowering, Measure, Method, Range, Scored, half_up, score
from press.score_data import method_data, method_from
from tests.unit.example_fixture import FilledIn
from tests.unit.toolkit_fixture import SURVEY

ROOT = Path(__file__).resolve().parents[2]
POINTS = {"none": 0, "some": 1, "much": 3}
HALVES = (Range("low", 0, 49), Range("high", 50, 100))


def asked(name: str, dimension: str = "people", weight: int = 1, condition: str = "") -> Scored:
    return Scored(name, dimension, weight, POINTS, (parse(condition),) if condition else ())


MEAN = Method(
    (asked("a"), asked("b", weight=2), asked("c", condition="a is much")),
    (Measure("people", "mean", 1, HALVES),),
    HALVES,
)


def test_a_weighted_mean() -> None:
    # a: 1 x 1 of 3; b: 2 x 3 of 6: 7 of 9; c is not asked.
    result = score(MEAN, {"a": "some", "b": "much", "c": "none"})
    assert result.values["people"].exact == Fraction(700, 9)
    assert (result.values["people"].rounded, result.level) == (78, "high")
    assert (result.hidden, result.unanswered) == (frozenset({"c"}), frozenset())
    assert not result.is_provisional


def test_what_is_asked_counts_and_what_is_not_answered_is_told() -> None:
    result = score(MEAN, {"a": "much", "b": "none"})
    assert result.values["people"].exact == Fraction(300, 9)
    assert result.unanswered == {"c"}
    assert result.is_provisional


def test_not_applicable_stands_in_neither_sum() -> None:
    assert score(MEAN, {"a": "some", "b": "not-applicable"}).values["people"].exact == Fraction(100, 3)


def test_nothing_to_score_gives_no_level() -> None:
    result = score(MEAN, {"a": "not-applicable"})
    assert (result.values["people"].exact, result.level) == (None, "")


def test_the_highest_answer() -> None:
    method = replace(MEAN, dimensions=(Measure("people", "highest", 1, HALVES),))
    assert score(method, {"a": "some", "b": "none"}).values["people"].exact == Fraction(100, 3)


def test_of_several_ticks_the_one_with_most_points_counts() -> None:
    ticked: dict[str, Answer] = {"a": frozenset({"none", "much"}), "b": frozenset({"none"})}
    assert score(MEAN, ticked).values["people"].exact == Fraction(300, 9)


@pytest.mark.parametrize(("value", "rounded"), [("49.4", 49), ("49.5", 50), ("50", 50), ("0.5", 1), ("99.499", 99)])
def test_a_half_is_rounded_up(value: str, rounded: int) -> None:
    assert half_up(Fraction(value)) == rounded


def test_the_total_weighs_dimensions_before_they_are_rounded() -> None:
    method = Method(
        (asked("a", "people"), asked("b", "tools")),
        (Measure("people", "mean", 2), Measure("tools", "mean", 1)),
        HALVES,
    )
    # (2 x 33.33… + 0) / 3 = 22.22…
    total = score(method, {"a": "some", "b": "none"}).total
    assert total is not None
    assert (total.exact, total.rounded, total.band) == (Fraction(200, 9), 22, "low")
    # A dimension without an answer does not count.
    alone = score(method, {"b": "much"}).total
    assert alone is not None
    assert (alone.exact, alone.band) == (Fraction(100), "high")


RISK = Method(
    (asked("harm", "severity"), asked("error", "likelihood"), asked("guard", "safeguards")),
    (
        Measure("severity", "highest", 1, HALVES),
        Measure("likelihood", "mean", 1, HALVES),
        Measure("safeguards", "mean", 1, HALVES),
    ),
    (Range("green"), Range("amber"), Range("red")),
    Grading("severity", "likelihood", (("green", "amber"), ("amber", "red"))),
    Lowering("safeguards", "likelihood", {"high": 1}),
    (Lock("grave", parse("harm is much and guard is none"), "red", "at-least"),),
)


@pytest.mark.parametrize(
    ("harm", "error", "guard", "before", "level", "lowered"),
    [
        ("none", "none", "none", "green", "green", ""),
        ("none", "much", "none", "amber", "amber", ""),
        ("much", "much", "some", "red", "red", ""),
        ("much", "much", "much", "amber", "amber", "low"),
        ("much", "none", "none", "amber", "red", ""),  # the gate
        ("none", "none", "much", "green", "green", "low"),  # never below the first band
    ],
)
def test_matrix_mitigation_and_gate(harm: str, error: str, guard: str, before: str, level: str, lowered: str) -> None:
    result = score(RISK, {"harm": harm, "error": error, "guard": guard})
    assert (result.before_gates, result.level, result.lowered_to) == (before, level, lowered)


def test_a_gate_gives_a_level_where_nothing_else_does() -> None:
    method = replace(RISK, gates=(Lock("grave", parse("harm is much"), "red", "at-least"),))
    assert score(method, {"harm": "much"}).level == "red"
    at_most = replace(method, gates=(Lock("mild", parse("harm is much"), "red", "at-most"),))
    assert score(at_most, {"harm": "much"}).level == ""


ANSWERS = st.dictionaries(st.sampled_from("abc"), st.sampled_from([*POINTS, "not-applicable"]))


@given(ANSWERS, st.permutations(MEAN.questions), st.randoms(use_true_random=False))
def test_order_makes_no_difference(answers: dict[str, str], questions: list[Scored], random: object) -> None:
    shuffled = dict(sorted(answers.items(), reverse=True))
    assert score(replace(MEAN, questions=tuple(questions)), shuffled) == score(MEAN, dict(answers))


@given(ANSWERS, st.sampled_from([*POINTS, "not-applicable"]))
def test_answers_to_hidden_questions_make_no_difference(answers: dict[str, str], other: str) -> None:
    if answers.get("a") != "much":
        assert score(MEAN, {**answers, "c": other}) == score(MEAN, {k: v for k, v in answers.items() if k != "c"})


def test_what_hangs_on_a_question_without_an_answer_is_hidden_not_unanswered() -> None:
    method = replace(MEAN, questions=(asked("a"), asked("b", condition="a is not much"), asked("c")))
    result = score(method, {"b": "some", "c": "much"})
    assert (sorted(result.hidden), sorted(result.unanswered)) == (["b"], ["a"])
    assert result.values["people"].exact == 100


def test_what_a_value_is_worked_out_from() -> None:
    value = score(MEAN, {"a": "some", "b": "much"}).values["people"]
    assert (value.points, value.possible) == (7, 9)
    highest = replace(MEAN, dimensions=(Measure("people", "highest", 1, HALVES),))
    value = score(highest, {"a": "some", "b": "much"}).values["people"]
    assert (value.points, value.possible, value.rounded) == (3, 3, 100)


def test_a_method_knows_no_language(tmp_path: Path) -> None:
    toolkit = FilledIn(tmp_path)
    before = method_of(survey := toolkit.library().questionnaires[0], survey.sections)
    text = re.sub(r"(?m)^( *(?:- )?(?:text|title|label): )(?!\|).+$", r"\1أخرى", toolkit.text(SURVEY))
    assert "Disc brakes" not in toolkit.write(SURVEY, text).text(SURVEY)
    after = method_of(survey := toolkit.library().questionnaires[0], survey.sections)
    assert before is not None
    assert before == after
    assert json.dumps(method_data(before)).isascii()


@pytest.mark.parametrize(
    ("condition", "left"),
    [
        ("tyre-pressure is at most 2", []),
        ("tyre-pressure is at most 2 and bell is no", []),
        ("tyre-pressure is at most 2 or bell is no", ["bell is no"]),
        ("bell is no", ["bell is no"]),
    ],
)
def test_a_tailored_method_has_what_its_document_asks(tmp_path: Path, condition: str, left: list[str]) -> None:
    toolkit = FilledIn(tmp_path).edit(SURVEY, "if: tyre-pressure is at most 2\n", f"if: {condition}\n")
    survey = toolkit.library().questionnaires[0]
    kept = tuple(q for q in survey.sections[0].questions if q.id != "tyre-pressure")
    method = method_of(survey, [survey.sections[0].model_copy(update={"questions": kept})])
    assert method is not None
    assert [str(gate.condition) for gate in method.gates] == left


def test_the_questionnaires_of_the_toolkit_can_reach_every_level() -> None:
    library, problems = read_library(ROOT / "content")
    assert library is not None, problems
    scoring = [one for one in library.questionnaires if one.scoring]
    assert len(scoring) >= 2
    for questionnaire in scoring:
        method = method_of(questionnaire, questionnaire.sections)
        assert method is not None
        assert method_from(json.loads(json.dumps(method_data(method)))) == method
        best = {q.id: max(q.points, key=q.points.__getitem__) for q in method.questions if q.dimension}
        worst = {q.id: min(q.points, key=q.points.__getitem__) for q in method.questions if q.dimension}
        several = {str(q.id) for s in questionnaire.sections for q in s.questions if q.kind == "pick-several"}
        for chosen, value in ((best, 100), (worst, 0)):
            answers: dict[str, Answer] = {k: frozenset({v}) if k in several else v for k, v in chosen.items()}
            values = [one.rounded for one in score(method, answers).values.values() if one.rounded is not None]
            assert values
            assert set(values) == {value}


def test_numbers_decide_conditions() -> None:
    method = replace(MEAN, questions=(asked("a"), asked("b", condition="n is at least 3"), Scored("n")))
    assert "b" in score(method, {"a": "some", "n": Decimal(2), "b": "much"}).hidden
    assert "b" not in score(method, {"a": "some", "n": Decimal(3), "b": "much"}).hidden
