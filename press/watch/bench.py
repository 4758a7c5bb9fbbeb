"""What has to be made, in which order, and making it: the decisions of a press that stays.

A document is due when its key (`press.memory`) is not that of the files there are. The one that somebody looks at comes
first, with the page numbers that were true last time; then the documents whose pages others cite; then all others. When
a cited page has moved, whoever prints it is due again, by its key.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from pathlib import Path

from press.design import load_design
from press.desk import write_files
from press.document import Document
from press.memory import Ingredients, Memory, Produced, ingredients, key_of, press_digest
from press.paginate import cited_stems
from press.problem import ContentError, Problem
from press.write.interrupt import forget
from press.write.layout import Engine, Layout
from press.write.numbers import PageMap, Rooms
from press.write.picture import Pictures
from press.write.suffixes import suffixes
from press.write.writers import Tools


@dataclass(frozen=True, slots=True)
class Result:
    """What there is of a document: what it was last made into, under which key, and why it could not be made anew.

    ``key`` is that of the last attempt; with ``problems`` it failed, and ``made`` is older.
    """

    key: str
    made: Produced | None
    problems: tuple[Problem, ...] = ()


class Bench:
    """Documents, and what they were made into. One thread works here; `next` and `work` are called in turn."""

    def __init__(self, content: Path, wanted: Sequence[str], memory: Memory | None = None) -> None:
        """Load the engine. ``wanted`` are the suffixes of files to be made beside the PDF."""
        self._content, self._suffixes = content, tuple(wanted)
        self._memory = memory or Memory()
        self.documents: Mapping[str, Document] = {}
        self.results: dict[str, Result] = {}
        self._made_of: dict[str, Ingredients] = {}
        self._direct: dict[str, set[str]] = {}
        self._behind: dict[str, set[str]] = {}
        self._cited: tuple[str, ...] = ()
        self._wanted: frozenset[str] = frozenset()
        self._maps: dict[str, PageMap] = {}
        self._paged: dict[str, str] = {}
        self._laid: dict[str, Layout] = {}
        self._rooms: dict[str, Rooms] = {}
        self.reload()

    def reload(self) -> None:
        """Read design, styles and templates anew; everything is due then. Raises what is wrong with them."""
        forget()
        self._engine = Engine(load_design(), self._content)
        self._press = press_digest()
        self._pictures = Pictures(self._engine, self._content)
        self._laid.clear()
        self._rooms.clear()

    def take(self, documents: Mapping[str, Document], wanted: Sequence[str]) -> None:
        """Take the documents of the content as it is now, of which some are wanted as files."""
        self.documents, self._wanted = documents, frozenset(wanted)
        self._made_of = {stem: ingredients(document, self._content) for stem, document in documents.items()}
        direct = {stem: set(cited_stems(document)) for stem, document in documents.items()}
        self._direct = direct
        self._behind = {stem: _reached(stem, direct) for stem in documents}
        needed = {other for stem in wanted for other in self._behind[stem]}
        self._cited = tuple(stem for stem in documents if stem in needed)
        self._pictures = Pictures(self._engine, self._content)
        self._laid.clear()
        self._rooms.clear()
        for kept in (self.results, self._maps, self._paged):
            for stem in kept.keys() - documents.keys():
                del kept[stem]

    @property
    def chosen(self) -> list[str]:
        """The wanted documents, in the toolkit's order."""
        return [stem for stem in self.documents if stem in self._wanted]

    def due(self) -> list[str]:
        """Return the wanted documents whose files are not what they should be, in the toolkit's order."""
        return [stem for stem in self.chosen if self.is_due(stem)]

    def is_due(self, stem: str) -> bool:
        """Tell whether a document is wanted, and there are no files of it as it is now."""
        if stem not in self._wanted:
            return False
        result = self.results.get(stem)
        return result is None or result.key != self._key(stem)

    def settled(self, stem: str) -> bool:
        """Tell whether the pages that a document cites are known to be true."""
        return all(self._is_paged(other) for other in self._behind[stem])

    def next(self, looked_at: str = "") -> str | None:
        """Return the document to work on next, or None when nothing is due."""
        if self.is_due(looked_at):
            return looked_at
        unpaged = (stem for stem in self._cited if not self._is_paged(stem))
        return next(unpaged, None) or next(iter(self.due()), None)

    def work(self, stem: str) -> Produced | None:
        """Do the next piece of work on a document: return its files, or None when only its pages were settled.

        What is wrong with it stands in `results` then. An `Interruption` leaves everything as it was.
        """
        key = self._key(stem)
        try:
            made = self._recall(stem, key) or self._make(stem, key)
        except ContentError as error:
            last = self.results.get(stem)
            self.results[stem] = Result(key, last.made if last else None, tuple(error.problems))
            self._paged[stem] = key  # as far as that goes: the last known pages
            return None
        if made:
            self.results[stem] = Result(key, made)
        return made

    def _recall(self, stem: str, key: str) -> Produced | None:
        known = self._memory.get(key, ("pdf", *self._suffixes_of(self.documents[stem])))
        if known:
            self._page(stem, key, known.page_map)
        return known

    def _suffixes_of(self, document: Document) -> list[str]:
        return [suffix for suffix in suffixes(document.kind) if suffix in self._suffixes]

    def _make(self, stem: str, key: str) -> Produced | None:
        """Lay a document out, and write it. A cited one is first only laid out: others wait for its pages alone."""
        document = self.documents[stem]
        laid = self._laid.pop(stem, None)
        if laid is None or not self._is_paged(stem):
            cited = {other: self._maps.get(other, {}) for other in self._direct[stem]}
            laid = self._engine.lay_out(document, cited, self._rooms.get(stem, {}))
            self._rooms[stem] = laid.rooms  # which only grow, so that pages come to rest
            is_new = not self._is_paged(stem)
            self._page(stem, key, laid.page_map)
            if stem in self._cited and is_new:
                if stem in self._wanted:
                    self._laid[stem] = laid
                return None
        made = write_files(laid, self._suffixes_of(document), Tools(self._engine, self._pictures, self._maps))
        if ingredients(document, self._content) == self._made_of[stem]:  # else a picture was saved meanwhile
            self._memory.put(key, made)
        return made

    def _page(self, stem: str, key: str, page_map: PageMap) -> None:
        """Note where the units of a document stand, which may make others due."""
        self._maps[stem], self._paged[stem] = page_map, key

    def _key(self, stem: str) -> str:
        return key_of(self._made_of[stem], self._maps, self._press)

    def _is_paged(self, stem: str) -> bool:
        return self._paged.get(stem) == self._key(stem)


def _reached(stem: str, direct: Mapping[str, Set[str]]) -> set[str]:
    """Return the documents whose pages matter for one: those that it cites, those that they cite, and so on."""
    reached: set[str] = set()
    queue = list(direct[stem])
    while queue:
        if (other := queue.pop()) not in reached:
            reached.add(other)
            queue += direct[other]
    return reached
