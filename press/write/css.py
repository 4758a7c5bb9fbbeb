"""Design tokens -> CSS: the style sheet with the tokens filled in, and the pages of one document.

The style sheets are written with ``var(--token)``. The tokens are filled in here, because the layout engine would
resolve them again for every element.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from press.design import STYLES, Design, millimetres, script_of
from press.document import Document, Running
from press.document_identity import identity_line
from press.problem import ContentError, Problem

_TOKEN: Final = re.compile(r"var\(--([a-z0-9-]+)\)")
PAPERS: Final = {"A2": (420, 594), "A3": (297, 420), "A4": (210, 297)}  # ISO 216: millimetres, upright
_BOX: Final = "font-family: var(--font-display); font-size: var(--size-small); color: var(--color-muted);"


@cache
def _tokens(design: Design, script: str) -> dict[str, str]:
    if script not in design.fonts:
        hint = "add the families for it to styles/tokens.yaml, under fonts"
        raise ContentError([Problem("W502", "styles/tokens.yaml", f"there are no fonts for the script {script}", hint)])
    fonts = design.fonts[script]
    others = [f for name, f in design.fonts.items() if name != script]
    properties = {f"color-{name}": value for name, value in design.palette.items()}
    properties |= {f"size-{name}": _scaled(value, fonts.scale) for name, value in design.sizes.items()}
    properties |= {f"leading-{name}": value for name, value in design.leading.items()}
    properties |= {f"space-{name}": value for name, value in design.space.items()}
    properties |= _of_page(design)
    properties["font-text"] = _families(fonts.text, *(f.display for f in others))
    properties["font-display"] = _families(fonts.display, *(f.display for f in others))
    properties["italic"] = fonts.italic
    return properties


def display_families(design: Design, language: str) -> str:
    """Return the families of headings, tables and forms in a language, as CSS lists them."""
    return _tokens(design, script_of(language))["font-display"]


def _of_page(design: Design) -> dict[str, str]:
    """Return what a page without margins has to know of the others, to align with them, and of the bleed."""
    start, bleed = millimetres(design.page["margin-start"]), millimetres(design.print["bleed"])
    return {
        "page-start": f"{start:g}mm",
        "page-start-from-bleed": f"{start + bleed:g}mm",
        "to-bleed": f"{-bleed:g}mm",
    }


def shared_css(design: Design, language: str) -> str:
    """Return the style sheet that all documents of a script share."""
    return _shared_for_script(design, script_of(language))


@cache
def _shared_for_script(design: Design, script: str) -> str:
    return _filled((STYLES / "print.css").read_text("utf-8"), design, script)


def forget_styles() -> None:
    """Read the style sheet anew when it is next asked for."""
    _shared_for_script.cache_clear()


def _filled(css: str, design: Design, script: str) -> str:
    """Fill in the tokens; KeyError naming a token that there is not."""
    tokens = _tokens(design, script)
    return _TOKEN.sub(lambda match: tokens[match[1]], css)


def _families(*names: str) -> str:
    return ", ".join(f'"{name}"' for name in dict.fromkeys(names))


def _scaled(size: str, scale: float) -> str:
    return f"{float(size.removesuffix('pt')) * scale:g}pt" if size.endswith("pt") else size


def page_css(design: Design, document: Document) -> str:
    """Return the page rules of one document: size, margins, running heads and page numbers."""
    if document.paper:
        return _sheet_css(document, design)
    page, hair = design.page, f"0.4pt solid {design.palette['line']}"
    start, end = ("left", "right") if document.direction == "ltr" else ("right", "left")
    rule = f"border-block-end: {hair}; padding-block-end: 1.5mm; margin-block-end: 5mm; vertical-align: bottom;"
    rules = (
        f"@page {{ size: {page['size']};"
        f" margin-top: {page['margin-top']}; margin-bottom: {page['margin-bottom']};"
        f" margin-{start}: {page['margin-start']}; margin-{end}: {page['margin-end']};"
        f" @footnote {{ border-block-start: {hair}; padding-block-start: 1.5mm; }}"
        f" {_boxes(document.running, identity_line(document), start, end, rule)} }}\n"
        f"@page cover {{ margin: 0; {_empty(start, end)} }}\n"
    )
    return _filled(rules, design, script_of(document.language))


def _sheet_css(document: Document, design: Design) -> str:
    """Return the page rules of a poster: no margins, no heads, and one rem is a hundredth of the paper's width.

    Lengths in rem make every size of paper the same picture, larger or smaller: sizes of ISO 216 have one shape.
    """
    width, height = PAPERS[document.paper]
    page = f"@page {{ size: {width}mm {height}mm; margin: 0; }}\nhtml {{ font-size: {width / 100:g}mm; }}\n"
    return page + _filled((STYLES / "poster.css").read_text("utf-8"), design, script_of(document.language))


def _boxes(running: Running, identity: str, start: str, end: str, rule: str) -> str:
    before, _, rest = running.page.partition("{page}")
    # Each gets room by its length, so that neither breaks while the other has some left.
    share = round(100 * len(running.end) / max(1, len(running.start) + len(running.end)))
    share = min(max(share, 35), 60)
    between, _, after = rest.partition("{pages}")
    number = f"{_string(before)} counter(page) {_string(between)} counter(pages) {_string(after)}"
    return (
        f"@top-{start} {{ content: {_string(running.start)}; {_BOX} {rule} text-align: start; width: {100 - share}%; }}"
        f" @top-{end} {{ content: {_string(running.end)}; {_BOX} {rule} text-align: end; width: {share}%; }}"
        f" @bottom-{start} {{ content: {_string(identity)}; {_BOX} text-align: start; }}"
        f" @bottom-{end} {{ content: {number}; {_BOX} text-align: end; }}"
    )


def _empty(start: str, end: str) -> str:
    return " ".join(
        f"@{edge}-{side} {{ content: none; border: none; }}" for edge in ("top", "bottom") for side in (start, end)
    )


def _string(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
    return f'"{escaped}"'
