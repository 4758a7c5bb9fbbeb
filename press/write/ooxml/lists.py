"""Lists of a Word file (ECMA-376 part 1, 17.9). Lengths are twentieths of a point."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from press.write.ooxml.markup import NOTHING, Markup, joined, root, w


@dataclass(frozen=True, slots=True)
class Level:
    """A level of a list: its format, its text (``%1.%2`` or a sign), where it stands, and the style it belongs to."""

    format: Literal["decimal", "bullet"]
    text: str
    start: int
    hanging: int
    style: str = ""
    colour: str = ""
    font: str = ""


def numbering_xml(lists: Mapping[int, Sequence[Level]], restarts: Sequence[tuple[int, int, int, int]]) -> bytes:
    """Return the part with all lists.

    ``lists`` are by number; each has a ``w:num`` of the same number. ``restarts`` are further ones, as (number,
    list, level, first number).
    """
    abstract = [
        w(
            "abstractNum",
            w("multiLevelType", val="multilevel"),
            *(_level(at, level) for at, level in enumerate(levels)),
            abstractNumId=number,
        )
        for number, levels in lists.items()
    ]  # fmt: skip
    plain = [w("num", w("abstractNumId", val=number), numId=number) for number in lists]
    again = [
        w(
            "num",
            w("abstractNumId", val=base),
            w("lvlOverride", w("startOverride", val=first), ilvl=level),
            numId=number,
        )
        for number, base, level, first in restarts
    ]
    return root("w:numbering", *abstract, *plain, *again)


def _level(at: int, level: Level) -> Markup:
    looks = joined(
        w("rFonts", ascii=level.font, hAnsi=level.font, cs=level.font, hint="default") if level.font else NOTHING,
        w("color", val=level.colour) if level.colour else NOTHING,
    )
    return w(
        "lvl",
        w("start", val=1),
        w("numFmt", val=level.format),
        w("pStyle", val=level.style) if level.style else NOTHING,
        w("suff", val="tab" if level.hanging else "space"),
        w("lvlText", val=level.text),
        w("lvlJc", val="left"),
        w("pPr", w("ind", left=level.start, **({"hanging": level.hanging} if level.hanging else {"firstLine": 0}))),
        w("rPr", looks) if looks else NOTHING,
        ilvl=at,
    )
