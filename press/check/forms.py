"""What is filled in: keys that fit the kind of question, and keys of answers that stay apart."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from typing import Final

from press.model import Question, Questionnaire
from press.place import Scalar
from press.problem import Problem

_KINDS: Final = {
    "longest": ("short-text", "long-text"),
    "default": ("short-text", "long-text", "number", "date"),
    "not_applicable": ("scale", "pick-one"),
    "columns": ("rows",),
    "rows": ("rows",),
    "spare": ("rows",),
}
_RESERVED: Final = "not-applicable"


def problems(question: Question) -> Iterator[Problem]:
    """Yield keys that a kind of question has no use for, or lacks, and default answers that are none."""
    for key, kinds in _KINDS.items():
        if getattr(question, key) and question.kind not in kinds:
            name = key.replace("_", "-")
            message = f"'{question.id}' is of kind {question.kind}, which has no {name}:"
            yield Problem("C415", str(question.id.place), message, f"take it out; it is for {' and '.join(kinds)}")
    yield from _default(question)
    if question.kind == "rows":
        yield from _table(question)
    yield from _keys([option.key for option in question.options], "option")
    for option in question.options:
        yield from _reserved(option.key)


def doubles(questionnaire: Questionnaire) -> Iterator[Problem]:
    """Yield options of scales that have one key."""
    for scale in questionnaire.scales:
        yield from _keys([option.key for option in scale.options], "option")
        for option in scale.options:
            yield from _reserved(option.key)


def _keys(keys: Sequence[Scalar], what: str) -> Iterator[Problem]:
    for place, key in enumerate(keys):
        if key in keys[:place]:
            message = f"there are two {what}s with the key '{key}'"
            yield Problem("C401", str(key.place), message, "give one of them another key")


def _reserved(key: Scalar) -> Iterator[Problem]:
    if key == _RESERVED:
        hint = "write not-applicable: yes, which offers it in every language"
        yield Problem("C415", str(key.place), f"the key '{key}' is the press's own", hint)


def _default(question: Question) -> Iterator[Problem]:
    default = question.default
    if default is None:
        return
    if question.kind == "number" and not is_number(default):
        yield Problem("M205", str(default.place), f"'{default}' is not a number", "write figures, such as 12 or 0.5")
    if question.kind == "date" and not is_date(default):
        yield Problem("M203", str(default.place), f"'{default}' is not a date", "write year-month-day: 2026-03-31")
    if question.longest and len(default) > question.longest:
        message = f"the default has {len(default)} signs, and the answer {question.longest} at most"
        yield Problem("C415", str(default.place), message, "shorten it, or raise longest:")


def is_number(text: str) -> bool:
    """Tell whether a text is a number in figures."""
    return bool(re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", text))


def is_date(text: str) -> bool:
    """Tell whether a text is a day, as year-month-day."""
    try:
        return bool(re.fullmatch(r"\d{4}-\d\d-\d\d", text) and datetime.date.fromisoformat(text))
    except ValueError:
        return False


def _table(question: Question) -> Iterator[Problem]:
    if not question.columns or not (question.rows or question.spare):
        message = f"'{question.id}' is of kind rows and has no {'rows' if question.columns else 'columns'}"
        hint = (
            "add rows:, or spare: with a number" if question.columns else "add columns:, each with key, title and kind"
        )
        yield Problem("C415", str(question.id.place), message, hint)
    yield from _keys([column.key for column in question.columns], "column")
    yield from _keys([row.key for row in question.rows], "row")
    for column in question.columns:
        yield from _keys([option.key for option in column.options], "option")
        if (column.kind == "pick-one") != bool(column.options):
            message = f"the column '{column.key}' is of kind {column.kind}"
            hint = "add options:" if column.kind == "pick-one" else "take its options out, or make it pick-one"
            yield Problem("C415", str(column.key.place), f"{message} and has {len(column.options)} options", hint)
