"""A command and what it cost, measured by a process that has no other child: what other tests took does not count."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_MEASURE: Final = """
import json, resource, subprocess, sys
done = subprocess.run(sys.argv[1:], capture_output=True, text=True, encoding="utf-8")
used = resource.getrusage(resource.RUSAGE_CHILDREN)
cost = {"seconds": used.ru_utime + used.ru_stime, "memory": used.ru_maxrss * 1024}
print(json.dumps({"code": done.returncode, "out": done.stdout, "err": done.stderr, **cost}))
"""


@dataclass(frozen=True, slots=True)
class Measured:
    """A command that ended: its exit code, what it printed, its CPU seconds, and its memory at most, in bytes."""

    code: int
    out: str
    err: str
    seconds: float
    memory: int


def measured(*command: str | Path) -> Measured:
    """Run Python with arguments, and measure it."""
    whole = [sys.executable, "-c", _MEASURE, sys.executable, *map(str, command)]
    done = subprocess.run(whole, capture_output=True, text=True, encoding="utf-8", check=True)
    return Measured(**json.loads(done.stdout))
