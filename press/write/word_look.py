"""styles/word.yaml, typed: how Word files look, in the words of a designer."""

from __future__ import annotations

from functools import cache
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field

from press.design import STYLES


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Look(_Table):
    """What a style says; see styles/word.yaml. Everything is optional."""

    based: str | None = None
    following: str | None = Field(None, alias="next")
    font: Literal["text", "display"] | None = None
    size: str | None = None
    colour: str | None = None
    bold: bool | None = None
    italic: bool | None = None
    underline: bool | None = None
    raised: bool = False
    line: str | None = None
    before: str | None = None
    after: str | None = None
    start: str | None = None
    end: str | None = None
    hanging: str | None = None
    align: Literal["center", "end"] | None = None
    keep: Literal["next"] | None = None
    lines: Literal["keep"] | None = None
    breaks: Literal["page"] | None = Field(None, alias="break")
    outline: int | None = None
    number: str | None = Field(None, alias="list")
    fill: str | None = None
    on: str | None = None
    border: str | None = None
    tabs: str | None = None


class ScriptFonts(_Table):
    """The families of a script."""

    text: str
    display: str
    scale: float


class Substitute(_Table):
    """The class of a family, and one with the same widths."""

    kind: Literal["roman", "swiss"]
    instead: str


class Box(_Table):
    """The colours of a box."""

    fill: str
    rule: str
    label: str
    text: Look = Look()


class Numbers(_Table):
    """A list: what stands before its items, by level, and the style that the level belongs to."""

    format: Literal["decimal", "bullet"]
    levels: tuple[tuple[str, str], ...]
    colour: str
    start: str = "0"
    hanging: str = "0"


class WordLook(_Table):
    """All of styles/word.yaml."""

    format: Literal["1"]
    fonts: dict[str, ScriptFonts]
    substitutes: dict[str, Substitute]
    languages: dict[str, str]
    styles: dict[str, Look]
    characters: dict[str, Look]
    boxes: dict[str, Box]
    box: dict[str, Look]
    lists: dict[int, Numbers]
    short: dict[str, Look]
    primer: dict[str, Look]
    leaflet: dict[str, Look]


@cache
def load_look() -> WordLook:
    """Read styles/word.yaml; pydantic's ValidationError says what is wrong with it."""
    return WordLook.model_validate(yaml.load((STYLES / "word.yaml").read_text("utf-8"), Loader=yaml.BaseLoader))
