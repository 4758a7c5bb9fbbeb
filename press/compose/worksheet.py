"""The body of a worksheet: who fills it in, what there is to do, what there is to ask."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from press.compose.context import Context
from press.compose.fields import Asked, field, hint
from press.document import Blocks, Choice, Entry, Field, Grid, GridRow, Section
from press.model import Action, Question, WorksheetPlan
from press.select import Selection, Sheet

MOST_PAGES: Final = 2
ABOUT, ACTIONS, QUESTIONS = "sheet-about", "sheet-actions", "sheet-questions"
_PROGRESS: Final = "progress"


def worksheet_body(plan: WorksheetPlan, selection: Selection, context: Context) -> Blocks:
    """Return the parts of a worksheet as sections; one that has nothing is left out."""
    sheet = selection.sheet or Sheet()
    about = tuple(field(question, context) for question in plan.about)
    sections = [Section(ABOUT, 1, "", context.say("about-form"), about)]
    if sheet.actions:
        actions = tuple(_action(action, plan, context) for action in sheet.actions)
        sections.append(Section(ACTIONS, 1, "", str(plan.actions.title), actions))
    if sheet.questions:
        questions = tuple(_question(question, context) for question in sheet.questions)
        sections.append(Section(QUESTIONS, 1, "", str(plan.questions.title), questions))
    return tuple(sections)


def _question(question: Question, context: Context) -> Field:
    """Return a question as its questionnaire asks it, but by itself: nothing hangs on it, and it on nothing."""
    asked = Asked(context.next_question())
    alone = field(question, context, asked)
    return replace(alone, help=(), explained=(), evidence=None, origin=context.origin(str(question.id)))


def _action(action: Action, plan: WorksheetPlan, context: Context) -> Field:
    """Return an action with room for how far it is, who sees to it, and by when."""
    number, title, unit = context.next_question(), str(action.title), str(action.id)
    progress = tuple(Choice(str(option.key), str(option.text)) for option in plan.progress)
    columns = tuple(context.say(f"action-{key}") for key in (_PROGRESS, "who", "when"))
    said = [f"{number}. {title}: {column}" for column in columns]
    cells = (
        Entry(f"{unit}.{_PROGRESS}", f"{number}.a", "one", said[0], progress, hint=hint("one", context)),
        Entry(f"{unit}.who", f"{number}.b", "text", said[1], hint=hint("text", context)),
        Entry(f"{unit}.when", f"{number}.c", "date", said[2], hint=hint("date", context)),
    )
    return Field(
        id=unit,
        number=number,
        kind="action",
        blocks=context.blocks(action.text),
        title=title,
        grid=Grid(columns, (GridRow("", cells),)),
        origin=context.origin(unit),
        audience=context.audience(action.for_),
    )
