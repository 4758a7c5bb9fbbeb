"""Read a Word file with pandoc: what it takes for headings, notes, tables and lists."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeAlias

Node: TypeAlias = dict[str, Any]
_SPACES: Final = {"Space", "SoftBreak", "LineBreak"}


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader finds in a document. Texts are single-spaced; those around a note do not have its words."""

    headings: tuple[tuple[int, str], ...]
    notes: tuple[str, ...]
    tables: tuple[tuple[tuple[str, ...], ...], ...]
    bullets: tuple[str, ...]
    numbered: tuple[str, ...]


def read(path: Path) -> Reading:
    """Return what pandoc finds in a file; CalledProcessError when it cannot read it."""
    done = subprocess.run(
        ["pandoc", "--from=docx", "--to=json", str(path)],
        capture_output=True, encoding="utf-8", timeout=120, check=True,
    )  # fmt: skip
    nodes = list(_walk(json.loads(done.stdout)["blocks"]))

    def of(kind: str) -> Iterator[Any]:
        return (node.get("c") for node in nodes if node["t"] == kind)

    return Reading(
        headings=tuple((level, text(inlines)) for level, _, inlines in of("Header")),
        notes=tuple(text(blocks) for blocks in of("Note")),
        tables=tuple(_rows(table) for table in of("Table")),
        bullets=tuple(_first(item) for items in of("BulletList") for item in items),
        numbered=tuple(_first(item) for _, items in of("OrderedList") for item in items),
    )


def _walk(data: Any) -> Iterator[Node]:
    """Yield all nodes in reading order, each before what is in it."""
    if isinstance(data, dict):
        if "t" in data:
            yield data
        data = list(data.values())
    if isinstance(data, list):
        for one in data:
            yield from _walk(one)


def text(data: Any) -> str:
    """Return the words of inlines or blocks, without notes in them."""
    return " ".join("".join(_words(data)).split())


def _words(data: Any) -> Iterator[str]:
    if isinstance(data, list):
        for one in data:
            yield from _words(one)
    elif isinstance(data, dict):
        match data["t"]:
            case "Str":
                yield data["c"]
            case "Note":
                pass
            case kind if kind in _SPACES:
                yield " "
            case "Para" | "Plain":
                yield from _words(data["c"])
                yield " "
            case _:
                yield from _words(data.get("c", []))


def _first(item: list[Node]) -> str:
    return text(item[0]) if item and item[0]["t"] in {"Para", "Plain"} else ""


def _rows(table: Any) -> tuple[tuple[str, ...], ...]:
    _, _, _, (_, head), bodies, _ = table
    rows = [*head, *(row for body in bodies for row in (*body[2], *body[3]))]
    return tuple(tuple(text(cell[4]) for cell in cells) for _, cells in rows)
