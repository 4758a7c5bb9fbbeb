"""Units -> blocks: one small function per kind of unit."""

from __future__ import annotations

from dataclasses import replace
from functools import singledispatch

from press import document as doc
from press import model
from press.compose.context import Context
from press.compose.example import example_block
from press.compose.fields import field
from press.compose.figures import with_drawing
from press.place import Scalar


def part(content: Scalar | model.PartUnit, context: Context) -> doc.Blocks:
    """Return the blocks of one part of a body."""
    if isinstance(content, Scalar):
        return context.blocks(content)
    return (unit(content, context),)


@singledispatch
def unit(content: object, context: Context) -> doc.Block:
    """Return the block of a unit; TypeError for a kind that nothing is registered for."""
    raise TypeError(f"{context.library.toolkit.id}: no block for {type(content).__name__}")


@unit.register
def _(content: model.Takeaway, context: Context) -> doc.Block:
    audience = context.audience(content.for_)
    return doc.Takeaway(str(content.id), context.say("takeaway"), context.blocks(content.text), audience=audience)


@unit.register
def _(content: model.Action, context: Context) -> doc.Block:
    audience = context.audience(content.for_)
    label, blocks = context.say("action"), context.blocks(content.text)
    return doc.Action(str(content.id), label, str(content.title), blocks, audience=audience)


@unit.register
def _(content: model.Case, context: Context) -> doc.Block:
    audience = context.audience(content.for_)
    label, blocks = context.say("case"), context.blocks(content.text)
    return doc.Case(str(content.id), label, str(content.title), blocks, audience=audience)


@unit.register
def _(content: model.Table, context: Context) -> doc.Block:
    label = context.next_table()
    table = context.blocks(content.text)[0]
    if not isinstance(table, doc.Table):
        raise TypeError(f"{content.id} is not a table")  # check refuses it before (D308)
    audience = context.audience(content.for_)
    return replace(table, id=str(content.id), label=label, caption=str(content.caption), audience=audience)


@unit.register
def _(content: model.Figure, context: Context) -> doc.Block:
    alternative = " ".join(content.alternative.split())
    audience, caption = context.audience(content.for_), str(content.caption)
    figure = doc.Figure(
        str(content.id), context.next_figure(), caption, str(content.image or ""), alternative, audience
    )
    return figure if content.drawn is None else with_drawing(figure, content.drawn, context.language)


@unit.register
def _(content: model.Callout, context: Context) -> doc.Block:
    audience = context.audience(content.for_)
    label, blocks = context.say(content.kind), context.blocks(content.text)
    return doc.Callout(str(content.id), content.kind, label, str(content.title), blocks, audience)


@unit.register
def _(content: model.Quote, context: Context) -> doc.Block:
    blocks = context.blocks(content.text)
    return doc.Quote(str(content.id), blocks, (context.cite(str(content.source)),), context.audience(content.for_))


@unit.register
def _(content: model.Video, context: Context) -> doc.Block:
    title, address = str(content.title), str(content.address)
    return doc.Video(
        str(content.id),
        context.say("video"),
        title,
        address,
        str(content.duration),
        context.blocks(content.text),
        context.say("qr-code", title=title, address=address),
        context.audience(content.for_),
    )


@unit.register
def _(content: model.Question, context: Context) -> doc.Block:
    return field(content, context)


@unit.register
def _(content: model.Example, context: Context) -> doc.Block:
    return example_block(content, context)
