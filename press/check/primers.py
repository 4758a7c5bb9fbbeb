"""Primers: every promoted unit has a place that some primer gives it, and every primer has something to say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from press.check.balance import unbalanced
from press.check.profiles import known
from press.check.words import did_you_mean, listed
from press.model import Library, PrimerPlan, Resource
from press.once import once
from press.place import Scalar
from press.problem import Problem
from press.select import Axes, Promoted, Selection, documents, promoted, select

_PLACEHOLDER: Final = re.compile(r"\{([^{}]*)\}")


def problems(library: Library) -> Iterator[Problem]:
    """Yield what is wrong with primers, and with the promotion of units."""
    if library.primers is None:
        for found in promoted(library):
            message = f"'{found.unit.id}' is promoted, but the toolkit has no primers"
            yield Problem("C409", str(found.unit.id.place), message, "write primers/primers.yaml, or take primer: away")
        return
    yield from _titles(library.primers)
    yield from _places(library, library.primers)
    yield from _kinds(library)
    primers = [selection for selection in selections(library) if isinstance(selection.wanted.resource, PrimerPlan)]
    yield from _unreached(library, library.primers, primers)
    # A promotion that goes nowhere is told already; the gap that it leaves in primers is no problem of its own.
    places = {str(place.id) for place in library.primers.places}
    if all(_place(found) in places and _is_sound(found, library) for found in promoted(library)):
        for primer in primers:
            yield from _empty(primer, library.primers)
        yield from unbalanced(primers, library.primers)


@once
def selections(library: Library) -> tuple[Selection, ...]:
    """Return what each document holds, leaving aside axes that are unknown (for which there is a problem elsewhere)."""
    axes = {str(axis.id) for axis in library.toolkit.axes}

    def tailor(resource: Resource | PrimerPlan) -> dict[str, tuple[Scalar, ...]]:
        return {"tailor": tuple(dict.fromkeys(axis for axis in resource.tailor if axis in axes))}

    resources = {key: found.model_copy(update=tailor(found)) for key, found in library.resources.items()}
    plan = library.primers and library.primers.model_copy(update=tailor(library.primers))
    sound = replace(library, resources=resources, primers=plan)
    return tuple(select(sound, wanted) for wanted in documents(sound))


def _titles(plan: PrimerPlan) -> Iterator[Problem]:
    placeholders = _PLACEHOLDER.findall(plan.title)
    for name in placeholders:
        if name not in plan.tailor:
            hint = did_you_mean(name, plan.tailor, f"primers are tailored by {listed(plan.tailor)}")
            yield Problem("C419", str(plan.title.place), f"'{{{name}}}' stands for nothing in this title", hint)
    for axis in plan.tailor:
        if axis not in placeholders:
            message = f"the title lacks '{{{axis}}}', so that several primers would have the same title"
            yield Problem("C419", str(plan.title.place), message, f"write {{{axis}}} where its phrase belongs")
    for line in (plan.short, plan.subtitle):
        if line is not None and _PLACEHOLDER.search(line):
            yield Problem(
                "C419", str(line.place), "placeholders stand in the title only", "write words that fit all primers"
            )


def _places(library: Library, plan: PrimerPlan) -> Iterator[Problem]:
    places = [str(place.id) for place in plan.places]
    for found in promoted(library):
        place = _place(found)
        if place not in places:
            hint = did_you_mean(place, places, f"the places are {listed(places)}")
            yield Problem("C413", str(place.place), f"primers have no place '{place}'", hint)


def _place(found: Promoted) -> Scalar:
    if found.unit.primer is None:
        raise TypeError(f"{found.unit.id} is not promoted")
    return found.unit.primer.place


def _kinds(library: Library) -> Iterator[Problem]:
    """Warn of places that mix kinds of units: in a primer only the place's title says what its units are."""
    kinds: dict[str, Counter[str]] = {}
    for found in promoted(library):
        kinds.setdefault(_place(found), Counter())[type(found.unit).__name__.lower()] += 1
    for found in promoted(library):
        (usual, _), *others = kinds[_place(found)].most_common()
        kind = type(found.unit).__name__.lower()
        if others and kind != usual:
            message = f"place '{_place(found)}' holds units of the kind {usual}; this one is of the kind {kind}"
            hint = "give each kind a place of its own"
            yield Problem("C414", str(_place(found).place), message, hint, "warning")


def _unreached(library: Library, plan: PrimerPlan, primers: list[Selection]) -> Iterator[Problem]:
    """Warn of promoted units that no primer shows. Whoever has readers fits one, so it can only be for want of room."""
    reached = {str(found.unit.id) for primer in primers for _, units in primer.places for found in units}
    places = {str(place.id) for place in plan.places}
    for found in promoted(library):
        if str(found.unit.id) in reached or _place(found) not in places or not _is_sound(found, library):
            continue
        message = f"'{found.unit.id}' is promoted, but heavier units fill its place in every primer"
        hint = "give it more weight, narrow the others, raise the limit, or take primer: away"
        yield Problem("C409", str(found.unit.id.place), message, hint, "warning")


def _is_sound(found: Promoted, library: Library) -> bool:
    """Tell whether a unit has readers that the toolkit knows; otherwise its profile is the problem, told elsewhere."""
    readers = {Scalar(axis): tuple(map(Scalar, values)) for axis, values in found.readers.items()}
    return all(readers.values()) and known(readers, library.toolkit) == readers


def _empty(primer: Selection, plan: PrimerPlan) -> Iterator[Problem]:
    filled = {str(place.id) for place, _ in primer.places}
    for place in plan.places:
        if place.id not in filled:
            message = f"the primer {_name(primer.wanted.axes)} has nothing in its place '{place.id}'"
            yield Problem("C416", str(place.id.place), message, "promote a unit that fits", "warning")


def _name(axes: Axes) -> str:
    return ".".join(value for _, value in axes)
