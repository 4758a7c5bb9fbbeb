"""What stands around a body: cover, contents, words used, sources, imprint."""

from __future__ import annotations

from press import markdown
from press.compose.context import Context
from press.document import (
    Blocks,
    Contents,
    ContentsEntry,
    Cover,
    DefinitionItem,
    DefinitionList,
    Document,
    Emphasis,
    Imprint,
    Inline,
    Link,
    Paragraph,
    Section,
    Text,
)
from press.document_identity import digest
from press.language import sort_key
from press.model import AxisValue, Poster, PrimerPlan, Publication, Source, WorksheetPlan
from press.select import Wanted

CONTENTS_LEVELS = 2
# What short documents say of themselves in small print; their heads say the rest.
_SHORT_FACTS = {
    "primer": (
        "imprint-document",
        "imprint-version",
        "imprint-date",
        "imprint-language",
        "imprint-publisher",
        "imprint-digest",
    ),
    "poster": ("imprint-document", "imprint-digest"),
    "worksheet": ("imprint-document", "imprint-version", "imprint-language", "imprint-digest"),
}


def title_of(wanted: Wanted, context: Context) -> str:
    """Return a document's title.

    In a primer's, ``{axis}`` becomes the phrase of the value; in a worksheet's, ``{document}`` what it belongs to.
    """
    title = str(wanted.resource.title)
    if wanted.sheet_of:
        title = title.replace("{document}", str(wanted.sheet_of.title))
    for axis, value in axis_values(context):
        title = title.replace(f"{{{axis}}}", str(value.phrase))
    return title


def axis_values(context: Context) -> list[tuple[str, AxisValue]]:
    """Return the axes that the document is tailored by, with their values."""
    return [(axis, context.library.toolkit.axis(axis).value(value)) for axis, value in context.axes]


def cover(resource: Publication, kind: str, title: str, context: Context) -> Cover:
    """Return the cover: a tailored document's names its values, a primer's says what they mean."""
    toolkit, subtitle = context.library.toolkit, str(resource.subtitle or "")
    summary = context.blocks(resource.summary)
    label = context.say(kind) if not isinstance(resource, Poster) else ""
    for _, value in axis_values(context):
        if isinstance(resource, PrimerPlan):
            summary += context.blocks(value.description)
        elif not isinstance(resource, WorksheetPlan):
            label += context.say("audience-join") + str(value.title)
    edition = context.say(
        "edition", symbol=toolkit.symbol, version=toolkit.version, date=context.language.day(toolkit.date)
    )
    return Cover(str(toolkit.title), label, title, subtitle, summary, edition, str(toolkit.publisher))


def contents(body: Blocks, context: Context) -> Contents:
    """Return the contents: the sections down to the second level, and the imprint."""
    entries = (*_entries(body), ContentsEntry("imprint", 1, "", context.say("imprint")))
    return Contents("contents", context.say("contents"), entries, context.say("contents-note"))


def _entries(blocks: Blocks) -> list[ContentsEntry]:
    entries: list[ContentsEntry] = []
    for block in blocks:
        if isinstance(block, Section) and block.level <= CONTENTS_LEVELS:
            entries.append(ContentsEntry(block.id, block.level, block.number, block.title))
            entries.extend(_entries(block.blocks))
    return entries


def back_matter(context: Context) -> Blocks:
    """Return the terms that the document uses and the sources that it cites; call it after the body."""
    found = []
    if terms := _closure(context):
        items = tuple(_term(term, context) for term in terms)
        found.append(Section("words-used", 1, "", context.say("words-used"), (DefinitionList(items),)))
    if cited := [source for key, source in context.library.sources.items() if key in context.sources]:
        items = tuple(_source(source) for source in cited)
        found.append(Section("sources-cited", 1, "", context.say("sources-cited"), (DefinitionList(items),)))
    return tuple(found)


def _closure(context: Context) -> list[str]:
    """Return the terms used, and those that their definitions use, sorted by term."""
    known = context.library.terms
    used, queue = set(context.terms), list(context.terms)
    while queue:
        inner = {role.target for role, _ in markdown.roles(known[queue.pop()].definition) if role.target in known}
        queue.extend(inner - used)
        used |= inner
    return sorted(used, key=lambda term: sort_key(known[term].term))


def _term(term: str, context: Context) -> DefinitionItem:
    entry = context.library.terms[term]
    return DefinitionItem((Text(str(entry.term)),), context.blocks(entry.definition), term)


def _source(source: Source) -> DefinitionItem:
    content: tuple[Inline, ...] = (Text(f"{source.author}, "), Emphasis((Text(str(source.title)),)))
    if source.year:
        content += (Text(f", {source.year}"),)
    if source.address:
        content += (Text(", "), Link(str(source.address), (Text(str(source.address)),)))
    return DefinitionItem((Text(str(source.label)),), (Paragraph(content),), str(source.id))


def imprint(document: Document, context: Context) -> Imprint:
    """Return the imprint of a document that has none yet; it prints the document's digest."""
    toolkit = context.library.toolkit
    readers = context.say("audience-join").join(str(value.title) for _, value in axis_values(context))
    facts = {
        "imprint-title": document.title,
        "imprint-toolkit": str(toolkit.title),
        "imprint-symbol": document.symbol,
        "imprint-document": document.stem,
        "imprint-version": document.version,
        "imprint-date": context.language.day(toolkit.date),
        "imprint-language": context.language.name,
        "imprint-readers": readers or context.say("imprint-everyone"),
        "imprint-publisher": document.publisher,
        "imprint-digest": digest(document),
    }
    told = {key: facts[key] for key in _SHORT_FACTS.get(document.kind, facts)}
    verify = "imprint-verify" if document.has_cover or document.kind == "primer" else "imprint-verify-short"
    blocks = (*context.blocks(toolkit.notice), context.paragraph(context.say(verify, version=document.version)))
    return Imprint("imprint", context.say("imprint"), tuple((context.say(k), v) for k, v in told.items()), blocks)
