"""Promoted units reach a primer, and every primer has something to say."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.toolkit_fixture import MANUAL, PRIMERS, SURVEY, SmallToolkit


def test_a_unit_is_promoted_to_a_place_that_exists(tmp_path: Path) -> None:
    toolkit = SmallToolkit(tmp_path).edit(SURVEY, "place: questions", "place: question")
    assert ("error", "C413", toolkit.at(SURVEY, "place: question", "question")) in toolkit.found()
    assert "did you mean 'questions'?" in [p.hint for p in toolkit.problems()]


def test_an_empty_place_is_told_for_each_primer(tmp_path: Path) -> None:
    toolkit = SmallToolkit(tmp_path).edit(MANUAL, "          primer: {place: cases, weight: 40}\n", "")
    place = toolkit.at(PRIMERS, "id: cases", "cases")
    assert toolkit.found() == [("warning", "C416", place)] * 4
    told = ["rider.summer", "rider.winter", "mechanic.summer", "mechanic.winter"]
    assert [name in p.message for p, name in zip(toolkit.problems(), told, strict=True)] == [True] * 4


def test_a_place_that_some_primers_leave_empty(tmp_path: Path) -> None:
    toolkit = SmallToolkit(tmp_path).edit(MANUAL, "for: {role: [mechanic]}", "for: {role: [rider]}")
    assert toolkit.found() == [("warning", "C416", toolkit.at(PRIMERS, "id: actions", "actions"))] * 2


def test_a_unit_that_heavier_ones_keep_out(tmp_path: Path) -> None:
    toolkit = SmallToolkit(tmp_path).edit(MANUAL, "          for: {role: [rider]}\n", "")
    toolkit.edit(PRIMERS, "title: What to do\n    limit: 2", "title: What to do\n    limit: 1")
    toolkit.edit(MANUAL, "          for: {role: [mechanic]}\n", "")
    assert toolkit.found() == [("warning", "C409", toolkit.at(MANUAL, "id: measure-the-chain", "measure-the-chain"))]


def test_units_that_are_promoted_without_primers(tmp_path: Path) -> None:
    toolkit = SmallToolkit(tmp_path)
    (toolkit.root / PRIMERS).unlink()
    assert ("error", "C409", toolkit.at(SURVEY, "id: wipes-chain", "wipes-chain")) in toolkit.found()
    assert len(toolkit.found()) == 5


def test_a_place_holds_one_kind_of_unit(tmp_path: Path) -> None:
    toolkit = SmallToolkit(tmp_path).edit(MANUAL, "{place: messages,", "{place: actions ,")
    assert ("warning", "C414", toolkit.at(MANUAL, "place: actions ,", "actions")) in toolkit.found()


@pytest.mark.parametrize(
    ("title", "problems"),
    [
        ("Primer for {role} in {seasons}", 2),
        ("Primer for {role}", 1),
        ("Primer", 2),
        ("Primer for {role} in {season} {}", 1),
    ],
)
def test_the_title_names_the_axes(tmp_path: Path, title: str, problems: int) -> None:
    toolkit = SmallToolkit(tmp_path).edit(PRIMERS, "Primer for {role} in {season}", title)
    assert toolkit.found() == [("error", "C419", toolkit.at(PRIMERS, f'"{title}"'))] * problems


@pytest.mark.parametrize("key", ["short: Primer", "short: Primer\nsubtitle: For all"])
def test_placeholders_stand_in_the_title_only(tmp_path: Path, key: str) -> None:
    toolkit = SmallToolkit(tmp_path).edit(PRIMERS, "short: Primer", f"{key} {{role}}")
    value = f"{key} {{role}}".splitlines()[-1].partition(": ")[2]
    assert toolkit.found() == [("error", "C419", toolkit.at(PRIMERS, f"{key} {{role}}", value))]
