"""Results, kept by what they were made of: what has not changed is not made again.

A key is a hash of everything that a document's files depend on, so a result that is found is true, whenever
it was made.
"""

from __future__ import annotations

import ctypes
import hashlib
import json
import platform
import zlib
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Final

from press.design import ROOT, STYLES, TEMPLATES, load_design
from press.document import Document, Figure, printed_pages, walk
from press.document_identity import as_data
from press.manifest import toolchain
from press.store import file_hash, hashed
from press.write.html import ASSETS
from press.write.layout import Boxes
from press.write.numbers import PageMap, PageMaps, Rooms

_LARGEST: Final = 256 * 2**20
_CODE: Final = ROOT / "press"
_NATIVE: Final = (
    ("libpango-1.0.so.0", "pango_version", ctypes.c_int),
    ("libharfbuzz.so.0", "hb_version_string", ctypes.c_char_p),
    ("libharfbuzz-subset.so.0", "hb_version_string", ctypes.c_char_p),
)


@dataclass(frozen=True, slots=True)
class Produced:
    """What a document was made into.

    ``files`` are by suffix; ``starts`` says where its units begin, ``page_map`` where everything does that others may
    cite; ``boxes`` are the rectangles of its parts, page by page.
    """

    files: Mapping[str, bytes]
    pages: int
    starts: Mapping[str, int]
    page_map: PageMap
    boxes: tuple[Boxes, ...] = ()

    @property
    def size(self) -> int:
        """The number of bytes of its files."""
        return sum(map(len, self.files.values()))


@dataclass(frozen=True, slots=True)
class Ingredients:
    """What a document's files are made of, but for page numbers and the press itself.

    ``prints`` are the (stem, unit) whose page numbers it prints; its own have no stem.
    """

    tree: str
    prints: tuple[tuple[str, str], ...]
    pictures: tuple[tuple[str, str], ...]


def ingredients(document: Document, content: Path) -> Ingredients:
    """Return the hash of a whole document, the (stem, unit) whose pages it prints, and its pictures with hashes."""
    assets = content / ASSETS.rstrip("/")
    images = {node.image for node in walk(document) if isinstance(node, Figure)}
    pictures = tuple((image, file_hash(assets / image)) for image in sorted(images))
    return Ingredients(tree_digest(document), tuple(sorted(printed_pages(document))), pictures)


def tree_digest(document: Document) -> str:
    """Return the SHA-256, in hex, of a whole document, with its imprint."""
    return hashed(as_data(document))


def key_of(made_of: Ingredients, maps: PageMaps, press: str = "") -> str:
    """Return the key of a document's files: a hash of its ingredients, the page numbers that it prints, and the press.

    The map without a stem is its own; it may be left out, as its numbers follow from the rest.
    """
    pages = [(stem, unit, maps.get(stem, {}).get(unit)) for stem, unit in made_of.prints]
    return hashed(press, made_of.tree, pages, made_of.pictures)


def layout_key(made_of: Ingredients, rooms: Rooms) -> str:
    """Return the key of a layout: a hash of its ingredients, and of the rooms that its page numbers have."""
    return hashed("layout", made_of.tree, made_of.pictures, sorted((*printed, room) for printed, room in rooms.items()))


def press_digest() -> str:
    """Return a hash of the press: its code and words, styles, templates, Python and the tools that shape the bytes."""
    whole = hashlib.sha256(
        json.dumps([platform.python_version(), toolchain(), _font_versions(), _native_versions()]).encode()
    )
    for folder in (_CODE, STYLES, TEMPLATES):
        for path in sorted(p for p in folder.rglob("*") if p.is_file() and p.parent.name != "__pycache__"):
            whole.update(f"{path.relative_to(folder.parent).as_posix()}\0{file_hash(path)}\0".encode())
    return whole.hexdigest()


def _font_versions() -> list[str]:
    packages = sorted({face.package.replace("_", "-") for face in load_design().faces})
    return [f"{package} {metadata.version(package)}" for package in packages]


def _native_versions() -> list[str]:
    """Return the versions of the machine's libraries that shape text and pack bytes; nothing for one not found."""
    found = [zlib.ZLIB_RUNTIME_VERSION]
    for name, version, kind in _NATIVE:
        try:
            ask = getattr(ctypes.CDLL(name), version)
        except (OSError, AttributeError):
            continue
        ask.restype = kind
        found.append(f"{name} {ask()!r}")
    return found


class Memory:
    """Results by key, within a bound; those that were not asked for the longest go first."""

    def __init__(self, largest: int = _LARGEST) -> None:
        """Keep files of so many bytes in all."""
        self._largest, self._size = largest, 0
        self._kept: OrderedDict[str, Produced] = OrderedDict()

    def get(self, key: str, suffixes: Iterable[str]) -> Produced | None:
        """Return a result that has files of all these suffixes, if there is one."""
        found = self._kept.get(key)
        if found is None or not set(suffixes) <= found.files.keys():
            return None
        self._kept.move_to_end(key)
        return found

    def put(self, key: str, result: Produced) -> None:
        """Keep a result; one that is larger than the bound is not kept."""
        self._size -= self._kept.pop(key).size if key in self._kept else 0
        self._kept[key] = result
        self._size += result.size
        while self._size > self._largest:
            self._size -= self._kept.popitem(last=False)[1].size
