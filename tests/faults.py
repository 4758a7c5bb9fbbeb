"""Damage done on purpose to a finished PDF: each function takes the bytes of a file and returns those of a worse one.

Texts are found by what they say, through the fonts' ToUnicode maps, and written back as glyphs of the same font; so a
damaged file looks like one that a faulty writer made. LookupError when there is no place for the damage.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Operator, Pdf, String

Change = Callable[[Pdf], None]
Encoding = dict[str, str]  # glyph, as hexadecimal digits → characters


def edit(data: bytes, change: Change) -> bytes:
    """Return a file after a change."""
    with Pdf.open(io.BytesIO(data)) as pdf:
        change(pdf)
        target = io.BytesIO()
        pdf.save(target, deterministic_id=True)
        return target.getvalue()


# Content streams --------------------------------------------------------------


@dataclass(slots=True)
class Shown:
    """A string that a page shows: its place among the instructions, its font, marked-content id and words."""

    at: int
    font: str
    mcid: int | None
    codes: list[str]
    text: str


def encoding(font: Object) -> Encoding:
    """Return what the glyphs of a font say."""
    pairs = re.findall(rb"<([0-9A-Fa-f]{4})> <([0-9A-Fa-f]*)>", font.ToUnicode.read_bytes())
    return {code.decode(): bytes.fromhex(words.decode()).decode("utf-16-be") for code, words in pairs}


def encoded(words: str, font: Encoding) -> list[str]:
    """Return words as glyphs of a font. LookupError when it lacks one."""
    glyphs = {said: code for code, said in font.items()}
    codes, at = list[str](), 0
    while at < len(words):
        said = next((words[at : at + n] for n in (3, 2, 1) if words[at : at + n] in glyphs), None)
        if said is None:
            raise LookupError(f"the font has no {words[at]!r}")
        codes.append(glyphs[said])
        at += len(said)
    return codes


def shown(page: pikepdf.Page) -> tuple[list[Any], list[Shown], dict[str, Encoding]]:
    """Return the instructions of a page, the strings among them, and what its fonts say."""
    fonts = {str(name): encoding(font) for name, font in page.Resources.Font.items()}
    instructions: list[Any] = list(pikepdf.parse_content_stream(page))
    found, font, marks = list[Shown](), "", list[int | None]()
    for at, (operands, operator) in enumerate(instructions):
        match str(operator):
            case "BDC":
                marks.append(int(operands[1].MCID) if "/MCID" in operands[1] else None)
            case "BMC":
                marks.append(None)
            case "EMC":
                marks.pop()
            case "Tf":
                font = str(operands[0])
            case "TJ":
                raw = "".join(bytes(part).hex() for part in operands[0] if isinstance(part, String))
                codes = [raw[i : i + 4] for i in range(0, len(raw), 4)]
                words = "".join(fonts[font].get(code, "\ufffd") for code in codes)
                found.append(Shown(at, font, marks[-1] if marks else None, codes, words))
    return instructions, found, fonts


def _put(pdf: Pdf, page: pikepdf.Page, instructions: list[Any]) -> None:
    page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(instructions))


def _glyphs(codes: list[str]) -> Any:
    return ([Array([String(bytes.fromhex("".join(codes)))])], Operator("TJ"))


def _on(pdf: Pdf, words: str, page: int) -> Iterator[tuple[pikepdf.Page, list[Any], Shown, dict[str, Encoding]]]:
    for number, candidate in enumerate(pdf.pages, start=1):
        if page in (0, number):
            instructions, found, fonts = shown(candidate)
            for string in found:
                if words in string.text:
                    yield candidate, instructions, string, fonts


def _find(pdf: Pdf, words: str, page: int) -> tuple[pikepdf.Page, list[Any], Shown, dict[str, Encoding]]:
    found = next(_on(pdf, words, page), None)
    if found is None:
        raise LookupError(f"no string says {words!r}")
    return found


def replace_text(data: bytes, old: str, new: str, page: int = 0) -> bytes:
    """Change what a string says; words and strings in the order of the glyphs. LookupError if the font lacks one."""

    def change(pdf: Pdf) -> None:
        where, instructions, string, fonts = _find(pdf, old, page)
        font = fonts[string.font]
        starts = [0]
        for code in string.codes:
            starts.append(starts[-1] + len(font.get(code, " ")))
        start = string.text.index(old)
        first, last = starts.index(start), starts.index(start + len(old))  # a place inside a ligature is no place
        codes = [*string.codes[:first], *encoded(new, font), *string.codes[last:]]
        instructions[string.at] = _glyphs(codes)
        _put(pdf, where, instructions)

    return edit(data, change)


def replace_glyphs(data: bytes, old: str, change_codes: Callable[[list[str]], list[str]], page: int = 0) -> bytes:
    """Change the glyphs of the string that holds these words (given in the order of the glyphs)."""

    def change(pdf: Pdf) -> None:
        where, instructions, string, _ = _find(pdf, old, page)
        instructions[string.at] = _glyphs(change_codes(string.codes))
        _put(pdf, where, instructions)

    return edit(data, change)


def empty_text(data: bytes, words: str, page: int = 0) -> bytes:
    """Take away the string that holds these words."""
    return replace_glyphs(data, words, lambda _: [], page)


def swap_texts(data: bytes, one: str, other: str, page: int) -> bytes:
    """Let two strings of a page, of one font, change places."""

    def change(pdf: Pdf) -> None:
        where, instructions, first, _ = _find(pdf, one, page)
        second = next(s for _, _, s, _ in _on(pdf, other, page) if s.at != first.at)
        if first.font != second.font:
            raise LookupError("they are not of one font")
        instructions[first.at], instructions[second.at] = _glyphs(second.codes), _glyphs(first.codes)
        _put(pdf, where, instructions)

    return edit(data, change)


def hide_text(data: bytes, words: str, page: int = 0) -> bytes:
    """Draw the string that holds these words so that nobody sees it."""

    def change(pdf: Pdf) -> None:
        where, instructions, string, _ = _find(pdf, words, page)
        show = instructions[string.at]
        instructions[string.at : string.at + 1] = [([3], Operator("Tr")), show, ([0], Operator("Tr"))]
        _put(pdf, where, instructions)

    return edit(data, change)


def repeat_outside(data: bytes, words: str, page: int, mark: str = "") -> bytes:
    """Draw a string once more, outside of the structure; inside an artifact if ``mark`` says so."""

    def change(pdf: Pdf) -> None:
        where, instructions, string, _ = _find(pdf, words, page)
        again: list[Any] = [
            ([], Operator("BT")),
            ([Name(string.font), 9], Operator("Tf")),
            ([1, 0, 0, 1, 100, 300], Operator("Tm")),
            _glyphs(string.codes),
            ([], Operator("ET")),
        ]
        if mark:
            again = [([Name(f"/{mark}")], Operator("BMC")), *again, ([], Operator("EMC"))]
        _put(pdf, where, [*instructions, *again])

    return edit(data, change)


def move_text(data: bytes, words: str, page: int, x: float) -> bytes:
    """Move the string that holds these words sideways, to another place on its line."""

    def change(pdf: Pdf) -> None:
        where, instructions, string, _ = _find(pdf, words, page)
        at = next(i for i in range(string.at, 0, -1) if str(instructions[i][1]) == "Tm")
        matrix = list(instructions[at][0])
        instructions[at] = ([*matrix[:4], x, matrix[5]], Operator("Tm"))
        _put(pdf, where, instructions)

    return edit(data, change)


def lie_in_fonts(data: bytes, old: str, new: str) -> bytes:
    """Let every font say ``new`` where it says ``old``: what is seen stays, what is copied and read aloud changes."""

    def change(pdf: Pdf) -> None:
        for page in pdf.pages:
            for _, font in page.Resources.Font.items():
                cmap = font.ToUnicode.read_bytes()
                was, becomes = (f"> <{letter.encode('utf-16-be').hex()}>".encode() for letter in (old, new))
                font.ToUnicode.write(cmap.replace(was, becomes))

    return edit(data, change)


# Structure --------------------------------------------------------------------


def elements(pdf: Pdf, role: str) -> list[Any]:
    """Return the structure elements of a role, in order."""
    found: list[Any] = []

    def visit(element: Any) -> None:
        if isinstance(element, Dictionary) and "/S" in element:
            if str(element.S) == f"/{role}":
                found.append(element)
            for kid in _kids(element):
                visit(kid)

    for kid in _kids(pdf.Root.StructTreeRoot):
        visit(kid)
    return found


def _kids(element: Any) -> list[Any]:
    kids = element.get("/K")
    return list(kids) if isinstance(kids, Array) else [] if kids is None else [kids]


def retag(data: bytes, role: str, new: str, nth: int = 0) -> bytes:
    """Give an element another role."""
    return edit(data, lambda pdf: elements(pdf, role)[nth].__setattr__("S", Name(f"/{new}")))


def set_key(data: bytes, role: str, key: str, value: str | None, nth: int = 0) -> bytes:
    """Set or delete an entry (``/Alt``, ``/ActualText``, ``/Lang`` …) of an element."""

    def change(pdf: Pdf) -> None:
        element = elements(pdf, role)[nth]
        if value is None:
            del element[key]
        else:
            element[key] = String(value)

    return edit(data, change)


def swap_kids(data: bytes, role: str, nth: int = 0, first: int = 0, second: int = 1) -> bytes:
    """Let two children of an element change places in the order of reading."""

    def change(pdf: Pdf) -> None:
        kids = elements(pdf, role)[nth].K
        kids[first], kids[second] = kids[second], kids[first]

    return edit(data, change)


def drop_element(data: bytes, role: str, nth: int = 0, parent: str = "") -> bytes:
    """Take an element (among those below a parent of some role) out of the structure; its text is still drawn."""

    def change(pdf: Pdf) -> None:
        element = [e for e in elements(pdf, role) if not parent or str(e.P.S) == f"/{parent}"][nth]
        kids = element.P.K
        at = next(i for i, kid in enumerate(kids) if isinstance(kid, Dictionary) and kid.objgen == element.objgen)
        del kids[at]

    return edit(data, change)


# The file ---------------------------------------------------------------------


def remove_page(data: bytes, number: int) -> bytes:
    """Take a page out."""
    return edit(data, lambda pdf: pdf.pages.remove(p=number))


def swap_pages(data: bytes, one: int, other: int) -> bytes:
    """Let two pages change places."""

    def change(pdf: Pdf) -> None:
        kids = pdf.Root.Pages.Kids
        kids[one - 1], kids[other - 1] = kids[other - 1], kids[one - 1]

    return edit(data, change)


def set_info(data: bytes, key: str, value: str) -> bytes:
    """Change an entry of the document information."""
    return edit(data, lambda pdf: pdf.docinfo.__setitem__(Name(key), String(value)))


def set_language(data: bytes, value: str) -> bytes:
    """Change the language of the file."""
    return edit(data, lambda pdf: pdf.Root.__setattr__("Lang", String(value)))


def replace_in_metadata(data: bytes, old: str, new: str) -> bytes:
    """Change the XMP packet."""

    def change(pdf: Pdf) -> None:
        packet = pdf.Root.Metadata.read_bytes()
        if old.encode() not in packet:
            raise LookupError(old)
        pdf.Root.Metadata.write(packet.replace(old.encode(), new.encode()))

    return edit(data, change)


def outline_items(pdf: Pdf) -> list[Any]:
    """Return the entries of the outline in order."""
    found: list[Any] = []

    def visit(item: Any) -> None:
        while item is not None:
            found.append(item)
            visit(item.get("/First"))
            item = item.get("/Next")

    visit(pdf.Root.Outlines.get("/First"))
    return found


def retitle_outline(data: bytes, nth: int, title: str) -> bytes:
    """Change the title of an entry of the outline."""
    return edit(data, lambda pdf: outline_items(pdf)[nth].__setattr__("Title", String(title)))


def aim_outline(data: bytes, nth: int, page: int) -> bytes:
    """Let an entry of the outline lead to another page."""

    def change(pdf: Pdf) -> None:
        outline_items(pdf)[nth].Dest[0] = pdf.pages[page - 1].obj

    return edit(data, change)


def links(pdf: Pdf, target: str) -> list[Any]:
    """Return the link annotations that go to a named destination or an address."""
    all_links = [a for page in pdf.pages for a in page.obj.get("/Annots", []) if a.get("/Subtype") == "/Link"]
    return [a for a in all_links if str(a.Dest if "/Dest" in a else a.A.URI) == target]


def aim_link(data: bytes, old: str, new: str) -> bytes:
    """Let a link go to another named destination or address."""

    def change(pdf: Pdf) -> None:
        link = links(pdf, old)[-1]
        if "/Dest" in link:
            link.Dest = String(new)
        else:
            link.A.URI = String(new)

    return edit(data, change)


def drop_link(data: bytes, target: str) -> bytes:
    """Take a link's annotation off its page."""

    def change(pdf: Pdf) -> None:
        link = links(pdf, target)[-1]
        for page in pdf.pages:
            kept = [a for a in page.obj.get("/Annots", []) if a.objgen != link.objgen]
            if len(kept) < len(page.obj.get("/Annots", [])):
                page.obj.Annots = Array(kept)

    return edit(data, change)


def shift_link(data: bytes, target: str, by: float) -> bytes:
    """Move a link's area up, away from its words."""

    def change(pdf: Pdf) -> None:
        link = links(pdf, target)[-1]
        left, bottom, right, top = (float(n) for n in link.Rect)
        link.Rect = Array([left, bottom + by, right, top + by])

    return edit(data, change)


def add_link(data: bytes, page: int, address: str) -> bytes:
    """Lay a link that belongs to no words over a page."""

    def change(pdf: Pdf) -> None:
        action = Dictionary(S=Name.URI, URI=String(address))
        link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 99, 99]), A=action)
        pdf.pages[page - 1].obj.Annots.append(pdf.make_indirect(link))

    return edit(data, change)


def aim_destination(data: bytes, unit: str, page: int) -> bytes:
    """Let a unit's named destination be on another page."""

    def change(pdf: Pdf) -> None:
        pikepdf.NameTree(pdf.Root.Names.Dests)[unit][0] = pdf.pages[page - 1].obj

    return edit(data, change)


def drop_destination(data: bytes, unit: str) -> bytes:
    """Take a unit's named destination away."""
    return edit(data, lambda pdf: pikepdf.NameTree(pdf.Root.Names.Dests).__delitem__(unit))


def drop_structure(data: bytes) -> bytes:
    """Take the structure tree away."""
    return edit(data, lambda pdf: pdf.Root.__delitem__("/StructTreeRoot"))


def encrypt(data: bytes) -> bytes:
    """Lock a file; it opens without a password."""
    with Pdf.open(io.BytesIO(data)) as pdf:
        target = io.BytesIO()
        pdf.save(target, encryption=pikepdf.Encryption(owner="x", user=""))
        return target.getvalue()
