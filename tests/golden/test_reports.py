"""Goldens: a small report and a summary, as XHTML and as a Word file's main part. `make accept` writes them anew."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from press.design import load_design
from press.document import Document, Figure, walk
from press.language import load_language
from press.report import return_report, summary_report
from press.write.layout import Engine
from press.write.picture import Picture
from press.write.word import write_word
from tests.unit.collect_fixture import SAMPLE
from tests.unit.report_fixture import returned, sample

HERE = Path(__file__).parent
FIRST = {
    "soap-at-every-basin": "no",
    "soap-at-every-basin.evidence": "غرفة 4",
    "days-of-soap-left": "12",
    "missing-items": ["soap", "towels"],
    "clean-before-touching": "sometimes",
    "gaps-found.entrance.gap": "صابون",
    "gaps-found.2.due": "2026-03-31",
    "what-surprised-you": "سطر أوّل\nسطر ثانٍ",
}
SECOND = {"soap-at-every-basin": "yes", "clean-before-touching": "always", "skin-is-sound": "mostly"}


def documents() -> dict[str, Document]:
    library, forms = sample()
    form = forms["questionnaires/round"]
    some = [returned(form, FIRST, "first.docx"), returned(form, SECOND, "second.pdf")]
    language = load_language(library.language, library.words)
    return {
        "reports.round": return_report(some[0], library, language),
        "reports.summary": summary_report(some, library, language, anonymous=False),
    }


@pytest.mark.parametrize("name", ["reports.round", "reports.summary"])
def test_reports(name: str, pytestconfig: pytest.Config) -> None:
    document = documents()[name]
    xhtml = Engine(load_design(), SAMPLE).xhtml(document).replace("><", ">\n<") + "\n"
    images = {node.id: Picture(b"", 160.0, 40.0) for node in walk(document) if isinstance(node, Figure)}
    with zipfile.ZipFile(io.BytesIO(write_word(document, load_design(), {}, 1, images))) as archive:
        word = archive.read("word/document.xml").decode().replace("><", ">\n<") + "\n"
    for suffix, made in (("xhtml", xhtml), ("docx.xml", word)):
        golden = HERE / f"{name}.{suffix}"
        if pytestconfig.getoption("--accept"):
            golden.write_text(made, "utf-8")
        assert made == golden.read_text("utf-8"), f"differs from {golden.name}; if that is meant: make accept"
