"""The counts of footnotes see a note that is lost, doubled or not called."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import pytest

from bench import notes
from press.design import load_design
from press.write.layout import Engine
from press.write.pdf import write_pdf
from tests.builds import SAMPLE
from tests.samples import CITED, everything

_NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def _word(folder: Path, written: str, called: str) -> Path:
    path = folder / "a.docx"
    with ZipFile(path, "w") as package:
        package.writestr("word/footnotes.xml", f"<w:footnotes {_NAMESPACE}>{written}</w:footnotes>")
        package.writestr("word/document.xml", f"<w:document {_NAMESPACE}>{called}</w:document>")
    return path


def test_content(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("- text: |\n    One.[^a] Two.[^b]\n\n    [^a]: The first note.\n\n    [^b]: The second.\n", "utf-8")
    assert notes.in_content(file) == ["The first note.", "The second."]
    file.write_text("- text: |\n    One.[^a] Two.[^b]\n\n    [^a]: The first note.\n", "utf-8")
    with pytest.raises(ValueError, match="1 footnotes, and calls 2"):
        notes.in_content(file)


def test_word(tmp_path: Path) -> None:
    separator = '<w:footnote w:id="0" w:type="separator"/>'
    one, two = ('<w:footnote w:id="1"/>', '<w:footnote w:id="2"/>')
    call, second = ('<w:footnoteReference w:id="1"/>', '<w:footnoteReference w:id="2"/>')
    assert notes.in_word(_word(tmp_path, separator + one + two, call + second)) == 2
    for written, called in ((one, call + second), (one + two, call), (one, call + call), (one, second)):
        with pytest.raises(ValueError, match="footnotes, and calls"):
            notes.in_word(_word(tmp_path, separator + written, called))


def test_word_file_without_notes(tmp_path: Path) -> None:
    with ZipFile(tmp_path / "a.docx", "w") as package:
        package.writestr("word/document.xml", "<document/>")
    assert notes.in_word(tmp_path / "a.docx") == 0


def test_pdf(tmp_path: Path) -> None:
    engine, document = Engine(load_design(), SAMPLE), everything("en")
    file = tmp_path / "a.pdf"
    file.write_bytes(write_pdf(engine.lay_out(document, CITED), engine))
    shown = ["A note with a link in it.", "A note of a cell."]
    assert notes.in_tree(file) == len(shown)
    assert notes.on_pages(file, shown) == [1, 1]
    # One that is lost, one whose end is cut off, and what stands there more than once.
    assert notes.on_pages(file, ["A note of a row.", "A note of a cell. And more."]) == [0, 0]
    assert notes.on_pages(file, ["A note"]) == [2]
