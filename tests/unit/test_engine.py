"""What is left out of the layout engine's work changes no byte, and is really left out."""

from __future__ import annotations

import gc
from typing import Any

import pytest

from press.design import load_design
from press.document import Document
from press.write import engine
from press.write.layout import Engine
from press.write.pdf import write_pdf
from tests.builds import SAMPLE
from tests.samples import everything

CITED = {"guides/other": {"other-unit": 27}}


@pytest.fixture(params=["en", "ar"])
def document(request: pytest.FixtureRequest) -> Document:
    return everything(request.param)


def test_the_pages_are_the_same(document: Document, monkeypatch: pytest.MonkeyPatch) -> None:
    press = Engine(load_design(), SAMPLE)
    lean = write_pdf(press.lay_out(document, CITED), press)
    from weasyprint import html

    with monkeypatch.context() as patch:
        patch.setattr(engine, "_sheets", lambda _forms: [html.UA_STYLESHEET])
        patch.setattr("press.write.layout.let_go", lambda _rendered: None)
        whole = write_pdf(press.lay_out(document, CITED), press)
    assert lean == whole


def test_a_layout_keeps_no_styles_but_those_of_its_boxes(document: Document) -> None:
    from weasyprint.css import ComputedStyle
    from weasyprint.layout import LayoutContext

    press = Engine(load_design(), SAMPLE)
    gc.collect()
    before = {id(found) for found in gc.get_objects() if isinstance(found, ComputedStyle | LayoutContext)}
    layout = press.lay_out(document, CITED)
    gc.collect()
    kept = [one for one in gc.get_objects() if isinstance(one, ComputedStyle) and id(one) not in before]
    used = {id(style) for page in layout.rendered.pages for style in _styles(page._page_box)}
    assert len(kept) < 1.5 * len(used)  # some are the parents of others
    contexts = [one for one in gc.get_objects() if isinstance(one, LayoutContext) and id(one) not in before]
    assert contexts == []  # each holds all styles


def _styles(box: Any) -> list[Any]:
    return [box.style, *(style for child in getattr(box, "children", ()) for style in _styles(child))]


def test_another_style_sheet_of_the_engine_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    from weasyprint import html

    engine._sheets.cache_clear()
    monkeypatch.setattr(html, "UA", html.UA.replace("\n::marker {", "\n*::marker {"))
    with pytest.raises(RuntimeError, match="::marker"):
        engine._sheets(False)
    engine._sheets.cache_clear()
