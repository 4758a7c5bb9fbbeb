"""Returns in a SQLite database, to which later runs add: a return that is there already is replaced by its new reading.

Sums over years are made from it with any tool that speaks SQL. Tables: ``returns``, ``answers``, ``results``.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, Final

from press.collect.answers import Return
from press.collect.data import value_data
from press.problem import ContentError, Problem

NAME: Final = "returns.sqlite"
VERSION: Final = 1
_TABLES: Final = """
CREATE TABLE returns (
  sha256 TEXT PRIMARY KEY, file TEXT NOT NULL, kind TEXT NOT NULL, toolkit TEXT NOT NULL, version TEXT NOT NULL,
  document TEXT NOT NULL, language TEXT NOT NULL, axes TEXT NOT NULL, digest TEXT NOT NULL, respondent TEXT NOT NULL,
  level TEXT NOT NULL, provisional INTEGER NOT NULL) STRICT;
CREATE TABLE answers (
  sha256 TEXT NOT NULL REFERENCES returns ON DELETE CASCADE, question TEXT NOT NULL, number TEXT NOT NULL,
  state TEXT NOT NULL, value TEXT, evidence TEXT NOT NULL, raw TEXT NOT NULL, how TEXT NOT NULL,
  PRIMARY KEY (sha256, question)) STRICT;
CREATE TABLE results (
  sha256 TEXT NOT NULL REFERENCES returns ON DELETE CASCADE, dimension TEXT NOT NULL, value INTEGER,
  band TEXT NOT NULL, points INTEGER NOT NULL, possible INTEGER NOT NULL, PRIMARY KEY (sha256, dimension)) STRICT;
CREATE INDEX answers_by_question ON answers (question);
"""


def add(folder: Path, returns: Sequence[Return]) -> int:
    """Add returns to the database of a folder, all or none, and return how many it holds now.

    Raises ContentError (W507) where the file is none of ours, of another version, or cannot be written.
    """
    path = folder / NAME
    try:
        with closing(sqlite3.connect(path, timeout=60)) as database:
            database.execute("PRAGMA foreign_keys = ON")
            with database:
                database.execute("BEGIN IMMEDIATE")
                _prepare(database, path)
                for one in returns:
                    _put(database, one)
            (count,) = database.execute("SELECT count(*) FROM returns").fetchone()
            return int(count)
    except sqlite3.DatabaseError as error:
        hint = "move it away; a new one is made from the returns" if "not a database" in str(error) else "make room"
        raise ContentError([Problem("W507", str(path), f"cannot be written: {error}", hint)]) from error


def _prepare(database: sqlite3.Connection, path: Path) -> None:
    (version,) = database.execute("PRAGMA user_version").fetchone()
    if version == 0 and not database.execute("SELECT 1 FROM sqlite_schema").fetchone():
        for statement in _TABLES.strip().split(";\n"):
            database.execute(statement)
        database.execute(f"PRAGMA user_version = {VERSION}")
    elif version != VERSION:
        hint = "move it away; a new one is made from the returns"
        raise ContentError([Problem("W507", str(path), "is a database of another version or program", hint)])


def _put(database: sqlite3.Connection, one: Return) -> None:
    form, result = one.form, one.result
    database.execute("DELETE FROM returns WHERE sha256 = ?", (one.sha256,))
    database.execute(
        f"INSERT INTO returns VALUES ({', '.join('?' * 12)})",
        (
            one.sha256, one.name, one.kind, form.toolkit, form.version, form.document, form.language,
            _json(dict(form.axes)), form.digest, one.respondent,
            result.level if result else "", int(bool(result and result.is_provisional)),
        ),
    )  # fmt: skip
    database.executemany("INSERT INTO answers VALUES (?, ?, ?, ?, ?, ?, ?, ?)", _answers(one))
    if result:
        values = {**result.values, **({"": result.total} if result.total else {})}
        rows = [(one.sha256, key, v.rounded, v.band, v.points, v.possible) for key, v in values.items()]
        database.executemany("INSERT INTO results VALUES (?, ?, ?, ?, ?, ?)", rows)


def _answers(one: Return) -> Iterator[tuple[Any, ...]]:
    for question in one.form.questions:
        answer = one.answers[question.id]
        value = None if answer.value is None else _text(value_data(answer.value))
        raw, how = _json(dict(answer.raw)), " ".join(answer.how)
        yield one.sha256, question.id, question.number, answer.state, value, _clean(answer.evidence), raw, how


def _text(value: Any) -> str:
    """Return a text as it is, and anything else as JSON."""
    return _clean(value) if isinstance(value, str) else _json(value)


def _json(value: Any) -> str:
    return _clean(json.dumps(value, ensure_ascii=False, sort_keys=True))


def _clean(text: str) -> str:
    return text.encode("utf-8", "replace").decode()
