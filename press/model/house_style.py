"""How a toolkit wants to be written, as data: abbreviations, wording, limits. Docs: docs/content.md, “House style”."""

from __future__ import annotations

from typing import Annotated, TypeAlias

from pydantic import Field

from press.model.values import WHOLE, File, Line, Model

SentenceLength: TypeAlias = Annotated[int, Field(ge=5, le=200), WHOLE]
Grade: TypeAlias = Annotated[int, Field(ge=1, le=20), WHOLE]


class Abbreviation(Model):
    """An abbreviation that is to be expanded where a document first uses it."""

    short: Line = Field(description="The abbreviation, such as DPIA.")
    expansion: Line = Field(description="What it stands for; the text says it, and then the abbreviation in brackets.")


class WordingRule(Model):
    """Words to avoid, and what to say instead."""

    avoid: tuple[Line, ...] = Field(min_length=1, description="Words or phrases, in each form that is to be found.")
    say: Line = Field(description="What to say instead.")
    why: Line = Field(description="The reason, in a few words; the author reads it.")
    except_: tuple[Line, ...] = Field(
        default=(), alias="except", description="Phrases in which the words are right, such as a name."
    )


class Limit(Model):
    """How hard the running text of one kind of document may be to read."""

    sentence: SentenceLength | None = Field(default=None, description="Words of the longest sentence.")
    grade: Grade | None = Field(default=None, description="The highest Flesch–Kincaid grade; English only.")


class Limits(Model):
    """Limits by kind of document."""

    guide: Limit | None = Field(default=None, description="Of guides: {sentence: 40, grade: 11}.")
    leaflet: Limit | None = Field(default=None, description="Of leaflets.")
    questionnaire: Limit | None = Field(default=None, description="Of questionnaires.")
    primer: Limit | None = Field(default=None, description="Of primers.")
    poster: Limit | None = Field(default=None, description="Of posters.")
    worksheet: Limit | None = Field(default=None, description="Of worksheets.")


class HouseStyle(File):
    """The house style of a toolkit in one language."""

    known: tuple[Line, ...] = Field(default=(), description="Abbreviations that need no expansion, such as PDF, e.g.")
    abbreviations: tuple[Abbreviation, ...] = Field(default=(), description="Those that are expanded at first use.")
    wording: tuple[WordingRule, ...] = Field(default=(), description="Words to avoid, with what to say instead.")
    limits: Limits = Field(default=Limits(), description="How long and how hard sentences may be, by kind of document.")
