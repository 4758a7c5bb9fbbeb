"""The boxes of a page that the layout engine has made."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


def boxes(box: Any) -> Iterator[Any]:
    """Yield a box and all inside it, each before what it holds, in the order of the text."""
    waiting = [box]
    while waiting:
        box = waiting.pop()
        yield box
        waiting += reversed(getattr(box, "children", ()))
