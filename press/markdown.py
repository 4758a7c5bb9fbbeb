"""Markdown -> blocks and inlines: a closed dialect of CommonMark with tables, footnotes, definition lists and roles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Protocol
from urllib.parse import quote

from markdown_it.tree import SyntaxTreeNode

from press.document import (
    Alignment,
    Block,
    Blocks,
    DefinitionItem,
    DefinitionList,
    Emphasis,
    Footnote,
    Inline,
    Inlines,
    LineBreak,
    Link,
    List,
    Paragraph,
    Strong,
    Table,
    Text,
)
from press.markdown_tree import DEEPEST, cut, leaves_by_box, lineage, parse, rows_of, too_deep
from press.problem import Problem

if TYPE_CHECKING:
    from press.place import Scalar

ROLES: Final = ("term", "ref")
MAX_LIST_DEPTH: Final = 4
_ROLE_BODY: Final = re.compile(r"(?:(?P<text>[^<>]+?)\s*<(?P<target>[^<>]+)>|(?P<only>[^<>]+))\Z", re.DOTALL)
_ADDRESS: Final = re.compile(r"(https://[^\s/]+\.[^\s]+|mailto:[^\s@]+@[^\s@]+)\Z")
_NOT_IN_ADDRESSES: Final = re.compile(r"[\x00-\x20\"<>\[\\\]^`{|}\x7f-\xa0]")
_ESCAPED: Final = re.compile(r"\\([!-/:-@\[-`{-~])")
_BROKEN: Final = re.compile(r"(?<!\\)(?:\\\\)*(\\)\n")  # an odd number of backslashes
_ASTRAY: Final = re.compile(r"\*\*+|\*(?!\s)[^*]+(?<!\s)\*")
_OTHER: Final = re.compile(r"([-+*]|[0-9]{1,9}[.)])(?= |\Z)|#{1,6}(?= |\Z)|>")
_CALL: Final = re.compile(r"\[\^([^\]\s]+)\](?!:)|(?<=\S)\[\^([^\]\s]+)\]:")
_NOTE: Final = re.compile(r"^\[\^([^\]\s]+)\]:", re.MULTILINE)

_HINTS: Final[dict[str, str]] = {
    "heading": "a heading is the title of a section; make one in the file's structure",
    "lheading": "a line of = or - under text makes a heading; put an empty line between them",
    "fence": "there is no code in prose",
    "code_block": "lines indented by four spaces more become code; take the extra spaces away",
    "code_inline": "write the words without backticks, or use {term}`…` or {ref}`…`",
    "blockquote": "use a quote part",
    "image": "use a figure part, which has a caption and alternative text",
    "html_block": "HTML is not part of the dialect; use Markdown",
    "html_inline": "HTML is not part of the dialect; use Markdown, or write the sign < with a space after it",
    "hr": "a line across the page is not part of the dialect",
}


@dataclass(frozen=True, slots=True)
class Role:
    """A ``{term}`` or ``{ref}`` as written: its target and, where given, its text."""

    name: str
    target: str
    text: str


class Resolver(Protocol):
    """What turns roles and footnotes into inlines of one document."""

    def role(self, role: Role) -> Inlines:
        """Return what a role becomes."""
        ...

    def footnote_number(self) -> int:
        """Return the number of the next footnote."""
        ...


@dataclass(slots=True)
class RoleCollector:
    """A resolver that only remembers what it was asked, for checks."""

    roles: list[Role] = field(default_factory=list)

    def role(self, role: Role) -> Inlines:
        """Remember the role."""
        self.roles.append(role)
        return (Text(role.text or role.target),)

    def footnote_number(self) -> int:
        """Number nothing."""
        return 1


def blocks(text: Scalar, resolver: Resolver) -> Blocks:
    """Turn prose into blocks. The text must be free of problems (see `problems`); anything else is a ValueError."""
    return _Converter(parse(text), resolver).blocks()


def problems(text: Scalar) -> list[Problem]:
    """Return everything in a prose text that is outside the dialect, each at its line and column."""
    return list(_Linter(text).problems())


def roles(text: Scalar) -> Iterator[tuple[Role, str]]:
    """Yield the well-formed roles of a text, each with its place."""
    linter = _Linter(text)
    for node in linter.tree.walk():
        if node.type == "myst_role" and (role := _parse_role(node)):
            yield role, linter.place(node, _role_source(node))


@dataclass(frozen=True, slots=True)
class Box:
    """Words in one emphasis, link or role, or between them: what is laid out as one box. A note's call is one, too."""

    words: str
    place: str
    role: Role | None = None
    calls_note: bool = False


def boxes(text: Scalar) -> Iterator[list[Box]]:
    """Yield the boxes of each paragraph, cell, term and note of a text without problems; anew after a line break."""
    linter = _Linter(text)
    for node in linter.tree.walk():
        line: list[Box] = []
        for leaves in leaves_by_box(node) if node.type == "inline" else ():
            first, words = leaves[0], "".join(leaf.content or " " for leaf in leaves)
            if first.type == "hardbreak":
                yield line
                line = []
            elif first.type == "myst_role":
                role = _parse_role(first)
                line.append(Box(role.text if role else "", linter.place(first, _role_source(first)), role))
            else:
                place = linter.place(first, "[^" if first.type == "footnote_ref" else first.content.strip())
                line.append(Box(words, place, calls_note=first.type == "footnote_ref"))
        yield line


def _parse_role(node: SyntaxTreeNode) -> Role | None:
    match = _ROLE_BODY.match(node.content)
    if match is None:
        return None
    text = " ".join((match["text"] or "").split())
    return Role(node.meta["name"], (match["target"] or match["only"]).strip(), text)


def _role_source(node: SyntaxTreeNode) -> str:
    return f"{{{node.meta['name']}}}`{node.content[:20]}"


class _Converter:
    """Walks the syntax tree once and builds the document's nodes."""

    def __init__(self, tree: SyntaxTreeNode, resolver: Resolver) -> None:
        self.resolver = resolver
        notes = [child for child in tree.children if child.type == "footnote_block"]
        self.notes = {note.meta["id"]: note for block in notes for note in block.children}
        self.top = [child for child in tree.children if child.type != "footnote_block"]

    def blocks(self) -> Blocks:
        return self._blocks(self.top)

    def _blocks(self, nodes: Sequence[SyntaxTreeNode]) -> Blocks:
        return tuple(self._block(node) for node in nodes)

    def _block(self, node: SyntaxTreeNode) -> Block:
        match node.type:
            case "paragraph":
                return Paragraph(self._content(node))
            case "bullet_list" | "ordered_list":
                items = tuple(self._blocks(item.children) for item in node.children)
                return List(items, node.type == "ordered_list", int(node.attrs.get("start", 1)))
            case "table":
                return self._table(node)
            case "dl":
                return DefinitionList(tuple(self._definitions(node.children)))
        raise ValueError(f"{node.type} is not in the dialect")

    def _definitions(self, nodes: Sequence[SyntaxTreeNode]) -> Iterator[DefinitionItem]:
        term: Inlines = ()
        meaning: Blocks = ()
        for node in nodes:
            if node.type == "dt":
                if term:
                    yield DefinitionItem(term, meaning)
                term, meaning = self._content(node), ()
            else:
                meaning += self._blocks(node.children)
        yield DefinitionItem(term, meaning)

    def _table(self, node: SyntaxTreeNode) -> Table:
        rows = [row for part in node.children for row in part.children]
        cells = [tuple(self._content(cell) for cell in row.children) for row in rows]
        return Table(cells[0], tuple(cells[1:]), tuple(_alignment(cell) for cell in rows[0].children))

    def _content(self, node: SyntaxTreeNode) -> Inlines:
        return _joined(inline for child in node.children for inline in self._inlines(child))

    def _inlines(self, node: SyntaxTreeNode) -> Iterator[Inline]:
        match node.type:
            case "inline":
                yield from self._content(node)
            case "text" | "text_special":
                if node.content:
                    yield Text(node.content)
            case "softbreak":
                yield Text(" ")
            case "hardbreak":
                yield LineBreak()
            case "em":
                yield Emphasis(self._content(node))
            case "strong":
                yield Strong(self._content(node))
            case "link":
                yield Link(str(node.attrs["href"]), self._content(node))
            case "myst_role":
                yield from self._role(node)
            case "footnote_ref":
                number = self.resolver.footnote_number()
                paragraph = self.notes[node.meta["id"]].children[0]
                yield Footnote(number, self._content(paragraph))
            case "footnote_anchor":
                return
            case other:
                raise ValueError(f"{other} is not in the dialect")

    def _role(self, node: SyntaxTreeNode) -> Inlines:
        role = _parse_role(node)
        if role is None:
            raise ValueError("malformed role")
        return self.resolver.role(role)


def _alignment(cell: SyntaxTreeNode) -> Alignment:
    style = str(cell.attrs.get("style", ""))
    return "center" if "center" in style else "end" if "right" in style else "start"


def _joined(inlines: Iterator[Inline]) -> Inlines:
    """Join neighbouring texts, so that the tree does not depend on where the parser split them."""
    joined: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, Text) and joined and isinstance(joined[-1], Text):
            joined[-1] = Text(joined[-1].text + inline.text)
        else:
            joined.append(inline)
    return tuple(Text(re.sub(r"[ \t\n]+", " ", i.text)) if isinstance(i, Text) else i for i in joined)


class _Linter:
    """Finds what is outside the dialect, and where."""

    def __init__(self, text: Scalar) -> None:
        self.text = text
        self.lines = text.split("\n")
        self.tree = parse(text)

    def place(self, node: SyntaxTreeNode, *needles: str) -> str:
        """Return the place of a node: inline nodes have none of their own, so their source is looked for."""
        start, end = rows_of(node, len(self.lines))
        for needle in filter(None, needles):
            for number in range(start, min(max(end, start + 1), len(self.lines))):
                if (column := self.lines[number].find(needle.split("\n")[0])) >= 0:
                    return str(self.text.at(number, column))
        indent = len(self.lines[start]) - len(self.lines[start].lstrip()) if self.lines else 0
        return str(self.text.at(start, indent))

    def problems(self) -> Iterator[Problem]:
        if (line := too_deep(self.text)) is not None:
            hint = "write it flatter, or a backslash before signs that are meant as such"
            yield Problem("D301", str(self.text.at(line)), f"this nests deeper than {DEEPEST} levels", hint)
            return
        for node in self.tree.walk():
            if node.type in _HINTS:
                name = node.type.replace("_", " ")
                needle = {"code_inline": "`", "image": "![", "html_inline": node.content}.get(node.type, "")
                yield Problem("D301", self.place(node, needle), f"{name} is not part of the dialect", _HINTS[node.type])
            elif node.type == "myst_role":
                yield from self._role(node)
            elif node.type == "link":
                yield from self._link(node)
            elif node.type in ("em", "strong") and "_" in node.markup:
                hint = f"write {'*' * len(node.markup)}…; a sign _ that is meant as such is written \\_"
                place = self.place(node, node.markup + _first_words(node), node.markup)
                yield Problem("D301", place, "emphasis with underscores is not part of the dialect", hint)
            elif node.type == "inline":
                yield from self._text(node)
            elif node.type == "dd" and self.lines[rows_of(node)[0]].lstrip().startswith("~"):
                place = self.place(node, "~")
                yield Problem("D301", place, "a definition with ~ is not part of the dialect", "write : before it")
            elif node.type == "footnote_ref" and any(around.type == "footnote" for around in lineage(node)):
                hint = "say it in the note itself or leave it out"
                yield Problem("D301", self.place(node, "[^"), "a note has no footnotes", hint)
            elif node.type in ("bullet_list", "ordered_list"):
                yield from self._list(node)
            elif node.type == "footnote" and (len(node.children) != 1 or node.children[0].type != "paragraph"):
                hint = "write the note as one paragraph, or move it into the text"
                yield Problem("D305", self.place(node), "a footnote is one paragraph", hint)
        yield from self._notes()

    def _role(self, node: SyntaxTreeNode) -> Iterator[Problem]:
        place = self.place(node, _role_source(node))
        name = node.meta["name"]
        if name not in ROLES:
            yield Problem("D302", place, f"unknown role '{name}'", "the roles are {term}`…` and {ref}`…`")
        elif _parse_role(node) is None:
            hint = f"write {{{name}}}`id` or {{{name}}}`words <id>`"
            yield Problem("D307", place, f"'{node.content}' does not say what it refers to", hint)

    def _link(self, node: SyntaxTreeNode) -> Iterator[Problem]:
        href, title = str(node.attrs.get("href", "")), str(node.attrs.get("title", ""))
        source = _ESCAPED.sub(r"\1", next(parent for parent in lineage(node) if parent.type == "inline").content)
        code, needles, hint = "D301", [href], f"write [words]({href})"
        if node.info == "auto":
            message, needles = "an address in < > is not part of the dialect", [f"<{href.removeprefix('mailto:')}", "<"]
        elif not _ADDRESS.match(href):
            code, message = "D306", f"'{cut(href)}' is not an address to link to"
            hint = "links begin with https:// or mailto:; to refer to a unit use {ref}`id`"
        elif _NOT_IN_ADDRESSES.search(href):
            code, message = "D306", f"'{cut(href)}' has signs that an address does not have"
            hint = f"write their codes: {cut(_NOT_IN_ADDRESSES.sub(lambda sign: quote(sign[0]), href))}"
        elif title:
            message, needles = "the title of a link is not part of the dialect", [f"{q}{title}" for q in "\"'("]
        elif f"]({href})" in source or f"](<{href}>)" in source:
            return
        else:
            message = "there is more than an address between the brackets"
        yield Problem(code, self.place(node, *needles, href), message, hint)

    def _text(self, node: SyntaxTreeNode) -> Iterator[Problem]:
        """Yield what the parser takes for something else than it looks like."""
        first = rows_of(node)[0]
        for match in _BROKEN.finditer(node.content):
            number = first + node.content.count("\n", 0, match.start(1))
            place = str(self.text.at(number, len(self.lines[number]) - 1))
            hint = "write two spaces at the end of the line, or take the backslash away"
            yield Problem("D301", place, "a backslash at the end of a line is not part of the dialect", hint)
        for number, line in enumerate(node.content.split("\n"), first):
            if re.match(r" *:( |$)", line):
                hint = "write the term on the line before it, indented alike, or take the : away"
                place = str(self.text.at(number, self.lines[number].find(":")))
                yield Problem("D301", place, "this definition has no term", hint)
        if node.parent and node.parent.type == "dt" and (other := _OTHER.match(node.content)):
            hint = "put an empty line between a definition and what follows it, or a backslash before the sign"
            place = self.place(node, other[0])
            yield Problem("D301", place, "a list item, a heading or a quotation cannot be a term", hint)
        words = "".join(_plain(leaf) for leaf in node.walk() if not leaf.children)
        if stray := _ASTRAY.search(words):
            hint = "emphasis begins before and ends behind a word; a sign * that is meant as such is written \\*"
            place = self.place(node, re.split("[\n\0]", stray[0])[0], "*")
            yield Problem("D301", place, "this * begins no emphasis", hint)

    def _list(self, node: SyntaxTreeNode) -> Iterator[Problem]:
        depth = sum(parent.type in ("bullet_list", "ordered_list") for parent in lineage(node))
        if depth == MAX_LIST_DEPTH + 1:
            yield Problem("D301", self.place(node), f"lists nest at most {MAX_LIST_DEPTH} deep", "make it flatter")

    def _notes(self) -> Iterator[Problem]:
        calls, notes = [m[1] or m[2] for m in _CALL.finditer(self.text)], [m[1] for m in _NOTE.finditer(self.text)]
        for label in dict.fromkeys(calls):
            place = self._find(f"[^{label}]")
            if label not in notes:
                hint = f"add a line [^{label}]: … to this block"
                yield Problem("D303", place, f"footnote '{label}' has no note", hint)
            elif calls.count(label) > 1:
                yield Problem("D303", place, f"footnote '{label}' is called twice", "give each call a note of its own")
        for label in dict.fromkeys(notes):
            if label not in calls:
                hint = f"call it with [^{label}] or take it out"
                yield Problem("D304", self._find(f"[^{label}]:"), f"note '{label}' is never called", hint)
            elif notes.count(label) > 1:
                hint = "give each note a name of its own"
                yield Problem("D304", self._find(f"[^{label}]:"), f"note '{label}' is written twice", hint)

    def _find(self, needle: str) -> str:
        for number, line in enumerate(self.lines):
            if (column := line.find(needle)) >= 0:
                return str(self.text.at(number, column))
        return str(self.text.at())


def _plain(leaf: SyntaxTreeNode) -> str:
    """Return the text of a leaf; what is neither text nor a line break counts as a letter."""
    return leaf.content if leaf.type == "text" else "\n" if leaf.type.endswith("break") else "\0"


def _first_words(node: SyntaxTreeNode) -> str:
    return next((leaf.content for leaf in node.walk() if leaf.type == "text" and leaf.content), "")
