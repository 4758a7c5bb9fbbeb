"""A Word file -> its paragraphs with their history (ECMA-376 part 1, 17.13.5: revisions; 17.13.4: comments).

Whatever is not known is passed over: reviewers may add anything.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Any, Final

from press.collect.container import Package
from press.collect.found import UnreadableError
from press.feedback.review import OBJECT, Para, Part, Piece, Review, Row, Spot, Stamp
from press.feedback.threads import threads

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT: Final = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_RELATION: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_AROUND: Final = frozenset({"hyperlink", "smartTag", "customXml", "fldSimple", "bdo", "dir", "sdtContent"})
_INSERTED, _DELETED = ("ins", "moveTo"), ("del", "moveFrom")
_SIGNS: Final = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}
_CALLS: Final = ("footnoteReference", "endnoteReference")
_LOOKS: Final = frozenset(
    f"{W}{name}Change" for name in ("rPr", "pPr", "sectPr", "tblPr", "tblGrid", "tcPr", "trPr", "tblPrEx", "numbering")
)
_SAID: Final = tuple(f"{W}{name}" for name in (*_INSERTED, *_DELETED, "commentReference", "commentRangeStart"))
_COUNTED: Final = ("PAGEREF", "PAGE", "NUMPAGES", "NOTEREF")
# Far above what any file of ours holds after any review; what is worked out of them would take for ever.
_MOST_PARTS: Final = 20
_MOST_PARAS: Final = 20_000
_MOST_SAID: Final = 20_000  # changes, and comments


def main_part(package: Package) -> str:
    """Return the name of the part that holds the text."""
    relations = package.tree("_rels/.rels")
    for node in relations.iter(_RELATION) if relations is not None else ():
        if node.get("Type", "").endswith("/officeDocument"):
            return str(node.get("Target", "")).lstrip("/")
    return "word/document.xml"


def read_review(package: Package) -> Review:
    """Return what a Word file holds. Raises UnreadableError."""
    main = main_part(package)
    tree = package.tree(main)
    body = None if tree is None else tree.find(f"{W}body")
    if tree is None or body is None:
        hint = "save it in Word as “Word Document (*.docx)”"
        strict = tree is not None and str(tree.tag).startswith(_STRICT)
        raise UnreadableError("it is a “Strict Open XML Document”" if strict else "it has no text", hint)
    folder = PurePosixPath(main).parent
    reader = _Reader(_style_names(package.tree(str(folder / "styles.xml"))))
    reader.read("body", body)
    for name in ("footnotes.xml", "endnotes.xml"):
        kind = name.removesuffix("s.xml")
        for note in _children(package.tree(str(folder / name)), kind):
            reader.read("note", note, note=f"{kind} {note.get(f'{W}id')}")
    heads = sorted(n for n in package.names() if PurePosixPath(n).name.startswith(("header", "footer")))
    for name in [n for n in heads if n.endswith(".xml")][:_MOST_PARTS]:
        if (head := package.tree(name)) is not None:
            reader.read("head", head)
    if len(reader.paras) > _MOST_PARAS or sum(1 for _ in tree.iter(*_SAID)) > _MOST_SAID:
        raise UnreadableError("it holds far more than a review of ours could", "look at it in Word")
    comments = threads(package, str(folder), reader.starts, reader.ends, reader.calls)
    return Review(tuple(reader.paras), comments, tuple(sorted(reader.looks.items())))


def _style_names(tree: Any) -> dict[str, str]:
    names = {}
    for style in _children(tree, "style"):
        name = style.find(f"{W}name")
        names[style.get(f"{W}styleId", "")] = "" if name is None else name.get(f"{W}val", "")
    return names


def _children(tree: Any, name: str) -> Iterator[Any]:
    yield from tree.iterfind(f"{W}{name}") if tree is not None else ()


@dataclass(frozen=True, slots=True)
class _History:
    """What is true of all text inside an element."""

    inserted: Stamp | None = None
    deleted: Stamp | None = None
    move: str = ""

    def inside(self, node: Any, name: str, move: str) -> _History:
        stamp = stamp_of(node)
        if name in _INSERTED:
            return replace(self, inserted=stamp, move=move if name == "moveTo" else self.move)
        return replace(self, deleted=stamp, move=move if name == "moveFrom" else self.move)


_NOW: Final = _History()


def stamp_of(node: Any) -> Stamp:
    """Return who made a revision or a comment, and when."""
    return Stamp(" ".join(node.get(f"{W}author", "").split()), node.get(f"{W}date", ""))


class _Reader:
    """Walks parts of a file one after the other."""

    def __init__(self, styles: dict[str, str]) -> None:
        self.styles = styles
        self.paras: list[Para] = []
        self.starts: dict[str, Spot] = {}
        self.ends: dict[str, Spot] = {}
        self.calls: dict[str, Spot] = {}
        self.looks: Counter[str] = Counter()
        self._fields: list[list[str]] = []  # instruction, and whether its result has begun
        self._moves: dict[str, str] = {}  # id of a range → its name
        self._open_moves: dict[str, str] = {}  # moveFrom or moveTo → name of the range that is open
        self._rows = self._tables = 0
        self._boxes: list[Any] = []  # text boxes of the paragraph that is being read: they come behind it
        self._waiting: list[Any] = []  # what stands between paragraphs belongs to the next

    def read(self, part: Part, root: Any, note: str = "") -> None:
        """Read one part."""
        self.looks.update(stamp_of(node).author for node in root.iter(*_LOOKS))
        self._fields.clear()
        self._blocks(root, Para(part, "", note=note))

    def _blocks(self, parent: Any, like: Para, history: _History = _NOW) -> None:
        """Read paragraphs and tables; ``like`` says where they stand."""
        for node in parent:
            match _name(node):
                case "p":
                    self._paragraph(node, like, history)
                case "tbl":
                    self._tables += 1
                    inner = replace(like, table=like.table or self._tables)
                    for row in _rows(node):
                        changed = self._row(row)
                        for cell in _cells(row):
                            self._blocks(cell, replace(inner, row=changed or like.row), history)
                case "sdt":
                    for content in _children(node, "sdtContent"):
                        self._blocks(content, like, history)
                case "customXml" | "smartTag":
                    self._blocks(node, like, history)
                case name if name in _INSERTED or name in _DELETED:
                    self._blocks(node, like, history.inside(node, name, self._open_moves.get(name, "")))
                case "commentRangeEnd" if self.paras:
                    self.ends[node.get(f"{W}id", "")] = Spot(len(self.paras) - 1, len(self.paras[-1].pieces))
                case name if name.startswith(("bookmarkStart", "comment", "move")):
                    self._waiting.append(node)

    def _row(self, row: Any) -> Row | None:
        for name in ("ins", "del"):
            if (found := row.find(f"{W}trPr/{W}{name}")) is not None:
                self._rows += 1
                return Row(self._rows, stamp_of(found), name == "ins")
        return None

    def _paragraph(self, node: Any, like: Para, history: _History) -> None:
        looks = node.find(f"{W}pPr")
        style = looks.find(f"{W}pStyle") if looks is not None else None
        name = self.styles.get(style.get(f"{W}val", ""), "") if style is not None else ""
        para = replace(like, style=name, pieces=[], bookmarks=[])
        self.paras.append(para)
        waiting, self._waiting = self._waiting, []
        for one in waiting:
            self._inline(one, _name(one), para, history)
        self._inlines(node, para, history)
        para.mark = self._mark(looks, para, history)
        number, boxes, self._boxes = len(self.paras) - 1, self._boxes, []
        for box in boxes:
            self._blocks(box, replace(like, host=number))

    def _mark(self, looks: Any, para: Para, history: _History) -> Piece:
        """Return the end of a paragraph, which may have been inserted or deleted by itself, or moved with it."""
        moved = next((piece.move for piece in reversed(para.pieces) if piece.move), "")
        for name in (*_INSERTED, *_DELETED):
            found = looks.find(f"{W}rPr/{W}{name}") if looks is not None else None
            if found is not None:
                history = history.inside(found, name, self._open_moves.get(name, moved))
        return Piece("\n", history.inserted, history.deleted, history.move)

    def _inlines(self, parent: Any, para: Para, history: _History) -> None:
        for node in parent:
            self._inline(node, _name(node), para, history)

    def _inline(self, node: Any, name: str, para: Para, history: _History) -> None:
        number, here = node.get(f"{W}id", ""), Spot(len(self.paras) - 1, len(para.pieces))
        if name == "r":
            self._run(node, para, history)
        elif name in _AROUND:
            self._inlines(node, para, history)
        elif name == "sdt":
            for content in _children(node, "sdtContent"):
                self._inlines(content, para, history)
        elif name in _INSERTED or name in _DELETED:
            self._inlines(node, para, history.inside(node, name, self._open_moves.get(name, "")))
        elif name == "bookmarkStart":
            para.bookmarks.append(node.get(f"{W}name", ""))
        elif name == "commentRangeStart":
            self.starts[number] = here
        elif name == "commentRangeEnd":
            self.ends[number] = here
        elif name in ("moveFromRangeStart", "moveToRangeStart"):
            kind = name.removesuffix("RangeStart")
            self._moves[number] = kind
            self._open_moves[kind] = node.get(f"{W}name", "")
        elif name in ("moveFromRangeEnd", "moveToRangeEnd") and number in self._moves:
            self._open_moves.pop(self._moves.pop(number), None)
        elif name == "p":  # a paragraph where none may be: a program that is no Word
            self._inlines(node, para, history)

    def _run(self, run: Any, para: Para, history: _History) -> None:
        for node in run:
            name, text, call = _name(node), "", ""
            if name in ("t", "delText"):
                text = node.text or ""
            elif name in _SIGNS:
                text = _SIGNS[name]
            elif name == "fldChar":
                self._field(node.get(f"{W}fldCharType", ""))
            elif name == "instrText" and self._fields:
                self._fields[-1][0] += node.text or ""
            elif name in _CALLS:
                call = f"{name.removesuffix('Reference')} {node.get(f'{W}id')}"
            elif name == "commentReference":
                self.calls[node.get(f"{W}id", "")] = Spot(len(self.paras) - 1, len(para.pieces))
            elif name in ("drawing", "pict", "object"):
                text = OBJECT
            elif name == "sym":
                text = "\ufffd"
            if text or call:
                para.pieces.append(
                    Piece(text, history.inserted, history.deleted, history.move, self._is_counted(), call)
                )
            self._boxes += _boxes(node)

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append(["", ""])
        elif kind == "separate" and self._fields:
            self._fields[-1][1] = "result"
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _is_counted(self) -> bool:
        names = (instruction.split()[:1] for instruction, _ in self._fields)
        return any(name and name[0].upper() in _COUNTED for name in names)


def _boxes(node: Any) -> list[Any]:
    """Return the text boxes in a drawing, without those that repeat the same text for older programs."""
    if not len(node):
        return []
    found = node.iter(f"{W}txbxContent")
    return [box for box in found if not any("Fallback" in str(outer.tag) for outer in box.iterancestors())]


def _rows(table: Any) -> Iterator[Any]:
    """Yield the rows of a table, also those inside of controls."""
    for node in table:
        if _name(node) == "tr":
            yield node
        elif _name(node) in ("sdt", "sdtContent", "customXml", *_INSERTED, *_DELETED):
            yield from _rows(node)


def _cells(row: Any) -> Iterator[Any]:
    for node in row:
        if _name(node) == "tc":
            yield node
        elif _name(node) in ("sdt", "sdtContent", "customXml"):
            yield from _cells(node)


def _name(node: Any) -> str:
    """Return the name of an element of Word's own; others are of no use here."""
    tag = node.tag
    return tag[len(W) :] if isinstance(tag, str) and tag.startswith(W) else ""
