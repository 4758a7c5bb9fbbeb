"""What stands around a report: its head, running heads, what it was made from, and how to check that it is whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from press.collect.forms import Form
from press.compose.context import Context
from press.compose.frame import back_matter
from press.document import Blocks, Cover, Document, Imprint, Running
from press.document_identity import digest
from press.report.setting import Setting

_LONGEST_HEAD: Final = 48  # signs of a running head


@dataclass(frozen=True, slots=True)
class Front:
    """What a report says of itself: its path, its kind, whose it is, of which form, when, and from what it was made."""

    stem: str
    kind: str
    who: str
    form: Form
    day: date | None
    summary: Blocks
    source: str


def form_title(form: Form, setting: Setting) -> str:
    """Return the title of a form, in the language of the report where the content still has it."""
    document = setting.form(form.document)
    return document.title if document else form.title


def framed(front: Front, body: Blocks, setting: Setting, context: Context) -> Document:
    """Return a report as a Document. Its date is that of the return; where it has none, that of the toolkit's version.

    The latter is printed nowhere: files have to have a date, and the clock is not asked.
    """
    toolkit, say = setting.library.toolkit, context.say
    title = form_title(front.form, setting)
    edition = say("report-edition", symbol=toolkit.symbol, version=front.form.version)
    cover = Cover(
        str(toolkit.title), front.kind, front.who, title, front.summary, edition, str(toolkit.publisher)
    )  # fmt: skip
    end = say("audience-join").join([front.kind, setting.plain.line(front.who, _LONGEST_HEAD)])
    document = Document(
        stem=front.stem,
        kind="report",
        axes=(),
        language=setting.language.tag,
        direction=setting.language.direction,
        symbol=str(toolkit.symbol),
        version=front.form.version,
        date=(front.day or toolkit.date).isoformat(),
        title=say("listing", name=title, text=front.who),
        subject=title,
        publisher=str(toolkit.publisher),
        running=Running(
            str(toolkit.title), end, f"{toolkit.symbol} {front.form.version}", setting.language.words["page-of"]
        ),
        blocks=(cover, *body, *back_matter(context)),
    )
    return replace(document, blocks=(*document.blocks, _imprint(document, front, setting, context)))


def _imprint(document: Document, front: Front, setting: Setting, context: Context) -> Imprint:
    say = context.say
    facts: Mapping[str, str] = {
        "imprint-toolkit": str(setting.library.toolkit.title),
        "imprint-version": document.version,
        "imprint-language": setting.language.name,
        "report-form": front.form.document,
        "report-source": front.source,
        "imprint-document": document.stem,
        "imprint-digest": digest(document),
    }
    told = tuple((say(key), value) for key, value in facts.items() if value)
    blocks = (
        *context.blocks(setting.library.toolkit.notice),
        context.paragraph(say("report-verify")),
        context.paragraph(say("report-keep")),
    )
    return Imprint("imprint", say("imprint"), told, blocks)
