"""What the questionnaires of the toolkit in content/ promise to those who fill them in."""

from __future__ import annotations

import functools
import itertools
from collections import Counter
from typing import Final

import pytest

from press.model import Figure, Library, walk_sections
from press.model.questions import Option, Question, Questionnaire
from press.model.scoring import Scoring
from press.read import read_library
from tests.builds import ROOT

SCORING: Final = ("readiness", "risk")
DIMENSIONS: Final = ("people", "culture", "infrastructure")


@functools.cache
def _library() -> Library:
    library, problems = read_library(ROOT / "content")
    assert library is not None, problems
    return library


def _form(name: str) -> tuple[Questionnaire, Scoring]:
    form = _library().resources[name]
    assert isinstance(form, Questionnaire)
    assert form.scoring is not None
    return form, form.scoring


def _questions(form: Questionnaire) -> list[Question]:
    return [question for section in form.sections for question in section.questions]


def _options(form: Questionnaire, question: Question) -> tuple[Option, ...]:
    scales = {str(scale.id): scale.options for scale in form.scales}
    return scales[str(question.scale)] if question.scale else question.options


def _points(form: Questionnaire, question: Question) -> list[int]:
    """Return what the answers score, in their order."""
    if question.kind == "yes-no":
        return list(question.points.values())
    points = [option.points for option in _options(form, question)]
    assert None not in points, question.id
    return [value for value in points if value is not None]


def _counted(name: str) -> Counter[str]:
    return Counter(str(q.score.dimension) for q in _questions(_form(name)[0]) if q.score)


def test_enough_questions_count() -> None:
    readiness, risk = _counted("readiness"), _counted("risk")
    assert sum(readiness[dimension] for dimension in DIMENSIONS) >= 40, readiness
    assert all(readiness[dimension] >= 12 for dimension in DIMENSIONS), readiness
    assert risk.total() >= 30, risk


@pytest.mark.parametrize("name", SCORING)
def test_every_question_but_those_about_the_form_is_explained(name: str) -> None:
    form, _ = _form(name)
    unexplained = {str(question.id) for question in _questions(form) if question.explained_by is None}
    assert unexplained <= {str(question.id) for question in form.sections[0].questions}


@pytest.mark.parametrize("name", SCORING)
def test_weights_mean_what_they_say(name: str) -> None:
    """A question whose best answer had fewer points than others would count for less than its weight."""
    form, _ = _form(name)
    highest: dict[str, set[int]] = {}
    for question in _questions(form):
        if question.score:
            highest.setdefault(str(question.score.dimension), set()).add(max(_points(form, question)))
    assert all(len(values) == 1 for values in highest.values()), highest


def test_what_is_not_known_counts_like_the_worst() -> None:
    form, _ = _form("risk")
    for question in _questions(form):
        if question.score and question.kind != "scale":
            points = _points(form, question)
            unknown = [o for o in _options(form, question) if str(o.key).endswith("-unknown") or "not known" in o.text]
            assert all(option.points == max(points) for option in unknown), question.id


def test_options_run_from_the_lowest_risk_to_the_highest() -> None:
    """The instructions say: if two fit, pick the one further down."""
    form, _ = _form("risk")
    for question in _questions(form):
        if question.score and question.kind == "pick-one":
            assert _points(form, question) == sorted(_points(form, question)), question.id


def _cells(scoring: Scoring) -> list[list[int]]:
    """Return the matrix with the places of its levels."""
    assert scoring.matrix
    places = {str(level.id): place for place, level in enumerate(scoring.levels)}
    return [[places[str(cell)] for cell in row] for row in scoring.matrix.cells]


def test_more_severe_or_more_likely_is_never_a_lower_level() -> None:
    cells = _cells(_form("risk")[1])
    assert all(row == sorted(row) for row in cells)
    assert all(one <= next_ for rows in itertools.pairwise(cells) for one, next_ in zip(*rows, strict=True))


def test_the_roadmap_draws_the_matrix_that_the_risk_assessment_has() -> None:
    """The figure has likelihood in its rows, the assessment severity."""
    scoring = _form("risk")[1]
    bands = {str(dimension.id): [str(band.label) for band in dimension.bands] for dimension in scoring.dimensions}
    parts = [p.content for g in _library().guides for s in walk_sections(g.sections) for p in s.body]
    figure = next(part for part in parts if isinstance(part, Figure) and part.id == "road-risk-matrix")
    assert figure.matrix
    assert [str(label) for label in figure.matrix.columns] == bands["severity"]
    assert [str(row.label) for row in figure.matrix.rows] == bands["likelihood"]
    drawn = [[str(cell.text) for cell in row.cells] for row in figure.matrix.rows]
    labels = [str(level.label) for level in scoring.levels]
    assert drawn == [[labels[place] for place in column] for column in zip(*_cells(scoring), strict=True)]
