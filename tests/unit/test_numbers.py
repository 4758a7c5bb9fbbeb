"""A page number that is set after the layout stands, with all around it, where a layout with that number has it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from press.design import load_design
from press.document import Document
from press.write.layout import Engine
from press.write.numbers import set_numbers, widened, zeros
from tests.builds import SAMPLE
from tests.samples import everything

MAPS = {"": {"near": 7, "far": 123}, "guides/other": {"unit": 41}}
MARKUP = """<html lang="{language}" dir="{direction}"><body>{blocks}</body></html>"""
CSS = """
@page { size: 300mm 200mm; margin: 10mm }
p { font: 12pt "IBM Plex Serif"; %s }
[data-page] { white-space: nowrap }
em { border-inline-end: 2px solid; padding-inline-start: 3px }
b { display: inline-block; width: 20px }
"""
PIECES = (
    "words ",
    "كلمات ",
    "<em>and more</em> ",
    "<b>box</b> ",
    '<a href="#near">see @near@, then</a> ',
    "<em>in <strong>@far@</strong> of</em> ",
    "@guides/other#unit@ ",
    "@gone@ ",
)


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(load_design(), SAMPLE)


@pytest.fixture(scope="module")
def document() -> Document:
    return everything("en")


def with_numbers(text: str, *, known: bool) -> str:
    """Put elements for page numbers in place of their names: with zeros, or with the numbers that are known."""
    parts = text.split("@")
    for at in range(1, len(parts), 2):
        stem, _, unit = parts[at].rpartition("#")
        number = MAPS.get(stem, {}).get(unit) if known else None
        room = {("", "far"): 3}
        parts[at] = f'<span data-page="{stem}#{unit}">{number or zeros(room, (stem, unit))}</span>'
    return "".join(parts)


def places(page: Any) -> list[tuple[str, float, float]]:
    """Return every text, with its edges, and the rectangle of every link, of a page."""
    found: list[tuple[str, float, float]] = []

    def look(box: Any) -> None:
        if hasattr(box, "text"):
            found.append((box.text, round(box.position_x, 2), round(box.position_x + box.width, 2)))
        for child in getattr(box, "children", ()):
            look(child)

    look(page._page_box)
    links = type(page)(page._page_box).links
    return found + [(f"to {target}", round(area[0], 2), round(area[2], 2)) for _, target, area, _ in links]


@settings(max_examples=60, deadline=None)
@given(
    pieces=st.lists(st.sampled_from(PIECES), min_size=1, max_size=9),
    align=st.sampled_from(("start", "end", "center", "left", "right")),
    direction=st.sampled_from(("ltr", "rtl")),
)
def test_it_is_where_a_layout_with_it_has_it(
    engine: Engine, document: Document, pieces: list[str], align: str, direction: str
) -> None:
    block = f'<p id="near">{"".join(pieces)}</p>'
    language = "ar" if direction == "rtl" else "en"
    css = CSS % f"text-align: {align}"
    laid = {}
    for known in (True, False):
        xhtml = MARKUP.format(language=language, direction=direction, blocks=with_numbers(block, known=known))
        with engine.strict(document):
            laid[known] = engine.draw(xhtml, css).pages[0]
    changed = set_numbers(laid[False]._page_box, MAPS)
    assert changed == any(name in block for name in ("@near@", "@far@", "@guides/other#unit@"))
    assert places(laid[False]) == places(laid[True])
    assert not set_numbers(laid[False]._page_box, MAPS)


def test_rooms_only_grow() -> None:
    prints = {("", "near"), ("", "far"), ("guides/other", "unit")}
    wide = widened({}, prints, MAPS)
    assert wide == {("", "far"): 3}
    assert widened(wide, prints, {}) == wide
    assert widened(wide, prints, {"guides/other": {"unit": 1000}}) == {**wide, ("guides/other", "unit"): 4}
    assert (zeros(wide, ("", "far")), zeros(wide, ("", "near"))) == ("000", "00")


def test_nothing_is_set_that_is_not_known(engine: Engine, document: Document) -> None:
    layout = engine.lay_out(document, {})
    before = [places(page) for page in layout.rendered.pages]
    layout.number({})
    assert [places(page) for page in layout.rendered.pages] == before
