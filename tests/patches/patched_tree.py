"""The press with one piece of its source replaced.

A fault is put into a copy of the press, which one process has loaded before, with all that the fault does not change;
each fault runs in a fork of it. See `tests.patches.warm_press`.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from tests.builds import ROOT
from tests.line_server import line_server

# (fault, name of the probe, content folder, more arguments) -> the lines that it printed
RunPatched = Callable[..., list[str]]


@dataclass(frozen=True, slots=True)
class Patch:
    """A fault: in a file of the project, ``old`` (which must stand there once) becomes ``new``."""

    name: str
    file: str
    old: str
    new: str


def nothing(file: str) -> Patch:
    """Return a patch that reads a file anew and changes nothing: what it makes stale is as good as fresh."""
    return Patch(f"nothing in {file}", file, "", "")


@contextmanager
def warm_press(folder: Path) -> Iterator[RunPatched]:
    """Start a press in a folder; yield the function that runs a probe (of `tests.patches.probes`) with a patch."""
    for part in ("press", "templates", "styles"):
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
    # The copy comes before the project on the path: -m puts the folder in which it runs first.
    with line_server("tests.patches.warm_press", folder, PYTHONPATH=str(ROOT), PRESS_CACHE=str(ROOT / ".cache")) as ask:

        def run(patch: Patch, probe: str, root: Path, *arguments: str) -> list[str]:
            answer: dict[str, Any] = ask([asdict(patch), probe, str(root), arguments])
            assert "error" not in answer, f"{patch.name}: {answer['error']}"
            lines: list[str] = answer["lines"]
            return lines

        yield run
