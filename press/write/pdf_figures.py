"""A drawing in the structure tree: one figure, whose alternative text stands in for its shapes and its labels.

The engine tags shapes (SVG) as a figure and the labels over them as paragraphs beside it. PDF/UA-1 (ISO 14289-1, 7.3)
wants everything that makes up an illustration in one Figure.
"""

from __future__ import annotations

from typing import Any

import pydyf

from press.write.figures.picture import FIGURE


def tag_figures(pdf: Any) -> None:
    """Give the part of the tree that holds a drawing's shapes and labels the tag, text and box of a figure."""
    elements = {item.reference: item for item in pdf.objects if isinstance(item, pydyf.Dictionary) and "Alt" in item}
    shapes = [item for item in elements.values() if item["Alt"].string.startswith(FIGURE)]
    if not shapes:
        return
    parents = {item.reference: item for item in pdf.objects if isinstance(item, pydyf.Dictionary) and "S" in item}
    for item in shapes:
        whole = parents[item["P"]]
        whole["S"], whole["A"] = "/Figure", item.pop("A")
        whole["Alt"] = pydyf.String(item.pop("Alt").string.removeprefix(FIGURE))
        item["S"] = "/NonStruct"
