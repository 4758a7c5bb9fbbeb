"""What is done with a patched press: each function yields what the proof finds. Nothing of the press is loaded before."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from press.document import Document
    from press.model import Library
    from press.write.numbers import PageMap
    from tests.patches.warm_press import Kept


def leg_a(kept: Kept, root: Path) -> Iterator[str]:
    """Compose all documents of a toolkit, and compare them with its content."""
    from press.prove.source import prove_source

    made = _composed(kept, root)
    for problem in prove_source(root, _library(kept, root).language, list(made.values())):
        yield str(problem)


def leg_b_of_pdf(kept: Kept, root: Path, stem: str) -> Iterator[str]:
    """Write a document as a PDF, and compare them; it cites the pages that a sound press made."""
    from press.design import load_design
    from press.prove.pdf import prove_pdf
    from press.write.layout import Engine
    from press.write.pdf import write_pdf

    document, maps = _composed(kept, root)[stem], _page_maps(kept, root)
    cited = {other: maps[other] for other in maps if other != stem}
    engine = kept.get(f"engine {root}", ("press.write.layout",), lambda: Engine(load_design(), root))
    layout = engine.lay_out(document, cited)
    for problem in prove_pdf(write_pdf(layout, engine), document, {**cited, stem: layout.page_map}):
        yield str(problem)


def leg_b_of_word(kept: Kept, root: Path, stem: str) -> Iterator[str]:
    """Write a document as a Word file, with made-up pages and pictures, and compare them."""
    from press.design import load_design
    from press.document import Contents, Figure, Imprint, units, walk
    from press.problem import ContentError
    from press.prove.word import prove_word
    from press.write.picture import Picture
    from press.write.word import write_word

    made, maps = _composed(kept, root), {}
    for name, document in made.items():
        others = [block.id for block in document.blocks if isinstance(block, Contents | Imprint)]
        maps[name] = {unit: 2 + at // 3 for at, unit in enumerate((*others, *units(document)))}
    document = made[stem]
    images = {node.id: Picture(b"x", 160.0, 40.0) for node in walk(document) if isinstance(node, Figure)}
    try:
        data = write_word(document, load_design(), maps, 9, images)
    except ContentError as error:
        yield str(error.problems[0])
        return
    for problem in prove_word(data, document, maps):
        yield str(problem)


def _library(kept: Kept, root: Path) -> Library:
    from press.read import read_library

    def make() -> Library:
        library, problems = read_library(root)
        assert library is not None, problems
        return library

    return kept.get(f"library {root}", ("press.read",), make)


def _composed(kept: Kept, root: Path) -> dict[str, Document]:
    from press.compose import build_index, compose
    from press.language import load_language
    from press.select import documents, select

    def make() -> dict[str, Document]:
        library = _library(kept, root)
        language = load_language(library.language, library.words)
        index = build_index(library, language)
        return {w.stem: compose(library, language, select(library, w), index) for w in documents(library)}

    return kept.get(f"documents {root}", ("press.compose", "press.language", "press.read", "press.select"), make)


def _page_maps(kept: Kept, root: Path) -> dict[str, PageMap]:
    from press.design import load_design
    from press.paginate import paginate, with_cited
    from press.write.layout import Engine

    def make() -> dict[str, PageMap]:
        documents = _composed(kept, root)
        cited = [documents[stem] for stem in with_cited(list(documents), documents)]
        return paginate(cited, Engine(load_design(), root))[1]

    return kept.get(f"page maps {root}", (), make)
