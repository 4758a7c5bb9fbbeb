"""What the preview's page is told, as data for JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from press.watch.board import Card, View
from press.watch.sources import Unit


def state(view: View) -> dict[str, Any]:
    """Return the documents with their states, the problems, and how things stand."""
    return {
        "revision": view.revision,
        "toolkit": view.toolkit,
        "loaded": view.loaded,
        "stale": view.stale,
        "busy": view.busy,
        "restart": view.restart,
        "fault": view.fault,
        "documents": [_card(card) for card in view.cards],
        "problems": [{**p.as_data(), **_where(p.place, view)} for p in view.problems],
    }


def _card(card: Card) -> dict[str, Any]:
    document = card.document
    return {
        "stem": document.stem,
        "title": document.title,
        "language": document.language,
        "direction": document.direction,
        "axes": [value for _, value in document.axes],
        "state": card.state,
        "version": card.version,
        "settled": card.settled,
        "pages": card.made.pages if card.made else 0,
        "files": list(card.made.files) if card.made else [],
    }


def _where(place: str, view: View) -> dict[str, Any]:
    """Return file, line and column of a place in the content; nothing for other places, such as documents."""
    file, _, numbers = place.partition(":")
    if file not in view.sources.files:
        return {"file": "", "line": 0, "column": 0}
    line, _, column = numbers.partition(":")
    return {"file": file, "line": int(line or 1), "column": int(column or 1)}


def pages(card: Card, view: View) -> dict[str, Any]:
    """Return the pages of a document, each with its parts: where they stand on it and in the content."""
    made, home = card.made, view.sources.units.get(view.sources.homes.get(card.document.stem, ""))
    return {
        **_card(card),
        "home": _unit(home) if home else None,
        "sheets": [
            [{**_unit(unit), "box": box} for unit, box in _placed(boxes, view)]
            for boxes in (made.boxes if made else ())
        ],
    }


def _placed(boxes: Any, view: View) -> Iterator[tuple[Unit, Any]]:
    for anchor, box in boxes.items():
        if unit := view.sources.units.get(anchor):
            yield unit, [round(side, 5) for side in box]


def _unit(unit: Unit) -> dict[str, Any]:
    return {
        "id": unit.id,
        "kind": unit.kind,
        "title": unit.title,
        "file": unit.place.file,
        "line": unit.place.line,
        "first": unit.first,
        "last": unit.last,
    }


def source(name: str, view: View) -> dict[str, Any] | None:
    """Return a content file with the units that stand in it; None when there is no such file."""
    lines = view.sources.files.get(name)
    if lines is None:
        return None
    units = (unit for unit in view.sources.units.values() if unit.place.file == name)
    return {"file": name, "lines": lines, "units": [_unit(unit) for unit in units]}
