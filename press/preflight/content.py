"""What a page paints: colours, text, lines and pictures, with the drawings that it uses (ISO 32000-1, 8)."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any, Final, TypeAlias

import pikepdf
from pikepdf import Name

Matrix: TypeAlias = tuple[float, float, float, float, float, float]

_UNIT: Final[Matrix] = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_DEEPEST: Final = 12
_FILLS: Final = frozenset({"f", "F", "f*", "B", "B*", "b", "b*"})
_STROKES: Final = frozenset({"S", "s", "B", "B*", "b", "b*"})
_SHOWS: Final = frozenset({"Tj", "TJ", "'", '"'})


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour in use: the name of its space, and its values."""

    space: str
    values: tuple[float, ...]


BLACK: Final = Colour("DeviceGray", (0.0,))


@dataclass(frozen=True, slots=True)
class Painted:
    """Something painted: text, area, line, picture or shading; a line with its width, a picture with its own pixels."""

    what: str
    colour: Colour | None = None
    width: float = 0.0  # points, of a line
    resolution: float = 0.0  # pixels per inch, of a picture
    name: str = ""
    overprints: bool = False


@dataclass(frozen=True, slots=True)
class _State:
    matrix: Matrix = _UNIT
    fill: Colour = BLACK
    stroke: Colour = BLACK
    width: float = 1.0
    mode: int = 0
    overprints: bool = False


@dataclass(slots=True)
class _Machine:
    """The part of the graphics machine that decides what is painted in which colour."""

    resources: Any
    state: _State
    depth: int = 0
    saved: list[_State] = field(default_factory=list)

    def run(self, content: Any) -> Iterator[Painted]:
        for instruction in pikepdf.parse_content_stream(content):
            if isinstance(instruction, pikepdf.ContentStreamInlineImage):
                yield Painted("inline picture", name="inline")
                continue
            yield from self.do(str(instruction.operator), list(instruction.operands))

    def do(self, operator: str, operands: list[Any]) -> Iterator[Painted]:
        self._set(operator, operands)
        state = self.state
        if operator in _FILLS:
            yield Painted("area", state.fill, overprints=state.overprints)
        if operator in _STROKES:
            yield Painted("line", state.stroke, state.width * _scale(state.matrix), overprints=state.overprints)
        elif operator in _SHOWS and state.mode not in (3, 7):
            yield Painted("text", state.stroke if state.mode == 1 else state.fill, overprints=state.overprints)
        elif operator == "sh":
            yield Painted("shading", name=str(operands[0]))
        elif operator == "Do":
            yield from self._object(operands[0])

    def _set(self, operator: str, operands: list[Any]) -> None:
        state = self.state
        match operator:
            case "q":
                self.saved.append(state)
            case "Q" if self.saved:
                self.state = self.saved.pop()
            case "cm":
                self.state = replace(state, matrix=_product(_matrix(operands), state.matrix))
            case "w":
                self.state = replace(state, width=float(operands[0]))
            case "Tr":
                self.state = replace(state, mode=int(operands[0]))
            case "g" | "rg" | "k":
                self.state = replace(state, fill=Colour(_SPACES[operator], _numbers(operands)))
            case "G" | "RG" | "K":
                self.state = replace(state, stroke=Colour(_SPACES[operator.lower()], _numbers(operands)))
            case "cs":
                self.state = replace(state, fill=Colour(self._space(operands[0]), ()))
            case "CS":
                self.state = replace(state, stroke=Colour(self._space(operands[0]), ()))
            case "sc" | "scn":
                self.state = replace(state, fill=replace(state.fill, values=_numbers(operands)))
            case "SC" | "SCN":
                self.state = replace(state, stroke=replace(state.stroke, values=_numbers(operands)))
            case "gs":
                self._graphics_state(operands[0])

    def _graphics_state(self, name: Any) -> None:
        found = self.resources.get("/ExtGState", {}).get(str(name), {})
        if "/OP" in found or "/op" in found:
            self.state = replace(self.state, overprints=bool(found.get("/OP")) or bool(found.get("/op")))
        if "/LW" in found:
            self.state = replace(self.state, width=float(found["/LW"]))

    def _space(self, name: Any) -> str:
        spaces = self.resources.get("/ColorSpace", {})
        return space_name(spaces.get(str(name), name))

    def _object(self, name: Any) -> Iterator[Painted]:
        found = self.resources.get("/XObject", {}).get(str(name))
        if found is None:
            return
        if found.get("/Subtype") == Name.Image:
            yield Painted("picture", name=str(name), resolution=_resolution(found, self.state.matrix))
        elif self.depth < _DEEPEST:
            matrix = _product(_matrix(found.get("/Matrix", _UNIT)), self.state.matrix)
            inner = _Machine(
                found.get("/Resources", self.resources), replace(self.state, matrix=matrix), self.depth + 1
            )
            yield from inner.run(found)


_SPACES: Final = {"g": "DeviceGray", "rg": "DeviceRGB", "k": "DeviceCMYK"}


def painted(page: pikepdf.Page) -> Iterator[Painted]:
    """Yield everything that a page paints, in order."""
    resources = page.obj.get("/Resources")
    yield from _Machine(pikepdf.Dictionary() if resources is None else resources, _State()).run(page)


def space_name(space: Any) -> str:
    """Return what a colour space is in the end: what an ICC profile or an index stands for."""
    if isinstance(space, pikepdf.Name | str):
        return str(space).removeprefix("/")
    kind = str(space[0]).removeprefix("/")
    match kind:
        case "ICCBased":
            return {1: "DeviceGray", 3: "ICC RGB", 4: "DeviceCMYK"}.get(int(space[1].get("/N", 0)), "ICC")
        case "Indexed":
            return space_name(space[1])
        case "Separation" | "DeviceN":
            return space_name(space[2])
        case "Pattern" if len(space) > 1:
            return space_name(space[1])
    return kind


def _numbers(operands: list[Any]) -> tuple[float, ...]:
    return tuple(float(value) for value in operands if not isinstance(value, pikepdf.Name))


def _matrix(values: Any) -> Matrix:
    a, b, c, d, e, f = (float(value) for value in values)
    return a, b, c, d, e, f


def _product(one: Matrix, other: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    k, l, m, n, o, p = other  # noqa: E741  (the letters of the norm are taken)
    return a * k + b * m, a * l + b * n, c * k + d * m, c * l + d * n, e * k + f * m + o, e * l + f * n + p


def _scale(matrix: Matrix) -> float:
    area: float = abs(matrix[0] * matrix[3] - matrix[1] * matrix[2])
    return math.sqrt(area)


def _resolution(image: Any, matrix: Matrix) -> float:
    """Return the lower of the resolutions along both sides of a picture, in pixels per inch."""
    across = (matrix[0] ** 2 + matrix[1] ** 2) ** 0.5
    down = (matrix[2] ** 2 + matrix[3] ** 2) ** 0.5
    sides = ((int(image.get("/Width", 0)), across), (int(image.get("/Height", 0)), down))
    return min((pixels * 72 / length for pixels, length in sides if length), default=0.0)
