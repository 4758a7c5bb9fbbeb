"""Markup as text: elements with their attributes in order, everything escaped, white space kept."""

from __future__ import annotations

import re
from typing import Final, NewType

Markup = NewType("Markup", str)

NOTHING: Final = Markup("")
NAMESPACES: Final = (
    ' xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
# Characters that XML 1.0 cannot hold, not even escaped.
_FORBIDDEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def escape(text: str) -> str:
    """Return a text for an element or an attribute, without characters that XML has no way to write."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    return _FORBIDDEN.sub("", text) if not text.isprintable() else text


def element(name: str, /, *content: Markup, **attributes: str | int) -> Markup:
    """Return an element. An underscore in the name of an attribute parts prefix and name: ``w_val``, ``r_id``."""
    told = "".join(f' {key.replace("_", ":", 1)}="{escape(str(value))}"' for key, value in attributes.items())
    inside = "".join(content)
    return Markup(f"<{name}{told}>{inside}</{name}>" if inside else f"<{name}{told}/>")


def w(name: str, /, *content: Markup, **attributes: str | int) -> Markup:
    """Return an element of WordprocessingML, whose attributes are of its namespace, too."""
    told = "".join(f' w:{key}="{escape(str(value))}"' for key, value in attributes.items())
    inside = "".join(content)
    return Markup(f"<w:{name}{told}>{inside}</w:{name}>" if inside else f"<w:{name}{told}/>")


def words(name: str, text: str) -> Markup:
    """Return an element that holds just a text, whose white space counts."""
    return Markup(f"<{name}>{escape(text)}</{name}>")


def joined(*parts: Markup) -> Markup:
    """Return markup one after the other."""
    return Markup("".join(parts))


def root(name: str, /, *content: Markup, namespaces: str = NAMESPACES) -> bytes:
    """Return a whole part: the outermost element with its namespaces."""
    return f"{_HEAD}<{name}{namespaces}>{''.join(content)}</{name}>".encode()
