"""Whether the text of a Word file can be told from what is behind it: 4.5 to 1, as WCAG 2 has it (AA)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, TypeAlias

from lxml import etree

from tests.clients.word_file import W, WordFile, characters, value

ENOUGH: Final = 4.5
PAPER: Final = "FFFFFF"
# "auto" is black, or white on dark: Word sees to it that it can be read.
AUTO: Final = "auto"
_HEX: Final = re.compile(r"[0-9A-Fa-f]{6}")
_OF_TEXT: Final = f"{W}rPr/{W}color"
_BEHIND_TEXT: Final = f"{W}rPr/{W}shd"
_BEHIND_PARAGRAPH: Final = f"{W}pPr/{W}shd"
_BEHIND_CELL: Final = f"{W}tcPr/{W}shd"
# A pair of styles, of a paragraph and a run, and the table style with its part (firstRow, …) around them.
Pair: TypeAlias = tuple[str, str, str, str]


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, given as six hex digits: 1 to 21."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast_findings(word: WordFile) -> Iterator[str]:
    """Yield each pair of styles in use of which the text cannot be told from its background, once."""
    seen = {pair for _, root in word.stories for pair in _pairs(word, root)}
    for pair in sorted(seen):
        paragraph, run, _, part = pair
        name = " + ".join(filter(None, (word.style_name(paragraph), word.style_name(run), part)))
        colour, behind = _colour(word, pair), _behind(word, pair)
        if bad := [one for one in (colour, behind) if one != AUTO and not _HEX.fullmatch(one)]:
            yield f"{name}: what colour is {bad[0]!r}?"
        elif AUTO not in (colour, behind) and contrast(colour, behind) < ENOUGH:
            yield f"{name}: {colour} on {behind} has a contrast of {contrast(colour, behind):.1f} only"


def _pairs(word: WordFile, root: etree._Element) -> Iterator[Pair]:
    for run in root.iter(f"{W}r"):
        paragraph = next(run.iterancestors(f"{W}p"), None)
        if paragraph is not None and _shows(run):
            for style, part in _around(run):
                yield word.style_of(paragraph), value(run, "rPr", "rStyle"), style, part


def _shows(run: etree._Element) -> bool:
    marks = run.find(f"{W}footnoteReference"), run.find(f"{W}footnoteRef")
    return any(mark is not None for mark in marks) or "".join(map(characters, run.iterchildren("*"))).strip() != ""


def _around(run: etree._Element) -> Iterator[tuple[str, str]]:
    """Yield the table style around a run, with each of its parts that may hold there."""
    table, row = next(run.iterancestors(f"{W}tbl"), None), next(run.iterancestors(f"{W}tr"), None)
    if table is None or row is None:
        yield "", ""
        return
    style, look = value(table, "tblPr", "tblStyle"), table.find(f"{W}tblPr/{W}tblLook")
    if table.find(f"{W}tr") is row and _looks(look, "firstRow", 0x20):
        yield style, "firstRow"
        return
    yield style, ""
    if not _looks(look, "noHBand", 0x200):
        yield from ((style, band) for band in ("band1Horz", "band2Horz"))


def _looks(look: etree._Element | None, name: str, bit: int) -> bool:
    """Tell whether a table's look has a part; older programs say it in bits."""
    if look is None:
        return False
    if (said := look.get(f"{W}{name}")) is not None:
        return said in {"1", "true", "on"}
    return bool(int(look.get(f"{W}val", "0"), 16) & bit)


def _colour(word: WordFile, pair: Pair) -> str:
    paragraph, run, table, part = pair
    found = [word.inherited(style, _OF_TEXT) for style in (run, paragraph)]
    found += [_in_part(word, table, part, _OF_TEXT), word.inherited(table, _OF_TEXT)]
    found.append(word.trees["word/styles.xml"].find(f"{W}docDefaults/{W}rPrDefault/{_OF_TEXT}"))
    return next((_said(one, "val") for one in found if one is not None), AUTO)


def _behind(word: WordFile, pair: Pair) -> str:
    paragraph, run, table, part = pair
    found = [word.inherited(run, _BEHIND_TEXT), word.inherited(paragraph, _BEHIND_TEXT)]
    found += [word.inherited(paragraph, _BEHIND_PARAGRAPH)]
    found += [_in_part(word, table, part, _BEHIND_CELL), word.inherited(table, _BEHIND_CELL)]
    fills = (_said(one, "fill") for one in found if one is not None)
    # A fill of "auto" is none: what is behind it shows.
    return next((fill for fill in fills if fill != AUTO), PAPER)


def _in_part(word: WordFile, table: str, part: str, path: str) -> etree._Element | None:
    if not part:
        return None
    for style in word.ancestry(table):
        for conditional in word.styles[style].iterfind(f"{W}tblStylePr"):
            if conditional.get(f"{W}type") == part and (found := conditional.find(path)) is not None:
                return found
    return None


def _said(element: etree._Element, name: str) -> str:
    # A colour of a theme can be any; Word files of the press have no theme.
    theme = element.get(f"{W}themeColor") or element.get(f"{W}themeFill")
    return f"theme {theme}" if theme else element.get(f"{W}{name}", AUTO)
