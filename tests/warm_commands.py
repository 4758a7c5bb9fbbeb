"""Commands in forks of a process that has imported them: the real program, but for the time that its imports take.

A fork has its own folder, environment, arguments and files to print to; it runs ``build.py`` as Python would, and ends
as Python ends. `tests.e2e.test_commands` compares it with the program started anew.
"""

from __future__ import annotations

import json
import os
import runpy
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import click

from tests.builds import ROOT
from tests.line_server import line_server

PROGRAM: Final = ROOT / "build.py"
PATIENCE: Final = 300  # seconds

# (arguments, folder, environment) -> exit code and what was printed
RunCommand = Callable[[Sequence[str], Path, Mapping[str, str]], "subprocess.CompletedProcess[str]"]


@contextmanager
def warm_commands(folder: Path) -> Iterator[RunCommand]:
    """Start the process that forks; yield the function that runs a command. What is printed goes by way of a folder."""
    out, err = folder / "out", folder / "err"
    with line_server("tests.warm_commands", folder, PYTHONPATH=str(ROOT), PYTHONWARNINGS="error") as ask:

        def run(
            arguments: Sequence[str], folder: Path, environment: Mapping[str, str]
        ) -> subprocess.CompletedProcess[str]:
            code = int(ask([list(arguments), str(folder), dict(environment), str(out), str(err)]))
            printed = (out.read_text("utf-8"), err.read_text("utf-8"))
            return subprocess.CompletedProcess([str(PROGRAM), *arguments], code, *printed)

        yield run


def _serve() -> None:
    """Answer each line with an exit code; return in a fork, which is ready to be the program, and at the end."""
    while line := sys.stdin.readline():
        arguments, folder, environment, out, err = json.loads(line)
        child = os.fork()  # there is one thread
        if not child:
            _become(arguments, folder, environment, (os.devnull, out, err))
            runpy.run_path(str(PROGRAM), run_name="__main__")
            return
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


def _become(arguments: list[str], folder: str, environment: dict[str, str], files: tuple[str, str, str]) -> None:
    signal.alarm(PATIENCE)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    for number, name in enumerate(files):
        opened = os.open(name, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
        os.dup2(opened, number)
        os.close(opened)
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 (what was read ahead is not for the fork)
    sys.argv = [str(PROGRAM), *arguments]
    sys.path[0] = str(PROGRAM.parent)


if __name__ == "__main__":
    from press.cli import main

    context = click.Context(main)
    for name in main.list_commands(context):  # what takes the time
        main.get_command(context, name)
    _serve()
