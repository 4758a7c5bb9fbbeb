"""A questionnaire filled in, as part of a guide: the answers, of which the press works out the result."""

from __future__ import annotations

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from press.model.base import Narrowed
from press.model.values import Line, Model, Name, Prose, UnitId
from press.place import Scalar


class ExampleAnswer(Model):
    """What was answered to one question: in one of three ways, as its kind asks for."""

    question: UnitId = Field(description="A question of the questionnaire.")
    answer: Line | None = Field(default=None, description="A key of an option, yes, no, a text, a number or a date.")
    answers: tuple[Name, ...] = Field(default=(), description="Keys of the options that are ticked; for pick-several.")
    rows: tuple[dict[Scalar, Line], ...] = Field(
        default=(), description="Rows from the first on, each with what stands in its columns; for rows."
    )
    note: Line | None = Field(default=None, description="What the example says of the answer, in one line.")

    @model_validator(mode="after")
    def _one_way(self) -> ExampleAnswer:
        if (self.answer is not None) + bool(self.answers) + bool(self.rows) != 1:
            raise PydanticCustomError("one_answer", "a question of an example has one of answer, answers and rows")
        return self


class Example(Narrowed):
    """A questionnaire filled in, with its result."""

    title: Line = Field(description="Who fills it in, in a few words.")
    questionnaire: UnitId = Field(description="The id of the questionnaire.")
    for_axes: dict[Scalar, Name] = Field(
        default_factory=dict, alias="for-axes", description="Which of its tailored documents: axis → value."
    )
    text: Prose = Field(description="Who they are and what is at stake: an invented case, marked as an example.")
    answers: tuple[ExampleAnswer, ...] = Field(min_length=1, description="What they answered.")
