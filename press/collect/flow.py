"""A text document as a reader of forms sees it, whether Word or OpenDocument: paragraphs with words, controls, marks.

``places`` finds what stands in each place of a form: by the control's tag, by its bookmark, or by the code that is
printed beside it. Programs drop tags, or controls, and keep the rest: `docs/word.md`, “Forms”.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from press.collect.forms import Control, Form
from press.collect.found import Found, How, Mark

TICKED: Final = "☒☑"
UNTICKED: Final = "☐"
IDENTITY: Final = re.compile(r"(\S+) (\d+\.\d+\.\d+\S*) (?:· )?([0-9a-f]{12})(?![0-9a-f])")
# What neither XML nor a person's eye can hold: control characters other than line end and tab, lone surrogates.
_UNHELD: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Held:
    """A content control: its words, whether they are a placeholder, its list's shown words and values, its tick."""

    tag: str
    text: str
    is_placeholder: bool = False
    items: tuple[tuple[str, str], ...] = ()
    is_tick: bool = False
    ticked: bool | None = None


@dataclass(frozen=True, slots=True)
class Edge:
    """Where a bookmark begins or ends."""

    name: str
    begins: bool


Piece: TypeAlias = str | Held | Edge


@dataclass(slots=True)
class Cell:
    """A cell of a table: its own paragraphs, each a list of pieces. All text outside of tables is a cell, too."""

    paragraphs: list[list[Piece]] = field(default_factory=list)
    is_outside: bool = False


@dataclass(slots=True)
class Flow:
    """All cells of a document in the order of reading, and the rows that tables have."""

    cells: list[Cell] = field(default_factory=list)
    rows: list[list[Cell]] = field(default_factory=list)

    def new_cell(self, *, is_outside: bool = False) -> Cell:
        """Return a cell that comes next in reading."""
        self.cells.append(Cell(is_outside=is_outside))
        return self.cells[-1]

    def words(self) -> str:
        """Return all words outside of controls, white space folded."""
        said = (words(paragraph) for cell in self.cells for paragraph in cell.paragraphs)
        return " ".join(" ".join(said).split())


def clean(text: str) -> str:
    """Return a text as answers are kept: line ends ``\\n``, nothing outside, what cannot be held as U+FFFD."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    return _UNHELD.sub("\ufffd", lines).strip()


def words(paragraph: Iterable[Piece]) -> str:
    """Return the words of a paragraph outside of controls."""
    return "".join(piece for piece in paragraph if isinstance(piece, str))


def marks_in(carrier: str, text: str) -> Iterator[Mark]:
    """Yield what a text says of which form it is: symbol, version and 12 digits."""
    for found in IDENTITY.finditer(text):
        yield Mark(carrier, *found.groups())


def places(form: Form, flow: Flow) -> dict[str, tuple[Found, ...]]:
    """Return what stands in each place of a form, by the path of its control; a place that is gone is not there."""
    tags, bookmarks, codes = _by_tag(flow), _by_bookmark(flow), _by_code(flow)
    found: dict[str, tuple[Found, ...]] = {}
    for control in form.controls():
        how: How
        for how, spots in (
            ("tag", [*tags.get(control.path, ()), *tags.get(control.name, ())]),
            ("bookmark", bookmarks.get(control.name, [])),
            ("code", codes.get(control.code, [])),
        ):
            if spots:
                found[control.path] = _different(_stands(control, spot, how) for spot in spots)
                break
    return found


def _different(found: Iterable[Found]) -> tuple[Found, ...]:
    return tuple(dict.fromkeys(found))


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where a place was found: a control, or pieces that are left of it; and the cell around them."""

    held: Held | None
    pieces: tuple[str, ...]
    cell: Cell


def _by_tag(flow: Flow) -> dict[str, list[_Spot]]:
    found: dict[str, list[_Spot]] = {}
    for cell in flow.cells:
        for paragraph in cell.paragraphs:
            for piece in paragraph:
                if isinstance(piece, Held) and piece.tag:
                    found.setdefault(piece.tag, []).append(_Spot(piece, (), cell))
    return found


def _by_bookmark(flow: Flow) -> dict[str, list[_Spot]]:
    """Return what stands between the ends of each bookmark; of an empty one nothing is known."""
    found: dict[str, list[_Spot]] = {}
    for cell in flow.cells:
        inside: dict[str, list[list[str | Held]]] = {}
        for paragraph in cell.paragraphs:
            for lines in inside.values():
                lines.append([])
            for piece in paragraph:
                if not isinstance(piece, Edge):
                    for lines in inside.values():
                        lines[-1].append(piece)
                elif piece.begins:
                    inside[piece.name] = [[]]
                elif piece.name in inside and (spot := _spot(inside.pop(piece.name), cell)) is not None:
                    found.setdefault(piece.name, []).append(spot)
    return found


def _spot(lines: Sequence[Sequence[str | Held]], cell: Cell) -> _Spot | None:
    held = [piece for line in lines for piece in line if isinstance(piece, Held)]
    if held:
        return _Spot(held[0], (), cell)
    texts = tuple("".join(piece for piece in line if isinstance(piece, str)) for line in lines)
    return _Spot(None, texts, cell) if any(text.strip() for text in texts) else None


def _by_code(flow: Flow) -> dict[str, list[_Spot]]:
    """Return what stands beside each code: in the cell behind it, or below it in its own cell."""
    found: dict[str, list[_Spot]] = {}
    for row in flow.rows:
        for at, cell in enumerate(row):
            paragraphs = cell.paragraphs
            code = words(paragraphs[0]).strip() if paragraphs else ""
            if not code:
                continue
            if len(paragraphs) > 1:
                found.setdefault(code, []).append(_beside(Cell(paragraphs[1:]), cell))
            elif at + 1 < len(row):
                found.setdefault(code, []).append(_beside(row[at + 1], row[at + 1]))
    return found


def _beside(part: Cell, cell: Cell) -> _Spot:
    held = [piece for paragraph in part.paragraphs for piece in paragraph if isinstance(piece, Held)]
    return _Spot(held[0] if len(held) == 1 else None, tuple(map(words, part.paragraphs)), cell)


# What stands in a spot ---------------------------------------------------------


def _stands(control: Control, spot: _Spot, how: How) -> Found:
    own = _own_words(control)
    outside = _outside(spot.cell, own)
    if spot.held is None:
        return _loose(control, spot, how, own)
    if control.tick:
        return _tick(spot.held, how, outside)
    held = spot.held
    text = "" if held.is_placeholder else clean(held.text)
    keys = {value for shown, value in held.items if shown == text}
    if held.items and text == control.place.hint:
        text, keys = "", set()
    key = keys.pop() if len(keys) == 1 else ""
    return Found(text, how, key=key, beside=outside)


def _tick(held: Held, how: How, outside: str) -> Found:
    """Return a tick: its state, else the sign that is shown; a sign that says otherwise than the state is told."""
    sign = held.text.strip()
    shown = True if sign and sign in TICKED else False if sign == UNTICKED else None
    typed = "" if shown is not None else clean(sign.strip(UNTICKED + TICKED))
    beside = "\n".join(filter(None, (typed, outside)))
    state = shown if held.ticked is None else held.ticked
    if shown is not None and held.ticked is not None and shown != held.ticked:
        beside = "\n".join(filter(None, (sign, outside)))
    return Found("", how, ticked=bool(state), beside=beside)


def _loose(control: Control, spot: _Spot, how: How, own: Sequence[str]) -> Found:
    """Return what is left of a place whose control is gone: its text, or the sign of a tick before its words."""
    text = clean("\n".join(line for line in spot.pieces if line.strip() not in own))
    if not control.tick:
        return Found("" if text == control.place.hint else text, how)
    sign, rest = text[:1], text[1:]
    for words_of_it in own:
        rest = rest.replace(words_of_it, "", 1) if words_of_it else rest
    if sign not in TICKED + UNTICKED:
        return Found("", how, ticked=False, beside=clean(text))
    return Found("", how, ticked=sign in TICKED, beside=clean(rest))


def _own_words(control: Control) -> tuple[str, ...]:
    """Return what the form itself prints in the cell of a place: its code, and the words of what can be chosen."""
    options = control.place.options
    if control.tick:
        return (control.code, *(option.shown for option in options if option.key == control.tick))
    return (control.code, " · ".join(option.shown for option in options)) if options else (control.code,)


def _outside(cell: Cell, own: Sequence[str]) -> str:
    """Return what was written in the cell outside of the control; outside of tables nobody can tell."""
    if cell.is_outside:
        return ""
    lines = [words(paragraph).strip() for paragraph in cell.paragraphs]
    return clean("\n".join(line for line in lines if line and " ".join(line.split()) not in own))
