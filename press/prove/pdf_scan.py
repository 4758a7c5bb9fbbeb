"""Content streams of a PDF as instructions (ISO 32000-1, 7.8.2), by one regular expression; and the strings in them."""

from __future__ import annotations

import re
from collections.abc import Set
from typing import Final

import pikepdf

_SPACE: Final = rb"[\x00\t\n\x0c\r ]"
_SIMPLE: Final = (
    rb"[+-]?[\d.]++|/[^\x00\t\n\x0c\r ()<>\[\]{}/%]*+|<[0-9A-Fa-f\x00\t\n\x0c\r ]*+>|\((?:[^()\\]|\\[\s\S])*+\)"
)
_ARRAY: Final = rb"\[(?:" + _SIMPLE + rb"|[\x00\t\n\x0c\r ]++)*+\]"
_DICTIONARY: Final = rb"<<(?:" + _SIMPLE + rb"|[\x00\t\n\x0c\r ]++|" + _ARRAY + rb"|true|false|null)*+>>"
_OPERANDS: Final = rb"((?:(?:" + _DICTIONARY + rb"|" + _SIMPLE + rb"|" + _ARRAY + rb")" + _SPACE + rb"*+)*+)"
_INSTRUCTION: Final = re.compile(_SPACE + rb"*+" + _OPERANDS + rb"(['\"]|[A-Za-z][A-Za-z0-9]*+\*?)" + _SPACE + rb"*+")
_PLAIN: Final = re.compile(rb"\s*+\[?+(?:<(?:[0-9A-Fa-f]{2})*+>|[\d.+\-\s]++)*+\]?+\s*+")
_BETWEEN: Final = re.compile(rb"(?:^|>)[^<]*+(?:<|$)")
_STRING: Final = re.compile(rb"<([0-9A-Fa-f\s]*)>|\(((?:[^()\\]|\\[\s\S])*)\)")
_ESCAPE: Final = re.compile(rb"\\([0-7]{1,3}|\r\n|[\s\S])")
_ESCAPED: Final = {
    b"n": b"\n",
    b"r": b"\r",
    b"t": b"\t",
    b"b": b"\b",
    b"f": b"\f",
    b"\n": b"",
    b"\r": b"",
    b"\r\n": b"",
}


def instructions(page: pikepdf.Page, wanted: Set[bytes]) -> list[tuple[bytes, bytes]]:
    """Return (operands, operator) of a page's instructions, as far as wanted.

    By a regular expression; by a full parser if it must be.
    """
    content = page.obj.get("/Contents")
    parts = content if isinstance(content, pikepdf.Array) else [content] if content is not None else []
    data = b"\n".join(part.read_bytes() for part in parts)
    found = _scan(data, wanted)
    if found is None:
        parsed = [i for i in pikepdf.parse_content_stream(page) if not isinstance(i, pikepdf.ContentStreamInlineImage)]
        found = _scan(pikepdf.unparse_content_stream(parsed), wanted)
    if found is None:
        raise ValueError("a content stream that cannot be read")
    return found


def _scan(data: bytes, wanted: Set[bytes]) -> list[tuple[bytes, bytes]] | None:
    """Return the instructions, or nothing when there is more in the stream than the expression understands."""
    found: list[tuple[bytes, bytes]] = []
    at = 0
    for match in _INSTRUCTION.finditer(data):
        if match.start() != at or match[2] == b"BI":
            return None
        at = match.end()
        if match[2] in wanted:
            found.append((match[1], match[2]))
    return found if at == len(data) or not data[at:].strip() else None


def shown_bytes(operands: bytes) -> bytes:
    """Return the bytes of all strings of an operand."""
    if _PLAIN.fullmatch(operands):
        return bytes.fromhex(_BETWEEN.sub(b"", operands).decode())
    return b"".join(
        _ESCAPE.sub(_unescaped, text) if text else bytes.fromhex(_padded(digits).decode())
        for digits, text in _STRING.findall(operands)
    )


def _padded(digits: bytes) -> bytes:
    digits = b"".join(digits.split())
    return digits + b"0" if len(digits) % 2 else digits


def _unescaped(match: re.Match[bytes]) -> bytes:
    code = match[1]
    return bytes([int(code, 8) & 255]) if code.isdigit() and code < b"8" else _ESCAPED.get(code, code)
