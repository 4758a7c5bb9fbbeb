"""Results by object: worked out once, never taken for another's, and gone with the object."""

from __future__ import annotations

import gc
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

import pytest

from press.document import Section, walk
from press.document_identity import as_data
from press.once import once
from tests.samples import everything


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Tree:
    """Something that can be told apart by identity alone."""

    name: str


def test_it_is_worked_out_once_for_each_object() -> None:
    asked: list[str] = []

    @once
    def name(tree: Tree) -> str:
        asked.append(tree.name)
        return tree.name.upper()

    one, equal = Tree("oak"), Tree("oak")
    assert [name(one), name(one), name(equal), name(one)] == ["OAK"] * 4
    assert asked == ["oak", "oak"]


def test_nothing_is_kept_of_what_is_gone() -> None:
    @once
    def name(tree: Tree) -> str:
        return tree.name

    # Whoever comes next may get the address of whoever is gone.
    assert [name(Tree(f"tree {n}")) for n in range(100)] == [f"tree {n}" for n in range(100)]
    gc.collect()
    assert name.__closure__ is not None
    kept = next(cell.cell_contents for cell in name.__closure__ if isinstance(cell.cell_contents, dict))
    assert kept == {}


def test_what_cannot_be_watched_is_refused() -> None:
    @once
    def length(text: str) -> int:
        return len(text)

    with pytest.raises(TypeError):
        length("oak")


def plainly(node: Any) -> list[Any]:
    """Return what a walk meets, by the definition of it."""
    if isinstance(node, tuple):
        return [found for item in node for found in plainly(item)]
    below = [getattr(node, field.name) for field in fields(node)] if is_dataclass(node) else []
    return [node, *plainly(tuple(below))] if is_dataclass(node) else []


def test_a_walk_meets_every_node_in_order() -> None:
    document = everything("en")
    met = list(walk(document))
    assert [id(node) for node in met] == [id(node) for node in plainly(document)]
    assert any(isinstance(node, Section) for node in met)
    assert as_data(document)["node"] == "Document"
