"""The Word file of a Document, for Word 2010 and later, and LibreOffice; the same bytes for the same document."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from press.design import Design
from press.document import Document, Running
from press.document_identity import identity_line
from press.write.html import identity
from press.write.numbers import PageMaps
from press.write.ooxml import text
from press.write.ooxml.controls import FORM_NAMESPACES, locked
from press.write.ooxml.lists import numbering_xml
from press.write.ooxml.markup import NAMESPACES, Markup, joined, root, w
from press.write.ooxml.package import Properties, Relationships, main_relationships, package
from press.write.ooxml.settings import section
from press.write.picture import Picture
from press.write.word_blocks import Blocker
from press.write.word_inlines import Anchors, Inliner
from press.write.word_styles import word_styles

_SHORT: Final = 12  # digits of a digest that are enough to tell documents apart


def write_word(document: Document, design: Design, pages: PageMaps, count: int, images: Mapping[str, Picture]) -> bytes:
    """Return the Word file of a document.

    ``pages`` are the page maps of the PDFs, by stem, that of this document too, and ``count`` is how many pages it has:
    Word has no pages of its own.
    ``images`` are the pictures of its figures. Raises ContentError when there are no fonts for its script.
    """
    shared = word_styles(design, document)
    relationships, of_notes = main_relationships(), Relationships()
    inliner = Inliner(document, pages, Anchors.of(document), relationships, [], of_notes)
    blocker = Blocker(inliner, shared, images)
    blocker.blocks(document.blocks)
    parts: dict[str, bytes] = {"document.xml": b""}  # first, as programs expect it
    parts |= {"header1.xml": _head(document.running, inliner), "footer1.xml": _foot(document, count, inliner)}
    named = {
        "header default": relationships.part("header", "header1.xml"),
        "footer default": relationships.part("footer", "footer1.xml"),
    }
    if document.has_cover:
        parts |= {"header2.xml": _bare("w:hdr"), "footer2.xml": _bare("w:ftr")}
        named["header first"] = relationships.part("header", "header2.xml")
        named["footer first"] = relationships.part("footer", "footer2.xml")
    end = section(shared.page, named, first=document.has_cover)
    spaces = FORM_NAMESPACES if document.is_form else NAMESPACES
    parts["document.xml"] = root("w:document", w("body", *blocker.made, end), namespaces=spaces)
    parts |= {
        "styles.xml": shared.styles,
        "numbering.xml": numbering_xml(shared.lists, blocker.restarts),
        "settings.xml": _settings(shared.settings, document),
        "fontTable.xml": shared.font_table,
        "footnotes.xml": root("w:footnotes", text.SEPARATORS, *inliner.notes),
    }
    parts |= blocker.media
    related = {"document.xml": relationships, "footnotes.xml": of_notes}
    return package(parts, related, _properties(document))


def _head(running: Running, inliner: Inliner) -> bytes:
    words = joined(inliner.words(running.start), text.TAB, inliner.words(running.end))
    return root("w:hdr", text.paragraph("Header", words))


def _settings(shared: bytes, document: Document) -> bytes:
    return locked(shared, " ".join(form_identity(document)), protect=True) if document.is_form else shared


def _foot(document: Document, count: int, inliner: Inliner) -> bytes:
    before, _, rest = document.running.page.partition("{page}")
    between, _, after = rest.partition("{pages}")
    words = joined(
        inliner.words(identity_line(document)),
        text.TAB,
        inliner.words(before),
        text.field("PAGE", inliner.words("1")),
        inliner.words(between),
        text.field("NUMPAGES", inliner.words(str(count))),
        inliner.words(after),
    )
    return root("w:ftr", text.paragraph("Footer", words))


def _bare(part: str) -> bytes:
    """Return a head or a foot that says nothing: that of the cover."""
    return root(part, text.paragraph("Normal", Markup("")))


def form_identity(document: Document) -> tuple[str, ...]:
    """Return what a form says of itself where only its readers look: symbol, version, stem, language, short digest."""
    symbol, version, stem, language, digest = identity(document)
    return symbol, version, stem, language, digest.removeprefix("sha256:")[:_SHORT]


def _properties(document: Document) -> Properties:
    symbol, version, stem, language, digest = identity(document)
    short = digest.removeprefix("sha256:")[:_SHORT]
    return Properties(
        title=document.title,
        creator=document.publisher,
        description=document.subject,
        language=language,
        keywords=f"{symbol}, {version}, {stem}, {language}, {digest}",
        identifier=f"{symbol} {version} {short}",
        version=version,
        day=document.date,
        custom={"Symbol": symbol, "Version": version, "Document": stem, "Language": language, "Digest": digest},
    )
