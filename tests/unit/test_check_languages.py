"""The language that is built has all press words."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from press.language import load_language
from tests.unit.toolkit_fixture import TOOLKIT, SmallToolkit


def in_language(folder: Path, tag: str) -> SmallToolkit:
    """Return the toolkit with another source language."""
    toolkit = SmallToolkit(folder)
    (toolkit.root / "en").rename(toolkit.root / tag)
    toolkit.edit(TOOLKIT, "source-language: en", f"source-language: {tag}")
    return toolkit.edit(TOOLKIT, "- id: en", f"- id: {tag}")


def test_missing_press_words_are_told_at_the_language(tmp_path: Path) -> None:
    toolkit = in_language(tmp_path, "fr")
    (problem,) = toolkit.problems()
    assert (problem.severity, problem.code, problem.place) == ("error", "C420", toolkit.at(TOOLKIT, "- id: fr", "fr"))
    assert "contents" in problem.message
    assert problem.hint == "add them to fr/shared/words.yaml"


def test_only_the_words_that_are_missing_are_told(tmp_path: Path) -> None:
    words = dict(load_language("en").words)
    del words["page-of"]
    toolkit = in_language(tmp_path, "fr").write("fr/shared/words.yaml", yaml.safe_dump({"format": 1, "words": words}))
    (problem,) = toolkit.problems()
    assert problem.message == "press words missing in 'fr': page-of"


def test_a_tag_of_no_language_is_told_there_too(tmp_path: Path) -> None:
    toolkit = in_language(tmp_path, "xx-nonsense")
    assert toolkit.found() == [("error", "C420", toolkit.at(TOOLKIT, "- id: xx-nonsense", "xx-nonsense"))]


@pytest.mark.parametrize("tag", ["ar", "en-GB"])
def test_languages_of_the_press_need_no_words(tmp_path: Path, tag: str) -> None:
    assert "C420" not in [problem.code for problem in in_language(tmp_path, tag).problems()]
