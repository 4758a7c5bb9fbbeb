"""At least 150 seeded faults in Word files: the proof catches every one, and raises no false alarm."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

import pytest

from press.document import Document
from press.problem import ContentError, Problem
from press.prove.word import prove_word
from press.write.numbers import PageMaps
from press.write.picture import Picture, Pictures
from press.write.suffixes import suffixes
from press.write.word import write_word
from tests.proof import test_seeded_faults as pdf
from tests.proof.tree_faults import seeded
from tests.proof.word_faults import EDITS, damaged

pytestmark = pytest.mark.xdist_group("faults")  # what they share is made once

REFUSALS = {"W508"}  # numbers that Word would count otherwise


@dataclass(frozen=True, slots=True)
class Made:
    """A document with its Word file, and what it takes to make another."""

    document: Document
    data: bytes
    pages: PageMaps
    images: Mapping[str, Picture]


@cache
def made() -> dict[str, Made]:
    """Return the documents that faults are put into, by stem; made once in a process."""
    found: dict[str, Made] = {}
    for stem, one in pdf.made().items():
        if "docx" not in suffixes(one.document.kind):
            continue
        pages = {**one.maps, stem: one.own}
        images = Pictures(one.engine, one.content).of(one.document)
        data = write_word(one.document, one.engine.design, pages, 1, images)
        found[stem] = Made(one.document, data, pages, images)
    return found


def found_in(tree: Document, like: Made) -> list[Problem]:
    """Return what the proof finds in the file of a changed tree; a tree that the writer refuses has no file."""
    try:
        data = write_word(tree, pdf.made()[like.document.stem].engine.design, like.pages, 1, like.images)
    except ContentError as refused:
        if any(problem.code not in REFUSALS for problem in refused.problems):
            raise
        return list(refused.problems)
    return prove_word(data, like.document, like.pages)


@cache
def changed_trees() -> dict[str, tuple[Document, Document]]:
    """Return the seeded changes of trees by name."""
    return {name: (original, tree) for name, original, tree in seeded([m.document for m in made().values()])}


@cache
def changed_files() -> dict[str, tuple[str, bytes]]:
    """Return the seeded edits of files by name."""
    return {name: (stem, data) for name, stem, data in damaged({stem: m.data for stem, m in made().items()})}


EDIT_NAMES = [f"{name} {turn + 1}" for name, _, _, times in EDITS for turn in range(times)]


def test_there_are_enough_faults() -> None:
    assert len(changed_trees()) >= 150
    assert len(changed_files()) >= 120


@pytest.mark.parametrize("stem", [s for stems in pdf.STEMS.values() for s in stems if not s.startswith("posters/")])
def test_no_false_alarm(stem: str) -> None:
    assert prove_word(made()[stem].data, made()[stem].document, made()[stem].pages) == []


@pytest.mark.parametrize("name", [name for name, _ in pdf.TREES])
def test_a_changed_tree_is_caught(name: str) -> None:
    original, tree = changed_trees()[name]
    problems = found_in(tree, made()[original.stem])
    assert pdf.beside_identity(problems), f"{name} in {original.stem}"
    assert all(original.stem in problem.place for problem in problems)


@pytest.mark.parametrize("name", EDIT_NAMES)
def test_an_edited_file_is_caught(name: str) -> None:
    if name not in changed_files():
        pytest.fail(f"no place for {name}: take it out of the list or make one")
    stem, data = changed_files()[name]
    assert prove_word(data, made()[stem].document, made()[stem].pages), f"{name} in {stem}"


@pytest.mark.parametrize(
    ("field", "value"), [("version", "9.9.9"), ("symbol", "XX"), ("language", "fr"), ("title", "Other")]
)
def test_a_file_of_another_edition_is_caught(field: str, value: str) -> None:
    like = made()["guides/supplies"]
    assert found_in(replace(like.document, **{field: value}), like)  # type: ignore[arg-type]


def test_a_file_of_another_document_is_caught() -> None:
    files = made()
    assert prove_word(files["guides/supplies"].data, files["guides/basics"].document, files["guides/basics"].pages)


@pytest.mark.parametrize("stem", ["guides/basics", "primers/nurse.outbreak", "primers/legal-adviser.procuring"])
def test_a_wrong_page_number_is_caught(stem: str) -> None:
    """One page map after another is wrong by one page."""
    like = made()[stem]
    for owner, pages in like.pages.items():
        wrong = {**like.pages, owner: {unit: page + 1 for unit, page in pages.items()}}
        data = write_word(like.document, pdf.made()[stem].engine.design, wrong, 1, like.images)
        cites = data != like.data
        assert cites == any(p.code == "P605" for p in prove_word(data, like.document, like.pages)), owner
