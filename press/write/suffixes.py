"""Which files a document becomes: their suffixes, by the kind of document. The functions that write them: `writers`."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Final

from press.document import DocumentKind
from press.write import imposition

UNPROTECTED: Final = "unprotected.docx"  # a form whose labels can be edited, too
BOOKLET: Final = "booklet.pdf"
# A suffix is “variant.format” where there is a variant. PDF comes first: page numbers everywhere are its.
ALWAYS: Final = ("pdf", "print.pdf", "docx", UNPROTECTED)


@dataclass(frozen=True, slots=True)
class Extra:
    """What is made only when it is asked for, and only of documents of some kinds; always of the screen PDF.

    ``sides`` says how many pages it has when the screen PDF has so many, ``side_of`` where one of these is then.
    """

    kinds: frozenset[DocumentKind]
    sides: Callable[[int], int]
    side_of: Callable[[int, int], int]


# What is not made of a kind of document: a poster in Word would be neither on one page nor on its paper.
_NOT_MADE: Final[Mapping[DocumentKind, tuple[str, ...]]] = {
    "poster": ("docx", UNPROTECTED),
    "report": ("print.pdf", UNPROTECTED),  # printed on an office printer, for few
    **dict.fromkeys(("guide", "leaflet", "primer"), (UNPROTECTED,)),  # nothing in them is filled in
}
# Booklets are made of what is short enough to be folded, and handed out.
EXTRAS: Final[Mapping[str, Extra]] = {
    BOOKLET: Extra(frozenset({"primer"}), imposition.sheet_sides, imposition.side_of),
}
FORMATS: Final = tuple(dict.fromkeys(suffix.rpartition(".")[2] for suffix in ALWAYS))


def suffixes(kind: DocumentKind, extras: Collection[str] = ()) -> list[str]:
    """Return the suffixes of a kind of document: those that it always has, and those of ``extras`` that it may have."""
    always = (suffix for suffix in ALWAYS if suffix not in _NOT_MADE.get(kind, ()))
    return [*always, *(suffix for suffix in EXTRAS if suffix in extras and kind in EXTRAS[suffix].kinds)]


def described_pages(suffix: str, pages: int, starts: Mapping[str, int]) -> tuple[int | None, Mapping[str, int]]:
    """Return how many pages a file has when its document's screen PDF has so many, and where units begin in it.

    Word files have no pages of their own: None, with the pages of the PDF.
    """
    if suffix in EXTRAS:
        extra = EXTRAS[suffix]
        return extra.sides(pages), {unit: extra.side_of(page, pages) for unit, page in starts.items()}
    return (pages if suffix.endswith("pdf") else None), starts
