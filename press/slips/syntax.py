"""What the YAML parser's complaints mean, in words that tell an author what to do."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from press.problem import Problem

if TYPE_CHECKING:
    import yaml

    from press.slips.lines import Lines


class _Meaning(NamedTuple):
    complaint: str
    """How the parser's words begin."""
    code: str
    message: str
    hint: str
    at_context: bool = False
    """Whether the slip is where the parser began to read, not where it gave up."""


_INDENT: Final = "give all keys of one unit the same indentation, and indent the lines of a block more than its key"
_QUOTE: Final = "put the text in quotation marks"
_OPEN: Final = "the quotation mark that opens here is never closed"
_CLOSE: Final = "write it at the end of the text, too"
_BACKSLASH: Final = 'a backslash between "…" begins a special sign'
_MEANINGS: Final = (
    _Meaning(
        "could not find expected ':'",
        "R101",
        "the line is neither a key with its value nor part of the text above",
        "if it is text, indent it like the other lines of its block; if it is a key, write ': ' after it",
        at_context=True,
    ),
    _Meaning("mapping values are not allowed", "R101", "a key is not expected here", _INDENT),
    _Meaning("did not find expected key", "R101", "the line does not fit the lines above", _INDENT),
    _Meaning(
        "did not find expected '-' indicator",
        "R101",
        "the line does not fit the list above",
        "begin each item of a list with '- ' and indent what belongs to it by two spaces more",
    ),
    _Meaning(
        "block sequence entries are", "R101", "a list may not begin here", "begin it on a line of its own, with '- '"
    ),
    _Meaning("mapping keys are not allowed", "R101", "a value may not begin with '? '", _QUOTE),
    _Meaning("found unexpected end of stream", "R101", _OPEN, _CLOSE, at_context=True),
    _Meaning("found unexpected document indicator", "R101", _OPEN, _CLOSE, at_context=True),
    _Meaning("did not find expected ',' or ']'", "R101", "the bracket '[' is not closed", "write ']' at its end", True),
    _Meaning("did not find expected ',' or '}'", "R101", "the bracket '{' is not closed", "write '}' at its end", True),
    _Meaning("found unknown escape", "R101", _BACKSLASH, "write two of them, or put the text between '…'"),
    _Meaning("did not find expected hexdecimal", "R101", _BACKSLASH, "write two of them, or put the text between '…'"),
    _Meaning("found invalid Unicode character", "R101", _BACKSLASH, "write the character itself"),
    _Meaning("found undefined tag handle", "R104", "a value may not begin with '!'", _QUOTE),
    _Meaning("did not find expected alphabetic", "R103", "a value may not begin with '&' or '*'", _QUOTE),
    _Meaning(
        "found a tab character",
        "R105",
        "a tab stands where spaces belong",
        "write spaces instead; most editors can do that by themselves",
    ),
    _Meaning("did not find expected <document start>", "R101", "the line does not fit the lines above", _INDENT),
    _Meaning("did not find expected node content", "R101", "a value is missing, or a bracket is not closed", _QUOTE),
    _Meaning("found character that cannot start", "R101", "a value may not begin with this sign", _QUOTE),
)
_WIDE: Final = re.compile(r"[\s-]*[^\s:]+(：)")


def explain(lines: Lines, error: yaml.MarkedYAMLError) -> Problem:
    """Return the parser's error as a Problem at the place of the slip, as well as that can be told."""
    complaint = error.problem or "not valid"
    unknown = _Meaning("", "R101", f"not valid YAML: {complaint}", "compare the line with the lines above it")
    meaning = next((m for m in _MEANINGS if complaint.startswith(m.complaint)), unknown)
    mark = (error.context_mark if meaning.at_context else None) or error.problem_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    message, hint = meaning.message, meaning.hint
    # A key that is not recognized as one shows on the next line only, or where the parser began to read it.
    for suspect in (line, line - 1):
        if 0 <= suspect < len(lines.lines) and (match := _WIDE.match(lines.lines[suspect])):
            line, column = suspect, match.start(1)
            message, hint = "this is the full-width colon '：'", "after a key write an ordinary colon and a space"
            break
    return Problem(meaning.code, str(lines.place(line, column)), message, hint)
