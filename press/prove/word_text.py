"""Paragraphs of a Word file -> what they say, with links, fields, bookmarks and pictures. What is not known is told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from press.prove.expect_words import spaced
from press.prove.expected import Cell, Span
from press.prove.word_control import Control, read_control
from press.prove.word_file import Relation, W, WordFile, value
from press.prove.word_numbering import Counter, Sign
from press.prove.words import bare, fold, is_right_to_left

TAB: Final = "\u21e5"  # stands for a tab in texts that are compared
_WP: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_EMBED: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed"
_ID: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_RUN_LOOKS: Final = frozenset({f"{W}rStyle", f"{W}rtl"})
_PARAGRAPH_LOOKS: Final = frozenset({f"{W}pStyle", f"{W}numPr"})
_SILENT: Final = frozenset({f"{W}rPr", f"{W}footnoteRef", f"{W}separator", f"{W}continuationSeparator"})


@dataclass(slots=True)
class Field:
    """A field: its instruction, and the stretch of its result."""

    start: int
    instruction: str = ""
    end: int = -1
    results: bool = False

    @property
    def words(self) -> list[str]:
        """The words of the instruction."""
        return self.instruction.split()


@dataclass(slots=True)
class Said:
    """What a paragraph says. Stretches count characters that are no white space."""

    style: str
    text: str = ""
    sign: Sign | None = None
    cell: Cell | None = None
    links: list[Span] = field(default_factory=list)
    calls: list[Span] = field(default_factory=list)
    stressed: dict[int, str] = field(default_factory=dict)  # character → Emphasis or Strong
    fields: list[Field] = field(default_factory=list)
    marks: dict[str, tuple[int, int]] = field(default_factory=dict)
    alternatives: list[str] = field(default_factory=list)
    controls: list[tuple[Control, str]] = field(default_factory=list)  # each with its id
    oddities: list[str] = field(default_factory=list)

    @property
    def words(self) -> str:
        """The text as it is compared."""
        return spaced(self.text)

    def stretch(self, start: int, end: int) -> str:
        """Return the characters of a stretch, without white space."""
        return bare(fold(self.text))[start:end]


class Reader:
    """Reads paragraphs one after the other; numbers and fields go on from one to the next."""

    def __init__(self, file: WordFile, part: str, *, rtl: bool) -> None:
        """Read paragraphs of a part below ``word/``."""
        self._file, self._rtl = file, rtl
        self._relations: Mapping[str, Relation] = file.relations(part)
        self._counter = Counter(file)
        self._open: list[Field] = []
        self._marks: dict[str, str] = {}
        self._calls = 0

    @property
    def is_open(self) -> bool:
        """Tell whether a field or a bookmark goes on."""
        return bool(self._open or self._marks)

    def read(self, paragraph: Any, cell: Cell | None = None) -> Said:
        """Return what a paragraph says."""
        style = value(paragraph, "pPr/pStyle")
        lineage = self._file.lineage(style)
        said = Said(lineage[0].name if lineage else f"({style})", cell=cell)
        try:
            said.sign = self._counter.sign(paragraph, style)
        except (KeyError, ValueError):
            said.oddities.append("a list that there is not")
        said.oddities += _strange(paragraph.find(f"{W}pPr"), _PARAGRAPH_LOOKS)
        self._content(paragraph, said)
        return said

    def _content(self, node: Any, said: Said) -> None:
        for child in node:
            if child.tag == f"{W}r":
                self._run(child, said)
            elif child.tag == f"{W}hyperlink":
                self._link(child, said)
            elif child.tag == f"{W}bookmarkStart":
                self._marks[child.get(f"{W}id", "")] = child.get(f"{W}name", "")
                if child.get(f"{W}name", "") in said.marks:
                    said.oddities.append("the same bookmark twice")
                said.marks[child.get(f"{W}name", "")] = (_length(said), -1)
            elif child.tag == f"{W}bookmarkEnd":
                self._close_mark(child.get(f"{W}id", ""), said)
            elif child.tag == f"{W}sdt":
                said.controls.append(read_control(child))
                self._content(child.find(f"{W}sdtContent"), said)
            elif child.tag != f"{W}pPr":
                said.oddities.append(f"an element {_name(child)}")

    def _close_mark(self, number: str, said: Said) -> None:
        name = self._marks.pop(number, "")
        if name in said.marks:
            said.marks[name] = (said.marks[name][0], _length(said))
        else:
            said.oddities.append("the end of a bookmark that does not begin here")

    def _link(self, node: Any, said: Said) -> None:
        start = _length(said)
        self._content(node, said)
        anchor, relation = node.get(f"{W}anchor"), self._relations.get(node.get(_ID, ""))
        if anchor:
            said.links.append(Span(start, _length(said), "unit", anchor))
        elif relation and relation.outside:
            said.links.append(Span(start, _length(said), "address", relation.target))
        else:
            said.oddities.append("a link that leads nowhere")

    def _run(self, run: Any, said: Said) -> None:
        looks = run.find(f"{W}rPr")
        said.oddities += _strange(looks, _RUN_LOOKS)
        start = _length(said)
        for child in run:
            self._piece(child, said)
        style = self._file.styles.get(value(run, "rPr/rStyle"))
        if style and style.name in ("Emphasis", "Strong"):
            said.stressed |= dict.fromkeys(range(start, _length(said)), style.name)
        text = "".join(node.text or "" for node in run.iter(f"{W}t"))
        marked = looks is not None and looks.find(f"{W}rtl") is not None
        if self._rtl and is_right_to_left(text) and not marked:
            said.oddities.append(f"words without the fonts of their script: “{text[:20]}”")

    def _piece(self, node: Any, said: Said) -> None:
        match node.tag.removeprefix(W):
            case "t":
                self._show(node.text or "", said)
            case "tab":
                self._show(TAB, said)
            case "br" if not node.attrib:
                self._show("\n", said)
            case "fldChar":
                self._field(node.get(f"{W}fldCharType"), said)
            case "instrText" if self._open and not self._open[-1].results:
                self._open[-1].instruction += node.text or ""
            case "footnoteReference":
                self._calls += 1
                start = _length(said)
                said.text += str(self._calls)
                said.calls.append(Span(start, _length(said), "call", node.get(f"{W}id", "")))
            case "drawing":
                self._picture(node, said)
            case _ if node.tag not in _SILENT:
                said.oddities.append(f"an element {_name(node)}")

    def _show(self, text: str, said: Said) -> None:
        if self._open and not self._open[-1].results:
            said.oddities.append("text inside the instruction of a field")
        said.text += text

    def _field(self, kind: str | None, said: Said) -> None:
        if kind == "begin":
            self._open.append(Field(_length(said)))
            said.fields.append(self._open[-1])
        elif kind == "separate" and self._open:
            self._open[-1].results = True
            self._open[-1].start = _length(said)
        elif kind == "end" and self._open:
            self._open.pop().end = _length(said)
        else:
            said.oddities.append("a field that is not well-formed")

    def _picture(self, node: Any, said: Said) -> None:
        names = [found.get("descr", "") for found in node.iter(f"{_WP}docPr")]
        said.alternatives += names
        blips = [self._relations.get(blip.get(_EMBED, "")) for blip in node.iter(f"{_A}blip")]
        if not node.findall(f"{_WP}inline") or len(names) != 1:
            said.oddities.append("a drawing that is no picture in a line")
        if not blips or any(blip is None or not self._file.media.get(blip.target) for blip in blips):
            said.oddities.append("a picture without its file")


def _length(said: Said) -> int:
    return len(bare(fold(said.text)))


def _name(node: Any) -> str:
    return str(node.tag).rsplit("}", 1)[-1] if isinstance(node.tag, str) else "that is no element"


def _strange(looks: Any, known: frozenset[str]) -> Iterator[str]:
    for node in looks if looks is not None else ():
        if node.tag not in known:
            yield f"formatting of its own ({_name(node)})"
