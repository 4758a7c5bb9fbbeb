"""Markdown to words, by regular expressions: how leg A of the proof reads prose. It shares nothing with the press."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

# Characters of no language stand for structure inside words: an address or a target, a note, the edge of a cell.
OPEN, CLOSE, NOTE, NOTE_END, CELL = "\ue000", "\ue001", "\ue002", "\ue003", "\ue004"
_SHOWN: Final = str.maketrans({OPEN: "⟨", CLOSE: "⟩", NOTE: "⟨note: ", NOTE_END: "⟩", CELL: " | "})
_HIDE: Final = 0xE100  # an escaped character hides here until all marks are off


@dataclass(frozen=True, slots=True)
class Mention:
    """A ``{term}`` or ``{ref}``: where it points and the text it was given; a Document also says in which document."""

    target: str
    text: str = ""
    role: str = ""
    document: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words in one role: a title, a paragraph, a row, the start of a list item.

    Where the press words something itself, ``pattern`` is what its words have to match whole, for the sake of the
    author's words in it. ``notes`` are the numbers of footnotes (Documents only).
    """

    part: str
    words: str
    mentions: tuple[Mention, ...] = ()
    pattern: str = ""
    notes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit in reading order: its own pieces, and between them the units inside it. ``label`` holds its number."""

    id: str
    role: str
    body: tuple[Piece | Unit, ...]
    place: str = ""
    label: str = ""

    def pieces(self) -> tuple[Piece, ...]:
        """Return what the unit says itself."""
        return tuple(part for part in self.body if isinstance(part, Piece))

    def units(self) -> tuple[Unit, ...]:
        """Return the units right inside it."""
        return tuple(part for part in self.body if isinstance(part, Unit))

    def walk(self) -> Iterator[tuple[Unit, Piece | Unit]]:
        """Yield everything below with the unit it stands in, in reading order."""
        for part in self.body:
            yield self, part
            if isinstance(part, Unit):
                yield from part.walk()


@cache
def fold(text: str) -> str:
    """Return text in NFC with runs of white space as single spaces; a no-break space between words is a character."""
    return unicodedata.normalize("NFC", re.sub(r"[ \t\r\n]+", " ", text).strip())


def shown(words: str) -> str:
    """Return words with the marks of structure made readable."""
    return words.translate(_SHOWN)


def deeper(piece: Piece, depth: int) -> Piece:
    """Say of a piece how deep in lists it stands, so that what follows a list differs from what ends its last item."""
    return piece if " at depth " in piece.part else replace(piece, part=f"{piece.part} at depth {depth}")


# Inside a paragraph ---------------------------------------------------------

_TOKEN: Final = re.compile(
    r"\\(?P<escape>[!-/:-@\[-`{-~])|\{(?P<role>term|ref)\}`(?P<inner>[^`]*)`|\[\^(?P<note>[^\]\s]+)\]"
)
_INNER: Final = re.compile(r"(.*?)\s*<([^<>]+)>\s*", re.DOTALL)
_LINK: Final = re.compile(r"\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\(<?((?:[^()<>\s]|\([^()\s]*\))*)>?\)")
_STRONG: Final = re.compile(r"\*\*(?!\s)(.+?)(?<!\s)\*\*", re.DOTALL)
_EMPHASIS: Final = re.compile(r"\*(?!\s)([^*]+)(?<!\s)\*")


def _hidden(text: str) -> str:
    return "".join(chr(_HIDE + ord(c)) if c == "*" else c for c in text)


def _inline(text: str, notes: Mapping[str, str], part: str) -> Piece:
    mentions: list[Mention] = []

    def token(match: re.Match[str]) -> str:
        if match["escape"]:
            return chr(_HIDE + ord(match["escape"]))
        if match["role"]:
            split = _INNER.fullmatch(match["inner"])
            words, target = split.groups() if split else ("", match["inner"].strip())
            mentions.append(Mention(target, fold(words), match["role"]))
            return f"{OPEN}{target}{CLOSE}"
        if match["note"] in notes:
            return NOTE + _TOKEN.sub(token, notes[match["note"]].strip()) + NOTE_END
        return match[0]

    bare = _LINK.sub(lambda m: f"{m[1]}{OPEN}{_hidden(m[2])}{CLOSE}", _TOKEN.sub(token, text))
    bare = _EMPHASIS.sub(r"\1", _STRONG.sub(r"\1", bare))
    return Piece(part, fold(re.sub("[\ue100-\ue17f]", lambda m: chr(ord(m[0]) - _HIDE), bare)), tuple(mentions))


# Blocks ---------------------------------------------------------------------

_ITEM: Final = re.compile(r" {0,3}(?P<mark>[-+*]|(?P<number>\d{1,9})[.)])(?: +|$)(?P<rest>.*)")
_MEANING: Final = re.compile(r" {0,3}(?P<mark>:) +(?P<rest>.*)")
_RULE: Final = re.compile(r"\s*\|?(\s*:?-+:?\s*\|)*\s*:?-+:?\s*\|?\s*")
_NOTE: Final = re.compile(
    r"^ *\[\^([^\]\s]+)\]:[ \t]*(\S.*(?:\n(?! *\n| *\[\^[^\]\s]+\]:| *(?:[-+*]|1[.)]) |.*\n(?: *\n)? {0,3}: ).+)*)\n?",
    re.MULTILINE,
)


@cache
def read_markdown(text: str) -> tuple[Piece, ...]:
    """Return what a text of the dialect says: its paragraphs, items, terms and rows, in order."""
    notes = {match[1]: match[2] for match in _NOTE.finditer(text)}
    return tuple(_Reader(notes).blocks(_NOTE.sub("", text).split("\n"), 0))


@dataclass(frozen=True, slots=True)
class _Reader:
    notes: Mapping[str, str]

    def blocks(self, lines: list[str], depth: int) -> Iterator[Piece]:
        """Yield the pieces of some lines; an item counts on from the item of the same kind before it."""
        at, kind, number = 0, "", 0
        while at < len(lines):
            line = lines[at]
            if item := _ITEM.match(line):
                fresh = kind != item["mark"][-1]
                kind, number = item["mark"][-1], int(item["number"] or 0) if fresh else number + 1
                width = item.start("rest") if item["rest"] else item.end("mark") + 1
                at, body = _inside(lines, at, item["rest"], width)
                yield Piece(f"list item at depth {depth + 1}", str(number) if item["number"] else "•")
                yield from self.inner(body, depth + 1)
            elif not line.strip():
                at += 1
            else:
                kind = ""
                at, pieces = self.block(lines, at, depth)
                yield from pieces

    def inner(self, lines: list[str], depth: int) -> Iterator[Piece]:
        """Yield the pieces of an item or a definition."""
        yield from (deeper(piece, depth) for piece in self.blocks(lines, depth))

    def block(self, lines: list[str], at: int, depth: int) -> tuple[int, list[Piece]]:
        """Return the pieces of the table, definition or paragraph that begins at a line, and where it ends."""
        end = at + 1
        if _is_table(lines, at):
            while end < len(lines) and lines[end].strip() and not _ITEM.match(lines[end]):
                end += 1
            return end, list(self.table(lines[at:end]))
        if meaning := _meaning(lines, at):
            pieces = [_inline(lines[at], self.notes, "term"), Piece("meaning", "")]
            while meaning and (match := _MEANING.match(lines[meaning])):
                end, body = _inside(lines, meaning, match["rest"], match.end("mark") + 1)
                pieces += self.inner(body, depth + 1)
                meaning = end if end < len(lines) and _MEANING.match(lines[end]) else 0
            return end, pieces
        while end < len(lines) and not _interrupts(lines, end):
            end += 1
        return end, [_inline("\n".join(line.strip(" ") for line in lines[at:end]), self.notes, "paragraph")]

    def table(self, lines: list[str]) -> Iterator[Piece]:
        """Yield the header, the alignments and the rows of a table, cell by cell."""
        header, rule, *rows = map(_cells, lines)
        ends = [(cell.strip().startswith(":"), cell.strip().endswith(":")) for cell in rule]
        yield self.row("header", header)
        yield Piece("alignment", " ".join("center" if all(end) else "end" if end[1] else "start" for end in ends))
        for row in rows:
            yield self.row("row", row + [""] * (len(header) - len(row)))

    def row(self, part: str, cells: list[str]) -> Piece:
        """Return one row."""
        pieces = [_inline(cell, self.notes, part) for cell in cells]
        return Piece(part, CELL.join(p.words for p in pieces), tuple(m for p in pieces for m in p.mentions))


def _cells(line: str) -> list[str]:
    bare = line.strip().removeprefix("|")
    return re.split(r"(?<!\\)\|", bare[:-1] if bare.endswith("|") and not bare.endswith("\\|") else bare)


def _is_table(lines: list[str], at: int) -> bool:
    rule = lines[at + 1] if at + 1 < len(lines) else ""
    return "|" in lines[at] and "|" in rule and bool(_RULE.fullmatch(rule)) and not _ITEM.match(rule)


def _meaning(lines: list[str], at: int) -> int:
    """Return the line with the first definition when this one is a term, else 0."""
    following = [i for i in range(at + 1, min(at + 3, len(lines))) if lines[i].strip()]
    return following[0] if following and lines[at].strip() and _MEANING.match(lines[following[0]]) else 0


def _interrupts(lines: list[str], at: int) -> bool:
    """Tell whether a line ends the paragraph before it; a number does so only when it is 1, as in CommonMark."""
    item = _ITEM.match(lines[at])
    begins = item and item["rest"] and item["number"] in (None, "1")
    return bool(not lines[at].strip() or begins or _is_table(lines, at) or _meaning(lines, at))


def _inside(lines: list[str], at: int, first: str, width: int) -> tuple[int, list[str]]:
    """Return the lines of an item (or a definition) that begins at a line, without their indentation, and its end."""
    body = [first]
    for line in lines[at + 1 :]:
        at += 1
        own = line.startswith(" " * width) or not line.strip()
        lazy = body[-1].strip() and not (_ITEM.match(line) or _MEANING.match(line) or _interrupts(lines, at))
        if not own and not lazy:
            return at, body
        body.append(line[width:] if own else line.strip())
    return len(lines), body
