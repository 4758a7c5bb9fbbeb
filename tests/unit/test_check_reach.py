"""What nobody would see, and what has nothing to show."""

from __future__ import annotations

from pathlib import Path

from tests.unit.toolkit_fixture import GLOSSARY, MANUAL, SOURCES, SURVEY, SmallToolkit

DEEP = """\
        sections:
          - id: ice
            title: Ice
            sections:
              - id: black-ice
                title: Black ice
                body:
                  - text: |
                      Take the bus.
"""


def test_a_term_that_no_text_uses(tmp_path: Path) -> None:
    toolkit = SmallToolkit(tmp_path).edit(GLOSSARY, "{term}`sprocket`", "sprocket")
    assert toolkit.found() == [("warning", "C409", toolkit.at(GLOSSARY, "id: sprocket", "sprocket"))]


def test_terms_that_only_use_each_other_are_unused(tmp_path: Path) -> None:
    toolkit = SmallToolkit(tmp_path).edit(MANUAL, "{term}`chain <chain>`", "chain").edit(SURVEY, "{term}`chain`", "it")
    assert [(code, place) for _, code, place in toolkit.found()] == [
        ("C409", toolkit.at(GLOSSARY, "id: chain", "chain")),
        ("C409", toolkit.at(GLOSSARY, "id: sprocket", "sprocket")),
    ]


def test_a_source_that_no_text_cites(tmp_path: Path) -> None:
    other = "  - id: bell-guide\n    label: Bells\n    title: Bells\n    author: Anybody\n"
    toolkit = SmallToolkit(tmp_path).registered("bell-guide")
    toolkit.write(SOURCES, toolkit.text(SOURCES) + other)
    assert toolkit.found() == [("warning", "C409", toolkit.at(SOURCES, "id: bell-guide", "bell-guide"))]


def test_a_quote_or_a_definition_cites(tmp_path: Path) -> None:
    toolkit = SmallToolkit(tmp_path).edit(MANUAL, "{ref}`wheel-guide`", "it")
    assert toolkit.found() == []
    toolkit.edit(MANUAL, "- quote:", "- case:").edit(MANUAL, "source: wheel-guide", "title: A turn")
    assert [code for _, code, _ in toolkit.found()] == ["C409"]
    toolkit.edit(GLOSSARY, "with teeth", "with teeth, says {ref}`wheel-guide`")
    assert toolkit.found() == []


def test_an_empty_section(tmp_path: Path) -> None:
    body = "            body:\n              - text: |\n                  Take the bus.\n"
    toolkit = SmallToolkit(tmp_path).edit(MANUAL, body, "")
    assert toolkit.found() == [("error", "M207", toolkit.at(MANUAL, "id: ice\n", "ice"))]


def test_sections_nest_three_deep(tmp_path: Path) -> None:
    toolkit = SmallToolkit(tmp_path).registered("black-ice")
    old = (
        toolkit.text(MANUAL)
        .partition("Rinse after {ref}`each ride <wipe-the-chain>`.\n")[2]
        .partition("  - id: wheels\n")[0]
    )
    toolkit.edit(MANUAL, old, DEEP)
    assert toolkit.found() == [("error", "C418", toolkit.at(MANUAL, "id: black-ice", "black-ice"))]


def test_a_document_without_content(tmp_path: Path) -> None:
    toolkit = SmallToolkit(tmp_path).edit(SURVEY, "title: Care\n", "title: Care\n    for: {season: [winter]}\n")
    toolkit.edit(SURVEY, "instructions:", "tailor: [season]\ninstructions:")
    errors = [problem for problem in toolkit.found() if problem[0] == "error"]
    assert errors == [("error", "C409", toolkit.at(SURVEY, "tailor: [season]", "season"))]
    assert "questionnaires/survey.summer" in next(p.message for p in toolkit.problems() if p.severity == "error")
