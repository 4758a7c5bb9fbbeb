"""Skeletons as snippets for editors: what is to be written becomes a stop of the tabulator key."""

from __future__ import annotations

import re
from typing import Final

from press.model import Part
from press.skeleton import Block, Tree, choices, hints_of, kinds, part_text, skeleton
from press.skeleton.layout import Style, item_lines, scalar

_STOP: Final = "tab-stop-"
"""Stands for a stop in the lines; a plain word in YAML."""


def snippets(model: str) -> list[dict[str, str]]:
    """Return the snippets that write an item of a list of this model, by the name of its class."""
    found: dict[str, dict[str, str]] = {}
    if model == Part.__name__:
        found["text"] = _snippet("text", part_text(), {})
    for kind in kinds():
        if model == (Part.__name__ if kind.wrapper else kind.model.__name__) and kind.name not in found:
            given = {key: f"the-{key}" for key, hint in hints_of(kind.model).items() if key in ("id", "source")}
            possible = {key: choices(hint) for key, hint in hints_of(kind.model).items()}
            tree: Tree = dict(skeleton(kind.model, given))
            found[kind.name] = _snippet(kind.name, {kind.wrapper: tree} if kind.wrapper else tree, possible)
    return list(found.values())


def _snippet(label: str, tree: Tree, possible: dict[str, tuple[str, ...]]) -> dict[str, str]:
    stops: list[str] = []
    marked = _marked(tree, possible, stops)
    lines = "\n".join(item_lines(marked, Style(), 0)).removeprefix("- ")
    return {
        "label": label,
        "description": f"A new {label}, with all that it needs.",
        "bodyText": re.sub(f"{_STOP}([0-9]+)", lambda match: stops[int(match[1]) - 1], lines),
    }


def _marked(tree: Tree, possible: dict[str, tuple[str, ...]], stops: list[str], key: str = "") -> Tree:
    """Return a tree with marks in the place of its texts, and add what stands there to the stops."""
    match tree:
        case dict():
            return {name: _marked(value, possible, stops, name) for name, value in tree.items()}
        case list():
            return [_marked(item, possible, stops) for item in tree]
    if isinstance(tree, Block):
        return Block("\n".join(_stop(line, stops) for line in tree.split("\n")))
    if options := possible.get(key):
        return _stop("", stops, f"|{','.join(options)}|")
    return _stop(scalar(tree), stops)


def _stop(text: str, stops: list[str], form: str = "") -> str:
    """Return a mark, and add to the stops what stands there: a text to be replaced, or a choice."""
    escaped = re.sub(r"([$}])", r"\\\1", text)
    stops.append(f"${{{len(stops) + 1}{form or f':{escaped}'}}}")
    return f"{_STOP}{len(stops)}"
