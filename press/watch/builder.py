"""The thread that rebuilds: it reads what was saved, shows what is wrong, and makes what is due, the nearest first."""

from __future__ import annotations

import gc
import hashlib
import threading
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Final

from press.memory import Produced
from press.problem import ContentError, Problem, in_order
from press.toolkit import Choice, chosen_stems, compose_all, load
from press.watch.bench import Bench
from press.watch.board import Board, Card, State
from press.watch.follow import Saved
from press.watch.sources import find_sources, read_files, renewed
from press.write.interrupt import Interruption, interruptible
from press.write.suffixes import ALWAYS

# How many new objects Python counts before it looks for garbage. A layout makes millions, and needs nearly all of them
# to its end: by the standard measure, 700, a sixth of the time goes into looking.
_COLLECT_AFTER: Final = 50_000


class Builder(threading.Thread):
    """Rebuilds in the background. `saved` and `look_at` tell it what to do; what comes of it stands on the board."""

    def __init__(self, content: Path, choice: Choice, board: Board, say: Callable[[str], None]) -> None:
        """Prepare; ``say`` hears lines for a terminal. ``choice`` may name formats beside the PDF for the screen."""
        super().__init__(name="builder", daemon=True)
        self._content, self._choice, self._board, self._say = content, choice, board, say
        suffixes = [suffix for suffix in ALWAYS if choice.formats and choice.wants(suffix)]
        self._suffixes = tuple(dict.fromkeys(("pdf", *suffixes)))
        self._bench: Bench | None = None
        self._waiting = threading.Condition()
        self._saved = Saved()
        self._is_over = self._is_called = False
        self._spent: Counter[str] = Counter()
        self._told: tuple[Problem, ...] = ()
        self._content_problems: tuple[Problem, ...] = ()
        self._versions: dict[str, tuple[Produced, str]] = {}

    def saved(self, files: Saved) -> None:
        """Hear that files were saved: what is being made makes way."""
        with self._waiting:
            self._saved |= files
            self._waiting.notify_all()

    def look_at(self, stem: str) -> None:
        """Hear which document somebody looks at: it comes first."""
        if self._board.view.looked_at != stem:
            self._board.show(looked_at=stem)
            with self._waiting:
                self._is_called = True
                self._waiting.notify_all()

    def end(self) -> None:
        """Stop soon."""
        with self._waiting:
            self._is_over = True
            self._waiting.notify_all()

    def run(self) -> None:
        """Work until the end."""
        gc.set_threshold(_COLLECT_AFTER, 20, 50)
        saved = Saved(content=(self._content.name,), design=("styles",))
        while not self._is_over:
            try:
                self._update(saved)
                self._work()
            except Exception as error:  # noqa: BLE001  (a slip in a template or a style: shown, and mended by the next save)
                self._show(fault=f"{type(error).__name__}: {error}", busy=False)
                self._say(f"the press failed: {type(error).__name__}: {error}")
            with self._waiting:
                self._waiting.wait_for(lambda: self._is_over or self._saved or self._is_called)
                saved, self._saved = self._saved, Saved()
                self._is_called = False

    # Reading

    def _update(self, saved: Saved) -> None:
        if saved.code:
            self._board.show(restart=True)
            self._say(f"{saved.code[0]} was saved: restart to see what its code does")
        if saved.design or not self._bench:
            self._board.show(busy=True)
            self._reload()
        if saved.content or saved.design:
            self._board.show(busy=True)
            self._read(saved)

    def _reload(self) -> None:
        if self._bench is None:
            self._bench = Bench(self._content, self._suffixes)
        else:
            self._bench.reload()
        gc.collect()
        gc.freeze()  # what stays need not be looked through each time

    def _read(self, saved: Saved) -> None:
        """Steps 1 to 4. With errors everything stays as it was, but the problems are new."""
        begun, bench = time.thread_time(), self._working
        files = read_files(self._content)
        try:
            library, warnings = load(self._content)
            documents = compose_all(library)
            chosen = chosen_stems(library, self._choice)
        except ContentError as error:
            sources = renewed(self._board.view.sources, files)
            self._tell(error.problems, saved, begun)
            self._show(problems=error.problems, sources=sources, stale=True, loaded=True, busy=False, fault="")
            return
        bench.take(documents, chosen)
        self._tell(tuple(warnings), saved, begun)
        title = str(library.toolkit.title)
        sources = find_sources(library, files)
        self._show(problems=tuple(warnings), sources=sources, stale=False, loaded=True, toolkit=title, fault="")

    @property
    def _working(self) -> Bench:
        if self._bench is None:
            raise RuntimeError("the styles cannot be read; mend them and save again")
        return self._bench

    def _tell(self, problems: tuple[Problem, ...], saved: Saved, begun: float) -> None:
        if problems != self._told:
            for problem in in_order(problems):
                self._say(str(problem))
        self._told = problems
        errors = sum(problem.severity == "error" for problem in problems)
        found = f"{errors} errors, {len(problems) - errors} warnings"
        names = ", ".join(saved.names[:3]) + (" …" if len(saved.names) > 3 else "")
        self._say(f"read {names}: {found} ({time.thread_time() - begun:.2f} s CPU)")

    # Making

    def _work(self) -> None:
        bench, made, begun = self._working, 0, time.thread_time()
        while not self._is_called_away():
            stem = bench.next(self._board.view.looked_at)
            if stem is None:
                self._show(busy=False)
                if made:
                    self._say(f"up to date: {made} made ({time.thread_time() - begun:.2f} s CPU)")
                return
            self._show(making=stem, busy=True)
            made += self._make(stem)

    def _make(self, stem: str) -> bool:
        bench, begun, looked_at = self._working, time.thread_time(), self._board.view.looked_at

        def is_called_away() -> bool:
            now = self._board.view.looked_at
            return self._is_called_away() or (now not in (looked_at, stem) and bench.is_due(now))

        try:
            with interruptible(is_called_away):
                produced = bench.work(stem)
        except Interruption:
            return False
        finally:
            self._spent[stem] += round((time.thread_time() - begun) * 1000)
        result = bench.results.get(stem)
        if produced:
            self._say(f"made {stem} ({produced.pages} pages, {self._spent.pop(stem) / 1000:.2f} s CPU)")
        elif result and result.problems and not bench.is_due(stem):
            self._spent.pop(stem)
            for problem in result.problems:
                self._say(str(problem))
        else:
            self._say(f"paged {stem} ({self._spent[stem] / 1000:.2f} s CPU so far)")
        return produced is not None

    def _is_called_away(self) -> bool:
        return self._is_over or bool(self._saved)

    # Showing

    def _show(self, making: str = "", **changes: object) -> None:
        cards = tuple(self._card(stem, making) for stem in self._bench.chosen) if self._bench else ()
        own = changes.pop("problems", None)
        if isinstance(own, tuple):
            self._content_problems = own
        problems = [*self._content_problems, *(problem for card in cards for problem in card.problems)]
        self._board.show(cards=cards, problems=tuple(in_order(problems)), **changes)

    def _card(self, stem: str, making: str) -> Card:
        bench = self._working
        document, result = bench.documents[stem], bench.results.get(stem)
        state: State = "ready"
        if stem == making:
            state = "making"
        elif bench.is_due(stem):
            state = "waiting"
        elif result and result.problems:
            state = "failed"
        made = result.made if result else None
        problems = result.problems if result else ()
        return Card(document, state, self._version(stem, made), made, bench.settled(stem), problems)

    def _version(self, stem: str, made: Produced | None) -> str:
        """Return the hash of a document's PDF; reckoned once."""
        if made is None:
            return ""
        known = self._versions.get(stem)
        if known is None or known[0] is not made:
            known = self._versions[stem] = (made, hashlib.sha256(made.files["pdf"]).hexdigest()[:24])
        return known[1]
