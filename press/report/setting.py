"""What all reports of a run share: the content in one language, where its units stand, what fonts can print."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from press.compose import build_index, compose
from press.compose.context import Context
from press.compose.index import Index
from press.design import load_design, script_of
from press.document import Document
from press.fonts import prepare_fonts, printable
from press.language import Language
from press.model import Library, Questionnaire, Scoring
from press.report.plain import Plain
from press.select import Selection, Wanted, documents, select


@dataclass(frozen=True, slots=True)
class Setting:
    """A toolkit in the language of the reports."""

    library: Library
    language: Language
    index: Index
    wanted: Mapping[str, Wanted]
    plain: Plain
    _composed: dict[str, Document] = field(default_factory=dict)

    @classmethod
    def of(cls, library: Library, language: Language) -> Setting:
        """Return the setting for a library, which must be free of errors. Raises ContentError (W507)."""
        design = load_design()
        letters = printable(design, prepare_fonts(design), script_of(language.tag))
        wanted = {one.stem: one for one in documents(library)}
        return cls(library, language, build_index(library, language), wanted, Plain(letters, language.say))

    def context(self) -> Context:
        """Return a context for one report. There is no list of words in it for terms to lead to."""
        return Context(self.library, self.language, self.index, (), {}, terms_are_plain=True)

    def selection(self, stem: str) -> Selection | None:
        """Return what a form holds; None where the content has no such form any more."""
        return select(self.library, self.wanted[stem]) if stem in self.wanted else None

    def form(self, stem: str) -> Document | None:
        """Return a form as it is sent out; None where the content has no such form any more."""
        if stem not in self._composed and (selection := self.selection(stem)) is not None:
            self._composed[stem] = compose(self.library, self.language, selection, self.index)
        return self._composed.get(stem)

    def scoring(self, stem: str) -> Scoring | None:
        """Return how a form is scored; None where it is not."""
        resource = self.wanted[stem].resource if stem in self.wanted else None
        return resource.scoring if isinstance(resource, Questionnaire) else None

    def dated(self, stem: str) -> str:
        """Return the question that says when a form was filled in; empty where none does."""
        if stem not in self.wanted:
            return ""
        resource = self.wanted[stem].resource
        source = resource if isinstance(resource, Questionnaire) else self.library.worksheets
        return str(source.dated or "") if source else ""
