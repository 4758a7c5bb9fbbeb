"""Where units stand in a content file, as nodes that know where they begin and end.

The press's own reader keeps beginnings only; what inserts needs ends, too. It looks at files that were read
without errors.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, get_args

import yaml
from pydantic import BaseModel

from press.model import Part, Unit
from press.skeleton import hints_of, item_of, model_of


@dataclass(frozen=True)
class Spot:
    """A file or a unit in it: its model, its node, and the list of ``holder`` in which it is number ``number``."""

    model: type[BaseModel]
    node: yaml.MappingNode
    holder: Spot | None = None
    key: str = ""
    number: int = 0

    @property
    def id(self) -> str:
        """The unit's id; empty for a file that has none."""
        node = value_of(self.node, "id")
        return node.value if isinstance(node, yaml.ScalarNode) else ""

    @cached_property
    def path(self) -> tuple[str | int, ...]:
        """The keys and numbers that lead to the unit from the file."""
        if self.holder is None:
            return ()
        steps = (*self.holder.path, self.key, self.number)
        items = value_of(self.holder.node, self.key)
        item = items.value[self.number] if items else None
        return (*steps, item.value[0][0].value) if item is not self.node and item is not None else steps


def value_of(node: yaml.MappingNode, key: str) -> Any:
    """Return the value of a key; None when there is no such key."""
    return next((value for name, value in node.value if name.value == key), None)


def spots(model: type[BaseModel], node: yaml.MappingNode) -> Iterator[Spot]:
    """Yield a file and every unit in it, in its order."""
    yield from _within(Spot(model, node))


def _within(spot: Spot) -> Iterator[Spot]:
    yield spot
    for key, annotation in hints_of(spot.model).items():
        item, items = item_of(annotation), value_of(spot.node, key)
        if item is None or items is None:
            continue
        for number, child in enumerate(items.value):
            if item is Part:
                wrapper, inner = child.value[0]
                if part := model_of(hints_of(Part)[wrapper.value]):
                    yield from _within(Spot(part, inner, spot, key, number))
            elif item in get_args(Unit):
                yield from _within(Spot(item, child, spot, key, number))


def end_of(node: yaml.Node, lines: list[str]) -> int:
    """Return the number of the line below a node's last one."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return end_of(last[1] if isinstance(last, tuple) else last, lines)
    mark = node.end_mark
    if not (isinstance(node, yaml.ScalarNode) and node.style == "|"):
        return int(mark.line) + 1
    end = int(mark.line) + (mark.column > 0 and mark.line < len(lines))
    while lines[end - 1].strip() == "" and not node.value.endswith("\n\n"):
        end -= 1
    return end
