"""What is written of returns: JSON, CSV, Excel and SQLite hold the same, and nothing in them is a formula."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from press.collect.answers import Finding, Return
from press.collect.collected import told_apart
from press.collect.data import answers_json, problems_json
from press.collect.database import NAME, add
from press.collect.interpret import interpret, respondent_of, result_of
from press.collect.tables import answers_csv, answers_xlsx, harmless, restored
from press.problem import ContentError, Problem
from tests.unit.collect_fixture import found_in, round_form
from tests.unit.test_collect_interpret import FILLED, WORDS

FORM = round_form()
RISKY = ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "'quoted", "＝1", '=HYPERLINK("http://x")', "=cmd|' /C calc'!A0"]


def one(name: str = "a.docx", sha256: str = "a" * 64, **more: str) -> Return:
    read = interpret(name, FORM, found_in(FORM, FILLED | more), WORDS)
    result, who = result_of(FORM, read.answers), respondent_of(FORM, read.answers)
    return Return(name, sha256, "docx", FORM, read.answers, result, who, findings=read.findings)


def test_json_has_every_answer() -> None:
    data = json.loads(answers_json([one()]))
    assert data["format"] == "1"
    answers = data["returns"][0]["answers"]
    assert list(answers) == [question.id for question in FORM.questions]
    assert answers["days-of-soap-left"]["value"] == 12
    assert answers["missing-items"] == {
        "state": "answered", "value": ["soap", "towels"], "evidence": "", "how": ["tag"], "raw": {},
    }  # fmt: skip
    assert answers["gaps-found"]["value"][0] == {"row": "entrance", "cells": {"due": "2026-03-31"}}
    assert data["returns"][0]["result"]["dimensions"]["habit"]["value"] == 83


def test_problems_have_the_text_as_it_was_found() -> None:
    broken = one(**{"days-of-soap-left": "12 days"})
    told = json.loads(problems_json([broken], broken.findings))["problems"]
    assert [(p["code"], p["question"], p["raw"]) for p in told] == [
        ("A909", "days-of-soap-left", {"days-of-soap-left": "12 days"})
    ]


@pytest.mark.parametrize("text", RISKY)
def test_no_cell_is_a_formula(text: str) -> None:
    answered = one(**{"what-surprised-you": text})
    rows = list(csv.DictReader(io.StringIO(answers_csv([answered]).decode("utf-8-sig"), newline="")))
    cell = next(row["value"] for row in rows if row["question"] == "what-surprised-you")
    assert cell == f"'{text}"
    assert restored(cell) == text
    cells = [c for sheet in _book([answered]) for row in sheet.iter_rows() for c in row]
    assert text in [c.value for c in cells]
    assert {c.data_type for c in cells} <= {"s", "n"}  # "f" is a formula


@given(st.text())
def test_every_text_can_be_brought_back(text: str) -> None:
    assert restored(harmless(text)) == text
    assert not harmless(text).startswith(("=", "+", "-", "@", "\t", "\r"))


def test_a_long_answer_says_in_its_cell_where_it_is_whole() -> None:
    cells = [
        str(c.value) for sheet in _book([one(**{"what-surprised-you": "😀" * 40_000})]) for row in sheet for c in row
    ]
    long = next(cell for cell in cells if cell.startswith("😀"))
    assert len(long.encode("utf-16-le")) // 2 <= 32_767
    assert long.endswith("(whole in answers.json)")


def test_files_are_the_same_for_the_same_returns() -> None:
    assert answers_xlsx([one()], ()) == answers_xlsx([one()], ())


def _book(returns: list[Return]) -> Any:
    return openpyxl.load_workbook(io.BytesIO(answers_xlsx(returns, ())))


def test_later_runs_add_to_the_database(tmp_path: Path) -> None:
    assert add(tmp_path, [one()]) == 1
    assert add(tmp_path, [one("b.docx", "b" * 64)]) == 2
    assert add(tmp_path, [one(**{"days-of-soap-left": "13"})]) == 2
    with closing(sqlite3.connect(tmp_path / NAME)) as database:
        (value,) = database.execute(
            "SELECT value FROM answers WHERE question = 'days-of-soap-left' AND sha256 = ?", ("a" * 64,)
        ).fetchone()
        (answers,) = database.execute("SELECT count(*) FROM answers").fetchone()
        assert (value, answers) == ("13", 2 * len(FORM.questions))
        assert database.execute("SELECT value FROM results WHERE dimension = 'habit'").fetchall() == [(83,), (83,)]


@pytest.mark.parametrize("data", [b"no database", b""])
def test_a_database_of_something_else_is_left_alone(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / NAME
    path.write_bytes(data)
    if not data:
        with closing(sqlite3.connect(path)) as database:
            database.execute("CREATE TABLE ours (id)")
        data = path.read_bytes()
    with pytest.raises(ContentError):
        add(tmp_path, [one()])
    assert path.read_bytes() == data


def test_a_file_that_is_there_twice_counts_once() -> None:
    unread = Finding(Problem("A901", "c.docx", "cannot be read: it is empty"))
    found = told_apart([one(), one("b.docx")], [unread])
    assert [one.name for one in found.returns] == ["a.docx"]
    assert [finding.problem.code for finding in found.findings] == ["A901", "A905"]


def test_a_respondent_who_is_there_twice_is_told() -> None:
    found = told_apart(
        [one(), *(Return(n, n * 64, "docx", FORM, one().answers, None, "A Clinic") for n in "bc")],
        [],
    )
    assert len(found.returns) == 3
    assert [(f.problem.code, f.problem.place) for f in found.findings] == [("A906", "c")]
