"""A method of scoring as plain data for JSON, and back: ``forms.json`` holds it, readers of returns take it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from press.condition import parse
from press.score import Grading, Lock, Lowering, Measure, Method, Range, Scored


def method_data(method: Method) -> dict[str, Any]:
    """Return a method as plain data."""
    grading, lowering = method.grading, method.lowering
    return {
        "questions": [_scored(question) for question in method.questions],
        "dimensions": [
            {"id": one.id, "method": one.method, "weight": one.weight, "bands": _ranges(one.bands)}
            for one in method.dimensions
        ],
        "levels": _ranges(method.levels),
        "matrix": None
        if grading is None
        else {"rows": grading.rows, "columns": grading.columns, "cells": [list(row) for row in grading.cells]},
        "mitigation": None
        if lowering is None
        else {"dimension": lowering.dimension, "lowers": lowering.lowers, "steps": dict(lowering.steps)},
        "gates": [_gate(gate) for gate in method.gates],
    }


def _scored(question: Scored) -> dict[str, Any]:
    return {
        "id": question.id,
        "dimension": question.dimension,
        "weight": question.weight,
        "points": dict(question.points),
        "if": [str(condition) for condition in question.conditions],
    }


def _ranges(ranges: Sequence[Range]) -> list[dict[str, Any]]:
    return [{"id": one.id, "from": one.low, "to": one.high} for one in ranges]


def _gate(gate: Lock) -> dict[str, Any]:
    return {"id": gate.id, "if": str(gate.condition), gate.direction: gate.level}


def method_from(data: Mapping[str, Any]) -> Method:
    """Return the method that is written as data.

    Raises KeyError, TypeError or ValueError where it is none; ``forms.json`` is written by the press itself.
    """
    matrix, mitigation = data["matrix"], data["mitigation"]
    return Method(
        questions=tuple(
            Scored(one["id"], one["dimension"], one["weight"], dict(one["points"]), tuple(map(parse, one["if"])))
            for one in data["questions"]
        ),
        dimensions=tuple(
            Measure(one["id"], one["method"], one["weight"], _ranges_from(one["bands"])) for one in data["dimensions"]
        ),
        levels=_ranges_from(data["levels"]),
        grading=matrix and Grading(matrix["rows"], matrix["columns"], tuple(map(tuple, matrix["cells"]))),
        lowering=mitigation and Lowering(mitigation["dimension"], mitigation["lowers"], dict(mitigation["steps"])),
        gates=tuple(_gate_from(one) for one in data["gates"]),
    )


def _ranges_from(data: Sequence[Mapping[str, Any]]) -> tuple[Range, ...]:
    return tuple(Range(one["id"], one["from"], one["to"]) for one in data)


def _gate_from(data: Mapping[str, Any]) -> Lock:
    direction: Literal["at-least", "at-most"] = "at-least" if "at-least" in data else "at-most"
    return Lock(data["id"], parse(data["if"]), data[direction], direction)
