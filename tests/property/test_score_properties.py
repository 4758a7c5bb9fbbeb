"""Scores: two scorers that share no code agree, and what must not matter does not."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from press.condition import Answer
from press.prove.source_content import Map
from press.prove.source_score import outcome
from press.score import Method, score
from press.score_data import method_data, method_from

KEYS = ("a", "b", "c")
DIMENSIONS = ("rows", "columns", "other")
LEVELS = ("low", "middle", "high")


@st.composite
def clauses(draw: st.DrawFn, earlier: list[Map]) -> str:
    question = draw(st.sampled_from(earlier))
    if question["kind"] == "number":
        return f"{question['id']} {draw(st.sampled_from(['is at least', 'is at most']))} {draw(st.integers(0, 3))}"
    relation = ["includes", "does not include"] if question["kind"] == "pick-several" else ["is", "is not"]
    return f"{question['id']} {draw(st.sampled_from(relation))} {draw(st.sampled_from(KEYS))}"


def conditions(earlier: list[Map]) -> st.SearchStrategy[str]:
    several = st.lists(clauses(earlier), min_size=1, max_size=3)
    return st.builds(lambda said, join: f" {join} ".join(said), several, st.sampled_from(["and", "or"]))


@st.composite
def ranges(draw: st.DrawFn, names: tuple[str, ...]) -> list[Map]:
    cuts = sorted(draw(st.sets(st.integers(1, 100), min_size=len(names) - 1, max_size=len(names) - 1)))
    starts, ends = [0, *cuts], [*(cut - 1 for cut in cuts), 100]
    return [Map({"id": n, "from": str(a), "to": str(b)}) for n, a, b in zip(names, starts, ends, strict=True)]


@st.composite
def questions(draw: st.DrawFn) -> list[Map]:
    made: list[Map] = []
    for place in range(draw(st.integers(1, 6))):
        kind = draw(st.sampled_from(["pick-one", "pick-several", "number"]))
        question = Map({"id": f"q{place}", "kind": kind})
        if kind != "number" and draw(st.booleans()):
            points = draw(st.lists(st.integers(0, 4), min_size=3, max_size=3).filter(any))
            options = zip(KEYS, points, strict=True)
            question["options"] = [Map({"key": key, "points": str(value)}) for key, value in options]
            weight = str(draw(st.integers(1, 3)))
            question["score"] = Map({"dimension": draw(st.sampled_from(DIMENSIONS)), "weight": weight})
        if len(made) > 0 and draw(st.booleans()):
            question["if"] = draw(conditions(made))
        made.append(question)
    return made


@st.composite
def sources(draw: st.DrawFn) -> Map:
    """Return a questionnaire as leg A of the proof reads it."""
    asked = draw(questions())
    dimensions = [
        Map({"id": name, "method": draw(st.sampled_from(["mean", "highest"])), "weight": str(draw(st.integers(1, 3)))})
        for name in DIMENSIONS
    ]
    for one in dimensions:
        one["bands"] = draw(ranges(("weak", "strong")))
    scoring = Map({"dimensions": dimensions, "levels": draw(ranges(LEVELS))})
    if draw(st.booleans()):
        cells = [[draw(st.sampled_from(LEVELS)) for _ in range(2)] for _ in range(2)]
        scoring["matrix"] = Map({"rows": "rows", "columns": "columns", "cells": cells})
        if draw(st.booleans()):
            step = Map({"band": draw(st.sampled_from(["weak", "strong"])), "by": str(draw(st.integers(1, 2)))})
            lowers = draw(st.sampled_from(["rows", "columns"]))
            scoring["mitigation"] = Map({"dimension": "other", "lowers": lowers, "steps": [step]})
    scoring["gates"] = [
        Map({"id": f"g{place}", "if": draw(conditions(asked)), draw(st.sampled_from(["at-least", "at-most"])): level})
        for place, level in enumerate(draw(st.lists(st.sampled_from(LEVELS), max_size=3)))
    ]
    return Map({"scoring": scoring, "sections": [Map({"questions": asked})]})


def method_of(source: Map) -> Method:
    """Return the method of a source: through the data that forms.json holds."""
    scoring, asked = source["scoring"], source["sections"][0]["questions"]

    def spans(found: list[Map]) -> list[dict[str, Any]]:
        return [{"id": one["id"], "from": int(one["from"]), "to": int(one["to"])} for one in found]

    mitigation = scoring.get("mitigation")
    data = {
        "questions": [
            {
                "id": one["id"],
                "dimension": one["score"]["dimension"] if "score" in one else "",
                "weight": int(one["score"]["weight"]) if "score" in one else 1,
                "points": {o["key"]: int(o["points"]) for o in one.get("options", [])},
                "if": [one["if"]] if "if" in one else [],
            }
            for one in asked
        ],
        "dimensions": [
            {"id": d["id"], "method": d["method"], "weight": int(d["weight"]), "bands": spans(d["bands"])}
            for d in scoring["dimensions"]
        ],
        "levels": spans(scoring["levels"]),
        "matrix": scoring.get("matrix"),
        "mitigation": mitigation
        and {**mitigation, "steps": {step["band"]: int(step["by"]) for step in mitigation["steps"]}},
        "gates": scoring["gates"],
    }
    return method_from(json.loads(json.dumps(data)))


@st.composite
def filled(draw: st.DrawFn) -> tuple[Map, dict[str, Any]]:
    """Return a questionnaire and answers to some of it, as content writes them."""
    source = draw(sources())
    answers: dict[str, Any] = {}
    for question in source["sections"][0]["questions"]:
        if draw(st.integers(0, 4)):
            answers[question["id"]] = draw(given_to(question["kind"]))
    return source, answers


def given_to(kind: str) -> st.SearchStrategy[Any]:
    if kind == "number":
        return st.integers(0, 4).map(str)
    if kind == "pick-several":
        return st.lists(st.sampled_from(KEYS), min_size=1, unique=True)
    return st.sampled_from([*KEYS, "not-applicable"])


def typed(source: Map, answers: Mapping[str, Any]) -> dict[str, Answer]:
    kinds = {question["id"]: question["kind"] for question in source["sections"][0]["questions"]}
    make = {"number": Decimal, "pick-several": frozenset, "pick-one": str}
    return {name: make[kinds[name]](answer) for name, answer in answers.items()}


@given(filled())
def test_two_scorers_agree(case: tuple[Map, dict[str, Any]]) -> None:
    source, answers = case
    asked = source["sections"][0]["questions"]
    result, other = score(method_of(source), typed(source, answers)), outcome(source, asked, answers)
    values = {
        name: None if value.rounded is None else (value.points, value.possible, value.rounded, value.band)
        for name, value in result.values.items()
    }
    assert values == other.values
    assert (result.total and result.total.rounded) == other.total
    assert (result.before_gates, result.level, result.lowered_to) == (other.before, other.level, other.lowered)
    assert list(result.gates) == [gate["id"] for gate in other.fired]
    assert sorted(result.unanswered) == [f"q{number - 1}" for number in other.open]


@given(filled(), st.randoms(use_true_random=False))
def test_the_order_of_questions_and_answers_is_nothing(case: tuple[Map, dict[str, Any]], random: Any) -> None:
    source, answers = case
    method, given_answers = method_of(source), typed(source, answers)
    questions_, pairs = list(method.questions), list(given_answers.items())
    random.shuffle(questions_)
    random.shuffle(pairs)
    assert score(replace(method, questions=tuple(questions_)), dict(pairs)) == score(method, given_answers)


@given(filled(), st.data())
def test_what_is_hidden_is_nothing(case: tuple[Map, dict[str, Any]], data: st.DataObject) -> None:
    source, answers = case
    method, kinds = method_of(source), {q["id"]: q["kind"] for q in source["sections"][0]["questions"]}
    result = score(method, typed(source, answers))
    others = {name: data.draw(given_to(kinds[name])) for name in sorted(result.hidden)}
    assert score(method, typed(source, {**answers, **others})) == result
    assert score(method, typed(source, {k: v for k, v in answers.items() if k not in result.hidden})) == result


@given(filled())
def test_what_is_not_applicable_stands_in_no_sum(case: tuple[Map, dict[str, Any]]) -> None:
    source, answers = case
    method = method_of(source)
    result = score(method, typed(source, answers))
    without = replace(
        method,
        questions=tuple(
            replace(one, dimension="") if one.id in result.not_applicable else one for one in method.questions
        ),
    )
    assert score(without, typed(source, answers)) == result


@given(sources())
def test_a_method_is_the_same_behind_data(source: Map) -> None:
    method = method_of(source)
    assert method_from(json.loads(json.dumps(method_data(method)))) == method
