"""The form models of the Arabic sample, and what a reader would find in its form, without a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from press.collect.forms import Form, read_forms
from press.collect.found import Found
from press.forms import NAME, forms_json
from press.toolkit import compose_all, load

SAMPLE: Final = Path(__file__).parents[1] / "toolkits" / "clean-hands" / "content"
ROUND: Final = "questionnaires/round"


@cache
def forms() -> tuple[Form, ...]:
    """Return the forms of the sample."""
    library, _ = load(SAMPLE)
    with TemporaryDirectory() as folder:
        path = Path(folder) / NAME
        path.write_text(forms_json(library, compose_all(library)), "utf-8")
        return read_forms(path)


def round_form() -> Form:
    """Return the form that has every kind of question."""
    return next(form for form in forms() if form.document == ROUND)


def found_in(form: Form, filled: Mapping[str, str]) -> dict[str, tuple[Found, ...]]:
    """Return what a reader of Word finds: texts and shown options by path, ``x`` for a tick, nothing elsewhere."""
    made: dict[str, tuple[Found, ...]] = {}
    for control in form.controls():
        text = filled.get(control.path, control.place.default)
        keys = {option.shown: option.key for option in control.place.options}
        empty = Found("", "tag")
        if control.tick:
            one = replace(empty, ticked=text == "x")
        else:
            one = replace(empty, text=text, key=keys.get(text, "") if control.place.kind == "one" else "")
        made[control.path] = (one,)
    return made


def shown(form: Form, path: str, key: str) -> str:
    """Return what a place shows when an option is chosen."""
    places = {place.path: place for question in form.questions for place in question.places}
    return next(option.shown for option in places[path].options if option.key == key)
