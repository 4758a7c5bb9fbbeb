"""The desk of a build: layouts and files, taken from a store where nothing that they depend on has changed.

A layout is a pure function of its document, the page numbers that it prints, its pictures, and the press. So each
single layout is remembered under a hash of just these, and a build that finds some of them remembered goes the very
way of a build that finds none: its files are the same, byte for byte.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TypeAlias

from press.document import Document, units
from press.memory import Ingredients, Produced, ingredients, key_of
from press.store import Store, hashed
from press.write.layout import Engine, Layout, PageMap, PageMaps, settle
from press.write.writers import Tools, writer

Write: TypeAlias = Callable[[str, Mapping[str, bytes]], bytes]


@dataclass
class Laid:
    """One layout of a document, which is made only when somebody needs its pages themselves."""

    document: Document
    key: str
    page_map: PageMap
    pages: int
    cites: frozenset[tuple[str, str]]
    make: Callable[[], Layout]

    @cached_property
    def layout(self) -> Layout:
        """The engine's pages."""
        return self.make()


class Desk:
    """Lays documents out and writes their files, once for all builds that have the same store."""

    def __init__(self, engine: Engine, content: Path, store: Store | None) -> None:
        """Work with this engine on the pictures of ``content``."""
        self._engine, self._content, self._store = engine, content, store
        self._made_of: dict[str, Ingredients] = {}

    def lay_out(self, document: Document, cited: PageMaps) -> Laid:
        """Lay a document out until the page numbers that it prints are those of its pages. Raises ContentError."""
        laid, _ = settle(lambda own: self.lay_out_once(document, cited, own), {})
        return laid

    def lay_out_once(self, document: Document, cited: PageMaps, own: PageMap) -> Laid:
        """Lay a document out with the page numbers that are known. Raises ContentError."""
        made_of = self._ingredients(document)
        key, cites = key_of(made_of, {**cited, "": own}), frozenset(made_of.prints)

        def make() -> Layout:
            return self._engine.lay_out_once(document, cited, own)

        if (known := self._get(key)) is not None:
            record = json.loads(known)
            return Laid(document, key, record["map"], record["pages"], cites, make)
        layout = make()
        self._put(key, json.dumps({"map": dict(layout.page_map), "pages": layout.pages}).encode())
        laid = Laid(document, key, layout.page_map, layout.pages, cites, make)
        laid.layout = layout
        return laid

    def write(self, laid: Laid, suffixes: Sequence[str], tools: Tools) -> Produced:
        """Return the files of a layout: its PDF and those of other suffixes. Raises ContentError."""

        def write(suffix: str, files: Mapping[str, bytes]) -> bytes:
            key = hashed(laid.key, suffix)
            data = self._get(key)
            if data is None:
                data = writer(suffix)(laid.layout, tools, files)
                self._put(key, data)
            return data

        return _produced(laid.document, laid.page_map, laid.pages, suffixes, write)

    def _ingredients(self, document: Document) -> Ingredients:
        if document.stem not in self._made_of:
            self._made_of[document.stem] = ingredients(document, self._content)
        return self._made_of[document.stem]

    def _get(self, key: str) -> bytes | None:
        return self._store.get(key) if self._store else None

    def _put(self, key: str, data: bytes) -> None:
        if self._store:
            self._store.put(key, data)


def write_files(layout: Layout, suffixes: Sequence[str], tools: Tools) -> Produced:
    """Step 6 for one document: return its PDF, and its files of other suffixes. Raises ContentError."""

    def write(suffix: str, files: Mapping[str, bytes]) -> bytes:
        return writer(suffix)(layout, tools, files)

    made = _produced(layout.document, layout.page_map, layout.pages, suffixes, write)
    return replace(made, boxes=layout.boxes)


def _produced(document: Document, page_map: PageMap, pages: int, suffixes: Sequence[str], write: Write) -> Produced:
    files: dict[str, bytes] = {}
    for suffix in dict.fromkeys(("pdf", *suffixes)):
        files[suffix] = write(suffix, files)
    starts = {unit: page_map[unit] for unit in units(document) if unit in page_map}
    return Produced(files, pages, starts, page_map)
