"""Prose keeps to the dialect wherever it stands; tables are even; addresses can be opened."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.toolkit_fixture import GLOSSARY, MANUAL, PRIMERS, SOURCES, SURVEY, TOOLKIT, SmallToolkit

ROWS = "            | Wet | Rain \\| snow |\n            | Dry | Sun |\n"


@pytest.mark.parametrize(
    ("file", "piece"),
    [
        (TOOLKIT, "Written for"),
        (TOOLKIT, "You ride."),
        (MANUAL, "How a bicycle"),
        (MANUAL, "Keep the"),
        (MANUAL, "A dry chain"),
        (MANUAL, "Use an old"),
        (MANUAL, "For example"),
        (MANUAL, "Rinse after"),
        (MANUAL, "Wheels turn."),
        (MANUAL, "A wheel that turns."),
        (MANUAL, "Take the bus."),
        (SURVEY, "What you know"),
        (SURVEY, "Answer what"),
        (SURVEY, "Look at it"),
        (SURVEY, "Do you wipe"),
        (SURVEY, "See {term}"),
        (PRIMERS, "The little"),
        (GLOSSARY, "A wheel with"),
    ],
)
def test_every_prose_is_held_to_the_dialect(tmp_path: Path, file: str, piece: str) -> None:
    toolkit = SmallToolkit(tmp_path).edit(file, piece, f"`code` {piece}")
    assert toolkit.found() == [("error", "D301", toolkit.at(file, "`code`"))]


@pytest.mark.parametrize(
    ("old", "new", "code", "inner"),
    [
        ("Take the bus.", "# Take the bus.", "D301", "# Take"),
        ("Take the bus.", "Take {bus}`chain`.", "D302", "{bus}"),
        ("Take the bus.", "Take the bus.[^which]", "D303", "[^which]"),
        ("Take the bus.", "Take the bus.\n\n                  [^which]: That.", "D304", "[^which]"),
        ("Take the bus.", "Take [the bus](http://example.org).", "D306", "http://"),
        ("Take the bus.", "Take {ref}`<wheels`.", "D307", "{ref}`<wheels`"),
    ],
)
def test_codes_of_the_dialect(tmp_path: Path, old: str, new: str, code: str, inner: str) -> None:
    toolkit = SmallToolkit(tmp_path).edit(MANUAL, old, new)
    assert ("error", code, toolkit.at(MANUAL, inner)) in toolkit.found()


def test_a_note_is_one_paragraph(tmp_path: Path) -> None:
    toolkit = SmallToolkit(tmp_path).edit(MANUAL, "Dirt is sand.", "Dirt is sand.\n\n              And oil.")
    assert [code for _, code, _ in toolkit.found()] == ["D305"]


@pytest.mark.parametrize(
    ("file", "piece", "new", "inner"),
    [
        (TOOLKIT, "tests alone", "{term}`chain`", "{term}"),
        (TOOLKIT, "You ride.", "You {ref}`ride <wheels>`.", "{ref}"),
        (MANUAL, "bicycle lasts", "bicycle\n  lasts {ref}`wheels`", "{ref}`wheels`"),
        (PRIMERS, "little that", "little {term}`chain` that", "{term}"),
        (TOOLKIT, "tests alone.", "tests.[^x]\n\n  [^x]: Alone.", "[^x]\n"),
        (SURVEY, "your bicycle.", "your bicycle.[^x]\n\n  [^x]: Alone.", "[^x]\n"),
        (GLOSSARY, "with teeth.", "with teeth.[^x]\n\n      [^x]: Many.", "[^x]\n"),
        (MANUAL, "title: Ice", 'title: "Ice{ref}`wheels`"', "{ref}`wheels`"),
        (MANUAL, "caption: A wheel", 'caption: "A wheel[^x]"', "[^x]"),
        (SURVEY, "text: Disc brakes", 'text: "{term}`disc <chain>` brakes"', "{term}`disc"),
        (SURVEY, "unit: bar", "unit: bar[^x]", "[^x]"),
    ],
)
def test_some_texts_have_no_roles_and_no_footnotes(tmp_path: Path, file: str, piece: str, new: str, inner: str) -> None:
    toolkit = SmallToolkit(tmp_path).edit(file, piece, new)
    assert toolkit.found() == [("error", "D301", toolkit.at(file, inner))]


@pytest.mark.parametrize(
    ("file", "address"),
    [(MANUAL, "https://example.org/wheel"), (SOURCES, "https://example.org/guide")],
)
@pytest.mark.parametrize("wrong", ["http://example.org", "https://nowhere", "https://a.org/with space", "example.org"])
def test_addresses_can_be_opened(tmp_path: Path, file: str, address: str, wrong: str) -> None:
    toolkit = SmallToolkit(tmp_path).edit(file, f"address: {address}", f"address: {wrong}")
    assert toolkit.found() == [("error", "D306", toolkit.at(file, f"address: {wrong}", wrong))]


# Tables -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "cells"),
    [
        ("| Wet | Rain | snow |", "3 cells"),
        ("| Wet |", "1 cell"),
        ("Wet", "1 cell"),
        ("| Wet | Rain \\| snow | |", "3 cells"),
    ],
)
def test_a_row_has_as_many_cells_as_the_header(tmp_path: Path, row: str, cells: str) -> None:
    toolkit = SmallToolkit(tmp_path).edit(MANUAL, ROWS, f"            {row}\n            | Dry | Sun |\n")
    assert toolkit.found() == [("error", "D308", toolkit.at(MANUAL, f"            {row}\n", row))]
    assert cells in toolkit.problems()[0].message


@pytest.mark.parametrize("rows", ["Wet | Rain", "| | |", "| \\| | \\|\\| |", "  | Wet | Rain |  "])
def test_rows_that_are_even(tmp_path: Path, rows: str) -> None:
    assert SmallToolkit(tmp_path).edit(MANUAL, ROWS, f"            {rows}\n").found() == []


def test_a_table_in_prose_is_counted_too(tmp_path: Path) -> None:
    table = "| A | B |\n                  |---|---|\n                  | 1 | 2 | 3 |"
    toolkit = SmallToolkit(tmp_path).edit(MANUAL, "Take the bus.", table)
    assert toolkit.found() == [("error", "D308", toolkit.at(MANUAL, "| 1 | 2 | 3 |"))]


def test_a_rule_that_makes_no_table_is_told(tmp_path: Path) -> None:
    toolkit = SmallToolkit(tmp_path).edit(MANUAL, "|---|---|", "|---|---|---|")
    place = toolkit.at(MANUAL, "|---|---|---|")
    assert ("error", "D308", place) in toolkit.found()


@pytest.mark.parametrize(
    "text",
    [
        "No table.\n",
        "| Oil | When |\n            |---|---|\n",
        "| | |\n            |---|---|\n            | a | b |\n",
        "Before.\n\n            | Oil | When |\n            |---|---|\n            | a | b |\n",
        "| A |\n            |---|\n            | a |\n\n            | B |\n            |---|\n            | b |\n",
    ],
)
def test_a_table_is_one_table(tmp_path: Path, text: str) -> None:
    toolkit = SmallToolkit(tmp_path)
    before = "caption: Kinds of oil\n          text: |\n            "
    table = toolkit.text(MANUAL).partition(before)[2].partition("    sections:")[0]
    toolkit.edit(MANUAL, table, text)
    assert toolkit.found() == [("error", "D308", toolkit.at(MANUAL, text))]
