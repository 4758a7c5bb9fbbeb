"""Primers: what stands in their places, and that leg A of the proof arrives at the same."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from press.compose.document import compose
from press.compose.index import build_index
from press.document import Block, Callout, Document, List, Paragraph, Section, plain
from press.language import load_language
from press.prove.source import prove_source
from press.select import documents, select
from tests.unit.toolkit_fixture import MANUAL, PRIMERS, SmallToolkit

PLACES = """\
  - id: warnings
    title: What to avoid
    limit: 2
  - id: reading
    title: Read next
    limit: 2
"""


@pytest.fixture
def toolkit(tmp_path: Path) -> SmallToolkit:
    """One whose primers have warnings, and say what to read next."""
    toolkit = SmallToolkit(tmp_path)
    toolkit.write(PRIMERS, toolkit.text(PRIMERS) + PLACES)
    warning = "title: Salt eats steel\n"
    toolkit.edit(MANUAL, warning, f"{warning}{' ' * 14}primer: {{place: warnings, weight: 9}}\n")
    reading = {"In winter": (8, 70), "Wheels": (4, 80), "Cleaning": (4, 70)}
    for title, (indent, weight) in reading.items():
        promoted = f"title: {title}\n{' ' * indent}primer: {{place: reading, weight: {weight}}}\n"
        toolkit.edit(MANUAL, f"title: {title}\n", promoted)
    return toolkit


def primer(toolkit: SmallToolkit, stem: str) -> Document:
    library, language = toolkit.library(), load_language("en")
    wanted = next(one for one in documents(library) if one.stem == stem)
    return compose(library, language, select(library, wanted), build_index(library, language))


def place(document: Document, name: str) -> Section:
    return next(block for block in document.blocks if isinstance(block, Section) and block.id == name)


def test_a_callout_says_where_it_comes_from(toolkit: SmallToolkit) -> None:
    (box,) = place(primer(toolkit, "primers/rider.winter"), "warnings").blocks
    assert isinstance(box, Callout)
    assert (box.kind, box.label, box.title) == ("warning", "", "Salt eats steel")
    assert box.origin is not None
    assert plain((box.origin,)) == "Manual, section 1.1"
    assert box.origin.page is not None


def test_of_sections_it_says_where_to_read_them(toolkit: SmallToolkit) -> None:
    (reading,) = place(primer(toolkit, "primers/rider.winter"), "reading").blocks
    assert isinstance(reading, List)
    said = [plain(item.content) for (item,) in reading.items if isinstance(item, Paragraph)]
    assert said == ["“Wheels” (Manual, section 2", "“Cleaning” (Manual, section 1"]  # then the page, and the bracket


def test_a_section_goes_to_the_primers_of_its_readers(toolkit: SmallToolkit) -> None:
    toolkit.edit(PRIMERS, "title: Read next\n    limit: 2", "title: Read next\n    limit: 3")
    for season, sections in (("summer", 2), ("winter", 3)):
        (reading,) = place(primer(toolkit, f"primers/rider.{season}"), "reading").blocks
        assert isinstance(reading, List)
        assert len(reading.items) == sections


def test_a_section_that_no_primer_has_room_for(toolkit: SmallToolkit) -> None:
    at = toolkit.at(MANUAL, "id: winter-cleaning", "winter-cleaning")
    assert ("warning", "C409", at) in toolkit.found()


def test_a_section_among_boxes_is_told(toolkit: SmallToolkit) -> None:
    toolkit.edit(MANUAL, "primer: {place: warnings, weight: 9}", "primer: {place: reading, weight: 75}")
    assert "C414" in [code for _, code, _ in toolkit.found()]
    first, box = place(primer(toolkit, "primers/rider.winter"), "reading").blocks
    assert isinstance(first, List)
    assert isinstance(box, Callout)


def _only(name: str, change: Callable[[Block], Block]) -> Callable[[Document], Document]:
    def changed(document: Document) -> Document:
        section = place(document, name)
        other = replace(section, blocks=tuple(change(block) for block in section.blocks))
        return replace(document, blocks=tuple(other if block is section else block for block in document.blocks))

    return changed


def _reversed(block: Block) -> Block:
    assert isinstance(block, List)
    return replace(block, items=block.items[::-1])


def _shorter(block: Block) -> Block:
    assert isinstance(block, List)
    return replace(block, items=block.items[:1])


def _homeless(block: Block) -> Block:
    assert isinstance(block, Callout)
    return replace(block, origin=None)


FAULTS = {
    "sections in another order": _only("reading", _reversed),
    "a section left out": _only("reading", _shorter),
    "a callout that comes from nowhere": _only("warnings", _homeless),
}


def test_the_proof_arrives_at_the_same(toolkit: SmallToolkit) -> None:
    for stem in ("primers/rider.winter", "primers/mechanic.summer"):
        assert prove_source(toolkit.root, "en", [primer(toolkit, stem)], complete=False) == []


@pytest.mark.parametrize("fault", FAULTS)
def test_the_proof_finds_what_is_wrong(toolkit: SmallToolkit, fault: str) -> None:
    document = FAULTS[fault](primer(toolkit, "primers/rider.winter"))
    assert prove_source(toolkit.root, "en", [document], complete=False) != []
