"""The desk of a build: what the store knows is taken from it, all else becomes a task for the crew.

A layout is a pure function of its document, its pictures, the room that page numbers have in it, and the press; a file,
of a layout and the page numbers themselves. Each is remembered under a hash of just these, and a build that finds some
of them remembered goes the very way of a build that finds none: its files are the same, byte for byte.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from press.crew import Crew, Task
from press.document import Document, printed_pages, units, walk
from press.memory import Ingredients, Produced, ingredients, key_of, layout_key
from press.store import Store, hashed
from press.worker import Job, Pass
from press.write.html import ASSETS
from press.write.layout import Layout
from press.write.numbers import PageMap, PageMaps, Rooms, widened
from press.write.picture import Picture, picture_keys
from press.write.writers import Tools, write_all


@dataclass(eq=False)
class Page:
    """One layout of a document, known or asked for."""

    document: Document
    rooms: Rooms
    known: Pass | None
    task: Task | None

    @property
    def laid(self) -> Pass:
        """The layout; to be asked when the task is done. Raises ContentError."""
        if self.known:
            return self.known
        if self.task is None:
            raise RuntimeError("nobody was asked for it")
        found: Pass = self.task.result
        return found

    @property
    def page_map(self) -> PageMap:
        """Where its units begin."""
        return self.laid.page_map


@dataclass(eq=False)
class Files:
    """The files of a document, known or asked for."""

    document: Document
    suffixes: tuple[str, ...]
    pages: PageMaps
    known: Mapping[str, bytes]
    laid: Pass | None
    task: Task | None


class Desk:
    """Finds, or lets make, layouts and files of documents."""

    def __init__(
        self, content: Path, crew: Crew, store: Store | None, done: Callable[[str, int], None] = lambda *_: None
    ) -> None:
        """Work with this crew on the pictures of ``content``; ``done`` hears of the pages of each layout."""
        self._content, self._crew, self._store, self._done = content, crew, store, done
        self._made_of: dict[str, Ingredients] = {}
        self._asked: dict[str, Page] = {}

    def is_known(self, document: Document) -> bool:
        """Tell whether a layout of a document is known, at least the first."""
        return self._find(document, {}) is not None

    def lay_out(self, document: Document, rooms: Rooms) -> Page:
        """Find a layout of a document, with such room for page numbers, or ask for it: once."""
        key = layout_key(self._ingredients(document), rooms)
        if key not in self._asked:
            known = self._find(document, rooms)
            weight = _weight(document)
            task = None if known else self._crew.call("lay_out", self._job(document), key, rooms, weight=weight)
            self._asked[key] = Page(document, rooms, known, task)
        return self._asked[key]

    def lay_out_each(self, wanted: Sequence[tuple[Document, Rooms]]) -> list[Page]:
        """Return layouts when all of them are there. Raises ContentError with what is wrong with any of them."""
        pages = [self.lay_out(document, rooms) for document, rooms in wanted]
        waiting = {page.task: page for page in pages if page.task}
        for page in pages:
            if page.known:
                self._done(page.document.stem, page.known.pages)
        for task in self._crew.succeeded(waiting):
            self._remember(waiting[task].document, task.result)
            self._done(waiting[task].document.stem, task.result.pages)
        return pages

    def write(self, document: Document, suffixes: Sequence[str], cited: PageMaps, page: Page | None = None) -> Files:
        """Find the files of a document, its PDF and those of other suffixes, or ask for those that are not known.

        ``page`` is its layout when there is one; else it is laid out with room for the page numbers of ``cited``.
        """
        wanted = tuple(dict.fromkeys(("pdf", *suffixes)))
        rooms, laid = (page.rooms, page.laid) if page else self._settle(document, cited)
        known = self._files(document, laid, wanted, cited) if laid else {}
        task = None
        if len(known) < len(wanted):
            key = layout_key(self._ingredients(document), rooms)
            pictures = self._pictures(document) if "docx" in wanted and "docx" not in known else {}
            args = (self._job(document), key, rooms, cited, wanted, known, pictures)
            near = page.task if page else None
            task = self._crew.call("write", *args, weight=_weight(document), near=near)
        return Files(document, wanted, cited, known, laid, task)

    def finish(self, files: Files) -> Produced:
        """Return what a document was made into, when the task is done. Raises ContentError."""
        made: Mapping[str, bytes] = {}
        laid = files.laid
        if files.task:
            passes, made, drawn = files.task.result
            for key, picture in drawn.items():
                self._put(key, picture.as_bytes())
            for one in passes:
                self._remember(files.document, one)
            laid = passes[-1]
        if laid is None:
            raise RuntimeError(f"{files.document.stem} was not laid out")
        for suffix, data in made.items():
            self._put(self._file_key(files.document, laid, files.pages, suffix), data)
        whole = {**files.known, **made}
        return _produced(files.document, laid, {suffix: whole[suffix] for suffix in files.suffixes})

    def _settle(self, document: Document, cited: PageMaps) -> tuple[Rooms, Pass | None]:
        """Follow the layouts that are known to where page numbers have room, or to the first that is not known."""
        prints = printed_pages(document)
        rooms = widened({}, prints, cited)
        while laid := self._find(document, rooms):
            if (wider := widened(rooms, prints, {**cited, "": laid.page_map})) == rooms:
                return rooms, laid
            rooms = wider
        return rooms, None

    def _files(self, document: Document, laid: Pass, suffixes: Sequence[str], cited: PageMaps) -> dict[str, bytes]:
        found = {suffix: self._get(self._file_key(document, laid, cited, suffix)) for suffix in suffixes}
        return {suffix: data for suffix, data in found.items() if data is not None}

    def _file_key(self, document: Document, laid: Pass, cited: PageMaps, suffix: str) -> str:
        made_of = self._ingredients(document)
        return hashed(layout_key(made_of, laid.rooms), key_of(made_of, {**cited, "": laid.page_map}), suffix)

    def _pictures(self, document: Document) -> dict[str, Picture]:
        """Return those pictures of a document for Word that were drawn before."""
        if not self._store:
            return {}
        found = {key: self._get(key) for key in picture_keys(document, self._content).values()}
        return {key: Picture.from_bytes(data) for key, data in found.items() if data}

    def _find(self, document: Document, rooms: Rooms) -> Pass | None:
        data = self._get(layout_key(self._ingredients(document), rooms))
        if data is None:
            return None
        record = json.loads(data)
        return Pass(rooms, record["map"], record["pages"])

    def _remember(self, document: Document, laid: Pass) -> None:
        data = json.dumps({"map": dict(laid.page_map), "pages": laid.pages}).encode()
        self._put(layout_key(self._ingredients(document), laid.rooms), data)

    def _job(self, document: Document) -> Job:
        if not self._crew.is_remote:
            return Job(document, self._content)
        names = [image for image, _ in self._ingredients(document).pictures]
        paths = ((name, self._content / ASSETS / name) for name in names)
        return Job(document, None, tuple((name, path.read_bytes()) for name, path in paths if path.is_file()))

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
    """Step 6 for one document, here and now: return its PDF, and its files of other suffixes. Raises ContentError."""
    laid = Pass(layout.rooms, layout.page_map, layout.pages)
    made = _produced(layout.document, laid, write_all(layout, suffixes, tools))
    return replace(made, boxes=layout.boxes)


def _produced(document: Document, laid: Pass, files: Mapping[str, bytes]) -> Produced:
    starts = {unit: laid.page_map[unit] for unit in units(document) if unit in laid.page_map}
    return Produced(files, laid.pages, starts, laid.page_map)


def _weight(document: Document) -> int:
    """Return how long a document takes beside others: roughly as its parts are many."""
    return sum(1 for _ in walk(document))
