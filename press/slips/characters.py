"""From bytes to text: the encoding, the line ends, and characters that nobody can see or no file should hold."""

from __future__ import annotations

import codecs
import re
import unicodedata
from functools import lru_cache
from typing import Final

from press.place import Place
from press.problem import Problem

LOST: Final = "\ufffd"
"""Stands in the mended text wherever a refused character was, so that columns stay right."""

INVISIBLE: Final = (
    "\u00ad\u034f\u061c\u115f\u1160\u180e\u200b-\u200f\u2060-\u2064\u206a-\u206f\ufeff\U000e0000-\U000e007f"
)
"""Characters without a shape, as a regular expression's range: welcome in prose, never in a key."""
SHAPELESS: Final = re.compile(f"[{INVISIBLE}]")

_DIRECTION: Final = "\u202a-\u202e\u2066-\u2069"
_LINE_BREAKS: Final = "\x0b\x0c\x85\u2028\u2029"
_NONCHARACTERS: Final = "\ufdd0-\ufdef" + "".join(f"{chr(p)}{chr(p + 1)}" for p in range(0xFFFE, 0x110000, 0x10000))
_CONTROLS: Final = "\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff\ufff9-\ufffd"
REFUSED: Final = re.compile(f"[{_CONTROLS}{_LINE_BREAKS}{_DIRECTION}{_NONCHARACTERS}]")

_ENDS: Final = "save the file again with ordinary line ends"
_SAVE: Final = "save the file again with the encoding UTF-8"
_HINTS: Final[tuple[tuple[re.Pattern[str], str, str, str], ...]] = (
    (
        re.compile(f"[{_DIRECTION}]"),
        "R108",
        "an invisible direction mark ({name}) changes the order in which the text is read",
        "delete it and write the text in the order in which it is spoken: the press sets the direction itself",
    ),
    (
        re.compile(f"[{_LINE_BREAKS}]"),
        "R109",
        "an invisible line break ({name}), as word processors make it",
        "delete it and press Enter instead",
    ),
    (re.compile("\ufeff"), "R109", "an invisible byte order mark inside the text", "delete it"),
    (re.compile("\ufffc"), "R109", "a sign that stands for a picture ({name})", "delete it; a picture is a figure"),
    (re.compile(LOST), "R109", "a letter got lost in an earlier conversion ({name})", "write the right one"),
    (REFUSED, "R109", "an invisible control character ({name})", "delete it; it came with pasted text"),
)
_BOMS: Final = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)


def decode(file: str, data: bytes, most: int) -> tuple[str | None, list[Problem]]:
    """Return the text with ``\\n`` line ends and without a byte order mark, and what is wrong with its characters.

    Refused characters are replaced by `LOST`; when there are more than ``most``, the rest is not reported. The text is
    None when the bytes are no text at all.
    """
    if encoding := next((name for bom, name in _BOMS if data.startswith(bom)), None):
        return None, [Problem("R109", str(Place(file)), f"the file is saved as {encoding}", _SAVE)]
    if (nul := data.find(b"\0")) >= 0:
        place = Place(file, data.count(b"\n", 0, nul) + 1)
        return None, [Problem("R109", str(place), "this is not a text file, or it is saved as UTF-16", _SAVE)]
    data = data.removeprefix(codecs.BOM_UTF8)
    problems = []
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        problems.append(_not_utf8(file, data, error.start))
        text = data.decode("utf-8", "replace").replace(LOST, "?")
    text = text.replace("\r\n", "\n")
    if "\r" in text:
        place = Place(file, text.count("\n", 0, text.index("\r")) + 1)
        problems.append(Problem("R109", str(place), "a line ends with a carriage return alone", _ENDS))
    text, refused = _replace_refused(file, text.replace("\r", "\n"), most)
    return text, problems + refused


def shown(text: str, limit: int = 40) -> str:
    """Return the text as a message may quote it: on one line, not too long, with what is invisible made visible."""
    cut = text if len(text) <= limit else text[: limit - 1].rstrip() + "…"
    return "".join(c if c.isprintable() and not SHAPELESS.match(c) else f"<U+{ord(c):04X}>" for c in cut)


def name(character: str) -> str:
    """Return how a message names a character: its Unicode name and number."""
    number = f"U+{ord(character):04X}"
    known = unicodedata.name(character, "")
    return f"{known}, {number}" if known else number


def _not_utf8(file: str, data: bytes, at: int) -> Problem:
    begin = data.rfind(b"\n", 0, at) + 1
    place = Place(file, data.count(b"\n", 0, at) + 1, len(data[begin:at].decode("utf-8", "replace")) + 1)
    windows = data[at : at + 1].decode("cp1252", "replace")
    guess = "" if windows == LOST else f" ('{windows}' in an old Windows encoding?)"
    return Problem("R109", str(place), f"the file is not UTF-8: byte {data[at]:02X}{guess}", _SAVE)


@lru_cache
def _refusal(character: str) -> tuple[str, str, str]:
    code, message, hint = next((c, m, h) for pattern, c, m, h in _HINTS if pattern.match(character))
    return code, message.format(name=name(character)), hint


def _replace_refused(file: str, text: str, most: int) -> tuple[str, list[Problem]]:
    found: dict[tuple[int, str], Problem] = {}
    line, begin, seen = 1, 0, 0
    for match in REFUSED.finditer(text):
        character, at = match.group(), match.start()
        line += text.count("\n", seen, at)
        begin = max(begin, text.rfind("\n", seen, at) + 1)
        seen = at
        if len(found) > most:
            break
        code, message, hint = _refusal(character)
        # A line may hold hundreds of one kind, a mark at every word: the first says it all.
        if (line, message) in found:
            continue
        place = Place(file, line, at - begin + 1)
        found[line, message] = Problem(code, str(place), message, hint)
    return (REFUSED.sub(LOST, text) if found else text), list(found.values())
