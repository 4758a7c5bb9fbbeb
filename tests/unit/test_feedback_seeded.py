"""A hundred comments and changes, written as Word writes them, in documents of two toolkits: each finds its unit."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest

from press.document import units
from press.feedback.gather import gather
from press.prove.word_expect import bookmark
from tests.builds import ROOT, SAMPLE
from tests.review_truth import STEMS, places, shelf, truth
from tests.reviewing import Reviewer, W, text_of, word_file

_EACH: Final = 100  # comments and changes in the documents of a toolkit


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
    for stem in STEMS[content]:
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


@pytest.mark.parametrize("content", [ROOT / "content", SAMPLE], ids=["toolkit", "clean-hands"])
def test_every_unit_of_a_word_file_has_its_bookmark(content: Path) -> None:
    held = shelf(content)
    for stem in STEMS[content]:
        reviewer = Reviewer.of(word_file(held.documents[stem]))
        marks = {node.get(f"{W}name") for node in reviewer.tree.iter(f"{W}bookmarkStart")}
        assert {bookmark(unit) for unit in units(held.documents[stem])} <= marks
