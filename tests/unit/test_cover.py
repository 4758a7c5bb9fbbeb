"""The title of a cover: as few lines as there is room for, none of which is much shorter than the others."""

from __future__ import annotations

import pytest

from press.design import load_design
from press.fonts import prepare_fonts
from press.write.cover import balanced
from press.write.figures.ruler import Ruler, make_ruler


@pytest.fixture(scope="module")
def ruler() -> Ruler:
    design = load_design()
    return make_ruler(design, prepare_fonts(design), "en")


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("Principles", ("Principles",)),
        (
            "Organizational Roadmap for Implementing Responsible AI",
            ("Organizational Roadmap for", "Implementing Responsible AI"),
        ),
        ("Principles for Responsible Use of AI in Policing", ("Principles for Responsible", "Use of AI in Policing")),
    ],
)
def test_no_word_stands_alone(ruler: Ruler, title: str, lines: tuple[str, ...]) -> None:
    room = balanced(title, ruler, 160.0, 32.0, bold=True)
    assert ruler.lines(title, room, 32.0, bold=True) == lines


def test_a_word_that_is_too_long_gets_all_the_room(ruler: Ruler) -> None:
    assert balanced("Donaudampfschifffahrtsgesellschaftskapitän", ruler, 60.0, 32.0, bold=True) == 60.0


def test_no_words_need_no_room(ruler: Ruler) -> None:
    assert balanced("", ruler, 150.0, 14.0) < 2
