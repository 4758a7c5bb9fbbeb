"""What was filled in with LibreOffice and with PDF.js comes back, also after it was saved again and again."""

from __future__ import annotations

from pathlib import Path

import pytest

from press.collect.forms import Form
from tests.clients import require, uno_office
from tests.clients.pdfjs import pdfjs
from tests.returns.pdf import names
from tests.returns.test_round_trip import agrees, collected, full
from tests.returns.values import Filled

pytestmark = pytest.mark.client

Forms = list[tuple[Form, Path]]
_SOME = ("questionnaires/round", "worksheets/roadmap")
_AGAIN = 3


def some(forms: Forms) -> Forms:
    return [(form, stem) for form, stem in forms if form.document in _SOME]


def shown(form: Form, filled: Filled) -> list[str | bool | None]:
    """Return what goes into each control, in the order of the file: the words that a list shows, not its key."""
    values: list[str | bool | None] = []
    for control in form.controls():
        value = filled.get(control.path)
        if control.place.kind == "one" and value is not None:
            value = next(option.shown for option in control.place.options if option.key == value)
        values.append(value)
    return values


def by_libreoffice(forms: Forms, folder: Path) -> None:
    """Fill in every form, save it as docx and odt, then open and save each of these three times more; read them all."""
    jobs, made = [], []
    for number, (form, stem) in enumerate(forms):
        first = [str(folder / f"{number}.0.{suffix}") for suffix in ("docx", "odt")]
        values = shown(form, full(form))
        jobs.append({"do": "fill", "open": f"{stem}.docx", "values": values, "save": first})
        made += [(form, Path(path)) for path in first]
        for suffix in ("docx", "odt"):
            for again in range(_AGAIN):
                old, new = (folder / f"{number}.{turn}.{suffix}" for turn in (again, again + 1))
                jobs.append({"do": "save", "open": str(old), "save": [str(new)]})
                made.append((form, new))
    uno_office.run(jobs)
    for form, path in made:
        agrees(collected(path, form), form, full(form))


def test_libreoffice(forms: Forms, tmp_path: Path) -> None:
    require("uno")
    by_libreoffice(some(forms), tmp_path)


@pytest.mark.full
def test_libreoffice_with_every_form(forms: Forms, tmp_path: Path) -> None:
    require("uno")
    by_libreoffice(forms, tmp_path)


def by_pdfjs(forms: Forms, folder: Path) -> None:
    with pdfjs() as page:
        for form, stem in forms:
            path = folder / "return.pdf"
            path.write_bytes(page.fill(Path(f"{stem}.pdf").read_bytes(), names(form, full(form))))
            agrees(collected(path, form), form, full(form))


def test_pdfjs(forms: Forms, tmp_path: Path) -> None:
    require("chromium")
    require("pdfjs")
    by_pdfjs(some(forms), tmp_path)


@pytest.mark.full
def test_pdfjs_with_every_form(forms: Forms, tmp_path: Path) -> None:
    require("chromium")
    require("pdfjs")
    by_pdfjs(forms, tmp_path)
