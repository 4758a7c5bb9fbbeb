"""The body of a primer: promoted units by place, each with where it comes from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from press.compose.context import Context
from press.compose.units import unit
from press.document import Action, Block, Blocks, Callout, Case, Field, List, Paragraph, Section, Takeaway
from press.model import Question
from press.model import Section as Stretch
from press.select import Promoted, Selection


def primer_body(selection: Selection, context: Context) -> Blocks:
    """Return the places of a primer as sections."""
    return tuple(
        Section(str(place.id), 1, "", str(place.title), tuple(_place(units, context)))
        for place, units in selection.places
    )


def _place(units: tuple[Promoted, ...], context: Context) -> Iterator[Block]:
    """Yield what stands in a place. Of sections that is where to read them: a list of references."""
    for is_reading, found in groupby(units, lambda one: isinstance(one.unit, Stretch)):
        if is_reading:
            yield List(tuple((Paragraph((context.refer(str(one.unit.id)),)),) for one in found))
        else:
            yield from (_promoted(one, context) for one in found)


def _promoted(promoted: Promoted, context: Context) -> Block:
    source = promoted.unit
    origin = context.origin(str(source.id))
    if isinstance(source, Question):
        number, blocks = context.next_question(), context.blocks(source.text)
        return Field(str(source.id), number, source.kind, blocks, origin=origin, audience=context.audience(source.for_))
    block = unit(source, context)
    if not isinstance(block, Takeaway | Action | Case | Callout):
        raise TypeError(f"{source.id} cannot be promoted")
    # The place's title says already what these are.
    return replace(block, label="", origin=origin)
