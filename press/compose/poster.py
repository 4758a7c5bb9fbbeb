"""The body of a poster: panels, each of which takes its title from a unit and shows what the poster chose of it."""

from __future__ import annotations

from dataclasses import replace

from press.compose.context import Context
from press.compose.units import unit
from press.document import Action, Block, Blocks, Panel, Takeaway, Text
from press.model import Panel as SourcePanel
from press.select import Selection, Showable


def poster_body(selection: Selection, context: Context) -> Blocks:
    """Return the panels of a poster, numbered 1, 2, 3."""
    return tuple(
        _panel(panel, shown, str(count), context) for count, (panel, shown) in enumerate(selection.panels, start=1)
    )


def _panel(panel: SourcePanel, shown: tuple[Showable, ...], number: str, context: Context) -> Panel:
    target = str(panel.unit)
    blocks = tuple(_shown(source, context) for source in shown) + context.blocks(panel.text)
    more = (Text(context.say("read-more")), context.origin(target))
    return Panel(target, number, context.index[target].spot.title, str(panel.line or ""), more, blocks)


def _shown(source: Showable, context: Context) -> Block:
    block = unit(source, context)
    if not isinstance(block, Takeaway | Action):
        raise TypeError(f"{source.id} cannot be shown")
    # The panel's title says already what these are about.
    return replace(block, label="")
