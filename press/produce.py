"""Steps 5 and 6 for many documents: page maps first, then every document in its formats."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol

from press.crew import Crew
from press.desk import Desk, Files
from press.document import Document
from press.memory import Produced
from press.paginate import cited_stems, paginate, with_cited
from press.store import Store
from press.write.numbers import PageMaps


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
    content: Path,
    crew: Crew,
    listener: Listener,
    store: Store | None = None,
) -> dict[str, Produced]:
    """Return documents in their formats, by stem. Raises ContentError, with the problems of all of them.

    ``wanted`` are suffixes by stem. A PDF is made of every document, and of those whose pages they cite: the proof
    reads page numbers from it. What the ``store`` has is not made again.
    """
    desk = Desk(content, crew, store, listener.done)
    cited = with_cited(tuple(wanted), composed)
    everything = list(dict.fromkeys((*cited, *wanted)))
    crew.expect(sum(not desk.is_known(composed[stem]) for stem in everything))
    listener.begin("paginate", len(cited))
    for stem in cited:
        desk.lay_out(composed[stem], {})
    asked = {  # who cites nobody need not wait for anybody
        stem: desk.write(composed[stem], wanted.get(stem, ()), {})
        for stem in everything
        if stem not in cited and not cited_stems(composed[stem])
    }
    pages, maps = paginate([composed[stem] for stem in cited], desk)
    listener.begin("write", len(everything))
    for stem in everything:
        if stem not in asked:
            asked[stem] = desk.write(composed[stem], wanted.get(stem, ()), maps, pages.get(stem))
    made = _finished(asked, desk, crew, listener)
    return {stem: made[stem] for stem in everything}


def _finished(asked: Mapping[str, Files], desk: Desk, crew: Crew, listener: Listener) -> dict[str, Produced]:
    """Return what is made of all that was asked for, and remember each as soon as it is there."""
    made: dict[str, Produced] = {}

    def finish(stem: str) -> None:
        made[stem] = desk.finish(asked[stem])
        listener.done(stem, made[stem].pages)

    for stem, files in asked.items():
        if files.task is None:
            finish(stem)
    waiting = {files.task: stem for stem, files in asked.items() if files.task}
    for task in crew.succeeded(waiting):
        finish(waiting[task])
    return made


def produce_apart(
    documents: Mapping[str, Document],
    suffixes: Sequence[str],
    cited: PageMaps,
    content: Path,
    crew: Crew,
    listener: Listener,
) -> dict[str, Produced]:
    """Return documents that are no part of the toolkit in their formats, by stem. Raises ContentError.

    They cite pages of its documents, and nobody cites theirs. Nothing of them is kept in a store: what they say may be
    somebody's answers.
    """
    desk = Desk(content, crew, None, listener.done)
    crew.expect(len(documents))
    listener.begin("write", len(documents))
    asked = {stem: desk.write(document, suffixes, cited) for stem, document in documents.items()}
    return _finished(asked, desk, crew, listener)
