"""`new` in any place of real content, with any title: one piece of text more, and no error."""

from __future__ import annotations

import hashlib
import shutil
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Final

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from press import content_files, strict_yaml
from press.check import check, register
from press.check.walk import units
from press.model import Library, QuestionSection, Section, Source
from press.new import Wanted, Written, new, write
from press.problem import ContentError, Problem
from press.read import read_library
from press.skeleton import kinds
from tests.builds import ROOT, SAMPLE

TOOLKITS: Final = (ROOT / "content", SAMPLE)
KINDS: Final = sorted({kind.name for kind in kinds()})
# Letters, signs that mean something to YAML or Markdown, and what a title in Arabic has.
TITLES: Final = st.text(st.sampled_from("abcZ 19.,:;#-?!&*|>'\"%@`\\{}()/=~éßعربي\u200c"), min_size=1, max_size=60)


@lru_cache
def library_of(root: Path) -> Library:
    library, _ = read_library(root)
    assert library
    return library


def places(root: Path) -> Iterator[tuple[str, Wanted]]:
    """Yield a wish for every kind in every place of a toolkit."""
    library = library_of(root)
    source = next(iter(library.sources))
    for unit in units(library):
        holders = {Section: ("section", "--section"), QuestionSection: ("section", "--section")}
        for kind in KINDS:
            values = {"source": source} if kind == "quote" else {}
            fits = any(k.name == kind and isinstance(unit, k.holder) for k in kinds())
            if type(unit) in holders and fits:
                yield kind, Wanted(kind, "", section=str(unit.id), values=values)
            elif type(unit).__name__.lower() == kind and not isinstance(unit, Source):
                yield kind, Wanted(kind, "", after=str(unit.id), values=values)
    yield from (("term", Wanted("term", "")), ("source", Wanted("source", "")))
    for name in library.resources:
        yield "section", Wanted("section", "", resource=name)


PLACES: Final = [(root, wanted) for root in TOOLKITS for _, wanted in places(root)]


@dataclass
class Known:
    """A library that was read, with the problems that this told, and those that a check told, if there was one."""

    library: Library | None
    problems: list[Problem]
    checked: list[Problem] | None = None


class Memory:
    """Reads and checks bytes that have been read and checked before by remembering it: both follow from bytes alone."""

    def __init__(self) -> None:
        self._known: OrderedDict[str, Known] = OrderedDict()

    def read_library(
        self, root: Path, language: str | None = None, drafts: Mapping[Path, bytes] | None = None
    ) -> tuple[Library | None, list[Problem]]:
        assert language is None
        key = hashlib.sha256()
        for path, data in sorted({**files(root), **(drafts or {})}.items()):
            key.update(f"{path}\0{len(data)}\0".encode() + data)
        if key.hexdigest() not in self._known:
            self._known[key.hexdigest()] = Known(*read_library(root, drafts=drafts))
        self._known.move_to_end(key.hexdigest())
        if len(self._known) > 16:
            self._known.popitem(last=False)
        known = self._known[key.hexdigest()]
        return known.library, list(known.problems)

    def check(self, library: Library) -> list[Problem]:
        known = next(known for known in self._known.values() if known.library is library)
        if known.checked is None:
            known.checked = check(library)
        return list(known.checked)


@dataclass
class Kits:
    """Copies of the toolkits, with any ends of lines; each is put back after use."""

    folder: Path
    memory: Memory

    def copy(self, root: Path, end: str, final: bool) -> Path:
        """Return the copy of a toolkit; ``final`` says whether its files end with an end of line."""
        copy = self.folder / f"{TOOLKITS.index(root)}-{len(end)}-{final}" / root.name
        if not copy.exists():
            shutil.copytree(root, copy)
            for path in copy.rglob("*.yaml"):
                text = path.read_text("utf-8").rstrip("\n") + "\n" * (final or path.name == "ids.yaml")
                path.write_bytes(text.replace("\n", end).encode())
        return copy


@pytest.fixture(scope="module")
def kits(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kits]:
    memory = Memory()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(write, "read_library", memory.read_library)
        patch.setattr(write, "check", memory.check)
        # An example changes one file of some thirty, and the register.
        patch.setattr(content_files, "parse", lru_cache(1024)(strict_yaml.parse))
        patch.setattr(register, "_ids", lru_cache(64)(register._ids))
        yield Kits(tmp_path_factory.mktemp("kits"), memory)


@settings(max_examples=8)
@given(st.sampled_from(PLACES), TITLES, st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_any_title_in_any_place(kits: Kits, place: tuple[Path, Wanted], title: str, end: str, final: bool) -> None:
    assert_one_piece_more(kits, *place, title, end, final)


@pytest.mark.full
@settings(max_examples=300)
@given(st.sampled_from(PLACES), TITLES, st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_any_title_in_any_place_many_times(
    kits: Kits, place: tuple[Path, Wanted], title: str, end: str, final: bool
) -> None:
    assert_one_piece_more(kits, *place, title, end, final)


def assert_one_piece_more(kits: Kits, root: Path, wanted: Wanted, title: str, end: str, final: bool) -> None:
    title = " ".join(title.split())
    assume(title)
    copy = kits.copy(root, end, final)
    before = files(copy)
    asked = replace(wanted, title=title, id="a-unit-of-a-test")
    try:
        written = attempt(copy, asked)
        after = files(copy)
        if isinstance(written, ContentError):
            assert after == before
            # A title that is prose outside the dialect, or a section too deep: the format does not have them.
            assert {p.code[0] for p in written.problems} == {"D"} or {p.code for p in written.problems} == {"C418"}
            return
        file = copy.parent / written.place.split(":")[0]
        assert {path for path in after if before.get(path) != after[path]} == {file, copy / "ids.yaml"}
        for path in (file, copy / "ids.yaml"):
            assert is_one_piece_more(before[path], after[path])
            assert after[path].endswith(end.encode()) == before[path].endswith(end.encode())
        library, problems = kits.memory.read_library(copy)
        assert library
        assert not problems
        found = next(unit for unit in units(library) if unit.id == "a-unit-of-a-test")
        assert title in {str(value).rstrip("\n") for _, value in found}
        assert {p.code for p in kits.memory.check(library) if p.severity == "error"} == set()
    finally:
        put_back(copy, before)


def put_back(root: Path, before: Mapping[Path, bytes]) -> None:
    for path, data in files(root).items():
        if path not in before:
            path.unlink()
        elif data != before[path]:
            path.write_bytes(before[path])
    assert files(root) == before


def attempt(root: Path, wanted: Wanted) -> Written | ContentError:
    try:
        return new(root, wanted)
    except ContentError as error:
        return error


def files(root: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}


def is_one_piece_more(before: bytes, after: bytes) -> bool:
    """Tell whether taking one piece out of a text leaves another."""
    pairs = enumerate(zip(before, after, strict=False))
    common = next((number for number, (one, other) in pairs if one != other), len(before))
    rest = before[common:]
    return after[:common] == before[:common] and after[common:].endswith(rest)


def test_there_are_places() -> None:
    assert {wanted.kind for _, wanted in PLACES} == set(KINDS)
