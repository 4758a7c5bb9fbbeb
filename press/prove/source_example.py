"""What an example has to say: each answer beside its question, and the result, worked out anew."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from press.prove.source_content import Content, Map, asked
from press.prove.source_forms import counts, naming
from press.prove.source_score import Outcome, outcome
from press.prove.source_words import CELL, CLOSE, NOTE, NOTE_END, OPEN, Mention, Piece, deeper, fold, read_markdown

_OWN: Final = f"[^{CELL}]+"  # words of the press, in one cell
_MARK: Final = re.compile(f"{NOTE}.*?{NOTE_END}|{OPEN}(.*?){CLOSE}")


def example_due(unit: Map, content: Content) -> Iterator[Piece]:
    """Yield what an example says behind its text."""
    source = content.resources[f"questionnaires/{unit['questionnaire']}"]
    questions, given = asked(source, unit.get("for-axes", {})), {one["question"]: one for one in unit["answers"]}
    values = (content.axes[axis][value]["title"] for axis, value in unit.get("for-axes", {}).items())
    named = "".join(f"(?=.*{re.escape(fold(value))})" for value in values)
    short = Mention(unit["questionnaire"], fold(source["short"]), "ref")
    yield Piece("paragraph", "", (short,), pattern=f"{named}.+")
    yield Piece("header", "", pattern=CELL.join([_OWN] * 3))
    yield Piece("alignment", "end start start")
    for number, question in enumerate(questions, start=1):
        if one := given.get(question["id"]):
            noted = f" {re.escape(fold(one['note']))}" if "note" in one else ""
            cells = [str(number), _asked(question, content), _answer(one, question, source) + noted]
            yield Piece("row", fold(f"{number}: {one.get('answer', '…')}"), pattern=CELL.join(cells))
    if "scoring" in source:
        answers = {name: one.get("answer", one.get("answers")) for name, one in given.items() if "rows" not in one}
        yield from _result(source, questions, outcome(source, questions, answers))


def _asked(question: Map, content: Content) -> str:
    """Return a pattern of a question's words, in which terms are plain and notes are left out."""
    found = []
    for piece in read_markdown(question["text"]):
        if piece.part == "paragraph":
            mentions, at, said = list(piece.mentions), 0, ""
            for mark in _MARK.finditer(piece.words):
                said += re.escape(piece.words[at : mark.start()])
                at = mark.end()
                if mentions and mark[1] == mentions[0].target:
                    said += _mentioned(mentions.pop(0), content)
            found.append(said + re.escape(piece.words[at:]))
    return " ".join(found)


def _mentioned(mention: Mention, content: Content) -> str:
    if mention.role == "term":
        return re.escape(mention.text or fold(content.terms[mention.target]["term"]))
    return ".+"


def _answer(one: Map, question: Map, source: Map) -> str:
    """Return a pattern of what a cell says that was answered; between words of content stand signs alone."""
    scale = [o for s in source.get("scales", []) if s["id"] == question.get("scale") for o in s["options"]]
    texts = {option["key"]: option["text"] for option in question.get("options", scale)}
    if "rows" in one:
        return _pattern(_rows(one, question))
    if "answers" in one:
        return _pattern([text for key, text in texts.items() if key in one["answers"]])
    answer = one["answer"]
    if answer == "not-applicable" or question["kind"] == "yes-no":
        return _OWN
    return _pattern([texts.get(answer, answer), *([question["unit"]] if "unit" in question else [])])


def _rows(one: Map, question: Map) -> Iterator[str]:
    names = [row["text"] for row in question.get("rows", [])]
    for place, row in enumerate(one["rows"]):
        yield from names[place : place + 1]
        for column in question["columns"]:
            if column["key"] in row:
                texts = {option["key"]: option["text"] for option in column.get("options", [])}
                yield column["title"]
                yield texts.get(row[column["key"]], row[column["key"]])


def _pattern(words: Iterator[str] | Sequence[str]) -> str:
    return r"\W*".join(re.escape(fold(word)) for word in words)


# The result -----------------------------------------------------------------


def _result(source: Map, questions: Sequence[Map], out: Outcome) -> Iterator[Piece]:
    scoring = source["scoring"]
    labels = {(one["id"], band["id"]): band["label"] for one in scoring["dimensions"] for band in one.get("bands", [])}
    levels = {one["id"]: one for one in scoring["levels"]}
    yield Piece("paragraph", "", pattern=".+")
    yield Piece("header", "", pattern=CELL.join([_OWN] * 5))
    yield Piece("alignment", "start end end end start")
    for one in (one for one in scoring["dimensions"] if counts(one, questions)):
        found, title = out.values[one["id"]], re.escape(fold(one["title"]))
        if found is None:
            yield Piece("row", one["title"], pattern=CELL.join([title, *[r"\W"] * 3, ""]))
        else:
            numbers = [str(number) for number in found[:3]]
            band = re.escape(fold(labels.get((one["id"], found[3]), "")))
            yield Piece("row", f"{one['title']}: {found[2]}", pattern=CELL.join([title, *numbers, band]))
    if out.before:
        said = [*([str(out.total)] if out.total is not None else []), levels[out.before]["label"]]
        if matrix := scoring.get("matrix"):
            said += [labels[pair] for pair in zip((matrix["rows"], matrix["columns"]), out.bands, strict=True)]
        yield Piece("paragraph", ", ".join(said), pattern=_holding(said))
    if out.fired:
        yield Piece("paragraph", "", pattern=".+")
        for gate in out.fired:
            yield from _gate(gate, questions, levels)
    if out.level:
        level = levels[out.level]
        yield Piece("paragraph", level["label"], pattern=rf"\w+\W+{re.escape(fold(level['label']))}")
        yield from read_markdown(level["advice"])
    else:
        yield Piece("paragraph", "", pattern=".+")
    if out.open:
        yield Piece("paragraph", "", pattern=_holding(list(map(str, out.open))))


def _gate(gate: Map, questions: Sequence[Map], levels: Mapping[str, Map]) -> Iterator[Piece]:
    bound = fold(levels[gate.get("at-least") or gate["at-most"]]["label"])
    yield Piece("list item at depth 1", "•")
    pattern = f"(?=.*{re.escape(bound)}){naming(gate['if'], questions)}"
    yield deeper(Piece("paragraph", gate["if"], pattern=pattern), 1)
    yield from (deeper(piece, 1) for piece in read_markdown(gate["because"]))


def _holding(words: Sequence[str]) -> str:
    return "".join(rf"(?=.*(?<!\d){re.escape(fold(word))}(?!\d))" for word in words) + ".+"
