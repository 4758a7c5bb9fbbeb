"""Slips that a parser accepts in silence or explains badly, found line by line.

Every slip is reported and then mended, so that one of them neither hides the next nor stops its file: the parser sees
the mended lines, and `Lines.place` leads from there back to what the author wrote. The text of blocks is left alone.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Final

from press.slips.lines import Lines
from press.slips.spaces import mend_beginning, mend_tabs, report_space
from press.slips.values import (
    BLOCK_HEADER,
    Slip,
    bracketed_slip,
    brackets,
    comment_slip,
    header_slip,
    key_end,
    plain_slips,
    quote_close,
    quote_end,
    quoted_slip,
    unclosed_slip,
)

_INDICATORS: Final = re.compile(r" *(?:---(?: +|$))?((?:[-?:](?: +|$))*)")
_NO_SPACE: Final = re.compile(r"[a-z][a-z-]*:(?![\s/])(?=.)")
_SEPARATOR: Final = re.compile(r"(---|\.\.\.) *$")


@dataclass(slots=True)
class _Block:
    parent: int
    indent: int | None
    reported: bool = False


def lint(file: str, text: str, most: int) -> Lines:
    """Return the file's lines, mended, with every slip as a Problem; stop when there are more than ``most``."""
    scanner = _Scanner(Lines(file, text.split("\n")))
    for line in range(len(scanner.all.lines)):
        scanner.line(line)
        if len(scanner.all.problems) > most:
            break
    return scanner.all


class _Scanner:
    """Goes through the lines once; knows only as much YAML as it takes to tell structure from text."""

    def __init__(self, lines: Lines) -> None:
        self.all = lines
        self.block: _Block | None = None
        self.depth = 0
        self.quote = ""
        self.parent = -1
        self.prefix = ""
        self.awaits_value = False
        self.begun = False

    def line(self, n: int) -> None:
        if self._separator(n) or (self.block and self._block_line(n, self.block)):
            return
        self.block = None
        if not self.all.lines[n].isascii() and not self.quote:
            mend_beginning(self.all, n)
        mend_tabs(self.all, n)
        line = self.all.lines[n]
        if line[:1] == "%":
            message, hint = "a line may not begin with '%'", "if it is text, indent it like the lines of its block"
            self.all.report(n, 0, "R101", message, hint)
            self.all.mend(n, 0, 1, "#")
        elif self.quote or self.depth:
            self._go_on(n)
        elif line.lstrip(" ")[:1] not in ("", "#"):
            self._structure(n)

    # Lines that are no structure

    def _separator(self, n: int) -> bool:
        match = _SEPARATOR.match(self.all.lines[n])
        if not match:
            return False
        first = match.group(1) == "---" and not self.begun
        last = match.group(1) == "..." and not self._next_text(n)
        if not first and not last:
            hint = "delete the line; if it belongs to a text, indent it like the lines of its block"
            self.all.report(n, 0, "R111", f"'{match.group(1)}' ends the document, and the file goes on after it", hint)
            self.all.lines[n] = ""
        self.begun = True
        return True

    def _block_line(self, n: int, block: _Block) -> bool:
        """Tell whether the line belongs to the block; its indentation is checked, its text is not."""
        line = self.all.lines[n]
        spaces = len(line) - len(line.lstrip(" "))
        lead = len(line) - len(line.lstrip())
        if spaces == len(line):
            return True
        if spaces >= (block.parent + 1 if block.indent is None else block.indent):
            block.indent = spaces if block.indent is None else block.indent
            return True
        if lead == len(line):
            report_space(self.all, n, spaces)
            self.all.lines[n] = ""
            return True
        if lead <= block.parent:
            return False
        self._short_indentation(n, block, spaces, lead)
        return True

    def _short_indentation(self, n: int, block: _Block, spaces: int, lead: int) -> None:
        """Report a line that is indented less than its block, or with other than spaces, and mend it."""
        line = self.all.lines[n]
        if lead > spaces:
            report_space(self.all, n, spaces)
        elif line[spaces] == "#":
            slip = comment_slip(line[spaces:], 0, "")
            hint = "if it is text, indent it like the lines of its block; if it is a comment, put it above the key"
            self.all.report(n, spaces, slip.code, slip.message, hint)
        elif not block.reported:
            block.reported = True
            hint = "give every line of a block at least the indentation of its first line"
            self.all.report(n, spaces, "R101", "the line is indented less than the first line of its block", hint)
        block.indent = lead if block.indent is None else block.indent
        self.all.mend(n, 0, lead, " " * max(lead, block.indent))

    def _go_on(self, n: int) -> None:
        """Follow a quotation or brackets that an earlier line left open."""
        line, start = self.all.lines[n], 0
        if self.quote:
            end = quote_close(line, self.quote)
            if end is None:
                return
            self.quote, start = "", end
        if self.depth and line.lstrip(" ")[:1] != "#":
            self._follow(n, start)

    def _follow(self, n: int, start: int) -> None:
        line = self.all.lines[n]
        state = brackets(line, start, self.depth)
        if state.comment is not None:
            slip = comment_slip(line, state.comment, "")
            self.all.report(n, state.comment, slip.code, slip.message, "give the comment a line of its own")
        self.depth, self.quote = state.depth, state.quote

    # Structure

    def _structure(self, n: int) -> None:
        line = self.all.lines[n]
        indicators = _INDICATORS.match(line)
        start = indicators.end() if indicators else 0
        if match := _NO_SPACE.match(line, start):
            self.all.report(n, match.end() - 1, "R101", "a space is missing after the colon", "write one")
            self.all.mend(n, match.end(), match.end(), " ")
            line = self.all.lines[n]
        if found := key_end(line[start:]):
            self.prefix = f"{line[start : start + found[0]]}: "
            self.parent, start = start, start + found[1]
        elif indicators and indicators.group(1):
            self.prefix = "- "
            self.parent = len(line[:start].rstrip(" ")) - 1
        elif line.startswith("---"):
            self.parent = -1
        elif not self.awaits_value and self.begun:
            # The second line of a text without a block: the parser's affair.
            return
        self.begun = True
        self.awaits_value = not self._value(n, start)

    def _value(self, n: int, start: int) -> bool:
        """Check the value that begins here; return False when there is none on this line."""
        value = self.all.lines[n][start:].rstrip(" ")
        first = value[:1]
        if self.prefix == "<<: ":
            return True
        if not value or (first in ("#", "&", "!") and not BLOCK_HEADER.match(value) and self._nested(n)):
            return False
        if header := BLOCK_HEADER.match(value):
            if header["comment"]:
                self._slip(n, start, value, comment_slip(value, value.index("#", header.start("comment")), self.prefix))
            self.block = _Block(self.parent, max(self.parent, 0) + int(header[1]) if header[1] else None)
        elif first in ('"', "'"):
            self._quoted(n, start, value)
        elif first in ("[", "{"):
            self._bracketed(n, start, value)
        elif first in ("|", ">") and self._goes_on(n):
            slip = header_slip(value, self.prefix)
            self.all.report(n, start, slip.code, slip.message, slip.hint)
            self.all.mend(n, start, start + len(value), "|")
            self.block = _Block(self.parent, None)
        else:
            for slip in plain_slips(value, self.prefix):
                self._slip(n, start, value, slip)
        return True

    def _quoted(self, n: int, start: int, value: str) -> None:
        if quote_end(value, 0) is not None:
            if slip := quoted_slip(value, self.prefix):
                self._slip(n, start, value, slip)
        elif self._goes_on(n):
            self.quote = value[0]
        else:
            self._slip(n, start, value, unclosed_slip(value, self.prefix))

    def _bracketed(self, n: int, start: int, value: str) -> None:
        state = brackets(value, 0)
        if state.end is not None:
            if slip := bracketed_slip(value, state.end, self.prefix):
                self._slip(n, start, value, slip)
        elif self._goes_on(n, "]}"):
            self._follow(n, start)
        else:
            self._slip(n, start, value, unclosed_slip(value, self.prefix))

    def _slip(self, n: int, start: int, value: str, slip: Slip) -> None:
        self.all.report(n, start + slip.at, slip.code, slip.message, slip.hint)
        if slip.fatal:
            self.all.mend(n, start, start + len(value), json.dumps(value, ensure_ascii=False))

    def _nested(self, n: int) -> bool:
        """Tell whether the value of the key on this line stands on the next lines."""
        following = self._next_text(n)
        text = following.lstrip()
        indent = len(following) - len(text)
        return bool(text) and (indent > self.parent or (indent == self.parent and text.startswith("- ")))

    def _goes_on(self, n: int, closing: str = "") -> bool:
        """Tell whether a value that is open at the end of this line goes on in the next one."""
        following = self._next_text(n)
        text = following.lstrip()
        return bool(text) and (len(following) - len(text) > self.parent or text[0] in closing)

    def _next_text(self, n: int) -> str:
        lines = self.all.lines
        while (n := n + 1) < len(lines):
            if (text := lines[n].lstrip()) and text[0] != "#":
                return lines[n]
        return ""
