"""How the pages of both toolkits look to poppler: nothing runs off, nothing is stranded, no page is blank."""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from press.design import load_design
from tests.builds import Build
from tests.clients import require

pytestmark = pytest.mark.client

MM = 72 / 25.4
A4 = (210 * MM, 297 * MM)
A3 = (297 * MM, 420 * MM)
# A glyph may reach a little over its advance or its line.
SLACK, RISE = 0.6, 4.0
EMPTY = 0.6
# Poppler makes words of vowel signs, which have no width.
THIN = 0.5

_PAGE = re.compile(r"<page .*?</page>", re.DOTALL)
_WORD = re.compile(r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Word:
    """A word and its box, in points from the top left of the page."""

    left: float
    top: float
    right: float
    bottom: float
    text: str


@dataclass(frozen=True, slots=True)
class Page:
    """The words of one page. ``cover`` is a cover that fills its page: primers, leaflets and worksheets have none."""

    file: str
    number: int
    last: int
    cover: bool
    words: tuple[Word, ...]

    def __str__(self) -> str:
        return f"{self.file} page {self.number}"


@dataclass(frozen=True, slots=True)
class Area:
    """The part of a page that text may fill."""

    left: float
    top: float
    right: float
    bottom: float


def margins() -> Mapping[str, float]:
    page = load_design().page
    assert page["size"] == "A4"
    sides = {name.removeprefix("margin-"): value for name, value in page.items() if name.startswith("margin-")}
    assert all(value.endswith("mm") for value in sides.values())
    return {side: float(value.removesuffix("mm")) * MM for side, value in sides.items()}


def area(language: str) -> Area:
    sides = margins()
    left, right = ("end", "start") if language == "ar" else ("start", "end")
    return Area(sides[left], sides["top"], A4[0] - sides[right], A4[1] - sides["bottom"])


@cache
def pages_of(path: Path) -> tuple[Page, ...]:
    done = subprocess.run(
        ["pdftotext", "-bbox-layout", str(path), "-"], capture_output=True, text=True, encoding="utf-8", check=True
    )
    found = _PAGE.findall(done.stdout)
    covered = path.parent.name not in ("primers", "leaflets", "worksheets")
    words = [tuple(w for w in map(_word, _WORD.findall(text)) if w.right - w.left > THIN) for text in found]
    return tuple(
        Page(path.name, number, len(found), covered and number == 1, on_page)
        for number, on_page in enumerate(words, start=1)
    )


def _word(match: tuple[str, ...]) -> Word:
    left, top, right, bottom = map(float, match[:4])
    return Word(left, top, right, bottom, unescape(match[4]))


@pytest.fixture(params=["sample_build", "main_build"])
def build(request: pytest.FixtureRequest, builds: tuple[Build, Build]) -> Build:
    require("pdftotext")
    found: Build = request.getfixturevalue(request.param)
    with ThreadPoolExecutor(max_workers=2) as pool:
        list(pool.map(pages_of, found.pdfs))
    return found


def pages(build: Build) -> Iterator[Page]:
    """Yield the pages of all documents but posters, which have margins of their own."""
    for path in build.pdfs:
        if path.parent.name != "posters":
            yield from pages_of(path)


def posters(build: Build) -> Iterator[Page]:
    for path in build.pdfs:
        if path.parent.name == "posters":
            yield from pages_of(path)


def language(build: Build) -> str:
    return str(build.manifest["artifacts"][0]["language"])


def test_the_manifest_counts_the_pages(build: Build) -> None:
    for path in build.pdfs:
        assert len(pages_of(path)) == build.artifacts[build.name(path)]["pages"] > 0


def test_no_word_runs_off_its_side(build: Build) -> None:
    text = area(language(build))
    for page in pages(build):
        if not page.cover:
            stray = [w for w in page.words if w.left < text.left - SLACK or w.right > text.right + SLACK]
            assert not stray, f"{page}: {stray}"


def test_no_word_runs_off_a_cover(build: Build) -> None:
    for page in pages(build):
        if page.cover:
            stray = [
                w for w in page.words if w.left < 20 * MM or w.right > A4[0] - 20 * MM or w.bottom > A4[1] - 15 * MM
            ]
            assert not stray, f"{page}: {stray}"


def test_no_word_runs_off_a_poster(build: Build) -> None:
    seen = 0
    for page in posters(build):
        paper = {"a3": A3, "a4": A4}[page.file.split(".")[1]]
        side, foot = 0.055 * paper[0], 0.02 * paper[0]
        stray = [w for w in page.words if w.left < side or w.right > paper[0] - side or w.bottom > paper[1] - foot]
        assert not stray, f"{page}: {stray}"
        seen += 1
    assert seen == 2


def test_no_word_runs_into_head_or_foot(build: Build) -> None:
    """What stands above and below the text is the same on every page, but for the number."""
    text = area(language(build))
    for path in (path for path in build.pdfs if path.parent.name != "posters"):
        heads, feet = Counter[str](), Counter[str]()
        for page in pages_of(path):
            if not page.cover:
                heads[_told(w for w in page.words if w.top < text.top - RISE)] += 1
                feet[_told((w for w in page.words if w.bottom > text.bottom + RISE), page.number)] += 1
        assert len(heads) == len(feet) == 1, f"{path.name}: {heads} {feet}"


def _told(words: Iterator[Word], number: int | None = None) -> str:
    told = sorted(word.text for word in words)
    if number is not None:
        told.remove(str(number))
    return " ".join(told)


def test_words_do_not_lie_over_each_other(build: Build) -> None:
    for page in (*pages(build), *posters(build)):
        words = sorted(page.words, key=lambda w: w.top)
        for index, one in enumerate(words):
            for other in words[index + 1 :]:
                if other.top > one.bottom:
                    break
                assert not _over(one, other), (
                    f"{page}: “{one.text}” and “{other.text}” at {one.left:.0f}, {one.top:.0f}"
                )


def _over(one: Word, other: Word) -> bool:
    """Tell whether two boxes share more than a part that accents and raised figures explain."""
    width = min(one.right, other.right) - max(one.left, other.left)
    height = min(one.bottom, other.bottom) - max(one.top, other.top)
    smaller = min((w.right - w.left) * (w.bottom - w.top) for w in (one, other))
    return width > 1 and height > 1 and width * height > 0.4 * smaller


def test_no_page_is_blank(build: Build) -> None:
    text = area(language(build))
    for page in pages(build):
        own = [w for w in page.words if page.cover or (w.top > text.top - RISE and w.bottom < text.bottom + RISE)]
        assert len(own) >= 3, f"{page} is blank"


def test_pages_are_well_filled(build: Build, record_property: Callable[[str, object], None]) -> None:
    """A list for the eye, printed with -v: pages in the middle of a document that are mostly empty."""
    text = area(language(build))
    for page in pages(build):
        own = [w.bottom for w in page.words if w.bottom < text.bottom + RISE]
        empty = (text.bottom - max(own, default=text.top)) / (text.bottom - text.top)
        if not page.cover and 2 < page.number < page.last and empty > EMPTY:
            record_property("list", f"{page} is {empty:.0%} empty")


# Headings, by the structure tree

_STRANDED = {"H1", "H2", "H3", "H4", "H5", "H6", "Caption", "TH"}
_SOLID = _STRANDED | {"P", "LBody", "Lbl", "TD", "Figure", "Form"}


def last_roles(path: Path) -> list[str]:
    """Return, for each page, the role of the last block of its text: footnotes stand in no block."""
    with pikepdf.open(path) as pdf:
        numbers: dict[Any, int] = {page.objgen: number for number, page in enumerate(pdf.pages)}
        found = [""] * len(numbers)
        for page, roles in _leaves(pdf.Root.StructTreeRoot.K[0], ()):
            if solid := [role for role in roles if role in _SOLID]:
                found[numbers[page]] = solid[-1]
        return found


def _leaves(element: Any, roles: tuple[str, ...]) -> Iterator[tuple[tuple[int, int], tuple[str, ...]]]:
    roles = (*roles, str(element.S).removeprefix("/"))
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, int):
            yield element.Pg.objgen, roles
        elif kid.get("/Type") == "/OBJR":
            # A place to fill in: it stands on its own page, and has no words.
            yield kid.get("/Pg", element.get("/Pg")).objgen, roles
        elif "/S" in kid:
            yield from _leaves(kid, roles)


def test_no_heading_ends_a_page(build: Build) -> None:
    headings = 0
    for path in build.pdfs:
        roles = last_roles(path)
        assert "" not in roles, f"{path.name} page {roles.index('') + 1} has no text in its structure"
        headings += len(roles)
        stranded = [(number, role) for number, role in enumerate(roles, start=1) if role in _STRANDED]
        assert not stranded, f"{path.name}: {stranded}"
    assert headings > 40


def test_primers_have_two_to_four_pages(main_build: Build) -> None:
    require("pdftotext")
    counts = {path.name: len(pages_of(path)) for path in main_build.pdfs if path.parent.name == "primers"}
    assert len(counts) == 12
    assert {name: count for name, count in counts.items() if not 2 <= count <= 4} == {}
