"""Reports as files: PDF and Word, by the same writers, page maps and proof as all other documents.

Answers are given in confidence: guides whose pages are cited come from the store, the reports themselves are kept in no
store and made by no machine but this one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from press.collect.answers import Return
from press.collect.forms import Form
from press.compose import compose
from press.crew import Crew, here
from press.document import Document
from press.language import load_language
from press.manifest import artifact_path
from press.model import Library
from press.paginate import cited_stems
from press.problem import ContentError
from press.produce import Listener, produce, produce_apart
from press.prove_files import prove_files
from press.report.returned import report_in
from press.report.setting import Setting
from press.report.summary import asks, summary_in
from press.select import select
from press.store import Store

SUFFIXES: Final = ("pdf", "docx")


class Unheard:
    """Hears how it goes on, and says nothing."""

    def begin(self, step: str, total: int) -> None:
        """Hear that a step begins."""

    def done(self, stem: str, pages: int) -> None:
        """Hear that a document is done."""


def write_reports(
    returns: Sequence[Return],
    library: Library,
    *,
    anonymous: bool = False,
    listener: Listener | None = None,
    store: Store | None = None,
    crew: Crew | None = None,
) -> dict[str, bytes]:
    """Return the files of all reports, proven, by their paths: a report of each return, and a summary of each form.

    The language is the library's. ``anonymous`` leaves out the reports of single returns, and all that tells from whom
    an answer is. Raises ContentError, with the problems of all of them.
    """
    listener = listener or Unheard()
    crew = crew if crew and not crew.is_remote else here()
    setting = Setting.of(library, load_language(library.language, library.words))
    reports = {one.stem: one for one in documents_of(returns, setting, anonymous=anonymous)}
    guides = _cited(reports, setting)
    made = produce(dict.fromkeys(guides, ("pdf",)), guides, library.root, crew, listener, store) if guides else {}
    maps = {stem: one.page_map for stem, one in made.items()}
    written = produce_apart(reports, SUFFIXES, maps, library.root, crew, listener)
    files = {stem: one.files for stem, one in {**made, **written}.items()}
    listener.begin("prove", len(files))
    if found := prove_files(files, {**guides, **reports}, crew, listener, store):
        raise ContentError(found)
    return {
        artifact_path(document, suffix): written[stem].files[suffix]
        for stem, document in reports.items()
        for suffix in SUFFIXES
    }


def documents_of(returns: Sequence[Return], setting: Setting, *, anonymous: bool) -> list[Document]:
    """Return the reports of returns, and the summary of each form of which there are any, as Documents."""
    made = [] if anonymous else [report_in(one, setting) for one in returns]
    forms: dict[tuple[object, ...], list[Return]] = {}
    for one in returns:
        forms.setdefault(asks(form_of(one)), []).append(one)
    names = [form.document for some in forms.values() for form in (form_of(some[0]),)]
    for some in forms.values():
        first = min(map(form_of, some), key=lambda form: form.digest)
        part = f".{first.digest[:8]}" if names.count(first.document) > 1 else ""
        made.append(summary_in(some, setting, anonymous=anonymous, part=part))
    return made


def form_of(one: Return) -> Form:
    """Return the form that the answers of a return stand in today."""
    return one.carried.form if one.carried else one.form


def _cited(reports: Mapping[str, Document], setting: Setting) -> dict[str, Document]:
    """Return the documents whose pages reports cite, and those whose pages these cite, in the order of the toolkit."""
    needed: set[str] = set()
    queue = list(reports.values())
    composed: dict[str, Document] = {}
    while queue:
        for stem in sorted(cited_stems(queue.pop()) - needed):
            needed.add(stem)
            selection = select(setting.library, setting.wanted[stem])
            composed[stem] = compose(setting.library, setting.language, selection, setting.index)
            queue.append(composed[stem])
    return {stem: composed[stem] for stem in setting.wanted if stem in composed}
