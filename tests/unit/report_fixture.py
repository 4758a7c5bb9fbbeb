"""Returns made of answers by question, without a file: as if a reader had read them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from press.collect.answers import Return
from press.collect.forms import Form, read_forms
from press.collect.interpret import interpret, respondent_of, result_of
from press.forms import NAME, forms_json
from press.model import Library
from press.toolkit import compose_all, load
from tests.unit.collect_fixture import SAMPLE, found_in

CONTENT = Path(__file__).parents[2] / "content"


@cache
def toolkit(root: Path) -> tuple[Library, Mapping[str, Form]]:
    """Return a toolkit with its forms by stem."""
    library, _ = load(root)
    with TemporaryDirectory() as folder:
        path = Path(folder) / NAME
        path.write_text(forms_json(library, compose_all(library)), "utf-8")
        return library, {form.document: form for form in read_forms(path)}


def sample() -> tuple[Library, Mapping[str, Form]]:
    """Return the Arabic sample."""
    return toolkit(SAMPLE)


def returned(form: Form, answers: Mapping[str, str | Sequence[str]], name: str = "return.docx") -> Return:
    """Return what comes back: answers by path, those to choose from by their keys, several as a list of keys."""
    filled: dict[str, str] = {}
    for question in form.questions:
        for place in question.places:
            shown = {option.key: option.shown for option in place.options}
            said = answers.get(place.path)
            if said is None:
                continue
            if isinstance(said, str):
                filled[place.path] = shown.get(said, said)
            else:
                filled |= {f"{place.path}.{key}": "x" for key in said}
    read = interpret(name, form, found_in(form, filled), None)
    sha256 = hashlib.sha256(repr((name, sorted(answers.items()))).encode()).hexdigest()
    result, who = result_of(form, read.answers), respondent_of(form, read.answers)
    return Return(name, sha256, "docx", form, read.answers, result, who, findings=read.findings)
