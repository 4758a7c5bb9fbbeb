"""Content streams of a PDF -> shown text by marked-content id, with the place of every run of glyphs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias

import pikepdf

from press.prove.pdf_font import Font, Table, read_font
from press.prove.pdf_scan import instructions, shown_bytes

Matrix: TypeAlias = tuple[float, float, float, float, float, float]

_MCID: Final = re.compile(rb"/MCID\s+(\d+)")
_ACTUAL: Final = re.compile(rb"/(ActualText|Alt|E)\b")
_IDENTITY: Final[Matrix] = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
ARTIFACT: Final = -2  # the marked-content id of what is no content
OUTSIDE: Final = -1  # … of what is not marked at all
_SHOWS: Final = re.compile(rb"[\])>]\s*(?:TJ|Tj|'|\")")
_DEEP: Final = 8
_INVISIBLE: Final = frozenset((b"3", b"7"))
_PAINTS: Final = frozenset((b"f", b"f*", b"F", b"S", b"s", b"B", b"B*", b"b", b"b*", b"sh", b"Do"))


@dataclass(slots=True)
class Run:
    """Glyphs shown one after the other from one place; ``codes`` by font, as a font's own numbers."""

    x: float
    y: float
    size: float
    parts: list[tuple[Font, str]] = field(default_factory=list)
    visible: bool = True

    def text(self) -> str:
        """Return the characters in the order of their glyphs."""
        return "".join(codes.translate(font.table) for font, codes in self.parts)

    def glyphs(self) -> Iterator[str]:
        """Yield the characters of each glyph, from left to right."""
        for font, codes in self.parts:
            yield from map(font.table.__getitem__, map(ord, codes))


@dataclass(slots=True)
class PageText:
    """What a page shows: runs by marked-content id in drawing order, and the ids under which something is painted."""

    runs: dict[int, list[Run]]
    painted: set[int]
    replaced: set[int]
    form_text: set[int]


def read_page(page: pikepdf.Page, fonts: dict[Any, Font]) -> PageText:
    """Read a page's content. ``fonts`` keeps what is read of them, for the whole file."""
    resources = page.obj.get("/Resources") or _inherited(page.obj)
    left, bottom, right, top = (float(n) for n in page.mediabox)
    named = {name[1:].encode(): _font(font, fonts) for name, font in resources.get("/Font", {}).items()}
    reader = _Reader(named, resources, (left, bottom, right, top))
    for operands, operator in instructions(page, _HEARD):
        reader.do(operator, operands)
    return PageText(reader.runs, reader.painted, reader.replaced, reader.form_text)


def _inherited(node: pikepdf.Object) -> Any:
    for _ in range(64):
        parent = node.get("/Parent")
        if parent is None:
            break
        node = parent
        if (found := node.get("/Resources")) is not None:
            return found
    return pikepdf.Dictionary()


def _font(font: pikepdf.Object, fonts: dict[Any, Font]) -> Font:
    key = font.objgen if font.is_indirect else id(font)
    if key not in fonts:
        fonts[key] = read_font(font)
    return fonts[key]


class _Reader:
    """The part of a PDF's graphics machine that decides what text is shown where."""

    def __init__(self, fonts: Mapping[bytes, Font], resources: Any, paper: tuple[float, ...]) -> None:
        self.fonts, self.resources, self.paper = fonts, resources, paper
        self.runs: dict[int, list[Run]] = {}
        self.painted: set[int] = set()
        self.replaced: set[int] = set()
        self.form_text: set[int] = set()
        self.matrix, self.saved = _IDENTITY, list[tuple[Matrix, Font, float, bool]]()
        self.text = self.line = _IDENTITY
        self.font, self.size, self.leading, self.visible = Font(1, Table()), 1.0, 0.0, True
        self.marks: list[int] = [OUTSIDE]
        self.run: Run | None = None
        self._acts = {name.encode(): getattr(self, f"_{act}") for name, act in _ACTS.items()}

    def do(self, operator: bytes, operands: bytes) -> None:
        act = self._acts.get(operator)
        if act is not None:
            act(operands)
        elif operator in _PAINTS:
            self.painted.add(self.marks[-1])
            if operator == b"Do":
                self._object(operands)

    def _object(self, operands: bytes) -> None:
        found = self.resources.get("/XObject", {}).get(operands.strip().decode("latin-1"))
        if found is not None and _holds_text(found):
            self.form_text.add(self.marks[-1])

    def _save(self, _: bytes) -> None:
        self.saved.append((self.matrix, self.font, self.size, self.visible))

    def _restore(self, _: bytes) -> None:
        if self.saved:
            self.matrix, self.font, self.size, self.visible = self.saved.pop()

    def _concat(self, operands: bytes) -> None:
        self.matrix = _product(_matrix(operands), self.matrix)

    def _begin(self, _: bytes) -> None:
        self._to(_IDENTITY)

    def _to(self, matrix: Matrix) -> None:
        self.text = self.line = matrix
        self.run = None

    def _set_matrix(self, operands: bytes) -> None:
        self._to(_matrix(operands))

    def _move(self, operands: bytes) -> None:
        x, y = map(float, operands.split())
        self._to(_product((1.0, 0.0, 0.0, 1.0, x, y), self.line))

    def _move_leading(self, operands: bytes) -> None:
        self.leading = -float(operands.split()[1])
        self._move(operands)

    def _set_leading(self, operands: bytes) -> None:
        self.leading = float(operands)

    def _next_line(self, _: bytes) -> None:
        self._move(b"0 %f" % -self.leading)

    def _set_font(self, operands: bytes) -> None:
        name, size = operands.split()
        self.font, self.size = self.fonts.get(name[1:]) or Font(1, Table()), float(size)

    def _set_mode(self, operands: bytes) -> None:
        self.visible = operands.strip() not in _INVISIBLE
        self.run = None

    def _show(self, operands: bytes) -> None:
        if self.run is None:
            place = _product(self.text, self.matrix)
            scale = (abs(place[0] * place[3]) or abs(place[1] * place[2])) ** 0.5
            left, bottom, right, top = self.paper
            seen = self.visible and left <= place[4] <= right and bottom <= place[5] <= top
            self.run = Run(place[4], place[5], self.size * scale, [], seen)
            self.runs.setdefault(self.marks[-1], []).append(self.run)
        self.run.parts.append((self.font, self.font.codes(shown_bytes(operands))))

    def _next_show(self, operands: bytes) -> None:
        self._next_line(b"")
        self._show(operands)

    def _mark(self, operands: bytes) -> None:
        self.run = None
        self.marks.append(ARTIFACT if operands.startswith(b"/Artifact") else self.marks[-1])

    def _mark_with(self, operands: bytes) -> None:
        found = _MCID.search(operands)
        if not found and not operands.startswith(b"/Artifact"):
            found = self._named(operands)
        self._mark(operands)
        if found:
            self.marks[-1] = int(found[1])
        if _ACTUAL.search(operands):
            self.replaced.add(self.marks[-1])

    def _named(self, operands: bytes) -> re.Match[bytes] | None:
        name = operands.split()[-1].decode("latin-1")
        properties = self.resources.get("/Properties", {}).get(name)
        return _MCID.match(b"/MCID %d" % int(properties["/MCID"])) if properties and "/MCID" in properties else None

    def _unmark(self, _: bytes) -> None:
        self.run = None
        if len(self.marks) > 1:
            self.marks.pop()


_ACTS: Final = {
    "q": "save", "Q": "restore", "cm": "concat", "BT": "begin", "Tm": "set_matrix", "Td": "move", "TD": "move_leading",
    "TL": "set_leading", "T*": "next_line", "Tf": "set_font", "Tr": "set_mode", "TJ": "show", "Tj": "show",
    "'": "next_show", '"': "next_show", "BMC": "mark", "BDC": "mark_with", "EMC": "unmark",
}  # fmt: skip
_HEARD: Final = _PAINTS | {name.encode() for name in _ACTS} | {b"BI"}


def _holds_text(drawing: Any, depth: int = 0) -> bool:
    """Tell whether a form, or one inside it, shows text; what is too deep to be read is taken to."""
    if not isinstance(drawing, pikepdf.Stream) or drawing.get("/Subtype") != "/Form":
        return False
    if depth > _DEEP or _SHOWS.search(drawing.read_bytes()):
        return True
    inner = drawing.get("/Resources", pikepdf.Dictionary()).get("/XObject", pikepdf.Dictionary())
    return any(_holds_text(other, depth + 1) for _, other in inner.items())


def _matrix(operands: bytes) -> Matrix:
    a, b, c, d, e, f = map(float, operands.split())
    return a, b, c, d, e, f


def _product(m: Matrix, n: Matrix) -> Matrix:
    """Return the matrix that does ``m`` first, then ``n``."""
    return (
        m[0] * n[0] + m[1] * n[2],
        m[0] * n[1] + m[1] * n[3],
        m[2] * n[0] + m[3] * n[2],
        m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4],
        m[4] * n[1] + m[5] * n[3] + n[5],
    )
