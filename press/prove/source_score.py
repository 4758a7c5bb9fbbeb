"""What answers give, worked out anew from the content files: leg A shares nothing with the press's own scorer."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from press.prove.source_content import Map

Given = Mapping[str, Any]  # by question: a text, or a list of what is ticked


@dataclass(frozen=True, slots=True)
class Outcome:
    """What comes out. ``values`` are points, points possible, the value and its band, by dimension; else empty."""

    values: Mapping[str, tuple[int, int, int, str] | None]
    total: int | None
    bands: Sequence[str]  # those that the matrix was read with, rows first
    lowered: str
    before: str
    level: str
    fired: Sequence[Map]
    open: Sequence[int]  # numbers of the questions that score, are asked and have no answer


def outcome(source: Map, asked: Sequence[Map], given: Given) -> Outcome:
    """Return the result of answers to these questions of a questionnaire (docs/content.md, “Scoring”)."""
    scoring, answers, open_ = source["scoring"], _kept(source, asked, given), []
    for number, question in enumerate(asked, start=1):
        if "score" in question and question["id"] not in answers and _is_asked(source, question, answers):
            open_.append(number)
    exact, values = {}, {}
    for one in scoring["dimensions"]:
        scored = [found for question in asked if (found := _scored(source, question, one["id"], answers))]
        exact[one["id"]], values[one["id"]] = _value(one, scored)
    total = None if "matrix" in scoring else _total(scoring, exact)
    bands, lowered, before = _read(scoring, values) if "matrix" in scoring else ([], "", "")
    if total is not None:
        before = _within(scoring["levels"], total)
    fired = [gate for gate in scoring.get("gates", []) if _holds(gate["if"], answers)]
    return Outcome(values, total, bands, lowered, before, _moved(scoring, fired, before), fired, open_)


# What is asked --------------------------------------------------------------


def _kept(source: Map, asked: Sequence[Map], given: Given) -> Given:
    """Return the answers to what is asked; conditions name earlier questions only."""
    kept: dict[str, Any] = {}
    for question in asked:
        if question["id"] in given and _is_asked(source, question, kept):
            kept[question["id"]] = given[question["id"]]
    return kept


def _is_asked(source: Map, question: Map, kept: Given) -> bool:
    home = next(section for section in source["sections"] if question in section["questions"])
    return all(_holds(unit["if"], kept) for unit in (home, question) if "if" in unit)


def _holds(condition: str, answers: Given) -> bool:
    clauses = [_says(clause, answers) for clause in re.split(" (?:and|or) ", condition)]
    return any(clauses) if " or " in condition else all(clauses)


def _says(clause: str, answers: Given) -> bool:
    question, *relation, value = clause.split(" ")
    answer = answers.get(question)
    if answer is None:
        return False
    match relation:
        case ["is", "at", "least"]:
            return Fraction(answer) >= Fraction(value)
        case ["is", "at", "most"]:
            return Fraction(answer) <= Fraction(value)
        case ["includes"] | ["is"]:
            return value in (answer if isinstance(answer, list) else [answer])
        case _:
            return value not in (answer if isinstance(answer, list) else [answer])


# What it is worth -----------------------------------------------------------


def _scored(source: Map, question: Map, dimension: str, answers: Given) -> tuple[int, int, int] | None:
    """Return the weight of a question, the points of its answer and the most that it could have given."""
    answer = answers.get(question["id"])
    if answer in (None, "not-applicable") or question.get("score", {}).get("dimension") != dimension:
        return None
    scale = [o for s in source.get("scales", []) if s["id"] == question.get("scale") for o in s["options"]]
    points = {o["key"]: int(o["points"]) for o in question.get("options", scale)}
    points |= {key: int(value) for key, value in question.get("points", {}).items()}
    best = max(points[key] for key in (answer if isinstance(answer, list) else [answer]))
    return int(question["score"].get("weight", 1)), best, max(points.values())


def _value(one: Map, scored: Sequence[tuple[int, int, int]]) -> tuple[Any, tuple[int, int, int, str] | None]:
    if not scored:
        return None, None
    if one["method"] == "highest":
        points, most = max(((points, most) for _, points, most in scored), key=lambda pair: (Fraction(*pair), pair[1]))
    else:
        points, most = sum(w * points for w, points, _ in scored), sum(w * most for w, _, most in scored)
    exact = Fraction(100 * points, most)
    return exact, (points, most, _half_up(exact), _within(one.get("bands", []), _half_up(exact)))


def _total(scoring: Map, exact: Mapping[str, Any]) -> int | None:
    weights = {one["id"]: int(one.get("weight", 1)) for one in scoring["dimensions"] if exact[one["id"]] is not None}
    mean = sum(weight * exact[name] for name, weight in weights.items()) / sum(weights.values()) if weights else None
    return None if mean is None else _half_up(mean)


def _half_up(value: Fraction) -> int:
    return int((2 * value + 1) // 2)


def _within(ranges: Sequence[Map], value: int) -> str:
    return next((one["id"] for one in ranges if int(one["from"]) <= value <= int(one["to"])), "")


# Which level ----------------------------------------------------------------


def _read(scoring: Map, values: Mapping[str, tuple[int, int, int, str] | None]) -> tuple[list[str], str, str]:
    """Return the bands that the matrix is read with, the one that was lowered to, and the level."""
    matrix = scoring["matrix"]
    order = {one["id"]: [band["id"] for band in one.get("bands", [])] for one in scoring["dimensions"]}
    names, lowered = (matrix["rows"], matrix["columns"]), ""
    if any(values[name] is None for name in names):
        return [], "", ""
    at = {name: order[name].index(found[3]) for name in names if (found := values[name])}
    if (less := scoring.get("mitigation")) and (found := values[less["dimension"]]):
        by = sum(int(step["by"]) for step in less["steps"] if step["band"] == found[3])
        at[less["lowers"]] = max(0, at[less["lowers"]] - by)
        lowered = order[less["lowers"]][at[less["lowers"]]] if by else ""
    return [order[name][at[name]] for name in names], lowered, matrix["cells"][at[names[0]]][at[names[1]]]


def _moved(scoring: Map, fired: Sequence[Map], level: str) -> str:
    order = [one["id"] for one in scoring["levels"]]
    for gate in fired:
        if "at-least" in gate:
            level = max(level or order[0], gate["at-least"], key=order.index)
        elif level:
            level = min(level, gate["at-most"], key=order.index)
    return level
