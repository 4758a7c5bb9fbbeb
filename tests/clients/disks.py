"""Small disks in memory, for what happens when one is full or read-only; for whoever may mount (Linux, as root)."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pytest

_MAY_MOUNT: Final = 1 << 21  # CAP_SYS_ADMIN, see capabilities(7)
_STATUS: Final = Path("/proc/self/status")


@contextmanager
def small_disk(folder: Path, size: int, *, again: str = "") -> Iterator[Path]:
    """Mount a disk of so many bytes; ``again`` changes its options instead, such as “ro”, and back at the end.

    Skips the test where this process may not mount. Where it may, and cannot, that fails where clients are required.
    """
    capabilities = re.search(r"CapEff:\s*([0-9a-f]+)", _STATUS.read_text("ascii")) if _STATUS.exists() else None
    if not capabilities or not int(capabilities[1], 16) & _MAY_MOUNT:
        pytest.skip("this process may not mount disks")
    folder.mkdir(exist_ok=True)
    if again:
        _mount("-o", f"remount,{again}", str(folder))
    else:
        _mount("-t", "tmpfs", "-o", f"size={size}", "press-test", str(folder))
    try:
        yield folder
    finally:
        if again:
            _mount("-o", "remount,rw", str(folder))
        else:
            subprocess.run(["umount", "--lazy", str(folder)], check=True)


def _mount(*options: str) -> None:
    done = subprocess.run(["mount", *options], capture_output=True, text=True, check=False)
    if done.returncode:
        reason = f"no disk can be mounted: {done.stderr.strip()}"
        if os.environ.get("PRESS_REQUIRE_CLIENTS") == "1":
            pytest.fail(reason, pytrace=False)
        pytest.skip(reason)
