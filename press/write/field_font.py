"""The small font in which readers of PDF show what is typed into a field: Latin letters, embedded."""

from __future__ import annotations

import io
from functools import cache
from typing import Any, Final

import pikepdf
from fontTools import subset
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name

from press.design import Design
from press.fonts import Fonts

FONT_NAME: Final = "FieldSans"
_FIRST, _LAST = 32, 255  # codes of WinAnsiEncoding (ISO 32000-1, annex D.2)
_NONSYMBOLIC: Final = 32
_STEM: Final = 80


def field_font(pdf: pikepdf.Pdf, fonts: Fonts, design: Design) -> Any:
    """Return a simple TrueType font with the letters of WinAnsiEncoding, cut from the face of the design's tables."""
    family = design.fonts["Latn"].display
    data, widths, box, heights = _cut(str(fonts.files[family, 400, "normal"]))
    name = Name(f"/PRESSF+{family.replace(' ', '-')}")
    ascent, descent, capitals = heights
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=name,
        Flags=_NONSYMBOLIC,
        FontBBox=Array(list(box)),
        ItalicAngle=0,
        Ascent=ascent,
        Descent=descent,
        CapHeight=capitals,
        StemV=_STEM,
        FontFile2=pdf.make_stream(data, Length1=len(data)),
    )
    return Dictionary(
        Type=Name.Font,
        Subtype=Name.TrueType,
        BaseFont=name,
        FirstChar=_FIRST,
        LastChar=_LAST,
        Widths=Array(list(widths)),
        Encoding=Name.WinAnsiEncoding,
        ToUnicode=pdf.make_stream(_to_unicode()),
        FontDescriptor=pdf.make_indirect(descriptor),
    )


@cache
def _cut(path: str) -> tuple[bytes, tuple[int, ...], tuple[int, ...], tuple[int, int, int]]:
    """Return a face with only these letters, and its measures in thousandths of its size."""
    codes = [_letter(code) for code in range(_FIRST, _LAST + 1)]
    with TTFont(path, recalcTimestamp=False) as font:
        # No reader shapes what is typed; to read these tables takes ten times as long as to cut the font.
        for table in {"GSUB", "GPOS", "GDEF"} & set(font.keys()):
            del font[table]
        options = subset.Options(layout_features=[], name_IDs=[1, 2, 6], notdef_outline=True, recalc_timestamp=False)
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=[ord(letter) for letter in codes if letter])
        cutter.subset(font)
        scale = 1000 / font["head"].unitsPerEm
        letters, measures = font.getBestCmap(), font["hmtx"]
        widths = tuple(
            round(measures[letters[ord(letter)]][0] * scale) if letter and ord(letter) in letters else 0
            for letter in codes
        )
        head, lines, os2 = font["head"], font["hhea"], font["OS/2"]
        box = tuple(round(n * scale) for n in (head.xMin, head.yMin, head.xMax, head.yMax))
        heights = tuple(round(n * scale) for n in (lines.ascent, lines.descent, os2.sCapHeight))
        target = io.BytesIO()
        font.save(target)
    return target.getvalue(), widths, box, (heights[0], heights[1], heights[2])


@cache
def _to_unicode() -> bytes:
    """Return the texts of codes as a CMap (ISO 32000-1, 9.10.3)."""
    codes = [(code, _letter(code)) for code in range(_FIRST, _LAST + 1)]
    lines = [f"<{code:02x}> <{ord(letter):04x}>" for code, letter in codes if letter]
    parts = [lines[at : at + 100] for at in range(0, len(lines), 100)]
    texts = "\n".join(f"{len(part)} beginbfchar\n" + "\n".join(part) + "\nendbfchar" for part in parts)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CMapName /Field def\n/CMapType 2 def\n"
        f"1 begincodespacerange\n<00> <ff>\nendcodespacerange\n{texts}\n"
        "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
    ).encode()


def _letter(code: int) -> str:
    """Return the letter of a code of WinAnsiEncoding; empty for those that are not used."""
    return bytes([code]).decode("cp1252", "ignore")
