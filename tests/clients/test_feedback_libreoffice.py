"""Comments and changes made in LibreOffice, and files that it only saved again, come home to the right units."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any, Final

import pytest

from press.feedback.gather import gather
from press.feedback.items import Item
from press.write.word_form import unprotected
from tests.builds import ROOT, SAMPLE
from tests.clients import require, uno_office
from tests.review_truth import STEMS, apart, places, shelf, truth
from tests.reviewing import Reviewer, text_of, word_file

_EACH: Final = 100  # comments and changes in the documents of a toolkit, at least
_MOST: Final = 45  # in one document
_DEEDS: Final = ("comment", "comment", "insert", "replace", "delete", "add")


def _deed(place: Any, chance: random.Random, number: int) -> dict[str, Any]:
    text = text_of(place)
    deed = chance.choice(_DEEDS)
    start = chance.randrange(0, 5)
    words = {"comment": f"Remark {number}", "insert": f" word{number} ", "delete": ""}.get(deed, f"word{number}")
    return {
        "paragraph": text, "deed": deed, "start": start, "end": start + chance.randrange(2, 6), "text": words,
        "author": f"Reviewer {number}",
    }  # fmt: skip


def _told(item: Item) -> tuple[str, str, str]:
    what = item.comment or item.proposed
    return item.document, item.subject.id, what.strip()


@pytest.mark.parametrize("content", [ROOT / "content", SAMPLE], ids=["toolkit", "clean-hands"])
def test_what_is_said_in_libreoffice_finds_its_unit(content: Path, tmp_path: Path) -> None:
    require("uno")
    chance = random.Random(20261126)
    held = shelf(content)
    jobs: list[dict[str, Any]] = []
    due: list[tuple[str, str, str]] = []
    for stem in STEMS[content]:
        document = held.documents[stem]
        data = word_file(document)
        path = tmp_path / f"{stem.replace('/', '.')}.docx"
        path.write_bytes(unprotected(data) if document.is_form else data)
        reviewer = Reviewer.of(data)
        spots = apart(reviewer, places(reviewer, truth(document, frozenset(held.sources.units))))
        chance.shuffle(spots)
        deeds = [_deed(place, chance, number) for number, (place, _) in enumerate(spots[:_MOST])]
        due += [(stem, unit, deed["text"].strip()) for deed, (_, unit) in zip(deeds, spots, strict=False)]
        jobs.append({"do": "review", "open": str(path), "deeds": deeds, "save": [str(tmp_path / f"back.{path.name}")]})
    assert [made["missing"] for made in uno_office.run(jobs)] == [[]] * len(jobs)
    found = gather([(Path(name), Path(name).name) for job in jobs for name in job["save"]], held)
    assert found.problems == []
    assert sorted(map(_told, found.items)) == sorted(due)
    assert len(due) >= _EACH


@pytest.mark.parametrize("content", [ROOT / "content", SAMPLE], ids=["toolkit", "clean-hands"])
def test_what_libreoffice_saves_again_says_nothing(content: Path, tmp_path: Path) -> None:
    require("uno")
    held = shelf(content)
    jobs: list[dict[str, Any]] = []
    for stem in STEMS[content]:
        path = tmp_path / f"{stem.replace('/', '.')}.docx"
        path.write_bytes(word_file(held.documents[stem]))
        jobs.append({"do": "save", "open": str(path), "save": [str(tmp_path / f"back.{path.name}")]})
    uno_office.run(jobs)
    found = gather([(Path(name), Path(name).name) for job in jobs for name in job["save"]], held)
    assert found.problems == []
    assert found.items == []
