"""Tables: every row has as many cells as the header.

CommonMark drops surplus cells and fills in missing ones without a word, so rows are counted in the source lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from press import document, markdown
from press.check.walk import parts, proses
from press.model import Library, Table
from press.place import Scalar
from press.problem import Problem

_RULE: Final = re.compile(r"\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*")
_PIPE: Final = re.compile(r"(?<!\\)\|")
_HINT: Final = "one table alone: a header, a row of |---|, then the rows"


@dataclass(frozen=True, slots=True)
class _Rows:
    """The lines of one table: the number of its header and its lines, the header and the rule being the first two."""

    start: int
    lines: tuple[str, ...]


def problems(library: Library) -> Iterator[Problem]:
    """Yield uneven rows of all tables, and tables that are not exactly one table."""
    for prose in proses(library):
        for rows in _tables(prose.text):
            yield from _uneven(prose.text, rows)
    for part in parts(library):
        if isinstance(part, Table) and not markdown.problems(part.text):
            yield from _one_table(part.text)


def _one_table(text: Scalar) -> Iterator[Problem]:
    blocks = markdown.blocks(text, markdown.RoleCollector())
    tables = [block for block in blocks if isinstance(block, document.Table)]
    if len(tables) != 1 or len(blocks) != 1:
        message = "this is not a table" if not tables else "there is more than one table here"
        yield Problem("D308", str(text.at()), message, _HINT)
        return
    if not tables[0].rows:
        yield Problem("D308", str(text.at()), "the table has no rows", _HINT)
    if not any(tables[0].header):
        yield Problem("D308", str(text.at()), "the table's header is empty", "say what each column holds")


def _tables(text: Scalar) -> Iterator[_Rows]:
    """Yield what is written as a table: a line with pipes, a rule below it, and all lines down to an empty one."""
    source = text.split("\n")
    for number in range(1, len(source)):
        rule, header = source[number], source[number - 1]
        if "|" in rule and _RULE.fullmatch(rule) and "|" in header:
            end = next((n for n in range(number, len(source)) if not source[n].strip()), len(source))
            yield _Rows(number - 1, tuple(source[number - 1 : end]))


def _uneven(text: Scalar, rows: _Rows) -> Iterator[Problem]:
    columns = _cells(rows.lines[0])
    for offset, line in enumerate(rows.lines[1:], start=1):
        if (cells := _cells(line)) != columns:
            place = text.at(rows.start + offset, len(line) - len(line.lstrip()))
            message = f"this row has {_count(cells)}, the header has {_count(columns)}"
            yield Problem("D308", str(place), message, r"cells are parted by |; write \| for the sign itself")


def _cells(line: str) -> int:
    inner = line.strip().removeprefix("|")
    pieces = _PIPE.split(inner)
    return len(pieces) - (1 if len(pieces) > 1 and not pieces[-1].strip() else 0)


def _count(cells: int) -> str:
    return "1 cell" if cells == 1 else f"{cells} cells"
