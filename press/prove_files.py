"""Leg B of the proof for many files, each against its document; a proof that found nothing is not done again."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from press.crew import Crew, Task
from press.document import Document
from press.memory import tree_digest
from press.paginate import cited_stems
from press.problem import Problem
from press.produce import Listener
from press.store import Store, hashed

Forms = Mapping[str, bytes]
PageMaps = Mapping[str, Mapping[str, int]]


def prove_files(
    files: Mapping[str, Forms],
    composed: Mapping[str, Document],
    crew: Crew,
    listener: Listener,
    store: Store | None = None,
) -> list[Problem]:
    """Prove files, by stem and suffix, against their documents; page numbers are read from the PDFs that are cited."""
    maps = _read_pages(files, composed, crew)
    known: list[str] = []
    keys: dict[str, str] = {}
    asked: dict[Task, str] = {}
    for stem, forms in files.items():
        document = composed[stem]
        cited = {other: maps[other] for other in sorted(cited_stems(document)) if other in maps}
        keys[stem] = _key(document, forms, cited) if store else ""
        if store is None or store.get(keys[stem]) is None:
            weight = sum(map(len, forms.values()))
            asked[crew.call("prove", document, forms, cited, maps.get(stem), weight=weight)] = stem
        else:
            known.append(stem)
    for stem in known:
        listener.done(stem, 0)
    for task in crew.succeeded(asked):
        if store is not None and not task.result:
            store.put(keys[asked[task]], b"")
        listener.done(asked[task], 0)
    found: dict[str, list[Problem]] = {stem: task.result for task, stem in asked.items()}
    return [problem for stem in files for problem in found.get(stem, ())]


def _read_pages(files: Mapping[str, Forms], composed: Mapping[str, Document], crew: Crew) -> PageMaps:
    needed = {other for stem in files for other in cited_stems(composed[stem])}
    stems = [stem for stem in files if stem in needed and "pdf" in files[stem]]
    tasks = [crew.call("page_map", composed[stem], files[stem]["pdf"]) for stem in stems]
    return dict(zip(stems, crew.all(tasks), strict=True))


def _key(document: Document, forms: Forms, cited: PageMaps) -> str:
    """Return a hash of all that the proof of a document's files looks at."""
    hashes = {suffix: hashlib.sha256(data).hexdigest() for suffix, data in forms.items()}
    return hashed("proof", tree_digest(document), hashes, {stem: dict(pages) for stem, pages in cited.items()})
