"""Forms as other programs read them: pypdf and lxml find every place to fill in."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, Final, cast

import pikepdf
import pypdf
import pytest
from lxml import etree
from numpy.typing import NDArray

from press.document import Document, Entry, entries
from press.document_form import control_name
from press.toolkit import compose_all, load
from tests.builds import Build

pytestmark = pytest.mark.client

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_W14: Final = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_REQUIRED, _SEVERAL_LINES, _RADIO = 1 << 1, 1 << 12, 1 << 15
_MOST_BYTES: Final = 200_000
Picture = NDArray[Any]


@dataclass(frozen=True, slots=True)
class Form:
    """A form of a build: its Document, and its files by suffix."""

    document: Document
    files: dict[str, Path]

    def entries(self) -> tuple[Entry, ...]:
        return entries(self.document)


@pytest.fixture(scope="module")
def forms(builds: tuple[Build, Build]) -> list[Form]:
    found = []
    for build in builds:
        for document in compose_all(load(build.content)[0]).values():
            if document.is_form:
                stem = build.draft / document.language / document.stem
                suffixes = ("pdf", "print.pdf", "docx", "unprotected.docx")
                found.append(Form(document, {suffix: Path(f"{stem}.{suffix}") for suffix in suffixes}))
    assert len(found) > 20
    return found


def controls(entry: Entry) -> Iterator[tuple[str, str]]:
    """Yield the path and the title of each control of an entry."""
    if entry.kind == "several":
        for choice in entry.choices:
            yield f"{entry.path}.{choice.key}", f"{entry.title}: {choice.shown}"
    else:
        yield entry.path, entry.title


def test_pypdf_finds_every_field(forms: list[Form]) -> None:
    for form in forms:
        found = pypdf.PdfReader(form.files["pdf"]).get_fields() or {}
        wanted = [pair for entry in form.entries() for pair in controls(entry)]
        # pypdf calls fields by what they are called in exports.
        assert list(found) == [path for path, _ in wanted], form.document.stem
        for (path, title), field in zip(wanted, found.values(), strict=True):
            assert (field["/T"], field["/TU"]) == (control_name(path), title)
        for entry in form.entries():
            _is_as_asked(entry, found)


def _is_as_asked(entry: Entry, found: dict[str, Any]) -> None:
    for path, _ in controls(entry):
        field = found[path]
        flags = int(field.get("/Ff", 0))
        assert bool(flags & _REQUIRED) == entry.required, path
        if entry.kind in ("one", "several"):
            assert field["/FT"] == "/Btn", path
            assert bool(flags & _RADIO) == (entry.kind == "one"), path
            keys = {choice.key for choice in entry.choices} if entry.kind == "one" else {path.rpartition(".")[2]}
            assert {state.removeprefix("/") for state in field["/_States_"]} == {*keys, "Off"}, path
        else:
            assert field["/FT"] == "/Tx", path
            assert bool(flags & _SEVERAL_LINES) == (entry.kind == "lines"), path
            assert str(field.get("/V", "")) == entry.default, path


def test_the_tab_key_goes_as_one_reads(forms: list[Form]) -> None:
    """Of two fields, the later stands lower, further along the line, or on a later page."""
    for form in forms:
        rtl = form.document.direction == "rtl"
        for page in pypdf.PdfReader(form.files["pdf"]).pages:
            if "/Annots" not in page:
                continue
            annotations: list[Any] = [one.get_object() for one in cast("Any", page["/Annots"])]
            boxes = [one["/Rect"] for one in annotations if one["/Subtype"] == "/Widget"]
            assert not boxes or cast("Any", page["/Tabs"]) == "/S"
            for one, other in pairwise(boxes):
                along = float(one[0]) > float(other[0]) if rtl else float(one[0]) < float(other[0])
                assert float(other[1]) < float(one[1]) + 1 or along, form.document.stem


def test_print_twins_are_paper(forms: list[Form]) -> None:
    for form in forms:
        with pikepdf.open(form.files["print.pdf"]) as pdf:
            assert "/AcroForm" not in pdf.Root
            assert not any("/Annots" in page for page in pdf.pages)


def test_lxml_finds_every_control(forms: list[Form]) -> None:
    for form in forms:
        for suffix in ("docx", "unprotected.docx"):
            with zipfile.ZipFile(form.files[suffix]) as archive:
                tree = etree.fromstring(archive.read("word/document.xml"))
                guarded = b"documentProtection" in archive.read("word/settings.xml")
            assert guarded == (suffix == "docx")
            assert form.files[suffix].stat().st_size < _MOST_BYTES
            found = [_control(node) for node in tree.iter(f"{_W}sdt")]
            assert found == [one for entry in form.entries() for one in _wanted(entry)], form.document.stem


def _control(node: Any) -> tuple[Any, ...]:
    def value(name: str) -> str:
        return str(node.find(f"{_W}sdtPr/{_W}{name}").get(f"{_W}val"))

    items = [(one.get(f"{_W}value"), one.get(f"{_W}displayText")) for one in node.iter(f"{_W}listItem")]
    tick = node.find(f"{_W}sdtPr/{_W14}checkbox") is not None
    cell = next(node.iterancestors(f"{_W}tc"))
    mark = node.getprevious()
    return value("tag"), value("alias"), tick, items, cell is not None, mark.get(f"{_W}name")


def _wanted(entry: Entry) -> Iterator[tuple[Any, ...]]:
    items = [("", entry.hint), *((c.key, c.shown) for c in entry.choices)] if entry.kind == "one" else []
    for path, title in controls(entry):
        name = control_name(path)
        alias = title if len(title) <= 64 else title[:63] + "…"
        yield path if len(path) <= 64 else name, alias, entry.kind == "several", items, True, name


def test_long_paths_that_begin_alike_stay_apart() -> None:
    begin = "a" * 40
    paths = [f"{begin}{end * 20}" for end in "bcd"]
    names = {control_name(path) for path in paths}
    assert len(names) == 3
    assert all(len(name) == 14 for name in names)
