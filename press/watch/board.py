"""What a press that stays knows at a moment, for all to see: documents, problems, sources."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from threading import Condition
from typing import Any, Final, Literal

from press.document import Document
from press.memory import Produced
from press.problem import Problem
from press.watch.sources import Sources

State = Literal["waiting", "making", "ready", "failed"]
_KEPT_FILES: Final = 100


@dataclass(frozen=True, slots=True)
class Card:
    """A document as it stands. ``version`` names the PDF that there is, which may be older than the content.

    ``settled`` is false as long as a page number of another document may still move.
    """

    document: Document
    state: State = "waiting"
    version: str = ""
    made: Produced | None = None
    settled: bool = False
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class View:
    """Everything that is shown at a moment.

    ``stale`` means that the content has errors, and the documents are those of before. ``fault`` is what is wrong with
    the press itself; ``restart`` that its code was changed. ``looked_at`` is the stem that somebody looks at.
    """

    revision: int = 0
    toolkit: str = ""
    loaded: bool = False
    cards: tuple[Card, ...] = ()
    problems: tuple[Problem, ...] = ()
    sources: Sources = field(default_factory=Sources)
    stale: bool = False
    busy: bool = True
    restart: bool = False
    fault: str = ""
    looked_at: str = ""

    def card(self, stem: str) -> Card | None:
        """Return a document's card."""
        return next((card for card in self.cards if card.document.stem == stem), None)


class Board:
    """The present view, shared by threads: one writes, many read and wait."""

    def __init__(self) -> None:
        """Begin with nothing known."""
        self._changed = Condition()
        self._view = View()
        self._files: OrderedDict[str, tuple[Document, Produced]] = OrderedDict()
        self._is_over = False

    @property
    def view(self) -> View:
        """What is known now."""
        with self._changed:
            return self._view

    def show(self, **changes: Any) -> None:
        """Change the view; whoever waits hears of it."""
        with self._changed:
            self._view = replace(self._view, **changes, revision=self._view.revision + 1)
            for card in self._view.cards:
                if card.made:
                    self._files[card.version] = (card.document, card.made)
                    self._files.move_to_end(card.version)
            while len(self._files) > max(_KEPT_FILES, 2 * len(self._view.cards)):
                self._files.popitem(last=False)
            self._changed.notify_all()

    def made(self, version: str) -> tuple[Document, Produced] | None:
        """Return a document and its files by version; some of those that were shown before, too."""
        with self._changed:
            return self._files.get(version)

    def revisions(self, patience: float) -> Iterator[int | None]:
        """Yield the number of each new view, from the present one on; None when nothing happened for so long."""
        seen = -1
        while (now := self._other_than(seen, patience)) is not None:
            yield now if now != seen else None
            seen = now

    def _other_than(self, seen: int, patience: float) -> int | None:
        """Wait for a view other than one that was seen; return its number, or None when all is over."""
        with self._changed:
            self._changed.wait_for(lambda: self._is_over or self._view.revision != seen, patience)
            return None if self._is_over else self._view.revision

    def end(self) -> None:
        """Let nobody wait any longer."""
        with self._changed:
            self._is_over = True
            self._changed.notify_all()
