"""Leg B of the proof: a PDF says what its Document says, block by block and word by word, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from press.document import Contents, Document, Imprint, Panel, Section, units, walk
from press.document_identity import digest
from press.problem import Problem
from press.prove.align import Pair, align
from press.prove.bidi import Base
from press.prove.blocks import check_pairs
from press.prove.diagnose import diagnose
from press.prove.expect import COVER, expect
from press.prove.expected import Expectation
from press.prove.identity import keywords
from press.prove.pdf_file import BROKEN, PdfFile, read_destinations, read_file
from press.prove.pdf_form import check_form
from press.prove.report import Report
from press.prove.running import check_running
from press.prove.words import flat

PAPERS: Final = {"A2": (420, 594), "A3": (297, 420), "A4": (210, 297)}  # ISO 216, in millimetres

Cited = Mapping[str, Mapping[str, int]]


def prove_pdf(pdf: bytes, document: Document, cited: Cited) -> list[Problem]:
    """Return where a PDF differs from its Document. ``cited`` are the page maps of other documents, by stem."""
    report = Report(document.stem)
    try:
        file = read_file(pdf, document.language)
    except BROKEN as error:
        report.add("P611", 0, f"the file cannot be read: {str(error)[:120] or type(error).__name__}")
        return report.problems
    _Proof(file, document, cited, report).run()
    return report.problems


def page_map(pdf: bytes, document: Document) -> dict[str, int]:
    """Return the page of every unit, from the file's named destinations; nothing when the file cannot be read.

    That they agree with where the units' words stand is part of `prove_pdf`.
    """
    try:
        found = read_destinations(pdf)
    except BROKEN:
        return {}
    return {unit: found[unit] for unit in _anchors(document) if unit in found}


def _anchors(document: Document) -> Iterator[str]:
    yield from units(document)
    yield from (block.id for block in document.blocks if isinstance(block, Contents | Imprint))


class _Proof:
    def __init__(self, file: PdfFile, document: Document, cited: Cited, report: Report) -> None:
        self.file, self.document, self.cited, self.report = file, document, cited, report
        self.base: Base = "R" if document.direction == "rtl" else "L"
        self.digest = digest(document)
        self.own = {unit: page for unit, page in file.destinations.items() if page}

    def run(self) -> None:
        expectation, pairs = self.blocks()
        self.notes(expectation, pairs)
        self.unknown(expectation)
        self.order(pairs)
        self.oddities()
        self.outline()
        self.identity()
        self.paper()
        check_form(self.document, self.file, self.own, self.report)
        check_running(self.document, self.file.pages, self.file.reading.used, self.cover_pages(pairs), self.report)

    def page_of(self, stem: str, unit: str) -> int | None:
        return (self.cited.get(stem, {}) if stem else self.own).get(unit)

    def blocks(self) -> tuple[Expectation, list[Pair]]:
        """Compare all blocks; when a destination lies, once more with the pages on which the words stand."""
        expectation = expect(self.document, self.page_of, self.digest)
        pairs = self.pairs(expectation)
        if self.destinations(pairs):
            expectation = expect(self.document, self.page_of, self.digest)
            pairs = self.pairs(expectation)
        check_pairs(pairs, self.base, self.report)
        return expectation, pairs

    def pairs(self, expectation: Expectation) -> list[Pair]:
        leaves = self.file.reading.leaves
        exact = align(expectation.blocks, leaves, self.base)
        return diagnose(expectation.blocks, leaves, self.base) if exact is None else exact

    def destinations(self, pairs: Sequence[Pair]) -> bool:
        """Check where units begin; take the words' page where the destination says another."""
        wrong = False
        for pair in pairs:
            for unit in pair.expected.begins if pair.expected and pair.leaf else ():
                page = pair.leaf.page if pair.leaf else 0
                if self.own.get(unit) != page:
                    says = self.own.get(unit, "none")
                    self.report.add("P605", page, f"'{unit}' begins on page {page}, but its destination is page {says}")
                    self.own[unit] = page
                    wrong = True
        return wrong

    def notes(self, expectation: Expectation, pairs: Sequence[Pair]) -> None:
        """Compare the notes, and that each stands on the page of its call or on the next."""
        found = self.file.reading.notes
        if len(found) != len(expectation.notes):
            self.report.add("P609", 0, f"there are {len(found)} footnotes instead of {len(expectation.notes)}")
        exact = align(expectation.notes, found, self.base)
        notes = diagnose(expectation.notes, found, self.base) if exact is None else exact
        check_pairs(notes, self.base, self.report)
        shown = [(p.expected, p.leaf) for p in notes if p.expected and p.leaf]
        stands = {block.what: (block.unit, leaf.page) for block, leaf in shown}
        for pair in pairs:
            for call in pair.expected.calls if pair.expected and pair.leaf else ():
                unit, page = stands.get(f"footnote {call.name}", ("", 0))
                if pair.leaf and page and not pair.leaf.pages[0] <= page <= pair.leaf.pages[-1] + 1:
                    what = f"footnote {call.name} of '{unit}' is called on page {pair.leaf.page}"
                    self.report.add("P609", page, f"{what}, but stands on page {page}")

    def unknown(self, expectation: Expectation) -> None:
        for unit, stem, target in expectation.unknown:
            where = f"{stem}.pdf" if stem else "this file"
            self.report.add("P605", 0, f"'{unit}' refers to the page of '{target}', which nobody knows in {where}")

    def order(self, pairs: Sequence[Pair]) -> None:
        """Check that what is read later does not stand on an earlier page."""
        last = 0
        for pair in pairs:
            if pair.expected and pair.leaf and not pair.moved:
                if pair.leaf.page < last:
                    what = f"{pair.expected.what} of '{pair.expected.unit}' stands on page {pair.leaf.page}"
                    self.report.add("P604", pair.leaf.page, f"{what}, after words on page {last}")
                last = pair.leaf.page

    def oddities(self) -> None:
        reading = self.file.reading
        if reading.lost:
            self.report.add("P611", 0, "the structure names pages that the file does not have")
        for what, page in reading.oddities:
            self.report.add("P603", page, f"there is {what}")
        for what in self.file.extras:
            self.report.add("P602", 0, f"the file has {what}")
        for page, key, kind in self.file.annotations:
            if kind == "Link" and key not in reading.links:
                self.report.add("P610", page, "there is a link that belongs to no words")
            elif kind not in ("Link", "Widget"):
                self.report.add("P602", page, f"there is an annotation of the kind {kind}")
        present = {(page, key) for page, key, _ in self.file.annotations}
        for leaf in (*reading.leaves, *reading.notes):
            for target in leaf.targets:
                if (target.page, target.key) not in present:
                    self.report.add("P610", leaf.page, f"the link to '{target.name}' is not on its page")

    def outline(self) -> None:
        want = list(self.wanted_outline())
        have = [(mark.depth, flat(mark.title), mark.page) for mark in self.file.outline]
        for index, entry in enumerate(want):
            if index >= len(have):
                self.report.add("P607", 0, f"the outline lacks “{entry[1]}”")
            elif entry != have[index]:
                self.report.add("P607", entry[2], f"the outline has {_entry(have[index])} instead of {_entry(entry)}")
        for extra in have[len(want) :]:
            self.report.add("P607", extra[2], f"the outline has {_entry(extra)}, which does not belong there")

    def wanted_outline(self) -> Iterator[tuple[int, str, int]]:
        levels: list[int] = []
        for node in walk(self.document):
            if isinstance(node, Section | Panel | Contents | Imprint):
                level = node.level if isinstance(node, Section) else 1
                number = node.number if isinstance(node, Section) else ""
                levels = [outer for outer in levels if outer < level] + [level]
                yield len(levels), flat(f"{number} {node.title}"), self.own.get(node.id, 0)

    def identity(self) -> None:
        document = self.document
        asked = {
            "Lang": document.language,
            "Title": document.title,
            "Author": document.publisher,
            "Subject": document.subject,
            "Keywords": keywords(document, self.digest),
            "CreationDate": f"D:{document.date.replace('-', '')}",
            "XMP dc:title": document.title,
            "XMP dc:creator": document.publisher,
            "XMP pdf:Keywords": keywords(document, self.digest),
        }
        for key, value in asked.items():
            says = self.file.identity.get(key, "")
            if flat(says) != flat(value):
                self.report.add("P606", 0, f"{key} of the file is “{says[:160]}” instead of “{value}”")

    def paper(self) -> None:
        """Check how many pages there are, and of which size, where the document says so."""
        asked, sizes = self.document.pages, self.file.sizes
        most = self.document.most_pages or len(sizes)
        if (asked and len(sizes) != asked) or len(sizes) > most:
            self.report.add("P615", 0, f"the file has {len(sizes)} pages instead of {asked or most}")
        for number, size in enumerate(sizes if self.document.paper else (), start=1):
            if size != PAPERS[self.document.paper]:
                says = " × ".join(map(str, size))
                self.report.add("P615", number, f"the page is {says} mm, which is not {self.document.paper}")

    def cover_pages(self, pairs: Sequence[Pair]) -> frozenset[int]:
        """Return the pages without a running head: those that hold nothing but the cover, and those of a poster."""
        if self.document.paper:
            return frozenset(range(1, len(self.file.pages) + 1))
        if not self.document.has_cover:
            return frozenset()
        pages: dict[int, bool] = {}
        for pair in pairs:
            for page in pair.leaf.pages if pair.leaf else ():
                cover = pair.expected is None or pair.expected.unit == COVER
                pages[page] = pages.get(page, True) and cover
        return frozenset(page for page, cover in pages.items() if cover)


def _entry(entry: tuple[int, str, int]) -> str:
    return f"“{entry[1]}” (level {entry[0]}, page {entry[2]})"
