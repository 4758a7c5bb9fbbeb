"""The formats that a document can be written in, and the function that writes each."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

from press.document import DocumentKind
from press.write import imposition, pdf_booklet
from press.write.layout import Engine, Layout
from press.write.numbers import PageMaps
from press.write.pdf import write_pdf
from press.write.pdf_print import write_print
from press.write.picture import Pictures
from press.write.word import write_word
from press.write.word_form import unprotected


@dataclass(frozen=True, slots=True)
class Tools:
    """What writers work with: the engine, the pictures of the content, and the page maps of what is cited."""

    engine: Engine
    pictures: Pictures
    cited: PageMaps


UNPROTECTED: Final = "unprotected.docx"  # a form whose labels can be edited, too

# What is written of a layout; the files of the same document that were made before may be of use.
Writer: TypeAlias = Callable[[Layout, Tools, Mapping[str, bytes]], bytes]


def _pdf(layout: Layout, tools: Tools, _made: Mapping[str, bytes]) -> bytes:
    layout.number(tools.cited)
    return write_pdf(layout, tools.engine)


def _print(layout: Layout, tools: Tools, made: Mapping[str, bytes]) -> bytes:
    return write_print(made["pdf"], layout.document, tools.engine.design)


def _booklet(layout: Layout, _tools: Tools, made: Mapping[str, bytes]) -> bytes:
    return pdf_booklet.write_booklet(made["pdf"], layout.document)


def _word(layout: Layout, tools: Tools, _made: Mapping[str, bytes]) -> bytes:
    document = layout.document
    pages = {**tools.cited, document.stem: layout.page_map}
    return write_word(document, tools.engine.design, pages, layout.pages, tools.pictures.of(document))


def _unprotected(layout: Layout, tools: Tools, made: Mapping[str, bytes]) -> bytes:
    return unprotected(made["docx"] if "docx" in made else _word(layout, tools, made))


# By suffix, which is “variant.format” where there is a variant. PDF comes first: page numbers everywhere are its.
WRITERS: Final[Mapping[str, Writer]] = {"pdf": _pdf, "print.pdf": _print, "docx": _word, UNPROTECTED: _unprotected}


@dataclass(frozen=True, slots=True)
class Extra:
    """What is made only when it is asked for, and only of documents of some kinds; always of the screen PDF.

    ``sides`` says how many pages it has when the screen PDF has so many, ``side_of`` where one of these is then.
    """

    write: Writer
    kinds: frozenset[DocumentKind]
    sides: Callable[[int], int]
    side_of: Callable[[int, int], int]


# What is not made of a kind of document: a poster in Word would be neither on one page nor on its paper.
_NOT_MADE: Final[Mapping[DocumentKind, tuple[str, ...]]] = {
    "poster": ("docx", UNPROTECTED),
    "report": ("print.pdf", UNPROTECTED),  # printed on an office printer, for few
    **dict.fromkeys(("guide", "leaflet", "primer"), (UNPROTECTED,)),  # nothing in them is filled in
}
# By suffix, too. Booklets are made of what is short enough to be folded, and handed out.
BOOKLET: Final = f"{pdf_booklet.VARIANT}.pdf"
EXTRAS: Final[Mapping[str, Extra]] = {
    BOOKLET: Extra(_booklet, frozenset({"primer"}), imposition.sheet_sides, imposition.side_of),
}
FORMATS: Final = tuple(dict.fromkeys(suffix.rpartition(".")[2] for suffix in WRITERS))


def write_all(
    layout: Layout, wanted: Collection[str], tools: Tools, made: Mapping[str, bytes] | None = None
) -> dict[str, bytes]:
    """Return the PDF of a layout, and its files of the suffixes that are wanted, without those made before.

    Raises KeyError when there is no such suffix, ContentError when something cannot be written.
    """
    files = dict(made or {})
    for suffix in dict.fromkeys(("pdf", *wanted)):
        if suffix not in files:
            write = EXTRAS[suffix].write if suffix in EXTRAS else WRITERS[suffix]
            files[suffix] = write(layout, tools, files)
    return {suffix: data for suffix, data in files.items() if suffix not in (made or {})}


def suffixes(kind: DocumentKind, extras: Collection[str] = ()) -> list[str]:
    """Return the suffixes of a kind of document: those that it always has, and those of ``extras`` that it may have."""
    always = (suffix for suffix in WRITERS if suffix not in _NOT_MADE.get(kind, ()))
    return [*always, *(suffix for suffix in EXTRAS if suffix in extras and kind in EXTRAS[suffix].kinds)]


def described_pages(suffix: str, pages: int, starts: Mapping[str, int]) -> tuple[int | None, Mapping[str, int]]:
    """Return how many pages a file has when its document's screen PDF has so many, and where units begin in it.

    Word files have no pages of their own: None, with the pages of the PDF.
    """
    if suffix in EXTRAS:
        extra = EXTRAS[suffix]
        return extra.sides(pages), {unit: extra.side_of(page, pages) for unit, page in starts.items()}
    return (pages if suffix.endswith("pdf") else None), starts
