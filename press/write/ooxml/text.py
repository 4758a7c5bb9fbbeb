"""Runs, paragraphs, fields, bookmarks, links and notes."""

from __future__ import annotations

import hashlib
from typing import Final

from press.write.ooxml.markup import NOTHING, Markup, element, escape, joined, w

_RTL: Final = Markup("<w:rtl/>")
TAB: Final = Markup("<w:r><w:tab/></w:r>")
BREAK: Final = Markup("<w:r><w:br/></w:r>")


def bookmark_name(unit: str) -> str:
    """Return the bookmark of a unit: Word takes 40 letters and no hyphen, LibreOffice confuses long alike names."""
    return f"u_{hashlib.sha256(unit.encode()).hexdigest()[:12]}"


def run(text: str, style: str = "", *, rtl: bool = False) -> Markup:
    """Return a run of text. ``style`` is a character style's id; ``rtl`` takes the fonts of complex scripts."""
    if not text:
        return NOTHING
    return Markup(f'<w:r>{_run_properties(style, rtl=rtl)}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>')


def _run_properties(style: str, *, rtl: bool = False) -> str:
    looks = f'<w:rStyle w:val="{style}"/>' if style else ""
    looks += _RTL if rtl else ""
    return f"<w:rPr>{looks}</w:rPr>" if looks else ""


def field(instruction: str, result: Markup, style: str = "") -> Markup:
    """Return a field with the result that it shows until somebody updates it (ECMA-376, 17.16)."""
    properties = _run_properties(style)
    begin, separate, end = (
        f'<w:r>{properties}<w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
    )
    code = f'<w:r>{properties}<w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText></w:r>'
    return Markup(f"{begin}{code}{separate}{result}{end}")


def open_field(instruction: str) -> Markup:
    """Return the beginning of a field whose result goes over several paragraphs."""
    whole = field(instruction, NOTHING)
    return Markup(whole[: whole.rindex("<w:r>")])


CLOSED_FIELD: Final = Markup('<w:r><w:fldChar w:fldCharType="end"/></w:r>')


def bookmark(name: str, number: int, content: Markup = NOTHING) -> Markup:
    """Return a bookmark around some content; ``number`` must be the only one of its kind in the document."""
    return joined(w("bookmarkStart", id=number, name=name), content, w("bookmarkEnd", id=number))


def link_inside(anchor: str, content: Markup) -> Markup:
    """Return a link to a bookmark."""
    return w("hyperlink", content, anchor=anchor, history=1)


def link_outside(relationship: str, content: Markup) -> Markup:
    """Return a link to the address of a relationship."""
    return element("w:hyperlink", content, r_id=relationship, w_history=1)


def note_call(number: int) -> Markup:
    """Return the call of a footnote."""
    return w("r", w("rPr", w("rStyle", val="FootnoteReference")), w("footnoteReference", id=number))


def note(number: int, content: Markup) -> Markup:
    """Return a footnote, which begins with its number."""
    mark = w("r", w("rPr", w("rStyle", val="FootnoteReference")), w("footnoteRef"))
    return w("footnote", paragraph("FootnoteText", joined(mark, run(" "), content)), id=number)


SEPARATORS: Final = joined(
    w("footnote", w("p", w("pPr", w("pStyle", val="FootnoteText")), w("r", w("separator"))), type="separator", id=-1),
    w(
        "footnote",
        w("p", w("pPr", w("pStyle", val="FootnoteText")), w("r", w("continuationSeparator"))),
        type="continuationSeparator",
        id=0,
    ),
)


def paragraph(style: str, content: Markup, *, number: tuple[int, int] | None = None) -> Markup:
    """Return a paragraph. ``number`` is (w:numId, level) where its style's own list will not do."""
    inside = f'<w:pStyle w:val="{style}"/>'
    if number:
        inside += f'<w:numPr><w:ilvl w:val="{number[1]}"/><w:numId w:val="{number[0]}"/></w:numPr>'
    return Markup(f"<w:p><w:pPr>{inside}</w:pPr>{content}</w:p>")
