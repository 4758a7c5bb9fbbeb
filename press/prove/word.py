"""Leg B of the proof for Word files: a file says what its Document says, paragraph by paragraph, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from press.document import Contents, Document
from press.document_identity import digest
from press.problem import Problem
from press.prove.expected import Cell
from press.prove.report import Report
from press.prove.word_compare import Pair, align, check_pairs, known_of
from press.prove.word_expect import Wanted, WordExpectation, expect_word
from press.prove.word_file import BROKEN, W, WordFile, read_word, value
from press.prove.word_form import FORM_TABLE, check_form
from press.prove.word_text import Reader, Said
from press.prove.word_whole import check_identity, check_language, check_outline, check_running

Cited = Mapping[str, Mapping[str, int]]


def prove_word(data: bytes, document: Document, cited: Cited) -> list[Problem]:
    """Return where a Word file differs from its Document.

    ``cited`` are the page maps of the PDFs that it cites, by stem, and of its own: Word has no pages of its own, and
    its contents and “page n” carry the PDF's.
    """
    report = Report(document.stem, "docx")
    try:
        _Proof(read_word(data), document, cited, report).run()
    except BROKEN as error:
        report.add("P611", 0, f"the file cannot be read: {str(error)[:120] or type(error).__name__}")
    return report.problems


class _Proof:
    def __init__(self, file: WordFile, document: Document, cited: Cited, report: Report) -> None:
        self.file, self.document, self.cited, self.report = file, document, cited, report
        self.rtl = document.direction == "rtl"
        self.digest = digest(document)

    def run(self) -> None:
        expectation = expect_word(self.document, self.page_of, self.digest)
        reader = Reader(self.file, "document.xml", rtl=self.rtl)
        said = list(self.paragraphs(reader))
        if reader.is_open:
            self.report.add("P613", 0, "a field or a bookmark does not end")
        pairs = align(expectation.paragraphs, said, self.report)
        check_pairs(pairs, known_of(said), self.report)
        self.notes(expectation, said)
        self.contents(said)
        self.tables()
        check_form(self.file, self.document, self.digest, said, self.report)
        for unit, stem, target in expectation.unknown:
            where = f"{stem or self.document.stem}.pdf"
            self.report.add("P605", 0, f"'{unit}' refers to the page of '{target}', which nobody knows in {where}")
        for odd in self.file.oddities:
            self.report.add("P602", 0, f"the file has {odd}")
        check_outline(self.file, self.report)
        check_identity(self.file, self.document, self.digest, self.report)
        check_language(self.file, self.document, self.report)
        check_running(self.file, self.document, self.report)

    def page_of(self, stem: str, unit: str) -> int | None:
        return self.cited.get(stem or self.document.stem, {}).get(unit)

    def paragraphs(self, reader: Reader) -> Iterator[Said]:
        """Yield the paragraphs of the body in order, those of tables with their cells."""
        tables = 0
        for node in self.file.body:
            if node.tag == f"{W}p":
                yield reader.read(node)
            elif node.tag == f"{W}tbl":
                tables += 1
                for row, cells in enumerate(node.findall(f"{W}tr"), start=1):
                    for column, cell in enumerate(cells.findall(f"{W}tc"), start=1):
                        yield from self.cell(reader, cell, Cell(tables, row, column))
            elif node.tag != f"{W}sectPr":
                self.report.add("P602", 0, f"the body has an element {str(node.tag).rsplit('}', 1)[-1]}")

    def cell(self, reader: Reader, cell: Any, place: Cell) -> Iterator[Said]:
        for node in cell:
            if node.tag == f"{W}p":
                yield reader.read(node, place)
            elif node.tag != f"{W}tcPr":
                self.report.add("P602", 0, f"a cell has an element {str(node.tag).rsplit('}', 1)[-1]}")

    def notes(self, expectation: WordExpectation, said: Sequence[Said]) -> None:
        """Compare the notes in the order of their calls."""
        reader = Reader(self.file, "footnotes.xml", rtl=self.rtl)
        notes = {
            node.get(f"{W}id"): [reader.read(paragraph) for paragraph in node]
            for node in self.file.parts["word/footnotes.xml"]
            if not node.get(f"{W}type")
        }
        called = [call.name for paragraph in said for call in paragraph.calls]
        if called != [number for number in notes if number in called] or len(called) != len(notes):
            self.report.add("P609", 0, f"{len(called)} footnotes are called, and there are {len(notes)}")
        if len(called) != len(expectation.notes):
            self.report.add("P609", 0, f"there are {len(called)} footnotes instead of {len(expectation.notes)}")
        pairs: list[Pair] = []
        for number, (note, name) in enumerate(zip(expectation.notes, called, strict=False), start=1):
            lines = notes.get(name, [])
            text = note.text.removeprefix(f"{number}. ")
            shift = len(f"{number}.")
            spans = tuple(_moved(span, shift) for span in note.spans)
            if len(lines) != 1 or lines[0].words != text:
                says = " ".join(line.words for line in lines)[:60]
                self.report.add("P609", 0, f"footnote {number} of '{note.unit}' says “{says}” instead of “{text[:60]}”")
            else:
                pairs.append((Wanted(note.unit, note.what, "footnote text", text, None, spans), lines[0]))
        check_pairs(pairs, known_of(said), self.report)

    def contents(self, said: Sequence[Said]) -> None:
        """Check that the entries of the contents are one field of Word's, from the first to the last; not in forms."""
        entries = [one for one in said if one.style.startswith("toc ")]
        fields = [found for one in said for found in one.fields if found.words[:1] == ["TOC"]]
        due = int(any(isinstance(block, Contents) for block in self.document.blocks) and not self.document.is_form)
        whole = bool(entries) and fields == [found for found in entries[0].fields if found.words[:1] == ["TOC"]]
        if len(fields) != due or (due and not whole):
            self.report.add("P613", 0, "the contents are not one field around all entries")

    def tables(self) -> None:
        """Check what makes a table one: its style, a header row and no other, as many cells in every row."""
        for number, table in enumerate(self.file.body.iter(f"{W}tbl"), start=1):
            rows = table.findall(f"{W}tr")
            heads = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows]
            lineage = self.file.lineage(value(table, "tblPr/tblStyle"))
            name = lineage[0].name if lineage else ""
            if heads != [name != FORM_TABLE, *[False] * (len(rows) - 1)]:
                self.report.add("P613", 0, f"the header row of table {number} is not marked as such")
            if len({len(row.findall(f"{W}tc")) for row in rows} | {len(table.findall(f"{W}tblGrid/{W}gridCol"))}) != 1:
                self.report.add("P608", 0, f"the rows of table {number} differ in their cells")
            if name not in ("Toolkit Table", FORM_TABLE):
                self.report.add("P613", 0, f"table {number} is not in the style Toolkit Table")


def _moved(span: Any, by: int) -> Any:
    return type(span)(span.start - by, span.end - by, span.kind, span.name)
