"""Where a value of content stands, and the tree of a content file, every part of which remembers its place."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, Self, TypeAlias

from pydantic_core import core_schema

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler

Style = Literal["plain", "single", "double", "literal", "folded"]


@dataclass(frozen=True, order=True, slots=True)
class Place:
    """A position in a content file; lines and columns count from 1, as editors do."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        """Return ``file:line:column``, the form that editors turn into a link."""
        return f"{self.file}:{self.line}:{self.column}"


class Scalar(str):
    """A YAML scalar: its text exactly as written, its place, and the style it was written in.

    ``place`` is where the scalar begins; for a literal block that is the ``|``.
    ``text_line`` and ``text_column`` are where its first line of text begins.
    """

    __slots__ = ("place", "style", "text_column", "text_line")

    place: Place
    style: Style
    text_line: int
    text_column: int

    def __new__(
        cls,
        text: str,
        place: Place | None = None,
        style: Style = "plain",
        text_line: int | None = None,
        text_column: int | None = None,
    ) -> Self:
        """Make a scalar; without a place it stands nowhere (for values that the press makes itself)."""
        self = super().__new__(cls, text)
        self.place = place or Place("", 1, 1)
        self.style = style
        self.text_line = text_line or self.place.line
        self.text_column = text_column or self.place.column
        return self

    def at(self, line: int = 0, column: int = 0) -> Place:
        """Return the place of a line and a column (both from 0) of this scalar's text."""
        return Place(self.place.file, self.text_line + line, self.text_column + column)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: object, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        """Let pydantic keep the scalar itself, so that validated models still know every place."""
        return core_schema.is_instance_schema(cls, cls_repr="text")

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """Describe the scalar to editors as a plain string."""
        return {"type": "string"}


@dataclass(frozen=True)
class MappingNode:
    """Keys and values in the order of the file; each key once."""

    place: Place
    entries: tuple[tuple[Scalar, Node], ...]

    @cached_property
    def _by_key(self) -> dict[str, tuple[Scalar, Node]]:
        return {str(key): (key, value) for key, value in self.entries}

    def entry(self, name: str) -> tuple[Scalar, Node] | None:
        """Return a key as it stands in the file, and its value; None when there is no such key."""
        return self._by_key.get(name)

    def get(self, name: str) -> Node | None:
        """Return a key's value; None when there is no such key."""
        return self._by_key[name][1] if name in self._by_key else None


@dataclass(frozen=True)
class SequenceNode:
    """The items of a list."""

    place: Place
    items: tuple[Node, ...]


Node: TypeAlias = Scalar | MappingNode | SequenceNode


def plain(node: Node) -> Any:
    """Return the tree as dictionaries and lists, which is what a model validates; scalars stay scalars."""
    if isinstance(node, MappingNode):
        return {key: plain(value) for key, value in node.entries}
    if isinstance(node, SequenceNode):
        return [plain(item) for item in node.items]
    return node
