"""The closed dialect: what becomes what, and what is refused where."""

from __future__ import annotations

import pytest

from press import markdown
from press.document import (
    DefinitionItem,
    DefinitionList,
    Emphasis,
    Footnote,
    LineBreak,
    Link,
    List,
    Paragraph,
    Strong,
    Table,
    Text,
)
from press.place import Place, Scalar
from press.prove.source_tree import _body
from press.prove.source_words import Piece, read_markdown


def prose(text: str) -> Scalar:
    """Return a literal block that begins on line 2, column 5."""
    return Scalar(text, Place("guide.yaml", 1, 3), "literal", 2, 5)


def only(text: str) -> object:
    (block,) = markdown.blocks(prose(text), markdown.RoleCollector())
    return block


def test_inlines() -> None:
    block = only("A *b* **c** [d](https://example.org/x)  \ne.[^n]\n\n[^n]: Note.\n")
    assert block == Paragraph(
        (
            Text("A "),
            Emphasis((Text("b"),)),
            Text(" "),
            Strong((Text("c"),)),
            Text(" "),
            Link("https://example.org/x", (Text("d"),)),
            LineBreak(),
            Text("e."),
            Footnote(1, (Text("Note."),)),
        )
    )


def test_lines_become_spaces() -> None:
    assert only("a\nb\n") == Paragraph((Text("a b"),))


def test_entities_stay_as_written() -> None:
    assert only("a &amp; b\n") == Paragraph((Text("a &amp; b"),))


def test_nested_lists_keep_their_start() -> None:
    block = only("3. a\n   - b\n4. c\n")
    assert isinstance(block, List)
    assert (block.ordered, block.start, len(block.items)) == (True, 3, 2)
    assert isinstance(block.items[0][1], List)


def test_table_with_alignment() -> None:
    block = only("| A | B |\n|---|--:|\n| 1 | 2 |\n")
    assert isinstance(block, Table)
    assert block.alignments == ("start", "end")
    assert block.rows == (((Text("1"),), (Text("2"),)),)


def test_definitions() -> None:
    block = only("One\n: first\n\nTwo\n: second\n")
    assert isinstance(block, DefinitionList)
    assert [item.term for item in block.items] == [(Text("One"),), (Text("Two"),)]


@pytest.mark.parametrize(
    "text",
    [
        "One\n: first\nTwo\n: second\n",
        "One\n: first\nTwo\n\n: second\n",
        "1. One\n   : first\n   Two\n   : second\n",
        "- One\n  : first\nTwo\n: second\n",
        "Before.\nOne\n: first,\nOne and a half\n: in between\nTwo\n: second\n  and more\nThree\n: third\n",
        "Before.[^n]\n\n[^n]: A note.\nTwo\n: second\n",
    ],
)
def test_a_line_before_a_definition_is_a_term_to_both_readers(text: str) -> None:
    assert markdown.problems(prose(text)) == []
    blocks = markdown.blocks(prose(text), markdown.RoleCollector())
    composed = [(part.part, part.words) for part in _body(blocks, "", 0) if isinstance(part, Piece)]
    assert composed == [(piece.part, piece.words) for piece in read_markdown(text)]
    assert ("term", "Two") in [(part.partition(" ")[0], words) for part, words in composed]


def test_a_definition_of_many_lines_stays_one() -> None:
    block = only("One\n: first\nand more\n")
    assert block == DefinitionList((DefinitionItem((Text("One"),), (Paragraph((Text("first and more"),)),)),))


def test_escaped_signs_are_signs() -> None:
    assert only("\\*a\\* \\_b\\_ c\\\\\n") == Paragraph((Text("*a* _b_ c\\"),))


@pytest.mark.parametrize(
    "text",
    [
        "snake_case_words and _ alone\n",
        "3 * 4 and 3*4, * and *\n",
        "a* and b*, a *\nb* c\n",
        "***a*** **b *c*** *d **e***\n",
        "a\\\\\nb and at the end \\\n",
        "[a](https://example.org/a_b_(c)?d=e&f=%20#g)\n",
        "[a](https://example.org/غسل_اليدين?ö)\n",
        "[*a* \\[b\\]](<https://example.org>)\n",
        "[a](https://example.org/\\_x)\n",
        "a: b :c\n",
        "a[^n]: b\n\n[^n]: c\n",
    ],
)
def test_what_is_inside_the_dialect(text: str) -> None:
    assert markdown.problems(prose(text)) == []


def test_roles_and_their_places() -> None:
    found = list(markdown.roles(prose("See {ref}`words <unit>`\nand {term}`ai`.\n")))
    assert found == [
        (markdown.Role("ref", "unit", "words"), "guide.yaml:2:9"),
        (markdown.Role("term", "ai", ""), "guide.yaml:3:9"),
    ]


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("# Heading\n", "D301", "2:5"),
        ("text\n\n    code\n", "D301", "4:9"),
        ("a `b` c\n", "D301", "2:7"),
        ("> quoted\n", "D301", "2:5"),
        ("a <b>c</b>\n", "D301", "2:7"),
        ("![x](y.png)\n", "D301", "2:5"),
        ("a {oops}`b`\n", "D302", "2:7"),
        ("a[^x]\n", "D303", "2:6"),
        ("a[^x] b[^x]\n\n[^x]: n\n", "D303", "2:6"),
        ("a\n\n[^x]: n\n", "D304", "4:5"),
        ("[a](javascript:alert)\n", "D306", "2:9"),
        ("[a](http://example.org)\n", "D306", "2:9"),
        ("a {ref}`b <c> d`\n", "D307", "2:7"),
        ("snake_case and\n_so_ on\n", "D301", "3:5"),
        ("a_b and __so__ on\n", "D301", "2:13"),
        ("- a\n\n  b _*c* d_\n", "D301", "4:9"),
        ("see <https://example.org/x>\n", "D301", "2:9"),
        ("see\n<me@example.org>\n", "D301", "3:5"),
        ('see [a](https://example.org "b c")\n', "D301", "2:33"),
        ("see [a](https://example.org 'b')\n", "D301", "2:33"),
        ("[a](https://example.org (b))\n", "D301", "2:29"),
        ("[a]( https://example.org)\n", "D301", "2:10"),
        ("[a](<https://example.org/b c>)\n", "D306", "2:10"),
        ("[a](https://example.org/{b})\n", "D306", "2:9"),
        ("a\nb\\\nc\n", "D301", "3:6"),
        ("x[^n]\n\n[^n]: a\\\n  b\n", "D301", "4:12"),
        ("One\n~ first\n", "D301", "3:5"),
        ("- c\n: d\n", "D301", "3:5"),
        (": d\n", "D301", "2:5"),
        ("a\n: b\n\n- c\n: d\n", "D301", "5:5"),
        ("a\n: b\n\n1. c\n: d\n", "D301", "5:5"),
        ("a *(b)*c\n", "D301", "2:7"),
        ("a **b *c*\n", "D301", "2:7"),
        ("x[^n]\n\n[^n]: a[^m]\n\n[^m]: b\n", "D301", "4:5"),
        ("[^n]: a[^n]\n", "D301", "2:5"),
    ],
)
def test_what_is_outside_the_dialect(text: str, code: str, place: str) -> None:
    problems = markdown.problems(prose(text))
    assert [(p.code, p.place) for p in problems][:1] == [(code, f"guide.yaml:{place}")]
    assert problems[0].hint


def test_lists_nest_so_deep_and_no_deeper() -> None:
    deep = "".join(f"{'  ' * level}- item\n" for level in range(6))
    assert [p.code for p in markdown.problems(prose(deep))] == ["D301"]
