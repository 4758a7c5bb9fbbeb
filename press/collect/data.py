"""Returns as plain data: ``answers.json`` (format 1) and ``problems.json``. Docs: docs/distributors.md."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from press.collect.answers import Answer, Carried, Finding, Return, Row, Value
from press.collect.forms import Form
from press.score import Result
from press.score import Value as Measured

FORMAT: Final = "1"


def answers_json(returns: Sequence[Return]) -> bytes:
    """Return all answers as JSON, the same for the same files."""
    return _bytes({"format": FORMAT, "returns": [_return(one) for one in returns]})


def problems_json(returns: Sequence[Return], findings: Sequence[Finding]) -> bytes:
    """Return all findings as JSON, each with its question and the text as it was found, where there is one."""
    answers = {one.name: one.answers for one in returns}
    told = [
        finding.problem.as_data()
        | {"question": finding.question, "raw": _raw(answers.get(finding.problem.place, {}), finding)}
        for finding in findings
    ]
    return _bytes({"format": FORMAT, "problems": told})


def _raw(answers: Mapping[str, Answer], finding: Finding) -> dict[str, str]:
    return dict(answers[finding.question].raw) if finding.question in answers else {}


def _bytes(data: Any) -> bytes:
    # A half of a character that never met its other half cannot be written.
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def _return(one: Return) -> dict[str, Any]:
    return {
        "file": one.name,
        "sha256": one.sha256,
        "kind": one.kind,
        "form": form_data(one.form),
        "respondent": one.respondent,
        "answers": {name: answer_data(answer) for name, answer in one.answers.items()},
        "result": result_data(one.result),
        "carried": _carried(one.carried),
    }


def form_data(form: Form) -> dict[str, Any]:
    """Return which form it is."""
    return {
        "toolkit": form.toolkit,
        "symbol": form.symbol,
        "version": form.version,
        "document": form.document,
        "language": form.language,
        "axes": dict(form.axes),
        "digest": form.digest,
    }


def answer_data(answer: Answer) -> dict[str, Any]:
    """Return an answer; numbers are JSON numbers where these hold them exactly, and else text."""
    return {
        "state": answer.state,
        "value": value_data(answer.value),
        "evidence": answer.evidence,
        "how": list(answer.how),
        "raw": dict(answer.raw),
    }


def value_data(value: Value) -> Any:
    """Return a value as JSON has it."""
    match value:
        case Decimal():
            whole = value == value.to_integral_value()
            number: int | float = int(value) if whole else float(value)
            return number if Decimal(str(number)) == value else str(value)
        case tuple():
            return [_row(one) if isinstance(one, Row) else one for one in value]
        case _:
            return value


def _row(row: Row) -> dict[str, Any]:
    return {"row": row.key, "cells": {column: value_data(cell) for column, cell in row.cells.items()}}


def result_data(result: Result | None) -> dict[str, Any] | None:
    """Return a result: values of dimensions and, where there is one, of the total; the level and what moved it."""
    if result is None:
        return None
    return {
        "dimensions": {name: _measured(value) for name, value in result.values.items()},
        "total": _measured(result.total) if result.total else None,
        "lowered-to": result.lowered_to,
        "before-gates": result.before_gates,
        "gates": list(result.gates),
        "level": result.level,
        "provisional": result.is_provisional,
        "unanswered": sorted(result.unanswered),
    }


def _measured(value: Measured) -> dict[str, Any]:
    exact = None if value.exact is None else str(value.exact)
    return {
        "value": value.rounded,
        "exact": exact,
        "band": value.band,
        "points": value.points,
        "possible": value.possible,
    }


def _carried(carried: Carried | None) -> dict[str, Any] | None:
    if carried is None:
        return None
    parts = {"answers": carried.answers, "again": carried.again, "apart": carried.apart}
    told = {key: {name: answer_data(one) for name, one in part.items()} for key, part in parts.items()}
    return {"form": form_data(carried.form), **told, "result": result_data(carried.result)}
