"""What one worker does with one document: lay it out, write it, prove it. All that it needs comes with the job.

A worker is a process, this one or another, here or on another machine. It keeps its engine, with fonts, styles and
templates, from job to job.
"""

from __future__ import annotations

import gc
import tempfile
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any, Final

from press.design import Design, load_design
from press.document import Document
from press.memory import press_digest
from press.problem import Problem
from press.prove.pdf import page_map
from press.prove_document import prove_document
from press.write.html import ASSETS, load_templates
from press.write.layout import Engine, Layout, settle
from press.write.numbers import PageMap, PageMaps, Rooms
from press.write.picture import Picture, Pictures
from press.write.writers import Tools, write_all

KEPT: Final = 600  # pages of layouts that wait for the page numbers of others; beyond, they are laid out again
_SHOPS: Final = 8  # of different contents


@dataclass(frozen=True, slots=True)
class Job:
    """A document, and where its pictures are: in a content folder, or with the job, by their names in ``assets/``."""

    document: Document
    content: Path | None = None
    pictures: tuple[tuple[str, bytes], ...] = ()


@dataclass(frozen=True, slots=True)
class Pass:
    """One layout: the room that page numbers had in it, where units begin, and how many pages it has."""

    rooms: Rooms
    page_map: PageMap
    pages: int


@dataclass(frozen=True, slots=True)
class _Shop:
    """What it takes to work on the documents of one content; the folder, if it is ours, goes with it."""

    engine: Engine
    pictures: Pictures
    folder: tempfile.TemporaryDirectory[str] | None


class Worker:
    """Works on one job after another, also when it is asked by several threads."""

    def __init__(self, design: Design | None = None) -> None:
        """Begin with nothing loaded; the design is the project's if none is given."""
        self._design = design
        self._lock = Lock()  # engine and pictures are not made for threads
        self._shops: OrderedDict[object, _Shop] = OrderedDict()
        self._kept: OrderedDict[str, Layout] = OrderedDict()

    def run(self, name: str, args: Sequence[Any]) -> Any:
        """Do something, by the name of the method."""
        with self._lock:
            return getattr(self, name)(*args)

    def lay_out(self, job: Job, key: str, rooms: Rooms) -> Pass:
        """Lay a document out once, and keep its pages for `write` under a key. Raises ContentError."""
        layout = self._engine(job)[0].lay_out_once(job.document, rooms)
        self._keep(key, layout)
        return Pass(rooms, layout.page_map, layout.pages)

    def write(
        self,
        job: Job,
        key: str,
        rooms: Rooms,
        cited: PageMaps,
        suffixes: Sequence[str],
        files: Mapping[str, bytes],
        known: Mapping[str, Picture],
    ) -> tuple[list[Pass], dict[str, bytes], dict[str, Picture]]:
        """Return the layouts that it took until page numbers had room, files, and pictures that had to be drawn.

        A layout that was kept under the key is taken. ``files`` and pictures that are ``known`` there are already.
        The PDF comes first. Raises ContentError.
        """
        engine, pictures = self._engine(job)
        pictures.learn(known)
        passes: list[Pass] = []

        def lay_out_once(wanted: Rooms) -> Layout:
            layout = self._kept.pop(key, None) or engine.lay_out_once(job.document, wanted)
            passes.append(Pass(wanted, layout.page_map, layout.pages))
            return layout

        layout = settle(lay_out_once, job.document, cited, rooms)
        return passes, write_all(layout, suffixes, Tools(engine, pictures, cited), files), pictures.take_new()

    def prove(
        self, document: Document, forms: Mapping[str, bytes], cited: PageMaps, own: PageMap | None
    ) -> list[Problem]:
        """Prove the files of a document against it (leg B)."""
        return prove_document(document, forms, cited, own)

    def page_map(self, document: Document, pdf: bytes) -> PageMap:
        """Read from a PDF on which pages the units of its document begin."""
        return page_map(pdf, document)

    def warm_up(self) -> str:
        """Load what all jobs need; return the digest of the press that works here."""
        Engine(self._design or load_design(), Path())
        load_templates()
        gc.collect()
        gc.freeze()  # what is loaded stays: to look through it again and again costs a tenth of each layout
        return _digest()

    def _keep(self, key: str, layout: Layout) -> None:
        self._kept[key] = layout
        while len(self._kept) > 1 and sum(one.pages for one in self._kept.values()) > KEPT:
            self._kept.popitem(last=False)

    def _engine(self, job: Job) -> tuple[Engine, Pictures]:
        """Return the engine and the pictures of a job's content, which stay for the next job of the same content."""
        key = (job.content, job.pictures)
        if key not in self._shops:
            if len(self._shops) >= _SHOPS:
                self._shops.popitem(last=False)
            self._shops[key] = self._open(job)
        shop = self._shops[key]
        return shop.engine, shop.pictures

    def _open(self, job: Job) -> _Shop:
        folder = None
        if (content := job.content) is None:
            folder = _folder_of(job.pictures)
            content = Path(folder.name)
        engine = Engine(self._design or load_design(), content)
        return _Shop(engine, Pictures(engine, content), folder)


def _folder_of(pictures: Sequence[tuple[str, bytes]]) -> tempfile.TemporaryDirectory[str]:
    """Make a content folder of pictures that came with a job."""
    folder = tempfile.TemporaryDirectory(prefix="press-")
    for name, data in pictures:
        path = Path(folder.name) / ASSETS / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


@cache
def _digest() -> str:
    return press_digest()  # of when the process began: a worker that stays has not read what was saved since


@cache
def _worker() -> Worker:
    return Worker()


def run(name: str, args: Sequence[Any]) -> Any:
    """Let the worker of this process do something: a method of `Worker`, by its name."""
    return _worker().run(name, args)
