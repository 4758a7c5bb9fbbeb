"""Posters and leaflets: what is read, what is wrong with them, and what becomes of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from press.document import Contents, Panel, Reference, Text, walk
from press.problem import Problem
from press.toolkit import compose_all, load
from press.write.suffixes import suffixes
from tests.unit.toolkit_fixture import MANUAL, TOOLKIT, SmallToolkit

POSTER = "en/posters/wall.yaml"
LEAFLET = "en/leaflets/sheet.yaml"
ON_THE_WALL = """\
format: 1
id: wall
title: Clean chains
short: Poster
sizes: [A3, A4]
panels:
  - unit: cleaning
    line: Is it clean?
    shows: [dry-is-not-clean, wipe-the-chain]
  - unit: salted-road
    text: |
      Salt *eats* steel.
  - unit: survey-care
    shows: [measure-the-chain]
"""
ON_THE_SHEET = """\
format: 1
id: sheet
title: All on one sheet
short: Sheet
summary: |
  The little that matters.
pages: 1
sections:
  - id: sheet-start
    title: Start here
    body:
      - text: |
          Read {ref}`cleaning`, and look at {ref}`the wall <wall>`.
"""


@pytest.fixture
def toolkit(tmp_path: Path) -> SmallToolkit:
    """A small toolkit with a poster and a leaflet."""
    made = SmallToolkit(tmp_path).write(POSTER, ON_THE_WALL).write(LEAFLET, ON_THE_SHEET)
    made.edit(TOOLKIT, "[manual, survey]", "[manual, survey, sheet]")
    return made.registered("wall", "sheet", "sheet-start")


def only(toolkit: SmallToolkit) -> Problem:
    [problem] = toolkit.problems()
    return problem


def test_nothing_is_wrong_where_nothing_is(toolkit: SmallToolkit) -> None:
    assert toolkit.problems() == []


def test_each_size_is_a_document(toolkit: SmallToolkit) -> None:
    composed = compose_all(load(toolkit.root)[0])
    found = {d.stem: (d.kind, d.axes, d.pages, d.paper) for d in composed.values() if d.kind in ("poster", "leaflet")}
    assert found == {
        "leaflets/sheet": ("leaflet", (), 1, ""),
        "posters/wall.a3": ("poster", (("paper", "a3"),), 1, "A3"),
        "posters/wall.a4": ("poster", (("paper", "a4"),), 1, "A4"),
    }
    assert suffixes(composed["posters/wall.a3"].kind) == ["pdf", "print.pdf"]
    assert suffixes(composed["leaflets/sheet"].kind) == ["pdf", "print.pdf", "docx"]


def test_a_panel_takes_its_title_and_says_where_to_read_more(toolkit: SmallToolkit) -> None:
    poster = compose_all(load(toolkit.root)[0])["posters/wall.a3"]
    panels = [block for block in poster.blocks if isinstance(block, Panel)]
    assert [(p.id, p.number, p.title, p.line) for p in panels] == [
        ("cleaning", "1", "Cleaning", "Is it clean?"),
        ("salted-road", "2", "The salted road", ""),
        ("survey-care", "3", "Care", ""),
    ]
    assert panels[0].more == (
        Text("Read more: "),
        Reference("cleaning", (Text("Manual, section 1"),), "guides/manual", (", page ", "")),
    )
    assert isinstance(panels[2].more[1], Reference)
    assert panels[2].more[1].page is None, "questionnaires have no pages to cite"


def test_a_leaflet_has_no_contents_and_refers_to_the_poster(toolkit: SmallToolkit) -> None:
    leaflet = compose_all(load(toolkit.root)[0])["leaflets/sheet"]
    assert not any(isinstance(block, Contents) for block in leaflet.blocks)
    told = {node.target: node.document for node in walk(leaflet) if isinstance(node, Reference)}
    assert told == {"cleaning": "guides/manual", "wall": "posters/wall.a3"}


def test_a_term_is_plain_on_a_poster(toolkit: SmallToolkit) -> None:
    toolkit.edit(MANUAL, "A dry chain is not", "A dry {term}`chain` is not")
    poster = compose_all(load(toolkit.root)[0])["posters/wall.a4"]
    assert {node.target for node in walk(poster) if isinstance(node, Reference)} == {
        "cleaning",
        "salted-road",
        "survey-care",
    }
    assert "words-used" not in {getattr(block, "id", "") for block in poster.blocks}


@pytest.mark.parametrize(
    ("old", "new", "code", "piece"),
    [
        ("unit: salted-road", "unit: salted-raod", "C405", "salted-raod"),
        ("unit: salted-road", "unit: kinds-of-oil", "C414", "kinds-of-oil"),
        ("measure-the-chain]", "measure-the-chian]", "C405", "measure-the-chian"),
        ("measure-the-chain]", "kinds-of-oil]", "C414", "kinds-of-oil"),
        ("[measure-the-chain]", "[dry-is-not-clean]", "C401", "[dry-is-not-clean]"),
        ("unit: survey-care", "unit: cleaning", "C401", "unit: cleaning\n    shows: [m"),
        ("unit: survey-care", "unit: wipe-the-chain", "C401", "wipe-the-chain]"),
        ("sizes: [A3, A4]", "sizes: [A3, A3]", "C401", "wall"),
        ("    shows: [measure-the-chain]\n", "", "M207", "survey-care"),
        ("Salt *eats* steel", "Salt eats {ref}`cleaning`", "C423", "Salt"),
        ("Salt *eats* steel.", "Salt.[^a]\n\n      [^a]: Eats.", "C423", "Salt"),
    ],
)
def test_what_is_wrong_is_told(toolkit: SmallToolkit, old: str, new: str, code: str, piece: str) -> None:
    toolkit.edit(POSTER, old, new)
    problem = only(toolkit)
    assert problem.code == code, str(problem)
    inner = piece.partition(":")[2].split()[0] if ":" in piece else piece.strip("[]")
    assert problem.place == toolkit.at(POSTER, piece, inner), str(problem)


@pytest.mark.parametrize("words", ["A dry {ref}`chain <cleaning>` is not", "A dry chain[^dry] is not"])
def test_what_a_wall_cannot_follow_is_not_shown(toolkit: SmallToolkit, words: str) -> None:
    toolkit.edit(MANUAL, "A dry chain is not", words)
    if "[^dry]" in words:
        toolkit.edit(MANUAL, "is not a clean chain.\n", "is not a clean chain.\n\n            [^dry]: Or rusty.\n")
    problem = only(toolkit)
    assert (problem.code, problem.place) == ("C423", toolkit.at(POSTER, "dry-is-not-clean"))


def test_paper_is_no_axis(toolkit: SmallToolkit) -> None:
    toolkit.edit(TOOLKIT, "  - id: season\n    title: Season", "  - id: paper\n    title: Season")
    assert ("C401", toolkit.at(TOOLKIT, "id: paper", "paper")) in [(p.code, p.place) for p in toolkit.problems()]


def test_a_leaflet_says_how_many_pages_it_fills(toolkit: SmallToolkit) -> None:
    toolkit.edit(LEAFLET, "pages: 1\n", "")
    from press.read import read_library

    assert [(p.code, p.place) for p in read_library(toolkit.root)[1]] == [("M202", f"content/{LEAFLET}:1:1")]


def test_a_poster_is_no_resource(toolkit: SmallToolkit) -> None:
    toolkit.edit(TOOLKIT, "[manual, survey, sheet]", "[manual, survey, sheet, wall]")
    from press.read import read_library

    assert [p.code for p in read_library(toolkit.root)[1]] == ["C417"]
