"""What a figure that is drawn from data has to say: the rules of ``docs/content.md``, "Figures", for leg A."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any, Final

from press import document as d
from press.prove.source_content import Map
from press.prove.source_words import CELL, Piece, fold


def drawn_kind(unit: Map) -> str:
    """Return the key that a figure's data stands under; nothing for a picture that is a file."""
    return next((key for key in _KINDS if key in unit), "")


def alternative(unit: Map) -> Piece:
    """Return what an alternative text has to begin with, and that every label is named after it."""
    own = fold(unit["alternative"])
    pieces = _KINDS[drawn_kind(unit)](unit[drawn_kind(unit)])
    texts = [piece.pattern or re.escape(piece.words.rstrip(".")) for piece in pieces if piece.part == "label"]
    return Piece("alternative", own, pattern=re.escape(own) + "".join(f"(?=.* .*{text})" for text in texts) + " .+")


def due(unit: Map) -> Iterator[Piece]:
    """Yield what the drawing of a figure has to hold, and the table of its numbers."""
    kind = drawn_kind(unit)
    if kind:
        yield Piece("drawing", kind)
        yield from (piece for piece in _KINDS[kind](unit[kind]) if piece.words)
        yield from _twin(kind, unit[kind])


def held(figure: d.Figure) -> Iterator[Piece]:
    """Yield what the drawing of a Document's figure holds, and the table of its numbers."""
    if figure.drawing:
        yield Piece("drawing", type(figure.drawing).__name__.lower())
        yield from _held(figure.drawing)
    if figure.twin:
        yield from _rows(figure.twin)


def _held(value: object, name: str = "") -> Iterator[Piece]:
    if isinstance(value, tuple):
        for item in value:
            yield from _held(item)
    elif isinstance(value, str) and value:
        yield Piece("tone" if name == "tone" else "label", fold(value))
    elif isinstance(value, int | float):
        yield _number(value)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _held(getattr(value, field.name), field.name)


def _rows(twin: d.Table) -> Iterator[Piece]:
    for part, cells in (("header", twin.header), *(("row", row) for row in twin.rows)):
        yield Piece(part, CELL.join(fold(d.plain(cell)) for cell in cells))


# What each kind holds, in order ----------------------------------------------


def _label(part: Map, key: str) -> Piece:
    return Piece("label", fold(part.get(key, "")))


def _number(value: float) -> Piece:
    return Piece("number", f"{float(value):g}")


def _printed(value: str) -> Piece:
    """Return a number as some language prints it: its figures, with any signs between thousands and before decimals."""
    whole, _, rest = value.partition(".")
    return Piece("label", value, pattern=_figures(whole) + (f"[.,٫]{rest}" if rest.rstrip("0") else "(?:[.,٫]0+)?"))


def _figures(whole: str) -> str:
    return "[.,٬'’\\s]?".join(whole.lstrip("0") or "0")


def _steps(steps: list[Map]) -> Iterator[Piece]:
    for step in steps:
        yield from (_label(step, key) for key in ("label", "text", "gate"))


def _process(data: Map) -> Iterator[Piece]:
    yield from _steps(data["steps"])


def _cycle(data: Map) -> Iterator[Piece]:
    yield _label(data, "centre")
    yield from _steps(data["steps"])


def _wheel(data: Map) -> Iterator[Piece]:
    yield _label(data, "centre")
    yield from _steps(data["sectors"])


def _matrix(data: Map) -> Iterator[Piece]:
    yield from (_label(data, key) for key in ("across", "down"))
    yield from (Piece("label", fold(column)) for column in data["columns"])
    for row in data["rows"]:
        yield _label(row, "label")
        for cell in row["cells"]:
            yield _label(cell, "text")
            yield _number(int(cell.get("level", "0")))


def _timeline(data: Map) -> Iterator[Piece]:
    keys = [stage["key"] for stage in data["stages"]]
    yield from (_label(stage, "label") for stage in data["stages"])
    for lane in data["lanes"]:
        yield _label(lane, "label")
        for bar in lane["bars"]:
            yield _label(bar, "text")
            yield _number(keys.index(bar["from"]))
            yield _number(keys.index(bar.get("to", bar["from"])))


def _tree(data: Map) -> Iterator[Piece]:
    yield _label(data, "question")
    for answer in data["answers"]:
        yield _label(answer, "answer")
        yield _label(answer, "outcome")
        yield Piece("tone", answer.get("tone", "care"))
        if "then" in answer:
            yield from _tree(answer["then"])


def _map(data: Map) -> Iterator[Piece]:
    yield _label(data, "centre")
    for group in data["groups"]:
        yield _label(group, "label")
        yield from (Piece("label", fold(member)) for member in group["members"])


def _bars(data: Map) -> Iterator[Piece]:
    yield _label(data, "unit")
    for bar in data["bars"]:
        yield _label(bar, "label")
        yield _printed(bar["value"])
        yield _number(float(bar["value"]))
    yield _number(float(data.get("maximum", max((bar["value"] for bar in data["bars"]), key=float))) or 1)


def _radar(data: Map) -> Iterator[Piece]:
    yield from (Piece("label", fold(axis)) for axis in data["axes"])
    for series in data["series"]:
        yield _label(series, "label")
        yield from (_number(float(value)) for value in series["values"])
    yield _number(float(data["maximum"]))
    yield _printed(data["maximum"])


_KINDS: Final[Mapping[str, Callable[[Any], Iterator[Piece]]]] = {
    "process": _process,
    "cycle": _cycle,
    "wheel": _wheel,
    "matrix": _matrix,
    "timeline": _timeline,
    "tree": _tree,
    "map": _map,
    "bars": _bars,
    "radar": _radar,
}


def _twin(kind: str, data: Map) -> Iterator[Piece]:
    if kind == "bars":
        yield Piece("header", CELL.join((fold(data["of"]), fold(data["unit"]))))
        yield from (_row(bar["label"], [bar["value"]]) for bar in data["bars"])
    elif kind == "radar":
        names = [fold(series["label"]) for series in data["series"]]
        yield Piece("header", CELL.join((fold(data["of"]), *names)))
        for place, axis in enumerate(data["axes"]):
            yield _row(axis, [series["values"][place] for series in data["series"]])


def _row(name: str, values: list[str]) -> Piece:
    printed = [_printed(value) for value in values]
    words = CELL.join((fold(name), *(piece.words for piece in printed)))
    return Piece("row", words, pattern=CELL.join((re.escape(fold(name)), *(piece.pattern for piece in printed))))
