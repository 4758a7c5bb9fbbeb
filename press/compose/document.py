"""One selection becomes one Document."""

from __future__ import annotations

from dataclasses import replace

from press.compose.context import Context
from press.compose.frame import axis_values, back_matter, contents, cover, imprint, title_of
from press.compose.guide import guide_body
from press.compose.index import Index, spots
from press.compose.poster import poster_body
from press.compose.primer import primer_body
from press.compose.questionnaire import questionnaire_body
from press.compose.worksheet import MOST_PAGES, worksheet_body
from press.document import Blocks, Document, DocumentKind, Running
from press.language import Language
from press.model import Guide, Leaflet, Library, Poster, PrimerPlan, Questionnaire, WorksheetPlan
from press.select import PAPER, Selection


def compose(library: Library, language: Language, selection: Selection, index: Index) -> Document:
    """Return the Document of a selection. The library must be free of errors (see press.check)."""
    wanted, toolkit = selection.wanted, library.toolkit
    kind = _kind(selection)
    # The paper of a poster is no axis of the toolkit's.
    axes = wanted.axes if kind != "poster" else ()
    here = dict(spots(selection, language))
    context = Context(library, language, index, axes, here, terms_are_plain=kind in ("poster", "worksheet"))
    title = title_of(wanted, context)
    front = cover(wanted.resource, kind, title, context)
    body = _body(selection, context)
    body += back_matter(context)
    running = Running(
        str(toolkit.title),
        _running_title(selection, title, context),
        _identity(library),
        context.language.words["page-of"],
    )
    document = Document(
        stem=wanted.stem,
        kind=kind,
        axes=wanted.axes,
        language=language.tag,
        direction=language.direction,
        symbol=str(toolkit.symbol),
        version=str(toolkit.version),
        date=toolkit.date.isoformat(),
        title=_full_title(selection, title, context),
        subject=front.subtitle,
        publisher=str(toolkit.publisher),
        running=running,
        blocks=(front, *body),
        pages=_pages(selection),
        most_pages=MOST_PAGES if kind == "worksheet" else 0,
        paper=dict(wanted.axes)[PAPER].upper() if kind == "poster" else "",
    )
    if document.has_cover:
        document = replace(document, blocks=(front, contents(body, context), *body))
    return replace(document, blocks=(*document.blocks, imprint(document, context)))


def _kind(selection: Selection) -> DocumentKind:
    match selection.wanted.resource:
        case Leaflet():
            return "leaflet"
        case Guide():
            return "guide"
        case Questionnaire():
            return "questionnaire"
        case PrimerPlan():
            return "primer"
        case Poster():
            return "poster"
        case WorksheetPlan():
            return "worksheet"


def _pages(selection: Selection) -> int:
    """Return how many pages the document must fill; 0 where that is free."""
    match selection.wanted.resource:
        case Leaflet(pages=pages):
            return pages
        case Poster():
            return 1
        case _:
            return 0


def _body(selection: Selection, context: Context) -> Blocks:
    match selection.wanted.resource:
        case Guide():
            return guide_body(selection, context)
        case Questionnaire() as questionnaire:
            return questionnaire_body(questionnaire, selection, context)
        case PrimerPlan():
            return primer_body(selection, context)
        case Poster():
            return poster_body(selection, context)
        case WorksheetPlan() as plan:
            return worksheet_body(plan, selection, context)


def _full_title(selection: Selection, title: str, context: Context) -> str:
    """Return a title that tells documents apart: a tailored document's names its values, a poster's its paper."""
    if isinstance(selection.wanted.resource, PrimerPlan | WorksheetPlan):
        return title
    if isinstance(selection.wanted.resource, Poster):
        return context.say("audience-join").join([title, *(value.upper() for _, value in selection.wanted.axes)])
    return context.say("audience-join").join([title, *(str(value.title) for _, value in axis_values(context))])


def _running_title(selection: Selection, title: str, context: Context) -> str:
    if isinstance(selection.wanted.resource, PrimerPlan):
        return title
    values = [str(value.title) for _, value in axis_values(context)]
    return context.say("audience-join").join([str(selection.wanted.resource.short), *values])


def _identity(library: Library) -> str:
    return f"{library.toolkit.symbol} {library.toolkit.version}"
