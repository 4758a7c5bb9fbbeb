"""The Markdown for pandoc says every word of a document, and pandoc takes it as it is meant."""

from __future__ import annotations

import json
import subprocess
from typing import Any

import pytest

from bench.notes import letters
from bench.rivals.markdown import inlines, markdown
from press.document import Footnote, Text, walk
from press.document_identity import as_data
from tests.clients import require
from tests.samples import everything


def _read(text: str, form: str) -> str:
    require("pandoc")
    command = ["pandoc", "-f", "markdown-auto_identifiers", "-t", form, "--wrap=none"]
    return subprocess.run(command, input=text, capture_output=True, text=True, check=True).stdout


@pytest.mark.client
@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_word_is_there(language: str) -> None:
    document = everything(language)
    read = letters(_read(markdown(as_data(document)), "plain"))
    lost = [node.text for node in walk(document) if isinstance(node, Text) and letters(node.text) not in read]
    assert lost == []


@pytest.mark.client
def test_notes_are_notes_and_targets_are_there() -> None:
    document = everything("en")
    told = json.loads(_read(markdown(as_data(document)), "json"))
    nodes = list(_nodes(told["blocks"]))
    assert sum(node.get("t") == "Note" for node in nodes) == sum(isinstance(n, Footnote) for n in walk(document))
    links = {node["c"][2][0] for node in nodes if node.get("t") == "Link"}
    names = {
        node["c"][1 if node["t"] == "Header" else 0][0] for node in nodes if node.get("t") in ("Header", "Div", "Span")
    }
    assert {link for link in links if link.startswith("#")} <= {f"#{name}" for name in names}
    assert any(link.startswith("#") for link in links)


@pytest.mark.client
@pytest.mark.parametrize(
    "words", ["a_b*c", "[x](y) `z` ^n^ ~m~", "1. no list", "# no head", "$x$ \\ <b> | & @cite", "it's -- …"]
)
def test_signs_are_signs(words: str) -> None:
    text = inlines([{"node": "Text", "text": words}])
    assert _read(text, "plain").strip() == words


def _nodes(tree: Any) -> Any:
    if isinstance(tree, dict):
        yield tree
        tree = list(tree.values())
    if isinstance(tree, list):
        for item in tree:
            yield from _nodes(item)
