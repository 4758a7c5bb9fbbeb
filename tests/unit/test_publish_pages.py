"""What does not fill its pages exactly stops the build; nothing is cut, and nothing runs over."""

from __future__ import annotations

from pathlib import Path

import pytest

from press.problem import ContentError
from press.publish import build
from press.toolkit import Choice
from tests.unit.test_check_posters import LEAFLET, ON_THE_SHEET, ON_THE_WALL, POSTER
from tests.unit.toolkit_fixture import TOOLKIT, SmallToolkit

pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
WORDS = "Look at the chain before each ride, and wipe it when it is wet. "


class Deaf:
    """A listener that does not listen."""

    def begin(self, step: str, total: int) -> None:
        """Hear nothing."""

    def done(self, stem: str, pages: int) -> None:
        """Hear nothing."""


@pytest.fixture
def toolkit(tmp_path: Path) -> SmallToolkit:
    made = SmallToolkit(tmp_path).write(POSTER, ON_THE_WALL).write(LEAFLET, ON_THE_SHEET)
    made.edit(TOOLKIT, "[manual, survey]", "[manual, survey, sheet]")
    return made.registered("wall", "sheet", "sheet-start")


def fault(toolkit: SmallToolkit, document: str) -> tuple[str, str, str]:
    output = toolkit.root.parent / "output"
    with pytest.raises(ContentError) as raised:
        build(toolkit.root, output, Choice((document,)), Deaf())
    assert not output.exists()
    problem = raised.value.problems[0]
    return problem.code, problem.place, problem.message


def test_what_fits_is_built(toolkit: SmallToolkit) -> None:
    built = build(toolkit.root, toolkit.root.parent / "output", Choice(("wall", "sheet")), Deaf())
    assert {a.path: a.pages for a in built.made} == {
        "en/leaflets/sheet.docx": None,
        "en/leaflets/sheet.pdf": 1,
        "en/leaflets/sheet.print.pdf": 1,
        "en/posters/wall.a3.pdf": 1,
        "en/posters/wall.a3.print.pdf": 1,
        "en/posters/wall.a4.pdf": 1,
        "en/posters/wall.a4.print.pdf": 1,
    }


def test_a_poster_that_does_not_fit_names_what_is_too_much(toolkit: SmallToolkit) -> None:
    toolkit.edit(POSTER, "Salt *eats* steel.", WORDS * 25)
    code, place, message = fault(toolkit, "wall.a3")
    assert (code, place) == ("W511", toolkit.at(POSTER, "id: wall", "wall"))
    assert message == "posters/wall.a3 fills 2 pages, not 1 page: there is no room from 'survey-care' on"


def test_a_panel_that_is_longer_than_the_paper_is_told_as_well(toolkit: SmallToolkit) -> None:
    toolkit.edit(POSTER, "Salt *eats* steel.", WORDS * 120)
    code, _, message = fault(toolkit, "wall.a4")
    assert code == "W511"
    assert "not 1 page" in message


def test_a_foot_without_room_is_told(toolkit: SmallToolkit) -> None:
    toolkit.edit(TOOLKIT, "Written for tests alone.", WORDS * 160)
    assert fault(toolkit, "wall.a4")[0] == "W511"


def test_a_leaflet_that_runs_over_names_where(toolkit: SmallToolkit) -> None:
    toolkit.edit(LEAFLET, "          Read {ref}", f"          {WORDS * 90}\n\n          Read {{ref}}")
    code, place, message = fault(toolkit, "sheet")
    assert (code, place) == ("W511", toolkit.at(LEAFLET, "id: sheet\n", "sheet"))
    assert "not 1 page" in message
