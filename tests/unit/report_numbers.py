"""Results worked out again from the content files alone, with nothing of the press: plain YAML, plain fractions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import yaml

Given = Mapping[str, "str | Sequence[str]"]


def plain_content(path: Path) -> dict[str, Any]:
    """Return a questionnaire as it is written."""
    content: dict[str, Any] = yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)
    return content


def points_of(content: Mapping[str, Any], question: Mapping[str, Any]) -> dict[str, int]:
    """Return what the options of a question score."""
    scales = {scale["id"]: scale["options"] for scale in content.get("scales", ())}
    options = question.get("options") or scales.get(question.get("scale"), ())
    found = {option["key"]: int(option["points"]) for option in options if "points" in option}
    return found | {key: int(value) for key, value in question.get("points", {}).items()}


def scored(content: Mapping[str, Any], hidden: frozenset[str]) -> list[tuple[dict[str, Any], dict[str, int]]]:
    """Return the questions that score and are asked, with the points of their options."""
    asked = [question for section in content["sections"] for question in section["questions"]]
    return [(q, points_of(content, q)) for q in asked if "score" in q and q["id"] not in hidden]


def got(question: Mapping[str, Any], points: Mapping[str, int], given: Given) -> int | None:
    """Return the points of the answer to a question; None where none of them scores."""
    answer = given.get(question["id"], ())
    keys = [answer] if isinstance(answer, str) else list(answer)
    return max((points[key] for key in keys if key in points), default=None)


def values(content: Mapping[str, Any], given: Given, hidden: frozenset[str]) -> dict[str, Fraction]:
    """Return the exact value of each dimension that has one."""
    found: dict[str, Fraction] = {}
    for dimension in content["scoring"]["dimensions"]:
        above, below, shares = 0, 0, list[Fraction]()
        for question, points in scored(content, hidden):
            value = got(question, points, given)
            if question["score"]["dimension"] == dimension["id"] and value is not None:
                weight = int(question["score"].get("weight", "1"))
                above, below = above + weight * value, below + weight * max(points.values())
                shares.append(Fraction(value, max(points.values())))
        if shares:
            found[dimension["id"]] = 100 * (max(shares) if dimension["method"] == "highest" else Fraction(above, below))
    return found


def rounded(value: Fraction) -> int:
    """Return the nearest whole number, of two the higher."""
    return (2 * value.numerator + value.denominator) // (2 * value.denominator)


def lost(content: Mapping[str, Any], given: Given, hidden: frozenset[str]) -> list[tuple[int, str]]:
    """Return the points that each question lost, by its weight, the most first, then in the order of the form."""
    better = {d["id"]: d.get("better", "higher") for d in content["scoring"]["dimensions"]}
    made = []
    for question, points in scored(content, hidden):
        if given.get(question["id"]) == "not-applicable":
            continue
        least, most = min(points.values()), max(points.values())
        best, worst = (least, most) if better[question["score"]["dimension"]] == "lower" else (most, least)
        value = got(question, points, given)
        weight = int(question["score"].get("weight", "1"))
        if missing := weight * abs(best - (worst if value is None else value)):
            made.append((missing, question["id"]))
    return sorted(made, key=lambda one: -one[0])
