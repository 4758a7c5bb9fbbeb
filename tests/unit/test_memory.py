"""What is remembered, and under which key: it changes with all that shapes the files, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from press.document import Document, Figure, Imprint, Reference, Running, Text
from press.memory import Memory, Produced, ingredients, key_of, press_digest
from press.write.numbers import PageMaps
from tests.samples import say

PICTURE = "wheel.svg"
CITING = Reference("cleaning", (Text("Cleaning"),), "guides/manual", ("page ", ""))
MAPS: PageMaps = {"guides/manual": {"cleaning": 3, "wheels": 4}, "guides/other": {"cleaning": 9}}


@pytest.fixture
def content(tmp_path: Path) -> Path:
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / PICTURE).write_text("<svg/>", "utf-8")
    return tmp_path


@pytest.fixture
def document() -> Document:
    blocks = (
        say("See ", CITING, Reference("wheels", (Text("wheels"),), "guides/manual")),
        Figure("drawn", "Figure 1", "A wheel", PICTURE, "A circle."),
        Imprint("imprint", "Imprint", (("Version", "1"),), ()),
    )
    running = Running("Kit", "Title", "K 1", "{page} of {pages}")
    return Document("primers/one", "primer", (), "en", "ltr", "K", "1", "2026-01-31", "T", "", "N", running, blocks)


def test_same_ingredients_have_the_same_key(document: Document, content: Path) -> None:
    again = replace(document, blocks=tuple(document.blocks))
    assert key_of(ingredients(document, content), MAPS, "p") == key_of(ingredients(again, content), MAPS, "p")


def test_the_imprint_counts_too(document: Document, content: Path) -> None:
    other = replace(document, blocks=(*document.blocks[:-1], Imprint("imprint", "Imprint", (("Version", "2"),), ())))
    assert key_of(ingredients(document, content), MAPS, "p") != key_of(ingredients(other, content), MAPS, "p")


@pytest.mark.parametrize(
    ("maps", "is_same"),
    [
        ({**MAPS, "guides/manual": {"cleaning": 3, "wheels": 8}}, True),  # its page is not printed
        ({**MAPS, "guides/other": {}}, True),  # another document
        ({**MAPS, "guides/manual": {"cleaning": 4, "wheels": 4}}, False),
        ({}, False),
    ],
)
def test_only_printed_page_numbers_count(document: Document, content: Path, maps: PageMaps, is_same: bool) -> None:
    made_of = ingredients(document, content)
    assert (key_of(made_of, maps, "p") == key_of(made_of, MAPS, "p")) is is_same


def test_pictures_and_the_press_count(document: Document, content: Path) -> None:
    before = ingredients(document, content)
    assert key_of(before, MAPS, "p") != key_of(before, MAPS, "q")
    (content / "assets" / PICTURE).write_text("<svg> </svg>", "utf-8")
    assert key_of(ingredients(document, content), MAPS, "p") != key_of(before, MAPS, "p")
    (content / "assets" / PICTURE).unlink()
    assert ingredients(document, content).pictures == ((PICTURE, ""),)


def test_the_press_has_one_digest() -> None:
    assert press_digest() == press_digest()
    assert len(press_digest()) == 64


def made(size: int, *suffixes: str) -> Produced:
    return Produced(dict.fromkeys(suffixes or ("pdf",), b"x" * size), 1, {}, {})


def test_what_is_kept_is_found_if_it_has_all_files() -> None:
    memory = Memory()
    memory.put("a", made(3, "pdf", "docx"))
    assert memory.get("a", ["pdf"]) is memory.get("a", ["docx", "pdf"]) is not None
    assert memory.get("a", ["pdf", "print.pdf"]) is None
    assert memory.get("b", ["pdf"]) is None


def test_what_was_not_asked_for_the_longest_goes_first() -> None:
    memory = Memory(largest=10)
    memory.put("a", made(4))
    memory.put("b", made(4))
    assert memory.get("a", ["pdf"])
    memory.put("c", made(4))
    assert [bool(memory.get(key, ["pdf"])) for key in "abc"] == [True, False, True]


def test_a_second_result_of_a_key_takes_the_place_of_the_first() -> None:
    memory = Memory(largest=10)
    for size in (4, 9, 5):
        memory.put("a", made(size))
    memory.put("b", made(5))
    assert memory.get("a", ["pdf"])
    assert memory.get("b", ["pdf"])


def test_what_is_larger_than_the_bound_is_not_kept() -> None:
    memory = Memory(largest=10)
    memory.put("a", made(11))
    assert memory.get("a", ["pdf"]) is None
    memory.put("b", made(10))
    assert memory.get("b", ["pdf"])
