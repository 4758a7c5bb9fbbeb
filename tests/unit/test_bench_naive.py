"""The naive script says every word, so that nobody can say it was given less to do."""

from __future__ import annotations

import json
from html import unescape
from pathlib import Path
from re import sub
from zipfile import ZipFile

import pytest

from bench.naive import pdf
from bench.notes import letters
from press.design import load_design
from press.document import Document, Text, walk
from press.document_identity import as_data
from press.fonts import prepare_fonts
from tests.samples import everything


def _lost(document: Document, shown: str) -> list[str]:
    read = letters(unescape(sub(r"<[^>]*>", "", shown)))
    return [node.text for node in walk(document) if isinstance(node, Text) and letters(node.text) not in read]


def test_the_page_says_every_word(tmp_path: Path) -> None:
    document = everything("en")
    printer = pdf.Printer(str(prepare_fonts(load_design()).folder / "fonts.conf"))
    html = printer.html(as_data(document))
    assert _lost(document, html) == []
    assert html.count('class="footnote"') == 2
    assert printer.write(json.loads(json.dumps(as_data(document))), tmp_path / "a.pdf") > 1
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")


def test_the_word_file_says_every_word(tmp_path: Path) -> None:
    pytest.importorskip("docx", reason="python-docx is for benchmarks only (make bench)")
    from bench.naive.word import write_word

    document = everything("en")
    write_word(as_data(document), tmp_path / "a.docx")
    with ZipFile(tmp_path / "a.docx") as package:
        assert _lost(document, package.read("word/document.xml").decode()) == []
