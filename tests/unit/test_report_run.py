"""The folder of reports: what a run puts there, takes away, and leaves alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from press.collect.answers import Return
from press.crew import Processes
from press.problem import ContentError
from press.report.run import LIST, report
from press.report.write import Unheard
from tests.unit.collect_fixture import SAMPLE
from tests.unit.report_fixture import returned, toolkit


@pytest.fixture(scope="module")
def returns() -> list[Return]:
    """Three empty returns of a worksheet."""
    form = toolkit(SAMPLE)[1]["worksheets/basics"]
    return [returned(form, {}, f"{name}.docx") for name in ("a", "b", "c")]


def test_reports_stand_in_a_list_and_old_ones_go(returns: list[Return], tmp_path: Path) -> None:
    made = report(tmp_path, returns[:2], SAMPLE, Unheard())
    assert len(made) == 2 * (2 + 1)
    assert json.loads((tmp_path / LIST).read_text("utf-8")) == {"format": 1, "reports": made}
    assert all((tmp_path / path).is_file() for path in made)
    own = (tmp_path / made[0]).with_name("remarks.docx")
    own.write_bytes(b"somebody's own")
    again = report(tmp_path, [returns[0], returns[2]], SAMPLE, Unheard())
    assert len(set(made) & set(again)) == 2 + 2  # of the first return, and the summary of two
    there = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.*") if path.is_file()}
    assert there == {*again, LIST, own.relative_to(tmp_path).as_posix()}


def test_an_anonymous_run_leaves_no_report_of_a_single_return(returns: list[Return], tmp_path: Path) -> None:
    report(tmp_path, returns, SAMPLE, Unheard())
    made = report(tmp_path, returns, SAMPLE, Unheard(), anonymous=True)
    assert len(made) == 2
    assert {path.name for path in tmp_path.rglob("*.pdf")} == {Path(made[1]).name}


def test_processes_make_what_cites_no_page(returns: list[Return], tmp_path: Path) -> None:
    with Processes(2) as crew:
        assert len(report(tmp_path, returns, SAMPLE, Unheard(), anonymous=True, crew=crew)) == 2


@pytest.mark.parametrize("data", ["", "[]", '{"format": 1}', '{"format": 9, "reports": ["mine.txt"]}'])
def test_a_list_of_others_names_nothing_to_take_away(data: str, returns: list[Return], tmp_path: Path) -> None:
    (tmp_path / LIST).write_text(data, "utf-8")
    (tmp_path / "mine.txt").write_text("mine", "utf-8")
    report(tmp_path, returns, SAMPLE, Unheard(), anonymous=True)
    assert (tmp_path / "mine.txt").is_file()


def test_nothing_outside_is_taken_away(returns: list[Return], tmp_path: Path) -> None:
    folder, outside = tmp_path / "answers", tmp_path / "mine.txt"
    folder.mkdir()
    outside.write_text("mine", "utf-8")
    listed = {"format": 1, "reports": ["../mine.txt", str(outside)]}
    (folder / LIST).write_text(json.dumps(listed), "utf-8")
    report(folder, returns, SAMPLE, Unheard(), anonymous=True)
    assert outside.is_file()


def test_faults_of_the_content_are_told(returns: list[Return], tmp_path: Path) -> None:
    with pytest.raises(ContentError) as told:
        report(tmp_path / "answers", returns, tmp_path / "no content", Unheard())
    assert told.value.problems
    assert not (tmp_path / "answers").exists()
