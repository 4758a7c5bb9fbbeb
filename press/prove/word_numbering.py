"""The numbers that Word counts itself, computed as Word does (ECMA-376 part 1, 17.9)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final

from press.prove.expected import BULLET
from press.prove.word_file import W, WordFile, value

_PLACE: Final = re.compile(r"%(\d)")


@dataclass(frozen=True, slots=True)
class _Level:
    format: str
    text: str
    start: int


@dataclass(frozen=True, slots=True)
class Sign:
    """What stands before a paragraph of a list, and on which level, from 0. Any bullet is BULLET."""

    text: str
    level: int


class Counter:
    """Counts paragraph after paragraph."""

    def __init__(self, file: WordFile) -> None:
        """Read the lists of a file."""
        self._file = file
        root = file.parts["word/numbering.xml"]
        self._levels = {n.get(f"{W}abstractNumId"): _levels(n) for n in root.iter(f"{W}abstractNum")}
        self._abstract = {n.get(f"{W}numId"): value(n, "abstractNumId") for n in root.iter(f"{W}num")}
        self._restarts = {n.get(f"{W}numId"): _overrides(n) for n in root.iter(f"{W}num")}
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()

    def sign(self, paragraph: Any, style: str) -> Sign | None:
        """Return the sign of the next paragraph; None where there is none. KeyError for a list that there is not."""
        number, level = self._list(paragraph, style)
        if number in ("", "0"):
            return None
        abstract = self._abstract[number]
        levels = self._levels[abstract]
        if levels[level].format == "bullet":
            return Sign(BULLET, level)
        return Sign(self._count(number, abstract, level), level)

    def _list(self, paragraph: Any, style: str) -> tuple[str, int]:
        direct = paragraph.find(f"{W}pPr/{W}numPr")
        if direct is not None:
            return value(direct, "numId"), int(value(direct, "ilvl", "0"))
        return next((found.number for found in self._file.lineage(style) if found.number), ("", 0))

    def _count(self, number: str, abstract: str, level: int) -> str:
        levels = self._levels[abstract]
        counts = self._counts.setdefault(abstract, [None] * 9)
        before = counts[level]
        restart = self._restarts[number].get(level)
        if restart is not None and (number, level) not in self._begun:
            counts[level] = restart
        else:
            counts[level] = levels[level].start if before is None else before + 1
        self._begun.add((number, level))
        counts[level + 1 :] = [None] * (8 - level)

        def shown(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            count = counts[at]
            return str(levels[at].start if count is None else count) if levels[at].format == "decimal" else "?"

        return _PLACE.sub(shown, levels[level].text)


def _levels(node: Any) -> list[_Level]:
    found = {int(level.get(f"{W}ilvl", "0")): level for level in node.iter(f"{W}lvl")}
    return [
        _Level(value(found.get(at), "numFmt"), value(found.get(at), "lvlText"), int(value(found.get(at), "start", "1")))
        for at in range(9)
    ]


def _overrides(node: Any) -> dict[int, int]:
    return {
        int(found.get(f"{W}ilvl", "0")): int(value(found, "startOverride", "1"))
        for found in node.iter(f"{W}lvlOverride")
    }
