"""Every footnote of the source is in every file, counted with nothing of the press, on an invented toolkit."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

import pytest

from bench import notes
from bench.corpus import CHAPTERS, FOOTNOTES, GUIDES, make_corpus
from press import publish
from press.toolkit import Choice

SIZES: Final = (1, pytest.param(4, marks=pytest.mark.full))


class Silent:
    """Hears how a build goes on, and says nothing."""

    def begin(self, step: str, total: int) -> None:
        pass

    def done(self, stem: str, pages: int) -> None:
        pass


@pytest.mark.parametrize("size", SIZES)
def test_footnotes_of_the_source_are_those_of_every_file(tmp_path: Path, size: int) -> None:
    content, draft = make_corpus(tmp_path / "content", size), tmp_path / "draft"
    written = {file.stem: notes.in_content(file) for file in (content / "en" / "resources").glob("*.yaml")}
    assert len(written) == GUIDES * size
    assert sum(map(len, written.values())) == FOOTNOTES * size
    assert min(map(len, written.values())) >= CHAPTERS

    # Without the proof, which counts them, too.
    publish.build(content, draft, Choice(), Silent(), prove=False)
    listed = json.loads((draft / "manifest.json").read_text("utf-8"))["artifacts"]
    assert {entry["document"] for entry in listed if entry["document"].startswith("guides/")} == {
        f"guides/{name}" for name in written
    }
    for entry in listed:
        kind, _, name = entry["document"].partition("/")
        expected = written[name] if kind == "guides" else []
        file = draft / entry["path"]
        match entry["format"], entry["variant"]:
            case "docx", "" | "unprotected":
                assert notes.in_word(file) == len(expected), file.name
            case "pdf", "":
                assert notes.in_tree(file) == len(expected), file.name
                assert notes.on_pages(file, expected) == [1] * len(expected), file.name
            case "pdf", "print":
                assert notes.on_pages(file, expected) == [1] * len(expected), file.name
            case other:
                pytest.fail(f"nobody counts the footnotes of {other}")
