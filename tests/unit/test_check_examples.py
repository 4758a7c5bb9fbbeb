"""Examples can be filled in as they say."""

from __future__ import annotations

from pathlib import Path

import pytest

from press.read import read_library
from tests.unit.example_fixture import FilledIn
from tests.unit.toolkit_fixture import MANUAL, SURVEY

BELL = '            - question: bell\n              answer: "yes"\n'


def test_a_sound_example(tmp_path: Path) -> None:
    assert FilledIn(tmp_path).found() == []


@pytest.mark.parametrize(
    ("old", "new", "code", "piece"),
    [
        ("questionnaire: survey", "questionnaire: survye", "C405", "survye"),
        ("questionnaire: survey", "questionnaire: manual", "C414", "questionnaire: |manual"),
        ("question: wipes-chain", "question: wipes-chian", "C405", "wipes-chian"),
        ("answer: always", "answer: alwys", "C405", "alwys"),
        ("answer: always", "answers: [always]", "C429", "wipes-chain\n              answers"),
        ("answers: [rear, front]", "answer: rear", "C429", "lights\n              answer: rear"),
        ("answers: [rear, front]", "answers: [rear, frnt]", "C405", "frnt"),
        ("answers: [rear, front]", "answers: [front, front]", "C401", "front]"),
        ('answer: "2"', "answer: two", "C429", "two"),
        ('count: "2"', "count: two", "C429", "two"),
        ("{part: Tube}", "{prat: Tube}", "C405", "prat"),
        ("{part: Tube}\n", "{part: A}\n                - {part: B}\n", "C429", "spares"),
        (BELL, "", "C429", "id: |commuter"),
        (BELL, BELL + BELL.replace("yes", "no"), "C401", 'bell\n              answer: "no"'),
        (BELL, BELL + "            - question: since\n              answer: 2020-01-01\n", "C429", "since"),
        (BELL, BELL.replace('"yes"', '"no"') + "            - question: since\n              answer: 2020-13-01\n",
         "C429", "2020-13-01"),
        ("answers: [rear, front]", "answers: [rear]", "C429", "spares"),
        (BELL, BELL.replace('"yes"', "maybe"), "C405", "maybe"),
        (": survey\n", ": survey\n          for-axes: {role: rider}\n", "C406", "role: rider"),
    ],
)  # fmt: skip
def test_what_nobody_could_answer_is_told_at_its_place(
    tmp_path: Path, old: str, new: str, code: str, piece: str
) -> None:
    toolkit = FilledIn(tmp_path).edit(MANUAL, old, new)
    before, _, inner = piece.rpartition("|")
    assert [(p[1], p[2]) for p in toolkit.found()] == [(code, toolkit.at(MANUAL, before + inner, inner))]


def test_a_question_of_the_document_alone_is_answered(tmp_path: Path) -> None:
    toolkit = FilledIn(tmp_path).edit(SURVEY, "summary: |\n", "tailor: [role]\nsummary: |\n")
    toolkit.edit(SURVEY, "        kind: yes-no\n", "        kind: yes-no\n        for: {role: [mechanic]}\n")
    toolkit.edit(SURVEY, "        if: bell is no\n", "        for: {role: [mechanic]}\n        if: bell is no\n")
    assert toolkit.found() == []
    toolkit.edit(MANUAL, "questionnaire: survey\n", "questionnaire: survey\n          for-axes: {role: rider}\n")
    assert [(p[1], p[2]) for p in toolkit.found()] == [("C429", toolkit.at(MANUAL, "bell"))]
    toolkit.edit(MANUAL, "{role: rider}\n", "{role: ridr}\n")
    assert [p[1] for p in toolkit.found()] == ["C407"]


@pytest.mark.parametrize("answer", ["answer: always\n              answers: [always]", "note: Nothing"])
def test_an_answer_is_given_in_one_way(tmp_path: Path, answer: str) -> None:
    toolkit = FilledIn(tmp_path).edit(MANUAL, "answer: always\n              note: On Sundays.", answer)
    library, problems = read_library(toolkit.root)
    assert library is None
    assert [problem.code for problem in problems] == ["M210"]
