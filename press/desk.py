"""The desk of a build: layouts and files, taken from a store where nothing that they depend on has changed.

A layout is a pure function of its document, the page numbers that it prints, its pictures, and the press. So each
single layout is remembered under a hash of just these, and a build that finds some of them remembered goes the very
way of a build that finds none: its files are the same, byte for byte.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

from press.document import Contents, Document, Reference, units, walk
from press.memory import Produced, ingredients
from press.problem import ContentError, Problem
from press.store import Store
from press.write.layout import MAX_PASSES, Engine, Layout, PageMap, PageMaps
from press.write.writers import Tools, writer

Cites = frozenset[tuple[str, str]]
_PAGES: Final = "pages"
_FILE: Final = "file"


def hashed(*parts: object) -> str:
    """Return a key: the SHA-256, in hex, of parts that JSON can hold."""
    text = json.dumps(parts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def printed_pages(document: Document) -> Cites:
    """Return every (stem, target) whose page number a document prints; its own have no stem."""
    found: set[tuple[str, str]] = set()
    for node in walk(document):
        if isinstance(node, Reference) and node.page:
            found.add((node.document, node.target))
        elif isinstance(node, Contents):
            found |= {("", entry.target) for entry in node.entries}
    return frozenset(found)


@dataclass
class Laid:
    """One layout of a document, which is made only when somebody needs its pages themselves."""

    document: Document
    key: str
    page_map: PageMap
    pages: int
    cites: Cites
    make: Callable[[], Layout]

    @cached_property
    def layout(self) -> Layout:
        """The engine's pages."""
        return self.make()

    def settled(self, own: PageMap) -> bool:
        """Tell whether the page numbers that it was laid out with are those that came out."""
        return all(self.page_map.get(unit) == own.get(unit) for stem, unit in self.cites if not stem)


class Desk:
    """Lays documents out and writes their files, once for all builds that have the same store."""

    def __init__(self, engine: Engine, content: Path, press: str, store: Store | None) -> None:
        """Work with this engine on the pictures of ``content``; ``press`` is the hash of the press itself."""
        self._engine, self._content, self._press, self._store = engine, content, press, store
        self._trees: dict[str, tuple[str, object, Cites]] = {}

    def lay_out(self, document: Document, cited: PageMaps) -> Laid:
        """Lay a document out until the page numbers that it prints are those of its pages. Raises ContentError."""
        own: PageMap = {}
        for _ in range(MAX_PASSES):
            laid = self.lay_out_once(document, cited, own)
            if laid.settled(own):
                return laid
            own = laid.page_map
        raise ContentError([Problem("W503", document.stem, f"page numbers do not settle in {MAX_PASSES} passes")])

    def lay_out_once(self, document: Document, cited: PageMaps, own: PageMap) -> Laid:
        """Lay a document out with the page numbers that are known. Raises ContentError."""
        tree, pictures, cites = self._tree(document)
        pages = [(stem, unit, (cited.get(stem, {}) if stem else own).get(unit)) for stem, unit in sorted(cites)]
        key = hashed(self._press, tree, pictures, pages)

        def make() -> Layout:
            return self._engine.lay_out_once(document, cited, own)

        if (known := self._get(_PAGES, key)) is not None:
            record = json.loads(known)
            return Laid(document, key, record["map"], record["pages"], cites, make)
        layout = make()
        self._put(_PAGES, key, json.dumps({"map": dict(layout.page_map), "pages": layout.pages}).encode())
        laid = Laid(document, key, layout.page_map, layout.pages, cites, make)
        laid.layout = layout
        return laid

    def write(self, laid: Laid, suffixes: Sequence[str], tools: Tools) -> Produced:
        """Return the files of a layout: its PDF and those of other suffixes. Raises ContentError."""
        files: dict[str, bytes] = {}
        for suffix in dict.fromkeys(("pdf", *suffixes)):
            key = hashed(laid.key, suffix)
            data = self._get(_FILE, key)
            if data is None:
                data = writer(suffix)(laid.layout, tools, files)
                self._put(_FILE, key, data)
            files[suffix] = data
        starts = {unit: laid.page_map[unit] for unit in units(laid.document) if unit in laid.page_map}
        return Produced(files, laid.pages, starts, laid.page_map)

    def _tree(self, document: Document) -> tuple[str, object, Cites]:
        if document.stem not in self._trees:
            made_of = ingredients(document, self._content)
            self._trees[document.stem] = (made_of.tree, made_of.pictures, printed_pages(document))
        return self._trees[document.stem]

    def _get(self, kind: str, key: str) -> bytes | None:
        return self._store.get(hashed(kind, key)) if self._store else None

    def _put(self, kind: str, key: str, data: bytes) -> None:
        if self._store:
            self._store.put(hashed(kind, key), data)
