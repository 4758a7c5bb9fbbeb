"""Each kind of question has the keys that it needs and no others."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.toolkit_fixture import IDS, SURVEY, SmallToolkit

OPTIONS = """\
        options:
          - key: rim
            text: Rim brakes
          - key: disc
            text: Disc brakes
"""


@pytest.mark.parametrize(
    ("old", "new", "code", "piece", "inner"),
    [
        (OPTIONS, "", "C415", "id: kind-of-brakes", "kind-of-brakes"),
        ("          - key: disc\n            text: Disc brakes\n", "", "C415", "key: rim", "rim"),
        ("kind: pick-one", "kind: yes-no", "C415", "key: rim", "rim"),
        ("        scale: often\n", "", "C415", "id: wipes-chain", "wipes-chain"),
        (
            "kind: pick-one",
            "kind: pick-one\n        scale: often",
            "C415",
            "kind: pick-one\n        scale: often",
            "often",
        ),
        ("scale: often", "scale: oftn", "C405", "scale: oftn", "oftn"),
        ("kind: number", "kind: date", "C415", "unit: bar", "bar"),
    ],
)
def test_keys_fit_the_kind(tmp_path: Path, old: str, new: str, code: str, piece: str, inner: str) -> None:
    toolkit = SmallToolkit(tmp_path).edit(SURVEY, old, new)
    errors = [problem for problem in toolkit.found() if problem[0] == "error"]
    assert errors == [("error", code, toolkit.at(SURVEY, piece, inner))]


def test_a_similar_scale_is_offered(tmp_path: Path) -> None:
    toolkit = SmallToolkit(tmp_path).edit(SURVEY, "scale: often", "scale: oftn")
    assert "did you mean 'often'?" in [p.hint for p in toolkit.problems()]


@pytest.mark.parametrize("kind", ["yes-no", "short-text", "long-text", "number", "date"])
def test_kinds_that_need_nothing(tmp_path: Path, kind: str) -> None:
    toolkit = SmallToolkit(tmp_path).edit(SURVEY, OPTIONS, "").edit(SURVEY, "kind: pick-one", f"kind: {kind}")
    assert toolkit.found() == []


def test_a_scale_that_no_question_uses(tmp_path: Path) -> None:
    other = "  - id: seldom\n    options: [{key: a, text: A}, {key: b, text: B}]\nsections:\n"
    toolkit = SmallToolkit(tmp_path).edit(SURVEY, "sections:\n", other)
    assert toolkit.found() == [("warning", "C409", toolkit.at(SURVEY, "id: seldom", "seldom"))]


@pytest.mark.parametrize("key", ["respondent", "dated"])
@pytest.mark.parametrize(
    ("named", "code"),
    [("wipes-chian", "C405"), ("wipes-chain", "C414")],
)
def test_who_answers_and_when_are_questions_for_that(tmp_path: Path, key: str, named: str, code: str) -> None:
    toolkit = SmallToolkit(tmp_path).edit(SURVEY, "instructions: |", f"{key}: {named}\ninstructions: |")
    assert [problem[1:3] for problem in toolkit.found()] == [(code, toolkit.at(SURVEY, f"{key}: {named}", named))]


def test_a_question_for_a_date_may_say_when(tmp_path: Path) -> None:
    toolkit = SmallToolkit(tmp_path).edit(SURVEY, OPTIONS, "").edit(SURVEY, "kind: pick-one", "kind: date")
    toolkit.edit(SURVEY, "instructions: |", "dated: kind-of-brakes\ninstructions: |")
    assert toolkit.found() == []


def test_answers_pass_to_a_successor_only(tmp_path: Path) -> None:
    toolkit = SmallToolkit(tmp_path)
    toolkit.write(IDS, toolkit.text(IDS) + "  gone: {status: deprecated, answers: same}\n")
    assert [problem[1] for problem in toolkit.found()] == ["C414"]
