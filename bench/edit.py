"""One more sentence in a chapter of a guide, as an author would write it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

SENTENCE: Final = "One more sentence stands here."
_TEXT: Final = re.compile(r" *- text: \|\s*")
_PARAGRAPH: Final = re.compile(r" *\w.*[.:?!]")  # a line of prose that ends a sentence: no table, list or note


@dataclass(frozen=True, slots=True)
class Edit:
    """A file with the line to which a sentence is added, counted from 0."""

    file: Path
    line: int

    @property
    def document(self) -> str:
        """The stem of the guide that the file is."""
        return f"guides/{self.file.stem}"

    def make(self) -> None:
        """Add the sentence to the end of the line."""
        lines = self.file.read_text("utf-8").splitlines(keepends=True)
        lines[self.line] = f"{lines[self.line].rstrip()} {SENTENCE}\n"
        self.file.write_text("".join(lines), "utf-8")


def choose(content: Path) -> Edit:
    """Choose the chapter in the middle of the guide in the middle, of those that become one document each.

    Raises ValueError when there is none.
    """
    files = sorted(content.glob("*/resources/*.yaml"))
    guides = [path for path in files if "\ntailor:" not in path.read_text("utf-8")]
    if not guides:
        raise ValueError(f"{content.name} has no guide that becomes one document")
    file = guides[len(guides) // 2]
    lines = file.read_text("utf-8").splitlines()
    spots = [n + 1 for n, line in enumerate(lines[:-1]) if _TEXT.fullmatch(line) and _PARAGRAPH.fullmatch(lines[n + 1])]
    if not spots:
        raise ValueError(f"{file.name} has no prose")
    return Edit(file, spots[len(spots) // 2])
