"""Design tokens: palette, type, page and spacing, typed; everything that a designer may turn."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final, Literal

import yaml
from babel.core import get_global
from pydantic import BaseModel, ConfigDict, field_validator

ROOT: Final = Path(__file__).resolve().parent.parent
STYLES: Final = ROOT / "styles"
TEMPLATES: Final = ROOT / "templates"


# By name, as in CSS Paged Media 3, 7.1: width and height, in millimetres.
PAPERS: Final = {
    "a5": (148.0, 210.0),
    "a4": (210.0, 297.0),
    "b5": (176.0, 250.0),
    "letter": (215.9, 279.4),
    "legal": (215.9, 355.6),
}


class _Tokens(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", coerce_numbers_to_str=True)


class ScriptFonts(_Tokens):
    """The families that a script is set in. ``scale`` is by how much its text must be larger to look the same."""

    text: str
    display: str
    scale: float
    italic: Literal["italic", "normal"]


class Face(_Tokens):
    """A font face and where it comes from. ``cut`` is the weight to cut from a variable font."""

    family: str
    weight: int
    style: Literal["normal", "italic"]
    package: str
    file: str
    cut: float | None = None


class Design(_Tokens):
    """All tokens. Lengths are CSS lengths, colours CSS hex colours, inks C M Y K in per cent."""

    format: Literal["1"]
    palette: dict[str, str]
    inks: dict[str, str]
    print: dict[str, str]
    page: dict[str, str]
    sizes: dict[str, str]
    leading: dict[str, str]
    space: dict[str, str]
    fonts: dict[str, ScriptFonts]
    faces: tuple[Face, ...]

    @field_validator("page")
    @classmethod
    def _is_known_paper(cls, page: dict[str, str]) -> dict[str, str]:
        if page["size"].lower() not in PAPERS:
            raise ValueError(f"there is no paper of the size '{page['size']}': one of {', '.join(PAPERS)}")
        return page

    @property
    def paper(self) -> tuple[float, float]:
        """The width and height of the paper, in millimetres."""
        return PAPERS[self.page["size"].lower()]

    @property
    def line(self) -> float:
        """The length of a line from margin to margin, in millimetres."""
        return self.paper[0] - millimetres(self.page["margin-start"]) - millimetres(self.page["margin-end"])

    def __hash__(self) -> int:
        """Hash by identity of content, so that what is made from a design can be cached."""
        return hash(self.model_dump_json())


def millimetres(length: str) -> float:
    """Return a length in millimetres. ValueError for one in another unit."""
    return float(length.removesuffix("mm"))


@dataclass(frozen=True, slots=True)
class ContrastPair:
    """A text colour and the background it stands on, by palette names."""

    text: str
    background: str


# Which colours meet as text and background in the style sheet; tests hold each pair to 4.5:1 (WCAG 2.1, 1.4.3).
CONTRASTS: Final = tuple(
    ContrastPair(text, background)
    for text, backgrounds in {
        "ink": ("paper", "brand-soft", "accent-soft", "signal-soft", "quiet", "shade-1"),
        "muted": ("paper", "quiet", "accent-soft", "signal-soft", "brand-soft"),
        "brand": ("paper", "brand-soft", "accent-soft", "signal-soft", "quiet"),
        "accent": ("paper", "brand-soft", "accent-soft", "signal-soft", "quiet"),
        "signal": ("paper", "signal-soft"),
        "on-brand": ("brand", "shade-2"),
        "on-brand-muted": ("brand",),
        "highlight": ("brand",),
    }.items()
    for background in backgrounds
)


def script_of(language: str) -> str:
    """Return the ISO 15924 script that a language is usually written in (CLDR likely subtags)."""
    parts = language.replace("-", "_").split("_")
    explicit = next((part for part in parts[1:] if len(part) == 4), "")
    likely = get_global("likely_subtags").get(parts[0], "")
    return explicit or next((part for part in likely.split("_")[1:] if len(part) == 4), "Latn")


@cache
def load_design(path: Path | None = None) -> Design:
    """Read design tokens, the project's own if no file is given. Raises pydantic's ValidationError."""
    text = (path or STYLES / "tokens.yaml").read_text("utf-8")
    return Design.model_validate(yaml.load(text, Loader=yaml.BaseLoader))
