"""Content that nobody writes by intention: each is a problem with a place and a hint, soon and in little memory."""

from __future__ import annotations

import random
import resource
from pathlib import Path
from typing import Final

import pytest

from press.check import check
from press.markdown_tree import DEEPEST
from press.model.values import LINE_LENGTH
from press.problem import Problem
from press.read import read_library
from press.strict_yaml import LONGEST_WORD
from tests.builds import ROOT
from tests.measure import Measured, measured
from tests.unit.toolkit_fixture import FILES, GLOSSARY, MANUAL, SOURCES, TOOLKIT, SmallToolkit

PROSE: Final = "A dry chain is not a clean chain."
CELL: Final = "| Dry | Sun |"
ENDLESS: Final = "w" * 200_000
MEGABYTES: Final = 1000  # what the whole process has taken at its most


def found(toolkit: SmallToolkit) -> list[Problem]:
    library, problems = read_library(toolkit.root)
    return [*problems, *(check(library) if library else ())]


def told(toolkit: SmallToolkit) -> set[tuple[str, str]]:
    """Return code and place of every problem, each of which says what to do."""
    problems = found(toolkit)
    assert all(problem.hint and len(str(problem)) < 1000 for problem in problems)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < MEGABYTES * 1024
    return {(problem.code, problem.place) for problem in problems}


@pytest.mark.parametrize(
    "text",
    [
        "> " * 5000 + "x",
        "- " * 5000 + "x",
        "1. " * 5000 + "x",
        "*a " * 40 + "x" + " b*" * 40,
    ],
    ids=["quotes", "lists", "numbers", "emphasis"],
)
def test_prose_that_nests_without_end(tmp_path: Path, text: str) -> None:
    toolkit = SmallToolkit(tmp_path)
    place = toolkit.at(MANUAL, PROSE)
    assert ("D301", place) in told(toolkit.edit(MANUAL, PROSE, text))


def test_the_line_on_which_prose_nests_too_deep(tmp_path: Path) -> None:
    text = "\n".join("            " + "  " * n + "- x" for n in range(DEEPEST))
    toolkit = SmallToolkit(tmp_path).edit(MANUAL, f"            {PROSE}", f"            Words first.\n\n{text}")
    line = int(toolkit.at(MANUAL, "Words first.").split(":")[1])
    lines = {int(place.split(":")[1]) for code, place in told(toolkit) if code == "D301"}
    assert lines == {line + 1 + DEEPEST // 2}  # each list is two levels, with its items


def test_brackets_are_words_where_they_are_no_link(tmp_path: Path) -> None:
    toolkit = SmallToolkit(tmp_path).edit(MANUAL, PROSE, "[" * 240 + "x" + "]" * 240)
    assert told(toolkit) == set()


@pytest.mark.parametrize(
    ("file", "old", "new", "word", "codes"),
    [
        (MANUAL, PROSE, ENDLESS, ENDLESS, {"R113"}),
        (MANUAL, CELL, f"| Dry | {ENDLESS} |", ENDLESS, {"R113"}),
        (MANUAL, "title: Cleaning", f"title: {ENDLESS}", ENDLESS, {"R113", "M210"}),
        (TOOLKIT, "title: Bicycles that last", f"title: {ENDLESS}", ENDLESS, {"R113", "M210"}),
        (GLOSSARY, "term: chain", f"term: {ENDLESS}", ENDLESS, {"R113", "M210"}),
        (MANUAL, "alternative: A circle", f"alternative: {ENDLESS}", ENDLESS, {"R113"}),
        (MANUAL, "id: dry-is-not-clean", f"id: {ENDLESS}", ENDLESS, {"R113", "M204"}),
        (MANUAL, "https://example.org/wheel", f"https://w.org/{ENDLESS}", "https://w.org/", {"R113", "M210"}),
        (MANUAL, PROSE, f"A [film](https://w.org/{ENDLESS})", "[film]", {"R113"}),
    ],
    ids=["prose", "cell", "title", "title of all", "term", "alternative", "id", "address", "link"],
)
def test_a_word_without_end(tmp_path: Path, file: str, old: str, new: str, word: str, codes: set[str]) -> None:
    toolkit = SmallToolkit(tmp_path).edit(file, old, new)
    problems = told(toolkit)
    assert {code for code, _ in problems} == codes
    assert ("R113", toolkit.at(file, new, word)) in problems


@pytest.mark.parametrize("sign", [" ", "-", "\u00ad", "\u200b"])
def test_a_word_that_can_be_broken_is_none_without_end(tmp_path: Path, sign: str) -> None:
    word = sign.join(["w" * LONGEST_WORD] * 3)
    assert told(SmallToolkit(tmp_path).edit(MANUAL, PROSE, word)) == set()


def test_a_table_may_have_long_lines_below_its_head(tmp_path: Path) -> None:
    toolkit = SmallToolkit(tmp_path).edit(MANUAL, "|---|---|", f"|{'-' * 900}|{'-' * 900}|")
    assert told(toolkit) == set()


def test_a_title_is_not_a_book(tmp_path: Path) -> None:
    toolkit = SmallToolkit(tmp_path).edit(MANUAL, "title: Cleaning", "title: " + "Clean it " * 200)
    assert told(toolkit) == {("M210", toolkit.at(MANUAL, "Clean it " * 200))}
    toolkit = SmallToolkit(tmp_path).edit(MANUAL, "title: Cleaning", "title: " + ("Clean it " * 200)[:LINE_LENGTH])
    assert told(toolkit) == set()


def test_an_address_fits_into_a_code_that_phones_read(tmp_path: Path) -> None:
    address = "https://example.org/" + "-".join(["w" * 400] * 2)
    toolkit = SmallToolkit(tmp_path).edit(MANUAL, "https://example.org/wheel", address)
    assert told(toolkit) == {("D306", toolkit.at(MANUAL, address))}


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "file:/etc/passwd",
        "http://127.0.0.1:1/x",
        "//example.org/x",
        "javascript:alert(1)",
        "data:text/html,x",
        "ftp://example.org/x",
        "https:///etc/passwd",
    ],
)
def test_addresses_lead_to_the_network_by_https_alone(tmp_path: Path, address: str) -> None:
    film, guide = "address: https://example.org/wheel", "address: https://example.org/guide"
    toolkit = SmallToolkit(tmp_path).edit(MANUAL, film, f"address: {address}")
    toolkit.edit(SOURCES, guide, f"address: {address}").edit(MANUAL, PROSE, f"Read [this]({address}) now.")
    toolkit.edit(MANUAL, "image: wheel.svg", f"image: {address}")
    assert told(toolkit) == {
        ("D306", toolkit.at(MANUAL, f"address: {address}", address)),
        ("D306", toolkit.at(SOURCES, f"address: {address}", address)),
        ("D306", toolkit.at(MANUAL, f"[this]({address})", address)),
        ("C411", toolkit.at(MANUAL, f"image: {address}", address)),
    }


# Files

HUGE: Final = FILES[MANUAL].encode()


@pytest.mark.parametrize(
    ("more", "code"),
    [
        (b"# " + b"x" * 50_000_000 + b"\n", "R113"),
        (b"x: " + b"[" * 5000 + b"]" * 5000, "R113"),
        (b"x: " + b"{a: " * 5000 + b"}" * 5000, "R113"),
        (b"x:\n  " + b"- " * 5000 + b"x\n", "R113"),
        (b"x:\n" + b"".join(b" " * n + b"a:\n" for n in range(1, 1500)), "R113"),
        (b"a: &a [x]\n" + b"".join(b"%c: &%c [*%c, *%c]\n" % (n + 1, n + 1, n, n) for n in range(97, 117)), "R103"),
        (b"x: a\0b\n", "R109"),
        (b"x: a\xed\xa0\x80b\n", "R109"),
        (b'x: "\\ud800"\n', "R101"),
        (b'x: "\\0"\n', "R109"),
        (b"\t\n" * 100_000, "R105"),
    ],
    ids=["50 MB", "lists", "groups", "dashes", "blocks", "laughs", "nul", "surrogate", "escape", "escaped nul", "tabs"],
)  # fmt: skip
def test_a_file_that_is_too_much(tmp_path: Path, more: bytes, code: str) -> None:
    toolkit = SmallToolkit(tmp_path)
    (toolkit.root / MANUAL).write_bytes(HUGE + more)
    first = len(HUGE.splitlines()) + 1
    problems = told(toolkit)
    assert code in {code for code, _ in problems}
    assert {code for code, place in problems if int(place.split(":")[1]) < first} <= {"R113", "C409", "C416"}


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-32"])
def test_a_file_in_another_encoding(tmp_path: Path, encoding: str) -> None:
    toolkit = SmallToolkit(tmp_path)
    (toolkit.root / MANUAL).write_bytes(HUGE.decode().encode(encoding))
    assert ("R109", f"content/{MANUAL}:1:1") in told(toolkit)


@pytest.mark.parametrize("seed", range(4))
def test_a_file_with_damaged_bytes_is_read_or_refused(tmp_path: Path, seed: int) -> None:
    """A disk that fails, a merge that went wrong: whatever it is, there is no accident."""
    chance, toolkit = random.Random(seed), SmallToolkit(tmp_path)
    for _ in range(20):
        data = bytearray(HUGE)
        for _ in range(chance.randint(1, 8)):
            at = chance.randrange(len(data))
            data[at : at + chance.choice((0, 1, 40))] = chance.randbytes(chance.choice((0, 1, 3)))
        (toolkit.root / MANUAL).write_bytes(data)
        found(toolkit)


@pytest.mark.parametrize(
    ("name", "shown"),
    [("a\nb", "a\\nb"), ("a\x1b[31mb", "a\\x1b[31mb"), ("a\u202eb", "a\\u202eb"), ("\udcff", "\\udcff")],
)
def test_a_name_of_a_file_does_not_break_a_line(tmp_path: Path, name: str, shown: str) -> None:
    toolkit = SmallToolkit(tmp_path)
    (toolkit.root / f"en/resources/{name}.yaml").write_text("x", "utf-8")
    assert told(toolkit) == {
        ("C417", f"content/en/resources/{shown}.yaml:1:1"),
        ("M203", f"content/en/resources/{shown}.yaml:1:1"),
    }
    assert all(str(problem).isprintable() for problem in found(toolkit))


# Tables


@pytest.mark.full
@pytest.mark.timed
def test_a_table_of_3000_rows_takes_three_times_as_long_as_one_of_1000(tmp_path: Path) -> None:
    """In PDF, print twin, Word and both legs of the proof."""
    took: dict[int, Measured] = {}
    for rows in (1000, 3000):
        toolkit = SmallToolkit(tmp_path / str(rows)).edit(MANUAL, "tailor: [season]\n", "")
        table = "\n            ".join(f"| Oil {n} | At {n} degrees |" for n in range(rows))
        toolkit.edit(MANUAL, CELL, table)
        output = tmp_path / f"output-{rows}"
        where = ("--content", toolkit.root, "--output", output)
        took[rows] = measured(ROOT / "build.py", *where, "build", "--document", "manual", "--jobs", "1")
        assert took[rows].code == 0, took[rows].err
        made = [path.name for path in (output / "draft" / "en" / "guides").iterdir()]
        assert sorted(made) == ["manual.docx", "manual.pdf", "manual.print.pdf"]
    assert took[3000].seconds < 3 * 1.4 * took[1000].seconds
    assert took[3000].memory < MEGABYTES * 1_000_000
