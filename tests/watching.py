"""A watch that runs: the real command, on a copy of the small toolkit, and what its server answers."""

from __future__ import annotations

import http.client
import json
import os
import queue
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode

from tests.builds import ROOT

PATIENCE: Final = 60.0
# Of the small toolkit: what is edited, what is looked at, and words that stand in both.
BASICS: Final = "ar/resources/basics.yaml"
PRIMER: Final = "primers/nurse.outbreak"
OLD: Final = "نظّف يديك قبل أن تلمس المريض لتحميه"
NEW: Final = "نظّف يديك جيّدًا قبل أن تلمس المريض لتحميه"
# And what is watched: guides, what cites their pages, and what does not; a third of its pages.
SOME: Final = (
    "guides/basics",
    "guides/supplies",
    "leaflets/hands-in-brief",
    "posters/clean-hands-poster.a4",
    PRIMER,
    "primers/clinic-manager.calm",
    "worksheets/supplies",
)
CHOICE: Final = tuple(word for stem in SOME for word in ("--document", stem))


@dataclass
class Watch:
    """A running watch: its content, its port, and what it has said so far."""

    content: Path
    process: subprocess.Popen[str]
    port: int = 0
    said: list[str] = field(default_factory=list)
    _lines: queue.Queue[str | None] = field(default_factory=queue.Queue)

    @property
    def url(self) -> str:
        """The address of the preview."""
        return f"http://127.0.0.1:{self.port}/"

    def hear(self, pattern: str, patience: float = PATIENCE) -> str:
        """Wait for a line, and return it."""
        until = time.monotonic() + patience
        while time.monotonic() < until:
            line = self._lines.get(timeout=PATIENCE)
            assert line is not None, "the watch has ended:\n" + "\n".join(self.said)
            self.said.append(line)
            if re.search(pattern, line):
                return line
        raise AssertionError(f"never said {pattern!r}:\n" + "\n".join(self.said))

    def get(self, path: str, headers: dict[str, str] | None = None, method: str = "GET", **query: str) -> Answer:
        """Ask the server; the path goes out as it is."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        connection.putrequest(method, path + (f"?{urlencode(query)}" if query else ""), skip_host=True)
        for name, value in {"Host": f"127.0.0.1:{self.port}", **(headers or {})}.items():
            connection.putheader(name, value)
        connection.endheaders()
        response = connection.getresponse()
        answer = Answer(response.status, dict(response.getheaders()), response.read())
        connection.close()
        return answer

    def state(self) -> dict[str, Any]:
        """Return what the page is told."""
        data: dict[str, Any] = json.loads(self.get("/state").body)
        return data

    def card(self, stem: str) -> dict[str, Any]:
        """Return a document's entry."""
        found: dict[str, Any] = next(one for one in self.state()["documents"] if one["stem"] == stem)
        return found

    def until(self, holds: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """Wait until the state is so, and return it."""
        until = time.monotonic() + PATIENCE
        while not holds(state := self.state()):
            assert time.monotonic() < until, f"never so: {state}"
            time.sleep(0.05)
        return state

    def edit(self, name: str, old: str, new: str) -> None:
        """Replace a piece of text, and save as editors do."""
        path = self.content / name
        text = path.read_text("utf-8")
        assert text.count(old) == 1, f"{old!r} is not once in {name}"
        beside = path.with_name(f".{path.name}.part")
        beside.write_text(text.replace(old, new), "utf-8")
        beside.replace(path)

    def end(self) -> int:
        """Press Ctrl-C, and return the exit code."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(20)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes


@contextmanager
def watching(content: Path, folder: Path, *arguments: str, press: Path = ROOT) -> Iterator[Watch]:
    """Watch a copy of this content, in this folder, until the block ends."""
    kit = folder / "kit"
    shutil.copytree(content, kit)
    command = [
        sys.executable,
        str(press / "build.py"),
        "--content",
        str(kit),
        "--output",
        str(folder / "output"),
        "watch",
    ]
    environment = {**os.environ, "PYTHONWARNINGS": "error", "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        [*command, "--port", "0", *arguments],
        cwd=folder, env=environment, text=True, encoding="utf-8", stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, preexec_fn=_with_signals,
    ) as process:  # fmt: skip
        watch = Watch(kit, process)
        threading.Thread(target=_listen, args=(process, watch._lines), daemon=True).start()
        try:
            watch.port = int(watch.hear(r"^preview: ").split(":")[3].split("/")[0])
            yield watch
        finally:
            if process.poll() is None:
                process.kill()


def _with_signals() -> None:
    """Hear Ctrl-C also where the tests run in the background of a shell, which ignores it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _listen(process: subprocess.Popen[str], lines: queue.Queue[str | None]) -> None:
    assert process.stdout
    for line in process.stdout:
        lines.put(line.rstrip("\n"))
    lines.put(None)
