"""Content controls of a Word form, as they are read and as they are due (docs/word.md, “Forms”)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from press.document import Choice, Entry
from press.prove.word_file import W, value

_W14: Final = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_LONGEST: Final = 64
TICK: Final = "\u2610"


@dataclass(frozen=True, slots=True)
class Control:
    """A control: what it is, and what it shows while nobody has filled it in."""

    tag: str
    title: str
    kind: str
    items: tuple[tuple[str, str], ...] = ()
    placeholder: bool = True
    lock: str = "sdtLocked"
    checked: str = ""
    odd: tuple[str, ...] = ()


def name_of(path: str) -> str:
    """Return the name of a control's bookmark, and its tag where the path is too long for one."""
    return "f_" + hashlib.sha256(path.encode("utf-8")).hexdigest()[:12]


def due(entry: Entry, choice: Choice | None = None) -> tuple[str, Control]:
    """Return the path and the control that an entry, or a choice of it, asks for."""
    path, title, kind = entry.path, entry.title, "rich"
    items: tuple[tuple[str, str], ...] = ()
    if choice:
        path, title, kind = f"{path}.{choice.key}", f"{title}: {choice.shown}", "check"
    elif entry.kind == "one":
        kind, items = "list", ((entry.hint, ""), *((c.shown, c.key) for c in entry.choices))
    shown = title if len(title) <= _LONGEST else title[: _LONGEST - 1] + "…"
    tag = path if len(path) <= _LONGEST else name_of(path)
    empty = choice is None and not entry.default
    return path, Control(tag, shown, kind, items, empty, checked="0" if choice else "")


def read_control(node: Any) -> tuple[Control, str]:
    """Return a control and its id."""
    properties = node.find(f"{W}sdtPr")
    kinds, odd = list(_kinds(properties)), []
    if len(kinds) > 1:
        odd.append(f"is {' and '.join(kind for kind, _ in kinds)}")
    kind, inner = kinds[0] if kinds else ("rich", ())
    items: tuple[tuple[str, str], ...] = ()
    checked = ""
    if kind == "list":
        items = tuple((item.get(f"{W}displayText", ""), item.get(f"{W}value", "")) for item in inner)
    if kind == "check":
        checked = next((n.get(f"{_W14}val", "") for n in inner if n.tag == f"{_W14}checked"), "none")
    found = Control(
        value(properties, "tag"),
        value(properties, "alias"),
        kind,
        items,
        properties.find(f"{W}showingPlcHdr") is not None,
        value(properties, "lock"),
        checked,
        tuple(odd),
    )
    return found, value(properties, "id")


def _kinds(properties: Any) -> Iterator[tuple[str, Any]]:
    known = {"alias", "tag", "id", "lock", "showingPlcHdr"}
    for child in properties:
        local = str(child.tag).rsplit("}", 1)[-1]
        if child.tag == f"{W}dropDownList":
            yield "list", child
        elif child.tag == f"{_W14}checkbox":
            yield "check", child
        elif local not in known:
            yield local, child
