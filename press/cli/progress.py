"""How a build tells what it does: a live line on a terminal, plain lines in a pipe, a table at the end."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Table

from press.manifest import Artifact


def tell_waiting(process: int | None, folder: Path, console: Console | None = None) -> None:
    """Tell on standard error that another command has an output folder, and which process that is, if it is known."""
    which = f" (process {process})" if process else ""
    line = f"waiting for another command that uses {folder}{which}; Ctrl-C gives up"
    (console or Console(stderr=True, highlight=False)).print(line, markup=False, soft_wrap=True)


class Teller:
    """Tells of each step and document. On a terminal it draws a live bar; elsewhere it prints a line a document."""

    def __init__(self) -> None:
        """Write to standard error, so that standard output stays for results."""
        self._console = Console(stderr=True, highlight=False)
        self._live: Progress | None = None
        self._task: TaskID | None = None
        self._step = ""
        self._pages = 0
        self._begun = time.monotonic()

    def __enter__(self) -> Self:
        """Begin to draw, on a terminal."""
        if self._console.is_terminal:
            columns = (
                TextColumn("{task.description:<9}"),
                BarColumn(bar_width=28),
                MofNCompleteColumn(),
                TextColumn("{task.fields[pages]} pages"),
                TimeElapsedColumn(),
                TextColumn("{task.fields[document]}", style="dim"),
            )
            self._live = Progress(*columns, console=self._console)
            self._live.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leave the last picture standing."""
        if self._live:
            self._live.stop()

    def waits(self, process: int | None, folder: Path) -> None:
        """Tell that another build, or a proof, has the output folder."""
        tell_waiting(process, folder, self._console)

    def begin(self, step: str, total: int) -> None:
        """Tell that a step begins."""
        self._step, self._pages = step, 0
        if self._live:
            self._task = self._live.add_task(step, total=total, pages=0, document="")

    def done(self, stem: str, pages: int) -> None:
        """Tell that a document is done."""
        self._pages += pages
        if self._live and self._task is not None:
            self._live.update(self._task, advance=1, pages=self._pages, document=stem)
        elif pages:
            self._console.print(f"{self._step} {stem} ({pages} pages)", markup=False, soft_wrap=True)
        else:
            self._console.print(f"{self._step} {stem}", markup=False, soft_wrap=True)

    def summary(self, artifacts: Sequence[Artifact], verb: str) -> None:
        """Print what there is by folder: files, pages, size; and how long it took."""
        rows: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
        for artifact in artifacts:
            row = rows[artifact.path.rsplit("/", 1)[0]]
            row[0] += 1
            row[1] += artifact.pages or 0
            row[2] += artifact.bytes
        table = Table(box=None, pad_edge=False, header_style="bold", show_footer=True)
        total = [sum(row[i] for row in rows.values()) for i in range(3)]
        table.add_column("folder", footer="total")
        for name, number in zip(("files", "pages", "kB"), (total[0], total[1], total[2] // 1000), strict=True):
            table.add_column(name, justify="right", footer=str(number))
        for folder, (count, pages, size) in sorted(rows.items()):
            table.add_row(folder, str(count), str(pages), str(size // 1000))
        self._console.print(table)
        self._console.print(f"{verb} in {time.monotonic() - self._begun:.1f} s")
