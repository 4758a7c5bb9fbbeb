"""How hard the toolkit is to read, by textstat: the running text of all Documents, with references as they are shown.

Here the Documents are read, by a splitter of its own; the check (`press.check.readability`) reads the content.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Final

import pytest

from press.check.readability import FEWEST_WORDS, read
from press.check.shown import said_by_each
from press.document import Contents, DefinitionList, Document, Figure, Imprint, Paragraph, Table, plain
from press.model import Library
from press.read import read_library
from press.toolkit import compose_all

REPOSITORY: Final = Path(__file__).parents[2]
SCRIPT: Final = Path(__file__).with_name("textstat_script.py")
MOST: Final = {"guide": 11, "leaflet": 10, "primer": 10}
LONGEST_IN_PRIMERS: Final = 40
APART: Final = 0.8
"""Grades by which the two may differ, as references are longer where they are printed."""
_END: Final = re.compile(r"(?<=[.!?])[”’)]*\s+(?=[“‘(]?[A-Z0-9])")
_OTHER: Final = (Table, DefinitionList, Figure, Imprint, Contents)


@pytest.fixture(scope="module")
def library() -> Library:
    found, problems = read_library(REPOSITORY / "content")
    assert found is not None, problems
    return found


@pytest.fixture(scope="module")
def documents(library: Library) -> dict[str, Document]:
    return {stem: one for stem, one in compose_all(library).items() if one.kind in MOST}


@pytest.fixture(scope="module")
def sentences(documents: Mapping[str, Document]) -> dict[str, list[str]]:
    return {stem: [s for p in _running(one.blocks) for s in _split(p)] for stem, one in documents.items()}


@pytest.fixture(scope="module")
def grades(sentences: Mapping[str, Sequence[str]]) -> dict[str, float]:
    return textstat(sentences)


def textstat(sentences: Mapping[str, Sequence[str]]) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, str(SCRIPT)], input=json.dumps(sentences), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, float] = json.loads(done.stdout)
    return found


def _running(node: object) -> Iterator[str]:
    """Yield paragraphs and items of lists: no headings, tables, captions, or meanings of terms."""
    if isinstance(node, Paragraph):
        yield plain(node.content)
    elif isinstance(node, tuple):
        for item in node:
            yield from _running(item)
    elif is_dataclass(node) and not isinstance(node, _OTHER):
        for field in fields(node):
            yield from _running(getattr(node, field.name) if isinstance(getattr(node, field.name), tuple) else ())


def _split(paragraph: str) -> list[str]:
    return [one for one in _END.split(paragraph) if re.search(r"\w", one)]


def test_the_toolkit_is_easy_to_read(documents: Mapping[str, Document], grades: Mapping[str, float]) -> None:
    assert len(grades) >= 15
    assert {s: grade for s, grade in grades.items() if grade > MOST[documents[s].kind]} == {}


def test_no_sentence_of_a_primer_is_too_long(sentences: Mapping[str, Sequence[str]]) -> None:
    primers = [one for stem, found in sentences.items() if stem.startswith("primers/") for one in found]
    assert len(primers) > 12 * 20
    assert [one for one in primers if len(one.split()) > LONGEST_IN_PRIMERS] == []


def test_the_check_reads_as_textstat_does(library: Library, grades: Mapping[str, float]) -> None:
    own = {selection.wanted.stem: read(library, texts) for selection, texts in said_by_each(library)}
    apart = {stem: (own[stem].grade, grade) for stem, grade in grades.items() if own[stem].words >= FEWEST_WORDS}
    assert {stem: both for stem, both in apart.items() if abs(both[0] - both[1]) > APART} == {}


def test_a_hard_text_is_told_from_an_easy_one() -> None:
    easy = ["The cat sat on the mat and saw the dog run"] * 20
    hard = ["Organizational accountability necessitates institutional transparency considerations"] * 20
    found = textstat({"easy": easy, "hard": hard})
    assert found["easy"] < 5
    assert found["hard"] > 20
