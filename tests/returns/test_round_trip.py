"""What was filled in comes back, all of it and nothing else, whatever program filled it in."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from press.collect.answers import Return
from press.collect.forms import Form
from press.collect.gather import gather
from press.collect.known import Known
from press.model import Register
from tests.returns import pdf, word
from tests.returns.values import Filled, expected, filled

Fill = Callable[[bytes, Form, Filled], bytes]
_MAY: Final = {"A910", "A913", "A914"}  # missing, not asked, long: told of, and true of random answers


def by_word(data: bytes, form: Form, given_: Filled) -> bytes:
    return word.fill(data, form, given_, random.Random(repr(sorted(given_.items()))).randrange(10**9))


WAYS: Final[dict[str, tuple[str, Fill]]] = {
    "word": ("docx", by_word),
    "word, unprotected": ("unprotected.docx", by_word),
    "pypdf": ("pdf", pdf.by_pypdf),
    "pikepdf": ("pdf", pdf.by_pikepdf),
    "pdfium": ("pdf", pdf.by_pdfium),
}


def no_register() -> Register:
    raise AssertionError("nothing here is of an older version")


def collected(path: Path, form: Form) -> Return:
    found = gather([(path.name, path)], Known((form,), (form,)), no_register, lambda _: None)
    assert len(found.returns) == 1, [str(one.problem) for one in found.findings]
    return found.returns[0]


def agrees(one: Return, form: Form, given_: Filled) -> None:
    """Hold that a return says what was filled in: values, notes, states, and no doubt about any of it."""
    assert {q: (a.value, a.evidence) for q, a in one.answers.items()} == expected(form, given_)
    for question in form.questions:
        answer, path = one.answers[question.id], question.places[0].path
        if answer.state == "not-applicable":
            assert given_[path] == "not-applicable"
        elif answer.state != "hidden":
            assert answer.state == ("unanswered" if answer.value is None else "answered")
        assert answer.raw == {}
    assert {finding.problem.code for finding in one.findings} <= _MAY


@pytest.mark.parametrize("way", WAYS)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_answers_come_back(way: str, forms: list[tuple[Form, Path]], tmp_path: Path, data: st.DataObject) -> None:
    suffix, fill = WAYS[way]
    form, stem = data.draw(st.sampled_from(forms), "form")
    given_: Filled = data.draw(filled(form), "filled")
    if suffix == "pdf":
        given_ = (pdf.as_typed_in_pdfium if way == "pdfium" else pdf.within)(form, given_)
    _there_and_back(form, stem, suffix, fill, given_, tmp_path)


# pypdf takes half the time of all; random answers go its way each time.
@pytest.mark.parametrize("way", [pytest.param(way, marks=[pytest.mark.full] * (way == "pypdf")) for way in WAYS])
def test_every_place_of_every_form_comes_back(way: str, forms: list[tuple[Form, Path]], tmp_path: Path) -> None:
    suffix, fill = WAYS[way]
    for form, stem in forms:
        _there_and_back(form, stem, suffix, fill, full(form), tmp_path)


def _there_and_back(form: Form, stem: Path, suffix: str, fill: Fill, given_: Filled, folder: Path) -> None:
    path = folder / f"return.{suffix}"
    path.write_bytes(fill(Path(f"{stem}.{suffix}").read_bytes(), form, given_))
    agrees(collected(path, form), form, given_)


def full(form: Form) -> dict[str, str | bool]:
    """Return an answer for every place of a form, each another, so that two that are swapped do not look alike."""
    made: dict[str, str | bool] = {}
    for number, control in enumerate(form.controls()):
        options, values = control.place.options, {"number": str(number), "date": f"20{number % 90 + 10}-03-31"}
        if control.tick:
            made[control.path] = True
        elif control.place.kind == "one":
            made[control.path] = options[number % len(options)].key
        else:
            lines = f"Answer {number}\nشرطة {number}" if control.place.kind == "lines" else f"Answer {number}"
            made[control.path] = values.get(control.place.kind, lines)
    return made


def test_the_tests_can_fail(forms: list[tuple[Form, Path]], tmp_path: Path) -> None:
    """A form of which one answer was swapped with another does not agree."""
    form, stem = next((form, stem) for form, stem in forms if form.document == "questionnaires/round")
    given_: dict[str, Any] = full(form)
    path = tmp_path / "return.docx"
    path.write_bytes(by_word(Path(f"{stem}.docx").read_bytes(), form, given_))
    given_["what-surprised-you"], given_["who-follows-up"] = given_["who-follows-up"], given_["what-surprised-you"]
    with pytest.raises(AssertionError):
        agrees(collected(path, form), form, given_)
