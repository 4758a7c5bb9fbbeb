"""The check as a whole: nothing where nothing is wrong, everything in one run, and our own content."""

from __future__ import annotations

from pathlib import Path

import pytest

from press.check import check
from press.problem import in_order
from press.read import read_library
from tests.unit.toolkit_fixture import GLOSSARY, MANUAL, PRIMERS, SURVEY, SmallToolkit

REPOSITORY = Path(__file__).parents[2]


def test_a_valid_toolkit_has_no_problem(tmp_path: Path) -> None:
    toolkit = SmallToolkit(tmp_path)
    assert read_library(toolkit.root)[1] == []
    assert toolkit.problems() == []


def test_everything_is_told_in_one_run(tmp_path: Path) -> None:
    toolkit = SmallToolkit(tmp_path).edit(MANUAL, "id: ice\n", "id: cleaning\n")
    toolkit.edit(MANUAL, "| Dry | Sun |", "| Dry |").edit(MANUAL, "image: wheel.svg", "image: whale.svg")
    toolkit.edit(MANUAL, "season: [winter]", "season: [wintre]").edit(MANUAL, "Use an old", "Use `an` old")
    toolkit.edit(SURVEY, "kind: number", "kind: date").edit(SURVEY, "place: questions", "place: question")
    toolkit.edit(GLOSSARY, "{term}`sprocket`", "{term}`sproket`").edit(PRIMERS, " in {season}", "")
    codes = {problem.code for problem in toolkit.problems()}
    assert codes == {"C401", "C403", "C405", "C407", "C409", "C411", "C413", "C415", "C419", "D301", "D308"}


def test_problems_come_in_the_order_of_the_files(tmp_path: Path) -> None:
    toolkit = SmallToolkit(tmp_path).edit(MANUAL, "Take the bus.", "Take `the` bus.")
    toolkit.edit(MANUAL, "role: [rider]", "rule: [rider]")
    found = toolkit.problems()
    assert found == in_order(found)
    assert [p.code for p in found] == ["C406", "D301"]


@pytest.mark.parametrize("content", ["content", "tests/toolkits/clean-hands/content"])
def test_our_own_content_has_no_problem(content: str) -> None:
    """Not even a warning: abbreviations, wording, sentences, grades and primers are as the house style asks."""
    library, problems = read_library(REPOSITORY / content)
    assert library is not None, "\n".join(map(str, problems))
    problems += check(library)
    assert problems == [], "\n".join(map(str, problems))
