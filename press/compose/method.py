"""The method of a questionnaire as the scorer takes it: ids, points and conditions, without a word of any language."""

from __future__ import annotations

from collections.abc import Container, Sequence

from press.condition import parse, without
from press.model import Gate, Question, Questionnaire, QuestionSection, Scoring
from press.score import Grading, Lock, Lowering, Measure, Method, Range, Scored


def method_of(questionnaire: Questionnaire, groups: Sequence[QuestionSection]) -> Method | None:
    """Return how the answers to a document with these questions become a result; None where there is no scoring."""
    if (scoring := questionnaire.scoring) is None:
        return None
    held = {str(question.id) for group in groups for question in group.questions}
    return Method(
        questions=questions_of(questionnaire, groups),
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
        gates=tuple(lock for gate in scoring.gates if (lock := _lock(gate, held))),
    )


def questions_of(questionnaire: Questionnaire, groups: Sequence[QuestionSection]) -> tuple[Scored, ...]:
    """Return what scores, and when it is asked, of these questions."""
    return tuple(_scored(question, group, questionnaire) for group in groups for question in group.questions)


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


def _lock(gate: Gate, held: Container[str]) -> Lock | None:
    """Return a gate as far as a document asks what it names; None where it never holds."""
    condition, level = without(parse(gate.if_), held), gate.at_least or gate.at_most
    if condition is None:
        return None
    return Lock(str(gate.id), condition, str(level), "at-least" if gate.at_least else "at-most")
