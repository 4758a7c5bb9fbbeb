"""What runs off its page: the engine says nothing of it, and a reader of the file's text would not see it either."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from press.document import Document
from press.problem import Problem

_TOLERANCE: Final = 1.0  # CSS pixels
_SHOWN: Final = 30


def run_off(rendered: Any, document: Document) -> list[Problem]:
    """Return a problem (W505) for each unit with text or a picture that is not wholly on its page.

    Of a document that has other pages than it must have, that is told (W511), and what is too much.
    """
    if document.pages and document.pages != len(rendered.pages):
        return []
    found: dict[tuple[str, int], Problem] = {}
    for number, page in enumerate(rendered.pages, start=1):
        for box, unit in _leaves(page._page_box, ""):  # noqa: SLF001  (the engine has no other way to ask)
            if (unit, number) not in found and not _is_on(box, page.width, page.height):
                what = f"'{box.text[:_SHOWN].strip()}…'" if hasattr(box, "text") else "a picture"
                message = f"{what} of '{unit}' runs off page {number}"
                hint = "give a table fewer columns, or part a long word; what is too high has to become shorter"
                found[unit, number] = Problem("W505", document.stem, message, hint)
    return list(found.values())


def _leaves(box: Any, unit: str) -> Iterator[tuple[Any, str]]:
    """Yield the texts and pictures of a box, each with the nearest id around it."""
    boxes = [(box, unit)]
    while boxes:
        box, unit = boxes.pop()
        element = getattr(box, "element", None)
        if element is not None and not getattr(box, "element_tag", "").endswith(("::before", "::after")):
            unit = element.get("id") or unit
        if hasattr(box, "text") or hasattr(box, "replacement"):
            yield box, unit
        boxes += [(child, unit) for child in reversed(getattr(box, "children", ()))]


def _is_on(box: Any, width: float, height: float) -> bool:
    return bool(
        box.position_x >= -_TOLERANCE
        and box.position_y >= -_TOLERANCE
        and box.position_x + box.width <= width + _TOLERANCE
        and box.position_y + box.height <= height + _TOLERANCE
    )
