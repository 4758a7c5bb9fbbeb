"""Leg B of the proof for one document: its files, each against it."""

from __future__ import annotations

from collections.abc import Mapping

from press.document import Document
from press.preflight import preflight
from press.problem import Problem
from press.prove.booklet import prove_booklet
from press.prove.pdf import page_map, prove_pdf
from press.prove.pdf_print import prove_print
from press.prove.word import prove_word
from press.prove.word_form import prove_twin


def prove_document(
    document: Document,
    forms: Mapping[str, bytes],
    cited: Mapping[str, Mapping[str, int]],
    own: Mapping[str, int] | None = None,
) -> list[Problem]:
    """Prove files, by suffix, against their document.

    ``cited`` are the pages of other documents, read from their PDFs; ``own`` its own, if somebody has read them.
    """
    problems: list[Problem] = []
    if "pdf" in forms:
        problems += prove_pdf(forms["pdf"], document, cited)
    if "print.pdf" in forms:
        problems += prove_print(forms["print.pdf"], forms["pdf"], document)
        problems += preflight(forms["print.pdf"], f"{document.stem}.print.pdf")
    if "booklet.pdf" in forms:
        problems += prove_booklet(forms["booklet.pdf"], forms["pdf"], document)
    if "docx" in forms:
        if own is None:
            own = page_map(forms["pdf"], document) if "pdf" in forms else {}
        problems += prove_word(forms["docx"], document, {**cited, document.stem: own})
    if "unprotected.docx" in forms:
        problems += prove_twin(forms["unprotected.docx"], forms["docx"], document.stem)
    return problems
