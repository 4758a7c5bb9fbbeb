"""References lead to something, and to the right kind of thing."""

from __future__ import annotations

from pathlib import Path

import pytest

from press.check.words import circles
from tests.unit.toolkit_fixture import GLOSSARY, MANUAL, SURVEY, SmallToolkit


@pytest.mark.parametrize(
    ("file", "old", "new", "code"),
    [
        (MANUAL, "{term}`chain <chain>`", "{term}`chain <chian>`", "C405"),
        (MANUAL, "{term}`chain <chain>`", "{term}`chain <ice>`", "C414"),
        (MANUAL, "{term}`chain <chain>`", "{term}`chain <manual>`", "C414"),
        (MANUAL, "{ref}`wheel-guide`", "{ref}`wheel-giude`", "C405"),
        (MANUAL, "{ref}`wheel-guide`", "{ref}`sprocket`", "C414"),
        (MANUAL, "{ref}`wheel-guide`", "{ref}`primers`", "C405"),
        (MANUAL, "{ref}`each ride <wipe-the-chain>`", "{ref}`each ride <messages>`", "C405"),
        (MANUAL, "Dirt is sand.", "Dirt is {ref}`sand`.", "C405"),
        (SURVEY, "{term}`chain`", "{term}`chains`", "C405"),
        (GLOSSARY, "{term}`sprocket`", "{term}`sproket`", "C405"),
        (GLOSSARY, "{term}`sprocket`", "{ref}`sprocket`", "C414"),
    ],
)
def test_roles_in_prose(tmp_path: Path, file: str, old: str, new: str, code: str) -> None:
    toolkit = SmallToolkit(tmp_path).edit(file, old, new)
    inner = new[new.index("{") :]
    assert ("error", code, toolkit.at(file, inner)) in toolkit.found()


@pytest.mark.parametrize(
    "target", ["cleaning", "ice", "manual", "survey", "survey-care", "tyre-pressure", "wheel-drawn"]
)
def test_a_ref_leads_to_any_unit_or_resource(tmp_path: Path, target: str) -> None:
    toolkit = SmallToolkit(tmp_path).edit(MANUAL, "{ref}`each ride <wipe-the-chain>`", f"{{ref}}`{target}`")
    assert toolkit.found() == []


def test_the_most_similar_id_is_offered(tmp_path: Path) -> None:
    toolkit = SmallToolkit(tmp_path).edit(MANUAL, "{ref}`wheel-guide`", "{ref}`wheel-giude`")
    assert [p.hint for p in toolkit.problems() if p.code == "C405"] == ["did you mean 'wheel-guide'?"]


def test_a_term_is_only_compared_with_terms(tmp_path: Path) -> None:
    toolkit = SmallToolkit(tmp_path).edit(MANUAL, "{term}`chain <chain>`", "{term}`salted-roads`")
    assert [p.hint for p in toolkit.problems()] == ["add it to shared/glossary.yaml"]


@pytest.mark.parametrize(("source", "code"), [("wheel-guid", "C405"), ("ice", "C414"), ("chain", "C414")])
def test_a_quote_has_a_source(tmp_path: Path, source: str, code: str) -> None:
    toolkit = SmallToolkit(tmp_path).edit(MANUAL, "source: wheel-guide", f"source: {source}")
    assert toolkit.found() == [("error", code, toolkit.at(MANUAL, f"source: {source}", source))]


@pytest.mark.parametrize(
    ("target", "code"),
    [("wipe-chain", "C405"), ("chain", "C414"), ("manual", "C414"), ("tyre-pressure", "C414"), ("survey-care", "C414")],
)
def test_a_question_is_explained_by_a_guide(tmp_path: Path, target: str, code: str) -> None:
    toolkit = SmallToolkit(tmp_path).edit(SURVEY, "explained-by: wipe-the-chain", f"explained-by: {target}")
    assert toolkit.found() == [("error", code, toolkit.at(SURVEY, f"explained-by: {target}", target))]


def test_a_section_may_explain(tmp_path: Path) -> None:
    toolkit = SmallToolkit(tmp_path).edit(SURVEY, "explained-by: wipe-the-chain", "explained-by: winter-cleaning")
    assert toolkit.found() == []


def test_definitions_that_explain_each_other(tmp_path: Path) -> None:
    toolkit = SmallToolkit(tmp_path).edit(GLOSSARY, "with teeth", "for the {term}`chain`")
    assert toolkit.found() == [("warning", "C412", toolkit.at(GLOSSARY, "id: chain", "chain"))]


def test_a_definition_that_explains_itself(tmp_path: Path) -> None:
    toolkit = SmallToolkit(tmp_path).edit(GLOSSARY, "with teeth", "like a {term}`sprocket` is")
    assert toolkit.found() == [("warning", "C412", toolkit.at(GLOSSARY, "id: sprocket", "sprocket"))]


def test_circles_finds_each_group_once() -> None:
    graph = {
        "a": ["b"],
        "b": ["c"],
        "c": ["b"],
        "d": ["d"],
        "e": ["a", "f"],
        "g": ["h"],
        "h": ["i", "nowhere"],
        "i": ["g"],
    }
    assert list(circles(graph)) == [("b", "c"), ("d",), ("g", "h", "i")]
