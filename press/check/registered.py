"""The register: `ids.yaml` knows every id that the toolkit ever used, and what became of it.

Registered are the ids of resources, posters, sections, units, questions, terms and sources: what old printed copies and
returned questionnaires name. The toolkit's own id, axes and their values, scales, option keys, `primers.yaml` and its
places need no registration: nothing outside the toolkit refers to them by these alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from press.check.walk import units
from press.check.words import circles, did_you_mean
from press.model import Library, Register
from press.place import Place, Scalar
from press.problem import Problem, Severity

FILE: Final = "ids.yaml"
_COMMAND: Final = "run build.py check --register"


def problems(library: Library) -> Iterator[Problem]:
    """Yield where content and register disagree, and what is wrong within the register."""
    if library.register is None:
        yield Problem("C402", place_of_register(library), f"there is no register of ids ({FILE})", _COMMAND)
        return
    used = [unit.id for unit in units(library)]
    for unit in used:
        yield from _used(unit, library.register)
    # Another language mirrors the source language and may lack documents; only the source shows what is gone.
    if library.language == library.toolkit.source_language:
        yield from _gone({str(unit) for unit in used}, library.register)
    yield from _successors(library.register)


def place_of_register(library: Library) -> str:
    """Return the place of the register, spelled like that of the toolkit's file, beside which it stands."""
    return str(Place(str(Path(library.toolkit.id.place.file).with_name(FILE))))


def _used(unit: Scalar, register: Register) -> Iterator[Problem]:
    entry = register.ids.get(unit)
    if entry is None:
        yield Problem("C402", str(unit.place), f"id '{unit}' is not registered", _COMMAND)
    elif entry.status in ("discouraged", "deprecated"):
        hint = f"use '{entry.successor}' instead" if entry.successor else "use another id; a retired one never returns"
        severity: Severity = "error" if entry.status == "deprecated" else "warning"
        yield Problem("C404", str(unit.place), f"id '{unit}' is {entry.status} in {FILE}", hint, severity)


def _gone(used: set[str], register: Register) -> Iterator[Problem]:
    for unit, entry in register.ids.items():
        if entry.status in ("active", "trial") and unit not in used:
            hint = "bring it back, or set its status to deprecated (with a successor if there is one)"
            yield Problem("C403", str(unit.place), f"id '{unit}' is {entry.status}, but content no longer has it", hint)


def _successors(register: Register) -> Iterator[Problem]:
    for unit, entry in register.ids.items():
        if entry.successor and entry.successor not in register.ids:
            message = f"successor '{entry.successor}' of '{unit}' is not registered"
            hint = did_you_mean(entry.successor, register.ids, "a successor is an id of this register")
            yield Problem("C405", str(entry.successor.place), message, hint)
        if entry.answers and not entry.successor:
            message = f"'{unit}' has no successor whose answers could be {entry.answers}"
            yield Problem("C414", str(unit.place), message, "add successor:, or take answers: out")
    chains = {str(unit): [str(entry.successor)] for unit, entry in register.ids.items() if entry.successor}
    keys = {str(unit): unit for unit in register.ids}
    for circle in circles(chains):
        message = f"successors run in a circle: {' → '.join((*circle, circle[0]))}"
        yield Problem("C412", str(keys[circle[0]].place), message, "the newest of them has no successor")
