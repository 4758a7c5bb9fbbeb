"""What can be wrong with one value of YAML, seen on its own line. Offsets count from the start of the text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

BLOCK_HEADER: Final = re.compile(r"(?:[&!]\S*\s+)*[|>](?:[+-]?([1-9])?[+-]?)(?P<comment>\s+#.*)?\s*$")
_QUOTED: Final = re.compile(r""""[^"\\]*(?:\\.[^"\\]*)*"|'[^']*(?:''[^']*)*'""")
_COLON: Final = re.compile(r":(?= |$)")
_COLON_OR_COMMENT: Final = re.compile(r":(?= |$)| #")
_COMMENT: Final = re.compile(r"\s#")
_BRACKET_SIGN: Final = re.compile(r"""[\[\]{}"'#]""")
_DASH: Final = re.compile(r"[-?](?: |$)")
_ROLE: Final = re.compile(r"\{[a-z]+\}`")


@dataclass(frozen=True, slots=True)
class Slip:
    """Something wrong in a value. ``fatal`` means that a parser could not go on, so that the value has to be mended."""

    code: str
    at: int
    message: str
    hint: str
    fatal: bool = True


@dataclass(frozen=True, slots=True)
class Brackets:
    """How far brackets go on a line: ``end`` is None when they stay open, perhaps with a quotation in them."""

    end: int | None
    depth: int = 0
    quote: str = ""
    comment: int | None = None


def advice(prefix: str) -> str:
    """Return what to do with a text that YAML would misread; ``prefix`` stands before it: ``title: ``."""
    return f'put it in quotation marks: {prefix}"…"; or, if it is prose, on the next lines, indented: {prefix}|'


def key_end(text: str) -> tuple[int, int] | None:
    """Return where the key ends and where its value begins; None when the text does not begin with a key."""
    if text[:1] in ('"', "'"):
        end = quote_end(text, 0)
        colon = re.compile(" *:(?= |$)").match(text, end) if end else None
    elif text[:1] in tuple("[]{},#&*!|>%@`"):
        return None
    else:
        colon = _COLON_OR_COMMENT.search(text)
        end = len(text[: colon.start()].rstrip()) if colon and colon.group() == ":" else 0
    if not colon or not end:
        return None
    after = colon.end()
    return end, after + len(text[after:]) - len(text[after:].lstrip(" "))


def quote_end(text: str, start: int) -> int | None:
    """Return the offset after the quotation mark that closes the one at ``start``; None when none does."""
    match = _QUOTED.match(text, start)
    return match.end() if match else None


def quote_close(text: str, quote: str) -> int | None:
    """Return the offset after the mark that closes a quotation begun on an earlier line; None when none does."""
    return end - 1 if (end := quote_end(quote + text, 0)) else None


def brackets(text: str, start: int, depth: int = 0) -> Brackets:
    """Follow brackets from ``start`` to where the outermost one closes or the line ends."""
    at = start
    while match := _BRACKET_SIGN.search(text, at):
        sign, at = match.group(), match.end()
        if sign in "[{":
            depth += 1
        elif sign in "]}":
            depth -= 1
            if depth <= 0:
                return Brackets(at)
        elif sign == "#":
            if match.start() == 0 or text[match.start() - 1] == " ":
                return Brackets(None, depth, comment=match.start())
        elif _begins_value(text, match.start()):
            end = quote_end(text, match.start())
            if end is None:
                return Brackets(None, depth, sign)
            at = end
    return Brackets(None, depth)


def _begins_value(text: str, at: int) -> bool:
    before = at - 1
    while before >= 0 and text[before] == " ":
        before -= 1
    return before < 0 or text[before] in "[{,:"


_SIGNS: Final = {
    "*": ("R103", ": YAML takes it for an alias"),
    "&": ("R103", ": YAML takes it for an anchor"),
    "!": ("R104", ": YAML takes it for a tag"),
    **dict.fromkeys("`@%,]}", ("R101", "")),
}


def _first_sign_slip(value: str, prefix: str) -> Slip | None:
    first = value[0]
    if first == "#":
        return comment_slip(value, 0, prefix)
    if first in ("|", ">"):
        return header_slip(value, prefix)
    if _DASH.match(value):
        return Slip("R101", 0, f"a value may not begin with '{first} '", advice(prefix))
    if first in _SIGNS:
        code, why = _SIGNS[first]
        return Slip(code, 0, f"a value may not begin with '{first}'{why}", advice(prefix))
    return None


def header_slip(value: str, prefix: str) -> Slip:
    """Return the problem of text that stands on the line of its block's sign."""
    hint = f"write {prefix}| and the text indented on the next lines, or put the text in quotation marks"
    return Slip("R101", 0, f"no text may stand on the line of the '{value[0]}'", hint)


def plain_slips(value: str, prefix: str) -> list[Slip]:
    """Return what is wrong with a value without quotation marks: its first sign, what a comment cuts off, a colon."""
    if slip := _first_sign_slip(value, prefix):
        return [slip]
    slips = []
    comment = _COMMENT.search(value)
    if comment:
        slips.append(comment_slip(value, comment.start() + 1, prefix))
    if colon := _COLON.search(value[: comment.start()] if comment else value):
        message = "the text has a colon followed by a space: YAML takes what stands before it for a key"
        slips.append(Slip("R101", colon.start(), message, advice(prefix)))
    return slips


def comment_slip(value: str, at: int, prefix: str) -> Slip:
    """Return the problem of a ``#`` that cuts off what follows it."""
    lost = value[at : at + 12] + ("…" if len(value) > at + 12 else "")
    message = f"everything from '{lost}' on would be lost: ' #' begins a comment"
    hint = f"if it is text, {advice(prefix)}; if it is a comment, give it a line of its own"
    return Slip("R106", at, message, hint, fatal=at == 0)


def quoted_slip(value: str, prefix: str) -> Slip | None:
    """Return what is wrong with a value in quotation marks that close on its line."""
    end = quote_end(value, 0) or len(value)
    rest = value[end:].lstrip()
    if not rest:
        return None
    if rest[0] == "#" and value[end] == " ":
        return comment_slip(value, len(value) - len(rest), prefix)
    if value[0] == "'":
        message = "an apostrophe inside '…' ends the text early"
        hint = "write ’ for the apostrophe, or put the text between double quotation marks"
    else:
        message = "a quotation mark inside the text ends it early"
        hint = f"write « » or “ ” inside the text; or, if it is prose, put it on the next lines, indented: {prefix}|"
    return Slip("R101", end - 1, message, hint)


def bracketed_slip(value: str, end: int, prefix: str) -> Slip | None:
    """Return what is wrong when text goes on after the bracket that closes the one a value begins with."""
    rest = value[end:].lstrip()
    if not rest or (rest[0] == "#" and value[end] == " "):
        return None
    what = "a role" if _ROLE.match(value) else f"'{value[0]}'"
    message = f"a text may not begin with {what}: YAML takes it for a list or a group of keys"
    return Slip("R101", 0, message, advice(prefix))


def unclosed_slip(value: str, prefix: str) -> Slip:
    """Return the problem of a quotation mark or bracket that nothing closes."""
    sign = value[0]
    if sign in "[{":
        close = "]" if sign == "[" else "}"
        hint = f"write '{close}' at its end; if it is text, {advice(prefix)}"
        return Slip("R101", 0, f"the bracket '{sign}' is never closed", hint)
    return Slip("R101", 0, f"the quotation mark {sign} is never closed", "write it at the end of the text, too")
