"""Which form a return is: its marks, compared with the form models of all versions that are at hand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from press.collect.forms import Form, read_forms
from press.collect.found import Mark
from press.document_identity import DIGITS
from press.problem import Problem


@dataclass(frozen=True, slots=True)
class Known:
    """The forms that returns can be of; those of the version at hand come last, and are ``current``."""

    forms: tuple[Form, ...]
    current: tuple[Form, ...]

    def now(self, form: Form) -> Form | None:
        """Return the form of the version at hand that took this one's place; None where there is none."""
        if any(one.digest == form.digest for one in self.current):
            return form
        same = [one for one in self.current if (one.document, dict(one.axes)) == (form.document, dict(form.axes))]
        return next((one for one in same if one.language == form.language), same[0] if same else None)


def known_forms(editions: Iterable[Path], current: Path | None) -> tuple[Known, list[Problem]]:
    """Return the forms of ``forms.json`` files, and a problem for each that cannot be read."""
    problems: list[Problem] = []

    def read(path: Path) -> tuple[Form, ...]:
        try:
            return read_forms(path)
        except (OSError, ValueError) as error:
            why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
            hint = "restore it, or make it again: 'build.py build' writes that of the draft"
            problems.append(Problem("A902", f"{path.parent.name}/{path.name}", f"cannot be used: {why}", hint))
            return ()

    older = [form for path in editions for form in read(path)]
    now = read(current) if current else ()
    return Known((*older, *now), now), problems


def identify(name: str, marks: Sequence[Mark], known: Known) -> Form | Problem:
    """Return the form that all marks name, or why there is none. Carriers that disagree are never weighed."""
    if not marks:
        hint = "ask for the form itself back, filled in, and not for a copy of its text"
        return Problem("A902", name, "nothing in it says which form it is", hint)
    symbols = {form.symbol for form in known.forms}
    ours = [mark for mark in marks if mark.symbol in symbols]
    if not ours:
        hint = f"this toolkit is {' or '.join(sorted(symbols)) or 'without forms yet'}"
        return Problem("A904", name, f"is a form of another toolkit, {marks[0].symbol} {marks[0].version}", hint)
    said = {(mark.symbol, mark.version, mark.digest[:DIGITS]) for mark in marks}
    if len(said) > 1:
        named = ", ".join(f"{mark.symbol} {mark.version} {mark.digest[:DIGITS]} ({mark.carrier})" for mark in marks)
        hint = "somebody put parts of two forms into one file: ask for each form by itself"
        return Problem("A903", name, f"says that it is more than one form: {named}", hint)
    symbol, version, digest = next(iter(said))
    found = [one for one in known.forms if one.symbol == symbol and one.digest.startswith(digest)]
    if not found:
        versions = sorted({form.version for form in known.forms})
        hint = f"there are form models of {', '.join(versions)}; bring the forms.json of the version that was sent out"
        return Problem("A902", name, f"is a form of {symbol} {version} ({digest}) that is not known here", hint)
    return found[-1]
