"""Leg A of the proof: what a poster or a leaflet says otherwise than the content is found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from press.document import Block, Document, Imprint, Panel, Paragraph, Reference, Section, Takeaway, Text
from press.problem import Problem
from press.prove.source import prove_source
from press.toolkit import compose_all, load
from tests.builds import SAMPLE

POSTER = "posters/clean-hands-poster.a3"
LEAFLET = "leaflets/hands-in-brief"


@cache
def composed() -> dict[str, Document]:
    return compose_all(load(SAMPLE)[0])


def prove(document: Document) -> list[Problem]:
    return prove_source(SAMPLE, "ar", [document], complete=False)


def first(change: Callable[[Panel], Block]) -> Callable[[Document], Document]:
    """Change the first panel of a poster."""

    def changed(document: Document) -> Document:
        at = next(i for i, block in enumerate(document.blocks) if isinstance(block, Panel))
        panel = document.blocks[at]
        assert isinstance(panel, Panel)
        return replace(document, blocks=(*document.blocks[:at], change(panel), *document.blocks[at + 1 :]))

    return changed


def _elsewhere(panel: Panel, **changes: Any) -> Panel:
    reference = panel.more[1]
    assert isinstance(reference, Reference)
    return replace(panel, more=(panel.more[0], replace(reference, **changes)))


def _swapped(document: Document) -> Document:
    cover, one, two, *rest = document.blocks
    return replace(document, blocks=(cover, two, one, *rest))


def _own_words(panel: Panel) -> Panel:
    takeaway, *rest = panel.blocks
    assert isinstance(takeaway, Takeaway)
    return replace(panel, blocks=(replace(takeaway, blocks=(Paragraph((Text("شيء آخر."),)),)), *rest))


FAULTS: dict[str, tuple[str, Callable[[Document], Document], str]] = {
    "another title": (POSTER, first(lambda p: replace(p, title="أخرى")), "P653"),
    "another line": (POSTER, first(lambda p: replace(p, line="أخرى؟")), "P653"),
    "no line": (POSTER, first(lambda p: replace(p, line="")), "P653"),
    "another number": (POSTER, first(lambda p: replace(p, number="2")), "P653"),
    "another unit": (POSTER, first(lambda p: replace(p, id="how-much")), "P651"),
    "a panel too few": (POSTER, lambda d: replace(d, blocks=(d.blocks[0], *d.blocks[2:])), "P651"),
    "panels in another order": (POSTER, _swapped, "P654"),
    "a shown unit too few": (POSTER, first(lambda p: replace(p, blocks=p.blocks[1:])), "P651"),
    "shown units in another order": (POSTER, first(lambda p: replace(p, blocks=p.blocks[::-1])), "P654"),
    "other words": (POSTER, first(_own_words), "P653"),
    "words of its own": (POSTER, first(lambda p: replace(p, blocks=(*p.blocks, Paragraph((Text("x"),))))), "P653"),
    "more in another document": (POSTER, first(lambda p: _elsewhere(p, document="guides/supplies")), "P653"),
    "more of another unit": (POSTER, first(lambda p: _elsewhere(p, target="how-much")), "P653"),
    "nowhere to read more": (POSTER, first(lambda p: replace(p, more=p.more[:1])), "P653"),
    "a term that leads somewhere": (
        POSTER,
        first(lambda p: replace(p, blocks=(*p.blocks, Paragraph((Reference("care-point", (Text("x"),)),))))),
        "P653",
    ),
    "other paper": (POSTER, lambda d: replace(d, paper="A4"), "P653"),
    "more pages": (POSTER, lambda d: replace(d, pages=2), "P653"),
    "another axis": (POSTER, lambda d: replace(d, axes=()), "P653"),
    "no notice": (
        POSTER,
        lambda d: replace(d, blocks=tuple(replace(b, blocks=()) if isinstance(b, Imprint) else b for b in d.blocks)),
        "P653",
    ),
    "a leaflet of other pages": (LEAFLET, lambda d: replace(d, pages=2), "P653"),
    "a leaflet without a section": (
        LEAFLET,
        lambda d: replace(d, blocks=tuple(b for b in d.blocks if getattr(b, "id", "") != "brief-first-day")),
        "P651",
    ),
    "a leaflet without numbers": (
        LEAFLET,
        lambda d: replace(d, blocks=tuple(replace(b, number="") if isinstance(b, Section) else b for b in d.blocks)),
        "P653",
    ),
    "a leaflet as a guide": (LEAFLET, lambda d: replace(d, kind="guide"), "P653"),
}


@pytest.mark.parametrize("stem", [POSTER, LEAFLET])
def test_what_is_composed_is_what_is_asked(stem: str) -> None:
    assert prove(composed()[stem]) == []


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_found(name: str) -> None:
    stem, change, code = FAULTS[name]
    changed = change(composed()[stem])
    assert changed != composed()[stem]
    problems = prove(changed)
    assert code in {problem.code for problem in problems}, [str(p) for p in problems]
