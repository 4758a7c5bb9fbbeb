"""Commands, each run in a process of its own, and what they cost."""

from __future__ import annotations

import os
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

_MEGABYTE: Final = 1000 * 1000


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command cost: CPU seconds (user and system, with all processes that it started), seconds that passed,
    and the memory of its largest process, in megabytes.
    """

    cpu: float
    wall: float
    peak: float


@dataclass(frozen=True, slots=True)
class Ran:
    """A command that has ended: its cost, and what it wrote to standard output."""

    cost: Cost
    out: str


class FailedError(Exception):
    """A command that ended with an error; says what it wrote last."""


def run(command: Sequence[str], environment: Mapping[str, str] | None = None) -> Ran:
    """Run a command to its end. Raises FailedError when its exit code is not 0, OSError when it is not there.

    The kernel hands a new process the peak of the one that forked it, so whoever measures has to be small itself.
    """
    begun = time.perf_counter()
    with tempfile.TemporaryFile("w+", encoding="utf-8") as errors:
        # Not by communicate(): it would wait for the process, and then its cost is gone.
        process = subprocess.Popen(
            command, env={**os.environ, **(environment or {})}, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=errors, text=True, encoding="utf-8",
        )  # fmt: skip
        assert process.stdout is not None
        with process.stdout as pipe:
            out = pipe.read()
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            errors.seek(0)
            raise FailedError(f"{' '.join(command)} ended with {process.returncode}:\n{errors.read()[-2000:]}")
    return Ran(Cost(used.ru_utime + used.ru_stime, wall, used.ru_maxrss * 1024 / _MEGABYTE), out)


def median(times: int, work: Callable[[], Ran]) -> Ran:
    """Run something several times; return the last run with the median of each of its costs."""
    runs = [work() for _ in range(times)]
    costs = [ran.cost for ran in runs]
    middle = Cost(*(statistics.median(getattr(cost, name) for cost in costs) for name in Cost.__slots__))
    return Ran(middle, runs[-1].out)
