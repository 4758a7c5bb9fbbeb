"""What happens to the slips of people who write YAML by hand: a Problem at the right place, or the text as written."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from press.place import plain
from press.strict_yaml import parse


class Slip(NamedTuple):
    name: str
    text: str
    problems: tuple[str, ...]
    """Of each: line, column and code."""


class Kept(NamedTuple):
    name: str
    text: str
    value: str


# The 31 slips that PyYAML's loaders were measured on; they damaged up to nine of them in silence.
SLIPS = [
    Slip("colon in a French title", "title: Réduction du risque : premiers pas\n", ("1:28 R101",)),
    Slip("quotation marks inside", 'text: "Qui est le "propriétaire" du risque ?"\n', ("1:19 R101",)),
    Slip("apostrophe inside", "text: 'L'agence évalue'\n", ("1:9 R101",)),
    Slip("number sign", "text: Voir la question #3 du guide\n", ("1:24 R106",)),
    Slip("role first", "text: {term}`Agents` doivent\n", ("1:7 R101",)),
    Slip("emphasis and colon", "text: *Important* : lire\n", ("1:7 R103",)),
    Slip("emphasis first", "text: *Important* lire\n", ("1:7 R103",)),
    Slip("strong first", "text: **Important** lire\n", ("1:7 R103",)),
    Slip("link first", "text: [guide](https://a.org) à lire\n", ("1:7 R101",)),
    Slip("backtick first", "text: `code` ici\n", ("1:7 R101",)),
    Slip("percent sign first", "text: %50 des cas\n", ("1:7 R101",)),
    Slip("tab", "q:\n\ttext: a\n", ("2:1 R105",)),
    Slip("no-break spaces as indentation", "q:\n\u00a0\u00a0text: a\n", ("2:1 R107",)),
    Slip("curly quotation marks and colon", "text: “Owner”: who?\n", ("1:14 R101",)),
    Slip("full-width colon", "title：风险\nid: x\n", ("1:6 R101",)),
    Slip("right-to-left mark before a key", "\u200ftitle: مخاطر\n", ("1:1 R108",)),
    Slip("right-to-left override", "title: \u202eمخاطر\u202c\n", ("1:8 R108", "1:14 R108")),
    Slip("key twice", "text: a\ntext: b\n", ("2:1 R102",)),
    Slip("line of a block indented less", "help: |\n    a\n  b\nc: 1\n", ("3:3 R101",)),
    Slip("guillemets and colon", "text: «Oui» : non\n", ("1:13 R101",)),
    Slip("control character", "text: a\x0bb\n", ("1:8 R109",)),
    Slip("dash first", "text: - non\n", ("1:7 R101",)),
    Slip("question mark first", "text: ? non\n", ("1:7 R101",)),
    Slip("greater-than sign first", "text: > non\n", ("1:7 R101",)),
]
KEPT = [
    Kept("No in Spanish", "label: No\n", "No"),
    Kept("yes in Russian", "label: Да\n", "Да"),
    Kept("date", "since: 2024-05-01\n", "2024-05-01"),
    Kept("number with a zero", "edition: 2.10\n", "2.10"),
    Kept("time of day", "time: 12:30\n", "12:30"),
    Kept("tilde", "text: ~\n", "~"),
    Kept("byte order mark of Windows", "\ufefftitle: a\n", "a"),
]
MORE_SLIPS = [
    Slip("no space after the colon", "title:Risk\nid: x\n", ("1:6 R101",)),
    Slip("text outside its block", "text: |\n  a\nmore text\nid: x\n", ("3:1 R101",)),
    Slip("key indented too much", "title: x\n  short: y\n", ("2:8 R101",)),
    Slip("item indented less", "a:\n  - b: 1\n - c: 2\n", ("3:2 R101",)),
    Slip("list item without dash", "a:\n  - b: 1\n  c: 2\n", ("3:3 R101",)),
    Slip("bracket never closed", "tailor: [role, activity\nid: x\n", ("1:9 R101",)),
    Slip("brace never closed, on more lines", "for: {role: [a],\n  activity: [b]\nid: x\n", ("1:6 R101",)),
    Slip("quotation mark never closed", 'title: "Risk\nid: x\n', ("1:8 R101",)),
    Slip("quotation mark never closed at all", 'title: "Risk\n  id: x\n', ("1:8 R101",)),
    Slip("quoted text on two lines", 'title: "Risk\n  and more"\n', ("1:8 R112",)),
    Slip("plain text on two lines", "title: Risk\n  and more\n", ("1:8 R112",)),
    Slip("folded block", "text: >\n  a\n  b\n", ("1:7 R112",)),
    Slip("text on the line of the bar", "text: |Hello\n  world\n", ("1:7 R101",)),
    Slip("comment in brackets", "a: [b,  # c\n  d]\n", ("1:9 R106",)),
    Slip("comment instead of a value", "title: #3 of 5\nid: x\n", ("1:8 R106",)),
    Slip("comment after a quotation", 'title: "a" #b\n', ("1:12 R106",)),
    Slip("comment after the bar", "text: | #b\n  c\n", ("1:9 R106",)),
    Slip("heading inside a block", "text: |\n    a\n  # b\n    c\n", ("3:3 R106",)),
    Slip("colon at the end", "title: Questions:\n", ("1:17 R101",)),
    Slip("colon in a list item's value", "- title: a: b\n", ("1:11 R101",)),
    Slip("percent sign on a line of its own", "text: |\n  a\n%50\n", ("3:1 R101",)),
    Slip("anchor and alias", "a: &x\n  b: c\nd: *x\n", ("1:4 R103", "3:4 R103")),
    Slip("anchor and alias in brackets", "a: [&x b, *x]\n", ("1:5 R103", "1:11 R103")),
    Slip("merge key", "a: b\n<<: {c: d}\n", ("2:1 R103",)),
    Slip("tag", "a: !!int 5\n", ("1:4 R104",)),
    Slip("tag in brackets", "a: [!x b]\n", ("1:5 R104",)),
    Slip("exclamation mark first", "a: !important\n", ("1:4 R104",)),
    Slip("second document", "a: b\n---\nc: d\n", ("2:1 R111",)),
    Slip("line of hyphens in a text", "a: |\n  b\n---\n  c\n", ("3:1 R111",)),
    Slip("three full stops in a text", "a: |\n  b\n...\n  c\n", ("3:1 R111",)),
    Slip("no-break space before the colon", "title\u00a0: x\n", ("1:6 R107",)),
    Slip("no-break space after the colon", "title:\u00a0x\n", ("1:7 R107",)),
    Slip("no-break space after the dash", "-\u00a0id: x\n", ("1:2 R107",)),
    Slip("ideographic space as indentation", "a:\n\u3000b: c\n", ("2:1 R107",)),
    Slip("no-break space in a block's indentation", "a: |\n  b\n\u00a0\u00a0c\nd: e\n", ("3:1 R107",)),
    Slip("no-break space on an empty line of a block", "a: |\n  b\n\u00a0\n  c\n", ("3:1 R107",)),
    Slip("tab in a block's indentation", "a: |\n  b\n\tc\nd: e\n", ("3:1 R105",)),
    Slip("tab before a value", "a:\tb\n", ("1:3 R105",)),
    Slip("tab inside a value", "a: b\tc\n", ("1:5 R105",)),
    Slip("mark inside a key", "ti\u200dtle: x\n", ("1:3 R108",)),
    Slip("mark inside a key in braces", "a: {ro\u200ble: b}\n", ("1:7 R108",)),
    Slip("isolate in a block", "a: |\n  b\u2066c\u2069\n", ("2:4 R108", "2:6 R108")),
    Slip("override by escape", 'a: "\\u202e"\n', ("1:4 R108",)),
    Slip("control character by escape", 'a: "\\a"\n', ("1:4 R109",)),
    Slip("line separator", "a: |\n  b\u2028c\n", ("2:4 R109",)),
    Slip("byte order mark inside", "a: b\ufeffc\n", ("1:5 R109",)),
    Slip("lost letter", "a: caf\ufffd\n", ("1:7 R109",)),
    Slip("lines that end with CR alone", "a: b\rc: d\r", ("1:1 R109",)),
    Slip("backslash", 'a: "C:\\path"\n', ("1:7 R101",)),
    Slip("full-width colon after a foreign key", "título：x\nid: y\n", ("1:7 R101",)),
    Slip("list as a key", "? [a]\n: b\n", ("1:3 R101",)),
    Slip("nothing but a comment", "# a\n", ("1:1 R101",)),
]
MORE_KEPT = [
    Kept("sharp without a space", "a: C# and F#\n", "C# and F#"),
    Kept("colon without a space", "a: https://example.org/#part\n", "https://example.org/#part"),
    Kept("number sign in quotation marks", 'a: "question #3: why"\n', "question #3: why"),
    Kept("apostrophe in plain text", "a: L'agence évalue l'outil\n", "L'agence évalue l'outil"),
    Kept("doubled apostrophe", "a: 'L''agence'\n", "L'agence"),
    Kept(
        "anything in a block",
        "a: |\n  *b*: [c] #d {term}`e` \"f'\n  \u00a0: g\th\n",
        "*b*: [c] #d {term}`e` \"f'\n\u00a0: g\th\n",
    ),
    Kept("hyphens in a block", "a: |\n  ---\n  ...\n", "---\n...\n"),
    Kept("number sign that begins a block's line", "a: |\n  # b\n  #c\n", "# b\n#c\n"),
    Kept("marks in a value", "a: می\u200cخواهم \u200fو\u200e\n", "می\u200cخواهم \u200fو\u200e"),
    Kept("full-width colon in a title", "a: 风险：概述\n", "风险：概述"),
    Kept("explicit indentation", "a: |2\n    b\n   c\n", "  b\n c\n"),
    Kept("lines that end with CR LF", "a: |\r\n  b\r\n  c\r\n", "b\nc\n"),
    Kept("block without a line end", "a: |\n  b", "b"),
    Kept("start of the document", "---\na: b\n...\n", "b"),
]


def found(text: str) -> tuple[str, ...]:
    return tuple(f"{p.place.removeprefix('f.yaml:')} {p.code}" for p in parse("f.yaml", text.encode())[1])


@pytest.mark.parametrize("slip", SLIPS + MORE_SLIPS, ids=lambda slip: slip.name)
def test_slip_is_reported_where_it_is(slip: Slip) -> None:
    assert found(slip.text) == slip.problems


@pytest.mark.parametrize("slip", SLIPS + MORE_SLIPS, ids=lambda slip: slip.name)
def test_slip_has_a_hint(slip: Slip) -> None:
    problems = parse("f.yaml", slip.text.encode())[1]
    assert all(problem.hint and problem.severity == "error" for problem in problems)


@pytest.mark.parametrize("kept", KEPT + MORE_KEPT, ids=lambda kept: kept.name)
def test_text_stays_as_written(kept: Kept) -> None:
    node, problems = parse("f.yaml", kept.text.encode())
    assert not problems
    assert node is not None
    assert list(plain(node).values()) == [kept.value]


def test_all_measured_slips_are_here() -> None:
    assert len(SLIPS) + len(KEPT) == 31


def test_one_slip_hides_no_other() -> None:
    slips = [slip for slip in SLIPS if slip.text.count("\n") == 1 and not slip.text.startswith("\u200f")]
    text = "".join(f"k{n}{slip.text[slip.text.index(':') :]}" for n, slip in enumerate(slips))
    shifts = [len(f"k{n}") - slip.text.index(":") for n, slip in enumerate(slips)]
    expected = []
    for line, (slip, shift) in enumerate(zip(slips, shifts, strict=True), 1):
        for problem in slip.problems:
            column, code = problem.removeprefix("1:").split()
            expected.append(f"{line}:{int(column) + shift} {code}")
    assert found(text) == tuple(expected)
    node, _ = parse("f.yaml", text.encode())
    assert node is not None
    assert len(plain(node)) == len(slips)


def test_hint_shows_what_to_write() -> None:
    [problem] = parse("risk.yaml", b"title: Risk: first steps\n")[1]
    assert str(problem) == (
        "risk.yaml:1:12: error R101 "
        "the text has a colon followed by a space: YAML takes what stands before it for a key "
        '(put it in quotation marks: title: "…"; or, if it is prose, on the next lines, indented: title: |)'
    )
