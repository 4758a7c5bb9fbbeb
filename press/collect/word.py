"""Word files (docx) that came back, from any program that writes them. What they are made of: docs/word.md, “Forms”."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any, Final

from press.collect.container import Package
from press.collect.flow import Cell, Edge, Flow, Held, Piece, marks_in
from press.collect.found import Kind, Mark, UnreadableError
from press.collect.text_file import TextFile, own_properties

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT: Final = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_W14: Final = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_RELATION: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_DELETED: Final = ("del", "moveFrom")
_AROUND: Final = ("ins", "moveTo", "hyperlink", "smartTag", "customXml", "fldSimple", "bdo", "dir", "sdtContent")
_PLACEHOLDER: Final = "PlaceholderText"
_FOOTER: Final = re.compile(r"(?:footer|header)\d*\.xml")
_MOST_FOOTERS: Final = 20


class WordFile(TextFile):
    """A docx file."""

    kind: Kind = "docx"

    def __init__(self, package: Package) -> None:
        """Read its text. Raises UnreadableError."""
        self._main = _main_part(package)
        tree = package.tree(self._main)
        body = None if tree is None else next(iter(tree.iter(f"{_W}body")), None)
        if body is None:
            raise UnreadableError("it has no text that could be read", _strict_hint(tree))
        super().__init__(package, _Reader(body).flow)

    def _marks(self) -> Iterator[Mark]:
        if (core := self._package.tree("docProps/core.xml")) is not None:
            for node in core:
                name = node.tag.rpartition("}")[2]
                yield from marks_in(f"property {name}", node.text or "")
        if (custom := self._package.tree("docProps/custom.xml")) is not None:
            yield from own_properties({node.get("name"): "".join(node.itertext()).strip() for node in custom})
        folder = PurePosixPath(self._main).parent
        if (settings := self._package.tree(str(folder / "settings.xml"))) is not None:
            for node in settings.iter(f"{_W}docVar"):
                yield from marks_in("document variable", _variable(node.get(f"{_W}val") or ""))
        feet = [name for name in self._package.names() if _FOOTER.fullmatch(PurePosixPath(name).name)]
        for name in sorted(feet)[:_MOST_FOOTERS]:
            if (tree := self._package.tree(name)) is not None:
                yield from marks_in("foot of the page", " ".join(_inline_text(p) for p in tree.iter(f"{_W}p")))


def _variable(text: str) -> str:
    """Return a document variable (symbol, version, document, language, digest) as other carriers say it."""
    parts = text.split()
    return f"{parts[0]} {parts[1]} {parts[-1]}" if len(parts) >= 3 else text


def _main_part(package: Package) -> str:
    relations = package.tree("_rels/.rels")
    for node in relations.iter(_RELATION) if relations is not None else ():
        if node.get("Type", "").endswith("/officeDocument"):
            return str(node.get("Target", "")).lstrip("/")
    return "word/document.xml"


def _strict_hint(tree: Any) -> str:
    if tree is not None and tree.tag.startswith(_STRICT):
        return "save it in Word as “Word Document (*.docx)”, not as “Strict Open XML Document”"
    return "ask for the form itself again"


class _Reader:
    """Walks the body of a document."""

    def __init__(self, body: Any) -> None:
        self.names = {node.get(f"{_W}id"): node.get(f"{_W}name", "") for node in body.iter(f"{_W}bookmarkStart")}
        self.flow = Flow()
        self._blocks(body, self.flow.new_cell(is_outside=True))

    def _blocks(self, parent: Any, cell: Cell) -> None:
        for node in parent:
            match _name(node):
                case "p":
                    cell.paragraphs.append(list(self._pieces(node)))
                case "tbl":
                    self._table(node)
                case "sdt":
                    self._block_control(node, cell)
                case name if name in _AROUND:
                    self._blocks(node, cell)
                case "bookmarkStart" | "bookmarkEnd" if cell.paragraphs:
                    cell.paragraphs[-1] += self._edge(node)

    def _block_control(self, node: Any, cell: Cell) -> None:
        """Read a control around whole paragraphs: one of ours, grown by a program, or somebody else's frame."""
        content = node.find(f"{_W}sdtContent")
        if content is None:
            return
        if _tag(node) or not list(content.iter(f"{_W}tbl", f"{_W}sdt")):
            cell.paragraphs.append(list(self._control(node)))
        else:
            self._blocks(content, cell)

    def _table(self, table: Any) -> None:
        for row in _kept(table, "tr"):
            if row.find(f"{_W}trPr/{_W}del") is not None:
                continue
            cells = []
            for node in _kept(row, "tc"):
                cell = self.flow.new_cell()
                self._blocks(node, cell)
                cells.append(cell)
            self.flow.rows.append(cells)

    def _pieces(self, parent: Any) -> Iterator[Piece]:
        for node in parent:
            match _name(node):
                case "r":
                    yield _run_text(node)
                case "sdt":
                    yield from self._control(node)
                case "bookmarkStart" | "bookmarkEnd":
                    yield from self._edge(node)
                case name if name in _AROUND:
                    yield from self._pieces(node)

    def _edge(self, node: Any) -> list[Piece]:
        name = self.names.get(node.get(f"{_W}id"), "")
        return [Edge(name, _name(node) == "bookmarkStart")] if name else []

    def _control(self, node: Any) -> Iterator[Piece]:
        """Yield a control. Bookmarks that a program moved into it stand around it."""
        edges = [piece for one in node.iter(f"{_W}bookmarkStart", f"{_W}bookmarkEnd") for piece in self._edge(one)]
        yield from (edge for edge in edges if isinstance(edge, Edge) and edge.begins)
        yield _held(node)
        yield from (edge for edge in edges if isinstance(edge, Edge) and not edge.begins)


def _kept(parent: Any, wanted: str) -> Iterator[Any]:
    """Yield rows of a table or cells of a row, also those inside of controls and insertions."""
    for node in parent:
        if _name(node) == wanted:
            yield node
        elif _name(node) in ("sdt", *_AROUND):
            yield from _kept(node, wanted)


def _held(node: Any) -> Held:
    settings, content = node.find(f"{_W}sdtPr"), node.find(f"{_W}sdtContent")
    text = "" if content is None else _block_text(content)
    if settings is None:
        return Held("", text)
    flagged = settings.find(f"{_W}showingPlcHdr")
    is_placeholder = flagged is not None and _is_on(flagged) and (not text.strip() or _is_grey(content))
    box = settings.find(f"{_W14}checkbox")
    checked = None if box is None else box.find(f"{_W14}checked")
    items = tuple(
        (one.get(f"{_W}displayText") or one.get(f"{_W}value") or "", one.get(f"{_W}value") or "")
        for kind in ("dropDownList", "comboBox")
        for one in settings.iterfind(f"{_W}{kind}/{_W}listItem")
    )
    ticked = None if box is None else checked is not None and checked.get(f"{_W14}val") in ("1", "true", "on")
    return Held(_tag(node), text, is_placeholder, items, box is not None, ticked)


def _tag(node: Any) -> str:
    tag = node.find(f"{_W}sdtPr/{_W}tag")
    return "" if tag is None else str(tag.get(f"{_W}val", ""))


def _is_on(node: Any) -> bool:
    return node.get(f"{_W}val", "1") not in ("0", "false", "off")


def _is_grey(content: Any) -> bool:
    """Tell whether all words are still in the placeholder's style: a program may keep its flag when one types."""
    runs = [run for run in content.iter(f"{_W}r") if _run_text(run).strip() and not _is_deleted(run, content)]
    styles = [run.find(f"{_W}rPr/{_W}rStyle") for run in runs]
    # Programs rename styles, and never that of answers, which have none.
    return all(style is not None for style in styles)


def _is_deleted(run: Any, top: Any) -> bool:
    node = run
    while node is not top:
        if _name(node) in _DELETED:
            return True
        node = node.getparent()
    return False


def _block_text(content: Any) -> str:
    """Return the words inside a control: a line for each paragraph, without what was deleted."""
    if any(_name(node) == "p" for node in content):
        return "\n".join(_inline_text(node) for node in content.iter(f"{_W}p"))
    return _inline_text(content)


def _inline_text(parent: Any) -> str:
    said = []
    for node in parent:
        name = _name(node)
        if name == "r":
            said.append(_run_text(node))
        elif name in ("sdt", "p", *_AROUND):
            said.append(_inline_text(node))
    return "".join(said)


def _run_text(run: Any) -> str:
    said = []
    for node in run:
        match _name(node):
            case "t":
                said.append(node.text or "")
            case "br" | "cr":
                said.append("\n")
            case "tab" | "ptab":
                said.append("\t")
            case "noBreakHyphen":
                said.append("\u2011")
            case "softHyphen":
                said.append("\u00ad")
            case "sym":
                said.append(_symbol(node))
    return "".join(said)


def _symbol(node: Any) -> str:
    """Return a sign of a symbol font; ticked boxes of Wingdings as what they show."""
    code = str(node.get(f"{_W}char", "")).upper()
    return {"F0FE": "☒", "F0A8": "☐", "F0FD": "☒", "F06F": "☐"}.get(code, "\ufffd")


def _name(node: Any) -> str:
    """Return the name of an element of Word's own; others are of no use here."""
    tag = node.tag
    return tag[len(_W) :] if isinstance(tag, str) and tag.startswith(_W) else ""
