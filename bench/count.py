"""Counts the pages and the footnotes of files (``python -m bench.count DOCUMENTS.json FOLDER``)."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pypdfium2

from bench import notes

_ENOUGH: Final = 40  # letters, to tell one note from another


def main(documents: Path, folder: Path) -> None:
    """Print, as JSON, the pages of all PDFs, and how many footnotes stand in PDFs, in Word files and in the source.

    A PDF has a footnote when the words with which it begins stand on its pages, which is sure from left to right only.
    """
    pages = in_pdfs = in_words = in_source = 0
    for document in json.loads(documents.read_text("utf-8"))["documents"]:
        begins = [_beginning(note) for note in _notes(document["blocks"])]
        in_source += len(begins)
        pdf, word = (folder / f"{document['stem']}.{form}" for form in ("pdf", "docx"))
        if pdf.is_file():
            pages += _pages(pdf)
            in_pdfs += sum(times > 0 for times in notes.on_pages(pdf, begins)) if begins else 0
        if word.is_file():
            in_words += notes.in_word(word)
    print(json.dumps({"pages": pages, "pdf": in_pdfs, "docx": in_words, "source": in_source}))  # noqa: T201


def _pages(file: Path) -> int:
    with pypdfium2.PdfDocument(file) as pdf:
        return len(pdf)


def _notes(node: Any) -> Iterator[dict[str, Any]]:
    """Yield the footnotes of a composed document."""
    if isinstance(node, dict):
        if node.get("node") == "Footnote":
            yield node
        node = list(node.values())
    if isinstance(node, list):
        for item in node:
            yield from _notes(item)


def _beginning(note: dict[str, Any]) -> str:
    return notes.letters("".join(_words(note["content"])))[:_ENOUGH]


def _words(node: Any) -> Iterator[str]:
    if isinstance(node, list):
        for item in node:
            yield from _words(item)
    elif isinstance(node, dict):
        yield node.get("text", "")
        yield from _words(node.get("content", []))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
