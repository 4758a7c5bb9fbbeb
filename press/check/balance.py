"""Balance: every takeaway reaches a primer, every primer is complete, and no two are the same in other words."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from press.model import (
    Action,
    Case,
    Library,
    PrimerPlan,
    Questionnaire,
    QuestionSection,
    Takeaway,
    walk_sections,
)
from press.problem import Problem
from press.select import Selection

_NEEDED: Final[tuple[tuple[type[Case | Action], str, str], ...]] = (
    (Case, "a case", "case"),
    (Action, "next steps", "action"),
)


def problems(library: Library) -> Iterator[Problem]:
    """Yield questions that nothing explains and, where there are primers, takeaways that are not promoted."""
    for questionnaire in library.questionnaires:
        for section in questionnaire.sections:
            yield from _unexplained(section, questionnaire)
    if library.primers is not None:
        yield from _unpromoted(library)


def unbalanced(primers: Sequence[Selection], plan: PrimerPlan) -> Iterator[Problem]:
    """Yield what is wrong with primers, the selections of which are given: what they lack, and what they share."""
    for primer in primers:
        yield from _incomplete(primer, plan)
        yield from _number(primer, plan)
    yield from _alike({primer.wanted.stem: _takeaways(primer) for primer in primers}, plan)


def _unexplained(section: QuestionSection, questionnaire: Questionnaire) -> Iterator[Problem]:
    """Yield questions without a unit that explains them; those that ask about the form itself need none."""
    about = {str(named) for named in (questionnaire.respondent, questionnaire.dated) if named is not None}
    if about & {str(question.id) for question in section.questions}:
        return
    for question in section.questions:
        if question.explained_by is None:
            message = f"no unit explains the question '{question.id}'"
            hint = "add explained-by: with the id of a section or a unit of a guide"
            yield Problem("C435", str(question.id.place), message, hint, "warning")


def _unpromoted(library: Library) -> Iterator[Problem]:
    for guide in library.guides:
        for part in (part.content for section in walk_sections(guide.sections) for part in section.body):
            if isinstance(part, Takeaway) and part.primer is None:
                message = f"no primer shows the takeaway '{part.id}'"
                hint = "promote it with primer: {place: …, weight: …}, or say it in the text"
                yield Problem("C436", str(part.id.place), message, hint, "warning")


def _incomplete(primer: Selection, plan: PrimerPlan) -> Iterator[Problem]:
    """Yield what a primer lacks, unless that is told already: a place of it is empty (C416)."""
    if len(primer.places) < len(plan.places):
        return
    held = {type(found.unit) for _, units in primer.places for found in units}
    for kind, name, unit in _NEEDED:
        if kind not in held:
            message = f"{primer.wanted.stem} lacks {name}"
            hint = f"give it a place for each {unit}, and promote one that fits its readers"
            yield Problem("C438", str(plan.id.place), message, hint, "warning")


def _number(primer: Selection, plan: PrimerPlan) -> Iterator[Problem]:
    number, asked = len(_takeaways(primer)), plan.takeaways
    if asked.fewest <= number <= asked.most:
        return
    message = f"{primer.wanted.stem} has {number} takeaways; it should have {asked.fewest} to {asked.most}"
    hint = "promote more that fit its readers" if number < asked.fewest else "lower the limit of their place"
    yield Problem("C437", str(plan.id.place), message, hint, "warning")


def _alike(primers: Mapping[str, Sequence[str]], plan: PrimerPlan) -> Iterator[Problem]:
    for one, other in itertools.combinations(primers, 2):
        both = [unit for unit in primers[one] if unit in primers[other]]
        smaller = min(len(primers[one]), len(primers[other]))
        if len(both) * 100 > plan.takeaways.shared * smaller:
            message = f"{one} and {other} share {len(both)} of {smaller} takeaways; {plan.takeaways.shared} % at most"
            hint = f"narrow some with for:, or give others more weight: {', '.join(both)}"
            yield Problem("C439", str(plan.id.place), message, hint, "warning")


def _takeaways(primer: Selection) -> list[str]:
    return [str(found.unit.id) for _, units in primer.places for found in units if isinstance(found.unit, Takeaway)]
