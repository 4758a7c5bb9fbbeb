"""Which document a reviewed file is, from all that carries its identity. docs/word.md, “The whole” and “Forms”."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, Final

from press.collect.container import Package
from press.document_identity import DIGITS
from press.feedback.reading import W, main_part

_STEM: Final = re.compile(r"[a-z]{1,40}/[a-z0-9.-]{1,160}")


@dataclass(frozen=True, slots=True)
class Identity:
    """What one carrier says; empty is what it does not say. ``digest`` is the beginning of it."""

    carrier: str
    symbol: str
    version: str
    stem: str = ""
    language: str = ""
    digest: str = ""


def identities(package: Package) -> list[Identity]:
    """Return what each carrier says, the fullest first. Raises UnreadableError."""
    found = [*_core(package), *_custom(package), *_variables(package)]
    return sorted(found, key=lambda one: -sum(map(bool, (one.stem, one.language, one.digest))))


def _core(package: Package) -> Iterator[Identity]:
    for node in _nodes(package, "docProps/core.xml"):
        name, text = str(node.tag).rpartition("}")[2], (node.text or "").strip()
        if name == "keywords":
            parts = [part.strip() for part in re.split("[,;]", text)]
            if len(parts) >= 5 and parts[0] and _STEM.fullmatch(parts[2]):
                symbol, version, stem, language, digest = parts[:5]
                yield _identity("keywords", symbol, version, stem, language, digest)
        elif name == "identifier" and len(parts := text.split()) == 3:
            yield _identity("identifier", parts[0], parts[1], "", "", parts[2])


def _custom(package: Package) -> Iterator[Identity]:
    said = {node.get("name"): "".join(node.itertext()).strip() for node in _nodes(package, "docProps/custom.xml")}
    if said.get("Symbol") and said.get("Version"):
        stem, language, digest = (said.get(name, "") for name in ("Document", "Language", "Digest"))
        yield _identity("own properties", said["Symbol"], said["Version"], stem, language, digest)


def _variables(package: Package) -> Iterator[Identity]:
    settings = package.tree(str(PurePosixPath(main_part(package)).parent / "settings.xml"))
    for node in settings.iter(f"{W}docVar") if settings is not None else ():
        parts = (node.get(f"{W}val") or "").split()
        if node.get(f"{W}name") == "Form" and len(parts) == 5:
            symbol, version, stem, language, digest = parts
            yield _identity("document variable", symbol, version, stem, language, digest)


def _identity(carrier: str, symbol: str, version: str, stem: str, language: str, digest: str) -> Identity:
    stem = stem if _STEM.fullmatch(stem) else ""
    return Identity(carrier, symbol, version, stem, language, digest.removeprefix("sha256:"))


def _nodes(package: Package, part: str) -> Any:
    tree = package.tree(part)
    return tree if tree is not None else ()


def agree(one: Identity, other: Identity) -> bool:
    """Tell whether two carriers can mean the same document."""
    digest = one.digest[:DIGITS], other.digest[:DIGITS]
    pairs = ((one.symbol, other.symbol), (one.version, other.version), (one.stem, other.stem), digest)
    return all(left == right or not left or not right for left, right in pairs)
