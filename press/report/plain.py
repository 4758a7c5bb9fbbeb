"""Untrusted text -> plain words of a Document: nothing in it is markup, and all of it can be printed.

The exact text stays in ``answers.json``. What cannot be set is told, never left out in silence.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from press.document import Blocks, Inline, Inlines, LineBreak, Paragraph, Text

LONGEST: Final = 10_000  # signs of one answer; far more than any form gives room for
_LINE_ENDS: Final = re.compile("\r\n|[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]")
_SPACES: Final = re.compile(r"\s+")
_UNSEEN: Final = frozenset(("Cc", "Cf", "Cs", "Co"))  # controls, marks of direction and joining, private use


@dataclass(frozen=True, slots=True)
class Plain:
    """Makes words of untrusted text. ``letters`` are those that the fonts have; ``say`` gives press words."""

    letters: frozenset[str]
    say: Callable[..., str]

    def line(self, text: str, longest: int = LONGEST) -> str:
        """Return a text on one line, cut with “…” where it is longer."""
        words = self._words(_LINE_ENDS.sub(" ", text[: 2 * longest]))
        return words if len(words) <= longest else f"{words[: longest - 1].rstrip()}…"

    def inlines(self, text: str) -> Inlines:
        """Return a text with its lines."""
        text = text.strip()
        kept, made = text[:LONGEST], list[Inline]()
        for place, line in enumerate(_LINE_ENDS.split(kept)):
            made += [LineBreak()] if place else []
            made += [Text(words)] if (words := self._words(line)) else []
        if len(text) > LONGEST:
            made += [LineBreak(), Text(self.say("report-cut", count=len(text)))]
        return tuple(made)

    def blocks(self, text: str) -> Blocks:
        """Return a text as paragraphs, which empty lines part, with their lines."""
        paragraphs: list[list[Inline]] = [[]]
        for inline in self.inlines(text):
            if isinstance(inline, LineBreak) and paragraphs[-1] and isinstance(paragraphs[-1][-1], LineBreak):
                paragraphs[-1].pop()
                paragraphs.append([])
            elif not (isinstance(inline, LineBreak) and not paragraphs[-1]):
                paragraphs[-1].append(inline)
        return tuple(Paragraph(whole) for one in paragraphs if (whole := _without_ends(one)))

    def _words(self, line: str) -> str:
        """Return one line: white space single, unseen signs gone, and what no font has told by its number."""
        made, lacking = list[str](), 0
        for sign in unicodedata.normalize("NFC", line):
            if sign.isspace():
                sign = " "
            elif unicodedata.category(sign) in _UNSEEN:
                continue
            if sign != " " and sign not in self.letters:
                lacking += not unicodedata.combining(sign)
                continue
            if lacking and sign != " ":
                made.append(self.say("report-unshown", count=lacking) + " ")
                lacking = 0
            made.append(sign)
        if lacking:
            made.append(" " + self.say("report-unshown", count=lacking))
        return _SPACES.sub(" ", "".join(made)).strip()


def _without_ends(content: list[Inline]) -> Inlines:
    """Return inlines without line breaks at their ends, where a line had nothing that can be printed."""
    words = [place for place, one in enumerate(content) if not isinstance(one, LineBreak)]
    return tuple(content[words[0] : words[-1] + 1]) if words else ()
