"""A Document as the units that leg A of the proof compares, and whether its numbers count as they should."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, Final, TypeAlias

from press import document as d
from press.prove.source_figures import held
from press.prove.source_rules import CONTENTS, COVER, DOCUMENT, IMPRINT, PLAIN, PRESS_SECTIONS
from press.prove.source_words import CELL, CLOSE, NOTE, NOTE_END, OPEN, Mention, Piece, Unit, deeper, fold

_ROLES: Final[dict[type, str]] = {
    d.Section: "section",
    d.Panel: "panel",
    d.Takeaway: "takeaway",
    d.Action: "action",
    d.Case: "case",
    d.Callout: "callout",
    d.Quote: "quote",
    d.Video: "video",
    d.Table: "table",
    d.Figure: "figure",
    d.Field: "question",
}


def read_document(document: d.Document) -> Unit:
    """Return a Document as units in reading order."""
    return Unit(DOCUMENT, "document", tuple(_body(document.blocks, "", 0)))


# Inlines --------------------------------------------------------------------


def _piece(part: str, content: d.Inlines) -> Piece:
    mentions: list[Mention] = []
    notes: list[int] = []
    words = fold("".join(_words(inline, mentions, notes) for inline in content))
    return Piece(part, words, tuple(mentions), notes=tuple(notes))


def _words(inline: d.Inline, mentions: list[Mention], notes: list[int]) -> str:
    if isinstance(inline, d.Text):
        return inline.text
    if isinstance(inline, d.LineBreak):
        return " "
    if isinstance(inline, d.Reference):
        mentions.append(Mention(inline.target, fold(d.plain(inline.content)), document=inline.document))
        return f"{OPEN}{inline.target}{CLOSE}"
    if isinstance(inline, d.Footnote):
        notes.append(inline.number)
    inside = "".join(_words(part, mentions, notes) for part in inline.content)
    if isinstance(inline, d.Link):
        return f"{inside}{OPEN}{inline.address}{CLOSE}"
    return f"{NOTE}{inside}{NOTE_END}" if isinstance(inline, d.Footnote) else inside


# Blocks ---------------------------------------------------------------------


def _body(blocks: d.Blocks, role: str, depth: int) -> Iterator[Piece | Unit]:
    for block in blocks:
        pieces = _prose(block, role, depth)
        yield from pieces if pieces is not None else [_unit(block)]


def _prose(block: d.Block, role: str, depth: int) -> list[Piece | Unit] | None:
    """Return the pieces of a block that is no unit; None for a unit."""
    if isinstance(block, d.Paragraph):
        return [_piece("paragraph", block.content)]
    if isinstance(block, d.List):
        numbered = enumerate(block.items, block.start)
        return [part for number, item in numbered for part in _item(block, number, item, depth + 1)]
    if isinstance(block, d.DefinitionList):
        return [part for item in block.items for part in _definition(item, role, depth)]
    if isinstance(block, d.Table) and not block.id:
        return list(_table(block))
    return None


def _item(block: d.List, number: int, item: d.Blocks, depth: int) -> Iterator[Piece | Unit]:
    yield Piece(f"list item at depth {depth}", str(number) if block.ordered else "•")
    yield from _inner(item, depth)


def _inner(blocks: d.Blocks, depth: int) -> Iterator[Piece | Unit]:
    yield from (deeper(part, depth) if isinstance(part, Piece) else part for part in _body(blocks, "", depth))


def _definition(item: d.DefinitionItem, role: str, depth: int) -> Iterator[Piece | Unit]:
    if item.id:
        yield Unit(item.id, role, (_piece("term", item.term), *_body(item.definition, "", 0)))
        return
    yield _piece("term", item.term)
    yield Piece("meaning", "")
    yield from _inner(item.definition, depth + 1)


def _table(block: d.Table) -> Iterator[Piece]:
    yield _row("header", block.header)
    yield Piece("alignment", " ".join(block.alignments))
    yield from (_row("row", row) for row in block.rows)


def _row(part: str, cells: tuple[d.Inlines, ...]) -> Piece:
    pieces = [_piece(part, cell) for cell in cells]
    mentions, notes = (m for p in pieces for m in p.mentions), (n for p in pieces for n in p.notes)
    return Piece(part, CELL.join(p.words for p in pieces), tuple(mentions), notes=tuple(notes))


# Units ----------------------------------------------------------------------


def _unit(block: Any) -> Unit:
    if isinstance(block, d.Cover):
        said = [Piece(part, fold(getattr(block, part))) for part in ("toolkit", "title", "subtitle", "publisher")]
        return Unit(COVER, "cover", (*said, *_body(block.summary, "", 0)))
    if isinstance(block, d.Contents):
        return Unit(CONTENTS, "contents", ())
    if isinstance(block, d.Imprint):
        return Unit(IMPRINT, "imprint", tuple(_body(block.blocks, "", 0)))
    label = f"{block.level} {block.number}" if isinstance(block, d.Section) else getattr(block, "label", "")
    label = block.number if isinstance(block, d.Field | d.Panel) else label
    return Unit(block.id, _ROLES[type(block)], tuple(_says(block)), label=label)


def _panel(panel: d.Panel) -> Iterator[Piece | Unit]:
    yield Piece("title", fold(panel.title))
    yield Piece("line", fold(panel.line))
    yield Piece("more", " ".join(f"{r.document}#{r.target}" for r in panel.more if isinstance(r, d.Reference)))
    yield from _body(panel.blocks, "", 0)


def _says(block: Any) -> Iterator[Piece | Unit]:
    if isinstance(block, d.Panel):
        yield from _panel(block)
        return
    if isinstance(block, d.Section) and block.id not in PRESS_SECTIONS:
        yield Piece("title", fold(block.title))
    yield from (Piece(key, fold(getattr(block, key))) for key in PLAIN.get(_ROLES[type(block)], ()))
    yield Piece("audience", fold(block.audience))
    if isinstance(block, d.Section) and block.condition:
        yield Piece("condition", fold(block.condition))
    if hasattr(block, "origin"):
        yield Piece("origin", f"{block.origin.document}#{block.origin.target}" if block.origin else "")
    if isinstance(block, d.Table):
        yield from _table(block)
    if isinstance(block, d.Figure):
        yield from held(block)
    role = {"words-used": "term", "sources-cited": "source"}.get(block.id, "")
    yield from _body(getattr(block, "blocks", ()), role, 0)
    if isinstance(block, d.Quote):
        yield _piece("attribution", block.attribution)
    if isinstance(block, d.Field):
        yield from _field(block)


def _field(field: d.Field) -> Iterator[Piece | Unit]:
    yield Piece("condition", fold(field.condition))
    yield Piece("onward", fold(field.onward))
    yield Piece("required", fold(field.required))
    yield Piece("help", "")
    yield from _body(field.help, "", 0)
    yield from _entry(field.answer)
    yield from _grid(field.grid)
    yield from _entry(field.evidence)
    yield Piece("room", fold(field.room))
    yield _piece("explained", field.explained)


def _entry(entry: d.Entry | None) -> Iterator[Piece]:
    if entry is not None:
        said = f"{entry.label} {entry.default} {entry.longest or ''}"
        yield Piece(f"entry '{entry.path}' {'required' if entry.required else 'optional'}", fold(said))
        yield from (Piece(f"choice '{choice.key}'", fold(choice.text)) for choice in entry.choices)


def _grid(grid: d.Grid | None) -> Iterator[Piece]:
    if grid is not None:
        yield Piece("columns", CELL.join(map(fold, grid.columns)))
        for row in grid.rows:
            yield Piece("row", fold(row.label))
            for entry in row.entries:
                yield from _entry(entry)


# Numbers --------------------------------------------------------------------


def miscounted(document: d.Document, tree: Unit) -> Iterator[tuple[str, str]]:
    """Yield the units whose number is not what counting gives, each with what is wrong."""
    counts: Counter[str] = Counter()
    for outer, part in tree.walk():
        if isinstance(part, Unit) and part.role in ("table", "figure", "question", "panel"):
            counts[part.role] += 1
            number = part.label if part.role in ("question", "panel") else "".join(re.findall(r"\d+", part.label))
            if number != str(counts[part.role]):
                yield part.id, f"is {part.role} {counts[part.role]} but has the number “{part.label}”"
        for note in part.notes if isinstance(part, Piece) else ():
            counts["note"] += 1
            if note != counts["note"]:
                yield outer.id, f"has footnote {counts['note']} with the number {note}"
    yield from _sections(tree, "", 1, document.kind not in ("primer", "worksheet"))
    yield from _contents(document)


def _sections(outer: Unit, prefix: str, level: int, numbered: bool) -> Iterator[tuple[str, str]]:
    count = 0
    for section in (unit for unit in outer.units() if unit.role == "section"):
        count += section.id not in PRESS_SECTIONS
        number = f"{prefix}{count}" if numbered and section.id not in PRESS_SECTIONS else ""
        if section.label != f"{level} {number}":
            yield section.id, f"has level and number “{section.label}”, not “{level} {number}”"
        yield from _sections(section, f"{number}.", level + 1, numbered)


_Entry: TypeAlias = tuple[str, int, str, str]


def _contents(document: d.Document) -> Iterator[tuple[str, str]]:
    """Hold that each line of the contents is a section, in order, and that no section of a listed level is left out."""
    entries = [entry for block in document.blocks if isinstance(block, d.Contents) for entry in block.entries]
    listed = [(entry.target, entry.level, entry.number, entry.title) for entry in entries]
    there = list(_titled(document.blocks))
    for entry in listed:
        if entry not in there:
            yield entry[0], "stands in the contents otherwise than in the text"
    if [entry for entry in there if entry in listed] != [entry for entry in listed if entry in there]:
        yield CONTENTS, "have the sections in another order than the text"
    levels, targets = {entry[1] for entry in listed}, {entry[0] for entry in listed}
    for entry in there:
        if entry[1] in levels and entry[0] not in targets:
            yield entry[0], "is missing from the contents"


def _titled(blocks: d.Blocks) -> Iterator[_Entry]:
    for block in blocks:
        if isinstance(block, d.Section):
            yield block.id, block.level, block.number, block.title
            yield from _titled(block.blocks)
        elif isinstance(block, d.Imprint):
            yield block.id, 1, "", block.title
