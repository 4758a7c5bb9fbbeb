"""Profiles: the axes and values that `for:` and `tailor:` name exist, and somebody is left to read every unit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from press.check.words import did_you_mean, listed, repeated
from press.model import Guide, Library, PartUnit, Question, QuestionSection, Section, Toolkit
from press.model.base import PromotedUnit
from press.model.values import Profile
from press.place import Scalar
from press.problem import Problem
from press.select import Readers, readers_of


def problems(library: Library) -> Iterator[Problem]:
    """Yield profiles that name what is not there, or that leave nobody."""
    toolkit = library.toolkit
    for resource in (*library.resources.values(), *((library.primers,) if library.primers else ())):
        yield from _tailor(resource.tailor, toolkit)
    for resource in library.resources.values():
        if isinstance(resource, Guide):
            yield from _sections(resource.sections, {}, toolkit)
        else:
            for group in resource.sections:
                yield from _group(group, toolkit)


def known(profile: Profile, toolkit: Toolkit) -> Profile:
    """Return a profile without the axes that are unknown or have an unknown value: one slip is one problem."""
    values = _values(toolkit)
    return {axis: named for axis, named in profile.items() if axis in values and set(named) <= values[axis]}


def _values(toolkit: Toolkit) -> Mapping[str, set[str]]:
    return {str(axis.id): {str(value.id) for value in axis.values} for axis in toolkit.axes}


def _tailor(tailor: tuple[Scalar, ...], toolkit: Toolkit) -> Iterator[Problem]:
    for axis in tailor:
        yield from _axis(axis, toolkit)
    yield from repeated(tailor, "axis", "name each axis once")


def _axis(axis: Scalar, toolkit: Toolkit) -> Iterator[Problem]:
    axes = [str(a.id) for a in toolkit.axes]
    if axis not in axes:
        hint = did_you_mean(axis, axes, f"the axes of toolkit.yaml are {listed(axes)}")
        yield Problem("C406", str(axis.place), f"there is no axis '{axis}'", hint)


def _sections(sections: tuple[Section, ...], outer: Readers, toolkit: Toolkit) -> Iterator[Problem]:
    for section in sections:
        yield from _unit(section, outer, toolkit)
        readers = readers_of(known(section.for_, toolkit), outer)
        for part in section.body:
            if not isinstance(part.content, Scalar):
                yield from _unit(part.content, readers, toolkit)
        yield from _sections(section.sections, readers, toolkit)


def _group(group: QuestionSection, toolkit: Toolkit) -> Iterator[Problem]:
    yield from _unit(group, {}, toolkit)
    readers = readers_of(known(group.for_, toolkit))
    for question in group.questions:
        yield from _unit(question, readers, toolkit)


def _unit(unit: Section | PartUnit | QuestionSection | Question, outer: Readers, toolkit: Toolkit) -> Iterator[Problem]:
    yield from _profile(unit.for_, f"nobody reads '{unit.id}'", outer, toolkit)
    if isinstance(unit, PromotedUnit) and unit.primer is not None:
        readers = readers_of(known(unit.for_, toolkit), outer)
        yield from _profile(unit.primer.for_, f"no primer shows '{unit.id}'", readers, toolkit)


def _profile(profile: Profile, nobody: str, outer: Readers, toolkit: Toolkit) -> Iterator[Problem]:
    for axis, values in profile.items():
        yield from _axis(axis, toolkit)
        yield from _axis_values(axis, values, toolkit)
    readers = readers_of(known(profile, toolkit), outer)
    for axis, values in profile.items():
        # Where what encloses the unit has no readers already, that is the problem, and it is told there.
        if (axis in readers and not readers[axis]) and (axis not in outer or outer[axis]):
            message = f"{nobody}: "
            if values:
                message += f"what encloses it is for {listed(sorted(outer[axis]))}, not for {listed(values)}"
            else:
                message += f"its '{axis}' names no value"
            hint = "widen one of the two, or move the unit" if values else "name values, or take the axis away"
            yield Problem("C408", str(axis.place), message, hint)


def _axis_values(axis: Scalar, values: tuple[Scalar, ...], toolkit: Toolkit) -> Iterator[Problem]:
    if axis in (names := _values(toolkit)):
        for value in values:
            if value not in names[axis]:
                hint = did_you_mean(
                    value, names[axis], f"its values are {listed(v.id for v in toolkit.axis(axis).values)}"
                )
                yield Problem("C407", str(value.place), f"axis '{axis}' has no value '{value}'", hint)
    yield from repeated(values, "value", "name each value once")
