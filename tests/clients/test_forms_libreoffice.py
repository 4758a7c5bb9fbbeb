"""Forms in LibreOffice, as a person meets them there: labels cannot be changed, every place can be filled in."""

from __future__ import annotations

from pathlib import Path

import pytest

from press.collect.forms import Form, read_forms
from press.forms import NAME
from tests.builds import Build
from tests.clients import require, uno_office

pytestmark = pytest.mark.client

CHOSEN = ("worksheets/roadmap",)


def forms_of(build: Build, chosen: tuple[str, ...] | None) -> list[tuple[Form, Path]]:
    forms = [form for form in read_forms(build.draft / NAME) if chosen is None or form.document in chosen]
    return [(form, build.draft / form.language / f"{form.document}.docx") for form in forms]


def probe(forms: list[tuple[Form, Path]]) -> None:
    jobs = [{"do": "probe", "open": str(path)} for _, path in forms]
    jobs += [{"do": "probe", "open": str(path.with_suffix(".unprotected.docx"))} for _, path in forms]
    found = uno_office.run(jobs)
    for (form, _), guarded, free in zip(forms, found, found[len(forms) :], strict=False):
        assert [text for text, is_changed, _ in guarded["labels"] if is_changed] == [], form.document
        several = len(list(form.controls()))
        assert len(guarded["controls"]) == several, form.document
        # Ticks and lists take a click, not letters.
        assert all(taken for kind, _, taken in guarded["controls"] if kind == "text"), form.document
        kinds = ["tick" if c.tick else "list" if c.place.kind == "one" else "text" for c in form.controls()]
        assert [kind for kind, _, _ in guarded["controls"]] == kinds, form.document
        # So that the check can fail: without the guard, typing changes labels.
        assert len(free["labels"]) == len(guarded["labels"])
        assert sum(is_changed for _, is_changed, _ in free["labels"]) > 0.9 * len(free["labels"])


def test_labels_are_guarded_and_places_are_not(main_build: Build, sample_build: Build) -> None:
    require("uno")
    probe([*forms_of(main_build, CHOSEN), *forms_of(sample_build, ("questionnaires/round",))])


@pytest.mark.full
def test_labels_are_guarded_in_every_form(main_build: Build, sample_build: Build) -> None:
    require("uno")
    probe([*forms_of(main_build, None), *forms_of(sample_build, None)])
