"""What other programs make of every Word file of both toolkits: LibreOffice prints and saves it, pandoc reads it."""

from __future__ import annotations

import re
import shutil
import subprocess
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final

import pikepdf
import pytest

from press.document import (
    Document,
    Entry,
    Field,
    Footnote,
    Grid,
    Imprint,
    Inline,
    Inlines,
    LineBreak,
    List,
    Paragraph,
    Reference,
    Section,
    Table,
    Text,
    walk,
)
from press.toolkit import compose_all, load
from tests.builds import Build
from tests.clients import office, pandoc, require, word_reader

pytestmark = [pytest.mark.client, pytest.mark.full]

# Other fonts and another engine: pages may be fewer or more, within reason.
PAGES: Final = 0.25
# A worksheet's PDF has its places side by side on two pages; in Word one stands below the other (docs/word.md).
MORE_PAGES: Final = {"worksheets": 1}
# Of Arabic words, how many have to come out of a PDF in one piece, see `bags`.
WHOLE: Final = 0.9
A4: Final = 841.9


@pytest.fixture
def files(build: Build) -> list[Path]:
    """All Word files but the twins without protection, which have the same words (press/prove/word_form.py)."""
    return [path for path in build.word_files if not path.name.endswith(".unprotected.docx")]


def named_apart(files: list[Path], folder: Path) -> list[Path]:
    """Copy files into one folder, where all names differ."""
    folder.mkdir()
    return [Path(shutil.copy(path, folder / f"{number:03}.docx")) for number, path in enumerate(files)]


# LibreOffice prints -----------------------------------------------------------


def test_libreoffice_prints_every_word_on_about_as_many_pages(files: list[Path], tmp_path: Path) -> None:
    require("soffice")
    require("pdftotext")
    printed = office.convert(named_apart(files, tmp_path / "in"), "pdf", tmp_path / "out")
    assert {path.name: bad for path, pdf in zip(files, printed, strict=True) if (bad := _print_faults(path, pdf))} == {}


def test_leaflets_hold_on_their_pages(builds: tuple[Build, Build], tmp_path: Path) -> None:
    """A leaflet is a sheet on an office's printer, too; the number of its pages is exact."""
    require("soffice")
    leaflets = [path for build in builds for path in build.word_files if path.parent.name == "leaflets"]
    assert len(leaflets) == 2
    printed = office.convert(leaflets, "pdf", tmp_path / "out")
    assert [_pages(pdf) for pdf in printed] == [_pages(path.with_suffix(".pdf")) for path in leaflets]


def _print_faults(path: Path, printed: Path) -> list[str]:
    ours, theirs = _pages(path.with_suffix(".pdf")), _pages(printed)
    most = max(PAGES * ours, MORE_PAGES.get(path.parent.name, 0))
    faults = [] if abs(theirs - ours) <= most else [f"{theirs} pages for {ours}"]
    content = word_reader.read(path)
    said = [*(paragraph.text for paragraph in content.paragraphs), *content.notes]
    asked, found = bags(said), bags([_text_on_pages(printed, content)])
    if re.search("[\u0600-\u06ff]", "".join(said)):
        return faults + _arabic_faults(asked, found)
    # A table's head is there again on each page. Numbers that nobody typed are no news: of headings, lists, pages.
    news = Counter({word: n for word, n in (found - asked).items() if not word.isdecimal()})
    again = bags(content.repeated)
    if missing := asked - found:
        faults.append(f"not printed: {dict(missing.most_common(10))}")
    if strange := [word for word in news if word not in again]:
        faults.append(f"not in the file: {strange[:10]}")
    return faults


def _arabic_faults(asked: Counter[str], found: Counter[str]) -> list[str]:
    lost = letters(asked) - letters(found)
    faults = [f"letters not printed: {dict(lost)}"] if lost else []
    whole = 1 - (asked - found).total() / asked.total()
    return faults if whole >= WHOLE else [*faults, f"only {whole:.0%} of the words are printed in one piece"]


def bags(texts: Iterable[str]) -> Counter[str]:
    """Count words by their letters, sorted.

    Sorted, because pdftotext gives the letters of an Arabic ligature (lam-alef) in the order of their places. It also
    parts words at signs that stand over letters; so such signs do not count, and of Arabic words only most are asked
    for, but every letter. Letters and figures are words of their own: a note's figure comes out joined to the word
    before. Hyphens do not count, as pdftotext takes those at the ends of lines away.
    """
    count: Counter[str] = Counter()
    for text in texts:
        plain = unicodedata.normalize("NFKC", text).casefold()
        plain = "".join(c for c in plain if unicodedata.category(c) not in {"Mn", "Cf", "Lm"})
        plain = re.sub(r"(?<=\w)[-\u2010]\s*(?=\w)", "", plain)
        count.update("".join(sorted(word)) for word in re.findall(r"[^\W\d_]+|\d+", plain))
    return count


def letters(words: Counter[str]) -> Counter[str]:
    return Counter(letter for word, n in words.items() for letter in word * n)


def _text_on_pages(pdf: Path, content: word_reader.Content) -> str:
    """Return the text between head and foot."""
    top, height = round(content.top) - 2, round(A4 - content.top - content.bottom) + 4
    window = ["-x", "0", "-y", str(top), "-W", "600", "-H", str(height)]
    return subprocess.run(
        ["pdftotext", "-enc", "UTF-8", *window, str(pdf), "-"],
        capture_output=True, encoding="utf-8", timeout=120, check=True,
    ).stdout  # fmt: skip


def _pages(pdf: Path) -> int:
    with pikepdf.open(pdf) as opened:
        return len(opened.pages)


# LibreOffice saves ------------------------------------------------------------


def test_text_outline_and_notes_survive_libreoffice(files: list[Path], tmp_path: Path) -> None:
    """From Word's format to LibreOffice's own and back."""
    require("soffice")
    texts = office.convert(named_apart(files, tmp_path / "in"), "odt", tmp_path / "odt")
    saved = office.convert(texts, "docx", tmp_path / "docx")
    for path, other in zip(files, saved, strict=True):
        before, after = word_reader.read(path), word_reader.read(other)
        assert len(before.headings) > 1, path.name
        assert after.headings == before.headings, path.name
        assert after.paragraphs == before.paragraphs, path.name
        assert after.notes == before.notes, path.name


# Pandoc reads -----------------------------------------------------------------


def test_pandoc_reads_headings_notes_tables_and_lists(build: Build, files: list[Path]) -> None:
    require("pandoc")
    documents = compose_all(load(build.content)[0])
    with ThreadPoolExecutor(max_workers=2) as pool:
        readings = list(pool.map(pandoc.read, files))
    stems = [build.artifacts[build.name(path)]["document"] for path in files]
    seen: Counter[str] = Counter()
    for stem, reading in zip(stems, readings, strict=True):
        expected, found = expectation(documents[stem]), masked(reading)
        for part in pandoc.Reading.__dataclass_fields__:
            assert getattr(found, part) == getattr(expected, part), f"{stem}: {part}"
            seen[part] += len(getattr(found, part))
    assert all(seen[part] for part in pandoc.Reading.__dataclass_fields__), seen


_NUMBER: Final = re.compile(r"\d+(\.\d+)*")


def masked(reading: pandoc.Reading) -> pandoc.Reading:
    """Mask numbers: pages are not the Document's."""
    return pandoc.Reading(
        headings=reading.headings,
        notes=tuple(map(_mask, reading.notes)),
        tables=tuple(tuple(tuple(map(_mask, row)) for row in table) for table in reading.tables),
        bullets=tuple(map(_mask, reading.bullets)),
        numbered=tuple(map(_mask, reading.numbered)),
    )


def _mask(words: str) -> str:
    return _NUMBER.sub("#", words)


def expectation(document: Document) -> pandoc.Reading:
    """Return what a reader has to find, told from the Document by docs/word.md."""
    nodes = list(walk(document))
    headings = [_heading(node) for node in nodes if isinstance(node, Section | Imprint)]
    tables = [table for node in nodes for table in _tables(node)]
    lists = [node for node in nodes if isinstance(node, List)]
    return masked(
        pandoc.Reading(
            headings=tuple(headings),
            notes=tuple(shown(node.content) for node in nodes if isinstance(node, Footnote)),
            tables=tuple(tables),
            bullets=tuple(_first(item) for one in lists if not one.ordered for item in one.items),
            numbered=tuple(_numbered(nodes)),
        )
    )


def _heading(node: Section | Imprint) -> tuple[int, str]:
    return (node.level if isinstance(node, Section) else 1), node.title


def _tables(node: object) -> Iterator[tuple[tuple[str, ...], ...]]:
    """Yield a table, or the places of a question: each stands beside its code, or in a grid below it."""
    match node:
        case Table(header=header, rows=rows):
            yield tuple(tuple(map(shown, row)) for row in (header, *rows))
        case Field():
            if node.answer:
                yield _place(node.answer)
            if node.grid:
                yield tuple(_grid(node.grid))
            if node.evidence:
                yield _place(node.evidence)


def _place(entry: Entry) -> tuple[tuple[str, ...], ...]:
    if entry.kind == "several":
        return tuple((entry.code, f"☐ {choice.shown}") for choice in entry.choices)
    return ((entry.code, _in_it(entry)),)


def _in_it(entry: Entry) -> str:
    texts = {choice.key: choice.shown for choice in entry.choices}
    return texts.get(entry.default, entry.default) or entry.hint


def _grid(grid: Grid) -> Iterator[tuple[str, ...]]:
    yield (*([grid.head] if grid.has_labels else []), *grid.columns)
    for row in grid.rows:
        cells = [
            [entry.code, " · ".join(choice.shown for choice in entry.choices), _in_it(entry)] for entry in row.entries
        ]
        yield (*([row.label] if grid.has_labels else []), *(" ".join(filter(None, cell)) for cell in cells))


def _numbered(nodes: list[object]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, List) and node.ordered:
            yield from map(_first, node.items)
        elif isinstance(node, Field):
            yield node.title or _first(node.blocks)


def _first(blocks: tuple[object, ...]) -> str:
    return shown(blocks[0].content) if blocks and isinstance(blocks[0], Paragraph) else ""


def shown(content: Inlines) -> str:
    """Return the words of inlines as they are printed, page numbers as any number; without notes in them."""
    return " ".join("".join(map(_shown, content)).split())


def _shown(inline: Inline) -> str:
    match inline:
        case Text(text):
            return text
        case LineBreak():
            return " "
        case Footnote():
            return ""
        case Reference(content=content, page=(before, after)):
            return "".join(map(_shown, content)) + before + "0" + after
        case _:
            return "".join(map(_shown, inline.content))
