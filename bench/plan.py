"""What is measured, in which order: everything that the report needs, in one run."""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from bench import builds, machine
from bench.builds import ROOT, Press
from bench.figures import TOOLKIT, Figures, Subject, Workers
from bench.others import count, others
from bench.process import run

_SIZES: Final = (1, 2, 4, 8)
_TIMES: Final = 3


@dataclass(frozen=True, slots=True)
class Plan:
    """How much is measured: sizes of the invented toolkit, and how often small things are."""

    quick: bool
    sizes: tuple[int, ...]
    times: int


WHOLE: Final = Plan(quick=False, sizes=_SIZES, times=_TIMES)
QUICK: Final = Plan(quick=True, sizes=_SIZES[:2], times=1)

Say = Callable[[str], None]


def carry_out(plan: Plan, date: str, say: Say) -> Figures:
    """Measure everything; ``say`` hears what is next. Raises FailedError when a command fails."""
    seen = machine.machine()
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        bench = _Bench(plan, Path(name), say)
        tools = bench.tools()
        say("interpreter and imports")
        imports = builds.imports(_TIMES)
        subjects = (bench.toolkit(), *(bench.corpus(size) for size in plan.sizes))
        workers = bench.workers() if builds.has_jobs() else None
    no_workers = "" if workers else "`build` has no option `--jobs`"
    return Figures(date, plan.quick, seen, machine.versions(tools), imports, subjects, workers, no_workers)


class _Bench:
    """A folder for scratch, and what is measured in it."""

    def __init__(self, plan: Plan, folder: Path, say: Say) -> None:
        self._plan, self._folder, self._say = plan, folder, say

    def tools(self) -> dict[str, str]:
        """Return what the press says of itself; its fonts are there from now on."""
        told: dict[str, str] = json.loads(self._tell(ROOT / "content", TOOLKIT))
        return told

    def toolkit(self) -> Subject:
        """Measure the toolkit, with all that is compared."""
        subject = self._subject(TOOLKIT, 0, lambda target: shutil.copytree(ROOT / "content", target), 1)
        return subject if self._plan.quick else self._compared(subject, 1)

    def corpus(self, size: int) -> Subject:
        """Measure an invented toolkit; the smallest with all that is compared."""
        small = size == min(self._plan.sizes)
        times = self._plan.times if small else 1
        subject = self._subject(_corpus(size), size, lambda target: self._invent(target, size), times)
        return self._compared(subject, times) if small else subject

    def workers(self) -> Workers:
        """Measure what a second worker brings."""
        name = _corpus(1) if self._plan.quick else TOOLKIT
        self._say(f"{name}: two workers")
        found = builds.workers(name, self._press(name), self._plan.times)
        if self._plan.quick:
            return found
        largest = _corpus(max(self._plan.sizes))
        self._say(f"{largest}: two workers")
        return replace(found, peak=builds.peak_of_two(self._press(largest)))

    def _subject(self, name: str, size: int, bring: Callable[[Path], object], times: int) -> Subject:
        self._say(f"{name}: cold, unchanged, one sentence")
        press = self._press(name)
        bring(press.content)
        return builds.measure(name, size, press, times)

    def _compared(self, subject: Subject, times: int) -> Subject:
        content, folder = self._press(subject.name).content, self._folder / f"{subject.name}, compared"
        self._say(f"{subject.name}: step by step")
        subject = replace(subject, detail=builds.detail(content, folder))
        self._say(f"{subject.name}: PDF and Word alone, and with page numbers known")
        self._tell(content, subject.name)
        told = self._told(subject.name)
        plain = builds.plain(content, folder, times)
        counted = count(told, builds.made(folder))
        plain = replace(plain, notes=counted["pdf"])
        self._say(f"{subject.name}: other tools")
        return replace(subject, plain=plain, others=others(told, folder, times), notes=counted["source"])

    def _press(self, name: str) -> Press:
        return Press(self._folder / name / "content", self._folder / f"{name}, built")

    def _told(self, name: str) -> Path:
        return self._folder / f"{name}.json"

    def _tell(self, content: Path, name: str) -> str:
        return run([sys.executable, "-m", "bench.tell", str(content), str(self._told(name))]).out

    def _invent(self, target: Path, size: int) -> None:
        # In a process of its own, so that this one stays small (see bench.process).
        run([sys.executable, "-m", "bench.corpus", str(target), str(size)])


def _corpus(size: int) -> str:
    return f"corpus × {size}"
