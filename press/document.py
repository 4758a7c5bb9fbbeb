"""The Document: the tree of blocks and inlines that a selection becomes. Writers and proofs see nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from typing import Any, Literal, TypeAlias

from press.document_form import Choice as Choice
from press.document_form import Entry as Entry
from press.document_form import EntryKind as EntryKind
from press.document_form import Grid as Grid
from press.document_form import GridRow as GridRow
from press.document_inlines import Emphasis as Emphasis
from press.document_inlines import Footnote as Footnote
from press.document_inlines import Inline as Inline
from press.document_inlines import Inlines as Inlines
from press.document_inlines import LineBreak as LineBreak
from press.document_inlines import Link as Link
from press.document_inlines import Reference as Reference
from press.document_inlines import Strong as Strong
from press.document_inlines import Text as Text
from press.drawing import Drawing
from press.once import once

Direction = Literal["ltr", "rtl"]
DocumentKind = Literal["guide", "leaflet", "questionnaire", "primer", "poster", "worksheet", "report"]
Alignment = Literal["start", "center", "end"]
FieldKind = Literal[
    "yes-no", "scale", "pick-one", "pick-several", "short-text", "long-text", "number", "date", "rows", "action"
]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    content: Inlines


@dataclass(frozen=True, slots=True)
class List:
    """A list; ``start`` is the first number of an ordered one."""

    items: tuple[Blocks, ...]
    ordered: bool = False
    start: int = 1


@dataclass(frozen=True, slots=True)
class DefinitionItem:
    """A term and what it means; ``id`` where it is a unit (a glossary term, a source)."""

    term: Inlines
    definition: Blocks
    id: str = ""


@dataclass(frozen=True, slots=True)
class DefinitionList:
    """Terms with their meanings."""

    items: tuple[DefinitionItem, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with one header row. Cells hold inlines. ``label`` is such as “Table 2”."""

    header: tuple[Inlines, ...]
    rows: tuple[tuple[Inlines, ...], ...]
    alignments: tuple[Alignment, ...]
    id: str = ""
    label: str = ""
    caption: str = ""
    audience: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A captioned picture and its ``alternative``: a file ``image``, or a ``drawing`` with its numbers as ``twin``."""

    id: str
    label: str
    caption: str
    image: str
    alternative: str
    audience: str = ""
    drawing: Drawing | None = None
    twin: Table | None = None


@dataclass(frozen=True, slots=True)
class Callout:
    """A boxed remark. ``kind`` is note, tip or warning; ``label`` says so in words."""

    id: str
    kind: str
    label: str
    title: str
    blocks: Blocks
    audience: str = ""
    origin: Reference | None = None


@dataclass(frozen=True, slots=True)
class Takeaway:
    """What to remember. ``origin`` says, in a primer, where it comes from."""

    id: str
    label: str
    blocks: Blocks
    origin: Reference | None = None
    audience: str = ""


@dataclass(frozen=True, slots=True)
class Action:
    """What to do."""

    id: str
    label: str
    title: str
    blocks: Blocks
    origin: Reference | None = None
    audience: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """A story."""

    id: str
    label: str
    title: str
    blocks: Blocks
    origin: Reference | None = None
    audience: str = ""


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation and whose it is."""

    id: str
    blocks: Blocks
    attribution: Inlines
    audience: str = ""


@dataclass(frozen=True, slots=True)
class Video:
    """A film: its address is printed, linked, and given as a QR code with ``code_alternative`` as its words."""

    id: str
    label: str
    title: str
    address: str
    duration: str
    blocks: Blocks
    code_alternative: str
    audience: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """A question (or, in a worksheet, an action) with room for its answer.

    ``title`` is an action's. ``required`` is the word that says so, ``condition`` when to answer at all, ``onward``
    where to go on after which answer. ``room`` is what a person is told beside the room (a unit of measure, a date's
    form). ``explained`` says where to read more; ``origin``, where the question comes from, in a primer, which gives no
    room, or in a worksheet.
    """

    id: str
    number: str
    kind: FieldKind
    blocks: Blocks
    title: str = ""
    required: str = ""
    condition: str = ""
    help: Blocks = ()
    explained: Inlines = ()
    room: str = ""
    answer: Entry | None = None
    grid: Grid | None = None
    onward: str = ""
    evidence: Entry | None = None
    origin: Reference | None = None
    audience: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A titled stretch. ``level`` counts from 1; ``number`` is empty where sections are not numbered.

    ``condition`` says, in a form, when to answer it at all.
    """

    id: str
    level: int
    number: str
    title: str
    blocks: Blocks
    audience: str = ""
    condition: str = ""


@dataclass(frozen=True, slots=True)
class Panel:
    """One stretch of a poster: the title of the unit ``id``, a line under it, where to read more, what is shown."""

    id: str
    number: str
    title: str
    line: str
    more: Inlines
    blocks: Blocks


@dataclass(frozen=True, slots=True)
class Cover:
    """The first page (or, where there is no page of its own for it, the head of the first)."""

    toolkit: str
    kind: str
    title: str
    subtitle: str
    summary: Blocks
    edition: str
    publisher: str


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """A line of the contents; the page comes from the page map."""

    target: str
    level: int
    number: str
    title: str


@dataclass(frozen=True, slots=True)
class Contents:
    """The table of contents. ``note`` is what a format without pages of its own says under the heading."""

    id: str
    title: str
    entries: tuple[ContentsEntry, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Imprint:
    """What this document is, who stands behind it, and how to check that it is whole."""

    id: str
    title: str
    facts: tuple[tuple[str, str], ...]
    blocks: Blocks


Block: TypeAlias = (
    Paragraph | List | DefinitionList | Table | Figure | Callout | Takeaway | Action | Case
    | Quote | Video | Field | Section | Panel | Cover | Contents | Imprint
)  # fmt: skip
Blocks: TypeAlias = tuple[Block, ...]
Node: TypeAlias = Block | Inline | DefinitionItem | ContentsEntry | Choice | Entry | Grid | GridRow


@dataclass(frozen=True, slots=True)
class Running:
    """What every page says: the head's two texts, and the words around “page of pages” in the foot."""

    start: str
    end: str
    identity: str
    page: str


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Document:
    """One document in one language.

    ``stem`` is its path below the language's folder, without a suffix (``guides/principles.basic``); it names the
    document everywhere. ``axes`` are the values it is tailored to. ``page`` in ``running`` holds ``{page}`` and
    ``{pages}``. ``pages`` is how many it must fill, 0 where that is free; ``paper`` is such as A3, and empty for that
    of the design.
    """

    stem: str
    kind: DocumentKind
    axes: tuple[tuple[str, str], ...]
    language: str
    direction: Direction
    symbol: str
    version: str
    date: str
    title: str
    subject: str
    publisher: str
    running: Running
    blocks: Blocks
    pages: int = 0
    most_pages: int = 0
    paper: str = ""

    @property
    def has_cover(self) -> bool:
        """Whether it begins with a page of its own for the cover; short documents have a head instead."""
        return self.kind in ("guide", "questionnaire")

    @property
    def is_form(self) -> bool:
        """Whether it is to be filled in."""
        return self.kind in ("questionnaire", "worksheet")


def children(node: Any) -> Iterator[Any]:
    """Yield the nodes right below a node, in reading order."""
    names = parts_of(node.__class__)
    for value in node if isinstance(node, tuple) else (getattr(node, name) for name in names or ()):
        if isinstance(value, tuple):
            yield from children(value)
        elif parts_of(value.__class__) is not None:
            yield value


def walk(node: Any) -> Iterator[Any]:
    """Yield a node and everything below it, in reading order."""
    if parts_of(node.__class__) is not None:
        yield node
    waiting = [children(node)]
    while waiting:
        for child in waiting[-1]:
            yield child
            waiting.append(children(child))
            break
        else:
            waiting.pop()


@cache
def parts_of(kind: type) -> tuple[str, ...] | None:
    """Return what a kind of node holds; None for what is no node, such as a text."""
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else None


@once
def printed_pages(document: Document) -> frozenset[tuple[str, str]]:
    """Return every (stem, target) whose page number a document prints; its own have no stem."""
    nodes = list(walk(document))
    found = {(node.document, node.target) for node in nodes if isinstance(node, Reference) and node.page}
    return frozenset(found | {("", node.target) for node in nodes if isinstance(node, ContentsEntry)})


def plain(content: Inlines) -> str:
    """Return the words of inlines, without footnotes and page numbers."""
    return "".join(map(_plain, content))


def _plain(inline: Inline) -> str:
    match inline:
        case Text(text):
            return text
        case LineBreak():
            return " "
        case Footnote():
            return ""
        case _:
            return plain(inline.content)


@once
def units(document: Document) -> tuple[str, ...]:
    """Return the ids of the units of a document in reading order."""
    kinds = (Section, Panel, Table, Figure, Callout, Takeaway, Action, Case, Quote, Video, Field, DefinitionItem)
    return tuple(node.id for node in walk(document) if isinstance(node, kinds) and node.id)


def entries(node: object) -> tuple[Entry, ...]:
    """Return all places to fill in below a node, in reading order."""
    return tuple(found for found in walk(node) if isinstance(found, Entry))
