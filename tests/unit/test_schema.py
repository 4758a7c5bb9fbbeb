"""The JSON Schemas for editors: up to date, and never stricter than the press."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, Final

import jsonschema
import pytest

from press.place import MappingNode, Node, SequenceNode
from press.schema import schemas, write_schemas
from press.strict_yaml import parse

ROOT: Final = Path(__file__).parents[2]
FOLDERS: Final = {
    "resources": "guide",
    "leaflets": "leaflet",
    "questionnaires": "questionnaire",
    "primers": "primers",
    "posters": "poster",
}
CONTENT: Final = sorted(path for top in ("content", "tests/toolkits") for path in (ROOT / top).rglob("*.yaml"))

# What the core schema of YAML 1.2 makes of a text without quotation marks.
CORE: Final[list[tuple[str, Any]]] = [
    (r"null|Null|NULL|~|", lambda text: None),
    (r"true|True|TRUE|false|False|FALSE", lambda text: text.lower() == "true"),
    (r"[-+]?[0-9]+", int),
    (r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", float),
]


def as_an_editor_reads(node: Node) -> Any:
    if isinstance(node, MappingNode):
        return {str(key): as_an_editor_reads(value) for key, value in node.entries}
    if isinstance(node, SequenceNode):
        return [as_an_editor_reads(item) for item in node.items]
    if node.style != "plain":
        return str(node)
    return next((make(node) for pattern, make in CORE if re.fullmatch(pattern, node)), str(node))


def faults(kind: str, text: str | bytes) -> list[str]:
    node, problems = parse("f.yaml", text.encode() if isinstance(text, str) else text)
    assert node is not None
    assert problems == []
    schema = json.loads(schemas()[kind])
    jsonschema.Draft202012Validator.check_schema(schema)
    found = jsonschema.Draft202012Validator(schema).iter_errors(as_an_editor_reads(node))
    return [f"{'/'.join(map(str, error.absolute_path))}: {error.message}" for error in found]


def kind_of(path: Path) -> str:
    return FOLDERS.get(path.parent.name, path.stem)


def test_the_schemas_in_the_repository_are_up_to_date() -> None:
    written = {path.name.removesuffix(".schema.json"): path for path in (ROOT / "schema").glob("*.schema.json")}
    assert {name: path.read_text("utf-8") for name, path in written.items()} == schemas()


def test_schemas_are_written_to_a_new_folder(tmp_path: Path) -> None:
    write_schemas(tmp_path / "new")
    assert {path.name for path in (tmp_path / "new").iterdir()} == {f"{name}.schema.json" for name in schemas()}


def test_every_object_names_its_keys_as_content_does() -> None:
    question = json.loads(schemas()["questionnaire"])["$defs"]["Question"]
    assert {"for", "explained-by"} <= question["properties"].keys()
    assert question["additionalProperties"] is False
    assert question["required"] == ["id", "kind", "text"]


def test_no_schema_has_keys_that_validators_do_not_know() -> None:
    for text in schemas().values():
        assert not re.search(r'"(ge|le|gt|lt|anyOf)":|"default": [^{]', text)  # questions have a key of that name


@pytest.mark.parametrize("path", CONTENT, ids=lambda path: str(path.relative_to(ROOT)))
def test_content_is_valid_in_an_editor(path: Path) -> None:
    assert faults(kind_of(path), path.read_bytes()) == []


@pytest.mark.parametrize("form", ["1", '"1"', "'1'"])
def test_format_is_a_number_or_its_text(form: str) -> None:
    assert faults("glossary", f"format: {form}\nterms: []\n") == []


@pytest.mark.parametrize("text", ["true", "1948", "1.10", "No", "12:30", "2024-05-01", '"~"', "a text"])
def test_a_short_text_may_look_like_something_else(text: str) -> None:
    source = (
        f"format: 1\nsources:\n  - id: a\n    label: {text}\n    title: {text}\n    author: {text}\n    year: {text}\n"
    )
    assert faults("sources", source) == []


@pytest.mark.parametrize("number", ["1", "50", '"7"', "'50'"])
def test_a_number_may_stand_in_quotation_marks(number: str) -> None:
    assert faults("primers", primers(limit=number)) == []


def primers(limit: str) -> str:
    head = "format: 1\nid: a\ntitle: b\nshort: c\nsummary: |\n  d\ntailor: [e]\n"
    return f"{head}places:\n  - id: f\n    title: g\n    limit: {limit}\n"


@pytest.mark.parametrize(
    ("kind", "text", "fault"),
    [
        ("glossary", "format: 2\nterms: []\n", "format: 2 is not one of ['1', 1]"),
        ("glossary", "format: 1\nterm: []\n", ": Additional properties are not allowed ('term' was unexpected)"),
        ("primers", primers("51"), "places/0/limit: 51 is greater than the maximum of 50"),
        ("primers", primers("many"), "places/0/limit: 'many' does not match '^[0-9]{1,6}$'"),
        ("words", "format: 1\nwords:\n  a:\n", "words/a: None is not of type 'string', 'number', 'boolean'"),
    ],
)
def test_an_editor_sees_what_is_wrong(kind: str, text: str, fault: str) -> None:
    assert fault in faults(kind, text)
