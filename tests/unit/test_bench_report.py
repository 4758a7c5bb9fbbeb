"""The report says what the figures say: each line holds, does not, is moot, or was not measured."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bench import figures as kept
from bench.figures import TOOLKIT, Detail, Figures, Other, Plain, Subject, Workers
from bench.lines import FAILS, HOLDS, MOOT, UNKNOWN, lines
from bench.process import Cost
from bench.reading import reading
from bench.report import report

DETAIL = Detail(1, {"read": 1, "write": 30}, {"guides/a": 10, "guides/b": 5}, {"guides/a": 60, "guides/b": 40}, 2)
NAIVE = Other("naive", "PDF and Word", Cost(20, 20, 100), 98, 120)


def cost(cpu: float, peak: float = 100) -> Cost:
    return Cost(cpu, cpu, peak)


def subject(name: str = TOOLKIT, size: int = 0, **changes: Any) -> Subject:
    made = Subject(
        name, size, 2, 100, cost(32), cost(1.2), cost(9), "guides/a", ("guides/a", "guides/b"),
        DETAIL, Plain(cost(14), cost(9), 3, 130), (NAIVE,), 130,
    )  # fmt: skip
    return replace(made, **changes)


def grown(size: int, cpu: float, peak: float = 100) -> Subject:
    name = f"corpus × {size}"
    return subject(name, size, pages=100 * size, cold=cost(cpu, peak), detail=None, plain=None, others=())


def figures(**changes: Any) -> Figures:
    subjects = (subject(), grown(1, 31), grown(2, 61), grown(8, 241, 399))
    made = Figures("2026-01-31", False, {"cores": "2"}, {"press": "abc"}, cost(1), subjects, Workers("it", 17, 10, 399))
    return replace(made, **changes)


def verdicts(of: Figures) -> dict[str, str]:
    names = ("unchanged", "sentence", "known", "naive", "two", "memory", "growth")
    return dict(zip(names, (line.verdict for line in lines(of)), strict=True))


def test_lines_that_hold() -> None:
    # One sentence: 9 s but 1 for imports; 40 % of the guide's 10 s and 5 s of the other document are 9.
    assert verdicts(figures()) == dict.fromkeys(verdicts(figures()), HOLDS)


@pytest.mark.parametrize(
    ("line", "changes"),
    [
        ("unchanged", {"unchanged": cost(1.31)}),
        ("sentence", {"sentence": cost(10.1)}),
        ("sentence", {"remade": ("guides/a",)}),
        ("known", {"plain": Plain(cost(14), cost(9.9), 3, 130)}),
        ("naive", {"plain": Plain(cost(15.1), cost(9), 3, 130)}),
    ],
)
def test_lines_of_the_toolkit_that_do_not_hold(line: str, changes: dict[str, Any]) -> None:
    found = verdicts(figures(subjects=(subject(**changes), grown(1, 31), grown(8, 241))))
    assert [name for name, verdict in found.items() if verdict != HOLDS] == [line]
    assert found[line] == FAILS


@pytest.mark.parametrize(
    ("line", "changes"),
    [
        ("two", {"workers": Workers("it", 16.9, 10, 399)}),
        ("memory", {"workers": Workers("it", 17, 10, 400)}),
        ("memory", {"subjects": (subject(), grown(1, 31), grown(8, 241, 400))}),
        ("growth", {"subjects": (subject(), grown(1, 31), grown(8, 1 + 8 * 30 * 1.11))}),
        ("growth", {"subjects": (subject(), grown(1, 31), grown(8, 1 + 8 * 30 * 0.89))}),
    ],
)
def test_other_lines_that_do_not_hold(line: str, changes: dict[str, Any]) -> None:
    found = verdicts(figures(**changes))
    assert [name for name, verdict in found.items() if verdict != HOLDS] == [line]
    assert found[line] == FAILS


def test_a_line_may_hold_for_some_only() -> None:
    slow = subject("slow", plain=Plain(cost(16), cost(9), 3, 130))
    found = verdicts(figures(subjects=(subject(), slow, grown(1, 31), grown(8, 241))))
    assert found["naive"] == f"**holds for {TOOLKIT} only**"


def test_what_was_not_measured_has_no_verdict() -> None:
    bare = subject(detail=None, plain=None, others=())
    nothing = figures(subjects=(bare, grown(1, 31), grown(2, 61)), workers=None, no_workers="there is no option")
    found = verdicts(nothing)
    assert [name for name, verdict in found.items() if verdict == UNKNOWN] == [
        "sentence", "known", "naive", "two", "memory",
    ]  # fmt: skip
    assert "not measured: there is no option" in report(nothing)


def test_page_numbers_are_moot_when_everything_is_laid_out_once() -> None:
    once = subject(plain=Plain(cost(14), cost(14), 2, 130))
    assert verdicts(figures(subjects=(once, grown(1, 31), grown(8, 241))))["known"] == MOOT


def test_a_tool_that_is_not_there_has_no_figures() -> None:
    gone = Other("naive", "PDF and Word", missing="python-docx is not there")
    without = figures(subjects=(subject(others=(gone,)), grown(1, 31), grown(8, 241)))
    assert "| naive | PDF and Word | not measured: python-docx is not there |" in report(without)
    assert verdicts(without)["naive"] == UNKNOWN
    assert not any("naive" in sentence for sentence in reading(without))


def test_sentences_follow_the_figures() -> None:
    said = list(reading(figures()))
    assert "The PDFs of the script lack 10 of 130 footnotes, without a warning." in said[1]
    whole = replace(NAIVE, notes=130, failed=1)
    said = list(reading(figures(subjects=(subject(others=(whole,)), grown(1, 31), grown(8, 241)))))
    assert said[1].endswith("The script failed on 1 of 2 documents. The PDFs of the script have all 130 footnotes.")
    assert "1 of its 3 layouts repeat" in next(iter(reading(figures(subjects=(
        subject(detail=replace(DETAIL, layouts=3)), grown(1, 31), grown(8, 241),
    )))))  # fmt: skip


def test_every_row_has_as_many_cells_as_its_table() -> None:
    width = 0
    for line in report(figures()).splitlines():
        cells = line.count("|")
        width = width or cells if cells else 0
        assert cells == width, line


def test_figures_come_back_as_they_were_kept(tmp_path: Path) -> None:
    for made in (figures(), figures(workers=None, no_workers="why")):
        kept.save(made, tmp_path / "figures.json")
        again = kept.load(tmp_path / "figures.json")
        assert again == made
        assert report(again) == report(made)
