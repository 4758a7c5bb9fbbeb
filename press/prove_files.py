"""Leg B of the proof for many files, each against its document; a proof that found nothing is not done again."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from press.document import Document
from press.memory import tree_digest
from press.paginate import cited_stems
from press.preflight import preflight
from press.problem import Problem
from press.produce import Listener
from press.prove.booklet import prove_booklet
from press.prove.pdf import page_map, prove_pdf
from press.prove.pdf_print import prove_print
from press.prove.word import prove_word
from press.store import Store, hashed

Forms = Mapping[str, bytes]
PageMaps = Mapping[str, Mapping[str, int]]


def prove_files(
    files: Mapping[str, Forms], composed: Mapping[str, Document], listener: Listener, store: Store | None = None
) -> list[Problem]:
    """Prove files, by stem and suffix, against their documents; page numbers are read from the PDFs that are cited."""
    needed = {other for stem in files for other in cited_stems(composed[stem])}
    maps = {stem: page_map(files[stem]["pdf"], composed[stem]) for stem in needed if "pdf" in files.get(stem, {})}
    problems: list[Problem] = []
    for stem, forms in files.items():
        document = composed[stem]
        cited = {other: maps[other] for other in sorted(cited_stems(document)) if other in maps}
        key = _key(document, forms, cited) if store else ""
        if store is None or store.get(key) is None:
            found = _prove(document, forms, cited, maps.get(stem))
            problems += found
            if store is not None and not found:
                store.put(key, b"")
        listener.done(stem, 0)
    return problems


def _key(document: Document, forms: Forms, cited: PageMaps) -> str:
    """Return a hash of all that the proof of a document's files looks at."""
    hashes = {suffix: hashlib.sha256(data).hexdigest() for suffix, data in forms.items()}
    return hashed("proof", tree_digest(document), hashes, {stem: dict(pages) for stem, pages in cited.items()})


def _prove(document: Document, forms: Forms, cited: PageMaps, own: Mapping[str, int] | None) -> list[Problem]:
    problems: list[Problem] = []
    if "pdf" in forms:
        problems += prove_pdf(forms["pdf"], document, cited)
    if "print.pdf" in forms:
        problems += prove_print(forms["print.pdf"], forms["pdf"], document)
        problems += preflight(forms["print.pdf"], f"{document.stem}.print.pdf")
    if "booklet.pdf" in forms:
        problems += prove_booklet(forms["booklet.pdf"], forms["pdf"], document)
    if "docx" in forms:
        if own is None:  # nobody cites its pages, so that nobody has read them
            own = page_map(forms["pdf"], document) if "pdf" in forms else {}
        problems += prove_word(forms["docx"], document, {**cited, document.stem: own})
    return problems
