"""Posters: every panel takes its title from a unit that has one, and shows what can stand on a wall by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final, TypeAlias

from press import markdown
from press.check.walk import Named, kind_of, units
from press.check.words import did_you_mean, repeated
from press.model import Action, Callout, Case, Example, Library, Panel, Poster, QuestionSection, Section, Video
from press.place import Scalar
from press.problem import Problem
from press.select import Showable, showable

_Titled: TypeAlias = Section | QuestionSection | Action | Case | Callout | Video | Example
_Known: TypeAlias = Mapping[str, Named]
_CALL: Final = re.compile(r"\[\^[^\]\s]+\]")


def problems(library: Library) -> Iterator[Problem]:
    """Yield what is wrong with posters."""
    known, shown = {str(unit.id): unit for unit in units(library)}, showable(library)
    for poster in library.posters.values():
        yield from repeated((panel.unit for panel in poster.panels), "panel", "give each unit one panel")
        yield from repeated((unit for panel in poster.panels for unit in panel.shows), "shown unit", "show it once")
        yield from _anchors(poster)
        if len(set(poster.sizes)) < len(poster.sizes):
            message = f"poster '{poster.id}' names a size twice"
            yield Problem("C401", str(poster.id.place), message, "name each size once")
        for panel in poster.panels:
            yield from _titled(panel.unit, known)
            for unit in panel.shows:
                yield from _shows(unit, known, shown)
            yield from _own(panel)


def _anchors(poster: Poster) -> Iterator[Problem]:
    """Tell of a unit that is shown in one panel and gives another its title: it would stand there twice."""
    titles = {panel.unit for panel in poster.panels}
    for panel in poster.panels:
        for unit in panel.shows:
            if unit in titles:
                message = f"'{unit}' has a panel of its own and is shown in one, too"
                yield Problem("C401", str(unit.place), message, "keep one of the two")


def _titled(unit: Scalar, known: _Known) -> Iterator[Problem]:
    found = known.get(unit)
    if found is None:
        titled = [name for name, other in known.items() if isinstance(other, _Titled)]
        hint = did_you_mean(unit, titled, "name a section, or another unit with a title")
        yield Problem("C405", str(unit.place), f"there is nothing with the id '{unit}'", hint)
    elif not isinstance(found, _Titled):
        message = f"'{unit}' is {kind_of(found)}, from which a panel has no title"
        yield Problem("C414", str(unit.place), message, "name a section, or another unit with a title")


def _shows(unit: Scalar, known: _Known, shown: Mapping[str, Showable]) -> Iterator[Problem]:
    if unit not in known:
        hint = did_you_mean(unit, shown, "name a takeaway or an action")
        yield Problem("C405", str(unit.place), f"there is nothing with the id '{unit}'", hint)
    elif unit not in shown:
        message = f"'{unit}' is {kind_of(known[unit])}, which a poster does not show"
        yield Problem("C414", str(unit.place), message, "name a takeaway or an action of a guide")
    elif any(role.name == "ref" for role, _ in markdown.roles(shown[unit].text)) or _CALL.search(shown[unit].text):
        message = f"'{unit}' refers to something or has a note, which a wall cannot follow"
        yield Problem("C423", str(unit.place), message, "show another unit, or say it in the panel's text")


def _own(panel: Panel) -> Iterator[Problem]:
    if not (panel.line or panel.shows or panel.text):
        message = f"the panel of '{panel.unit}' says nothing"
        yield Problem("M207", str(panel.unit.place), message, "give it a line, a text, or units to show")
    if panel.text and ([*markdown.roles(panel.text)] or _CALL.search(panel.text)):
        hint = "write the words alone; the panel says where to read more"
        yield Problem("C423", str(panel.text.at()), "the text of a panel refers to nothing and has no notes", hint)
