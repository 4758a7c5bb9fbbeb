"""The stamp of a build: when nothing has changed since one like it, there is nothing to do."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Final

from press import manifest as record
from press.forms import NAME as FORMS
from press.manifest import Artifact, Manifest
from press.problem import ContentError, Problem
from press.store import Store, file_hash, hashed

_HIDDEN: Final = "."
_LARGEST: Final = 2**26  # bytes; content files have 5 MB at most, pictures 50 MB

Known = tuple[Manifest, tuple[Artifact, ...], tuple[Problem, ...]]


class Stamp:
    """What a build depends on, as one hash, and what it left in the output folder.

    ``asked`` says what the build was asked for. Without a store nothing is known, and nothing remembered.
    """

    def __init__(self, store: Store | None, root: Path, output: Path, asked: str) -> None:
        """Read every file of the content folder ``root``, if there is a store."""
        self._store, self._root, self._output, self._asked = store, root, output, asked
        self._key = self._now() if store else ""
        if store:
            store.tidy()

    def known(self) -> Known | None:
        """Return what such a build made, if all of it is still there as it was; else nothing."""
        data = self._store.get(self._key) if self._store else None
        if data is None:
            return None
        told = json.loads(data)
        try:
            manifest = record.read_manifest(self._output)
        except ContentError:
            return None
        if manifest is None or _hash(record.to_json(manifest).encode()) != told["manifest"]:
            return None
        if not (self._output / FORMS).is_file():
            return None
        if any(not record.is_unchanged(self._output / artifact.path, artifact) for artifact in manifest.artifacts):
            return None
        made = tuple(artifact for artifact in manifest.artifacts if artifact.path in set(told["made"]))
        return manifest, made, tuple(Problem(**problem) for problem in told["problems"])

    def remember(self, manifest: Manifest, made: Sequence[Artifact], problems: Sequence[Problem]) -> None:
        """Remember what a build left, with the warnings that it gave; not when content was saved meanwhile."""
        if self._store and self._now() == self._key:
            told = {
                "manifest": _hash(record.to_json(manifest).encode()),
                "made": [artifact.path for artifact in made],
                "problems": [asdict(problem) for problem in problems],
            }
            self._store.put(self._key, json.dumps(told).encode())
        if self._store:
            self._store.trim()

    def _now(self) -> str:
        return hashed("stamp", _files(self._root), self._asked, str(self._output.resolve()))


def _files(root: Path) -> list[tuple[str, str]]:
    """Return all files of a folder with their hashes; hidden ones are no content."""
    paths = (path for path in sorted(root.rglob("*")) if not path.name.startswith(_HIDDEN))
    return [(path.relative_to(root).as_posix(), _hash_of(path)) for path in paths if _is_file(path)]


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, RuntimeError):  # a link that leads to itself; RuntimeError up to Python 3.12
        return False


def _hash_of(path: Path) -> str:
    """Return the hash of a file; of one that cannot be read nothing, of which the check tells.

    Of one that is larger than anything that is printed, its size.
    """
    try:
        size = path.stat().st_size
    except OSError:
        return ""
    return f"{size} bytes" if size > _LARGEST else file_hash(path)


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
