"""A PDF file, opened once and read whole: text, structure, destinations, outline, links and identity."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final
from xml.etree import ElementTree

import pikepdf

from press.prove.pdf_fields import FormField, form_oddities, read_fields
from press.prove.pdf_font import Font
from press.prove.pdf_leaf import Reading
from press.prove.pdf_text import PageText, read_page
from press.prove.pdf_tree import goes_to, read_tree

_TOP: Final = 2000  # entries of an outline, or names of destinations, beyond which a file is not believed
_DC: Final = "{http://purl.org/dc/elements/1.1/}"
_PDF: Final = "{http://ns.adobe.com/pdf/1.3/}"
_XML_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"

# What pikepdf, and our reading of what should be numbers and dictionaries, raises on a broken file.
BROKEN: Final = (
    pikepdf.PdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, ArithmeticError, RuntimeError,
    NotImplementedError, ElementTree.ParseError,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An entry of the outline; ``page`` is 0 where it leads nowhere."""

    depth: int
    title: str
    page: int


@dataclass(frozen=True, slots=True)
class PdfFile:
    """What a PDF says, read at once."""

    pages: tuple[PageText, ...]
    sizes: tuple[tuple[int, int], ...]  # width and height of each page in millimetres
    reading: Reading
    destinations: dict[str, int]
    outline: tuple[Bookmark, ...]
    annotations: tuple[tuple[int, int, str], ...]  # (page, object, subtype)
    identity: dict[str, str]
    extras: tuple[str, ...]
    fields: tuple[FormField, ...]
    form_oddities: tuple[str, ...]
    untabbed: tuple[int, ...]  # pages with fields whose order the structure does not give


def read_file(data: bytes, language: str) -> PdfFile:
    """Read a file. Raises one of BROKEN when it cannot be."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        if pdf.is_encrypted:
            raise ValueError("the file is encrypted")
        fonts: dict[Any, Font] = {}
        pages = tuple(read_page(page, fonts) for page in pdf.pages)
        numbers = _numbers(pdf)
        return PdfFile(
            pages,
            tuple(_size(page) for page in pdf.pages),
            read_tree(pdf, pages, language),
            _destinations(pdf, numbers),
            tuple(_outline(pdf, numbers)),
            tuple(_annotations(pdf)),
            _identity(pdf),
            tuple(_extras(pdf)),
            read_fields(pdf),
            tuple(form_oddities(pdf)),
            tuple(_untabbed(pdf)),
        )


def read_destinations(data: bytes) -> dict[str, int]:
    """Return the named destinations of a file with their pages. Raises one of BROKEN."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return _destinations(pdf, _numbers(pdf))


def _size(page: pikepdf.Page) -> tuple[int, int]:
    left, bottom, right, top = (float(edge) for edge in page.cropbox)  # what is shown; the media box, if there is none
    unit = float(page.obj.get("/UserUnit", 1))
    wide, high = (round(abs(length) * unit * 25.4 / 72) for length in (right - left, top - bottom))
    return (high, wide) if int(page.obj.get("/Rotate", 0)) % 180 else (wide, high)


def _numbers(pdf: pikepdf.Pdf) -> dict[tuple[int, int], int]:
    return {page.obj.objgen: number for number, page in enumerate(pdf.pages, start=1)}


def _destinations(pdf: pikepdf.Pdf, numbers: dict[tuple[int, int], int]) -> dict[str, int]:
    names = pdf.Root.get("/Names")
    tree = None if names is None else names.get("/Dests")
    if tree is None:
        return {}
    found: dict[str, int] = {}
    for name, value in pikepdf.NameTree(tree).items():
        array = value.get("/D") if isinstance(value, pikepdf.Dictionary) else value
        kind, page = goes_to(array, numbers)
        found[str(name)] = int(page) if kind == "page" else 0
    return found


def _outline(pdf: pikepdf.Pdf, numbers: dict[tuple[int, int], int]) -> Iterator[Bookmark]:
    root = pdf.Root.get("/Outlines")
    waiting = [(root.get("/First"), 1)] if root is not None else []
    named = _destinations(pdf, numbers)
    count = 0
    while waiting:
        item, depth = waiting.pop()
        if item is None:
            continue
        count += 1
        if count > _TOP:
            raise ValueError("an outline that does not end")
        action = item.get("/A")
        kind, name = goes_to(item.get("/Dest") if action is None else action.get("/D"), numbers)
        yield Bookmark(depth, str(item.get("/Title", "")), int(name) if kind == "page" else named.get(name, 0))
        waiting += [(item.get("/Next"), depth), (item.get("/First"), depth + 1)]


def _annotations(pdf: pikepdf.Pdf) -> Iterator[tuple[int, int, str]]:
    for number, page in enumerate(pdf.pages, start=1):
        for annotation in page.obj.get("/Annots", ()):
            yield number, annotation.objgen[0], str(annotation.get("/Subtype", "/"))[1:]


def _untabbed(pdf: pikepdf.Pdf) -> Iterator[int]:
    for number, page in enumerate(pdf.pages, start=1):
        widgets = [a for a in page.obj.get("/Annots", ()) if a.get("/Subtype") == "/Widget"]
        if widgets and page.obj.get("/Tabs") != "/S":
            yield number


def _identity(pdf: pikepdf.Pdf) -> dict[str, str]:
    info: Any = pdf.trailer.get("/Info", {})
    said = {key: str(info.get(f"/{key}", "")) for key in ("Title", "Author", "Keywords", "Subject", "CreationDate")}
    said["Lang"] = str(pdf.Root.get("/Lang", ""))
    metadata = pdf.Root.get("/Metadata")
    if metadata is not None:
        said |= _xmp(metadata.read_bytes())
    return said


def _xmp(packet: bytes) -> dict[str, str]:
    root = ElementTree.fromstring(packet)
    names = {"XMP dc:title": f"{_DC}title", "XMP dc:creator": f"{_DC}creator", "XMP pdf:Keywords": f"{_PDF}Keywords"}
    return {key: " | ".join(_words(root, name)) for key, name in names.items()}


def _words(root: ElementTree.Element, name: str) -> Iterator[str]:
    for element in root.iter(name):
        yield from (text for text in (part.strip() for part in element.itertext()) if text)
    for element in root.iter():
        if name in element.attrib:
            yield element.attrib[name]


def _extras(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Yield what a plain document has no business to carry."""
    names: Any = pdf.Root.get("/Names", {})
    if "/JavaScript" in names:
        yield "a script"
    if "/EmbeddedFiles" in names:
        yield "an attached file"
    for key in ("/OpenAction", "/AA"):
        if key in pdf.Root:
            yield f"an action of its own ({key})"
    if "/PageLabels" in pdf.Root:
        yield "page numbers of its own"
    if "/OCProperties" in pdf.Root:
        yield "layers that can be hidden"
