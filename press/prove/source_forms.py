"""What forms have to say: tables to fill in, conditions, and how a result is worked out. Rules: docs/content.md."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from press.prove.source_content import Map
from press.prove.source_words import CELL, Piece, fold, read_markdown

SCORING: Final = "how-it-is-scored"
SAID: Final = "\ufdd1"  # between words of the method that the press says more between


def rows_due(unit: Map, *, required: bool) -> Iterator[Piece]:
    """Yield the columns and, row by row, the entries: rows with a name first, then the spare ones."""
    columns = unit["columns"]
    yield Piece("columns", CELL.join(fold(column["title"]) for column in columns))
    named = [(row["key"], row["text"]) for row in unit.get("rows", [])]
    spare = [(str(number), "") for number in range(1, int(unit.get("spare", 0)) + 1)]
    for place, (key, text) in enumerate((*named, *spare)):
        yield Piece("row", fold(text))
        for column in columns:
            due = "required" if required and place == 0 else "optional"
            yield Piece(f"entry '{unit['id']}.{key}.{column['key']}' {due}", "")
            yield from (Piece(f"choice '{o['key']}'", fold(o["text"])) for o in column.get("options", []))


# Conditions -----------------------------------------------------------------


def condition_due(unit: Map, asked: Sequence[Map]) -> Piece:
    """Return what says when to answer a question or a section: every number and every answer that it names."""
    if "if" not in unit or not asked:
        return Piece("condition", "")
    return Piece("condition", fold(unit["if"]), pattern=naming(unit["if"], asked))


def naming(condition: str, asked: Sequence[Map]) -> str:
    """Return a pattern of words that name each question of a condition, by its number, and each answer.

    It is empty where a document asks too little for the condition to hold.
    """
    numbers = {question["id"]: (str(place), question) for place, question in enumerate(asked, start=1)}
    wanted = []
    for clause in re.split(" (?:and|or) ", condition):
        name, value = clause.split(" ")[0], clause.split(" ")[-1]
        if name not in numbers:
            if " or " not in condition:
                return ""  # what is not asked never holds
            continue
        number, question = numbers[name]
        text = _texts(question).get(value, "" if not value.isdigit() else value)
        wanted.append(rf"(?=.*(?<!\d){number}(?!\d))(?=.*{re.escape(fold(text))})")
    return "".join(wanted) + ".+" if wanted else ""


def onward_due(unit: Map, asked: Sequence[Map], options: Sequence[Map]) -> Piece:
    """Return where to go on: past the questions right behind that only hang on this one, by one clause."""
    ids = [question["id"] for question in asked]
    after = list(asked[ids.index(unit["id"]) + 1 :]) if unit["id"] in ids else []
    condition = after[0].get("if", "") if after else ""
    name, _, said = condition.partition(" ")
    past = [place for place, other in enumerate(after) if other.get("if", "") != condition]
    if name != unit["id"] or re.search(" (?:and|or) ", condition) or not past or unit["kind"] == "pick-several":
        return Piece("onward", "")
    value, negated = said.rpartition(" ")[2], said.startswith("is not ")  # a key may begin with “not-”
    left = [key for key in _keys(unit, options) if (value == key) == negated]
    if not left or " at " in condition:
        return Piece("onward", "")
    number = ids.index(unit["id"]) + 2 + past[0]
    words = {option["key"]: fold(option["text"]) for option in options}
    texts = "".join(rf"(?=.*{re.escape(words.get(key, ''))})" for key in left)
    return Piece("onward", condition, pattern=rf"{texts}(?=.*(?<!\d){number}(?!\d)).+")


def _texts(question: Map) -> dict[str, str]:
    """Return the words of a question's own options; those of yes and no, and of scales, are not looked for."""
    return {option["key"]: option["text"] for option in question.get("options", [])}


def _keys(question: Map, options: Sequence[Map]) -> list[str]:
    """Return the keys of what a question offers."""
    own = [option["key"] for option in options] if question["kind"] != "yes-no" else ["yes", "no"]
    free = question["kind"] == "yes-no" or question.get("not-applicable") == "yes"
    return [*own, "not-applicable"] if free else own


# Scoring --------------------------------------------------------------------


def scoring_due(source: Map, asked: Sequence[Map]) -> Iterator[Piece]:
    """Yield the words that the method of a questionnaire has to say, in order; the press says more between them."""
    scoring = source["scoring"]
    scales = {scale["id"]: scale["options"] for scale in source.get("scales", [])}
    titles = {one["id"]: one["title"] for one in scoring["dimensions"]}
    levels = {one["id"]: one["label"] for one in scoring["levels"]}
    yield from read_markdown(scoring.get("text", ""))
    for number, question in enumerate(asked, start=1):
        if "score" in question:
            yield _said(number, titles[question["score"]["dimension"]], question["score"].get("weight", "1"))
            options = question.get("options") or scales.get(question.get("scale", ""), [])
            yield from (_said(option["text"], option.get("points", "0")) for option in options)
            yield from (_said(points) for points in question.get("points", {}).values())
    bands = {band["id"]: band["label"] for one in scoring["dimensions"] for band in one.get("bands", [])}
    counting = [one for one in scoring["dimensions"] if counts(one, asked)]
    for one in counting:
        numbers = (number for number, question in enumerate(asked, start=1) if counts(one, [question]))
        yield _said(one["title"], *numbers)
        for band in one.get("bands", []):
            yield _said(band["label"], band["from"], band["to"])
            yield from read_markdown(band.get("advice", ""))
    yield _said(*(one["title"] for one in counting))
    if "matrix" in scoring:
        for row in scoring["matrix"]["cells"]:
            yield _said(*(levels[level] for level in row))
    if "mitigation" in scoring:
        yield from (_said(bands[step["band"]], step["by"]) for step in scoring["mitigation"]["steps"])
    for gate in scoring.get("gates", []):
        if not naming(gate["if"], asked):
            continue
        yield _said(levels[gate.get("at-least") or gate["at-most"]])
        yield from read_markdown(gate["because"])
    for level in scoring["levels"]:
        yield _said(level["label"], *(level[key] for key in ("from", "to") if key in level))
        yield from read_markdown(level["advice"])


def counts(dimension: Map, asked: Sequence[Map]) -> bool:
    """Tell whether a question counts for a dimension."""
    return any(question.get("score", {}).get("dimension") == dimension["id"] for question in asked)


def _said(*words: object) -> Piece:
    return Piece("said", SAID.join(fold(str(word)) for word in words))
