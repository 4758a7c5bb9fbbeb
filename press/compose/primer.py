"""The body of a primer: promoted units by place, each with where it comes from."""

from __future__ import annotations

from dataclasses import replace

from press.compose.context import Context
from press.compose.units import unit
from press.document import Action, Block, Blocks, Case, Field, Section, Takeaway
from press.model import Question
from press.select import Promoted, Selection


def primer_body(selection: Selection, context: Context) -> Blocks:
    """Return the places of a primer as sections."""
    return tuple(
        Section(str(place.id), 1, "", str(place.title), tuple(_promoted(unit, context) for unit in units))
        for place, units in selection.places
    )


def _promoted(promoted: Promoted, context: Context) -> Block:
    source = promoted.unit
    origin = context.origin(str(source.id))
    if isinstance(source, Question):
        number, blocks = context.next_question(), context.blocks(source.text)
        return Field(str(source.id), number, source.kind, blocks, origin=origin, audience=context.audience(source.for_))
    block = unit(source, context)
    if not isinstance(block, Takeaway | Action | Case):
        raise TypeError(f"{source.id} cannot be promoted")
    # The place's title says already what these are.
    return replace(block, label="", origin=origin)
