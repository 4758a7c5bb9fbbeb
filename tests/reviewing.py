"""Comments and tracked changes written into our Word files as Word writes them (ECMA-376 part 1, 17.13.4 and 17.13.5).

Runs are split where somebody marks a stretch; what is deleted stays as ``w:delText``; an inserted paragraph is a
paragraph whose end is inserted.
"""

from __future__ import annotations

import copy
import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from lxml import etree

from press.design import load_design
from press.document import Document, Figure, walk
from press.write.picture import Picture
from press.write.word import write_word
from tests.unit.docx_fixture import PNG

_WORD: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_WORD14: Final = "http://schemas.microsoft.com/office/word/2010/wordml"
_WORD15: Final = "http://schemas.microsoft.com/office/word/2012/wordml"
W: Final = f"{{{_WORD}}}"
_XML: Final = "{http://www.w3.org/XML/1998/namespace}"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
DATE: Final = "2026-11-20T09:30:00Z"


def word_file(document: Document) -> bytes:
    """Return the Word file of a document, with a white point for every picture and no page numbers known."""
    images = {node.id: Picture(PNG, 100.0, 40.0) for node in walk(document) if isinstance(node, Figure)}
    return write_word(document, load_design(), {}, 1, images)


def text_of(paragraph: Any) -> str:
    """Return the words that a paragraph shows."""
    return "".join(node.text or "" for node in paragraph.iter(f"{W}t"))


@dataclass
class Reviewer:
    """A person with Word open on a file. ``body`` may be looked at to choose a place."""

    parts: dict[str, bytes]
    tree: Any
    notes: Any
    author: str = "Ada Okafor"
    comments: list[tuple[str, str, str, str]] = field(default_factory=list)  # paragraph id, parent's, author, text
    resolved: set[int] = field(default_factory=set)
    number: int = 900

    @classmethod
    def of(cls, data: bytes) -> Reviewer:
        """Open a file."""
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        return cls(parts, etree.fromstring(parts["word/document.xml"]), etree.fromstring(parts["word/footnotes.xml"]))

    @property
    def paragraphs(self) -> list[Any]:
        """All paragraphs of the text, those of tables too."""
        return list(self.tree.iter(f"{W}p"))

    # What a person does

    def comment(self, first: Any, start: int, last: Any, end: int, text: str, *, parent: int | None = None) -> int:
        """Comment on a stretch, and return the number of the comment."""
        number = self._note_down(text, parent)
        begin, stop = self._node("commentRangeStart", id=number), self._node("commentRangeEnd", id=number)
        self._cut(last, end, stop)
        self._cut(first, start, begin)
        stop.addnext(self._reference(number))
        return number

    def point(self, paragraph: Any, at: int, text: str) -> int:
        """Comment on a place without marking anything, as some programs write it."""
        number = self._note_down(text, None)
        self._cut(paragraph, at, self._reference(number))
        return number

    def resolve(self, number: int) -> None:
        """Settle a thread."""
        self.resolved.add(number)

    def insert(self, paragraph: Any, at: int, text: str) -> None:
        """Type something."""
        self._cut(paragraph, at, self._changed("ins", self._run(text)))

    def delete(self, paragraph: Any, start: int, end: int) -> None:
        """Delete a stretch."""
        for run in self._stretch(paragraph, start, end):
            self._strike(run, "del")

    def replace(self, paragraph: Any, start: int, end: int, text: str) -> None:
        """Type something over a stretch: Word deletes, then inserts."""
        runs = self._stretch(paragraph, start, end)
        last = None
        for run in runs:
            last = self._strike(run, "del")
        assert last is not None
        last.addnext(self._changed("ins", self._run(text)))

    def add_paragraph(self, paragraph: Any, text: str) -> Any:
        """Go to the end of a paragraph, press Enter, and type."""
        new = etree.Element(f"{W}p")
        looks = paragraph.find(f"{W}pPr")
        if looks is not None:
            new.append(copy.deepcopy(looks))
        new.append(self._changed("ins", self._run(text)))
        paragraph.addnext(new)
        self._mark(paragraph, "ins")
        return new

    def delete_paragraph(self, paragraph: Any) -> None:
        """Delete a paragraph with its end."""
        self.delete(paragraph, 0, len(text_of(paragraph)))
        self._mark(paragraph, "del")

    def row(self, paragraph: Any, kind: str, text: str = "") -> None:
        """Delete the row of a table that a cell's paragraph is in (``del``), or insert one below it (``ins``)."""
        row = next(node for node in paragraph.iterancestors() if node.tag == f"{W}tr")
        if kind == "ins":
            new = copy.deepcopy(row)
            for one in new.iter(f"{W}p"):
                for node in [node for node in one if node.tag != f"{W}pPr"]:
                    one.remove(node)
                one.append(self._changed("ins", self._run(text)))
            row.addnext(new)
            row = new
        looks = row.find(f"{W}trPr")
        if looks is None:
            looks = etree.Element(f"{W}trPr")
            row.insert(0, looks)
        looks.append(self._changed(kind))
        if kind == "del":
            for one in row.iter(f"{W}p"):
                self.delete_paragraph(one)

    def move(self, paragraph: Any, behind: Any) -> None:
        """Drag a paragraph behind another one."""
        name = f"move{self._next()}"
        text = text_of(paragraph)
        for run in self._stretch(paragraph, 0, len(text)):
            self._strike(run, "moveFrom")
        number = self._next()
        begin = self._node("moveFromRangeStart", id=number, name=name, author=self.author, date=DATE)
        looks = paragraph.find(f"{W}pPr")
        looks.addnext(begin) if looks is not None else paragraph.insert(0, begin)
        paragraph.append(self._node("moveFromRangeEnd", id=number))
        self._mark(paragraph, "moveFrom")
        new = etree.Element(f"{W}p")
        if (looks := behind.find(f"{W}pPr")) is not None:
            new.append(copy.deepcopy(looks))
        number = self._next()
        new.append(self._node("moveToRangeStart", id=number, name=name, author=self.author, date=DATE))
        new.append(self._changed("moveTo", self._run(text)))
        new.append(self._node("moveToRangeEnd", id=number))
        behind.addnext(new)
        self._mark(new, "moveTo")

    def embolden(self, paragraph: Any) -> None:
        """Set words in bold type: a change of look."""
        run = next(paragraph.iter(f"{W}r"))
        looks = run.find(f"{W}rPr")
        if looks is None:
            looks = etree.Element(f"{W}rPr")
            run.insert(0, looks)
        looks.insert(int(looks.find(f"{W}rStyle") is not None), etree.Element(f"{W}b"))
        changed = self._changed("rPrChange", etree.Element(f"{W}rPr"))
        looks.append(changed)

    def retype(self, paragraph: Any, old: str, new: str) -> None:
        """Change words with tracking switched off."""
        node = next(node for node in paragraph.iter(f"{W}t") if old in (node.text or ""))
        node.text = node.text.replace(old, new, 1)

    # What the file becomes

    def save(self, path: Path) -> Path:
        """Write the file."""
        parts = dict(self.parts)
        parts["word/document.xml"] = etree.tostring(self.tree, xml_declaration=True, encoding="UTF-8", standalone=True)
        parts["word/footnotes.xml"] = etree.tostring(
            self.notes, xml_declaration=True, encoding="UTF-8", standalone=True
        )
        if self.comments:
            parts |= {"word/comments.xml": self._comments(), "word/commentsExtended.xml": self._extended()}
            types = "".join(
                f'<Override PartName="/word/{name}.xml" ContentType="{_TYPE}.{name}+xml"/>'
                for name in ("comments", "commentsExtended")
            )
            parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
                b"</Types>", f"{types}</Types>".encode()
            )
            relations = (
                f'<Relationship Id="rId9001" Type="{_OFFICE}/comments" Target="comments.xml"/>'
                '<Relationship Id="rId9002" Target="commentsExtended.xml"'
                ' Type="http://schemas.microsoft.com/office/2011/relationships/commentsExtended"/>'
            )
            name = "word/_rels/document.xml.rels"
            parts[name] = parts[name].replace(b"</Relationships>", f"{relations}</Relationships>".encode())
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in parts.items():
                archive.writestr(name, data)
        return path

    def _comments(self) -> bytes:
        root = etree.Element(f"{W}comments", nsmap={"w": _WORD, "w14": _WORD14})
        for number, (para, _, author, text) in enumerate(self.comments):
            node = etree.SubElement(root, f"{W}comment")
            for name, value in (("id", str(number)), ("author", author), ("date", DATE), ("initials", author[:1])):
                node.set(f"{W}{name}", value)
            lines = text.split("\n")
            for at, line in enumerate(lines, start=1):
                paragraph = etree.SubElement(node, f"{W}p")
                if at == len(lines):
                    paragraph.set(f"{{{_WORD14}}}paraId", para)
                paragraph.append(self._run(line))
        return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))

    def _extended(self) -> bytes:
        root = etree.Element(f"{{{_WORD15}}}commentsEx", nsmap={"w15": _WORD15})
        for number, (para, parent, _, _) in enumerate(self.comments):
            node = etree.SubElement(root, f"{{{_WORD15}}}commentEx")
            node.set(f"{{{_WORD15}}}paraId", para)
            if parent:
                node.set(f"{{{_WORD15}}}paraIdParent", parent)
            node.set(f"{{{_WORD15}}}done", "1" if number in self.resolved else "0")
        return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))

    # How

    def _next(self) -> int:
        self.number += 1
        return self.number

    def _note_down(self, text: str, parent: int | None) -> int:
        number = len(self.comments)
        above = "" if parent is None else self.comments[parent][0]
        self.comments.append((f"{0x1A000000 + number:08X}", above, self.author, text))
        return number

    def _node(self, name: str, /, **attributes: object) -> Any:
        node = etree.Element(f"{W}{name}")
        for key, value in attributes.items():
            node.set(f"{W}{key}", str(value))
        return node

    def _changed(self, name: str, *inside: Any) -> Any:
        node = self._node(name, id=self._next(), author=self.author, date=DATE)
        node.extend(inside)
        return node

    def _run(self, text: str) -> Any:
        run = etree.Element(f"{W}r")
        node = etree.SubElement(run, f"{W}t")
        node.text = text
        node.set(f"{_XML}space", "preserve")
        return run

    def _reference(self, number: int) -> Any:
        run = etree.Element(f"{W}r")
        run.append(self._node("commentReference", id=number))
        return run

    def _mark(self, paragraph: Any, kind: str) -> None:
        """Note that the end of a paragraph was inserted or deleted."""
        looks = paragraph.find(f"{W}pPr")
        if looks is None:
            looks = etree.Element(f"{W}pPr")
            paragraph.insert(0, looks)
        runs = looks.find(f"{W}rPr")
        if runs is None:
            runs = etree.SubElement(looks, f"{W}rPr")
        runs.insert(0, self._changed(kind))

    def _strike(self, run: Any, kind: str) -> Any:
        changed = self._changed(kind)
        run.addprevious(changed)
        changed.append(run)
        for node in run.iter(f"{W}t"):
            if kind == "del":
                node.tag = f"{W}delText"
        return changed

    def _runs(self, paragraph: Any) -> list[tuple[Any, str]]:
        """Return the runs whose words count, each with them."""
        found = []
        for run in paragraph.iter(f"{W}r"):
            text = "".join(node.text or "" for node in run.iterfind(f"{W}t"))
            if text:
                found.append((run, text))
        return found

    def _cut(self, paragraph: Any, at: int, node: Any) -> None:
        """Put a node into a paragraph, before a character of its words; a run that this falls into becomes two."""
        seen = 0
        runs = self._runs(paragraph)
        for run, text in runs:
            if at <= seen:
                run.addprevious(node)
                return
            if at < seen + len(text):
                self._split(run, at - seen).addprevious(node)
                return
            seen += len(text)
        if runs:
            runs[-1][0].addnext(node)
        else:
            paragraph.append(node)

    def _split(self, run: Any, at: int) -> Any:
        """Split a run and return the second half."""
        text = run.find(f"{W}t")
        second = copy.deepcopy(run)
        whole = text.text
        text.text, second.find(f"{W}t").text = whole[:at], whole[at:]
        for one in (text, second.find(f"{W}t")):
            one.set(f"{_XML}space", "preserve")
        run.addnext(second)
        return second

    def _stretch(self, paragraph: Any, start: int, end: int) -> Sequence[Any]:
        """Return the runs of a stretch, split at its ends."""
        for at in (end, start):
            marker: Any = etree.Element("marker")
            self._cut(paragraph, at, marker)
            marker.getparent().remove(marker)
        seen, found = 0, []
        for run, text in self._runs(paragraph):
            if start <= seen and seen + len(text) <= end:
                found.append(run)
            seen += len(text)
        return found
