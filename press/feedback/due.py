"""A Document -> the paragraphs that its Word file had when it was made, each with its unit and its words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from press.document import Contents, Document, Imprint, walk
from press.document_identity import digest
from press.prove.expect import COVER
from press.prove.expected import Span
from press.prove.word_expect import Wanted, bookmark, expect_word

PAGE: Final = "\ufdd1"  # stands for a page number, which may be another one in each program


@dataclass(frozen=True, slots=True)
class Due:
    """A paragraph of the published file. ``unit`` is empty where it belongs to the document as a whole."""

    unit: str
    style: str
    text: str
    key: str
    marks: tuple[str, ...]
    is_entry: bool  # a place to fill in, which says something else in a form that was filled in


def due_paragraphs(document: Document) -> list[Due]:
    """Return the paragraphs of a document's Word file in their order, without those of notes."""
    expectation = expect_word(document, lambda _stem, _target: None, digest(document))
    own = {node.id for node in walk(document) if isinstance(node, Contents | Imprint)} | {COVER}
    return [_due(wanted, own) for wanted in expectation.paragraphs]


def _due(wanted: Wanted, own: set[str]) -> Due:
    unit = "" if wanted.unit in own else wanted.unit
    links = [span.name for span in wanted.spans if span.kind == "unit"]
    if wanted.style.startswith("toc") and links:
        unit = links[0]
    text = _masked(wanted.text, wanted.spans)
    marks = tuple(bookmark(unit) for unit, _ in wanted.marked)
    return Due(unit, wanted.style, text, key_of(text), marks, wanted.control is not None)


def _masked(text: str, spans: Sequence[Span]) -> str:
    """Return a text without the calls of notes, and with a sign in the place of page numbers."""
    at = [index for index, character in enumerate(text) if not character.isspace()]
    for span in sorted(spans, key=lambda span: -span.start):
        if span.kind in ("page", "call") and span.end > span.start and span.end <= len(at):
            shown = PAGE if span.kind == "page" else ""
            text = text[: at[span.start]] + shown + text[at[span.end - 1] + 1 :]
    return text


def key_of(text: str) -> str:
    """Return the letters of a text, by which paragraphs are found again whatever programs did to signs and numbers."""
    return "".join(character for character in text if character.isalpha())
