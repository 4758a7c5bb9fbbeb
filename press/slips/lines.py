"""The lines of a file while its slips are mended: what the parser will see, and where each character came from."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from press.place import Place
from press.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(slots=True)
class Lines:
    """The mended lines of a file and the problems found in them."""

    file: str
    lines: list[str]
    problems: list[Problem] = field(default_factory=list)
    columns: dict[int, list[int]] = field(default_factory=dict)
    """Of each line whose length changed: the author's column of each character."""

    def place(self, line: int, column: int) -> Place:
        """Return the author's place of a line and a column (both from 0) of the mended text."""
        if line >= len(self.lines):
            # Where the parser missed something at the end of the file: at the end of its last line.
            line, column = len(self.lines) - 1, len(self.lines[-1])
        columns = self.columns.get(line)
        if columns:
            column = columns[min(column, len(columns) - 1)]
        return Place(self.file, line + 1, column + 1)

    def report(self, line: int, column: int, code: str, message: str, hint: str) -> None:
        """Note a problem."""
        self.problems.append(Problem(code, str(self.place(line, column)), message, hint))

    def mend(self, line: int, start: int, end: int, new: str, came_from: Sequence[int] = ()) -> None:
        """Replace a stretch of a line.

        ``came_from`` is the column that each new character stands for; without it all stand for the first.
        """
        old = self.lines[line]
        if len(new) != end - start or came_from:
            columns = self.columns.setdefault(line, list(range(len(old) + 1)))
            columns[start:end] = [columns[column] for column in came_from or [start] * len(new)]
        self.lines[line] = old[:start] + new + old[end:]
