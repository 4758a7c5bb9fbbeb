"""The machine and the tools, so that two runs can be compared. No name of a machine, and no path."""

from __future__ import annotations

import os
import platform
import re
import subprocess
from collections.abc import Mapping, Sequence
from importlib import metadata, util
from pathlib import Path
from shutil import which
from typing import Final

# Of the press, then of those that it is measured against.
_PACKAGES: Final = ("weasyprint", "jinja2", "lxml", "pydantic", "pikepdf", "python-docx", "typst")


def machine() -> dict[str, str]:
    """Return what the machine is, and how busy it was when this was asked."""
    busy = os.getloadavg()[0]
    return {
        "processor": _after(Path("/proc/cpuinfo"), "model name") or platform.processor() or platform.machine(),
        "cores": str(os.cpu_count() or "unknown"),
        "memory": _memory(),
        "system": _system(),
        "load when it began": f"{busy:.2f} processes"
        + (" (others were at work: figures are less sure)" * (busy > 0.5)),
    }


def versions(press: Mapping[str, str]) -> dict[str, str]:
    """Return the versions of all that takes part; ``press`` has what the press says of itself (bench.tell)."""
    found = {"press": press["press"][:12], platform.python_implementation(): platform.python_version()}
    found["pango"] = press["pango"]
    for package in _PACKAGES:
        try:
            found[package] = metadata.version(package)
        except metadata.PackageNotFoundError:
            found[package] = "not installed"
    found["pandoc"] = pandoc_version() or "not installed"
    return found


def pandoc() -> str:
    """Return pandoc: the one that our lock pins, or the system's; empty when there is none."""
    package = util.find_spec("pypandoc")
    pinned = Path(package.origin).parent / "files" / "pandoc" if package and package.origin else None
    return str(pinned) if pinned and pinned.is_file() else which("pandoc") or ""


def pandoc_version() -> str:
    """Return the version of pandoc, or nothing."""
    return _first_line([pandoc(), "--version"]).removeprefix("pandoc ") if pandoc() else ""


def pandoc_writes(form: str) -> bool:
    """Tell whether pandoc is there and writes a format: Typst is new in 3.1.2."""
    if not pandoc():
        return False
    listed = subprocess.run([pandoc(), "--list-output-formats"], capture_output=True, text=True, check=False)
    return form in listed.stdout.split()


def _first_line(command: Sequence[str]) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stdout.partition("\n")[0]


def _after(file: Path, key: str) -> str:
    """Return what stands after a key in a file of lines “key : value”, or nothing."""
    try:
        found = re.search(rf"^{re.escape(key)}\s*:\s*(.+)$", file.read_text("utf-8"), re.MULTILINE)
    except OSError:
        return ""
    return found[1] if found else ""


def _memory() -> str:
    total = _after(Path("/proc/meminfo"), "MemTotal").removesuffix(" kB")
    return f"{int(total) * 1024 / 1000**3:.1f} GB" if total.isdecimal() else "unknown"


def _system() -> str:
    try:
        name = platform.freedesktop_os_release()["PRETTY_NAME"]
    except (OSError, KeyError):
        name = platform.system()
    return f"{name}, {platform.system()} {platform.release().partition('-')[0]}, {platform.machine()}"
