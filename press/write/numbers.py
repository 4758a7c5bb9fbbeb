"""Page numbers: how much room they get in a layout, and putting them there once pages are known.

A document is laid out with zeros where it prints page numbers: two of them, or more where a number is known to be
longer. Lines break by these, so that a layout does not depend on the numbers themselves. Afterwards each number is set
in its place, and what stands behind it in the line moves up to it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any, Final, NamedTuple, TypeAlias

from press.write.boxes import boxes

PageMap: TypeAlias = Mapping[str, int]  # unit -> page, both of one document
PageMaps: TypeAlias = Mapping[str, PageMap]  # stem -> page map
Printed: TypeAlias = tuple[str, str]  # stem and unit of which a page number is printed; its own units have no stem
Rooms: TypeAlias = Mapping[Printed, int]  # digits that a number has room for, where it is more than USUAL

USUAL: Final = 2  # digits
PAGE: Final = "data-page"  # the attribute of an element that holds a page number, of the form "stem#unit"
_NEAR: Final = 0.01  # CSS pixels: less is no distance


def widened(rooms: Rooms, prints: Collection[Printed], maps: PageMaps) -> Rooms:
    """Return rooms in which all printed page numbers that are known find place; those that there are do not shrink."""
    wide = dict(rooms)
    for stem, unit in prints:
        digits = len(str(maps.get(stem, {}).get(unit, 0)))
        if digits > wide.get((stem, unit), USUAL):
            wide[stem, unit] = digits
    return wide


def zeros(rooms: Rooms, printed: Printed) -> str:
    """Return what stands for a page number in a layout."""
    return "0" * rooms.get(printed, USUAL)


def set_numbers(page: Any, maps: PageMaps) -> bool:
    """Set the page numbers on a page of the layout engine; one that is not known stays as zeros.

    The map without a stem is the document's own. Returns whether anything was changed.
    """
    from weasyprint.formatting_structure.boxes import LineBox

    changed = False
    for line in (box for box in boxes(page) if isinstance(box, LineBox)):
        for number in list(_numbers(line, ())):
            stem, _, unit = number.text.element.get(PAGE).rpartition("#")
            known = maps.get(stem, {}).get(unit)
            if known is not None and number.text.text != str(known):
                _set(number, str(known))
                changed = True
    return changed


class _Number(NamedTuple):
    """The box of a number's digits, and the boxes around it, from the line inwards."""

    around: tuple[Any, ...]
    text: Any


def _numbers(box: Any, around: tuple[Any, ...]) -> Iterator[_Number]:
    from weasyprint.formatting_structure.boxes import InlineBox, LineBox, TextBox

    for child in box.children:
        if isinstance(child, TextBox):
            if child.element is not None and child.element.get(PAGE):
                yield _Number((*around, box), child)
        elif isinstance(child, InlineBox) and not isinstance(child, LineBox):
            yield from _numbers(child, (*around, box))


def _set(number: _Number, digits: str) -> None:
    """Set digits, and move what stands behind them; in a line that is not set flush with its start, all of it."""
    from weasyprint.text.line_break import split_first_line

    line, text = number.around[0], number.text
    left, right = text.position_x, text.position_x + text.width
    text.pango_layout, _, _, width, *_ = split_first_line(digits, text.style, None, None, 0)
    grown, text.width, text.text = width - text.width, width, digits
    backwards = line.style["direction"] == "rtl"
    if backwards:
        text.position_x -= grown
    for outer, inner in zip(number.around, (*number.around[1:], text), strict=True):
        outer.width += grown
        if backwards:
            outer.position_x -= grown
        for child in outer.children:
            if child is inner or not child.is_in_normal_flow():
                continue
            if backwards and child.position_x + child.margin_width() <= left + _NEAR:
                child.translate(dx=-grown, ignore_floats=True)
            elif not backwards and child.position_x >= right - _NEAR:
                child.translate(dx=grown, ignore_floats=True)
    if part := _part_before(line):
        line.translate(dx=grown * part if backwards else -grown * part, ignore_floats=True)


def _part_before(line: Any) -> float:
    """Return which part of a line's free room stands before its text, in the direction of the line."""
    align, backwards = line.style["text_align_all"], line.style["direction"] == "rtl"
    if align in ("left", "right"):
        align = "end" if (align == "right") ^ backwards else "start"
    return {"center": 0.5, "end": 1.0}.get(align, 0.0)
