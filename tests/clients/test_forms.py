"""Forms as others see them: pypdf and lxml find every place to fill in; what is filled in can be seen everywhere."""

from __future__ import annotations

import io
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, Final, cast

import numpy as np
import pikepdf
import pypdf
import pypdfium2
import pytest
from lxml import etree
from numpy.typing import NDArray
from PIL import Image

from press.document import Document, Entry, entries
from press.document_form import control_name
from press.publish import compose_all, load
from tests.builds import Build
from tests.clients import require

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


# What is filled in is seen ---------------------------------------------------


def poppler(path: Path, page: int) -> Picture:
    require("pdftoppm")
    return _drawn("pdftoppm", "-r", "72", "-png", "-singlefile", "-f", str(page), "-l", str(page), str(path))


def mupdf(path: Path, page: int) -> Picture:
    require("mutool")
    return _drawn("mutool", "draw", "-r", "72", "-F", "png", "-o", "-", str(path), str(page))


def _drawn(*command: str) -> Picture:
    done = subprocess.run(command, capture_output=True, timeout=120, check=True)
    return np.asarray(Image.open(io.BytesIO(done.stdout)).convert("L"))


def pdfium(path: Path, page: int) -> Picture:
    with pypdfium2.PdfDocument(path) as pdf:
        pdf.init_forms()
        return np.asarray(pdf[page - 1].render(scale=1, may_draw_forms=True).to_pil().convert("L"))


@pytest.mark.parametrize("draw", [poppler, mupdf, pdfium])
def test_ticks_and_default_texts_are_seen(
    draw: Callable[[Path, int], Picture], forms: list[Form], tmp_path: Path
) -> None:
    """Draw an Arabic form with each tick and each default text, and without: each leaves ink in its field."""
    form = next(f for f in forms if f.document.stem == "questionnaires/round")
    seen = 0
    with pikepdf.open(form.files["pdf"]) as pdf:
        pages = [number for number, page in enumerate(pdf.pages, start=1) if "/Annots" in page]
    for number in pages:
        full, bare = tmp_path / f"{number}.full.pdf", tmp_path / f"{number}.bare.pdf"
        boxes = [*_filled(form.files["pdf"], number, full, bare)]
        with_ink, without = draw(full, number), draw(bare, number)
        for left, bottom, right, top in boxes:
            height = with_ink.shape[0]
            area = np.s_[int(height - top) : int(height - bottom) + 1, int(left) : int(right) + 1]
            darker = without[area].astype(int) - with_ink[area].astype(int)
            assert (darker > 60).sum() >= 4, f"{draw.__name__} shows nothing on page {number} at {left, bottom}"
            seen += 1
    assert seen >= 30


def _filled(source: Path, number: int, full: Path, bare: Path) -> Iterator[list[float]]:
    """Write a page's form with all ticks, and one with nothing in it; yield where the difference has to be seen."""
    with pikepdf.open(source) as pdf:
        widgets = [one for one in pdf.pages[number - 1].Annots if one.Subtype == "/Widget"]
        for widget in widgets:
            if "/AS" in widget:
                widget.AS = pikepdf.Name(next(key for key in widget.AP.N.keys() if key != "/Off"))  # noqa: SIM118
            if "/AS" in widget or "/V" in widget:
                yield [float(edge) for edge in widget.Rect]
        pdf.save(full)
        for widget in widgets:
            if "/AS" in widget:
                widget.AS = pikepdf.Name.Off
            elif "/V" in widget:
                widget.V = pikepdf.String("")
                widget.AP.N = pdf.make_stream(
                    b"", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=[0, 0, 9, 9]
                )
        pdf.save(bare)
