"""What checkers say of the document for the editors' meeting; and that files of our reviewer are such as Word takes."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Final

import pytest

from press.feedback.gather import gather
from press.feedback.run import write
from press.write.word_form import unprotected
from tests.builds import ROOT, SAMPLE
from tests.clients import open_xml_sdk, openxml_audit, require
from tests.clients.word_accessibility import accessibility
from tests.clients.word_lint import lint
from tests.review_truth import places, shelf, truth
from tests.reviewing import Reviewer, word_file

pytestmark = pytest.mark.client

_STEMS: Final = {
    ROOT / "content": ("guides/introduction", "questionnaires/readiness", "primers/legal-adviser.procuring"),
    SAMPLE: ("guides/basics", "questionnaires/round"),
}


@pytest.fixture(scope="module")
def reviewed(tmp_path_factory: pytest.TempPathFactory) -> dict[Path, list[Path]]:
    """Files of both toolkits with something of everything in them."""
    chance = random.Random(7)
    made: dict[Path, list[Path]] = {}
    for content, stems in _STEMS.items():
        folder = tmp_path_factory.mktemp("reviewed")
        for stem in stems:
            document = shelf(content).documents[stem]
            data = word_file(document)
            reviewer = Reviewer.of(unprotected(data) if document.is_form else data)
            spots = places(reviewer, truth(document, frozenset(shelf(content).sources.units)))
            (a, _), (b, _), (c, _), (d, _), (e, _), (f, _), (g, _) = chance.sample(spots, 7)
            first = reviewer.comment(a, 2, a, 6, "Is that so?\nI doubt it.")
            reviewer.author = "Jean Petit"
            reviewer.comment(a, 2, a, 6, "It is.", parent=first)
            reviewer.resolve(first)
            reviewer.replace(b, 3, 7, "other words")
            reviewer.insert(c, 5, "more ")
            reviewer.delete(d, 2, 6)
            reviewer.add_paragraph(e, "Something new.")
            reviewer.delete_paragraph(f)
            reviewer.embolden(g)
            made.setdefault(content, []).append(reviewer.save(folder / f"{stem.replace('/', '.')}.docx"))
    return made


@pytest.fixture(scope="module")
def meetings(reviewed: dict[Path, list[Path]], tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The documents for the meeting."""
    made = []
    for content, files in reviewed.items():
        folder = tmp_path_factory.mktemp("meeting")
        found = gather([(path, path.name) for path in files], shelf(content))
        assert len(found.items) == 6 * len(files)
        write(folder, found, shelf(content))
        made.append(folder / "feedback.docx")
    return made


def test_the_open_xml_sdk_finds_nothing(meetings: list[Path], reviewed: dict[Path, list[Path]]) -> None:
    require("open-xml-sdk")
    assert open_xml_sdk.validate([*meetings, *(path for files in reviewed.values() for path in files)]) == []


def test_openxml_audit_finds_nothing(meetings: list[Path]) -> None:
    assert openxml_audit.validate(meetings) == []


def test_our_rules_find_nothing(meetings: list[Path]) -> None:
    assert [found for path in meetings for check in (lint, accessibility) for found in check(path)] == []
