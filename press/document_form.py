"""What a Document says of places to fill in: entries, which become content controls in Word and fields in PDF."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Literal

# A line of text, several lines, a number, a date, one of several choices, any of several choices.
EntryKind = Literal["text", "lines", "number", "date", "one", "several"]


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to choose. ``level`` is its place on a scale, from 1, and empty where there is no scale."""

    key: str
    text: str
    level: str = ""

    @property
    def shown(self) -> str:
        """What a form shows."""
        return f"{self.level} – {self.text}" if self.level else self.text


@dataclass(frozen=True, slots=True)
class Entry:
    """One place to fill in; returns are read by its ``path``.

    ``path`` is the id of its question or action and, where that has several entries, what tells them apart
    (``act-people.2.name``, ``ready-owners.evidence``). It is unique in a toolkit, in all languages and for good.
    ``code`` is the short name that is printed (``12``, ``12.e``, ``12.2.b``), unique in its document. ``title`` says
    what is asked to those who cannot see where it stands; ``label`` is what is printed above the room, and ``hint``
    what stands in it while it is empty. ``longest`` is how many signs it takes, 0 where that is free.
    """

    path: str
    code: str
    kind: EntryKind
    title: str
    choices: tuple[Choice, ...] = ()
    label: str = ""
    hint: str = ""
    required: bool = False
    longest: int = 0
    default: str = ""


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row of a grid; ``label`` is empty in a spare row."""

    label: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows and columns of entries. ``head`` stands above the labels of rows, and is empty where no row has one."""

    columns: tuple[str, ...]
    rows: tuple[GridRow, ...]
    head: str = ""

    @property
    def has_labels(self) -> bool:
        """Whether rows have names, which stand in a column of their own."""
        return any(row.label for row in self.rows)


def control_name(path: str) -> str:
    """Return the name of a control in files: Word cuts names at 40 letters, and takes no hyphens in them."""
    return f"f_{hashlib.sha256(path.encode()).hexdigest()[:12]}"
