"""Where a value of content stands, and text that remembers it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, Self

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
