"""Steps 5 and 6 for many documents: page maps first, then every document in its formats."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol

from press.desk import Desk, Laid
from press.document import Document
from press.memory import Produced
from press.paginate import paginate, with_cited
from press.store import Store
from press.write.layout import Engine
from press.write.picture import Pictures
from press.write.writers import Tools


class Listener(Protocol):
    """Hears how a build goes on."""

    def begin(self, step: str, total: int) -> None:
        """Hear that a step begins, with so many documents to do."""
        ...

    def done(self, stem: str, pages: int) -> None:
        """Hear that a document is done, with its pages."""
        ...


def produce(
    wanted: Mapping[str, Sequence[str]],
    composed: Mapping[str, Document],
    engine: Engine,
    content: Path,
    listener: Listener,
    store: Store | None = None,
) -> dict[str, Produced]:
    """Return documents in their formats, by stem. Raises ContentError.

    ``wanted`` are suffixes by stem. A PDF is made of every document, and of those whose pages they cite: the proof
    reads page numbers from it. What the ``store`` has is not made again.
    """
    desk = Desk(engine, content, store)
    cited = with_cited(tuple(wanted), composed)
    listener.begin("paginate", len(cited))
    layouts, maps = paginate([composed[stem] for stem in cited], desk, lambda made: listener.done(*_told(made)))
    everything = list(dict.fromkeys((*cited, *wanted)))
    listener.begin("write", len(everything))
    tools = Tools(engine, Pictures(engine, content), maps)
    produced: dict[str, Produced] = {}
    for stem in everything:
        laid = layouts.pop(stem, None) or desk.lay_out(composed[stem], maps)  # popped: laid-out pages are large
        produced[stem] = desk.write(laid, wanted.get(stem, ()), tools)
        listener.done(*_told(laid))
    return produced


def _told(laid: Laid) -> tuple[str, int]:
    return laid.document.stem, laid.pages
