"""At least 150 seeded faults, each a real changed file: the proof catches every one, and raises no false alarm."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import pytest

from press.compose import build_index, compose
from press.design import load_design
from press.document import Contents, Document, Imprint, printed_pages, units
from press.language import load_language
from press.paginate import paginate, with_cited
from press.problem import ContentError, Problem
from press.prove.pdf import prove_pdf
from press.read import read_library
from press.select import documents, select
from press.write.layout import Engine
from press.write.numbers import PageMap, PageMaps
from press.write.pdf import write_pdf
from tests.proof.stream_faults import EDITS, damaged
from tests.proof.tree_faults import FAULTS, seeded

pytestmark = pytest.mark.xdist_group("faults")  # what they share is made once

ROOT = Path(__file__).resolve().parents[2]
STEMS = {
    ROOT / "content": ("primers/legal-adviser.procuring",),
    ROOT / "tests/toolkits/clean-hands/content": (
        "guides/basics",
        "guides/supplies",
        "primers/nurse.outbreak",
        "questionnaires/round",
        "leaflets/hands-in-brief",
        "posters/clean-hands-poster.a3",
    ),
}
REFUSALS = {"W501", "W502"}  # an anchor twice or nowhere, a glyph that no font has
IDENTITY = "P606"  # the digest in the metadata gives every changed tree away; the words must do so too


@dataclass(frozen=True, slots=True)
class Made:
    """A document with its file and its own page map, and what it takes to make another."""

    document: Document
    data: bytes
    own: PageMap
    engine: Engine
    maps: PageMaps
    content: Path


def any_pages(document: Document) -> PageMap:
    """Return a page map of a document that nobody lays out: what cites it, and the proof, are told the same numbers."""
    others = [block.id for block in document.blocks if isinstance(block, Contents | Imprint)]
    return {unit: 2 + at // 3 for at, unit in enumerate((*others, *units(document)))}


@cache
def made() -> dict[str, Made]:
    """Return the documents that faults are put into, by stem; made once in a process."""
    found: dict[str, Made] = {}
    for root, stems in STEMS.items():
        library, problems = read_library(root)
        assert library is not None, problems
        language = load_language(library.language, library.words)
        index = build_index(library, language)
        trees = {w.stem: compose(library, language, select(library, w), index) for w in documents(library)}
        engine = Engine(load_design(), root)
        cited = with_cited(stems, trees)
        layouts, pages = paginate([trees[stem] for stem in cited if stem in stems], engine)
        maps = {stem: pages.get(stem) or any_pages(trees[stem]) for stem in cited}
        for stem in stems:
            layout = layouts.get(stem) or engine.lay_out(trees[stem], maps)
            layout.number(maps)
            found[stem] = Made(trees[stem], write_pdf(layout, engine), layout.page_map, engine, maps, root)
    return found


def rewritten(tree: Document, like: Made) -> bytes:
    """Write a changed tree as the original was written."""
    return write_pdf(like.engine.lay_out(tree, like.maps), like.engine)


def found_in(tree: Document, like: Made) -> list[Problem]:
    """Return what the proof finds in the file of a changed tree; a tree that the writer refuses has no file."""
    try:
        data = rewritten(tree, like)
    except ContentError as refused:
        if any(problem.code not in REFUSALS for problem in refused.problems):
            raise
        return list(refused.problems)
    return prove_pdf(data, like.document, like.maps)


def beside_identity(problems: list[Problem]) -> list[Problem]:
    """Return the problems that the words themselves give rise to."""
    return [problem for problem in problems if problem.code != IDENTITY]


TREES = [(f"{fault.name} {turn + 1}", turn) for fault in FAULTS for turn in range(fault.times)]
# Each takes a layout: those that put a fault elsewhere once more wait for the long tests.
OFTEN = 2
EDIT_NAMES = [f"{name} {turn + 1}" for name, _, _, times in EDITS for turn in range(times)]


@cache
def changed_trees() -> dict[str, tuple[Document, Document]]:
    """Return the seeded changes of trees by name."""
    return {name: (original, tree) for name, original, tree in seeded([m.document for m in made().values()])}


@cache
def changed_files() -> dict[str, tuple[str, bytes]]:
    """Return the seeded edits of files by name."""
    return {name: (stem, data) for name, stem, data in damaged({stem: m.data for stem, m in made().items()})}


def test_there_are_enough_faults() -> None:
    assert sum(turn < OFTEN for _, turn in TREES) + len(changed_files()) >= 150
    assert len(changed_trees()) + len(changed_files()) >= 200


@pytest.mark.parametrize("stem", [stem for stems in STEMS.values() for stem in stems])
def test_no_false_alarm(stem: str) -> None:
    assert prove_pdf(made()[stem].data, made()[stem].document, made()[stem].maps) == []


@pytest.mark.parametrize(
    "name", [name if turn < OFTEN else pytest.param(name, marks=pytest.mark.full) for name, turn in TREES]
)
def test_a_changed_tree_is_caught(name: str) -> None:
    if name not in changed_trees():
        pytest.fail(f"no place for {name}: take it out of the list or make one")
    original, tree = changed_trees()[name]
    like = made()[original.stem]
    problems = found_in(tree, like)
    assert beside_identity(problems), f"{name} in {original.stem}"
    assert all(original.stem in problem.place for problem in problems)


@pytest.mark.parametrize("name", EDIT_NAMES)
def test_an_edited_file_is_caught(name: str) -> None:
    stem, data = changed_files()[name]
    assert prove_pdf(data, made()[stem].document, made()[stem].maps), f"{name} in {stem}"


@pytest.mark.parametrize(
    ("field", "value"), [("version", "9.9.9"), ("symbol", "XX"), ("language", "fr"), ("title", "Other")]
)
def test_a_file_of_another_edition_is_caught(field: str, value: str) -> None:
    like = made()["guides/supplies"]
    other = replace(like.document, **{field: value})  # type: ignore[arg-type]
    assert found_in(other, like)


def test_a_file_of_another_document_is_caught() -> None:
    files = made()
    assert prove_pdf(files["guides/supplies"].data, files["guides/basics"].document, files["guides/basics"].maps)
    assert prove_pdf(files["primers/legal-adviser.procuring"].data, files["primers/nurse.outbreak"].document, {})


@pytest.mark.parametrize("stem", ["guides/basics", "primers/nurse.outbreak", "primers/legal-adviser.procuring"])
def test_a_wrong_page_number_is_caught(stem: str) -> None:
    """One page number after another that a document cites is wrong by one."""
    like = made()[stem]
    layout = like.engine.lay_out(like.document, like.maps)
    for cited, unit in sorted(printed_pages(like.document))[:6]:
        owner = cited or stem
        wrong = {
            owner: {**like.maps.get(owner, layout.page_map), unit: like.maps.get(owner, layout.page_map)[unit] + 1}
        }
        own = wrong[owner] if not cited else layout.page_map
        shifted = replace(layout, page_map=own)
        shifted.number({**like.maps, **wrong})
        problems = prove_pdf(write_pdf(shifted, like.engine), like.document, like.maps)
        assert any(problem.code == "P605" for problem in problems), f"{unit} in {stem}"
