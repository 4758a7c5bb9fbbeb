"""Scores do not depend on language: forms whose every word is another have the same method, for any answers."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from press.compose.method import method_of
from press.model import Questionnaire
from press.read import read_library
from press.score import Method, score
from press.select import documents, select

CONTENT: Final = Path(__file__).resolve().parents[2] / "content"
# What a translation has other words for.
_WORDS: Final = {"text", "title", "label", "short", "subtitle", "summary", "help", "advice", "unit", "phrase", "head"}
_OTHER: Final = "كلمات أخرى"
_KEY: Final = re.compile(r" *(?:- )*(?P<key>[a-z-]+): (?P<value>.+)")


def _translated(source: str) -> str:
    """Return a content file in which every line of prose and every title, label and option says something else."""
    made, count = [], 0
    block = -1  # how far the key of a literal block is indented
    for line in source.splitlines():
        indent = len(line) - len(line.lstrip())
        if block >= 0 and (indent > block or not line):
            count += 1
            made.append(line and f"{line[:indent]}{_OTHER} {count}")
            continue
        block = -1
        if found := _KEY.match(line):
            if found["value"] == "|":
                block = found.start("key")
            elif found["key"] in _WORDS:
                count += 1
                line = f"{line[: found.start('value')]}{_OTHER} {count}"
        made.append(line)
    return "\n".join(made) + "\n"


def _methods(root: Path) -> dict[str, Method]:
    library, problems = read_library(root)
    assert library is not None, problems
    found = {}
    for wanted in documents(library):
        if isinstance(wanted.resource, Questionnaire) and wanted.sheet_of is None:
            method = method_of(wanted.resource, select(library, wanted).groups)
            if method:
                found[wanted.stem] = method
    return found


@pytest.fixture(scope="module")
def pairs(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Method, Method]]:
    root = tmp_path_factory.mktemp("language") / "content"
    shutil.copytree(CONTENT, root)
    for path in sorted((root / "en" / "questionnaires").glob("*.yaml")):
        text = _translated(path.read_text("utf-8"))
        assert text.count(_OTHER) > 100
        path.write_text(text, "utf-8")
    own, other = _methods(CONTENT), _methods(root)
    assert own
    assert own.keys() == other.keys()
    return [(own[stem], other[stem]) for stem in own]


@given(data=st.data())
def test_scores_are_the_same_in_other_words(pairs: list[tuple[Method, Method]], data: st.DataObject) -> None:
    for own, other in pairs:
        offered = {one.id: st.sampled_from(sorted(one.points)) for one in own.questions if one.points}
        answers = data.draw(st.fixed_dictionaries({}, optional=offered))
        assert score(own, answers) == score(other, answers)


def test_nothing_of_a_language_is_in_a_method(pairs: list[tuple[Method, Method]]) -> None:
    for own, other in pairs:
        assert own == other
        assert _OTHER not in json.dumps(str(other), ensure_ascii=False)
