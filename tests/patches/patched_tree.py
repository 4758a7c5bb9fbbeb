"""A copy of the press with one piece of its source replaced, run in a process of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "tests" / "toolkits" / "clean-hands" / "content"


@dataclass(frozen=True, slots=True)
class Patch:
    """A fault: in a file of the project, ``old`` (which must stand there once) becomes ``new``."""

    name: str
    file: str
    old: str
    new: str


def run_patched(patch: Patch, script: str, folder: Path, *arguments: str) -> list[str]:
    """Copy the project's code with the patch, run the script there, and return the lines it printed."""
    for part in ("press", "templates", "styles"):
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
    target = folder / patch.file
    source = target.read_text("utf-8")
    assert source.count(patch.old) == 1, (
        f"{patch.name}: {patch.old!r} stands {source.count(patch.old)} times in {patch.file}"
    )
    target.write_text(source.replace(patch.old, patch.new), "utf-8")
    environment = {**os.environ, "PYTHONPATH": str(folder), "PRESS_CACHE": str(ROOT / ".cache")}
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        capture_output=True,
        text=True,
        env=environment,
        cwd=folder,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()
