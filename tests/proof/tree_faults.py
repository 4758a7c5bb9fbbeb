"""Seeded faults in a Document's tree: what a writer that goes wrong would print."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

from press import document as doc
from press.document import Document

Change = Callable[[Any, random.Random], Any]


@dataclass(frozen=True, slots=True)
class Fault:
    """A named change of one node; ``fits`` says which nodes it can be done to."""

    name: str
    fits: Callable[[Any], bool]
    change: Change
    times: int = 1


def sites(node: Any, fits: Callable[[Any], bool]) -> list[int]:
    """Return the numbers, in walking order, of the nodes that fit."""
    return [number for number, found in enumerate(doc.walk(node)) if fits(found)]


def changed_at(document: Document, site: int, change: Callable[[Any], Any]) -> Document:
    """Return the document with one node, found by its number in walking order, replaced."""
    counter = iter(range(10**9))

    def visit(value: Any) -> Any:
        if isinstance(value, tuple):
            return tuple(visit(item) for item in value)
        if not is_dataclass(value):
            return value
        here = next(counter)
        rebuilt = {f.name: visit(getattr(value, f.name)) for f in fields(value)}
        node = replace(value, **rebuilt)  # type: ignore[type-var]
        return change(node) if here == site else node

    made = visit(document)
    assert isinstance(made, Document)
    return made


# Words ----------------------------------------------------------------------


def _words(node: Any) -> bool:
    return isinstance(node, doc.Text) and len(node.text.split()) >= 4


def _edit(edit: Callable[[list[str], random.Random], list[str]]) -> Change:
    def change(node: Any, chance: random.Random) -> Any:
        parts = re.split(r"( )", node.text)
        return doc.Text("".join(edit(parts, chance)))

    return change


def _drop_word(parts: list[str], chance: random.Random) -> list[str]:
    at = chance.choice([i for i, p in enumerate(parts) if p.strip() and i >= 2])
    return parts[: at - 1] + parts[at + 1 :]


def _double_word(parts: list[str], chance: random.Random) -> list[str]:
    at = chance.choice([i for i, p in enumerate(parts) if p.strip()])
    return [*parts[: at + 1], " ", *parts[at:]]


def _swap_words(parts: list[str], chance: random.Random) -> list[str]:
    at = chance.choice(
        [i for i in range(0, len(parts) - 2, 2) if parts[i] != parts[i + 2] and parts[i] and parts[i + 2]]
    )
    return [*parts[:at], parts[at + 2], " ", parts[at], *parts[at + 3 :]]


def _change_letter(parts: list[str], chance: random.Random) -> list[str]:
    at = chance.choice([i for i, p in enumerate(parts) if len(p) > 2 and p[1].isalpha()])
    word = parts[at]
    other = (
        "ن"
        if "\u0600" <= word[1] <= "\u06ff" and word[1] != "ن"
        else "ل"
        if word[1] == "ن"
        else "x"
        if word[1] != "x"
        else "y"
    )
    return [*parts[:at], word[0] + other + word[2:], *parts[at + 1 :]]


def _join_words(parts: list[str], chance: random.Random) -> list[str]:
    at = chance.choice([i for i in range(1, len(parts) - 1, 2) if parts[i - 1] and parts[i + 1]])
    return parts[:at] + parts[at + 1 :]


def _has_digit(node: Any) -> bool:
    return isinstance(node, doc.Text) and any(c.isdigit() for c in node.text)


def _change_digit(node: Any, chance: random.Random) -> Any:
    at = chance.choice([i for i, c in enumerate(node.text) if c.isdigit()])
    return doc.Text(node.text[:at] + str((int(node.text[at]) + 1) % 10) + node.text[at + 1 :])


def _negated(node: Any) -> bool:
    return isinstance(node, doc.Text) and re.search(r" (not|no|never|cannot|لا|ليس|لم) ", node.text) is not None


def _drop_negation(node: Any, _: random.Random) -> Any:
    return doc.Text(re.sub(r" (not|no|never|cannot|لا|ليس|لم) ", " ", node.text, count=1))


def _stopped(node: Any) -> bool:
    return isinstance(node, doc.Text) and re.search(r"[.,;:?؟،]", node.text.rstrip()) is not None


def _drop_stop(node: Any, _: random.Random) -> Any:
    return doc.Text(re.sub(r"[.,;:?؟،]", "", node.text, count=1))


# Structure ------------------------------------------------------------------


def _holds(kind: type, name: str, least: int) -> Callable[[Any], bool]:
    return lambda node: isinstance(node, kind) and len(getattr(node, name)) >= least


def _drop(name: str) -> Change:
    def change(node: Any, chance: random.Random) -> Any:
        items = list(getattr(node, name))
        del items[chance.randrange(len(items))]
        return replace(node, **{name: tuple(items)})

    return change


def _double(name: str) -> Change:
    def change(node: Any, chance: random.Random) -> Any:
        items = list(getattr(node, name))
        at = chance.randrange(len(items))
        return replace(node, **{name: (*items[: at + 1], *items[at:])})

    return change


def _swap(name: str) -> Change:
    def change(node: Any, chance: random.Random) -> Any:
        items = list(getattr(node, name))
        pairs = [i for i in range(len(items) - 1) if items[i] != items[i + 1]]
        at = chance.choice(pairs or [0])
        items[at], items[at + 1] = items[at + 1], items[at]
        return replace(node, **{name: tuple(items)})

    return change


def _say(name: str, text: str) -> Change:
    return lambda node, _: replace(node, **{name: text})


def _row(edit: Callable[[list[Any]], list[Any]]) -> Change:
    def change(node: Any, chance: random.Random) -> Any:
        at = chance.randrange(len(node.rows))
        rows = [list(row) for row in node.rows]
        rows[at] = edit(rows[at])
        return replace(node, rows=tuple(tuple(row) for row in rows))

    return change


def _is(kind: type, name: str = "") -> Callable[[Any], bool]:
    return lambda node: isinstance(node, kind) and (not name or bool(getattr(node, name)))


BOXES = (doc.Takeaway, doc.Action, doc.Case, doc.Callout)

FAULTS: tuple[Fault, ...] = (
    Fault("word dropped", _words, _edit(_drop_word), 8),
    Fault("word doubled", _words, _edit(_double_word), 5),
    Fault("words swapped", _words, _edit(_swap_words), 5),
    Fault("letter changed", _words, _edit(_change_letter), 8),
    Fault("space lost", _words, _edit(_join_words), 6),
    Fault("digit changed", _has_digit, _change_digit, 6),
    Fault("negation removed", _negated, _drop_negation, 6),
    Fault("punctuation removed", _stopped, _drop_stop, 4),
    Fault("block dropped", _holds(doc.Section, "blocks", 2), _drop("blocks"), 7),
    Fault("block doubled", _holds(doc.Section, "blocks", 2), _double("blocks"), 4),
    Fault("blocks swapped", _holds(doc.Section, "blocks", 2), _swap("blocks"), 6),
    Fault("section dropped", _holds(doc.Document, "blocks", 4), _drop("blocks"), 3),
    Fault("sections swapped", _holds(doc.Document, "blocks", 4), _swap("blocks"), 3),
    Fault("list item dropped", _holds(doc.List, "items", 2), _drop("items"), 2),
    Fault("list items swapped", _holds(doc.List, "items", 2), _swap("items"), 2),
    Fault("list unordered", lambda n: isinstance(n, doc.List) and n.ordered, lambda n, _: replace(n, ordered=False)),
    Fault("list starts elsewhere", lambda n: isinstance(n, doc.List) and n.ordered, lambda n, _: replace(n, start=3)),
    Fault("definition dropped", _holds(doc.DefinitionList, "items", 2), _drop("items"), 2),
    Fault("definitions swapped", _holds(doc.DefinitionList, "items", 2), _swap("items"), 2),
    Fault("table row dropped", _holds(doc.Table, "rows", 2), _drop("rows"), 2),
    Fault("table rows swapped", _holds(doc.Table, "rows", 2), _swap("rows"), 2),
    Fault("cells swapped", _is(doc.Table), _row(lambda row: [row[1], row[0], *row[2:]]), 3),
    Fault("cell emptied", _is(doc.Table), _row(lambda row: [(), *row[1:]]), 2),
    Fault("header cells swapped", _is(doc.Table), _swap("header")),
    Fault("caption lost", _is(doc.Table, "caption"), _say("caption", "")),
    Fault("table number changed", _is(doc.Table, "label"), _say("label", "Table 9")),
    Fault("figure caption changed", _is(doc.Figure), _say("caption", "Other")),
    Fault("alternative text changed", _is(doc.Figure), _say("alternative", "A picture.")),
    Fault("footnote words changed", _is(doc.Footnote), lambda n, _: replace(n, content=(doc.Text("Other words."),)), 2),
    Fault("box title changed", lambda n: isinstance(n, (doc.Action, doc.Case, doc.Callout)), _say("title", "Other"), 3),
    Fault("box body emptied", _is(doc.Takeaway), lambda n, _: replace(n, blocks=()), 2),
    Fault(
        "box body from elsewhere",
        lambda n: isinstance(n, BOXES),
        lambda n, _: replace(n, blocks=(doc.Paragraph((doc.Text("Elsewhere."),)),)),
        2,
    ),
    Fault("origin lost", lambda n: getattr(n, "origin", None) is not None, lambda n, _: replace(n, origin=None), 2),
    Fault("audience changed", lambda n: bool(getattr(n, "audience", "")), _say("audience", "For nobody"), 3),
    Fault("audience lost", lambda n: bool(getattr(n, "audience", "")), _say("audience", ""), 2),
    Fault("label changed", lambda n: isinstance(n, BOXES) and bool(n.label), _say("label", "Gossip"), 2),
    Fault("attribution changed", _is(doc.Quote), lambda n, _: replace(n, attribution=(doc.Text("Nobody"),))),
    Fault("video address changed", _is(doc.Video), _say("address", "https://example.org/other")),
    Fault("video code's words changed", _is(doc.Video), _say("code_alternative", "A code")),
    Fault("question number changed", _is(doc.Field), _say("number", "99"), 2),
    Fault("question help lost", _is(doc.Field, "help"), lambda n, _: replace(n, help=()), 2),
    Fault("choice dropped", _holds(doc.Entry, "choices", 2), _drop("choices"), 3),
    Fault("choices swapped", _holds(doc.Entry, "choices", 2), _swap("choices"), 3),
    Fault("choice text changed", _is(doc.Choice), _say("text", "Perhaps"), 2),
    Fault("room lost", _is(doc.Field, "room"), _say("room", "")),
    Fault("explanation lost", _is(doc.Field, "explained"), lambda n, _: replace(n, explained=())),
    Fault("section title changed", _is(doc.Section), _say("title", "Other"), 2),
    Fault("section number changed", _is(doc.Section, "number"), _say("number", "9.9"), 2),
    Fault(
        "section one level deeper",
        lambda n: isinstance(n, doc.Section) and n.level == 1,
        lambda n, _: replace(n, level=2),
        2,
    ),
    Fault("contents entry dropped", _is(doc.Contents), _drop("entries")),
    Fault("contents entries swapped", _is(doc.Contents), _swap("entries")),
    Fault("contents title changed", _is(doc.ContentsEntry), _say("title", "Other")),
    Fault("cover subtitle changed", _is(doc.Cover, "subtitle"), _say("subtitle", "Other")),
    Fault("cover kind changed", _is(doc.Cover), _say("kind", "Novel")),
    Fault("edition line changed", _is(doc.Cover), _say("edition", "T · 9.9.9")),
    Fault("imprint fact dropped", _is(doc.Imprint), _drop("facts"), 2),
    Fault("imprint notice dropped", _is(doc.Imprint), _drop("blocks"), 2),
    Fault("running head changed", _is(doc.Running), _say("end", "Other")),
    Fault("identity in the foot changed", _is(doc.Running), _say("identity", "T 9.9.9")),
    Fault("reference words changed", _is(doc.Reference), lambda n, _: replace(n, content=(doc.Text("there"),)), 2),
    Fault(
        "reference target changed",
        lambda n: isinstance(n, doc.Reference) and not n.document,
        _say("target", "imprint"),
        2,
    ),
    Fault("term replaced by another", _is(doc.DefinitionItem), lambda n, _: replace(n, term=(doc.Text("Other"),)), 2),
)


def seeded(documents: list[Document]) -> Iterator[tuple[str, Document, Document]]:
    """Yield (name, original, changed) for every fault, spread over the documents that it fits, always the same.

    Each change takes a layout, so that it is put into one of the smallest documents.
    """
    documents = sorted(documents, key=lambda document: sum(1 for _ in doc.walk(document)))
    for fault in FAULTS:
        chance = random.Random(fault.name)
        fitting = [d for d in documents if sites(d, fault.fits)][:3]
        for turn in range(min(fault.times, fault.times if fitting else 0)):
            original = fitting[turn % len(fitting)]
            for _ in range(20):
                site = chance.choice(sites(original, fault.fits))
                changed = changed_at(original, site, lambda node: fault.change(node, chance))  # noqa: B023
                if changed != original:
                    yield f"{fault.name} {turn + 1}", original, changed
                    break
