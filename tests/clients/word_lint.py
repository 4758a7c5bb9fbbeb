"""What is wrong with a Word file that validators do not say: names that lead nowhere, fields without an end, and more.

It knows no Document: whether the words are right is the proof's matter.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final
from zipfile import BadZipFile

from lxml import etree

from tests.clients.word_fields import field_findings
from tests.clients.word_file import W14, WP, XML, R, W, WordFile, characters, is_on, shorten, text, value
from tests.clients.word_lint_package import package_findings

# Word takes 40 characters; of letters, only these are safe in every program.
BOOKMARK: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,39}")

# Nothing is formatted directly that a style can do. A style cannot: name itself, choose a list of its own, hold the
# paragraph's section, say which stretch runs to the left or what language it is in.
PARAGRAPH: Final = frozenset({"pStyle", "numPr", "bidi", "rPr", "sectPr"})
RUN: Final = frozenset({"rStyle", "rtl", "lang"})
# Of tables, what belongs to the single one: widths, which repeats, what must not break, the words for who cannot see.
TABLE: Final = frozenset(
    {"tblStyle", "bidiVisual", "tblW", "tblInd", "tblLayout", "tblLook", "tblCaption", "tblDescription"}
)
ROW: Final = frozenset({"cnfStyle", "cantSplit", "tblHeader"})
CELL: Final = frozenset({"cnfStyle", "tcW"})
_DIRECT: Final = (("pPr", PARAGRAPH), ("rPr", RUN), ("tblPr", TABLE), ("trPr", ROW), ("tcPr", CELL))


def lint(path: Path) -> list[str]:
    """Return what is wrong with a file, a line for each finding."""
    try:
        word = WordFile.read(path)
        found = list(package_findings(word))
        _ = word.document, word.trees["word/styles.xml"]
    except (BadZipFile, etree.XMLSyntaxError, KeyError) as error:
        return [f"cannot be read: {error}"]
    for findings in (
        _bookmarks, _controls, field_findings, _links, _style_uses, _style_sheet, _numbering, _notes, _drawings,
        _tables, _spaces, _settings, _direct,
    ):  # fmt: skip
        found += findings(word)
    return found


def _all(word: WordFile, *names: str) -> Iterator[etree._Element]:
    for _, root in word.stories:
        yield from root.iter(*names)


def _twice(what: str, values: Iterable[str]) -> Iterator[str]:
    yield from (f"{what} {key} is there {count} times" for key, count in Counter(values).items() if count > 1)


def _bookmarks(word: WordFile) -> Iterator[str]:
    starts = list(_all(word, f"{W}bookmarkStart"))
    names = [start.get(f"{W}name", "") for start in starts]
    # Word makes no difference between capitals and small letters here.
    yield from _twice("bookmark", (name.casefold() for name in names))
    yield from _twice("bookmark id", (start.get(f"{W}id", "") for start in starts))
    yield from (f"bookmark {name!r} has a bad name" for name in names if not BOOKMARK.fullmatch(name))
    for name, root in word.stories:
        opened: set[str] = set()
        closed: list[str] = []
        for mark in root.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd"):
            id_ = mark.get(f"{W}id", "")
            if mark.tag == f"{W}bookmarkStart":
                opened.add(id_)
            elif id_ not in opened:
                yield f"{name}: bookmark {id_} ends before it begins"
            else:
                closed.append(id_)
        yield from (f"{name}: bookmark {id_} does not end" for id_ in sorted(opened - set(closed)))
        yield from _twice(f"{name}: end of bookmark", closed)


def _controls(word: WordFile) -> Iterator[str]:
    controls = list(_all(word, f"{W}sdt"))
    yield from _twice("control id", (id_ for control in controls if (id_ := value(control, "sdtPr", "id"))))
    yield from _twice("control tag", (tag for control in controls if (tag := value(control, "sdtPr", "tag"))))
    for control in controls:
        name = value(control, "sdtPr", "tag") or value(control, "sdtPr", "alias")
        items = control.findall(f"{W}sdtPr/{W}dropDownList/{W}listItem")
        for attribute in ("displayText", "value"):
            yield from _twice(f"control {name}: list item", (item.get(f"{W}{attribute}", "") for item in items))
        if (box := control.find(f"{W}sdtPr/{W14}checkbox")) is not None:
            yield from _checkbox(name, box, "".join(text(c) for c in control.findall(f"{W}sdtContent")))


def _checkbox(name: str, box: etree._Element, shown: str) -> Iterator[str]:
    def of(child: str, otherwise: str) -> str:
        found = box.find(f"{W14}{child}")
        return otherwise if found is None else found.get(f"{W14}val", otherwise)

    checked = of("checked", "0") in {"1", "true"}
    sign = chr(int(of("checkedState", "2612") if checked else of("uncheckedState", "2610"), 16))
    if shown.strip() != sign:
        yield f"control {name} shows {shown!r} for {sign!r}"


def _links(word: WordFile) -> Iterator[str]:
    known = {start.get(f"{W}name") for start in _all(word, f"{W}bookmarkStart")}
    for link in _all(word, f"{W}hyperlink"):
        anchor, relationship = link.get(f"{W}anchor"), link.get(f"{R}id")
        if anchor is None and relationship is None:
            yield f"link {shorten(text(link))} leads nowhere"
        elif relationship is None and anchor not in known:
            yield f"link {shorten(text(link))} leads to bookmark {anchor}, which is missing"
        if any(True for _ in link.iterancestors(f"{W}hyperlink")):
            yield f"link {shorten(text(link))} is in a link"


_STYLE_TYPES: Final = {"pStyle": "paragraph", "rStyle": "character", "tblStyle": "table"}


def _style_uses(word: WordFile) -> Iterator[str]:
    for name, root in (*word.stories, *_others(word, "word/numbering.xml")):
        for what, kind in _STYLE_TYPES.items():
            used = {element.get(f"{W}val", "") for element in root.iter(f"{W}{what}")}
            for style in sorted(used):
                if style not in word.styles:
                    yield f"{name}: {kind} style {style} is not defined"
                elif word.styles[style].get(f"{W}type") != kind:
                    yield f"{name}: style {style} is used as {kind} style"


def _others(word: WordFile, *names: str) -> Iterator[tuple[str, etree._Element]]:
    return ((name, word.trees[name]) for name in names if name in word.trees)


def _style_sheet(word: WordFile) -> Iterator[str]:
    elements = list(word.trees["word/styles.xml"].iter(f"{W}style"))
    yield from _twice("style id", (style.get(f"{W}styleId", "") for style in elements))
    yield from _twice("style name", (value(style, "name").casefold() for style in elements))
    defaults = (style.get(f"{W}type", "") for style in elements if style.get(f"{W}default") in {"1", "true"})
    yield from _twice("default style of kind", defaults)
    if not word.default_paragraph_style:
        yield "there is no default paragraph style"
    for id_, style in word.styles.items():
        for what in ("basedOn", "next", "link"):
            target = value(style, what)
            if not target:
                continue
            if target not in word.styles:
                yield f"style {id_}: {what} is {target}, which is not defined"
            elif what == "basedOn" and style.get(f"{W}type") != word.styles[target].get(f"{W}type"):
                yield f"style {id_} is based on {target}, which is of another kind"
            elif what == "link" and value(word.styles[target], "link") != id_:
                yield f"style {id_} is linked with {target}, but not the other way"
        if (root := list(word.ancestry(id_))[-1]) and value(word.styles[root], "basedOn") in word.styles:
            yield f"style {id_} is based on itself"


def _numbering(word: WordFile) -> Iterator[str]:
    root = word.trees.get("word/numbering.xml")
    abstract, lists = ([], []) if root is None else (root.findall(f"{W}abstractNum"), root.findall(f"{W}num"))
    levels = {
        one.get(f"{W}abstractNumId", ""): {level.get(f"{W}ilvl", "") for level in one.iter(f"{W}lvl")}
        for one in abstract
    }
    known = {one.get(f"{W}numId", ""): value(one, "abstractNumId") for one in lists}
    yield from _twice("abstract list", (one.get(f"{W}abstractNumId", "") for one in abstract))
    yield from _twice("list", (one.get(f"{W}numId", "") for one in lists))
    for number, target in known.items():
        if target not in levels:
            yield f"list {number} is made from abstract list {target}, which is missing"
    for name, part in (*word.stories, *_others(word, "word/styles.xml")):
        for use in part.iter(f"{W}numPr"):
            number, level = value(use, "numId"), value(use, "ilvl") or "0"
            # 0 takes a paragraph out of its style's list.
            if number not in {*known, "0", ""}:
                yield f"{name}: list {number} is missing"
            elif (target := known.get(number, "")) in levels and level not in levels[target]:
                yield f"{name}: list {number} has no level {level}"


def _notes(word: WordFile) -> Iterator[str]:
    for kind in ("footnote", "endnote"):
        root = word.trees.get(f"word/{kind}s.xml")
        notes = [] if root is None else root.findall(f"{W}{kind}")
        own = [note.get(f"{W}id", "") for note in notes if note.get(f"{W}type", "normal") == "normal"]
        called = [call.get(f"{W}id", "") for call in word.document.iter(f"{W}{kind}Reference")]
        yield from _twice(f"{kind} id", (note.get(f"{W}id", "") for note in notes))
        yield from _twice(f"call of {kind}", called)
        yield from (f"{kind} {id_} is called, but missing" for id_ in called if id_ not in own)
        yield from (f"{kind} {id_} is never called" for id_ in own if id_ not in called)
        if (settings := word.trees.get("word/settings.xml")) is not None:
            for special in settings.findall(f"{W}{kind}Pr/{W}{kind}"):
                if special.get(f"{W}id") not in {note.get(f"{W}id") for note in notes}:
                    yield f"settings name {kind} {special.get(f'{W}id')}, which is missing"


def _drawings(word: WordFile) -> Iterator[str]:
    yield from _twice("drawing id", (drawing.get("id", "") for drawing in _all(word, f"{WP}docPr")))


def _tables(word: WordFile) -> Iterator[str]:
    for number, table in enumerate(_all(word, f"{W}tbl"), start=1):
        columns = len(table.findall(f"{W}tblGrid/{W}gridCol"))
        rows = table.findall(f"{W}tr")
        if not rows or not columns:
            yield f"table {number} has {columns} columns and {len(rows)} rows"
        for place, row in enumerate(rows, start=1):
            cells = row.findall(f"{W}tc")
            width = sum(int(value(cell, "tcPr", "gridSpan") or "1") for cell in cells)
            if width != columns:
                yield f"table {number}, row {place} has {width} cells for {columns} columns"
            for cell in cells:
                if not len(cell) or cell[-1].tag != f"{W}p":
                    yield f"table {number}, row {place}: a cell does not end in a paragraph"


def _spaces(word: WordFile) -> Iterator[str]:
    for leaf in _all(word, f"{W}t", f"{W}instrText"):
        words = leaf.text or ""
        if words != words.strip(" \t\n\r") and leaf.get(f"{XML}space") != "preserve":
            yield f"space around {shorten(words)} is lost: no xml:space"


def _settings(word: WordFile) -> Iterator[str]:
    if (settings := word.trees.get("word/settings.xml")) is not None:
        if is_on(settings.find(f"{W}updateFields")):
            yield "settings have updateFields, at which Word asks the reader"
        if settings.find(f"{W}attachedTemplate") is not None:
            yield "settings name a template"


def _is_room(child: etree._Element) -> bool:
    """Tell whether a height is that of room to write, in a table of places to fill in."""
    if child.tag != f"{W}trHeight":
        return False
    style = next(child.iterancestors(f"{W}tbl")).find(f"{W}tblPr/{W}tblStyle")
    return style is not None and style.get(f"{W}val") == "FormTable"


def _direct(word: WordFile) -> Iterator[str]:
    for part, root in word.stories:
        for name, allowed in _DIRECT:
            found: Counter[str] = Counter()
            for properties in root.iter(f"{W}{name}"):
                found.update(
                    str(child.tag).rpartition("}")[2]
                    for child in properties.iterchildren("*")
                    if str(child.tag) not in {f"{W}{one}" for one in allowed} and not _is_room(child)
                )
            yield from (f"{part}: w:{child} in w:{name}, {count} times" for child, count in found.items())
        for table in root.iter(f"{W}tblPrEx"):
            yield f"{part}: w:tblPrEx in {shorten(''.join(map(characters, table.iter())))}"
