"""Profiles name axes and values that exist, and leave somebody to read."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.toolkit_fixture import MANUAL, PRIMERS, SURVEY, SmallToolkit

RIDER = "for: {role: [rider]}"


@pytest.mark.parametrize(
    ("new", "code", "inner", "hint"),
    [
        ("for: {rule: [rider]}", "C406", "rule", "did you mean 'role'?"),
        ("for: {zone: [rider]}", "C406", "zone", "the axes of toolkit.yaml are role, season"),
        ("for: {role: [ryder]}", "C407", "ryder", "did you mean 'rider'?"),
        ("for: {role: [rider, winter]}", "C407", "winter", "its values are rider, mechanic"),
        ("for: {role: [rider, rider ]}", "C401", "rider ]", "name each value once"),
    ],
)
def test_axes_and_values_exist(tmp_path: Path, new: str, code: str, inner: str, hint: str) -> None:
    toolkit = SmallToolkit(tmp_path).edit(MANUAL, RIDER, new)
    assert ("error", code, toolkit.at(MANUAL, new, inner)) in toolkit.found()
    assert hint in [p.hint for p in toolkit.problems()]


@pytest.mark.parametrize(
    ("file", "old", "new", "code", "inner"),
    [
        (MANUAL, "tailor: [season]", "tailor: [reason]", "C406", "reason"),
        (MANUAL, "tailor: [season]", "tailor: [season, season ]", "C401", "season ]"),
        (PRIMERS, "tailor: [role, season]", "tailor: [role, season, zone]", "C406", "zone"),
    ],
)
def test_a_document_is_tailored_by_axes_that_exist(
    tmp_path: Path, file: str, old: str, new: str, code: str, inner: str
) -> None:
    toolkit = SmallToolkit(tmp_path).edit(file, old, new)
    assert ("error", code, toolkit.at(file, new, inner)) in toolkit.found()


def test_a_unit_for_nobody(tmp_path: Path) -> None:
    toolkit = SmallToolkit(tmp_path).edit(MANUAL, "title: Ice\n", "title: Ice\n            for: {season: [summer]}\n")
    assert toolkit.found() == [("error", "C408", toolkit.at(MANUAL, "{season: [summer]}", "season"))]
    assert "is for winter, not for summer" in toolkit.problems()[0].message


def test_a_profile_without_values(tmp_path: Path) -> None:
    toolkit = SmallToolkit(tmp_path).edit(MANUAL, "for: {season: [winter]}", "for: {season: []}")
    assert toolkit.found() == [("error", "C408", toolkit.at(MANUAL, "{season: []}", "season"))]


def test_a_question_for_nobody(tmp_path: Path) -> None:
    toolkit = SmallToolkit(tmp_path).edit(SURVEY, "title: Care\n", "title: Care\n    for: {role: [rider]}\n")
    toolkit.edit(SURVEY, "unit: bar\n", "unit: bar\n        for: {role: [mechanic]}\n")
    found = [problem for problem in toolkit.found() if problem[0] == "error"]
    assert found == [("error", "C408", toolkit.at(SURVEY, "{role: [mechanic]}", "role"))]


def test_two_axes_do_not_narrow_each_other(tmp_path: Path) -> None:
    toolkit = SmallToolkit(tmp_path).edit(MANUAL, "title: Ice\n", "title: Ice\n            for: {role: [rider]}\n")
    assert toolkit.found() == []


def test_an_unknown_value_is_one_problem(tmp_path: Path) -> None:
    toolkit = SmallToolkit(tmp_path).edit(MANUAL, "for: {role: [rider, mechanic]}", "for: {role: [ryder]}")
    assert toolkit.found() == [("error", "C407", toolkit.at(MANUAL, "[ryder]", "ryder"))]


def test_a_promoted_unit_for_nobody_is_one_problem(tmp_path: Path) -> None:
    toolkit = SmallToolkit(tmp_path).edit(MANUAL, "for: {role: [rider, mechanic]}", "for: {role: [mechanic]}")
    errors = [problem for problem in toolkit.found() if problem[0] == "error"]
    assert errors == [("error", "C408", toolkit.at(MANUAL, RIDER, "role"))]
