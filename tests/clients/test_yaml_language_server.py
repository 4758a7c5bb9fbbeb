"""Authors in VS Code: the real server completes, explains and complains by the schemas, and only with reason."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from press.skeleton import kinds
from press.strict_yaml import parse
from tests.clients import require
from tests.clients.yaml_language_server import ROOT, LanguageServer

pytestmark = pytest.mark.client

CONTENT: Final = sorted([*ROOT.glob("content/**/*.yaml"), *ROOT.glob("tests/toolkits/*/content/**/*.yaml")])
HEAD: Final = "format: 1\nid: a\ntitle: A\nshort: A\nsummary: |\n  A.\n"
GUIDE: Final = "en/resources/new-guide.yaml"
FORM: Final = "en/questionnaires/new-form.yaml"
QUESTION: Final = """\
instructions: |
  A.
sections:
  - id: b
    title: B
    questions:
      - id: c
        kind: yes-no
        text: |
          C?
"""


NUMBERS: Final = itertools.count()


def fresh(name: str) -> str:
    """Return the name of a file that no test has opened yet, in a place where such files have their schema."""
    return f"tests/toolkits/number-{next(NUMBERS)}/content/{name}"


@pytest.fixture(scope="module")
def server() -> Iterator[LanguageServer]:
    require("yaml-language-server")
    with LanguageServer(ROOT) as server:
        yield server


@pytest.mark.parametrize("path", CONTENT, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_content_has_no_diagnostics(server: LanguageServer, path: Path) -> None:
    name = path.relative_to(ROOT).as_posix()
    assert server.open(name, path.read_text("utf-8")) == []
    line = path.read_text("utf-8").split("\n").index("format: 1") + 1
    assert "Version of this file's format." in server.hover(name, line, 2), "the file has no schema"


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("text: |\n          C", "txet: |\n          C", 15, "Property txet is not allowed."),
        ("kind: yes-no", "kind: yes-maybe", 14, 'Valid values: "yes-no", "scale"'),
        ("id: c", "id: Has Spaces", 13, "Write lower-case words joined by hyphens, at most 40 letters"),
        ("        kind: yes-no\n", "", 13, 'Missing property "kind".'),
        ("format: 1", "format: 2", 1, "Value is not accepted."),
    ],
)
def test_an_error_stands_in_its_line(server: LanguageServer, old: str, new: str, line: int, words: str) -> None:
    text = HEAD + QUESTION
    assert server.open(fresh(FORM), text) == []
    assert text.count(old) == 1
    found = server.open(fresh(FORM), text.replace(old, new))
    assert [fault for fault in found if fault.startswith(f"{line}: ") and words in fault], found


def test_the_keys_of_a_question_are_offered(server: LanguageServer) -> None:
    name = fresh(FORM)
    server.open(name, f"{HEAD}{QUESTION}        \n")
    offered = server.complete(name, 17, 9)
    assert {"help", "scale", "options", "unit", "explained-by", "for", "primer"} <= offered.keys()
    assert not {"id", "kind", "text"} & offered.keys()
    assert offered["help"]["insertText"] == "help: |\n  "
    assert offered["explained-by"]["documentation"] == "A section or a unit of a guide that explains it."


def test_the_kinds_of_questions_are_offered(server: LanguageServer) -> None:
    name = fresh(FORM)
    server.open(name, (HEAD + QUESTION).replace("yes-no", ""))
    offered = list(server.complete(name, 14, 15))
    kinds = ["yes-no", "scale", "pick-one", "pick-several", "short-text", "long-text", "number", "date", "rows"]
    assert offered == kinds


def test_a_key_is_explained(server: LanguageServer) -> None:
    name = fresh(FORM)
    server.open(name, HEAD + QUESTION)
    assert "What kind of answer it wants." in server.hover(name, 14, 10)
    assert "Unique in the toolkit, and permanent" in server.hover(name, 13, 9)


def inserted(text: str, line: int, item: str) -> str:
    """Return a text with a snippet at the end of a line, as VS Code writes it: stops with what they say."""
    said = re.sub(r"\$\{\d+:((?:[^}\\]|\\.)*)\}", r"\1", item)
    said = re.sub(r"\$\{\d+\|([^,|]*)[^}]*\}", r"\1", said)
    said = re.sub(r"\\(.)", r"\1", said)
    lines = text.split("\n")
    lead = re.match(" *", lines[line - 1])
    assert lead
    lines[line - 1] += said.replace("\n", f"\n{lead[0]}")
    return "\n".join(lines)


PARTS: Final = [kind.name for kind in kinds() if kind.wrapper]


@pytest.mark.parametrize("part", [*PARTS, "text"])
def test_snippets_of_parts_write_what_the_format_has(server: LanguageServer, part: str) -> None:
    text = f"{HEAD}sections:\n  - id: b\n    title: B\n    body:\n      - "
    name = fresh(GUIDE)
    server.open(name, text)
    offered = server.complete(name, 11, 9)
    assert set(offered) == {*PARTS, "text", "figure", "example"}
    done = inserted(text, 11, offered[part]["insertText"])
    assert f"- {part}:" in done
    assert "[TODO: " in done
    assert server.open(fresh(GUIDE), f"{done}\n") == []
    assert parse("f", f"{done}\n".encode())[1] == []


@pytest.mark.parametrize(
    ("file", "text", "label"),
    [
        (FORM, f"{HEAD}{QUESTION}      - ", "question"),
        (FORM, f"{HEAD}{QUESTION}  - ", "section"),
        (GUIDE, f"{HEAD}sections:\n  - ", "section"),
        ("en/shared/glossary.yaml", "format: 1\nterms:\n  - ", "term"),
        ("en/shared/sources.yaml", "format: 1\nsources:\n  - ", "source"),
    ],
)
def test_other_snippets_write_what_the_format_has(server: LanguageServer, file: str, text: str, label: str) -> None:
    name = fresh(file)
    server.open(name, text)
    lines = text.split("\n")
    offered = server.complete(name, len(lines), len(lines[-1]) + 1)
    done = inserted(text, len(lines), offered[label]["insertText"])
    assert server.open(fresh(file), f"{done}\n") == []
    assert parse("f", f"{done}\n".encode())[1] == []
