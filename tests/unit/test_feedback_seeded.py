"""A hundred comments and changes, written as Word writes them, in documents of two toolkits: each finds its unit.

Which unit a paragraph is of is worked out here from the Document alone, by the nearest block with an id around it.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest

from press import document as doc
from press.document import Document, plain
from press.feedback.gather import gather
from press.feedback.shelf import Shelf
from press.prove.words import flat
from tests.builds import ROOT, SAMPLE
from tests.reviewing import Reviewer, text_of, word_file

_STEMS: Final = {
    ROOT / "content": (
        "guides/introduction", "guides/principles.basic", "questionnaires/readiness", "questionnaires/risk",
        "primers/legal-adviser.procuring", "leaflets/toolkit-in-brief", "worksheets/introduction",
    ),
    SAMPLE: (
        "guides/basics", "guides/supplies", "questionnaires/round", "primers/nurse.outbreak", "worksheets/basics",
        "leaflets/hands-in-brief",
    ),
}  # fmt: skip
_EACH: Final = 100  # comments and changes in the documents of a toolkit
_LEAST: Final = 12  # characters of a paragraph in which something is marked
_PLAIN: Final = (doc.Text, doc.Emphasis, doc.Strong, doc.Link)
_NO_UNIT: Final = (doc.Cover, doc.Contents, doc.Imprint)


@cache
def shelf(content: Path) -> Shelf:
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


def _comment(reviewer: Reviewer, place: Any, chance: random.Random, number: int) -> None:
    start = chance.randrange(0, 6)
    reviewer.comment(place, start, place, start + chance.randrange(1, 6), f"Remark {number}")


def _insert(reviewer: Reviewer, place: Any, chance: random.Random, number: int) -> None:
    reviewer.insert(place, chance.randrange(0, len(text_of(place)) + 1), f" word{number} ")


def _replace(reviewer: Reviewer, place: Any, chance: random.Random, number: int) -> None:
    start = chance.randrange(0, 6)
    reviewer.replace(place, start, start + chance.randrange(1, 6), f"word{number}")


def _delete(reviewer: Reviewer, place: Any, chance: random.Random, _: int) -> None:
    start = chance.randrange(0, 6)
    reviewer.delete(place, start, start + chance.randrange(1, 6))


def _add(reviewer: Reviewer, place: Any, _: random.Random, number: int) -> None:
    reviewer.add_paragraph(place, f"Paragraph {number}")


def _delete_all(reviewer: Reviewer, place: Any, _: random.Random, __: int) -> None:
    reviewer.delete_paragraph(place)


def _point(reviewer: Reviewer, place: Any, chance: random.Random, number: int) -> None:
    reviewer.point(place, chance.randrange(0, 10), f"Point {number}")


_DEEDS: Final[tuple[Callable[[Reviewer, Any, random.Random, int], None], ...]] = (
    _comment, _comment, _replace, _insert, _delete, _add, _delete_all, _point,
)  # fmt: skip


@pytest.mark.parametrize("content", [ROOT / "content", SAMPLE], ids=["toolkit", "clean-hands"])
def test_a_hundred_comments_and_changes_find_their_units(content: Path, tmp_path: Path) -> None:
    chance = random.Random(20261125)
    held = shelf(content)
    known = frozenset(held.sources.units)
    open_ = []
    for stem in _STEMS[content]:
        document = held.documents[stem]
        reviewer = Reviewer.of(word_file(document))
        spots = places(reviewer, truth(document, known))
        chance.shuffle(spots)
        open_.append((stem, reviewer, spots))
    due: list[tuple[str, str, str]] = []
    for number in range(_EACH):
        stem, reviewer, spots = open_[number % len(open_)]
        if not spots:
            stem, reviewer, spots = max(open_, key=lambda one: len(one[2]))
        place, unit = spots.pop()
        reviewer.author = f"Reviewer {number}"
        chance.choice(_DEEDS)(reviewer, place, chance, number)
        due.append((stem, reviewer.author, unit))
    files = []
    for stem, reviewer, _ in open_:
        path = reviewer.save(tmp_path / f"{stem.replace('/', '.')}.docx")
        files.append((path, path.name))
    found = gather(files, held)
    assert found.problems == []
    told = sorted((item.document, item.author, item.subject.id) for item in found.items)
    assert told == sorted(due)
    assert len({unit for _, _, unit in due}) > 50
    assert all(len(item.subjects) == 1 for item in found.items)
