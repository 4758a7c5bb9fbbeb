"""The functions that write the files of a document, by suffix."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

from press.write.layout import Engine, Layout
from press.write.numbers import PageMaps
from press.write.pdf import write_pdf
from press.write.pdf_booklet import write_booklet
from press.write.pdf_print import write_print
from press.write.picture import Pictures
from press.write.suffixes import BOOKLET, UNPROTECTED
from press.write.word import write_word
from press.write.word_form import unprotected


@dataclass(frozen=True, slots=True)
class Tools:
    """What writers work with: the engine, the pictures of the content, and the page maps of what is cited."""

    engine: Engine
    pictures: Pictures
    cited: PageMaps


# What is written of a layout; the files of the same document that were made before may be of use.
Writer: TypeAlias = Callable[[Layout, Tools, Mapping[str, bytes]], bytes]


def _pdf(layout: Layout, tools: Tools, _made: Mapping[str, bytes]) -> bytes:
    layout.number(tools.cited)
    return write_pdf(layout, tools.engine)


def _print(layout: Layout, tools: Tools, made: Mapping[str, bytes]) -> bytes:
    return write_print(made["pdf"], layout.document, tools.engine.design)


def _booklet(layout: Layout, _tools: Tools, made: Mapping[str, bytes]) -> bytes:
    return write_booklet(made["pdf"], layout.document)


def _word(layout: Layout, tools: Tools, _made: Mapping[str, bytes]) -> bytes:
    document = layout.document
    pages = {**tools.cited, document.stem: layout.page_map}
    return write_word(document, tools.engine.design, pages, layout.pages, tools.pictures.of(document))


def _unprotected(layout: Layout, tools: Tools, made: Mapping[str, bytes]) -> bytes:
    return unprotected(made["docx"] if "docx" in made else _word(layout, tools, made))


WRITERS: Final[Mapping[str, Writer]] = {
    "pdf": _pdf,
    "print.pdf": _print,
    "docx": _word,
    UNPROTECTED: _unprotected,
    BOOKLET: _booklet,
}


def write_all(
    layout: Layout, wanted: Collection[str], tools: Tools, made: Mapping[str, bytes] | None = None
) -> dict[str, bytes]:
    """Return the PDF of a layout, and its files of the suffixes that are wanted, without those made before.

    Raises KeyError when there is no such suffix, ContentError when something cannot be written.
    """
    files = dict(made or {})
    for suffix in dict.fromkeys(("pdf", *wanted)):
        if suffix not in files:
            files[suffix] = WRITERS[suffix](layout, tools, files)
    return {suffix: data for suffix, data in files.items() if suffix not in (made or {})}
