"""The body of a questionnaire: instructions, numbered sections of numbered fields, and how the result comes about."""

from __future__ import annotations

from press.compose.conditions import Conditions
from press.compose.context import Context
from press.compose.fields import Asked, field
from press.compose.scoring import scoring_section
from press.document import Blocks, Field, Section
from press.model import Question, Questionnaire
from press.select import Selection


def questionnaire_body(questionnaire: Questionnaire, selection: Selection, context: Context) -> Blocks:
    """Return the instructions, the sections and the method of a questionnaire."""
    instructions = context.blocks(questionnaire.instructions)
    body: list[Section] = [Section("how-to-fill-in", 1, "", context.say("how-to-fill-in"), instructions)]
    conditions = Conditions.of(selection.groups, context)
    for count, group in enumerate(selection.groups, start=1):
        fields = tuple(_field(question, conditions, context) for question in group.questions)
        body.append(
            Section(
                str(group.id),
                1,
                str(count),
                str(group.title),
                context.blocks(group.text) + fields,
                context.audience(group.for_),
                conditions.only_if(group),
            )
        )
    if questionnaire.scoring:
        body.append(scoring_section(questionnaire.scoring, conditions, context))
    return tuple(body)


def _field(question: Question, conditions: Conditions, context: Context) -> Field:
    asked = Asked(
        number=context.next_question(),
        condition=conditions.only_if(question),
        onward=conditions.onward(question),
        required=question.required,
    )
    return field(question, context, asked)
