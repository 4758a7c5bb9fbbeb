"""The builds that tests look at: made once in a session, by the real command line, while other tests already run.

The first worker that needs builds makes them all, two at a time, in a folder that the workers share; the others wait.
Each build has a ``twin`` of the same content, made elsewhere and under other circumstances (see `tests.circumstances`)
by the same press, though not proven.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import Any, Final

from press.memory import press_digest
from press.store import Store
from tests.circumstances import other_circumstances

ROOT: Final = Path(__file__).resolve().parents[1]
SAMPLE: Final = ROOT / "tests" / "toolkits" / "clean-hands" / "content"
PROGRAM: Final = ("press", "templates", "styles", "build.py")
_DONE: Final = "done.json"
_RESULTS: Final = "results"
_PATIENCE: Final = 900.0
_COPYING: Final = Lock()


@dataclass(frozen=True)
class Build:
    """A build that is done: its content, its ``output/draft``, what it keeps for later builds, and what it said."""

    content: Path
    draft: Path
    results: Path
    log: str

    @property
    def store(self) -> Store:
        """Return what it keeps: nothing of that is made again."""
        return Store(self.results, maker=press_digest())

    @cached_property
    def manifest(self) -> dict[str, Any]:
        """The manifest, as written."""
        data: dict[str, Any] = json.loads((self.draft / "manifest.json").read_text("utf-8"))
        return data

    @property
    def artifacts(self) -> dict[str, dict[str, Any]]:
        """The manifest's entries by path."""
        return {entry["path"]: entry for entry in self.manifest["artifacts"]}

    @property
    def files(self) -> list[Path]:
        """All documents that were made, in order: neither the manifest nor the models of forms."""
        data = {self.draft / "manifest.json", self.draft / "forms.json"}
        return sorted(p for p in self.draft.rglob("*") if p.is_file() and p not in data)

    @property
    def pdfs(self) -> list[Path]:
        """The PDFs for the screen, in order."""
        return [path for path in self.files if path.suffix == ".pdf" and not path.name.endswith(".print.pdf")]

    @property
    def print_twins(self) -> list[Path]:
        """The PDFs for print shops, in order."""
        return [path for path in self.files if path.name.endswith(".print.pdf")]

    @property
    def word_files(self) -> list[Path]:
        """The Word files, in order."""
        return [path for path in self.files if path.suffix == ".docx"]

    def name(self, path: Path) -> str:
        """Return a file's path as the manifest has it."""
        return path.relative_to(self.draft).as_posix()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a build runs: a folder with the press and the content, the environment, and what stands before Python."""

    root: Path
    content: Path
    environment: Mapping[str, str]
    prefix: tuple[str, ...] = ()
    proven: bool = True

    def command(self, output: Path) -> list[str]:
        """Return the command that builds into an output folder."""
        if self.proven:
            told = ["build.py", "--content", str(self.content), "--output", str(output), "build"]
        else:
            told = ["-c", _UNPROVEN, str(self.content), str(output / "draft")]
        return [*self.prefix, sys.executable, *told]


# What has the same bytes as a proven file need not be proven again, which would take a third of the time.
_UNPROVEN: Final = """
import sys
from pathlib import Path

from press import publish
from press.cli.progress import Teller
from press.crew import Processes, usable_processors
from press.toolkit import Choice

with Processes(usable_processors()) as crew, Teller() as teller:
    publish.build(Path(sys.argv[1]), Path(sys.argv[2]), Choice(), teller, prove=False, crew=crew)
"""


def _here(content: Path) -> Callable[[Path], Place]:
    # Any warning of Python's is an accident.
    return lambda folder: Place(ROOT, content, {**os.environ, **_results(folder), "PYTHONWARNINGS": "error"})


def _results(folder: Path) -> dict[str, str]:
    """Let a build know nothing of others: twins would be the same because one was copied."""
    return {"PRESS_RESULTS": str(folder / _RESULTS)}


def _elsewhere(content: Path) -> Callable[[Path], Place]:
    """Build in a copy of the press; both twins have the same one, which cuts its faces once."""

    def place(folder: Path) -> Place:
        copy = folder.parent / "R&D, twin"
        with _COPYING:
            if not copy.exists():
                copy_of_press(copy)
        shutil.copytree(content, folder / "content")
        circumstances = other_circumstances(folder.parent)
        environment = {**circumstances.environment, **_results(folder)}
        return Place(copy, folder / "content", environment, circumstances.prefix, proven=False)

    return place


# The names of fixtures; shorter builds first, so that fewer tests wait.
RECIPES: Final[Mapping[str, Callable[[Path], Place]]] = {
    "sample_build": _here(SAMPLE),
    "main_build": _here(ROOT / "content"),
    "main_twin": _elsewhere(ROOT / "content"),
    "sample_twin": _elsewhere(SAMPLE),
}


def copy_of_press(folder: Path) -> Path:
    """Copy the program, without content, into a new folder."""
    folder.mkdir(parents=True)
    for part in PROGRAM:
        if (ROOT / part).is_dir():
            shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / part, folder / part)
    return folder


class Builder:
    """Makes builds in the background; only in the process that comes first."""

    def __init__(self, shared: Path) -> None:
        self._shared = shared
        self._pool: ThreadPoolExecutor | None = None
        self._running: set[subprocess.Popen[str]] = set()

    def begin(self, names: Iterable[str]) -> None:
        """Begin to make these builds, unless another process has begun."""
        asked = set(names)
        wanted = [name for name in RECIPES if name in asked]
        if not wanted or not _claim(self._shared):
            return
        self._pool = ThreadPoolExecutor(max_workers=2)
        for name in wanted:
            self._pool.submit(self._make, name)

    def end(self, *, now: bool) -> None:
        """Wait for the builds that this process makes, as other workers may need them; or stop them now."""
        if now:
            for process in tuple(self._running):
                process.send_signal(signal.SIGTERM)
        if self._pool:
            self._pool.shutdown(cancel_futures=now)

    def _make(self, name: str) -> None:
        folder = self._shared / name
        try:
            place = RECIPES[name](folder)
            output = folder / "output"
            code, log = self._run(place.command(output), place)
            answer = {"code": code, "log": log, "content": str(place.content), "draft": str(output / "draft")}
        except Exception as error:  # noqa: BLE001  (told by whoever waits)
            answer = {"code": -1, "log": repr(error)}
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "done.part").write_text(json.dumps(answer), "utf-8")
        (folder / "done.part").replace(folder / _DONE)

    def _run(self, command: list[str], place: Place) -> tuple[int, str]:
        with subprocess.Popen(
            command, cwd=place.root, env=dict(place.environment), text=True, encoding="utf-8",
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        ) as process:  # fmt: skip
            self._running.add(process)
            log, _ = process.communicate()
            self._running.discard(process)
            return process.returncode, log


def _claim(shared: Path) -> bool:
    shared.parent.mkdir(parents=True, exist_ok=True)
    try:
        shared.mkdir()
    except FileExistsError:
        return False
    return True


def wait(shared: Path, name: str) -> Build:
    """Return a build, as soon as it is done; AssertionError with its log when it failed."""
    done, until = shared / name / _DONE, time.monotonic() + _PATIENCE
    while not done.is_file():
        assert time.monotonic() < until, f"{name} is not done after {_PATIENCE:.0f} s"
        time.sleep(0.1)
    answer = json.loads(done.read_text("utf-8"))
    assert answer["code"] == 0, f"{name} ended with {answer['code']}:\n{answer['log']}"
    return Build(Path(answer["content"]), Path(answer["draft"]), shared / name / _RESULTS, answer["log"])
