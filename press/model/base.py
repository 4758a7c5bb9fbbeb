"""What units have in common: an id, whom they are for, and a place in primers."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from press.model.values import WHOLE, File, Line, Model, Profile, Prose, UnitId


class Promotion(Model):
    """Into which place of the primers a unit goes, and how heavily it weighs there."""

    place: UnitId = Field(description="A place of primers.yaml.")
    weight: Annotated[int, Field(ge=1, le=100, description="1 to 100; the heaviest come first."), WHOLE]
    for_: Profile = Field(
        default_factory=dict, alias="for", description="Whose primers, where others read it, too: axis → values."
    )


class Narrowed(Model):
    """A unit that may be for some readers only."""

    id: UnitId = Field(description="Unique in the toolkit, and permanent: lower-case-words, at most 40 letters.")
    for_: Profile = Field(default_factory=dict, alias="for", description="Who reads it: axis → values.")


class PromotedUnit(Narrowed):
    """A unit that may go into primers."""

    primer: Promotion | None = Field(default=None, description="Takes it into primers: {place: …, weight: 1 to 100}.")


class Published(File):
    """What every publication says of itself."""

    id: UnitId = Field(description="The name of its file, without .yaml; permanent.")
    title: Line = Field(description="The whole title, for the cover.")
    short: Line = Field(description="How other documents cite it.")
    subtitle: Line | None = Field(default=None, description="Stands below the title on the cover.")


class PublishedResource(Published):
    """A publication of one or more documents, tailored by axes."""

    summary: Prose = Field(description="Two or three sentences for the cover.")
    tailor: tuple[UnitId, ...] = Field(default=(), description="Axes: one more document for each of their values.")
