"""Adding new ids to the register without touching what it says already."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final

import yaml

from press.check.registered import FILE, place_of_register
from press.check.walk import units
from press.content_files import replace_file
from press.model import Library
from press.problem import ContentError, Problem

_START: Final = b"""\
# Every id that this toolkit ever used. Lines are only ever added: an id that content gives up becomes deprecated.
# New ids come from "build.py check --register".
format: 1
ids:
"""


def register(library: Library, root: Path) -> tuple[str, ...]:
    """Append the ids that the register in ``root`` lacks, as active ones, and return them in their order.

    What the file says already stays as it is, byte for byte. Raises ContentError when lines cannot be appended to it.
    """
    known = library.register.ids if library.register else {}
    missing = tuple(sorted({str(unit.id) for unit in units(library)} - {str(unit) for unit in known}))
    if not missing:
        return ()
    try:
        replace_file(root / FILE, with_ids(library, root, missing))
    except OSError as error:
        message = f"cannot write the register: {error.strerror}"
        raise ContentError([Problem("W507", place_of_register(library), message)]) from error
    return missing


def with_ids(library: Library, root: Path, new: Iterable[str]) -> bytes:
    """Return the register's text with new ids at its end. Raises ContentError when they cannot be appended; OSError."""
    known = [str(unit) for unit in library.register.ids] if library.register else []
    file, ids = root / FILE, list(new)
    before = file.read_bytes() if file.exists() else _START
    after = _appended(before, ids)
    # No half-understood file is ever written, and none that changed since it was read.
    if _ids(before) != sorted(known) or _ids(after) != sorted([*known, *ids]):
        hint = "write each id on a line of its own, indented by two spaces, with ids: as the last key of the file"
        raise ContentError([Problem("R101", place_of_register(library), "ids cannot be appended to this file", hint)])
    return after


def _appended(before: bytes, ids: Iterable[str]) -> bytes:
    end = b"\r\n" if b"\r\n" in before else b"\n"
    start = before if before.endswith(b"\n") else before + end
    return start + b"".join(f"  {unit}: {{status: active}}".encode() + end for unit in ids)


def _ids(text: bytes) -> list[str] | None:
    """Return the ids that a register's text holds, sorted; None when it is no register."""
    try:
        data = yaml.load(text, Loader=yaml.BaseLoader)
    except yaml.YAMLError:
        return None
    found = data.get("ids") if isinstance(data, dict) else None
    return sorted(found or ()) if found == "" or isinstance(found, dict) else None
