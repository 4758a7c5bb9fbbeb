"""What a form says of its conditions: when a question is to be answered, and where to go on after which answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from babel.lists import format_list

from press.compose.context import Context
from press.compose.fields import choices
from press.condition import Clause, Condition, clause_holds, parse
from press.model import Question, QuestionSection

_WORDS = {
    "is": "if-is",
    "is not": "if-is-not",
    "includes": "if-includes",
    "does not include": "if-does-not-include",
    "is at least": "if-at-least",
    "is at most": "if-at-most",
}


def condition_of(unit: Question | QuestionSection) -> Condition | None:
    """Return the condition of a question or a section itself; the library must be free of errors."""
    return parse(unit.if_) if unit.if_ is not None else None


@dataclass(frozen=True, slots=True)
class Conditions:
    """The questions of one document, with their numbers."""

    questions: Mapping[str, Question]
    numbers: Mapping[str, str]
    context: Context

    @classmethod
    def of(cls, groups: Sequence[QuestionSection], context: Context) -> Conditions:
        """Number the questions of a document from 1."""
        questions = {str(question.id): question for group in groups for question in group.questions}
        return cls(questions, {key: str(number) for number, key in enumerate(questions, start=1)}, context)

    def only_if(self, unit: Question | QuestionSection) -> str:
        """Return when a question or a section is to be answered; empty when always."""
        condition = condition_of(unit)
        if condition is None:
            return ""
        word = "only-if" if isinstance(unit, Question) else "section-only-if"
        return self.context.say(word, condition=self.said(condition))

    def said(self, condition: Condition) -> str:
        """Return a condition in words, with the numbers of its questions."""
        clauses, locale = [self._clause(clause) for clause in condition.clauses], self.context.language.locale
        if condition.join == "or":
            return format_list(clauses, style="or", locale=locale)
        return format_list(clauses, locale=locale)

    def _clause(self, clause: Clause) -> str:
        question = self.questions[clause.question]
        texts = {choice.key: choice.text for choice in choices(question, self.context)}
        value = texts.get(clause.value, clause.value)
        return self.context.say(_WORDS[clause.relation], number=self.numbers[clause.question], answer=value)

    def onward(self, question: Question) -> str:
        """Return where to go on after answers that leave out all questions right behind; empty where none are."""
        ids = list(self.questions)
        after = ids[ids.index(str(question.id)) + 1 :]
        first = condition_of(self.questions[after[0]]) if after else None
        if first is None or len(first.clauses) != 1 or first.clauses[0].question != question.id:
            return ""
        same = (other for other in after if str(condition_of(self.questions[other]) or "") != str(first))
        target = next(same, None)
        left = [c.text for c in choices(question, self.context) if not clause_holds(first.clauses[0], c.key)]
        if question.kind == "pick-several" or target is None or not left:
            return ""
        quoted = [self.context.say("quoted", title=text) for text in left]
        answers = format_list(quoted, style="or", locale=self.context.language.locale)
        return self.context.say("go-on", answers=answers, number=self.numbers[target])
