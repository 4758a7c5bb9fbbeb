"""Which unit a paragraph of a Word file is of, from the Document alone: the nearest block with an id around its words.

Shares nothing with what is tested but the Document; only texts that a document has once count.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final

from press import document as doc
from press.document import Document, plain
from press.feedback.shelf import Shelf
from press.prove.words import flat
from tests.builds import ROOT, SAMPLE
from tests.reviewing import Reviewer, text_of

STEMS: Final = {
    ROOT / "content": (
        "guides/introduction", "guides/principles.basic", "questionnaires/readiness", "questionnaires/risk",
        "primers/legal-adviser.procuring", "leaflets/toolkit-in-brief", "worksheets/introduction",
    ),
    SAMPLE: (
        "guides/basics", "guides/supplies", "questionnaires/round", "primers/nurse.outbreak", "worksheets/basics",
        "leaflets/hands-in-brief",
    ),
}  # fmt: skip
_LEAST: Final = 12  # characters of a paragraph in which something is marked
_PLAIN: Final = (doc.Text, doc.Emphasis, doc.Strong, doc.Link)
_NO_UNIT: Final = (doc.Cover, doc.Contents, doc.Imprint)


@cache
def shelf(content: Path) -> Shelf:
    """Return what files of a toolkit are held against."""
    return Shelf.of(content)


def truth(document: Document, known: frozenset[str]) -> dict[str, str]:
    """Return the unit of every text that is in the document once, by the text without page numbers and notes."""
    found = list(_texts(document.blocks, "", known))
    counts = Counter(text for text, _ in found)
    return {text: unit for text, unit in found if counts[text] == 1 and len(text) >= _LEAST}


def _texts(node: Any, unit: str, known: frozenset[str]) -> Iterator[tuple[str, str]]:
    if isinstance(node, (*_NO_UNIT, *_PLAIN, str)):
        return
    if isinstance(node, tuple):
        if node and all(isinstance(part, _PLAIN) for part in node):
            yield flat(plain(node)), unit
        for part in node:
            yield from _texts(part, unit, known)
        return
    own = getattr(node, "id", "") if isinstance(node, doc.Block | doc.DefinitionItem) else ""
    unit = own if own in known else unit if not own else ""
    if isinstance(title := getattr(node, "title", ""), str) and title and not isinstance(node, doc.Entry):
        yield flat(title), unit
    for name in getattr(node, "__dataclass_fields__", ()):
        yield from _texts(getattr(node, name), unit, known)


def places(reviewer: Reviewer, units: dict[str, str]) -> list[tuple[Any, str]]:
    """Return the paragraphs of a file whose unit is known, once each."""
    return [(one, units[text]) for one in reviewer.paragraphs if (text := flat(text_of(one))) in units and units[text]]


def apart(reviewer: Reviewer, spots: list[tuple[Any, str]]) -> list[tuple[Any, str]]:
    """Return those of places that do not touch: what one person does in two that do is one change."""
    at = {id(one): number for number, one in enumerate(reviewer.paragraphs)}
    kept: list[tuple[Any, str]] = []
    for place, unit in spots:
        if not kept or at[id(place)] - at[id(kept[-1][0])] > 1:
            kept.append((place, unit))
    return kept
