"""The body of a guide."""

from __future__ import annotations

from press.compose.context import Context
from press.compose.index import section_numbers
from press.compose.units import part
from press.document import Block, Blocks, Section
from press.model import Section as SourceSection
from press.select import Selection


def guide_body(selection: Selection, context: Context) -> Blocks:
    """Return the numbered sections of a guide."""
    return _sections(selection.sections, "", 1, context)


def _sections(sections: tuple[SourceSection, ...], outer: str, level: int, context: Context) -> Blocks:
    return tuple(_section(section, number, level, context) for section, number in section_numbers(sections, outer))


def _section(section: SourceSection, number: str, level: int, context: Context) -> Block:
    blocks: Blocks = tuple(block for p in section.body for block in part(p.content, context))
    blocks += _sections(section.sections, number, level + 1, context)
    return Section(str(section.id), level, number, str(section.title), blocks, context.audience(section.for_))
