"""The tree of a content file: its shape, its places, and what no file may be."""

from __future__ import annotations

import pytest

from press import strict_yaml
from press.place import MappingNode, Node, Place, Scalar, SequenceNode, plain
from press.strict_yaml import parse

FILE = """\
# A comment on a line of its own.
id: basics
for: {role: [legal, "senior"]}
body:
  - text: |

      First line.
        Second line.
  - quote:
      text: |-
          Third line.
title: 'It''s one'
"""


def tree(text: str | bytes) -> MappingNode:
    node, problems = parse("f.yaml", text.encode() if isinstance(text, str) else text)
    assert problems == []
    assert isinstance(node, MappingNode)
    return node


def at(node: Node, *steps: str | int) -> Node:
    for step in steps:
        if isinstance(node, MappingNode):
            found = node.get(str(step))
        else:
            assert isinstance(node, SequenceNode)
            found = node.items[int(step)]
        assert found is not None
        node = found
    return node


def scalar(node: Node, *steps: str | int) -> Scalar:
    found = at(node, *steps)
    assert isinstance(found, Scalar)
    return found


def codes(data: bytes | str) -> list[str]:
    data = data.encode() if isinstance(data, str) else data
    return [f"{p.place.removeprefix('f.yaml:')} {p.code}" for p in parse("f.yaml", data)[1]]


def test_values_are_the_text_that_was_written() -> None:
    assert plain(tree(FILE)) == {
        "id": "basics",
        "for": {"role": ["legal", "senior"]},
        "body": [{"text": "\nFirst line.\n  Second line.\n"}, {"quote": {"text": "Third line."}}],
        "title": "It's one",
    }


def test_every_node_knows_its_place() -> None:
    root = tree(FILE)
    assert root.place == Place("f.yaml", 2, 1)
    assert scalar(root, "id").place == Place("f.yaml", 2, 5)
    assert at(root, "for").place == Place("f.yaml", 3, 6)
    assert scalar(root, "for", "role", 1).place == Place("f.yaml", 3, 21)
    assert at(root, "body", 1).place == Place("f.yaml", 9, 5)
    entry = root.entry("title")
    assert entry is not None
    assert entry[0].place == Place("f.yaml", 12, 1)
    assert root.entry("none") is None


def test_text_of_a_block_knows_its_lines_and_indentation() -> None:
    text = scalar(tree(FILE), "body", 0, "text")
    assert (text.place.line, text.place.column, text.text_line, text.text_column) == (5, 11, 6, 7)
    second = text.split("\n").index("  Second line.")
    assert text.at(second, 2) == Place("f.yaml", 8, 9)
    third = scalar(tree(FILE), "body", 1, "quote", "text")
    assert (third.text_line, third.text_column) == (11, 11)


@pytest.mark.parametrize(
    ("value", "style", "column"),
    [("a", "plain", 4), ('"a"', "double", 5), ("'a'", "single", 5), ("|\n  a", "literal", 3)],
)
def test_style_and_beginning_of_the_text(value: str, style: str, column: int) -> None:
    text = scalar(tree(f"k: {value}\n"), "k")
    assert (text.style, text.text_column) == (style, column)


def test_explicit_indentation_keeps_the_column_of_the_block() -> None:
    text = scalar(tree("a:\n  b: |2\n      c\n    d\n"), "a", "b")
    assert (text, text.text_column) == ("  c\nd\n", 5)


def test_empty_block_and_empty_value() -> None:
    root = tree("a: |\nb:\nc: x\n")
    assert plain(root) == {"a": "", "b": "", "c": "x"}
    assert scalar(root, "b").place.line == 2


def test_windows_files_read_like_others() -> None:
    windows = b"\xef\xbb\xbf" + FILE.replace("\n", "\r\n").encode()
    assert plain(tree(windows)) == plain(tree(FILE))
    assert scalar(tree(windows), "title").place == scalar(tree(FILE), "title").place


def test_columns_count_characters() -> None:
    root = tree("a: {é: 𝒳, ключ: значение}\n")
    assert scalar(root, "a", "ключ").place.column == 17


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (FILE.encode("utf-16"), "1:1 R109"),
        (FILE.encode("utf-16-be"), "1:1 R109"),
        (FILE.encode("utf-32"), "1:1 R109"),
        ("a: b\ntitle: café\n".encode("cp1252"), "2:11 R109"),
        ("a: é\nb: ".encode() + b"\xed\xa0\x80\n", "2:4 R109"),
        (b"a: b\n\x89PNG\0", "2:1 R109"),
    ],
)
def test_other_encodings_are_refused(data: bytes, problem: str) -> None:
    assert codes(data) == [problem]


def test_a_wrong_encoding_does_not_hide_the_rest() -> None:
    assert codes(b"a: caf\xe9\nb: c #d\nb: e\n") == ["1:7 R109", "2:6 R106", "3:1 R102"]


def test_places_after_mended_slips_are_the_authors() -> None:
    node, _ = parse("f.yaml", "\u200f\u200fa：{b: c}\n".encode())
    assert node is not None
    assert scalar(node, "a", "b").place == Place("f.yaml", 1, 9)


def test_a_slip_does_not_change_other_values() -> None:
    node, problems = parse("f.yaml", b"a: [x](y) z\nb: |\n    c\n  d\ne: f: g\nh: i\n")
    assert [p.code for p in problems] == ["R101"] * 3
    assert node is not None
    assert plain(node) == {"a": "[x](y) z", "b": "c\nd\n", "e": "f: g", "h": "i"}


def test_slips_are_found_also_after_what_cannot_be_parsed() -> None:
    assert codes("a: b\n  c: d\ne: f #g\n\th: i\n") == ["2:4 R101", "3:6 R106", "4:1 R105"]


@pytest.mark.parametrize("text", ["[" * 101 + "]" * 101, "- " * 101 + "a\n", "{a: " * 101 + "}" * 101])
def test_depth_is_limited(text: str) -> None:
    assert [line.split()[1] for line in codes(text)] == ["R113"]


def test_the_deepest_file_is_read() -> None:
    assert codes("- " * 99 + "a\n") == []


def test_size_is_limited() -> None:
    assert codes(b"#" * (strict_yaml.LARGEST + 1)) == ["1:1 R113"]


def test_number_of_problems_is_limited() -> None:
    for text in ("a: b #c\n", "a: b\n", "- \u202e\n"):
        node, problems = parse("f.yaml", (text * 10_000).encode())
        assert node is None
        assert len(problems) == strict_yaml.MOST_PROBLEMS + 1
        assert problems[-1].code == "R113"


# Each would take minutes if a step were quadratic.
@pytest.mark.parametrize(
    "text",
    [
        "a" + " " * 300_000 + "b: c",
        "[" * 300_000,
        "\u00a0" * 300_000,
        "\u202e" * 300_000,
        "a: [" + '   "' * 100_000,
        "a: " + "b: " * 100_000,
        "a: #\n" + "#\n" * 100_000,
        "a: |\n     b\n" + "  c\n" * 100_000,
        "%TAG !a! b\n" * 50_000,
    ],
    ids=lambda text: repr(text[:8]),
)
def test_no_file_takes_for_ever(text: str) -> None:
    parse("f.yaml", text.encode())
