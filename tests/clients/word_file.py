"""A Word file taken apart for checkers: parts, XML, styles. Written from the standard, not from the press."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

from lxml import etree

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14: Final = "{http://schemas.microsoft.com/office/word/2010/wordml}"
R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
WP: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
PACKAGE: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}"
TYPES: Final = "{http://schemas.openxmlformats.org/package/2006/content-types}"
XML: Final = "{http://www.w3.org/XML/1998/namespace}"

DOCUMENT: Final = "word/document.xml"
_STORY: Final = re.compile(r"word/(document|footnotes|endnotes|header\d*|footer\d*)\.xml")
_PARSER: Final = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)


@dataclass(frozen=True, slots=True)
class Relationship:
    """A relationship: where it starts ("" is the package), its id, the last word of its type, and where it leads."""

    source: str
    id: str
    type: str
    target: str
    external: bool


@dataclass(frozen=True)
class WordFile:
    """The entries of a file in order, and its parts. Raises BadZipFile, XMLSyntaxError or KeyError on damage."""

    entries: tuple[str, ...]
    parts: Mapping[str, bytes]

    @classmethod
    def read(cls, path: Path) -> WordFile:
        """Take a file apart."""
        with zipfile.ZipFile(path) as archive:
            entries = tuple(archive.namelist())
            return cls(entries, {name: archive.read(name) for name in entries})

    @cached_property
    def trees(self) -> Mapping[str, etree._Element]:
        """All parts of XML, by name."""
        return {
            name: etree.fromstring(data, _PARSER)
            for name, data in self.parts.items()
            if name.endswith((".xml", ".rels"))
        }

    @property
    def document(self) -> etree._Element:
        """The root of the main part."""
        return self.trees[DOCUMENT]

    @property
    def stories(self) -> Iterator[tuple[str, etree._Element]]:
        """The parts that hold text, the document first."""
        names = [name for name in self.trees if _STORY.fullmatch(name)]
        return ((name, self.trees[name]) for name in sorted(names, key=lambda name: (name != DOCUMENT, name)))

    @cached_property
    def relationships(self) -> tuple[Relationship, ...]:
        """All relationships. Targets inside are names of parts."""
        return tuple(
            _relationship(name, element)
            for name, root in self.trees.items()
            if name.endswith(".rels")
            for element in root.iter(f"{PACKAGE}Relationship")
        )

    @cached_property
    def styles(self) -> Mapping[str, etree._Element]:
        """Styles by id; of two with one id, the last."""
        root = self.trees.get("word/styles.xml")
        return {} if root is None else {style.get(f"{W}styleId", ""): style for style in root.iter(f"{W}style")}

    def inherited(self, style: str, path: str) -> etree._Element | None:
        """Return the first element at a path in a style or in those that it is based on."""
        for one in self.ancestry(style):
            if (found := self.styles[one].find(path)) is not None:
                return found
        return None

    def ancestry(self, style: str) -> Iterator[str]:
        """Yield a style's id and those that it is based on, as far as they are defined."""
        seen: set[str] = set()
        while style in self.styles and style not in seen:
            seen.add(style)
            yield style
            style = value(self.styles[style], "basedOn")

    @cached_property
    def default_paragraph_style(self) -> str:
        """The id of the style of paragraphs that name none."""
        standard = (s for s, e in self.styles.items() if e.get(f"{W}type") == "paragraph" and e.get(f"{W}default"))
        return next(standard, "")

    def style_of(self, paragraph: etree._Element) -> str:
        """Return the id of a paragraph's style."""
        return value(paragraph, "pPr", "pStyle") or self.default_paragraph_style

    def style_name(self, style: str) -> str:
        """Return a style's name."""
        return value(self.styles[style], "name") if style in self.styles else style

    def outline_level(self, paragraph: etree._Element) -> int:
        """Return a heading's level from 1, or 0 for a paragraph that is none."""
        own = paragraph.find(f"{W}pPr/{W}outlineLvl")
        found = self.inherited(self.style_of(paragraph), f"{W}pPr/{W}outlineLvl") if own is None else own
        level = -1 if found is None else int(found.get(f"{W}val", "9"))
        return level + 1 if 0 <= level <= 8 else 0


def _relationship(name: str, element: etree._Element) -> Relationship:
    folder, file = posixpath.split(name)
    base = posixpath.dirname(folder)
    source = posixpath.join(base, file.removesuffix(".rels"))
    external = element.get("TargetMode") == "External"
    target = element.get("Target", "")
    if not external:
        target = posixpath.normpath(posixpath.join("/", base, target)).lstrip("/")
    return Relationship(source, element.get("Id", ""), element.get("Type", "").rpartition("/")[2], target, external)


def value(element: etree._Element, *path: str) -> str:
    """Return the ``w:val`` at a path of names in the main namespace, or an empty string."""
    found = element.find("/".join(f"{W}{step}" for step in path))
    return "" if found is None else found.get(f"{W}val", "")


def is_on(element: etree._Element | None) -> bool:
    """Tell whether an element that is a switch is there and on."""
    return element is not None and element.get(f"{W}val", "1") not in {"0", "false", "off"}


def text(element: etree._Element) -> str:
    """Return the words of an element, as they are shown: with field results, without field codes."""
    return "".join(characters(node) for node in element.iter(f"{W}t", f"{W}br", f"{W}tab", f"{W}noBreakHyphen"))


def characters(node: etree._Element) -> str:
    """Return what a leaf of a run shows: text, or what stands for it."""
    if node.tag == f"{W}t":
        return node.text or ""
    if node.tag == f"{W}noBreakHyphen":
        return "\u2011"
    in_run = (parent := node.getparent()) is not None and parent.tag == f"{W}r"
    return " " if in_run and node.tag in {f"{W}br", f"{W}tab"} else ""


def shorten(words: str) -> str:
    """Return the beginning of a text, quoted, for a message."""
    return f"“{words[:40]}{'…' if len(words) > 40 else ''}”"
