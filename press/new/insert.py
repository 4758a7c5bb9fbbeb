"""Inserting a unit into the text of a content file: whole lines are added, and no other byte is touched."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import yaml

from press.new.spots import Spot, end_of, value_of
from press.place import plain
from press.skeleton import Kind, Tree, hints_of
from press.skeleton.layout import Style, item_lines, key_lines, style_of
from press.strict_yaml import parse


class BracketsError(Exception):
    """The list is written in brackets, ``[…]``, or is empty; no line can be added to it."""


@dataclass(frozen=True, slots=True)
class Text:
    """A content file's text and its tree."""

    data: bytes
    root: yaml.MappingNode

    @property
    def end(self) -> str:
        """What ends a line of the file."""
        return "\r\n" if b"\r\n" in self.data else "\n"

    @property
    def lines(self) -> list[str]:
        """The lines without their ends; the last is empty where the file ends with a line's end."""
        return self.data.decode().replace("\r\n", "\n").split("\n")

    @property
    def style(self) -> Style:
        """How the file indents."""
        return style_of(self.root, self.lines)


def read_text(data: bytes) -> Text:
    """Return a content file that was read without errors."""
    root = yaml.compose(data.decode(), Loader=yaml.CBaseLoader)
    if not isinstance(root, yaml.MappingNode):
        raise TypeError("a content file is a mapping")
    return Text(data, root)


def insert(text: Text, holder: Spot, kind: Kind, tree: dict[str, Tree], number: int) -> bytes:
    """Return the file with a unit as item ``number`` of the list that it belongs to. Raises BracketsError."""
    item: Tree = {kind.wrapper: tree} if kind.wrapper else tree
    items = value_of(holder.node, kind.key)
    if items is None:
        line, added = _with_key(text, holder, kind, item)
    elif items.flow_style or not items.value:
        raise BracketsError
    else:
        line, added = _with_item(text, holder, items, kind, item, number)
    return _inserted(text, line, added)


def _with_key(text: Text, holder: Spot, kind: Kind, item: Tree) -> tuple[int, list[str]]:
    """Return the line and the lines of a new list: in the order of the model, as content usually has it."""
    order = list(hints_of(holder.model))
    entries = holder.node.value
    later = (n for n, (key, _) in enumerate(entries) if order.index(key.value) > order.index(kind.key))
    before = next(later, len(entries)) or len(entries)
    line = end_of(entries[before - 1][1], text.lines)
    return line, key_lines(kind.key, [item], text.style, entries[0][0].start_mark.column)


def _with_item(
    text: Text, holder: Spot, items: yaml.SequenceNode, kind: Kind, item: Tree, number: int
) -> tuple[int, list[str]]:
    added = item_lines(item, text.style, items.start_mark.column)
    if number == 0:
        key = next(key for key, _ in holder.node.value if key.value == kind.key)
        return key.start_mark.line + 1, added
    line = end_of(items.value[number - 1], text.lines)
    return line, ["", *added] if _is_apart(text, items, number) else added


def _is_apart(text: Text, items: yaml.SequenceNode, number: int) -> bool:
    """Tell whether the items around a new one are parted by an empty line."""
    last = number - 1 if number < len(items.value) else number - 2
    if last < 0:
        return False
    below = end_of(items.value[last], text.lines)
    return text.lines[below].strip() == ""


def _inserted(text: Text, line: int, added: list[str]) -> bytes:
    lines, end = text.lines, text.end
    if line < len(lines):
        before = len("".join(part + end for part in lines[:line]).encode())
        return text.data[:before] + "".join(part + end for part in added).encode() + text.data[before:]
    return text.data + "".join(end + part for part in added).encode()


def insert_name(text: Text, key: str, name: str) -> bytes:
    """Return the file with one more name at the end of a list of names. Raises BracketsError where it has none."""
    items = value_of(text.root, key)
    if items is None or not items.value:
        raise BracketsError
    last = items.value[-1]
    if not items.flow_style:
        line = end_of(last, text.lines)
        return _inserted(text, line, [f"{' ' * items.start_mark.column}- {name}"])
    here = text.data.decode().splitlines(keepends=True)
    before = "".join(here[: last.end_mark.line]) + here[last.end_mark.line][: last.end_mark.column]
    return f"{before}, {name}".encode() + text.data[len(before.encode()) :]


def changes_only(before: bytes, after: bytes, path: tuple[str | int, ...], expected: Any) -> bool:
    """Tell whether what stands at a path is all that a file says more than before, and is what was expected there."""
    old, new = (_read(data) for data in (before, after))
    *steps, last = path
    parent, outer = new, None
    try:
        for step in steps:
            parent, outer = parent[step], parent
        found = parent.pop(last)
        if outer is not None and not parent:
            del outer[steps[-1]]  # the list is new, too
    except (KeyError, IndexError, TypeError, AttributeError):
        return False
    loose = not before.endswith(b"\n")  # the last block lacks the end of its line, which it now gets
    return _said(new, loose=loose) == _said(old, loose=loose) and _said(found, loose=True) == _said(
        expected, loose=True
    )


def _read(data: bytes) -> Any:
    node, problems = parse("", data)
    return plain(node) if node and not problems else None


def _said(value: Any, *, loose: bool) -> object:
    """Return a tree as plain data. ``loose`` leaves out the ends of lines at the ends of texts."""
    if isinstance(value, dict):
        return {str(key): _said(inner, loose=loose) for key, inner in value.items()}
    if isinstance(value, list):
        return [_said(inner, loose=loose) for inner in value]
    return str(value).rstrip("\n") if loose else value
