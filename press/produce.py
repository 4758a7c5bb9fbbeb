"""Steps 5 and 6 for many documents: page maps first, then every document in its formats."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from press.document import Document, units
from press.paginate import paginate, with_cited
from press.write.layout import Engine, Layout
from press.write.picture import Pictures
from press.write.writers import Tools, writer


class Listener(Protocol):
    """Hears how a build goes on."""

    def begin(self, step: str, total: int) -> None:
        """Hear that a step begins, with so many documents to do."""
        ...

    def done(self, stem: str, pages: int) -> None:
        """Hear that a document is done, with its pages."""
        ...


@dataclass(frozen=True, slots=True)
class Produced:
    """A document's files by suffix, how many pages its PDF has, and where its units begin."""

    files: Mapping[str, bytes]
    pages: int
    starts: Mapping[str, int]


def produce(
    wanted: Mapping[str, Sequence[str]],
    composed: Mapping[str, Document],
    engine: Engine,
    content: Path,
    listener: Listener,
) -> dict[str, Produced]:
    """Return documents in their formats, by stem. Raises ContentError.

    ``wanted`` are suffixes by stem. A PDF is made of every document, and of those whose pages they cite: the proof
    reads page numbers from it.
    """
    cited = with_cited(tuple(wanted), composed)
    listener.begin("paginate", len(cited))
    layouts, maps = paginate([composed[stem] for stem in cited], engine, lambda made: listener.done(*_told(made)))
    everything = list(dict.fromkeys((*cited, *wanted)))
    listener.begin("write", len(everything))
    tools = Tools(engine, Pictures(engine, content), maps)
    produced: dict[str, Produced] = {}
    for stem in everything:
        layout = layouts.pop(stem, None) or engine.lay_out(composed[stem], maps)  # popped: laid-out pages are large
        files: dict[str, bytes] = {}
        for suffix in dict.fromkeys(("pdf", *wanted.get(stem, ()))):
            files[suffix] = writer(suffix)(layout, tools, files)
        starts = {unit: layout.page_map[unit] for unit in units(composed[stem]) if unit in layout.page_map}
        produced[stem] = Produced(files, layout.pages, starts)
        listener.done(*_told(layout))
    return produced


def _told(layout: Layout) -> tuple[str, int]:
    return layout.document.stem, layout.pages
