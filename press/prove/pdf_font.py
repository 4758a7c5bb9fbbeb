"""Fonts of a PDF: from the codes of a string to characters, through ToUnicode (ISO 32000-1, 9.10.3)."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

import pikepdf

UNKNOWN: Final = "\ufffd"  # stands for a glyph whose character the font does not tell
_SECTION: Final = re.compile(rb"begin(bfchar|bfrange)(.*?)end\1", re.DOTALL)
_ITEM: Final = re.compile(rb"<([0-9A-Fa-f\s]*)>|([\[\]])")


class Table(dict[int, str]):
    """Code → characters; what the font does not tell is UNKNOWN."""

    def __missing__(self, code: int) -> str:
        """Return the stand-in, so that no glyph vanishes silently."""
        return UNKNOWN


@dataclass(frozen=True, slots=True)
class Font:
    """A font of one file: how many bytes a code has, and what each code says."""

    width: int
    table: Table = field(repr=False)

    def codes(self, data: bytes) -> str:
        """Return the codes of a shown string, each as one character."""
        if self.width == 1:
            return data.decode("latin-1")
        codes = data[: len(data) // 2 * 2].decode("utf-16-be", "surrogatepass")
        if len(codes) * 2 == len(data):
            return codes
        pairs = (int.from_bytes(data[i : i + 2], "big") for i in range(0, len(data), 2))  # surrogates, half a code
        return "".join(map(chr, pairs))


def read_font(font: pikepdf.Object) -> Font:
    """Read a font dictionary. A font without ToUnicode says UNKNOWN for every code."""
    width = 2 if font.get("/Subtype") == "/Type0" else 1
    source = font.get("/ToUnicode")
    if not isinstance(source, pikepdf.Stream) or (width == 2 and font.get("/Encoding") != "/Identity-H"):
        return Font(width, Table())
    return Font(width, _parse(source.read_bytes()))


def _parse(cmap: bytes) -> Table:
    return _parsed(hashlib.sha256(cmap).digest(), _Source(cmap))


class _Source(bytes):
    """A character map's bytes, equal to every other, so that the cache keeps a digest and not the file."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Source)

    def __hash__(self) -> int:
        return 0


@lru_cache(maxsize=512)
def _parsed(_digest: bytes, cmap: _Source) -> Table:
    table = Table()
    for kind, body in _SECTION.findall(cmap):
        items = _ITEM.findall(body)
        if kind == b"bfchar":
            for (code, _), (text, _) in zip(items[::2], items[1::2], strict=False):
                table[int(code, 16)] = _text(text)
        else:
            _ranges(items, table)
    return table


def _ranges(items: list[tuple[bytes, bytes]], table: Table) -> None:
    """Read ``<first> <last> <text>`` and ``<first> <last> [<text> …]``."""
    rest = iter(items)
    for first, _ in rest:
        last = next(rest, (first, b""))[0]
        text, bracket = next(rest, (b"", b""))
        codes = range(int(first, 16), min(int(last, 16), int(first, 16) + 0xFFFF) + 1)
        if bracket == b"[":
            texts = [_text(text) for text, _ in iter(lambda: next(rest, (b"", b"]")), (b"", b"]"))]
            table.update(zip(codes, texts, strict=False))
        else:
            start = _text(text)
            table.update((code, start[:-1] + chr(ord(start[-1]) + i)) for i, code in enumerate(codes) if start)


def _text(digits: bytes) -> str:
    return bytes.fromhex(digits.decode()).decode("utf-16-be", "replace")
