"""The look of the preview: the press's own palette and fonts, so that it looks like what it shows."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from press.design import Design
from press.fonts import Fonts


def font_files(design: Design, fonts: Fonts) -> dict[str, Path]:
    """Return the upright faces of the display families, by file name."""
    families = {script.display for script in design.fonts.values()}
    return {p.name: p for (family, _, style), p in fonts.files.items() if family in families and style == "normal"}


def look_css(design: Design, fonts: Fonts, files: Mapping[str, Path]) -> str:
    """Return the palette as custom properties, and the faces."""
    families = dict.fromkeys(script.display for script in design.fonts.values())
    faces = "".join(
        f'@font-face {{ font-family: "{family}"; font-weight: {weight}; src: url("/fonts/{path.name}"); }}\n'
        for (family, weight, _), path in fonts.files.items()
        if path.name in files
    )
    colours = "".join(f"  --{name}: {value};\n" for name, value in design.palette.items())
    stack = ", ".join(f'"{family}"' for family in families)
    return f"{faces}:root {{\n{colours}  --sans: {stack}, sans-serif;\n}}\n"
