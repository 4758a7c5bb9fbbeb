"""Checks of a file's blocks against what is expected: words, roles, tables, pictures, links, notes, order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from typing import Final

from press.prove import lines
from press.prove.align import Pair
from press.prove.bidi import Base
from press.prove.diagnose import quote
from press.prove.expected import BULLET, Expected
from press.prove.lines import Difference
from press.prove.links import check_links
from press.prove.pdf_font import UNKNOWN
from press.prove.pdf_leaf import Leaf
from press.prove.report import Report
from press.prove.words import around, bare, flat, fold

_ORDER_HINT: Final = (
    "where scripts mix, make the whole phrase bold, stressed or a link, or none of it: each is laid out by itself"
)
_NUMBER: Final = re.compile(r"\d+")


def check_pairs(pairs: Sequence[Pair], base: Base, report: Report) -> None:
    """Report everything that is wrong with blocks and the leaves that belong to them."""
    for (what, unit), group in groupby(pairs, key=_kind):
        several = list(group)
        if what == "missing":
            _missing(several, unit, pairs, report)
        elif what == "moved":
            _out_of_order(several[0], report)
    before: Pair | None = None
    for pair in pairs:
        if pair.expected and pair.leaf:
            _check_pair(pair, before, base, report)
        elif pair.leaf and before:
            after = f"after {before.expected.where}" if before.expected else "at the beginning"
            report.add("P602", pair.leaf.page, f"“{quote(pair.leaf, base)}” stands {after}, where nothing belongs")
        elif pair.leaf:
            report.add("P602", pair.leaf.page, f"“{quote(pair.leaf, base)}” stands before everything else")
        before = pair if pair.expected else before


def _kind(pair: Pair) -> tuple[str, str]:
    unit = pair.expected.unit if pair.expected else ""
    return ("moved" if pair.moved else "missing" if pair.expected and not pair.leaf else ""), unit


def _missing(several: Sequence[Pair], unit: str, pairs: Sequence[Pair], report: Report) -> None:
    blocks = [pair.expected for pair in several if pair.expected]
    here = [pair for pair in pairs if pair.expected and pair.expected.unit == unit]
    page = next((pair.leaf.page for pair in here if pair.leaf), 0)
    if len(here) == len(blocks) and len(blocks) > 1:
        report.add("P601", page, f"'{unit}' is missing, all {len(blocks)} blocks from “{_words(blocks[0])}” on")
        return
    for block in blocks[:3]:
        report.add(_code(block, "P601"), page, f"{block.where} is missing: “{_words(block)}”")
    if len(blocks) > 3:
        report.add("P601", page, f"of '{unit}', {len(blocks) - 3} more blocks are missing")


def _words(block: Expected) -> str:
    text = flat(block.text.replace(BULLET, "•")) if block.alternative is None else block.alternative
    return text if len(text) <= 60 else f"{text[:57]}…"


def _out_of_order(pair: Pair, report: Report) -> None:
    if pair.expected and pair.leaf:
        code = "P608" if pair.expected.cell else "P604"
        what = f"{pair.expected.where} stands in another place: “{_words(pair.expected)}”"
        report.add(code, pair.leaf.page, what)


def _check_pair(pair: Pair, before: Pair | None, base: Base, report: Report) -> None:
    block, leaf = pair.expected, pair.leaf
    if not block or not leaf:
        return
    if pair.difference:
        _differs(block, leaf, pair.difference, base, report)
    if block.role != leaf.role:
        report.add(
            "P613", leaf.page, f"{block.where} is a {leaf.role or 'nothing'} in the structure, not a {block.role}"
        )
    elif (block.depth, block.quoted) != (leaf.place.depth, leaf.place.quoted) and not pair.moved:
        report.add("P613", leaf.page, f"{block.where} is nested otherwise: {_nested(leaf)}")
    elif block.drawn != leaf.place.drawn:
        report.add("P613", leaf.page, f"{block.where} stands {'in' if leaf.place.drawn else 'outside of'} a figure")
    if block.alternative is not None:
        _check_picture(block, leaf, report)
    if block.cell or leaf.place.table:
        _check_cell(block, leaf, before, report)
    if not pair.difference:
        check_links(block, leaf, report)
    _check_sight(block, leaf, report)


def _nested(leaf: Leaf) -> str:
    return f"below {leaf.place.depth} lists{', in a quotation' if leaf.place.quoted else ''}"


def _differs(block: Expected, leaf: Leaf, difference: Difference, base: Base, report: Report) -> None:
    shown = fold(lines.logical(leaf.boxes, base))
    if not shown.strip():
        report.add(_code(block, "P601"), leaf.page, f"{block.where} is missing: “{_words(block)}”")
        return
    if (numbers := _wrong_pages(block, shown)) is not None:
        for target, printed, true in numbers:
            if true != "00":  # unknown pages are reported by themselves
                what = f"{block.where} prints page {printed} for '{target}', which begins on page {true}"
                report.add("P605", leaf.page, what)
        return
    want = _composed(block.text, difference.at)
    have = _composed(shown, difference.at)
    if UNKNOWN in shown:
        report.add("P603", leaf.page, f"{block.where} has glyphs that say nothing: “{have}” instead of “{want}”")
    elif difference.order:
        what = f"{block.where} has its words in another order on the line than “{want}”"
        report.add("P604", leaf.page, what, _ORDER_HINT if base == "R" else "")
    else:
        report.add(_code(block), leaf.page, f"{block.where} says “{have}” instead of “{want}”")


def _code(block: Expected, other: str = "P603") -> str:
    if block.what == "digest":
        return "P606"
    return "P608" if block.cell else "P609" if block.role == "Note" else other


def _composed(text: str, at: int) -> str:
    place = 0
    while place < len(text) and at > 0:
        at -= not text[place].isspace()
        place += 1
    return around(text.replace(BULLET, "•"), place)


def _wrong_pages(block: Expected, shown: str) -> list[tuple[str, str, str]] | None:
    """Return (target, printed, true) of wrong page numbers, if nothing else is wrong with the block."""
    pages = {span.start: span.name for span in block.spans if span.kind == "page"}
    want, have = bare(block.text), bare(shown)
    numbers = list(_NUMBER.finditer(block.text))
    printed = _NUMBER.findall(shown)
    rest = [sorted(_NUMBER.sub("", text)) for text in (want, have)]
    if not pages or len(numbers) != len(printed) or rest[0] != rest[1]:
        return None
    wrong: list[tuple[str, str, str]] = []
    for number, said in zip(numbers, printed, strict=True):
        if number[0] != said:
            target = pages.get(len(bare(block.text[: number.start()])))
            if target is None:
                return None
            wrong.append((target, said, number[0]))
    return wrong or None


def _check_picture(block: Expected, leaf: Leaf, report: Report) -> None:
    if leaf.alternative != block.alternative:
        says = f"“{leaf.alternative[:60]}”" if leaf.alternative else "nothing"
        report.add("P612", leaf.page, f"{block.where} has as its alternative {says} instead of “{block.alternative}”")
    if not leaf.painted:
        report.add("P612", leaf.page, f"{block.where} is not drawn")


def _check_cell(block: Expected, leaf: Leaf, before: Pair | None, report: Report) -> None:
    """Check where a cell stands: its column, and that a row is a row."""
    if not block.cell or not leaf.place.row:
        if block.role != "Caption" and not (block.in_cell and leaf.place.row):
            report.add("P608", leaf.page, f"{block.where} stands {'in' if leaf.place.row else 'outside of'} a table")
        return
    if block.cell.column != leaf.place.column:
        report.add("P608", leaf.page, f"{block.where} stands in column {leaf.place.column}")
    if not before or not before.expected or not before.expected.cell or not before.leaf:
        return
    same = (before.leaf.place.table, before.leaf.place.row) == (leaf.place.table, leaf.place.row)
    meant = (before.expected.cell.table, before.expected.cell.row) == (block.cell.table, block.cell.row)
    if same != meant:
        report.add("P608", leaf.page, f"{block.where} stands in {'the row before' if same else 'a row of its own'}")


def _check_sight(block: Expected, leaf: Leaf, report: Report) -> None:
    if any(not run.visible for box in leaf.boxes for run in box.runs):
        report.add("P603", leaf.page, f"{block.where} is there, but is drawn so that nobody sees it")
