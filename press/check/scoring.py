"""Scoring: dimensions, bands, levels, matrix, mitigation and gates fit together, and every scored answer has points."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from press.check.primers import selections
from press.check.tried import options_of
from press.check.words import did_you_mean, repeated
from press.model import Band, Level, Library, Question, Questionnaire, Scoring
from press.place import Scalar
from press.problem import Problem

_KINDS = ("yes-no", "scale", "pick-one", "pick-several")
_FREE = "not-applicable"


def problems(library: Library) -> Iterator[Problem]:
    """Yield what keeps answers from becoming a result."""
    for questionnaire in library.questionnaires:
        questions = [question for section in questionnaire.sections for question in section.questions]
        for question in questions:
            yield from _question(question, questionnaire)
        yield from _idle(questionnaire, questions)
        if questionnaire.scoring:
            yield from _scoring(questionnaire.scoring, questions)
    yield from _unfilled(library)


def _question(question: Question, questionnaire: Questionnaire) -> Iterator[Problem]:
    if question.score is None:
        if question.points:
            place = str(next(iter(question.points)).place)
            yield Problem(
                "C427", place, f"'{question.id}' has points and does not score", "add score:, or take them out"
            )
        return
    dimensions = [str(one.id) for one in questionnaire.scoring.dimensions] if questionnaire.scoring else []
    name = question.score.dimension
    if name not in dimensions:
        hint = did_you_mean(name, dimensions, "add it to the dimensions of scoring:")
        yield Problem("C405", str(name.place), f"this questionnaire has no dimension '{name}'", hint)
    if question.kind not in _KINDS:
        message = f"'{question.id}' is of kind {question.kind}, which cannot score"
        yield Problem("C415", str(name.place), message, "take score: out")
        return
    yield from _points(question, questionnaire, name)


def _points(question: Question, questionnaire: Questionnaire, where: Scalar) -> Iterator[Problem]:
    offered = [key for key in options_of(question, questionnaire) if key != _FREE]
    for key in question.points:
        if question.kind != "yes-no" or key not in offered:
            hint = "points: are for yes and no of a yes-no question; options carry theirs themselves"
            yield Problem("C427", str(key.place), f"'{question.id}' cannot have points for '{key}' here", hint)
    scales = {str(scale.id): scale.options for scale in questionnaire.scales}
    options = question.options or scales.get(str(question.scale), ())
    points = {str(key): value for key, value in question.points.items()}
    points |= {str(option.key): option.points for option in options if option.points is not None}
    if missing := [key for key in offered if key not in points]:
        message = f"'{question.id}' scores, but its answers have no points: {', '.join(missing)}"
        yield Problem(
            "C427", str(where.place), message, "give every option points:; for yes-no, points: {yes: 1, no: 0}"
        )
    elif offered and not max(points.values()):
        message = f"no answer to '{question.id}' scores more than 0"
        yield Problem("C427", str(where.place), message, "give its best, or its gravest, answer points")


def _idle(questionnaire: Questionnaire, questions: Sequence[Question]) -> Iterator[Problem]:
    """Tell of points that no question counts: of its own options, and of scales."""
    used = {str(question.scale) for question in questions if question.score}
    idle = [(f"'{q.id}'", q.options) for q in questions if not q.score]
    idle += [(f"the scale '{scale.id}'", scale.options) for scale in questionnaire.scales if scale.id not in used]
    for what, options in idle:
        if first := next((option for option in options if option.points is not None), None):
            message = f"options of {what} have points, and no question counts them"
            yield Problem("C427", str(first.key.place), message, "add score:, or take them out")


def _unfilled(library: Library) -> Iterator[Problem]:
    """Tell of tailored documents that ask nothing of what their result is made of."""
    for selection in selections(library):
        questionnaire = selection.wanted.resource
        if not isinstance(questionnaire, Questionnaire) or not (scoring := questionnaire.scoring):
            continue
        asked = {str(q.score.dimension) for group in selection.groups for q in group.questions if q.score}
        matrix, mitigation = scoring.matrix, scoring.mitigation
        needed = [matrix.rows, matrix.columns] if matrix else []
        needed += [mitigation.dimension] if matrix and mitigation else []
        everywhere = {str(q.score.dimension) for s in questionnaire.sections for q in s.questions if q.score}
        for name in needed:
            if name in everywhere and name not in asked:
                message = f"{selection.wanted.stem} asks nothing that counts for '{name}'"
                yield Problem("C427", str(name.place), message, "let some of its questions be for these readers, too")
        if everywhere and not asked:
            message = f"{selection.wanted.stem} has no question that scores"
            hint = "let some of them be for these readers, too"
            yield Problem("C427", str(scoring.dimensions[0].id.place), message, hint)


def _scoring(scoring: Scoring, questions: Sequence[Question]) -> Iterator[Problem]:
    used = {str(question.score.dimension) for question in questions if question.score}
    for name in _doubles([one.id for one in scoring.dimensions]):
        yield Problem("C401", str(name.place), f"there are two dimensions '{name}'", "give one of them another id")
    for name in _doubles([one.id for one in scoring.levels]):
        yield Problem("C401", str(name.place), f"there are two levels '{name}'", "give one of them another id")
    for one in scoring.dimensions:
        if one.id not in used:
            yield Problem(
                "C409", str(one.id.place), f"no question counts for '{one.id}'", "add score: to some", "warning"
            )
        yield from _ranges(one.bands, f"the bands of '{one.id}'")
        for name in _doubles([band.id for band in one.bands]):
            yield Problem("C401", str(name.place), f"there are two bands '{name}'", "give one of them another id")
    yield from _levels(scoring)
    yield from _matrix(scoring)
    yield from _mitigation(scoring)
    yield from repeated((gate.id for gate in scoring.gates), "gate", "give one of them another id")
    for gate in scoring.gates:
        bound = gate.at_least or gate.at_most
        if bound is None or (gate.at_least and gate.at_most):
            message = f"the gate '{gate.id}' has {'both' if bound else 'neither'} at-least and at-most"
            yield Problem("C427", str(gate.id.place), message, "write exactly one of them")
        for bound in (gate.at_least, gate.at_most):
            yield from _known(bound, [level.id for level in scoring.levels], "level")


def _doubles(names: Sequence[Scalar]) -> Iterator[Scalar]:
    return (name for place, name in enumerate(names) if name in names[:place])


def _known(name: Scalar | None, known: Sequence[Scalar], kind: str) -> Iterator[Problem]:
    if name is not None and name not in known:
        hint = did_you_mean(name, list(map(str, known)), f"there are: {', '.join(known)}")
        yield Problem("C405", str(name.place), f"there is no {kind} '{name}'", hint)


def _ranges(ranges: Sequence[Band | Level], what: str) -> Iterator[Problem]:
    """Check that ranges cover 0 to 100, one after the other, each whole number once."""
    due = 0
    for one in ranges:
        low, high = one.from_ or 0, one.to or 0
        if low != due:
            said = "leave a gap before" if low > due else "overlap at"
            yield Problem("C428", str(one.id.place), f"{what} {said} '{one.id}'", f"let it begin from: {due}")
        if high < low:
            yield Problem("C428", str(one.id.place), f"'{one.id}' ends before it begins", "from: is the lower number")
        due = high + 1
    if ranges and due != 101:
        yield Problem("C428", str(ranges[-1].id.place), f"{what} end at {due - 1}", "let the last one go to: 100")


def _levels(scoring: Scoring) -> Iterator[Problem]:
    for level in scoring.levels:
        if scoring.matrix and (level.from_ is not None or level.to is not None):
            hint = "take from: and to: out; the matrix gives the level"
            yield Problem("C427", str(level.id.place), f"the level '{level.id}' has a range beside a matrix", hint)
        elif not scoring.matrix and (level.from_ is None or level.to is None):
            hint = "add from: and to:, or write a matrix"
            yield Problem("C427", str(level.id.place), f"the level '{level.id}' has no range", hint)
    if not scoring.matrix and all(one.from_ is not None and one.to is not None for one in scoring.levels):
        yield from _ranges(scoring.levels, "the levels")


def _bands(scoring: Scoring, name: Scalar) -> tuple[Band, ...]:
    return next((one.bands for one in scoring.dimensions if one.id == name), ())


def _matrix(scoring: Scoring) -> Iterator[Problem]:
    if (matrix := scoring.matrix) is None:
        return
    for name in (matrix.rows, matrix.columns):
        yield from _known(name, [one.id for one in scoring.dimensions], "dimension")
    if matrix.rows == matrix.columns:
        yield Problem("C427", str(matrix.columns.place), "rows and columns are the same dimension", "name two")
    rows, columns = _bands(scoring, matrix.rows), _bands(scoring, matrix.columns)
    if len(matrix.cells) != len(rows) or any(len(row) != len(columns) for row in matrix.cells):
        message = f"the matrix is not {len(rows)} rows of {len(columns)}"
        hint = f"one list for each band of '{matrix.rows}', one level in it for each band of '{matrix.columns}'"
        yield Problem("C427", str(matrix.rows.place), message, hint)
    for row in matrix.cells:
        for level in row:
            yield from _known(level, [one.id for one in scoring.levels], "level")


def _mitigation(scoring: Scoring) -> Iterator[Problem]:
    if (one := scoring.mitigation) is None:
        return
    if scoring.matrix is None:
        yield Problem("C427", str(one.dimension.place), "there is no matrix to lower a band of", "take mitigation: out")
        return
    yield from _known(one.dimension, [dimension.id for dimension in scoring.dimensions], "dimension")
    yield from _known(one.lowers, [scoring.matrix.rows, scoring.matrix.columns], "dimension of the matrix")
    if one.dimension == one.lowers:
        yield Problem("C427", str(one.lowers.place), f"'{one.lowers}' cannot lower itself", "name another dimension")
    yield from repeated((step.band for step in one.steps), "step for", "write one step for each band")
    for step in one.steps:
        yield from _known(step.band, [band.id for band in _bands(scoring, one.dimension)], "band")
