"""What tables to fill in have to say: the rules of docs/content.md for questions of the kind rows."""

from __future__ import annotations

from collections.abc import Iterator

from press.prove.source_content import Map
from press.prove.source_words import CELL, Piece, fold


def rows_due(unit: Map, *, required: bool) -> Iterator[Piece]:
    """Yield the columns and, row by row, the entries: rows with a name first, then the spare ones."""
    columns = unit["columns"]
    yield Piece("columns", CELL.join(fold(column["title"]) for column in columns))
    named = [(row["key"], row["text"]) for row in unit.get("rows", [])]
    spare = [(str(number), "") for number in range(1, int(unit.get("spare", 0)) + 1)]
    for place, (key, text) in enumerate((*named, *spare)):
        yield Piece("row", fold(text))
        for column in columns:
            due = "required" if required and place == 0 else "optional"
            yield Piece(f"entry '{unit['id']}.{key}.{column['key']}' {due}", "")
            yield from (Piece(f"choice '{o['key']}'", fold(o["text"])) for o in column.get("options", []))
