"""An example says what was answered and what comes out; leg A of the proof works both out by itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from press.compose.document import compose
from press.compose.index import build_index
from press.document import Case, Document, List, Paragraph, Section, Table, plain, walk
from press.language import load_language
from press.prove.source import prove_source
from press.select import documents, select
from tests.unit.example_fixture import FilledIn
from tests.unit.toolkit_fixture import MANUAL, SURVEY, SmallToolkit


def manual(toolkit: SmallToolkit) -> Document:
    assert toolkit.found() == []
    library, language = toolkit.library(), load_language("en")
    wanted = next(one for one in documents(library) if one.stem == "guides/manual")
    return compose(library, language, select(library, wanted), build_index(library, language))


def example(document: Document) -> Case:
    return next(node for node in walk(document) if isinstance(node, Case) and node.id == "commuter")


def said(table: Table) -> list[list[str]]:
    return [[plain(cell) for cell in row] for row in table.rows]


def test_answers_and_result(tmp_path: Path) -> None:
    document = manual(FilledIn(tmp_path))
    blocks = example(document).blocks
    answers, values = [block for block in blocks if isinstance(block, Table)]
    assert said(answers) == [
        ["1", "Do you wipe the chain?", "Always On Sundays."],
        ["2", "Which brakes has it?", "Disc brakes"],
        ["3", "What is the pressure?", "2 bar"],
        ["4", "Which lights has it?", "Front light; Rear light"],
        ["5", "Which spares do you carry?", "Part: Bulb; How many: 2 Part: Tube"],
        ["6", "Has it a bell?", "Yes"],
    ]
    # Care: 1 of 1; parts: disc brakes give 3 of 3. The total of 100 would be “Rolling”.
    assert said(values) == [["Care", "1", "1", "100", "Much"], ["Parts", "3", "3", "100", ""]]
    texts = [plain(block.content) for block in blocks if isinstance(block, Paragraph)]
    assert texts[:2] == [
        "For example, somebody rides to work.",
        "Filled in: Survey. The numbers are those of its questions.",
    ]
    assert texts[3:] == [
        "The total is 100, which gives the level “Rolling”.",
        "Some answers move the level:",
        "Level: Rusty",
        "Begin with the chain.",
    ]
    moved = next(block for block in blocks if isinstance(block, List))
    assert [plain(block.content) for block in moved.items[0] if isinstance(block, Paragraph)] == [
        "If the answer to 3 is 2 or less: at most “Rusty”.",
        "Soft tyres slow everything.",
    ]
    assert prove_source(tmp_path / "content", "en", [document], complete=False) == []


def test_what_scores_and_has_no_answer_makes_it_provisional(tmp_path: Path) -> None:
    toolkit = FilledIn(tmp_path).edit(
        MANUAL, "            - question: kind-of-brakes\n              answer: disc\n", ""
    )
    document = manual(toolkit)
    last = example(document).blocks[-1]
    assert isinstance(last, Paragraph)
    assert plain(last.content) == "The result is provisional, because these questions have no answer: 2."
    assert prove_source(tmp_path / "content", "en", [document], complete=False) == []


def test_without_a_score_there_are_answers_alone(tmp_path: Path) -> None:
    toolkit = FilledIn(tmp_path)
    text = toolkit.text(SURVEY)
    lines = [line for line in text.split("\n") if "score:" not in line and "points:" not in line]
    plain_text = "\n".join(lines)
    start, end = plain_text.index("scoring:"), plain_text.index("sections:")
    toolkit.write(SURVEY, plain_text[:start] + plain_text[end:])
    document = manual(toolkit)
    assert [type(block) for block in example(document).blocks] == [Paragraph, Paragraph, Table]
    assert prove_source(tmp_path / "content", "en", [document], complete=False) == []


def test_a_tailored_form_says_of_its_method_what_it_asks(tmp_path: Path) -> None:
    """The survey for mechanics asks neither for tyres nor for brakes: it has one dimension, and no gate."""
    toolkit = FilledIn(tmp_path).edit(SURVEY, "summary: |\n", "tailor: [role]\nsummary: |\n")
    for unit in ("tyre-pressure", "kind-of-brakes"):
        toolkit.edit(SURVEY, f"- id: {unit}\n", f"- id: {unit}\n        for: {{role: [rider]}}\n")
    assert toolkit.found() == []
    library, language = toolkit.library(), load_language("en")
    wanted = {one.stem: one for one in documents(library)}
    for stem, dimensions, gates in (("survey.mechanic", ["Care"], 0), ("survey.rider", ["Care", "Parts"], 1)):
        found = wanted[f"questionnaires/{stem}"]
        document = compose(library, language, select(library, found), build_index(library, language))
        method = next(n for n in walk(document) if isinstance(n, Section) and n.id == "how-it-is-scored")
        work = [block for block in method.blocks if isinstance(block, Table)][-1]
        assert said(work) == [[title, "", "", "", ""] for title in dimensions]
        assert sum(isinstance(block, List) and block.ordered for block in method.blocks) == gates
        assert prove_source(toolkit.root, "en", [document], complete=False) == []


def test_an_example_of_a_tailored_form(tmp_path: Path) -> None:
    toolkit = FilledIn(tmp_path).edit(SURVEY, "summary: |\n", "tailor: [role]\nsummary: |\n")
    toolkit.edit(SURVEY, "- id: tyre-pressure\n", "- id: tyre-pressure\n        for: {role: [rider]}\n")
    toolkit.edit(MANUAL, ": survey\n", ": survey\n          for-axes: {role: mechanic}\n")
    toolkit.edit(MANUAL, '            - question: tyre-pressure\n              answer: "2"\n', "")
    document = manual(toolkit)
    blocks = example(document).blocks
    assert isinstance(blocks[1], Paragraph)
    assert plain(blocks[1].content) == "Filled in: Survey · Mechanic. The numbers are those of its questions."
    answers = next(block for block in blocks if isinstance(block, Table))
    assert [row[0] for row in said(answers)] == ["1", "2", "3", "4", "5"]
    assert prove_source(toolkit.root, "en", [document], complete=False) == []


def changed(node: Any, change: Callable[[str], str]) -> Any:
    """Return a tree with its texts changed."""
    if isinstance(node, tuple):
        return tuple(changed(item, change) for item in node)
    if not is_dataclass(node) or isinstance(node, type):
        return node
    values = {f.name: getattr(node, f.name) for f in fields(node)}
    return type(node)(**{k: change(v) if k == "text" else changed(v, change) for k, v in values.items()})


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Always", "Never"),
        ("On Sundays.", ""),
        ("6", "7"),
        ("Disc brakes", "Rim brakes"),
        ("2 bar", "3 bar"),
        ("Front light; Rear light", "Front light"),
        ("Part: Bulb; How many: 2", "Part: Bulb; How many: 3"),
        ("Which lights has it?", "Which light has it?"),
        ("100", "99"),
        ("Much", "Little"),
        ("The total is 100, which gives the level “Rolling”.", "The total is 100, which gives the level “Rusty”."),
        ("If the answer to 3 is 2 or less: at most “Rusty”.", "If the answer to 4 is 2 or less: at most “Rusty”."),
        ("Soft tyres slow everything.", "Soft tyres slow."),
        ("Level: Rusty", "Level: Rolling"),
    ],
)
def test_leg_a_finds_what_is_said_wrong(tmp_path: Path, old: str, new: str) -> None:
    toolkit = FilledIn(tmp_path)
    document = manual(toolkit)
    sound = example(document)
    assert any(getattr(node, "text", None) == old for node in walk(sound))
    damaged = changed(sound, lambda text: new if text == old else text)

    def put(node: Any) -> Any:
        if node == sound:
            return damaged
        if isinstance(node, tuple):
            return tuple(put(item) for item in node)
        return replace(node, blocks=put(node.blocks)) if hasattr(node, "blocks") else node

    problems = prove_source(toolkit.root, "en", [put(document)], complete=False)
    assert [problem.code for problem in problems] == ["P653"]
    assert "commuter" in problems[0].message
