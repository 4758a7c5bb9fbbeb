"""A warm process that runs commands of the press in forked children and kills them at a moment that is asked for.

It reads a JSON line for each command and answers with one:
``{"args", "env", "folder", "log", "at", "seconds"}`` → ``{"code", "events"}``.
``at`` kills before that many changes of files below ``folder``, ``seconds`` after a time; with neither it ends by
itself, and ``events`` are the changes that it made, in order. The code is -9 when it was killed.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
import traceback
from contextlib import suppress
from pathlib import Path
from typing import Any, Final, NoReturn

import click

from press.cli import main
from press.design import ROOT, load_design
from press.write.layout import Engine

LOADED: Final = main.get_command(click.Context(main), "build")  # once for all
CHANGES: Final = ("os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.chmod")


def _path(event: str, given: tuple[Any, ...]) -> str:
    """Return the path that an audit event of Python's changes; nothing when it changes none."""
    if event == "open" and isinstance(given[2], int) and given[2] & (os.O_WRONLY | os.O_RDWR):
        return str(given[0])
    return str(given[0]) if event in CHANGES else ""


def _watch(folder: str, at: int | None) -> list[str]:
    events: list[str] = []
    own = os.getpid()

    def heard(event: str, given: tuple[Any, ...]) -> None:
        path = _path(event, given)
        if path.startswith(folder) and os.getpid() == own:
            if len(events) == at:
                os.kill(own, signal.SIGKILL)
            events.append(f"{event} {path.removeprefix(folder)}")

    sys.addaudithook(heard)
    return events


def _run(order: dict[str, Any], answer: int) -> NoReturn:
    os.setsid()
    os.environ.update(order["env"])
    log = os.open(order["log"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    for stream in (1, 2):
        os.dup2(log, stream)
    events = _watch(order["folder"], order.get("at"))
    code = 1
    try:
        main(order["args"])
    except SystemExit as error:
        code = error.code if isinstance(error.code, int) else 1
    except BaseException:  # noqa: BLE001  (told by the log)
        traceback.print_exc()
    sys.stdout.flush()
    sys.stderr.flush()
    os.write(answer, json.dumps({"code": code, "events": events}).encode())
    os._exit(0)


def _answer(order: dict[str, Any]) -> dict[str, Any]:
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        os.close(reader)
        _run(order, writer)
    os.close(writer)
    if order.get("seconds") is not None:
        time.sleep(order["seconds"])
        os.kill(child, signal.SIGKILL)
    with os.fdopen(reader, "rb") as file:
        told = file.read()
    _, status = os.waitpid(child, 0)
    with suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)  # whom it started, and could not end any more
    if os.WIFSIGNALED(status) or not told:
        return {"code": -os.WTERMSIG(status), "events": []}
    answer: dict[str, Any] = json.loads(told)
    return answer


if __name__ == "__main__":
    Engine(load_design(), Path(ROOT))  # once: every child finds it loaded
    for line in sys.stdin:
        print(json.dumps(_answer(json.loads(line))), flush=True)
