"""Feedback as text: lines for a terminal and a pipe, CSV for a spreadsheet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from press.collect.tables import csv_of
from press.feedback.items import Feedback, Item

_HEADS: Final = (
    "number", "unit", "kind of unit", "title", "place", "other units", "what", "author", "date", "quoted", "comment",
    "was", "proposed", "reads", "resolved", "replies", "document", "file",
)  # fmt: skip
_MOST: Final = 100  # characters of a text in a line
_MOST_NAME: Final = 40
# What moves the cursor of a terminal, or turns the direction of all that follows.
_UNSAFE: Final = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def feedback_csv(found: Feedback) -> bytes:
    """Return a table with a row for each item."""
    return csv_of(_HEADS, (_row(number, item) for number, item in enumerate(found.items, start=1)))


def _row(number: int, item: Item) -> tuple[str, ...]:
    replies = "\n".join(f"{said.author}, {said.date}: {said.text}" for said in item.replies)
    others = ", ".join(subject.id for subject in item.subjects[1:])
    unit = item.subject
    return (
        str(number), unit.id, unit.kind, unit.title, item.line or unit.place, others, item.kind, item.author, item.date,
        item.quoted, item.comment, item.was, item.proposed, item.reads, "yes" if item.is_resolved else "", replies,
        item.document, item.file,
    )  # fmt: skip


def lines(found: Feedback) -> Iterator[str]:
    """Yield a line for each item: place, unit, who, when, and what."""
    for item in found.items:
        unit = item.subject
        yield "\t".join((item.line or unit.place, unit.id, who(item), day(item.date), told(item)))


def who(item: Item) -> str:
    """Return who said it, as far as that is known."""
    return short(item.author, _MOST_NAME) or "–"


def told(item: Item) -> str:
    """Return what an item says in one line."""
    match item.kind:
        case "comment":
            settled = " (resolved)" if item.is_resolved else ""
            answers = f" (+{len(item.replies)})" if item.replies else ""
            return f"“{short(item.quoted, 40)}”: {short(item.comment)}{answers}{settled}"
        case "move":
            return f"move “{short(item.was)}”"
        case _:
            what = f"“{short(item.was)}” → “{short(item.proposed)}”" if item.was and item.proposed else ""
            what = what or (f"+ “{short(item.proposed)}”" if item.proposed else f"− “{short(item.was)}”")
            return f"untracked: {what}" if item.kind == "untracked" else what


def short(text: str, most: int = _MOST) -> str:
    """Return a text in one line, cut where it is long, without what a terminal would obey."""
    text = _UNSAFE.sub("", " ".join(text.split()))
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def day(date: str) -> str:
    """Return the day of a time as the file has it."""
    return short(date[:10]) or "–"
