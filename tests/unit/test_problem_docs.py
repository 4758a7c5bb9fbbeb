"""docs/problems.md has every code of the catalogue, in its words and its order, and says what to do about it."""

from __future__ import annotations

import re
from pathlib import Path

from press.problem import CODES

_ROW = re.compile(r"\| ([A-Z]\d{3}) \| (.*?) \| (.*) \|")
_PAGE = (Path(__file__).parents[2] / "docs" / "problems.md").read_text("utf-8")
_ROWS = [match.groups() for line in _PAGE.splitlines() if (match := _ROW.fullmatch(line))]


def test_the_page_has_every_code_with_its_meaning_in_order() -> None:
    assert [(code, meaning) for code, meaning, _ in _ROWS] == list(CODES.items())


def test_every_code_says_what_to_do() -> None:
    assert [code for code, _, advice in _ROWS if not advice.endswith(".")] == []


def test_every_code_stands_under_the_heading_of_its_step() -> None:
    letter = ""
    for line in _PAGE.splitlines():
        if heading := re.match(r"## ([A-Z]): ", line):
            letter = heading[1]
        elif row := _ROW.fullmatch(line):
            assert row[1][0] == letter
