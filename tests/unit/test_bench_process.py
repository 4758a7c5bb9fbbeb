"""What a command costs: its own time and that of the processes that it starts."""

from __future__ import annotations

import sys

import pytest

from bench.process import FailedError, Ran, median, run

_BUSY = "sum(range(6_000_000))"
# So much more that no noise of the machine hides it.
_BUSIER = "sum(range(30_000_000))"


def _python(code: str) -> Ran:
    return run([sys.executable, "-c", code])


def test_time_of_processes_below_counts_too() -> None:
    idle, busy = _python("print('idle')"), _python(_BUSY)
    below = _python(f"import subprocess, sys; subprocess.run([sys.executable, '-c', {_BUSIER!r}], check=True)")
    assert idle.out == "idle\n"
    assert busy.cost.cpu > idle.cost.cpu
    assert below.cost.cpu > busy.cost.cpu  # it waited, the one below it worked
    assert busy.cost.wall > 0


def test_memory_is_that_of_the_largest_process() -> None:
    # Measured by a small process, as pytest is none.
    code = """
import sys
from bench.process import run
large = "x = b'x' * 150_000_000"
for code in ("pass", large, f"import subprocess, sys; subprocess.run([sys.executable, '-c', {large!r}], check=True)"):
    print(run([sys.executable, "-c", code]).cost.peak)
"""
    small, large, below = map(float, _python(code).out.split())
    assert small < 150 < large
    assert 150 < below < 1.5 * large


def test_a_command_that_fails_says_why() -> None:
    with pytest.raises(FailedError, match=r"ended with 3:\nno such page"):
        _python("import sys; sys.stderr.write('no such page'); sys.exit(3)")
    with pytest.raises(FileNotFoundError):
        run(["no-such-command"])


def test_the_environment_is_handed_on() -> None:
    assert run([sys.executable, "-c", "import os; print(os.environ['A'])"], {"A": "b"}).out == "b\n"


def test_the_median_is_of_each_cost() -> None:
    sizes = iter(("0", "9_000_000", "3_000_000"))
    ran = median(3, lambda: _python(f"print(len(range({next(sizes)})))"))
    assert ran.out == "3000000\n"  # the last one's
    assert ran.cost.cpu > 0
