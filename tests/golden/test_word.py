"""Goldens: the main part of Word files of sample documents. `make accept` writes them anew; read their diff."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from press.design import load_design
from press.document import Figure, walk
from press.toolkit import compose_all, load
from press.write.picture import Picture
from press.write.word import write_word

HERE = Path(__file__).parent
STEMS = ["guides/basics", "questionnaires/round", "primers/nurse.outbreak", "leaflets/hands-in-brief"]
SAMPLE = HERE.parent / "toolkits" / "clean-hands" / "content"


@pytest.mark.parametrize("stem", STEMS)
def test_word(stem: str, pytestconfig: pytest.Config) -> None:
    library, _ = load(SAMPLE)
    document = compose_all(library)[stem]
    images = {node.id: Picture(b"", 160.0, 40.0) for node in walk(document) if isinstance(node, Figure)}
    with zipfile.ZipFile(io.BytesIO(write_word(document, load_design(), {}, 1, images))) as archive:
        parts = {name: archive.read(f"word/{name}").decode() for name in ("document.xml", "footnotes.xml")}
    made = "".join(f"{name}\n{text.replace('><', '>' + chr(10) + '<')}\n" for name, text in parts.items())
    golden = HERE / f"{stem.replace('/', '.')}.docx.xml"
    if pytestconfig.getoption("--accept"):
        golden.write_text(made, "utf-8")
    assert made == golden.read_text("utf-8"), f"differs from {golden.name}; if that is meant: make accept"
