"""Styles of a Word file (ECMA-376 part 1, 17.7). Lengths are twentieths of a point, sizes half points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from press.write.ooxml.markup import NOTHING, Markup, joined, root, w

# Word's own among the names that we use: Word shows them in the reader's language, programs know their meaning.
BUILT_IN: Final = frozenset(
    {
        "Normal", "Body Text", "heading 1", "heading 2", "heading 3", "List Bullet", "List Bullet 2", "List Bullet 3",
        "List Number", "List Number 2", "List Number 3", "List Continue", "List Continue 2", "List Continue 3",
        "caption",
        "Quote", "Title", "Subtitle", "TOC Heading", "toc 1", "toc 2", "toc 3", "footnote text",
        "footnote reference", "header",
        "footer", "Emphasis", "Strong", "Hyperlink",
    }
)  # fmt: skip
Side = Literal["top", "left", "bottom", "right", "between"]


@dataclass(frozen=True, slots=True)
class Border:
    """A rule at a side of a paragraph; ``width`` in eighths of a point, ``space`` to the text in points."""

    side: Side
    colour: str
    width: int
    space: int


@dataclass(frozen=True, slots=True)
class Fonts:
    """The families of a style: for letters in general, for East Asian and for complex scripts."""

    general: str
    east_asian: str
    complex: str


@dataclass(frozen=True, slots=True)
class Style:
    """A style. What is None or empty is as in the style that it is based on."""

    id: str
    name: str
    kind: Literal["paragraph", "character", "table"] = "paragraph"
    based: str = "Normal"
    following: str = ""
    shown: bool = True
    fonts: Fonts | None = None
    size: int | None = None
    complex_size: int | None = None
    colour: str = ""
    bold: bool | None = None
    italic: bool | None = None
    underline: bool | None = None
    raised: bool = False
    before: int | None = None
    after: int | None = None
    line: int | None = None
    line_rule: Literal["auto", "exact", "atLeast"] = "auto"
    start: int | None = None
    end: int | None = None
    first: int = 0
    align: Literal["", "left", "center", "right"] = ""
    keep_next: bool | None = None
    keep_lines: bool | None = None
    break_before: bool | None = None
    outline: int | None = None
    fill: str = ""
    borders: tuple[Border, ...] = ()
    tabs: tuple[int, ...] = ()
    number: tuple[int, int] | None = None
    rtl: bool = False


def _flag(name: str, value: bool | None) -> Markup:
    if value is None:
        return NOTHING
    return w(name) if value else w(name, val=0)


def styles_xml(styles: Sequence[Style], table: Markup, language: str, complex_language: str) -> bytes:
    """Return the part with all styles; the first is the one that all paragraphs have, whose fonts are the defaults."""
    normal = styles[0]
    languages = w("lang", val=language, eastAsia="zh-CN", bidi=complex_language)
    size = joined(w("sz", val=normal.size or 20), w("szCs", val=normal.complex_size or 20))
    runs = w("rPrDefault", w("rPr", _fonts(normal.fonts), size, languages))
    paragraphs = w("pPrDefault", w("pPr", w("spacing", after=0, line=240, lineRule="auto")))
    latent = w(
        "latentStyles",
        count=376,
        defLockedState=0,
        defUIPriority=99,
        defSemiHidden=1,
        defUnhideWhenUsed=1,
        defQFormat=0,
    )
    defaults = (
        Markup('<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
               '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'),
        Markup('<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
               '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
               '<w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
               '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'),
        Markup('<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
               '<w:uiPriority w:val="99"/><w:semiHidden/></w:style>'),
    )  # fmt: skip
    made = (_style(style, default=not at) for at, style in enumerate(styles))
    return root("w:styles", w("docDefaults", runs, paragraphs), latent, *defaults, *made, table)


def _style(style: Style, *, default: bool) -> Markup:
    based = NOTHING
    if not default:
        based = w("basedOn", val=style.based or "DefaultParagraphFont")
    following = w("next", val=style.following) if style.following else NOTHING
    seen = (
        joined(w("uiPriority", val=10), w("qFormat"))
        if style.shown
        else joined(w("uiPriority", val=90), w("semiHidden"), w("unhideWhenUsed"))
    )
    paragraph = _paragraph(style) if style.kind == "paragraph" else NOTHING
    attributes: dict[str, str | int] = {"type": style.kind}
    if default:
        attributes["default"] = 1
    elif style.name not in BUILT_IN:
        attributes["customStyle"] = 1
    return w(
        "style",
        w("name", val=style.name),
        based,
        following,
        seen,
        paragraph,
        _run(style),
        **attributes,
        styleId=style.id,
    )


def _paragraph(s: Style) -> Markup:
    """Return the properties of a paragraph, in the order of the schema (CT_PPrBase)."""
    parts = [_flag("keepNext", s.keep_next), _flag("keepLines", s.keep_lines), _flag("pageBreakBefore", s.break_before)]
    if s.number:
        level = w("ilvl", val=s.number[1]) if s.number[1] else NOTHING
        parts.append(w("numPr", level, w("numId", val=s.number[0])))
    if s.borders:
        order = ("top", "left", "bottom", "right", "between")
        rules = sorted(s.borders, key=lambda border: order.index(border.side))
        parts.append(w("pBdr", *(w(b.side, val="single", sz=b.width, space=b.space, color=b.colour) for b in rules)))
    if s.fill:
        parts.append(w("shd", val="clear", color="auto", fill=s.fill))
    if s.tabs:
        parts.append(w("tabs", *(w("tab", val="right" if at < 0 else "left", pos=abs(at)) for at in s.tabs)))
    if s.rtl:
        parts.append(w("bidi"))
    parts += [_spacing(s), _indent(s)]
    if s.align:
        parts.append(w("jc", val=s.align))
    if s.outline is not None:
        parts.append(w("outlineLvl", val=s.outline))
    inside = joined(*parts)
    return w("pPr", inside) if inside else NOTHING


def _spacing(s: Style) -> Markup:
    told: dict[str, str | int] = {}
    if s.before is not None:
        told["before"] = s.before
    if s.after is not None:
        told["after"] = s.after
    if s.line is not None:
        told |= {"line": s.line, "lineRule": s.line_rule}
    return w("spacing", **told) if told else NOTHING


def _indent(s: Style) -> Markup:
    told: dict[str, str | int] = {}
    if s.start is not None:
        told["left"] = s.start
    if s.end is not None:
        told["right"] = s.end
    if s.first:
        told["hanging" if s.first < 0 else "firstLine"] = abs(s.first)
    elif s.start is not None:
        told["firstLine"] = 0
    return w("ind", **told) if told else NOTHING


def _fonts(fonts: Fonts | None) -> Markup:
    if not fonts:
        return NOTHING
    return w("rFonts", ascii=fonts.general, hAnsi=fonts.general, eastAsia=fonts.east_asian, cs=fonts.complex)


def _run(s: Style) -> Markup:
    """Return the properties of runs, in the order of the schema (EG_RPrBase)."""
    parts = [_fonts(s.fonts)]
    parts += [_flag("b", s.bold), _flag("bCs", s.bold), _flag("i", s.italic), _flag("iCs", s.italic)]
    if s.colour:
        parts.append(w("color", val=s.colour))
    if s.size is not None:
        parts += [w("sz", val=s.size), w("szCs", val=s.complex_size or s.size)]
    if s.underline is not None:
        parts.append(w("u", val="single" if s.underline else "none"))
    if s.raised:
        parts.append(w("vertAlign", val="superscript"))
    inside = joined(*parts)
    return w("rPr", inside) if inside else NOTHING


def table_style(id_: str, name: str, *, head: str, rule: str, line: str, band: str, on_head: str) -> Markup:
    """Return the style of a table: a filled header row, hairlines, every other row tinted. Colours as RRGGBB."""
    hair = w("insideH", val="single", sz=4, space=0, color=line)
    base = w("bottom", val="single", sz=10, space=0, color=rule)
    margins = ("top", 70), ("left", 120), ("bottom", 70), ("right", 120)
    cells = w("tblCellMar", *(w(side, w=width, type="dxa") for side, width in margins))
    first = w(
        "tblStylePr",
        w("rPr", w("b"), w("bCs"), w("color", val=on_head)),
        w("tcPr", w("shd", val="clear", color="auto", fill=head), w("vAlign", val="bottom")),
        type="firstRow",
    )
    second = w("tblStylePr", w("tcPr", w("shd", val="clear", color="auto", fill=band)), type="band2Horz")
    return w(
        "style", w("name", val=name), w("basedOn", val="TableNormal"), w("uiPriority", val=59), w("qFormat"),
        w("tblPr", w("tblStyleRowBandSize", val=1), w("tblBorders", base, hair), cells), first, second,
        type="table", customStyle=1, styleId=id_,
    )  # fmt: skip


def form_table_style(line: str) -> Markup:
    """Return the style of tables of places to fill in: a thin frame around each. The colour as RRGGBB."""
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = w("tblBorders", *(w(side, val="single", sz=4, space=0, color=line) for side in sides))
    margins = ("top", 50), ("left", 90), ("bottom", 50), ("right", 90)
    cells = w("tblCellMar", *(w(side, w=width, type="dxa") for side, width in margins))
    return w(
        "style", w("name", val="Form Table"), w("basedOn", val="TableNormal"), w("uiPriority", val=59),
        w("tblPr", borders, cells),
        type="table", customStyle=1, styleId="FormTable",
    )  # fmt: skip
