"""Seeded faults in a finished PDF: content streams, structure, outline, links and metadata, edited with pikepdf."""

from __future__ import annotations

import io
import random
import re
from collections.abc import Callable, Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Operator, Pdf, String

Edit = Callable[[Pdf, random.Random], None]


def _texts(font: Object) -> dict[str, str]:
    """Return glyph → text of a font, both as they stand in its ToUnicode map (hex → characters)."""
    lines = re.findall(rb"<([0-9a-f]+)> <([0-9a-f]*)>", font.ToUnicode.read_bytes())
    return {code.decode(): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in lines if len(code) == 4}


class _Shown:
    """One TJ operator of a page: its strings as glyph codes, its font, and where it stands."""

    def __init__(self, index: int, operands: Any, font: str, fonts: dict[str, dict[str, str]]) -> None:
        self.index, self.operands, self.font = index, operands, font
        self.codes = [c for part in operands[0] if isinstance(part, String) for c in _codes(part)]
        self.text = "".join(fonts[font].get(code, "?") for code in self.codes)


def _codes(part: String) -> list[str]:
    raw = bytes(part).hex()
    return [raw[i : i + 4] for i in range(0, len(raw), 4)]


def _shown(page: pikepdf.Page) -> tuple[list[Any], list[_Shown], dict[str, dict[str, str]]]:
    fonts = {str(name): _texts(font) for name, font in page.Resources.Font.items()}
    instructions: list[Any] = list(pikepdf.parse_content_stream(page))
    found, font, inside = [], "", 0
    for index, (operands, operator) in enumerate(instructions):
        name = str(operator)
        if name == "BDC":
            inside += 1
        elif name == "EMC":
            inside -= 1
        elif name == "Tf":
            font = str(operands[0])
        elif name == "TJ":
            found.append(_Shown(index, operands, font, fonts))
    return instructions, found, fonts


def _write(pdf: Pdf, page: pikepdf.Page, instructions: list[Any]) -> None:
    page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(instructions))


def _body_page(pdf: Pdf, chance: random.Random) -> pikepdf.Page:
    return pdf.pages[chance.randrange(len(pdf.pages))]


def _replace(instructions: list[Any], shown: _Shown, codes: list[str]) -> None:
    instructions[shown.index] = ([Array([String(bytes.fromhex("".join(codes)))])], Operator("TJ"))


def _line_edit(edit: Callable[[_Shown, dict[str, str], random.Random], list[str] | None]) -> Edit:
    def apply(pdf: Pdf, chance: random.Random) -> None:
        for _ in range(200):
            page = _body_page(pdf, chance)
            instructions, found, fonts = _shown(page)
            shown = chance.choice(found)
            codes = edit(shown, fonts[shown.font], chance)
            if codes is not None and codes != shown.codes:
                _replace(instructions, shown, codes)
                _write(pdf, page, instructions)
                return
        raise AssertionError("no place for this fault")

    return apply


def _other_glyph(kind: Callable[[str], bool]) -> Edit:
    def edit(shown: _Shown, font: dict[str, str], chance: random.Random) -> list[str] | None:
        places = [i for i, code in enumerate(shown.codes) if kind(font.get(code, ""))]
        others = sorted(code for code, text in font.items() if kind(text))
        if not places or len(others) < 2:
            return None
        at = chance.choice(places)
        fresh = chance.choice([code for code in others if font[code] != font.get(shown.codes[at])])
        return [*shown.codes[:at], fresh, *shown.codes[at + 1 :]]

    return _line_edit(edit)


def _letter(text: str) -> bool:
    return len(text) == 1 and text.isalpha()


def _digit(text: str) -> bool:
    return len(text) == 1 and text.isdigit()


def _word_gone(shown: _Shown, font: dict[str, str], chance: random.Random) -> list[str] | None:
    spaces = [i for i, code in enumerate(shown.codes) if font.get(code) == " "]
    if len(spaces) < 2:
        return None
    at = chance.randrange(len(spaces) - 1)
    return shown.codes[: spaces[at]] + shown.codes[spaces[at + 1] :]


def _glyphs_swapped(shown: _Shown, font: dict[str, str], chance: random.Random) -> list[str] | None:
    pairs = [
        i
        for i in range(len(shown.codes) - 1)
        if font.get(shown.codes[i], "").strip() != font.get(shown.codes[i + 1], "").strip()
    ]
    if not pairs:
        return None
    at = chance.choice(pairs)
    codes = list(shown.codes)
    codes[at], codes[at + 1] = codes[at + 1], codes[at]
    return codes


def _space_gone(shown: _Shown, font: dict[str, str], chance: random.Random) -> list[str] | None:
    spaces = [i for i, code in enumerate(shown.codes) if font.get(code) == " " and 0 < i < len(shown.codes) - 1]
    if not spaces:
        return None
    at = chance.choice(spaces)
    return shown.codes[:at] + shown.codes[at + 1 :]


def _negation_gone(shown: _Shown, _: dict[str, str], __: random.Random) -> list[str] | None:
    at = shown.text.find(" not ")
    return shown.codes[:at] + shown.codes[at + 4 :] if at >= 0 and len(shown.text) == len(shown.codes) else None


def _line_emptied(pdf: Pdf, chance: random.Random) -> None:
    page = _body_page(pdf, chance)
    instructions, found, _ = _shown(page)
    shown = chance.choice([s for s in found if s.text.strip()])
    instructions[shown.index] = ([Array([])], Operator("TJ"))
    _write(pdf, page, instructions)


def _lines_swapped(pdf: Pdf, chance: random.Random) -> None:
    for _ in range(200):
        page = _body_page(pdf, chance)
        instructions, found, _fonts = _shown(page)
        first, second = chance.choice(found), chance.choice(found)
        if first.font == second.font and first.text.strip() != second.text.strip():
            _replace(instructions, first, second.codes)
            _replace(instructions, second, first.codes)
            _write(pdf, page, instructions)
            return
    raise AssertionError("no two lines to swap")


def _line_outside(pdf: Pdf, chance: random.Random) -> None:
    """Draw a line's text once more, outside the structure."""
    page = _body_page(pdf, chance)
    instructions, found, _ = _shown(page)
    shown = chance.choice([s for s in found if len(s.text.strip()) > 8])
    again = [
        ([], Operator("BT")),
        ([Name(shown.font), 9], Operator("Tf")),
        ([1, 0, 0, 1, 100, 300], Operator("Tm")),
        (shown.operands, Operator("TJ")),
        ([], Operator("ET")),
    ]
    _write(pdf, page, [*instructions, *again])


# Around the streams -----------------------------------------------------------


def _elements(pdf: Pdf, kind: str) -> list[Any]:
    found: list[Any] = []

    def visit(element: Any) -> None:
        if isinstance(element, Dictionary) and "/S" in element:
            if f"/{kind}" == element.S:
                found.append(element)
            kids = element.get("/K")
            for kid in kids if isinstance(kids, Array) else [] if kids is None else [kids]:
                visit(kid)

    visit(pdf.Root.StructTreeRoot.K[0])
    return found


def _retag(old: str, new: str) -> Edit:
    def apply(pdf: Pdf, chance: random.Random) -> None:
        chance.choice(_elements(pdf, old)).S = Name(f"/{new}")

    return apply


def _page_gone(pdf: Pdf, chance: random.Random) -> None:
    del pdf.pages[chance.randrange(1, len(pdf.pages))]


def _pages_swapped(pdf: Pdf, _: random.Random) -> None:
    last = pdf.pages[-1]
    pdf.pages.insert(0, last)
    del pdf.pages[-1]


def _alternative(pdf: Pdf, chance: random.Random) -> None:
    chance.choice(_elements(pdf, "Figure")).Alt = String("Something else")


def _alternative_gone(pdf: Pdf, chance: random.Random) -> None:
    del chance.choice(_elements(pdf, "Figure")).Alt


def _outline_title(pdf: Pdf, _: random.Random) -> None:
    with pdf.open_outline() as outline:
        outline.root[0].title = "Other"


def _outline_entry_gone(pdf: Pdf, _: random.Random) -> None:
    with pdf.open_outline() as outline:
        del outline.root[0]


def _links(pdf: Pdf, key: str) -> list[Any]:
    annotations = [a for page in pdf.pages for a in page.get("/Annots", [])]
    return [a for a in annotations if a.get("/Subtype") == "/Link" and (key in a or key in a.get("/A", {}))]


def _link_target(pdf: Pdf, chance: random.Random) -> None:
    link = chance.choice([a for a in _links(pdf, "/Dest") if str(a.Dest) != "imprint"])
    link.Dest = String("imprint")


def _link_gone(pdf: Pdf, chance: random.Random) -> None:
    page = chance.choice([p for p in pdf.pages if len(p.get("/Annots", [])) > 0])
    del page.Annots[chance.randrange(len(page.Annots))]


def _link_address(pdf: Pdf, chance: random.Random) -> None:
    chance.choice(_links(pdf, "/URI")).A.URI = String("https://example.org/elsewhere")


def _info(key: str, value: str) -> Edit:
    def apply(pdf: Pdf, _: random.Random) -> None:
        pdf.docinfo[Name(key)] = String(value)

    return apply


def _language(pdf: Pdf, _: random.Random) -> None:
    pdf.Root.Lang = String("fr")


def _no_structure(pdf: Pdf, _: random.Random) -> None:
    del pdf.Root.StructTreeRoot


def _cells_swapped(pdf: Pdf, chance: random.Random) -> None:
    rows = [row for row in _elements(pdf, "TR") if len(row.K) >= 2]
    row = chance.choice(rows)
    row.K[0], row.K[1] = row.K[1], row.K[0]


def _element_gone(kind: str) -> Edit:
    def apply(pdf: Pdf, chance: random.Random) -> None:
        element = chance.choice(_elements(pdf, kind))
        kids = element.P.K
        at = next(i for i, kid in enumerate(kids) if isinstance(kid, Dictionary) and kid.objgen == element.objgen)
        del kids[at]

    return apply


EDITS: tuple[tuple[str, str, Edit, int], ...] = (
    # name, which files it can be done to ("" all, or a stem), the edit, how often
    ("letter replaced", "", _other_glyph(_letter), 6),
    ("digit replaced", "", _other_glyph(_digit), 5),
    ("word gone", "", _line_edit(_word_gone), 5),
    ("neighbouring glyphs swapped", "", _line_edit(_glyphs_swapped), 4),
    ("space gone", "", _line_edit(_space_gone), 4),
    ("not gone", "primers/legal-adviser.procuring", _line_edit(_negation_gone), 2),
    ("line emptied", "", _line_emptied, 5),
    ("lines swapped", "", _lines_swapped, 5),
    ("text outside the structure", "", _line_outside, 3),
    ("heading tagged as paragraph", "", _retag("H2", "P"), 2),
    ("paragraph tagged as heading", "", _retag("P", "H3"), 2),
    ("header cell tagged as cell", "guides/basics", _retag("TH", "TD"), 1),
    ("page gone", "", _page_gone, 2),
    ("pages swapped", "", _pages_swapped, 2),
    ("alternative text changed", "guides/basics", _alternative, 1),
    ("alternative text gone", "guides/basics", _alternative_gone, 1),
    ("outline title changed", "", _outline_title, 2),
    ("outline entry gone", "", _outline_entry_gone, 2),
    ("link to another unit", "guides/basics", _link_target, 2),
    ("link gone", "guides/basics", _link_gone, 1),
    ("link to another address", "guides/basics", _link_address, 1),
    ("title changed", "", _info("/Title", "Other"), 1),
    ("keywords changed", "", _info("/Keywords", "CH, 9.9.9"), 1),
    ("author changed", "", _info("/Author", "Somebody"), 1),
    ("language changed", "", _language, 1),
    ("structure gone", "", _no_structure, 1),
    ("cells swapped in the structure", "guides/basics", _cells_swapped, 1),
    ("paragraph out of the structure", "", _element_gone("P"), 2),
    ("list item out of the structure", "guides/basics", _element_gone("LI"), 1),
)


def damaged(files: dict[str, bytes]) -> Iterator[tuple[str, str, bytes]]:
    """Yield (name, stem, damaged bytes), the same for the same files."""
    stems = sorted(files)
    for name, only, edit, times in EDITS:
        chance = random.Random(name)
        for turn in range(times):
            stem = only or stems[turn % len(stems)]
            with Pdf.open(io.BytesIO(files[stem])) as pdf:
                edit(pdf, chance)
                target = io.BytesIO()
                pdf.save(target)
            yield f"{name} {turn + 1}", stem, target.getvalue()
