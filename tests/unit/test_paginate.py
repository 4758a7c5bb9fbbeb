"""Page numbers: those that a document prints are the pages where the units stand, in it and in others."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from press.design import load_design
from press.document import Blocks, Contents, ContentsEntry, Cover, Document, Footnote, Reference, Running, Section, Text
from press.paginate import cited_stems, paginate, with_cited
from press.write import numbers
from press.write.layout import Engine, Layout
from press.write.numbers import Rooms
from press.write.pdf import write_pdf
from tests.clients import require
from tests.samples import say

LINES = 60


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    return Engine(load_design(), tmp_path_factory.mktemp("content"))


@pytest.fixture
def laid_out(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, Rooms]]:
    """The documents that engines lay out, in order, with the rooms of their page numbers."""
    found: list[tuple[str, Rooms]] = []
    real = Engine.lay_out_once

    def heard(self: Engine, document: Document, rooms: Rooms) -> Layout:
        found.append((document.stem, rooms))
        return real(self, document, rooms)

    monkeypatch.setattr(Engine, "lay_out_once", heard)
    return found


def guide(name: str, sections: int, cites: Mapping[str, str]) -> Document:
    """Return a guide of so many sections. Each cites, by page, sections of itself and of others: id → name of guide."""
    stem = f"guides/{name}"
    body = tuple(_section(name, number, cites) for number in range(1, sections + 1))
    cover = Cover("Kit", "Guide", f"Guide {name}", "", (), "K 1", "Nobody")
    listing = Contents("contents", "Contents", tuple(ContentsEntry(s.id, 1, s.number, s.title) for s in body))
    return Document(
        stem, "guide", (), "en", "ltr", "K", "1.0.0", "2026-01-31", f"Guide {name}", "", "Nobody",
        Running("Kit", name, "K 1.0.0", "Page {page} of {pages}"), (cover, listing, *body),
    )  # fmt: skip


def _section(name: str, number: int, cites: Mapping[str, str]) -> Section:
    words = f"Words of {name} that fill the lines of a page. " * (3 + number * 7 % LINES)
    blocks: Blocks = (
        say(words, Footnote(number, (Text(f"Note {number} of {name}."),))),
        *(say(f"[{unit} ", _reference(unit, "" if home == name else f"guides/{home}")) for unit, home in cites.items()),
    )
    return Section(f"{name}-{number}", 1, str(number), f"Heading {name}-{number}.", blocks)


def _reference(unit: str, stem: str) -> Reference:
    return Reference(unit, (Text("on "),), stem, ("page ", "]"))


def texts(layout: Layout, engine: Engine, folder: Path) -> list[str]:
    """Return the text of each page, as poppler reads it."""
    file = folder / "made.pdf"
    file.write_bytes(write_pdf(layout, engine))
    done = subprocess.run(["pdftotext", "-enc", "UTF-8", file, "-"], capture_output=True, encoding="utf-8", check=True)
    return [" ".join(page.split()) for page in done.stdout.split("\f")[:-1]]


def seen_starts(pages: list[str], first: int = 3) -> dict[str, int]:
    """Return where headings are seen; the contents before page ``first`` show them, too."""
    numbered = enumerate(pages, start=1)
    return {
        unit: number for number, text in numbered if number >= first for unit in re.findall(r"Heading (\S+)\.", text)
    }


def seen_citations(pages: list[str]) -> Iterator[tuple[str, int]]:
    for text in pages:
        for unit, page in re.findall(r"\[(\S+) on page (\d+)\]", text):
            yield unit, int(page)


@pytest.mark.client
def test_what_is_printed_is_what_is_seen(engine: Engine, tmp_path: Path) -> None:
    require("pdftotext")
    one = guide("one", 20, {"one-1": "one", "one-20": "one", "two-9": "two", "two-10": "two"})
    two = guide("two", 18, {"two-18": "two", "one-7": "one", "one-13": "one"})
    layouts, maps = paginate([one, two], engine)
    starts: dict[str, int] = {}
    cited: list[tuple[str, int]] = []
    for document in (one, two):
        layout = layouts[document.stem]
        layout.number(maps)
        pages = texts(layout, engine, tmp_path)
        assert len(pages) == layout.pages > 9
        seen = seen_starts(pages)
        assert seen == {unit: page for unit, page in maps[document.stem].items() if unit in seen}
        assert len(seen) == sum(isinstance(block, Section) for block in document.blocks)
        starts |= seen
        cited += seen_citations(pages)
        # The contents, whose numbers stand after the titles.
        assert {u: int(p) for u, p in re.findall(r"Heading (\S+)\. (\d+)\b", pages[1])} == seen
    assert len(cited) == 20 * 4 + 18 * 3
    assert [(unit, page) for unit, page in cited if starts[unit] != page] == []


@pytest.mark.client
def test_a_document_that_cites_itself_is_laid_out_once(
    engine: Engine, tmp_path: Path, laid_out: list[tuple[str, Rooms]]
) -> None:
    require("pdftotext")
    alone = guide("alone", 12, {"alone-12": "alone", "alone-11": "alone"})
    layout = engine.lay_out(alone, {})
    assert laid_out == [("guides/alone", {})]
    starts = seen_starts(pages := texts(layout, engine, tmp_path))
    assert [(unit, page) for unit, page in seen_citations(pages) if starts[unit] != page] == []


@pytest.mark.client
def test_numbers_that_are_longer_than_usual_get_their_room(
    engine: Engine, tmp_path: Path, laid_out: list[tuple[str, Rooms]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A long document is laid out again, with room for them; whoever cites it knows them, and is laid out once."""
    require("pdftotext")
    monkeypatch.setattr(numbers, "USUAL", 1)  # so that a document of ten pages is a long one
    long = guide("long", 20, {"long-20": "long"})
    citing = guide("citing", 1, {"long-1": "long", "long-20": "long"})
    layouts, maps = paginate([long], engine)
    wide = {("", unit): 2 for unit, page in maps["guides/long"].items() if page > 9 and unit.startswith("long-")}
    assert laid_out == [("guides/long", {}), ("guides/long", wide)]
    assert ("", "long-20") in wide
    laid_out.clear()
    made = engine.lay_out(citing, maps)
    assert laid_out == [("guides/citing", {("guides/long", "long-20"): 2})]
    layouts["guides/long"].number(maps)
    for layout in (layouts["guides/long"], made):
        cited = list(seen_citations(texts(layout, engine, tmp_path)))
        assert [(unit, page) for unit, page in cited if maps["guides/long"][unit] != page] == []
        assert ("long-20", maps["guides/long"]["long-20"]) in cited


def test_the_order_does_not_matter(engine: Engine) -> None:
    one, two = guide("one", 5, {"two-6": "two"}), guide("two", 6, {"one-5": "one"})
    assert paginate([one, two], engine)[1] == paginate([two, one], engine)[1]


def test_each_is_laid_out_once(engine: Engine, laid_out: list[tuple[str, Rooms]]) -> None:
    one, two, lonely = guide("one", 4, {"two-4": "two"}), guide("two", 4, {"one-4": "one"}), guide("lonely", 2, {})
    layouts, maps = paginate([one, two, lonely], engine)
    assert (
        sorted(stem for stem, _ in laid_out)
        == sorted(layouts)
        == sorted(maps)
        == ["guides/lonely", "guides/one", "guides/two"]
    )


def test_who_is_cited() -> None:
    one = guide("one", 1, {"one-1": "one", "two-1": "two"})
    two, three = guide("two", 1, {"three-1": "three"}), guide("three", 1, {"one-1": "one"})
    other = guide("other", 1, {"three-1": "three"})
    documents = {document.stem: document for document in (other, one, two, three)}
    assert cited_stems(one) == {"guides/two"}
    # All that those who are cited cite, in the order of the toolkit; not the wanted one itself unless it is cited.
    assert with_cited(["guides/other"], documents) == ["guides/one", "guides/two", "guides/three"]
    assert with_cited(["guides/one"], documents) == ["guides/one", "guides/two", "guides/three"]
    assert with_cited([], documents) == []


@pytest.mark.client
def test_a_page_that_nobody_knows_stands_as_zeros(engine: Engine, tmp_path: Path) -> None:
    """It keeps its room; the proof would find it."""
    require("pdftotext")
    layout = engine.lay_out(guide("one", 1, {"gone": "other"}), {})
    assert list(seen_citations(texts(layout, engine, tmp_path))) == [("gone", 0)]
