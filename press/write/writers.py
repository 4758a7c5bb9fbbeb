"""The formats that a document can be written in, and the function that writes each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

from press.write.layout import Engine, Layout, PageMaps
from press.write.pdf import write_pdf
from press.write.picture import Pictures
from press.write.word import write_word


@dataclass(frozen=True, slots=True)
class Tools:
    """What writers work with: the engine, the pictures of the content, and the page maps of what is cited."""

    engine: Engine
    pictures: Pictures
    cited: PageMaps


Writer: TypeAlias = Callable[[Layout, Tools], bytes]


def _pdf(layout: Layout, tools: Tools) -> bytes:
    return write_pdf(layout, tools.engine)


def _word(layout: Layout, tools: Tools) -> bytes:
    document = layout.document
    pages = {**tools.cited, document.stem: layout.page_map}
    return write_word(document, tools.engine.design, pages, layout.pages, tools.pictures.of(document))


# By suffix. PDF comes first: page numbers everywhere are its.
WRITERS: Final[Mapping[str, Writer]] = {"pdf": _pdf, "docx": _word}
FORMATS: Final = tuple(WRITERS)
