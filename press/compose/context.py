"""What composing one document needs to know and remembers: references, counters, terms used, sources cited."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from babel.lists import format_list

from press import markdown
from press.compose.index import Home, Index, Spot
from press.document import Blocks, Inlines, Paragraph, Reference, Text
from press.language import Language
from press.model import Library
from press.model.values import Profile
from press.place import Scalar
from press.select import Axes


@dataclass(slots=True)
class Context:
    """One document in the making. ``here`` are the spots of the units that it holds itself."""

    library: Library
    language: Language
    index: Index
    axes: Axes
    here: Mapping[str, Spot]
    terms_are_plain: bool = False  # where there is no list of words for them to lead to
    terms: set[str] = field(default_factory=set)
    sources: set[str] = field(default_factory=set)
    _footnotes: int = 0
    _tables: int = 0
    _figures: int = 0
    _questions: int = 0

    def say(self, word: str, **values: object) -> str:
        """Return a press word."""
        return self.language.say(word, **values)

    def blocks(self, text: Scalar | None) -> Blocks:
        """Return the blocks of a prose text; none for no text."""
        return markdown.blocks(text, self) if text else ()

    def next_table(self) -> str:
        """Return the label of the next table."""
        self._tables += 1
        return self.say("table", number=self._tables)

    def next_figure(self) -> str:
        """Return the label of the next figure."""
        self._figures += 1
        return self.say("figure", number=self._figures)

    def next_question(self) -> str:
        """Return the number of the next question."""
        self._questions += 1
        return str(self._questions)

    def footnote_number(self) -> int:
        """Return the number of the next footnote."""
        self._footnotes += 1
        return self._footnotes

    def audience(self, profile: Profile) -> str:
        """Say whom a unit is for, on the axes that the document is not tailored by; empty when for all."""
        tailored = {axis for axis, _ in self.axes}
        told = []
        for axis in self.library.toolkit.axes:
            if str(axis.id) in profile and str(axis.id) not in tailored:
                phrases = [str(value.phrase) for value in axis.values if value.id in profile[axis.id]]
                told.append(format_list(phrases, locale=self.language.locale))
        return self.say("audience", readers=self.say("audience-join").join(told)) if told else ""

    def role(self, role: markdown.Role) -> Inlines:
        """Return what a ``{term}`` or a ``{ref}`` becomes in this document."""
        target = role.target
        if target in self.library.terms:
            words = (Text(role.text or str(self.library.terms[target].term)),)
            if self.terms_are_plain:
                return words
            self.terms.add(target)
            return (Reference(target, words),)
        if target in self.library.sources:
            return (self.cite(target, role.text),)
        return (self.refer(target, role.text),)

    def cite(self, source: str, text: str = "") -> Reference:
        """Return a reference to a source, which the document will then list."""
        self.sources.add(source)
        return Reference(source, (Text(text or str(self.library.sources[source].label)),))

    def refer(self, target: str, text: str = "") -> Reference:
        """Return a reference to a unit or a resource, with where it stands: here or in its plain document."""
        if target in self.here:
            return self._reference(target, text, self.here[target], "", [], has_page=True)
        home = self.index[target]
        return self._reference(target, text, home.spot, home.stem, [str(home.resource.short)], has_page=home.has_pages)

    def _reference(
        self, target: str, text: str, spot: Spot, stem: str, where: list[str], *, has_page: bool
    ) -> Reference:
        is_resource = not spot.words
        title = text or (self.say("quoted", title=spot.title) if spot.title else "")
        if is_resource:
            return Reference(target, (Text(title),), stem)
        places = [*where, spot.words]
        if not title:
            return Reference(target, (Text(self._join(places)),), stem, self._page() if has_page else None)
        opening, closing = self.say("reference-open"), self.say("reference-close")
        if not has_page:
            return Reference(target, (Text(f"{title}{opening}{self._join(places)}{closing}"),), stem)
        before, after = self._page()
        return Reference(target, (Text(f"{title}{opening}{self._join(places)}"),), stem, (before, after + closing))

    def origin(self, unit: str) -> Reference:
        """Return where a promoted unit is written: resource, place in it and, for a guide, the page."""
        home: Home = self.index[unit]
        words = self._join([str(home.resource.short), home.spot.words])
        return Reference(unit, (Text(words),), home.stem, self._page() if home.has_pages else None)

    def _page(self) -> tuple[str, str]:
        before, after = self.language.around("page", "page")
        return self.say("reference-join") + before, after

    def _join(self, words: list[str]) -> str:
        return self.say("reference-join").join(words)

    def paragraph(self, text: str) -> Paragraph:
        """Return a paragraph of plain words."""
        return Paragraph((Text(text),))
