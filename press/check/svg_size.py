"""How large a drawing is: a few lines that refer to each other can stand for billions of shapes, or never end."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

MOST_SHAPES: Final = 100_000
"""A map of the world in fine detail has a tenth of it."""
MOST_SLENDER: Final = 50
"""How many times as wide as high, or as high as wide: what is more so has no pixel left in Word files."""

_REFERENCE: Final = re.compile(r"url\(\s*['\"]?#([^'\")\s]+)")


class _EndlessError(Exception):
    """An element refers to itself, or what it draws refers to it."""


def too_much(root: etree._Element) -> str:
    """Return what is too much about a drawing, as the rest of a sentence; nothing when it can be drawn."""
    by_id = {str(node.get("id")): node for node in root.iter(etree.Element) if node.get("id")}
    try:
        shapes = _shapes(root, by_id, {})
    except _EndlessError as error:
        return f"refers to itself in '{error}'"
    except RecursionError:
        return "has references to references without end"
    return f"draws {shapes:,} shapes" if shapes > MOST_SHAPES else ""


def frame(root: etree._Element) -> str:
    """Return what is wrong with the frame of a drawing, as the rest of a sentence; nothing when it will do."""
    given = root.get("viewBox")
    if given is None:
        return ""
    try:
        _, _, width, height = (float(number) for number in re.split(r"[\s,]+", given.strip()))
    except ValueError:
        return "has a viewBox that is not four numbers"
    if not (width > 0 and height > 0 and math.isfinite(width / height) and math.isfinite(height / width)):
        return "has a viewBox without a surface"
    return "is too slender" if max(width / height, height / width) > MOST_SLENDER else ""


def _shapes(node: etree._Element, by_id: dict[str, etree._Element], known: dict[etree._Element, int]) -> int:
    """Return how many elements are drawn for one, with those that it refers to; 0 while that is not known yet."""
    if node in known:
        if not known[node]:
            raise _EndlessError(node.get("id", etree.QName(node.tag).localname))
        return known[node]
    known[node] = 0
    count = 1 + sum(_shapes(child, by_id, known) for child in node.iterchildren(etree.Element))
    count += sum(_shapes(by_id[name], by_id, known) for name in _references(node) if name in by_id)
    known[node] = count
    return count


def _references(node: etree._Element) -> Iterator[str]:
    for name, value in node.attrib.items():
        text = str(value).strip()
        if etree.QName(name).localname == "href" and text.startswith("#"):
            yield text[1:]
        yield from _REFERENCE.findall(text)
