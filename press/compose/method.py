"""The method of a questionnaire as the scorer takes it: ids, points and conditions, without a word of any language."""

from __future__ import annotations

from collections.abc import Sequence

from press.condition import parse
from press.model import Gate, Question, Questionnaire, QuestionSection, Scoring
from press.score import Grading, Lock, Lowering, Measure, Method, Range, Scored


def method_of(questionnaire: Questionnaire, groups: Sequence[QuestionSection]) -> Method | None:
    """Return how the answers to a document with these questions become a result; None where there is no scoring."""
    if (scoring := questionnaire.scoring) is None:
        return None
    return Method(
        questions=tuple(_scored(q, group, questionnaire) for group in groups for q in group.questions),
        dimensions=tuple(
            Measure(
                str(one.id),
                one.method,
                one.weight,
                tuple(Range(str(band.id), band.from_, band.to) for band in one.bands),
            )
            for one in scoring.dimensions
        ),
        levels=tuple(Range(str(level.id), level.from_ or 0, level.to or 0) for level in scoring.levels),
        grading=_grading(scoring),
        lowering=_lowering(scoring),
        gates=tuple(_lock(gate) for gate in scoring.gates),
    )


def _scored(question: Question, group: QuestionSection, questionnaire: Questionnaire) -> Scored:
    conditions = tuple(parse(text) for text in (group.if_, question.if_) if text is not None)
    if question.score is None:
        return Scored(str(question.id), conditions=conditions)
    scales = {str(scale.id): scale.options for scale in questionnaire.scales}
    options = question.options or scales.get(str(question.scale), ())
    points = {str(key): value for key, value in question.points.items()}
    points |= {str(option.key): option.points for option in options if option.points is not None}
    return Scored(str(question.id), str(question.score.dimension), question.score.weight, points, conditions)


def _grading(scoring: Scoring) -> Grading | None:
    if (matrix := scoring.matrix) is None:
        return None
    return Grading(str(matrix.rows), str(matrix.columns), tuple(tuple(map(str, row)) for row in matrix.cells))


def _lowering(scoring: Scoring) -> Lowering | None:
    if (one := scoring.mitigation) is None:
        return None
    return Lowering(str(one.dimension), str(one.lowers), {str(step.band): step.by for step in one.steps})


def _lock(gate: Gate) -> Lock:
    level = gate.at_least or gate.at_most
    return Lock(str(gate.id), parse(gate.if_), str(level), "at-least" if gate.at_least else "at-most")
