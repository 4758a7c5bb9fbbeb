"""Drive LibreOffice over UNO, as a person would at its window: type into forms, fill them in, save them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from tests.clients.office import ClientError, started

_SCRIPT: Final = Path(__file__).with_name("uno_script.py")
_PATIENCE: Final = 120.0
# The Python of the system: uno comes as a package of it, not from PyPI.
_PYTHONS: Final = ("/usr/bin/python3", "python3")


def available() -> str | None:
    """Return why LibreOffice cannot be driven here, or None when it can."""
    if shutil.which("soffice") is None:
        return "soffice is not installed"
    return None if _python() else "no Python of this system has uno (Debian: python3-uno)"


def _python() -> str | None:
    for name in _PYTHONS:
        if (path := shutil.which(name)) and not subprocess.run(
            [path, "-c", "import uno"], capture_output=True
        ).returncode:
            return path
    return None


def run(jobs: Sequence[Mapping[str, Any]]) -> list[Any]:
    """Do jobs in one LibreOffice and return their results; see uno_script.py. Raises ClientError."""
    done = _tried(jobs)
    if done.returncode < 0:  # a signal: the bridge to LibreOffice crashes now and then
        done = _tried(jobs)
    if done.returncode:
        raise ClientError(f"LibreOffice did not do what it was told ({done.returncode}): {done.stderr[-2000:]}")
    found: list[Any] = json.loads(done.stdout)
    return found


def _tried(jobs: Sequence[Mapping[str, Any]]) -> subprocess.CompletedProcess[str]:
    python = _python()
    if python is None:
        raise ClientError("no Python of this system has uno")
    with tempfile.TemporaryDirectory(prefix="uno-") as private:
        pipe = f"press{os.getpid()}-{Path(private).name}"
        with started([f"--accept=pipe,name={pipe};urp;"], Path(private)) as office:
            try:
                return subprocess.run(
                    [python, str(_SCRIPT)], input=json.dumps({"pipe": pipe, "jobs": jobs}), capture_output=True,
                    text=True, encoding="utf-8", timeout=_PATIENCE + 30 * len(jobs),
                )  # fmt: skip
            except subprocess.TimeoutExpired as error:
                raise ClientError(f"LibreOffice did not end after {error.timeout:.0f} s") from error
            finally:
                os.killpg(office.pid, 15)
                office.communicate(timeout=_PATIENCE)
