"""Tabs, special spaces, invisible marks and the wide colon where the structure of a file is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, TypeAlias

from press.slips.characters import INVISIBLE, LOST, SHAPELESS, name

if TYPE_CHECKING:
    from press.slips.lines import Lines

_KEY: Final = rf"[A-Za-z0-9_{INVISIBLE}{LOST}-]"
_BEGINNING: Final = re.compile(rf"\s*(?:[{INVISIBLE}{LOST}]*-\s+)*(?:{_KEY}+\s*(?:：|:(?=\s|$))\s*)?")

_Slip: TypeAlias = tuple[str, str, str]

_TAB: Final[_Slip] = (
    "R105",
    "a tab stands where spaces belong",
    "write spaces instead; most editors can do that by themselves",
)
_SPACE: Final[_Slip] = (
    "R107",
    "a no-break space or another special space ({name}) stands where an ordinary space belongs",
    "delete it and type an ordinary space; it was pasted from a word processor",
)
_WIDE: Final[_Slip] = ("R101", "this is the full-width colon '：'", "after a key write an ordinary colon and a space")
_MARK: Final[_Slip] = (
    "R108",
    "an invisible character ({name}) stands in or before the key",
    "delete it, or type the key anew",
)


def report_space(lines: Lines, n: int, column: int) -> None:
    """Report the tab or special space at a place."""
    sign = lines.lines[n][column]
    code, message, hint = _TAB if sign == "\t" else _SPACE
    lines.report(n, column, code, message.format(name=name(sign)), hint)


def mend_tabs(lines: Lines, n: int) -> None:
    """Report the first tab of a line of structure and mend all of them."""
    if (tab := lines.lines[n].find("\t")) >= 0:
        report_space(lines, n, tab)
        lines.lines[n] = lines.lines[n].replace("\t", " ")


def mend_beginning(lines: Lines, n: int) -> None:
    """Report and mend what should not stand in the indentation, the dashes, the key and around the colon of a line.

    One Problem of each kind: whoever deletes the first sees the others.
    """
    match = _BEGINNING.match(lines.lines[n])
    beginning = match.group() if match else ""
    mended, came_from = [], []
    seen: set[_Slip] = set()
    for column, sign in enumerate(beginning):
        new, slip = _mended(sign)
        mended.append(new)
        came_from += [column] * len(new)
        if slip and slip not in seen:
            seen.add(slip)
            code, message, hint = slip
            lines.report(n, column, code, message.format(name=name(sign)), hint)
    if (new := "".join(mended)) != beginning:
        lines.mend(n, 0, len(beginning), new, came_from)


def _mended(sign: str) -> tuple[str, _Slip | None]:
    """Return what the parser shall see instead of a character, and what is wrong with it."""
    if sign == LOST:
        return "", None
    if sign == "：":
        return ": ", _WIDE
    if SHAPELESS.match(sign):
        return "", _MARK
    if sign.isspace() and sign not in " \t":
        return " ", _SPACE
    return sign, None
