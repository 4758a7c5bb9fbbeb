"""What Word's accessibility checker would say of a file, as far as the file alone tells it: an empty list, we hope."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from zipfile import BadZipFile

from lxml import etree

from tests.clients.word_contrast import contrast_findings
from tests.clients.word_file import WP, R, W, WordFile, is_on, shorten, text, value

_DC: Final = "{http://purl.org/dc/elements/1.1/}"
_DECORATIVE: Final = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
# Languages that are written from the right, and letters of theirs.
_FROM_RIGHT: Final = {"ar", "ckb", "dv", "fa", "he", "ps", "sd", "syr", "ug", "ur", "yi"}
_RIGHT_LETTER: Final = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
# Words that do not say where a link leads.
_EMPTY_WORDS: Final = {"", "here", "click here", "link", "this link", "more", "read more", "هنا", "اضغط هنا", "المزيد"}
_ADDRESS: Final = re.compile(r"(https?://|www\.)\S*", re.IGNORECASE)


def accessibility(path: Path) -> list[str]:
    """Return what stands in the way of readers, a line for each finding."""
    try:
        word = WordFile.read(path)
        _ = word.document, word.trees["word/styles.xml"]
    except (BadZipFile, etree.XMLSyntaxError, KeyError) as error:
        return [f"cannot be read: {error}"]
    checks = (_title, _language, _headings, _pictures, _tables, _links, _controls, _blank_paragraphs, contrast_findings)
    return [finding for findings in checks for finding in findings(word)]


def _core(word: WordFile, name: str) -> str:
    root = word.trees.get("docProps/core.xml")
    found = None if root is None else root.find(f"{_DC}{name}")
    return "" if found is None else (found.text or "").strip()


def _title(word: WordFile) -> Iterator[str]:
    if not _core(word, "title"):
        yield "the document has no title"


def _language(word: WordFile) -> Iterator[str]:
    lang = word.trees["word/styles.xml"].find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    main, right = ("", "") if lang is None else (lang.get(f"{W}val", ""), lang.get(f"{W}bidi", ""))
    whole = _core(word, "language")
    if not main:
        yield "there is no default language"
    if not whole:
        yield "the properties name no language"
    from_right = is_on(word.inherited(word.default_paragraph_style, f"{W}pPr/{W}bidi"))
    if from_right is not (whole.split("-")[0] in _FROM_RIGHT):
        yield f"the language {whole!r} does not go with the direction of Normal"
    if _RIGHT_LETTER.search(text(word.document)) and right.split("-")[0] not in _FROM_RIGHT:
        yield f"there is text from the right, but its language is {right!r}"
    if whole.split("-")[0] != (right if from_right else main).split("-")[0]:
        yield f"the properties say {whole!r}, the styles {main!r} and {right!r}"


def _headings(word: WordFile) -> Iterator[str]:
    last = 0
    for paragraph in word.document.iter(f"{W}p"):
        if not (level := word.outline_level(paragraph)):
            continue
        words = text(paragraph).strip()
        if not words:
            yield f"a heading of level {level} is empty"
        if level > last + 1:
            yield f"heading {shorten(words)} has level {level} after {last}"
        last = level
    if not last:
        yield "there are no headings"


def _pictures(word: WordFile) -> Iterator[str]:
    for name, root in word.stories:
        for place in root.iter(f"{WP}docPr"):
            decorative = any(mark.get("val") in {"1", "true"} for mark in place.iter(_DECORATIVE))
            if not decorative and not place.get("descr", "").strip():
                yield f"{name}: picture {place.get('name')} has no alternative text"
        pictures = ("pict", "object")
        yield from (f"{name}: w:{old.tag.rpartition('}')[2]} is a picture of old" for old in _any(root, pictures))
    # What floats is read at another place than it is seen. In heads and feet it is not read at all.
    yield from ("a picture floats" for _ in word.document.iter(f"{WP}anchor"))
    yield from ("a frame floats" for _ in word.document.iter(f"{W}framePr", f"{W}tblpPr", f"{W}txbxContent"))


def _any(root: etree._Element, names: tuple[str, ...]) -> Iterator[etree._Element]:
    return root.iter(*(f"{W}{name}" for name in names))


def is_form(table: etree._Element) -> bool:
    """Tell whether a table is one of places to fill in."""
    style = table.find(f"{W}tblPr/{W}tblStyle")
    return style is not None and style.get(f"{W}val") == "FormTable"


def _tables(word: WordFile) -> Iterator[str]:
    for number, table in enumerate(word.document.iter(f"{W}tbl"), start=1):
        rows = table.findall(f"{W}tr")
        # Codes beside places to fill in are set as a table for the looks alone: nothing in it is a head.
        laid_out = is_form(table)
        if not laid_out and (not rows or not is_on(rows[0].find(f"{W}trPr/{W}tblHeader"))):
            yield f"table {number} has no header row"
        if any(int(span.get(f"{W}val", "1")) > 1 for span in table.iter(f"{W}gridSpan")):
            yield f"table {number} has cells over several columns"
        if any(True for _ in _any(table, ("vMerge", "hMerge"))):
            yield f"table {number} has merged cells"
        if any(True for _ in table.iterancestors(f"{W}tbl")):
            yield f"table {number} is in a table"


def _links(word: WordFile) -> Iterator[str]:
    targets = {(one.source, one.id): one.target for one in word.relationships}
    for name, root in word.stories:
        for link in root.iter(f"{W}hyperlink"):
            words = text(link).strip()
            if words.casefold() in _EMPTY_WORDS:
                yield f"{name}: link {words!r} does not say where it leads"
            # Word's checker wants words for an address. Ours are printed, too: where a text gives the very address
            # (a list of sources, a film), it is what the reader on paper needs.
            target = targets.get((name, link.get(f"{R}id", "")))
            if _ADDRESS.fullmatch(words) and words != target:
                yield f"{name}: link {words!r} shows another address than {target!r}"


def _controls(word: WordFile) -> Iterator[str]:
    for control in word.document.iter(f"{W}sdt"):
        properties = control.find(f"{W}sdtPr")
        if properties is None:
            yield "a control has no properties"
        elif properties.find(f"{W}docPartObj") is None and not value(properties, "alias").strip():
            yield f"control {value(properties, 'tag')!r} has no title"


def _blank_paragraphs(word: WordFile) -> Iterator[str]:
    blank = 0
    for paragraph in word.document.iter(f"{W}p"):
        blank = blank + 1 if _is_blank(word, paragraph) else 0
        if blank == 2:
            before = paragraph.getprevious()
            yield f"blank paragraphs make space ({'' if before is None else word.style_of(before)})"


def _is_blank(word: WordFile, paragraph: etree._Element) -> bool:
    # In a table an empty cell is an answer. With a frame around it a paragraph is room to write; one can end a section.
    parent = paragraph.getparent()
    if text(paragraph).strip() or (parent is not None and parent.tag == f"{W}tc"):
        return False
    if any(True for _ in _any(paragraph, ("drawing", "sectPr", "pBdr"))):
        return False
    return word.inherited(word.style_of(paragraph), f"{W}pPr/{W}pBdr") is None
