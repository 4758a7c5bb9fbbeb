"""Goldens: the XHTML of sample documents. `make accept` writes them anew; read their diff before you commit it."""

from __future__ import annotations

from pathlib import Path

import pytest

from press.compose import build_index, compose
from press.design import load_design
from press.language import load_language
from press.read import read_library
from press.select import documents, select
from press.write.layout import Engine

HERE = Path(__file__).parent
STEMS = [
    "guides/basics",
    "questionnaires/round",
    "primers/nurse.outbreak",
    "leaflets/hands-in-brief",
    "posters/clean-hands-poster.a4",
]
SAMPLE = HERE.parent / "toolkits" / "clean-hands" / "content"


@pytest.mark.parametrize("stem", STEMS)
def test_xhtml(stem: str, pytestconfig: pytest.Config) -> None:
    library, problems = read_library(SAMPLE)
    assert library is not None, problems
    language = load_language(library.language, library.words)
    wanted = next(w for w in documents(library) if w.stem == stem)
    document = compose(library, language, select(library, wanted), build_index(library, language))
    made = Engine(load_design(), SAMPLE).xhtml(document).replace("><", ">\n<") + "\n"
    golden = HERE / f"{stem.replace('/', '.')}.xhtml"
    if pytestconfig.getoption("--accept"):
        golden.write_text(made, "utf-8")
    assert made == golden.read_text("utf-8"), f"differs from {golden.name}; if that is meant: make accept"
