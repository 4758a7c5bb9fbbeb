"""Ids: each one stands for one thing.

Resources, sections, units, questions, terms and sources share one namespace, because any of them can be referred to by
its id and all of them become anchors in documents. Axes, the values of an axis, the scales of a questionnaire and the
keys of options are names within what holds them. Places of primers are names within `primers.yaml`, but they are
anchors too, next to the promoted units and the terms and sources, so they must differ from those.
Axes become options of commands, next to those that every toolkit has.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from press.check.walk import units
from press.check.words import repeated
from press.model import Library, Questionnaire
from press.place import Scalar
from press.problem import Problem
from press.select import PAPER, promoted

RESERVED: Final = ("words-used", "sources-cited", "how-to-fill-in", "imprint", "contents")
"""Ids of the parts that the press itself adds to documents."""

OPTIONS: Final = (
    "afresh",
    "booklet",
    "cluster",
    "content",
    "document",
    "format",
    "help",
    "jobs",
    "json",
    "language",
    "open",
    "output",
    "port",
)
"""Names that no axis may have, because the command line has options of these names."""

_RENAME: Final = "give this one another id"


def problems(library: Library) -> Iterator[Problem]:
    """Yield what is wrong with ids, apart from their registration."""
    ids = [unit.id for unit in units(library)]
    yield from repeated(ids, "id", _RENAME)
    yield from _places(library)
    yield from _reserved([*ids, *(place.id for place in (library.primers.places if library.primers else ()))])
    yield from _toolkit(library)
    for questionnaire in library.questionnaires:
        yield from _questionnaire(questionnaire)


def _reserved(ids: list[Scalar]) -> Iterator[Problem]:
    for unit in ids:
        if unit in RESERVED:
            hint = f"the press keeps {', '.join(RESERVED)} for itself; {_RENAME}"
            yield Problem("C401", str(unit.place), f"id '{unit}' is one of the press's own", hint)


def _places(library: Library) -> Iterator[Problem]:
    places = [place.id for place in (library.primers.places if library.primers else ())]
    yield from repeated(places, "place", "give this place another id")
    beside = {str(found.unit.id): found.unit.id for found in promoted(library)}
    beside |= {str(term.id): term.id for term in library.terms.values()}
    beside |= {str(source.id): source.id for source in library.sources.values()}
    for place in places:
        if place in beside:
            message = f"place '{place}' is also the id of a unit that stands in primers, at {beside[place].place}"
            yield Problem("C401", str(place.place), message, "give the place another id")


def _toolkit(library: Library) -> Iterator[Problem]:
    toolkit = library.toolkit
    yield from repeated((language.id for language in toolkit.languages), "language", "name each language once")
    yield from repeated((axis.id for axis in toolkit.axes), "axis", _RENAME)
    for axis in toolkit.axes:
        if axis.id == PAPER:
            message = f"axis '{axis.id}' has the name under which the manifest says what a poster is printed on"
            yield Problem("C401", str(axis.id.place), message, _RENAME)
        if axis.id in OPTIONS:
            hint = f"the press keeps {', '.join(OPTIONS)} for itself; {_RENAME}"
            yield Problem("C401", str(axis.id.place), f"axis '{axis.id}' has the name of a command's option", hint)
    for axis in toolkit.axes:
        yield from repeated((value.id for value in axis.values), f"value of axis '{axis.id}'", _RENAME)


def _questionnaire(questionnaire: Questionnaire) -> Iterator[Problem]:
    yield from repeated((scale.id for scale in questionnaire.scales), "scale", "give this scale another id")
    choices = [scale.options for scale in questionnaire.scales]
    choices += [question.options for section in questionnaire.sections for question in section.questions]
    for options in choices:
        yield from repeated((option.key for option in options), "option key", "give each option a key of its own")
