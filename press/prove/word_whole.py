"""What a Word file says as a whole: identity, language and direction, heads and feet, outline."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from press.document import Document
from press.document_identity import digest
from press.prove.identity import keywords
from press.prove.report import Report
from press.prove.word_file import W, WordFile
from press.prove.word_text import TAB, Reader
from press.prove.words import flat, fold

_PROPERTY: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/custom-properties}property"
_ID: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_SHORT: Final = 12
_HEADING: Final = re.compile(r"[Hh]eading (\d)( Opening)?( Unnumbered)?")


def check_identity(file: WordFile, document: Document, digest: str, report: Report) -> None:
    """Check what the file's properties say of the document."""
    whole = f"sha256:{digest}"
    day = f"{document.date}T00:00:00Z"
    asked = {
        "title": document.title,
        "creator": document.publisher,
        "description": document.subject,
        "language": document.language,
        "keywords": keywords(document, digest),
        "identifier": f"{document.symbol} {document.version} {digest[:_SHORT]}",
        "version": document.version,
        "created": day,
        "modified": day,
    }
    core = {_local(node): node.text or "" for node in file.parts["docProps/core.xml"]}
    custom = {
        "Symbol": document.symbol,
        "Version": document.version,
        "Document": document.stem,
        "Language": document.language,
        "Digest": whole,
    }
    found = {
        node.get("name", ""): "".join(node.itertext()) for node in file.parts["docProps/custom.xml"].iter(_PROPERTY)
    }
    for have, due in ((core, asked), (found, custom)):
        for name, value in due.items():
            if flat(have.get(name, "")) != flat(value):
                report.add("P606", 0, f"{name} of the file is “{have.get(name, '')[:160]}” instead of “{value}”")
    for name in sorted((found.keys() - custom.keys()) | (core.keys() - asked.keys())):
        report.add("P606", 0, f"the file has a property {name} that does not belong there")


def _local(node: Any) -> str:
    return str(node.tag).rsplit("}", 1)[-1]


def check_language(file: WordFile, document: Document, report: Report) -> None:
    """Check the language that text is in without further word, and the direction of paragraphs, sections and tables."""
    rtl = document.direction == "rtl"
    styles = file.parts["word/styles.xml"]
    node = styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    said = "" if node is None else str(node.get(f"{W}bidi" if rtl else f"{W}val", ""))
    if said.split("-")[0] != document.language.split("-")[0]:
        report.add("P606", 0, f"the language of the text is “{said}” instead of “{document.language}”")
    normal = next(
        (s for s in styles.iter(f"{W}style") if s.get(f"{W}default") and s.get(f"{W}type") == "paragraph"), None
    )
    marked = [("paragraphs", normal is not None and normal.find(f"{W}pPr/{W}bidi") is not None)]
    marked += [("a section", s.find(f"{W}bidi") is not None) for s in file.body.iter(f"{W}sectPr")]
    marked += [("a table", t.find(f"{W}tblPr/{W}bidiVisual") is not None) for t in file.body.iter(f"{W}tbl")]
    for what, runs in marked:
        if runs != rtl:
            report.add("P613", 0, f"the direction of {what} is not the document's")


def check_running(file: WordFile, document: Document, report: Report) -> None:
    """Check heads and feet; that of the cover's page is empty, and a short document has no such page."""
    running = document.running
    foot = running.page.replace("{page}", "PAGE").replace("{pages}", "NUMPAGES")
    identity = running.identity
    if document.kind in ("questionnaire", "worksheet"):  # what comes back says what it is
        identity += f" · {digest(document)[:_SHORT]}"
    wanted = {
        ("header", "default"): f"{running.start}{TAB}{running.end}",
        ("footer", "default"): f"{identity}{TAB}{foot}",
    }
    sections = list(file.body.iter(f"{W}sectPr"))
    if len(sections) != 1:
        report.add("P613", 0, f"there are {len(sections)} sections instead of one")
        return
    cover = document.has_cover
    if (sections[0].find(f"{W}titlePg") is not None) != cover:
        report.add("P614", 0, "the first page's head and foot are not what they should be")
    if cover:
        wanted |= {("header", "first"): "", ("footer", "first"): ""}
    have = dict(_heads(file, sections[0], rtl=document.direction == "rtl", report=report))
    for (kind, which), text in wanted.items():
        if (said := have.pop((kind, which), None)) is None or flat(said) != flat(fold(text)):
            report.add("P614", 0, f"the {kind} ({which}) says “{flat(said or '')}” instead of “{flat(text)}”")
    for kind, which in have:
        report.add("P614", 0, f"there is a {kind} ({which}) that does not belong there")


def _heads(file: WordFile, section: Any, *, rtl: bool, report: Report) -> Iterator[tuple[tuple[str, str], str]]:
    """Yield what heads and feet say, with the names of fields instead of their results."""
    relations = file.relations("document.xml")
    for kind in ("header", "footer"):
        for node in section.iter(f"{W}{kind}Reference"):
            relation = relations.get(node.get(_ID, ""))
            root = file.parts.get(relation.target) if relation else None
            if root is None or relation is None:
                continue
            reader = Reader(file, relation.target.removeprefix("word/"), rtl=rtl)
            lines = [reader.read(paragraph) for paragraph in root]
            for said in lines:
                for odd in said.oddities:
                    report.add("P614", 0, f"the {kind} has {odd}")
                for found in reversed(said.fields):
                    _name_field(said, found)
            yield (kind, node.get(f"{W}type", "")), "\n".join(said.words for said in lines)


def _name_field(said: Any, found: Any) -> None:
    """Put a field's name in the place of its result."""
    at = [index for index, character in enumerate(said.text) if not character.isspace()]
    if found.end > found.start and found.words:
        start, end = at[found.start], at[found.end - 1] + 1
        said.text = f"{said.text[:start]}{found.words[0]}{said.text[end:]}"


def check_outline(file: WordFile, report: Report) -> None:
    """Check that headings, and nothing else, have the outline level of their style's name."""
    for style, found in file.styles.items():
        level = next((one.outline for one in file.lineage(style) if one.outline is not None), None)
        named = _HEADING.fullmatch(found.name)
        due = int(named[1]) - 1 if named else None
        if level != due:
            report.add("P607", 0, f"the style {found.name} has the outline level {level}, not {due}")
