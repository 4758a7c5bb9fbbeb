"""Document -> XHTML tree: the shared ground of everything that a layout engine draws."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Any, Final
from unicodedata import bidirectional
from xml.etree.ElementTree import Element, ParseError, fromstring

import segno
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.environment import TemplateModule
from markupsafe import Markup

from press import document as doc
from press.design import TEMPLATES
from press.document import Document
from press.document_identity import digest
from press.write.numbers import PAGE, Printed, Rooms, zeros

BASE: Final = "https://project.invalid/"  # a hierarchical scheme, so that relative addresses resolve; never contacted
ASSETS: Final = "assets/"
FIELD: Final = f"{BASE}field/"

_MARK: Final = "\ue010"  # stands where the zeros of a page number go (U+E010 is for private use)
_NUMBER: Final = re.compile(f'<span {PAGE}="([^"#]*)#([^"#]*)">{_MARK}</span>')

_LEFT, _RIGHT = frozenset({"L"}), frozenset({"R", "AL", "AN"})  # classes of signs that run from left, or from right
_LONGEST_KEPT: Final = 60  # signs that are surely less than a line

Draw = Callable[[doc.Figure], str]  # the markup of a drawing


def identity(document: Document) -> tuple[str, ...]:
    """Return what a file's metadata say of the document: symbol, version, stem, language, digest."""
    return (document.symbol, document.version, document.stem, document.language, f"sha256:{digest(document)}")


class Templates:
    """The templates of a folder: a macro for every node, found by the name of its class."""

    def __init__(self, environment: Environment) -> None:
        """Load the macros; they call each other through ``blocks``, ``inlines`` and ``page``."""
        self._page = environment.get_template("document.xhtml")
        self._direction: doc.Direction = "ltr"  # of the document that is being rendered
        self._draw: Draw | None = None
        environment.globals.update(
            render=self._block,
            blocks=self._blocks,
            inlines=self._inlines,
            page=_page_number,
            control=_control,
            asset=_asset,
            qr_code=_qr_code,
            drawing=self._drawing,
        )
        self._block_macros: TemplateModule = environment.get_template("blocks.xhtml").module
        self._inline_macros: TemplateModule = environment.get_template("inlines.xhtml").module

    def render(self, document: Document, draw: Draw | None = None) -> str:
        """Return the document as XHTML, with an element for each page number; ``draw`` makes its drawings."""
        self._direction, self._draw = document.direction, draw
        return self._page.render(document=document, identity=identity(document))

    def _block(self, node: doc.Block) -> Markup:
        return self._call(self._block_macros, node)

    def _blocks(self, nodes: doc.Blocks) -> Markup:
        return Markup("").join(self._call(self._block_macros, node) for node in nodes)

    def _inlines(self, nodes: doc.Inlines) -> Markup:
        parts: list[Markup] = []
        for node in nodes:
            part = self._call(self._inline_macros, node)
            if isinstance(node, doc.Footnote) and parts:
                parts.append(_kept_together(parts.pop(), part, self._direction))
            else:
                parts.append(part)
        return Markup("").join(parts)

    def _drawing(self, node: doc.Figure) -> Markup:
        if self._draw is None:
            raise TypeError(f"nothing draws {node.id}")
        return Markup(self._draw(node))  # markup already

    def _call(self, module: TemplateModule, node: Any) -> Markup:
        name = type(node).__name__
        macro = getattr(module, name.lower(), None)
        if macro is None:
            raise TypeError(f"no macro for {name}")
        return Markup(macro(node))


def _kept_together(before: Markup, call: Markup, direction: doc.Direction) -> Markup:
    """Keep the last word before a footnote call on the line of the call: the engine may break between them.

    Words in a row that run against the text stay in one piece, because the engine sets each element by itself.
    """
    head, space, word = str(before).rpartition(" ")
    against, along = (_LEFT, _RIGHT) if direction == "rtl" else (_RIGHT, _LEFT)
    while space and not along & _directions(word) and against & _directions(head.rpartition(" ")[2]):
        head, space, word = *head.rpartition(" ")[:2], f"{head.rpartition(' ')[2]} {word}"
    if "<" in word or ">" in word or len(word) > _LONGEST_KEPT:
        return before + call
    return Markup(f'{head}{space}<span class="keep">{word}{call}</span>')  # both are markup already


def _directions(word: str) -> set[str]:
    return {bidirectional(sign) for sign in word}


@cache
def load_templates() -> Templates:
    """Return the project's templates; loaded once in a process."""
    loader = FileSystemLoader(TEMPLATES)
    return Templates(Environment(loader=loader, autoescape=True, undefined=StrictUndefined, cache_size=-1))


def to_tree(xhtml: str, rooms: Rooms) -> Element:
    """Give each page number its room, and parse."""

    def number(match: re.Match[str]) -> str:
        return match[0].replace(_MARK, zeros(rooms, (match[1], match[2])))

    try:
        return fromstring(_NUMBER.sub(number, xhtml))  # our own templates' output
    except ParseError as error:
        raise ValueError(f"a template wrote XHTML that is not well-formed: {error}") from error


def cited_pages(xhtml: str) -> frozenset[Printed]:
    """Return every (stem, target) whose page number the document prints."""
    return frozenset(_NUMBER.findall(xhtml))


def _page_number(target: str, stem: str) -> Markup:
    return Markup('<span {}="{}#{}">{}</span>').format(Markup(PAGE), stem, target, _MARK)


def _control(entry: doc.Entry, choice: doc.Choice | None = None) -> str:
    """Return the address by which a place to fill in, or one of its choices, is found in the file."""
    return f"{FIELD}{entry.path}#{choice.key if choice else ''}"


def _asset(path: str) -> str:
    return ASSETS + path


@cache
def _qr_code(address: str) -> str:
    """Return a QR code (ISO/IEC 18004, error correction M) as a data address."""
    uri: str = segno.make(address, error="m", micro=False).svg_data_uri(
        border=2, omitsize=False, scale=4, svgclass=None, lineclass=None
    )
    return uri
