"""Builds as the press does, but counts (``python -m bench.make``): CPU seconds by step and document, and layouts."""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from press import publish
from press.crew import Processes
from press.document import Document
from press.manifest import Artifact
from press.memory import press_digest
from press.store import Store
from press.toolkit import Choice
from press.write.layout import Engine, Layout
from press.write.numbers import Rooms

SCREEN_AND_WORD: Final = ("pdf", "docx")
_FIRST: Final = "read"  # and everything until the next step is told of


class ScreenAndWord(Choice):
    """All documents as PDFs for the screen and as Word files, without print twins."""

    def wants(self, suffix: str) -> bool:
        """Tell whether files of a suffix are asked for."""
        return suffix in SCREEN_AND_WORD


class NumbersOnly(Store):
    """A store of which a build may know page numbers, and nothing else; it keeps nothing new."""

    found = 0

    def get(self, key: str) -> bytes | None:
        """Return what is kept, if it is the record of a layout (press/desk.py)."""
        data = super().get(key)
        if data is None or not data.startswith(b'{"map":'):
            return None
        self.found += 1
        return data

    def put(self, key: str, content: bytes) -> None:
        """Keep nothing."""


class Ledger:
    """Hears how a build goes on, and writes down what it costs: a listener, and an engine's layouts.

    What passes until a document is done counts as its, but for layouts of others in between.
    """

    def __init__(self) -> None:
        """Begin with the first step."""
        self.startup = time.process_time()  # what interpreter and imports have cost
        self.steps: dict[str, float] = defaultdict(float)
        self.documents: dict[str, float] = defaultdict(float)
        self.layouts: Counter[str] = Counter()
        self._step, self._mark, self._laid = _FIRST, self.startup, 0.0

    def begin(self, step: str, total: int) -> None:  # noqa: ARG002  (a Listener)
        """Hear that a step begins."""
        self._passed()
        self._step = step

    def done(self, stem: str, pages: int) -> None:  # noqa: ARG002  (a Listener)
        """Hear that a document is done."""
        self.documents[stem] += self._passed()

    def end(self) -> None:
        """Hear that the build is done."""
        self._passed()

    def _passed(self) -> float:
        """Return the CPU seconds since the last time, but for layouts, which have been given to their documents."""
        now = time.process_time()
        passed, laid = now - self._mark, self._laid
        self.steps[self._step] += passed
        self._mark, self._laid = now, 0.0
        return passed - laid

    def watch(self, engine: type[Engine]) -> None:
        """Count the layouts of an engine."""
        lay_out = engine.lay_out_once

        def counted(self_: Engine, document: Document, rooms: Rooms) -> Layout:
            begun = time.process_time()
            layout = lay_out(self_, document, rooms)
            cost = time.process_time() - begun
            self.layouts[document.stem] += 1
            self.documents[document.stem] += cost
            self._laid += cost
            return layout

        setattr(engine, Engine.lay_out_once.__name__, counted)


def _told(ledger: Ledger, made: Iterable[Artifact], store: Store | None) -> str:
    screens = {artifact.document: artifact.pages or 0 for artifact in made if artifact.suffix == "pdf"}
    return json.dumps(
        {
            "startup": ledger.startup,
            "steps": ledger.steps,
            "documents": ledger.documents,
            "pages": screens,
            "layouts": ledger.layouts.total(),
            "numbers": store.found if isinstance(store, NumbersOnly) else 0,
        }
    )


def main() -> None:
    """Build a content folder; print what it cost as JSON. Raises ContentError."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("content", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("--whole", action="store_true", help="print twins and the proof, too")
    parser.add_argument("--remember", type=Path, help="keep results in this folder")
    parser.add_argument("--numbers", type=Path, help="take page numbers from this folder of results")
    asked = parser.parse_args()
    store: Store | None = None
    if asked.numbers:
        store = NumbersOnly(asked.numbers, maker=press_digest())
    elif asked.remember:
        store = Store(asked.remember, maker=press_digest())
    ledger = Ledger()
    ledger.watch(Engine)
    choice = Choice() if asked.whole else ScreenAndWord()
    with Processes(1) as crew:
        built = publish.build(asked.content, asked.output, choice, ledger, prove=asked.whole, store=store, crew=crew)
    ledger.end()
    print(_told(ledger, built.made, store))  # noqa: T201


if __name__ == "__main__":
    main()
