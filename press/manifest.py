"""Step 7: bytes -> Artifact, Manifest: what was made, from what, with which hash."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from importlib import metadata
from pathlib import Path
from typing import Any, Final

from press.document import Document, Field, walk
from press.document_identity import digest
from press.problem import ContentError, Problem
from press.swap import swap

NAME: Final = "manifest.json"
FORMAT: Final = "1"
_TOOLS: Final = (
    "weasyprint",
    "pydyf",
    "fonttools",
    "markdown-it-py",
    "jinja2",
    "segno",
    "babel",
    "pikepdf",
    "pillow",
    "pypdfium2",
)


@dataclass(frozen=True, slots=True)
class Artifact:
    """One output file. ``units`` are its units with the page each begins on; ``pages`` is None where there are none."""

    path: str
    document: str
    language: str
    axes: Mapping[str, str]
    format: str
    variant: str
    pages: int | None
    sha256: str
    bytes: int
    document_sha256: str
    units: Mapping[str, int]
    fields: Sequence[str]

    @property
    def suffix(self) -> str:
        """What its name ends with: its format, after its variant if it has one."""
        return f"{self.variant}.{self.format}" if self.variant else self.format


@dataclass(frozen=True, slots=True)
class Manifest:
    """Everything that a version of a toolkit was made into."""

    toolkit: str
    version: str
    toolchain: Mapping[str, str]
    artifacts: tuple[Artifact, ...] = field(default=())
    format: str = FORMAT


def artifact_path(document: Document, suffix: str) -> str:
    """Return the contract's path of an artifact below the output folder of its version."""
    return f"{document.language}/{document.stem}.{suffix}"


def make_artifact(
    document: Document, suffix: str, data: bytes, pages: int | None, units: Mapping[str, int]
) -> Artifact:
    """Describe one output file."""
    variant, _, form = suffix.rpartition(".")
    return Artifact(
        path=artifact_path(document, suffix),
        document=document.stem,
        language=document.language,
        axes=dict(document.axes),
        format=form,
        variant=variant,
        pages=pages,
        sha256=hashlib.sha256(data).hexdigest(),
        bytes=len(data),
        document_sha256=digest(document),
        units=dict(units),
        fields=[node.id for node in walk(document) if isinstance(node, Field)],
    )


def is_made(data: bytes, artifact: Artifact) -> bool:
    """Tell whether these are the bytes that were made."""
    return hashlib.sha256(data).hexdigest() == artifact.sha256


def toolchain() -> dict[str, str]:
    """Return the versions of the tools that shape the bytes."""
    return {name: metadata.version(name) for name in _TOOLS}


def to_json(manifest: Manifest) -> str:
    """Return the manifest as text, artifacts sorted by path."""
    ordered = sorted(manifest.artifacts, key=lambda artifact: artifact.path)
    data = {"format": manifest.format, **asdict(manifest), "artifacts": [asdict(a) for a in ordered]}
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def read_manifest(folder: Path) -> Manifest | None:
    """Return the manifest of an output folder, or None when it has none. ContentError (P611) when it is damaged."""
    path = folder / NAME
    if not path.is_file():
        return None
    try:
        data: dict[str, Any] = json.loads(path.read_text("utf-8"))
        artifacts = tuple(Artifact(**entry) for entry in data["artifacts"])
        if strays := [a.path for a in artifacts if Path(a.path).is_absolute() or ".." in Path(a.path).parts]:
            raise ValueError(f"{strays[0]} is not in this folder")
        return Manifest(data["toolkit"], data["version"], data["toolchain"], artifacts, data["format"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise ContentError([Problem("P611", NAME, f"the manifest cannot be read: {error}", "build again")]) from error


def merge(old: Manifest | None, new: Manifest, folder: Path, *, outdated: Collection[str] = ()) -> Manifest:
    """Return the new manifest with those artifacts of the old one that a partial build left as they were.

    ``outdated`` are the paths of those that it left, but that are of no use now.
    """
    if old is None or (old.toolkit, old.version) != (new.toolkit, new.version):
        return new
    fresh = {*(artifact.path for artifact in new.artifacts), *outdated}
    kept = [a for a in old.artifacts if a.path not in fresh and is_unchanged(folder / a.path, a)]
    return Manifest(new.toolkit, new.version, new.toolchain, (*new.artifacts, *kept))


def is_unchanged(path: Path, artifact: Artifact) -> bool:
    """Tell whether a file is there, and is the one that was made."""
    return path.is_file() and is_made(path.read_bytes(), artifact)


def save(folder: Path, files: Mapping[str, bytes], manifest: Manifest, *, stale: Iterable[str] = ()) -> None:
    """Put files, and last the manifest, in their places, and remove ``stale`` ones: all of it or nothing.

    Raises ContentError (W507) when the folder cannot be written.
    """
    swap(folder, {**files, NAME: to_json(manifest).encode()}, stale)
