"""Scoring fits together, or is told at its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.toolkit_fixture import SURVEY, SmallToolkit

SCORING = """\
scoring:
  dimensions:
    - id: care
      title: Care
      method: mean
      bands:
        - id: little
          label: Little
          from: 0
          to: 49
        - id: much
          label: Much
          from: 50
          to: 100
    - id: parts
      title: Parts
      method: highest
      bands:
        - id: poor
          label: Poor
          from: 0
          to: 49
        - id: good
          label: Good
          from: 50
          to: 100
  levels:
    - id: low
      label: Low
      advice: |
        Begin.
    - id: high
      label: High
      advice: |
        Go on.
  matrix:
    rows: care
    columns: parts
    cells:
      - [low, low]
      - [low, high]
  mitigation:
    dimension: parts
    lowers: care
    steps:
      - band: good
        by: 1
  gates:
    - id: never-wiped
      if: wipes-chain is never
      at-most: low
      because: |
        Rust.
sections:
"""
LAST = "          from: 50\n          to: 100\n    - id: parts"


def toolkit(folder: Path) -> SmallToolkit:
    made = SmallToolkit(folder).edit(SURVEY, "sections:\n", SCORING)
    made.edit(SURVEY, "        scale: often\n", "        scale: often\n        score: {dimension: care}\n")
    made.edit(SURVEY, "kind: pick-one\n", "kind: pick-one\n        score: {dimension: parts, weight: 3}\n")
    for place, text in enumerate(("        text: Never", "        text: Always")):
        made.edit(SURVEY, text, f"        points: {place}\n{text}")
    for place, text in enumerate(("            text: Rim brakes", "            text: Disc brakes")):
        made.edit(SURVEY, text, f"            points: {place}\n{text}")
    return made


def test_sound_scoring(tmp_path: Path) -> None:
    assert toolkit(tmp_path).found() == []


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (LAST, LAST.replace("50", "51"), "C428"),
        (LAST, LAST.replace("50", "49"), "C428"),
        (LAST, LAST.replace("100", "99"), "C428"),
        ("      label: Low\n", "      label: Low\n      from: 0\n      to: 100\n", "C427"),
        ("      - [low, low]\n", "", "C427"),
        ("      - [low, high]\n", "      - [low]\n", "C427"),
        ("      - [low, high]\n", "      - [low, hgih]\n", "C405"),
        ("    rows: care\n", "    rows: parts\n", "C427"),
        ("    columns: parts\n", "    columns: prats\n", "C405"),
        ("    lowers: care\n", "    lowers: cares\n", "C405"),
        ("      - band: good\n", "      - band: best\n", "C405"),
        ("      at-most: low\n", "", "C427"),
        ("      at-most: low\n", "      at-most: low\n      at-least: high\n", "C427"),
        ("      at-most: low\n", "      at-most: lowest\n", "C405"),
        ("      if: wipes-chain is never\n", "      if: wipes-chain is seldom\n", "C405"),
        ("score: {dimension: care}", "score: {dimension: cars}", "C405"),
        ("            points: 1\n", "", "C427"),
        ("kind: number\n", "kind: number\n        score: {dimension: care}\n", "C415"),
        ("kind: number\n", "kind: number\n        points: {yes: 1}\n", "C427"),
        ("    lowers: care\n", "    lowers: parts\n", "C427"),
        ("      - band: good\n        by: 1\n", "      - band: good\n        by: 1\n" * 2, "C401"),
        ("        scale: often\n        score: {dimension: care}\n", "        scale: often\n", "C427"),
        ("kind: pick-one\n        score: {dimension: parts, weight: 3}\n", "kind: pick-one\n", "C427"),
        ("    - id: parts\n      title: Parts", "    - id: care\n      title: Parts", "C401"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_told(tmp_path: Path, old: str, new: str, code: str) -> None:
    made = toolkit(tmp_path)
    assert old in made.text(SURVEY)
    made.edit(SURVEY, old, new)
    found = [problem for problem in made.found() if problem[0] == "error"]
    assert code in [problem[1] for problem in found]
    assert all(":" in problem[2] for problem in found)


def test_a_tailored_document_asks_what_its_result_is_made_of(tmp_path: Path) -> None:
    made = toolkit(tmp_path).edit(SURVEY, "summary: |\n", "tailor: [role]\nsummary: |\n")
    assert made.found() == []
    made.edit(SURVEY, "        kind: pick-one\n", "        for: {role: [rider]}\n        kind: pick-one\n")
    assert [(p[1], p[2]) for p in made.found()] == [
        ("C427", made.at(SURVEY, "    columns: parts", "parts")),
        ("C427", made.at(SURVEY, "    dimension: parts", "parts")),
    ]
    made.edit(SURVEY, "        kind: scale\n", "        for: {role: [rider]}\n        kind: scale\n")
    messages = [problem.message for problem in made.problems()]
    assert "questionnaires/survey.mechanic has no question that scores" in messages


def test_two_gates_have_two_ids(tmp_path: Path) -> None:
    made = toolkit(tmp_path)
    gate = SCORING[SCORING.index("    - id: never-wiped") : SCORING.index("sections:")]
    made.edit(SURVEY, gate, gate * 2)
    assert [p[1] for p in made.found()] == ["C401"]
