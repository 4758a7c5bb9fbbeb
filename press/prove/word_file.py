"""A Word file -> its parts, strictly: whatever could show or do something that nobody expects is told."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final

from lxml import etree

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}"
BROKEN: Final = (zipfile.BadZipFile, etree.XMLSyntaxError, ValueError, KeyError, OSError, EOFError, NotImplementedError)
MOST_BYTES: Final = 200_000_000
_PARTS: Final = frozenset(
    {
        "[Content_Types].xml", "_rels/.rels", "docProps/app.xml", "docProps/core.xml", "docProps/custom.xml",
        "word/document.xml", "word/styles.xml", "word/numbering.xml", "word/settings.xml", "word/fontTable.xml",
        "word/footnotes.xml", "word/_rels/document.xml.rels", "word/_rels/footnotes.xml.rels",
    }
)  # fmt: skip
_NEEDED: Final = _PARTS - {"word/_rels/footnotes.xml.rels"}
_SOME: Final = ("word/header", "word/footer", "word/media/")


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part refers to: a part by its name, or an address outside."""

    kind: str
    target: str
    outside: bool


@dataclass(frozen=True, slots=True)
class Style:
    """A style: its Word name, the style that it is based on, its list (w:numId, level), and its outline level."""

    name: str
    based: str
    number: tuple[str, int] | None
    outline: int | None


@dataclass(frozen=True)
class WordFile:
    """The parts of a file. ``oddities`` are what no file of ours has."""

    parts: Mapping[str, Any]
    media: Mapping[str, bytes]
    oddities: list[str] = field(default_factory=list)

    @property
    def body(self) -> Any:
        """The body of the document."""
        found = self.parts["word/document.xml"].find(f"{W}body")
        if found is None:
            raise ValueError("the document has no body")
        return found

    def relations(self, part: str) -> dict[str, Relation]:
        """Return the relationships of a part below ``word/``, by id."""
        root = self.parts.get(f"word/_rels/{part}.rels")
        found: dict[str, Relation] = {}
        for node in root if root is not None else ():
            outside = node.get("TargetMode") == "External"
            target = node.get("Target", "")
            target = target if outside else posixpath.normpath(posixpath.join("word", target))
            found[node.get("Id", "")] = Relation(node.get("Type", "").rsplit("/", 1)[-1], target, outside)
        return found

    @cached_property
    def styles(self) -> dict[str, Style]:
        """The styles by id."""
        return {node.get(f"{W}styleId", ""): _style(node) for node in self.parts["word/styles.xml"].iter(f"{W}style")}

    def lineage(self, style: str) -> list[Style]:
        """Return a style and those that it is based on, nearest first."""
        found: list[Style] = []
        while style in self.styles and len(found) < 20:
            found.append(self.styles[style])
            style = found[-1].based
        return found


def value(node: Any, path: str, default: str = "") -> str:
    """Return the w:val of an element below another; ``default`` when there is none."""
    found = node.find("/".join(f"{W}{name}" for name in path.split("/"))) if node is not None else None
    return default if found is None else str(found.get(f"{W}val", default))


def _style(node: Any) -> Style:
    number = node.find(f"{W}pPr/{W}numPr")
    listed = (value(number, "numId"), int(value(number, "ilvl", "0"))) if number is not None else None
    outline = value(node, "pPr/outlineLvl")
    return Style(value(node, "name"), value(node, "basedOn"), listed, int(outline) if outline else None)


def read_word(data: bytes) -> WordFile:
    """Read a file. Raises one of BROKEN when it is none, or too large to be one of ours."""
    oddities: list[str] = []
    parts: dict[str, Any] = {}
    media: dict[str, bytes] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > MOST_BYTES:
            raise ValueError("it unpacks to more than any file of ours")
        names = archive.namelist()
        oddities += [f"the part {name} twice" for name in sorted({n for n in names if names.count(n) > 1})]
        for name in names:
            if name not in _PARTS and not name.startswith(_SOME):
                oddities.append(f"an unknown part {name}")
            elif name.endswith((".xml", ".rels")):
                parts[name] = _parse(archive.read(name))
            else:
                media[name] = archive.read(name)
    if missing := sorted(_NEEDED - parts.keys()):
        raise ValueError(f"it has no {', '.join(missing)}")
    file = WordFile(parts, media, oddities)
    oddities += _relation_oddities(file)
    return file


def _parse(data: bytes) -> Any:
    if b"<!DOCTYPE" in data:
        raise ValueError("a part has a document type")
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))


def _relation_oddities(file: WordFile) -> list[str]:
    found: list[str] = []
    for part in file.parts:
        if not part.startswith("word/_rels/"):
            continue
        for relation in file.relations(part.removeprefix("word/_rels/").removesuffix(".rels")).values():
            if relation.outside and relation.kind != "hyperlink":
                found.append(f"a {relation.kind} outside of the file: {relation.target[:80]}")
            elif not relation.outside and relation.target not in file.parts and relation.target not in file.media:
                found.append(f"a reference to {relation.target}, which it does not have")
    if any(True for _ in file.parts["word/styles.xml"].iter(f"{W}vanish")):
        found.append("a style that hides text")
    if file.parts["word/settings.xml"].find(f"{W}updateFields") is not None:
        found.append("the wish to update its fields")
    return found
