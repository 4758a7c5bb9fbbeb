"""Which Document a file was made from: the digest that every carrier states, and the line that every page prints."""

from __future__ import annotations

import hashlib
import json
from typing import Any, Final

from press.document import Document, Imprint, parts_of
from press.once import once

_CLASS_KEY: Final = "node"
DIGITS: Final = 12  # of a digest, as a form prints it and other carriers repeat it


def as_data(node: Any) -> Any:
    """Return a tree as plain data for JSON; every node says its class, so that equal data means equal trees."""
    if isinstance(node, str):
        return node
    if isinstance(node, tuple):
        return [as_data(item) for item in node]
    if (names := parts_of(node.__class__)) is None:
        return node
    return {_CLASS_KEY: type(node).__name__, **{name: as_data(getattr(node, name)) for name in names}}


def identity_line(document: Document) -> str:
    """Return what the foot of each page says: on a form, which may come back, the digest's beginning, too."""
    line = document.running.identity
    return f"{line} · {digest(document)[:DIGITS]}" if document.is_form else line


@once
def digest(document: Document) -> str:
    """Return the SHA-256, in hex, of the document without its imprint (which prints this very digest)."""
    data = as_data(document)
    data["blocks"] = [block for block in data["blocks"] if block[_CLASS_KEY] != Imprint.__name__]
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
