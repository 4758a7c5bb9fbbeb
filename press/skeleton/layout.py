"""A skeleton as lines of YAML, indented as the file around it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml

from press.place import MappingNode, Scalar
from press.skeleton import Block, Tree
from press.strict_yaml import parse


@dataclass(slots=True)
class Indents:
    """How far a file indents, counted as often as it does."""

    mapping: Counter[int] = field(default_factory=Counter)
    """Keys below the key that holds them."""
    sequence: Counter[int] = field(default_factory=Counter)
    """Dashes below the key that holds them; some write them at the same column."""
    item: Counter[int] = field(default_factory=Counter)
    """What follows a dash, from the dash on."""
    literal: Counter[int] = field(default_factory=Counter)
    """The text of a block below its key."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a file indents; as content is usually written where it gives no example."""

    mapping: int = 2
    sequence: int = 2
    item: int = 2
    literal: int = 2


def style_of(root: yaml.Node, lines: list[str]) -> Style:
    """Return how a file indents: what it does most often."""
    found = Indents()
    _count(root, lines, found)
    usual = {name: getattr(found, name).most_common(1) for name in ("mapping", "sequence", "item", "literal")}
    return Style(**{name: counted[0][0] for name, counted in usual.items() if counted})


def _count(node: yaml.Node, lines: list[str], found: Indents) -> None:
    if isinstance(node, yaml.MappingNode) and not node.flow_style:
        for key, value in node.value:
            column, below = key.start_mark.column, value.start_mark.column
            if isinstance(value, yaml.ScalarNode):
                if value.style == "|" and (text := _text_column(value, lines)) is not None:
                    found.literal[text - column] += 1
            elif not value.flow_style:
                (found.mapping if isinstance(value, yaml.MappingNode) else found.sequence)[below - column] += 1
            _count(value, lines, found)
    elif isinstance(node, yaml.SequenceNode) and not node.flow_style:
        for item in node.value:
            if item.start_mark.line >= node.start_mark.line and isinstance(item, yaml.MappingNode):
                found.item[item.start_mark.column - node.start_mark.column] += 1
            _count(item, lines, found)


def _text_column(value: yaml.ScalarNode, lines: list[str]) -> int | None:
    for line in lines[value.start_mark.line + 1 : value.end_mark.line + 1]:
        if line.strip():
            return len(line) - len(line.lstrip(" "))
    return None


def item_lines(tree: Tree, style: Style, column: int) -> list[str]:
    """Return a tree as an item of a list whose dashes stand in a column."""
    inner = list(_lines(tree, style, column + style.item))
    return [" " * column + "-" + inner[0][column + 1 :], *inner[1:]]


def key_lines(key: str, tree: Tree, style: Style, column: int) -> list[str]:
    """Return a tree under a key that stands in a column."""
    return list(_lines({key: tree}, style, column))


def _lines(tree: Tree, style: Style, column: int) -> Iterator[str]:
    if not isinstance(tree, dict):
        raise TypeError(f"a list of {type(tree).__name__} has no skeleton")
    for key, value in tree.items():
        start = f"{' ' * column}{key}:"
        match value:
            case Block():
                yield f"{start} |"
                yield from (" " * (column + style.literal) + line for line in value.split("\n"))
            case str():
                yield f"{start} {scalar(value)}"
            case list():
                yield start
                for item in value:
                    yield from item_lines(item, style, column + style.sequence)
            case dict():
                yield start
                yield from _lines(value, style, column + style.mapping)


def scalar(text: str) -> str:
    """Return a short text as YAML: plain where that says the same, else in quotation marks."""
    # An editor would take null for nothing.
    return (
        text
        if text.lower() != "null" and _says(text, text)
        else '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    )


def _says(written: str, text: str) -> bool:
    node, problems = parse("", f"key: {written}\n".encode("utf-8", "surrogateescape"))
    value = node.get("key") if isinstance(node, MappingNode) else None
    return not problems and isinstance(value, Scalar) and value == text
