"""The press at work, as its command line does it: cold, unchanged, after a sentence, with more workers."""

from __future__ import annotations

import json
import shutil
import statistics
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from bench import edit
from bench.figures import Detail, Plain, Subject, Workers
from bench.process import Cost, Ran, median, run

ROOT: Final = Path(__file__).resolve().parents[1]
_JOBS: Final = "--jobs"


@dataclass(frozen=True, slots=True)
class Press:
    """The command line of the press on one content folder, with results and output of its own in ``folder``."""

    content: Path
    folder: Path

    def build(self, *options: str, results: str = "results") -> Ran:
        """Build with one worker, where their number can be said."""
        jobs = () if _JOBS in options or not has_jobs() else (_JOBS, "1")
        command = [sys.executable, str(ROOT / "build.py"), "--content", str(self.content)]
        command += ["--output", str(self.folder / "output"), "build", *jobs, *options]
        return run(command, {"PRESS_RESULTS": str(self.folder / results)})

    def cold(self, *options: str) -> Ran:
        """Build with nothing known but the faces of fonts, which are made once for ever."""
        shutil.rmtree(self.folder, ignore_errors=True)
        return self.build(*options)

    def artifacts(self) -> list[dict[str, Any]]:
        """Return what the manifest lists."""
        told = json.loads((self.folder / "output" / "draft" / "manifest.json").read_text("utf-8"))
        return list(told["artifacts"])


@cache
def has_jobs() -> bool:
    """Tell whether builds can have more than one worker."""
    return _JOBS in run([sys.executable, str(ROOT / "build.py"), "build", "--help"]).out


def imports(times: int) -> Cost:
    """Return what the interpreter costs until it has imported what ``build.py build`` does."""
    return median(times, lambda: run([sys.executable, "-c", "import press.cli.build"])).cost


def measure(name: str, size: int, press: Press, times: int) -> Subject:
    """Build a copy of content cold, again, and again after a sentence. Cold builds are made ``times`` times."""
    cold = median(times, press.cold)
    before = press.artifacts()
    unchanged = median(3, press.build)
    change = edit.choose(press.content)
    change.make()
    sentence = press.build()
    old = {entry["path"]: entry["sha256"] for entry in before}
    remade = {entry["document"]: None for entry in press.artifacts() if entry["sha256"] != old.get(entry["path"])}
    screens = {entry["document"]: entry["pages"] for entry in before if _is_screen(entry)}
    return Subject(
        name, size, len(screens), sum(screens.values()), cold.cost, unchanged.cost, sentence.cost,
        change.document, tuple(remade),
    )  # fmt: skip


def _is_screen(entry: Mapping[str, Any]) -> bool:
    return entry["format"] == "pdf" and not entry["variant"]


def detail(content: Path, folder: Path) -> Detail:
    """Return where the CPU seconds of a whole cold build go."""
    told = _make(content, folder, "--whole").told
    return Detail(told["startup"], told["steps"], told["documents"], told["pages"], told["layouts"])


def plain(content: Path, folder: Path, times: int) -> Plain:
    """Build PDFs for the screen and Word files: with nothing known, and with all page numbers known."""
    cold = _median(times, content, folder)
    results = str(folder / "numbers")
    _make(content, folder, "--remember", results)
    known = _median(times, content, folder, "--numbers", results)
    return Plain(cold.cost, known.cost if known.told["numbers"] else None, cold.told["layouts"])


def made(folder: Path) -> Path:
    """Return the folder with what `plain` has made, by stem; a toolkit with several languages has several."""
    return next(path for path in sorted((folder / "made").iterdir()) if path.is_dir())


@dataclass(frozen=True, slots=True)
class _Made:
    cost: Cost
    told: dict[str, Any]


def _make(content: Path, folder: Path, *options: str) -> _Made:
    return _median(1, content, folder, *options)


def _median(times: int, content: Path, folder: Path, *options: str) -> _Made:
    command = [sys.executable, "-m", "bench.make", str(content), str(folder / "made"), *options]
    ran = median(times, lambda: run(command))
    return _Made(ran.cost, json.loads(ran.out))


def workers(name: str, press: Press, times: int) -> Workers:
    """Build cold with one worker and with two, in turns."""
    walls: dict[str, list[float]] = {"1": [], "2": []}
    for _ in range(times):
        for jobs, found in walls.items():
            found.append(press.cold(_JOBS, jobs).cost.wall)
    return Workers(name, *(statistics.median(found) for found in walls.values()))


def peak_of_two(press: Press) -> float:
    """Return the memory of the largest process when two workers build."""
    return press.cold(_JOBS, "2").cost.peak
