"""Conditions name earlier questions and their answers, and make a difference."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.toolkit_fixture import SURVEY, SmallToolkit

BRAKES = "      - id: kind-of-brakes\n"
TYRES = "      - id: tyre-pressure\n"


def on(unit: str, condition: str) -> tuple[str, str]:
    return unit, f"{unit}        if: {condition}\n"


@pytest.mark.parametrize(
    ("unit", "condition", "code", "piece"),
    [
        (TYRES, "wipes-chain equals never", "C424", "equals never"),
        (TYRES, "wipes-chain is never or", "C424", "or"),
        (TYRES, "wipes-chain is never and kind-of-brakes is rim or wipes-chain is always", "C424", "or wipes"),
        (TYRES, "wipes-chian is never", "C405", "wipes-chian"),
        (TYRES, "wipes-chain is nevr", "C405", "nevr"),
        (TYRES, "wipes-chain includes never", "C424", "wipes-chain includes never"),
        (TYRES, "wipes-chain is at least 2", "C424", "wipes-chain is at least 2"),
        (BRAKES, "tyre-pressure is at least 2", "C412", "tyre-pressure is at least 2"),
        (BRAKES, "kind-of-brakes is rim", "C412", "kind-of-brakes is rim"),
        (TYRES, "wipes-chain is never and wipes-chain is always", "C425", "wipes-chain is never and"),
    ],
)
def test_faults_are_told_at_their_words(tmp_path: Path, unit: str, condition: str, code: str, piece: str) -> None:
    toolkit = SmallToolkit(tmp_path).edit(SURVEY, *on(unit, condition))
    column = condition.index(piece)
    line, start = toolkit.at(SURVEY, f"if: {condition}", condition).rsplit(":", 1)
    found = [(problem[1], problem[2]) for problem in toolkit.found() if problem[0] == "error"]
    assert found == [(code, f"{line}:{int(start) + column}")]


def test_what_hangs_on_a_hidden_question_never_holds(tmp_path: Path) -> None:
    """The brakes are asked of those who never wipe; of these nobody always wipes."""
    toolkit = SmallToolkit(tmp_path).edit(SURVEY, *on(BRAKES, "wipes-chain is never"))
    toolkit.edit(SURVEY, *on(TYRES, "kind-of-brakes is rim and wipes-chain is always"))
    assert [problem[1] for problem in toolkit.found()] == ["C425"]


@pytest.mark.parametrize(
    ("condition", "found"),
    [
        ("wipes-chain is never or wipes-chain is always", ["C425"]),
        ("wipes-chain is never or wipes-chain is not never", ["C425"]),
        ("wipes-chain is not never and wipes-chain is not always", ["C425"]),
        ("wipes-chain is never or kind-of-brakes is rim", []),
        ("wipes-chain is not always or kind-of-brakes is rim", []),
    ],
)
def test_conditions_make_a_difference(tmp_path: Path, condition: str, found: list[str]) -> None:
    toolkit = SmallToolkit(tmp_path).edit(SURVEY, *on(TYRES, condition))
    assert [problem[1] for problem in toolkit.found()] == found


def test_the_section_around_a_question_counts(tmp_path: Path) -> None:
    more = """\
  - id: survey-brakes
    title: Brakes
    if: kind-of-brakes is rim
    questions:
      - id: pads
        kind: yes-no
        explained-by: wheels
        if: kind-of-brakes is disc
        text: |
          Are the pads new?
"""
    toolkit = SmallToolkit(tmp_path).registered("survey-brakes", "pads")
    toolkit.write(SURVEY, toolkit.text(SURVEY) + more)
    found = [(problem[0], problem[1]) for problem in toolkit.found()]
    assert found == [("error", "C425")]
    toolkit.edit(SURVEY, "kind-of-brakes is disc", "kind-of-brakes is not disc")
    assert [(problem[0], problem[1]) for problem in toolkit.found()] == [("warning", "C425")]


def test_one_slip_is_one_problem(tmp_path: Path) -> None:
    toolkit = SmallToolkit(tmp_path).edit(SURVEY, *on(BRAKES, "wipes-chain is never and wipes-chain is always"))
    toolkit.edit(SURVEY, *on(TYRES, "kind-of-brakes is rim"))
    assert [problem[1] for problem in toolkit.found()] == ["C425"]


def test_long_chains_are_checked_at_once(tmp_path: Path) -> None:
    """Each question hangs on two before it: whoever followed every path would never come to an end."""
    more = "".join(
        f"      - id: more-{n}\n        kind: yes-no\n        explained-by: wheels\n"
        + (f"        if: more-{n - 1} is yes or more-{n - 2} is yes\n" if n > 1 else "")
        + "        text: |\n          More?\n"
        for n in range(60)
    )
    toolkit = SmallToolkit(tmp_path).registered(*(f"more-{n}" for n in range(60)))
    toolkit.write(SURVEY, toolkit.text(SURVEY) + more)
    assert toolkit.found() == []


@pytest.mark.parametrize("several", [10, 40])
def test_many_ticks_can_all_be_set(tmp_path: Path, several: int) -> None:
    """What cannot be tried out is not told to be impossible."""
    keys = [f"part-{n}" for n in range(several)]
    options = "".join(f"          - key: {key}\n            text: Part\n" for key in keys)
    toolkit = SmallToolkit(tmp_path).registered("parts")
    picked = (
        "      - id: parts\n        kind: pick-several\n        explained-by: wheels\n"
        f"        text: |\n          Which?\n        options:\n{options}"
    )
    toolkit.edit(SURVEY, TYRES, picked + TYRES)
    toolkit.edit(SURVEY, *on(TYRES, " and ".join(f"parts includes {key}" for key in keys)))
    assert toolkit.found() == []


def test_a_slip_has_a_hint(tmp_path: Path) -> None:
    toolkit = SmallToolkit(tmp_path).edit(SURVEY, *on(TYRES, "wipes-chain include never"))
    assert [problem.hint for problem in toolkit.problems()] == ["did you mean 'includes'?"]


def test_a_question_hangs_only_on_what_its_document_holds(tmp_path: Path) -> None:
    toolkit = SmallToolkit(tmp_path).edit(SURVEY, "summary: |\n", "tailor: [role]\nsummary: |\n")
    toolkit.edit(SURVEY, "        kind: scale\n", "        kind: scale\n        for: {role: [rider]}\n")
    toolkit.edit(SURVEY, *on(TYRES, "wipes-chain is never"))
    assert "C426" in [problem[1] for problem in toolkit.found()]


def test_sound_conditions(tmp_path: Path) -> None:
    toolkit = SmallToolkit(tmp_path).edit(SURVEY, *on(BRAKES, "wipes-chain is not never"))
    toolkit.edit(SURVEY, *on(TYRES, "wipes-chain is always or kind-of-brakes is disc"))
    assert toolkit.found() == []


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("kind: number\n", "kind: number\n        longest: 3\n", "C415"),
        ("kind: number\n", "kind: number\n        default: much\n", "M205"),
        ("kind: number\n", "kind: number\n        spare: 2\n", "C415"),
        ("kind: number\n", "kind: number\n        not-applicable: yes\n", "C415"),
        ("          - key: disc\n", "          - key: rim\n", "C401"),
        ("          - key: disc\n", "          - key: not-applicable\n", "C415"),
        ("kind: number\n        unit: bar\n", "kind: rows\n", "C415"),
        ("kind: number\n        unit: bar\n", "kind: date\n        default: 2026-02-30\n", "M203"),
    ],
)
def test_keys_of_what_is_filled_in(tmp_path: Path, old: str, new: str, code: str) -> None:
    toolkit = SmallToolkit(tmp_path).edit(SURVEY, old, new)
    assert code in [problem[1] for problem in toolkit.found()]
