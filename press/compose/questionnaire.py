"""The body of a questionnaire: instructions, then numbered sections of numbered fields."""

from __future__ import annotations

from press.compose.context import Context
from press.compose.units import unit
from press.document import Blocks, Section
from press.model import Questionnaire
from press.select import Selection


def questionnaire_body(questionnaire: Questionnaire, selection: Selection, context: Context) -> Blocks:
    """Return the instructions and the sections of a questionnaire."""
    instructions = context.blocks(questionnaire.instructions)
    body: list[Section] = [Section("how-to-fill-in", 1, "", context.say("how-to-fill-in"), instructions)]
    for count, group in enumerate(selection.groups, start=1):
        blocks = context.blocks(group.text) + tuple(unit(question, context) for question in group.questions)
        body.append(Section(str(group.id), 1, str(count), str(group.title), blocks, context.audience(group.for_)))
    return tuple(body)
