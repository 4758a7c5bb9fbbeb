"""What the model finds wrong in a file, in plain words and at the place of the very value."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Final, TypeAlias, get_args, get_origin

from pydantic import BaseModel

from press.model import DRAWN
from press.model.values import ID_LENGTH, LINE_LENGTH
from press.place import MappingNode, Node, Place, Scalar, SequenceNode
from press.problem import Problem
from press.slips.characters import LOST, shown

if TYPE_CHECKING:
    from pydantic import ValidationError

Location: TypeAlias = tuple[int | str, ...]

_KINDS: Final[Mapping[str, tuple[str, str]]] = {
    "is_instance_of": ("text", "write one text on the line of the key"),
    "tuple_type": ("a list", "write [one, two], or one item a line, each after '- '"),
    "model_type": ("keys with values", "write them on the next lines, indented: key: value"),
    "dict_type": ("keys with values", "write them on the next lines, indented: key: value"),
    "int_type": ("a whole number", ""),
    "date_type": ("a date", "write year, month and day: 2026-11-23"),
}
"""What each of pydantic's complaints about a kind expects, and what to do."""


@dataclass(frozen=True, slots=True)
class _Fault:
    """One error of the model and the part of the tree that it is about."""

    location: Location
    kind: str
    words: str
    context: Mapping[str, Any]
    node: Node
    key: Scalar | None
    """The key that the value, or what holds it, stands under."""

    @property
    def label(self) -> str:
        """The key in front of a message, if there is one."""
        return f"{shown(self.key)}: " if self.key is not None else ""

    @property
    def got(self) -> str:
        """What stands in the file, for a message."""
        return _described(self.node)

    @property
    def is_echo(self) -> bool:
        """Whether another problem, which is reported, is all there is to it."""
        if isinstance(self.node, Scalar):
            # A refused character stood here.
            return LOST in self.node
        # pydantic counts only the items that are right.
        return self.kind == "too_short" and self._items >= int(self.context["min_length"])

    @property
    def _items(self) -> int:
        return len(self.node.items) if isinstance(self.node, SequenceNode) else 0


def model_problems(error: ValidationError, model: type[BaseModel], tree: Node) -> list[Problem]:
    """Return a Problem for each of pydantic's errors; ``tree`` is what ``model`` was to validate."""
    problems: list[Problem] = []
    meant: set[tuple[Place, str]] = set()
    missing: list[_Fault] = []
    for details in error.errors(include_url=False, include_input=False):
        fault = _fault(tree, details["loc"], details["type"], details["msg"], details.get("ctx", {}))
        if fault.is_echo:
            continue
        if fault.kind == "extra_forbidden":
            problem, guess = _unknown_key(fault, model)
            problems.append(problem)
            meant.add((_parent(tree, fault.location).place, guess))
        elif fault.kind == "missing":
            missing.append(fault)
        else:
            problems.append(_WORDS.get(fault.kind, _other)(fault))
    # A key that is only misspelt is not missing, too.
    problems += [_missing_key(f) for f in missing if (f.node.place, str(f.location[-1])) not in meant]
    return problems


def _fault(tree: Node, location: Location, kind: str, words: str, context: Mapping[str, Any]) -> _Fault:
    node, key = tree, None
    for step in location:
        if isinstance(node, MappingNode) and (found := node.entry(str(step))):
            key, node = found
        elif isinstance(node, SequenceNode) and isinstance(step, int):
            node = node.items[step]
        elif step == "[key]" and key is not None:
            node = key
    return _Fault(location, kind, words, context, node, key)


def _parent(tree: Node, location: Location) -> Node:
    return _fault(tree, location[:-1], "", "", {}).node


def _described(node: Node) -> str:
    if isinstance(node, MappingNode):
        return "keys with values"
    if isinstance(node, SequenceNode):
        return "a list"
    return f"'{shown(node)}'"


def _problem(code: str, place: Place, message: str, hint: str = "") -> Problem:
    return Problem(code, str(place), message, hint)


def _unknown_key(fault: _Fault, model: type[BaseModel]) -> tuple[Problem, str]:
    key = fault.key or Scalar(str(fault.location[-1]))
    holder = _model_at(model, fault.location[:-1])
    allowed = [field.alias or name for name, field in holder.model_fields.items()] if holder else []
    guess = next(iter(get_close_matches(key, allowed, 1)), "")
    hint = f"did you mean '{guess}'?" if guess else f"here may stand: {', '.join(allowed)}"
    return _problem("M201", key.place, f"unknown key '{shown(key)}'", hint), guess


def _missing_key(fault: _Fault) -> Problem:
    key = fault.location[-1]
    where = f" in '{shown(fault.key)}'" if fault.key is not None else ""
    return _problem(
        "M202", fault.node.place, f"the key '{key}' is missing{where}", f"add a line that begins with {key}:"
    )


def _wrong_kind(fault: _Fault) -> Problem:
    expected, hint = _KINDS[fault.kind]
    if isinstance(fault.node, Scalar) and not fault.node.strip():
        return _empty(fault)
    return _problem("M203", fault.node.place, f"{fault.label}expected {expected}, got {fault.got}", hint)


def _unit_id(fault: _Fault) -> Problem:
    value = str(fault.node) if isinstance(fault.node, Scalar) else ""
    proposal = re.sub(r"[^a-z0-9]+", "-", value.lower())[:ID_LENGTH].strip("-0123456789")
    hint = f"write lower-case words joined by hyphens, at most {ID_LENGTH} letters" + (
        f", such as '{proposal}'" if proposal else ""
    )
    return _problem("M204", fault.node.place, f"'{shown(value, 60)}' is not a valid id", hint)


def _number(fault: _Fault) -> Problem:
    expected = "a whole number"
    if "ge" in fault.context:
        expected += f" of at least {fault.context['ge']}"
    if "le" in fault.context:
        expected += f" of at most {fault.context['le']}"
    return _problem("M205", fault.node.place, f"{fault.label}expected {expected}, got {fault.got}")


def _choice(fault: _Fault) -> Problem:
    if isinstance(fault.node, Scalar) and not fault.node:
        return _empty(fault)
    choices = re.findall(r"'([^']*)'", str(fault.context["expected"]))
    expected = choices[0] if len(choices) == 1 else f"one of {', '.join(choices)}"
    guess = get_close_matches(fault.node, choices, 1) if isinstance(fault.node, Scalar) else []
    hint = f"did you mean '{guess[0]}'?" if guess and len(choices) > 1 else ""
    return _problem("M206", fault.node.place, f"{fault.label}expected {expected}, got {fault.got}", hint)


def _empty(fault: _Fault) -> Problem:
    return _problem(
        "M207", fault.node.place, f"{fault.label}nothing is written here", "write what belongs here, or delete the key"
    )


def _too_short(fault: _Fault) -> Problem:
    least, there = fault.context["min_length"], fault.context["actual_length"]
    if not there:
        return _problem("M207", fault.node.place, f"{fault.label}the list is empty", f"write at least {least}")
    return _problem("M210", fault.node.place, f"{fault.label}expected at least {least} items, got {there}")


def _too_long(fault: _Fault) -> Problem:
    most, there = fault.context["max_length"], fault._items  # noqa: SLF001
    return _problem("M210", fault.node.place, f"{fault.label}expected at most {most} items, got {there}")


def _one_key(fault: _Fault) -> Problem:
    keys = [shown(key) for key, _ in fault.node.entries] if isinstance(fault.node, MappingNode) else []
    there = f"{len(keys)}: {', '.join(keys)}" if keys else "none"
    return _problem(
        "M208", fault.node.place, f"expected exactly one key, got {there}", "begin each part of a body with '- '"
    )


def _prose(fault: _Fault) -> Problem:
    hint = f"write {fault.label}| and the text on the next lines, indented"
    return _problem("M209", fault.node.place, f"{fault.label}prose is not a literal block", hint)


def _other(fault: _Fault) -> Problem:
    hints = {
        "one_line": "write it on the line of its key; a long one may go on there",
        "long_line": f"a title, or another text on one line, has at most {LINE_LENGTH} letters; shorten it",
        "date": "write year, month and day: 2026-11-23",
        "version": "write three numbers: 1.2.0",
        "decimal": "write figures, and a point before decimals: 12.5",
        "one_picture": f"write image: or one of {', '.join(DRAWN)}",
        "leads": "write outcome: (and tone:), or then:",
    }
    what = f"{fault.got} {fault.words}" if fault.kind == "one_line" else fault.words
    return _problem("M210", fault.node.place, f"{fault.label}{what}", hints.get(fault.kind, ""))


_WORDS: Final[Mapping[str, Callable[[_Fault], Problem]]] = {
    **dict.fromkeys(_KINDS, _wrong_kind),
    **dict.fromkeys(("whole_number", "greater_than_equal", "less_than_equal"), _number),
    "unit_id": _unit_id,
    "literal_error": _choice,
    "empty": _empty,
    "too_short": _too_short,
    "too_long": _too_long,
    "one_key": _one_key,
    "prose_style": _prose,
}


def _model_at(model: type[BaseModel], location: Location) -> type[BaseModel] | None:
    """Return the model that a location leads to; None when it leads to something else."""
    here: type[BaseModel] | None = model
    steps: Iterator[int | str] = iter(location)
    for step in steps:
        if here is None or isinstance(step, int):
            continue
        field = next((f for n, f in here.model_fields.items() if step == (f.alias or n)), None)
        here, keyed = _model_in(field.annotation) if field else (None, False)
        if keyed:
            next(steps, None)
    return here


def _model_in(annotation: Any) -> tuple[type[BaseModel] | None, bool]:
    """Return the model inside an annotation such as ``tuple[Part, ...]``, and whether keys of a file lead to it."""
    if inspect.isclass(annotation) and issubclass(annotation, BaseModel):
        return annotation, False
    found = [inner for inner, _ in map(_model_in, get_args(annotation)) if inner]
    return (found[0] if found else None), get_origin(annotation) is dict
