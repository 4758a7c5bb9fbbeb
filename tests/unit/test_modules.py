"""The code itself: modules stay small, and each says what it is for."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MODULES = sorted((ROOT / "press").rglob("*.py"))
LONGEST = 400


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_module_is_long(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_module_says_what_it_is_for(path: Path) -> None:
    doc = ast.get_docstring(ast.parse(path.read_text("utf-8")))
    assert doc
    # One sentence that is more than the module's name, with the stop of a sentence.
    assert doc.split("\n\n")[0].endswith((".", ":"))
    assert len(doc.split()) >= 4


def test_there_are_modules() -> None:
    assert len(MODULES) > 40
