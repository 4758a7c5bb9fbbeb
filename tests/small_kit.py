"""A small toolkit in an old and a new state, built in both; once for all tests, whichever process they run in."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import pytest

from press.design import ROOT
from press.locks import hold, in_silence
from tests.unit.toolkit_fixture import MANUAL, PRIMERS, SURVEY, SmallToolkit

OLD: Final = "old"


def tree(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder, by its path."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


class Kit:
    """A folder with a small toolkit, the results of its builds, and its output."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.content, self.results, self.draft = folder / "content", folder / "results", folder / "output" / "draft"

    def command(self, *arguments: str, program: Sequence[str] = ("build.py",)) -> list[str]:
        output = self.draft.parent
        places = ("--content", str(self.content), "--output", str(output))
        return [sys.executable, *program, *places, *(arguments or ("build",))]

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            self.command(*arguments), cwd=ROOT, env=self.environment, text=True, encoding="utf-8",
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, preexec_fn=_listen,
        )  # fmt: skip

    def run(self, *arguments: str, program: Sequence[str] = ("build.py",)) -> tuple[int, str]:
        """Run a command to its end; return its code, and what it said to the person."""
        done = subprocess.run(
            self.command(*arguments, program=program), cwd=ROOT, env=self.environment, text=True, encoding="utf-8",
            stdin=subprocess.DEVNULL, capture_output=True, timeout=120, check=False,
        )  # fmt: skip
        assert "Traceback" not in done.stderr
        return done.returncode, done.stderr

    @property
    def environment(self) -> dict[str, str]:
        # Any warning of Python's is an accident.
        return {**os.environ, "PRESS_RESULTS": str(self.results), "PYTHONWARNINGS": "error"}


def _listen() -> None:
    """Let Ctrl-C be heard also where the tests run in the background, which ignores it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def built_kit(factory: pytest.TempPathFactory) -> Kit:
    """Return a kit that is built in its new state; its folder ``old`` is a kit that is built in the old one.

    The new state has a changed questionnaire and other primers: there are files to be written anew, and to be removed.
    """
    base = factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "small-kit"
    folder.mkdir(exist_ok=True)
    kit = Kit(folder)
    with hold(folder, in_silence):
        if not (folder / "done").exists():
            _build(kit)
            (folder / "done").touch()
    return kit


def _build(kit: Kit) -> None:
    toolkit = SmallToolkit(kit.folder)
    toolkit.edit(MANUAL, "tailor: [season]\n", "")
    toolkit.edit(PRIMERS, "tailor: [role, season]", "tailor: [role]").edit(PRIMERS, " in {season}", "")
    for state in (OLD, "new"):
        code, said = kit.run()
        assert code == 0, said
        if state == OLD:
            for made in (kit.content, kit.results, kit.draft.parent):
                shutil.copytree(made, kit.folder / OLD / made.name)
            toolkit.edit(SURVEY, "title: Survey", "title: The Survey")
            toolkit.edit(PRIMERS, "tailor: [role]", "tailor: [season]").edit(PRIMERS, "for {role}", "in {season}")
