"""Footnotes, counted where they are written and where they are printed, with nothing of the press."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final
from xml.etree import ElementTree
from zipfile import ZipFile

import pikepdf
import pypdfium2

_NOTE: Final = re.compile(r"^ *\[\^([^\]\s]+)\]: (.+)$", re.MULTILINE)
_CALL: Final = re.compile(r"\[\^[^\]\s]+\](?!:)")
_WORD: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def in_content(file: Path) -> list[str]:
    """Return the texts of the footnotes of a content file. Raises ValueError unless each is called once."""
    text = file.read_text("utf-8")
    notes, calls = _NOTE.findall(text), len(_CALL.findall(text))
    if len(notes) != calls:
        raise ValueError(f"{file.name} has {len(notes)} footnotes, and calls {calls}")
    return [note for _, note in notes]


def in_tree(file: Path) -> int:
    """Return how many notes the structure tree of a PDF by WeasyPrint holds.

    It has no element for notes: each is a span in the note area of a page, which is a child of the document.
    """
    with pikepdf.open(file) as pdf:
        areas = (area for part in _kids(pdf.Root.StructTreeRoot) for area in _kids(part) if area.S == "/NonStruct")
        return sum(note.S == "/Span" for area in areas for note in _kids(area))


def on_pages(file: Path, texts: Iterable[str]) -> list[int]:
    """Return how often each text stands on the pages of a PDF, whatever its lines and spaces."""
    with pypdfium2.PdfDocument(file) as pdf:
        shown = "\n".join(letters(page.get_textpage().get_text_range()) for page in pdf)
    return [shown.count(letters(text)) for text in texts]


def in_word(file: Path) -> int:
    """Return how many footnotes a Word file calls. Raises ValueError when it has others than it calls."""
    with ZipFile(file) as package:
        if "word/footnotes.xml" not in package.namelist():
            return 0
        notes = ElementTree.fromstring(package.read("word/footnotes.xml"))
        text = ElementTree.fromstring(package.read("word/document.xml"))
    # Those with a type are separators.
    written = [note.get(f"{_WORD}id") for note in notes.iter(f"{_WORD}footnote") if not note.get(f"{_WORD}type")]
    called = [call.get(f"{_WORD}id") for call in text.iter(f"{_WORD}footnoteReference")]
    if sorted(map(str, written)) != sorted(map(str, called)):
        raise ValueError(f"{file.name} has {len(written)} footnotes, and calls {len(called)}")
    return len(called)


def letters(text: str) -> str:
    """Return the letters and digits of a text."""
    return "".join(filter(str.isalnum, text))


def _kids(element: Any) -> Iterator[Any]:
    """Yield the elements right below an element of a structure tree."""
    kids = element.get("/K")
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
