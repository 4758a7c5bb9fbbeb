"""What all resources of a language share: terms, sources, words of the press, and the register of ids."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from press.model.values import File, Line, Model, Prose, UnitId
from press.place import Scalar


class Term(Model):
    """A term of the glossary."""

    id: UnitId = Field(description="What {term} roles name it by; permanent.")
    term: Line = Field(description="The term as a reader looks it up.")
    definition: Prose = Field(description="One or two plain sentences.")


class Glossary(File):
    """The terms of the toolkit."""

    terms: tuple[Term, ...] = Field(description="Every term, in any order; documents sort them.")


class Source(Model):
    """Something that the text cites."""

    id: UnitId = Field(description="What {ref} roles and quotes name it by; permanent.")
    label: Line = Field(description="How the text cites it.")
    title: Line = Field(description="Its whole title.")
    author: Line = Field(description="Who wrote it.")
    year: Line | None = Field(default=None, description="When it came out.")
    address: Line | None = Field(default=None, description="Where it can be read; begins with https://")


class Sources(File):
    """What the toolkit cites."""

    sources: tuple[Source, ...] = Field(description="Every source, in the order in which documents list them.")


class RegisterEntry(Model):
    """The life of an id. The four stages are those of LOINC's concept status."""

    status: Literal["active", "trial", "discouraged", "deprecated"] = Field(description="Where in its life the id is.")
    successor: UnitId | None = Field(default=None, description="The id that takes the place of a retired one.")
    answers: Literal["same", "narrower"] | None = Field(
        default=None,
        description="Whether answers to it hold for its successor (same), or are asked for again (narrower).",
    )


class Register(File):
    """Every id ever used; append-only."""

    ids: dict[UnitId, RegisterEntry] = Field(description="Id → its status; lines are only ever added.")


class Words(File):
    """Press words of a language that the press does not bring, or that a toolkit wants otherwise."""

    words: dict[Scalar, Line] = Field(description="Name of a press word → the word.")
