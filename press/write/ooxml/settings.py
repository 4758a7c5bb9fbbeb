"""What a Word file says as a whole: fonts, settings, paper (ECMA-376 part 1, 17.6, 17.8, 17.15)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from press.write.ooxml.markup import NOTHING, Markup, element, root, w


def font_table_xml(fonts: Mapping[str, tuple[str, str]]) -> bytes:
    """Return the table of fonts: by family, its class (roman, swiss) and what stands in where it is missing."""
    made = (
        w(
            "font",
            w("altName", val=other) if other else NOTHING,
            w("family", val=kind),
            w("pitch", val="variable"),
            name=family,
        )
        for family, (kind, other) in fonts.items()
    )
    return root("w:fonts", *made)


def settings_xml(language: str, complex_language: str) -> bytes:
    """Return the settings: as in Word 2013 and later, which Word 2010 reads, too. Fields are never updated unasked."""
    notes = w("footnotePr", w("footnote", id=-1), w("footnote", id=0))
    mode = w("compatSetting", name="compatibilityMode", uri="http://schemas.microsoft.com/office/word", val=15)
    return root(
        "w:settings",
        w("zoom", percent=100),
        w("defaultTabStop", val=720),
        w("characterSpacingControl", val="doNotCompress"),
        notes,
        w("compat", mode),
        w("themeFontLang", val=language, bidi=complex_language),
        w("decimalSymbol", val="."),
        w("listSeparator", val=","),
    )


@dataclass(frozen=True, slots=True)
class Page:
    """Paper and margins; ``start`` is the inner edge of the direction of reading."""

    width: int
    height: int
    top: int
    bottom: int
    start: int
    end: int
    head: int
    foot: int
    rtl: bool


def section(page: Page, parts: Mapping[str, str], *, first: bool = False) -> Markup:
    """Return the properties of a section. ``parts`` are relationships of headers and footers by kind and type.

    ``first`` gives the first page a head and a foot of its own.
    """
    references = (
        element(f"w:{kind.split()[0]}Reference", w_type=kind.split()[1], r_id=id_) for kind, id_ in parts.items()
    )
    left, right = (page.end, page.start) if page.rtl else (page.start, page.end)
    return w(
        "sectPr",
        *references,
        w("pgSz", w=page.width, h=page.height),
        w(
            "pgMar",
            top=page.top,
            right=right,
            bottom=page.bottom,
            left=left,
            header=page.head,
            footer=page.foot,
            gutter=0,
        ),
        w("cols", space=720),
        w("titlePg") if first else NOTHING,
        w("bidi") if page.rtl else NOTHING,
    )
