"""A whole run: which versions are known, what came back, and everything that is written of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Final

from press.collect import database
from press.collect.collected import Collected
from press.collect.data import answers_json, problems_json
from press.collect.known import Known, known_forms
from press.collect.tables import answers_csv, answers_xlsx
from press.forms import NAME
from press.model import Register
from press.problem import ContentError, Problem, has_errors
from press.read import read_library
from press.swap import swap, writing

EDITIONS: Final = "editions"


def known_to(content: Path, draft: Path, more: Iterable[Path] = ()) -> Known:
    """Return the forms of all editions, of the draft, and of form models that were kept.

    Raises ContentError (A902) where there are none, or some cannot be used.
    """
    editions = [*more, *sorted((content / EDITIONS).glob(f"*/{NAME}"))]
    current = draft / NAME
    known, problems = known_forms(editions, current if current.is_file() else None)
    if not known.forms and not problems:
        hint = "make the forms with 'build.py build', or name the forms.json that was kept: --forms FILE"
        problems = [Problem("A902", str(draft), "there are no form models, by which returns are read", hint)]
    if problems:
        raise ContentError(problems)
    return known


def register_of(content: Path) -> Callable[[], Register]:
    """Return what reads the register of ids when it is asked for, and once. It raises ContentError."""

    @cache
    def read() -> Register:
        library, problems = read_library(content)
        if library is None or library.register is None or has_errors(problems):
            raise ContentError(problems)
        return library.register

    return read


def write(folder: Path, found: Collected) -> int:
    """Write what came back into a folder, all or nothing, and return how many returns its database holds.

    Raises ContentError (W507).
    """
    with writing(folder):
        swap(folder, _files(found))
        return database.add(folder, found.returns)


def _files(found: Collected) -> dict[str, bytes]:
    returns = found.returns
    return {
        "answers.json": answers_json(returns),
        "answers.csv": answers_csv(returns),
        "answers.xlsx": answers_xlsx(returns, found.findings),
        "problems.json": problems_json(returns, found.findings),
    }
