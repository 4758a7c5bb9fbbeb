"""OpenDocument texts (odt) that came back: OpenDocument 1.3, part 3, and the controls of LibreOffice (loext)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from press.collect.container import Package
from press.collect.flow import Cell, Edge, Flow, Held, Piece, marks_in
from press.collect.found import Kind, Mark, UnreadableError
from press.collect.text_file import TextFile, own_properties

_TEXT: Final = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
_TABLE: Final = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
_OFFICE: Final = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
_META: Final = "urn:oasis:names:tc:opendocument:xmlns:meta:1.0"
_LOEXT: Final = "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"
_STYLE: Final = "urn:oasis:names:tc:opendocument:xmlns:style:1.0"
_FEET: Final = tuple(f"{{{_STYLE}}}{kind}" for kind in ("footer", "footer-left", "footer-first"))
_SPACE: Final = re.compile(r"[\t\r\n ]+")
_LEFT_OUT: Final = ("tracked-changes", "note", "annotation", "annotation-end", "soft-page-break", "sequence-decls")
_MOST_SPACES: Final = 10_000


class OdtFile(TextFile):
    """An odt file."""

    kind: Kind = "odt"

    def __init__(self, package: Package) -> None:
        """Read its text. Raises UnreadableError."""
        tree = package.tree("content.xml")
        body = None if tree is None else tree.find(f"{{{_OFFICE}}}body/{{{_OFFICE}}}text")
        if body is None:
            raise UnreadableError("it has no text that could be read", "ask for the form itself again")
        super().__init__(package, _Reader(body).flow)

    def _marks(self) -> Iterator[Mark]:
        meta = self._package.tree("meta.xml")
        said: dict[str, str] = {}
        for node in meta.iter(f"{{{_META}}}user-defined") if meta is not None else ():
            said[node.get(f"{{{_META}}}name", "")] = "".join(node.itertext()).strip()
        yield from marks_in("property identifier", said.get("OOXMLCorePropertyIdentifier", ""))
        yield from own_properties(said)
        if (styles := self._package.tree("styles.xml")) is not None:
            for node in styles.iter(*_FEET):
                yield from marks_in("foot of the page", " ".join("".join(node.itertext()).split()))


class _Reader:
    """Walks the text of a document."""

    def __init__(self, body: Any) -> None:
        self.flow = Flow()
        self._blocks(body, self.flow.new_cell(is_outside=True))

    def _blocks(self, parent: Any, cell: Cell) -> None:
        for node in parent:
            match _name(node):
                case "text:p" | "text:h":
                    cell.paragraphs.append(_folded(_pieces(node)))
                case "table:table":
                    self._table(node)
                case "text:bookmark-start" | "text:bookmark-end" if cell.paragraphs:
                    cell.paragraphs[-1].append(_edge(node))
                case name if name.partition(":")[2] not in _LEFT_OUT:
                    self._blocks(node, cell)

    def _table(self, table: Any) -> None:
        for row in _kept(table, f"{{{_TABLE}}}table-row"):
            cells = []
            for node in _kept(row, f"{{{_TABLE}}}table-cell"):
                cell = self.flow.new_cell()
                self._blocks(node, cell)
                cells.append(cell)
            self.flow.rows.append(cells)


def _kept(parent: Any, wanted: str) -> Iterator[Any]:
    """Yield rows or cells, also those in groups of head rows, but not those of tables inside of them."""
    for node in parent:
        if node.tag == wanted:
            yield node
        elif _name(node) in ("table:table-header-rows", "table:table-rows", "table:table-row-group"):
            yield from _kept(node, wanted)


def _pieces(node: Any) -> Iterator[Piece]:
    """Yield the pieces of a paragraph; words that come as they are have a line end for ``<text:line-break>`` alone."""
    yield _plain(node.text)
    for child in node:
        match _name(child):
            case "text:s":
                count = child.get(f"{{{_TEXT}}}c", "1")
                yield _KEPT_SPACE * min(int(count) if count.isdigit() else 1, _MOST_SPACES)
            case "text:tab":
                yield "\t"
            case "text:line-break":
                yield "\n"
            case "text:bookmark-start" | "text:bookmark-end":
                yield _edge(child)
            case "loext:content-control":
                yield from _control(child)
            case name if name.partition(":")[2] not in _LEFT_OUT:
                yield from _pieces(child)
        yield _plain(child.tail)


_KEPT_SPACE: Final = "\ue000"  # stands for a space that is not folded, until all are


def _plain(text: str | None) -> str:
    return _SPACE.sub(" ", (text or "").replace(_KEPT_SPACE, "\ufffd"))


def _folded(pieces: Iterator[Piece]) -> list[Piece]:
    """Return pieces with spaces as OpenDocument means them: one stands for several, none at the ends of a paragraph."""
    made: list[Piece] = []
    after_space = True
    for piece in pieces:
        if isinstance(piece, str):
            text, after_space = _fold(piece, after_space=after_space)
            if text:
                made.append(text)
        else:
            made.append(piece)
            if isinstance(piece, Held):
                after_space = False
    return made


def _fold(text: str, *, after_space: bool) -> tuple[str, bool]:
    if after_space and text.startswith(" "):
        text = text[1:]
    if not text:
        return "", after_space
    return text.replace(_KEPT_SPACE, " "), text.endswith(" ")


def _edge(node: Any) -> Edge:
    return Edge(node.get(f"{{{_TEXT}}}name", ""), _name(node) == "text:bookmark-start")


def _control(node: Any) -> Iterator[Piece]:
    """Yield a control; LibreOffice moves the ends of bookmarks into it, which stand around it here."""
    inner = list(_pieces(node))
    yield from (piece for piece in inner if isinstance(piece, Edge) and piece.begins)
    text = "".join(piece for piece in _folded(iter(inner)) if isinstance(piece, str))
    yield Held(
        tag=_loext(node, "tag"),
        text=text,
        is_placeholder=_loext(node, "showing-place-holder") == "true" and (not text.strip() or _is_grey(node)),
        items=tuple(
            (_loext(one, "display-text") or _loext(one, "value"), _loext(one, "value"))
            for one in node.iterfind(f"{{{_LOEXT}}}list-item")
        ),
        is_tick=_loext(node, "checkbox") == "true",
        ticked=_loext(node, "checked") == "true" if _loext(node, "checkbox") == "true" else None,
    )
    yield from (piece for piece in inner if isinstance(piece, Edge) and not piece.begins)


def _loext(node: Any, name: str) -> str:
    return str(node.get(f"{{{_LOEXT}}}{name}", ""))


def _is_grey(node: Any) -> bool:
    """Tell whether all words are in a style of characters of their own, as placeholders are."""
    return not (node.text or "").strip() and not any((child.tail or "").strip() for child in node)


def _name(node: Any) -> str:
    """Return the name of an element with the usual prefix of its namespace; empty for what no namespace here has."""
    space, _, name = str(node.tag).removeprefix("{").partition("}")
    prefix = {_TEXT: "text", _TABLE: "table", _OFFICE: "office", _LOEXT: "loext"}.get(space, "other")
    return f"{prefix}:{name}"
