"""What holds for any file: no bytes break the reader, and no text changes on its way through it."""

from __future__ import annotations

from typing import Final

import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from press.place import Place, Scalar, plain
from press.slips.characters import REFUSED, SHAPELESS
from press.strict_yaml import parse

CHARACTERS: Final = st.characters(codec="utf-8").filter(lambda c: not REFUSED.match(c))
TEXT: Final = st.text(CHARACTERS)
LINES: Final = TEXT.map(lambda text: text.replace("\r", ""))
# Pieces that mean something to YAML, so that random files are more than one odd scalar.
SIGNS: Final = "a :-\n|>[]{},#'\"\\?%\t\u00a0\u200f\u202e：\ré"
WORDS: Final = ("key: ", "- ", "\n  ", "\n    ", " #", "&a", "*a", "!a", "---", "...", "\r\n", "|2", "<<: ")
PIECES: Final = st.sampled_from([*SIGNS, *WORDS])


@given(st.binary())
@example(b"\xff\xfe")
@example(b"\xef\xbb\xbf")
def test_no_bytes_raise(data: bytes) -> None:
    node, problems = parse("f.yaml", data)
    assert node is not None or problems


@given(st.lists(PIECES, max_size=40).map("".join))
def test_no_mixture_of_signs_raises_and_every_problem_has_a_place_in_the_file(text: str) -> None:
    node, problems = parse("f.yaml", text.encode())
    assert node is not None or problems
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for problem in problems:
        line, column = map(int, problem.place.split(":")[1:])
        assert 1 <= line <= len(lines)
        assert 1 <= column <= len(lines[line - 1]) + 1


@given(st.lists(PIECES, max_size=40).map("".join))
def test_a_file_without_problems_says_what_yaml_says(text: str) -> None:
    node, problems = parse("f.yaml", text.encode())
    if node is not None and not problems:
        assert plain(node) == yaml.load(text, Loader=yaml.CBaseLoader)


@given(LINES)
@example("\n\n  a\n")
@example("# a\n---\n...\n%b\n\tc: d #e\n")
def test_any_text_in_a_block_stays_as_it_is(text: str) -> None:
    block = "".join(f"    {line}\n" if line else "\n" for line in text.split("\n"))
    node, problems = parse("f.yaml", f"a:\n  b: |2+\n{block}c: d\n".encode())
    assert not problems
    assert node is not None
    value = plain(node)["a"]["b"]
    assert value == f"{text}\n"
    assert isinstance(value, Scalar)
    if text.strip("\n"):
        assert value.at() == Place("f.yaml", 3, 5)


@given(st.dictionaries(TEXT.filter(lambda key: key != "<<" and not SHAPELESS.search(key)), TEXT), st.sampled_from('|"'))
def test_what_yaml_writes_reads_back(content: dict[str, str], style: str) -> None:
    dumped = yaml.safe_dump(content, default_style=style, allow_unicode=True, width=float("inf"), sort_keys=False)
    node, problems = parse("f.yaml", dumped.encode())
    assert node is not None
    assert plain(node) == content
    assert not problems
