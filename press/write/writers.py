"""The formats that a document can be written in, and the function that writes each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

from press.document import Document, DocumentKind
from press.write.layout import Engine, Layout, PageMaps
from press.write.pdf import write_pdf
from press.write.pdf_print import write_print
from press.write.picture import Pictures
from press.write.word import write_word


@dataclass(frozen=True, slots=True)
class Tools:
    """What writers work with: the engine, the pictures of the content, and the page maps of what is cited."""

    engine: Engine
    pictures: Pictures
    cited: PageMaps


# What is written of a layout; the files of the same document that were made before may be of use.
Writer: TypeAlias = Callable[[Layout, Tools, Mapping[str, bytes]], bytes]


def _pdf(layout: Layout, tools: Tools, _made: Mapping[str, bytes]) -> bytes:
    return write_pdf(layout, tools.engine)


def _print(layout: Layout, tools: Tools, made: Mapping[str, bytes]) -> bytes:
    return write_print(made["pdf"], layout.document, tools.engine.design)


def _word(layout: Layout, tools: Tools, _made: Mapping[str, bytes]) -> bytes:
    document = layout.document
    pages = {**tools.cited, document.stem: layout.page_map}
    return write_word(document, tools.engine.design, pages, layout.pages, tools.pictures.of(document))


# By suffix, which is “variant.format” where there is a variant. PDF comes first: page numbers everywhere are its.
WRITERS: Final[Mapping[str, Writer]] = {"pdf": _pdf, "print.pdf": _print, "docx": _word}
# What is not made of a kind of document: a poster in Word would be neither on one page nor on its paper.
_NOT_MADE: Final[Mapping[DocumentKind, tuple[str, ...]]] = {"poster": ("docx",)}
FORMATS: Final = tuple(dict.fromkeys(suffix.rpartition(".")[2] for suffix in WRITERS))


def suffixes(document: Document) -> tuple[str, ...]:
    """Return the suffixes of the files that are made of a document."""
    return tuple(suffix for suffix in WRITERS if suffix not in _NOT_MADE.get(document.kind, ()))
