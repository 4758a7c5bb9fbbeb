"""How wide the columns of a table are, from what its cells say: programs do not agree on that by themselves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from press.document import Inlines, plain

_CHARACTER: Final = 92  # twentieths of a point: a letter of the table's size, on the average and rather too wide
_MARGINS: Final = 280  # of a cell, both sides


def column_widths(rows: Sequence[Sequence[Inlines]], total: int) -> list[int]:
    """Return the widths of the columns, which add up to ``total``, in twentieths of a point.

    No column is narrower than its longest word, if that can be; the rest is shared by how much each column says.
    """
    columns = [[plain(cell) for cell in column] for column in zip(*rows, strict=True)]
    least = [_MARGINS + _CHARACTER * max(map(_longest, column)) for column in columns]
    wanted = [_MARGINS + _CHARACTER * max(map(len, column)) for column in columns]
    said = [sum(map(len, column)) + 1 for column in columns]
    if sum(wanted) <= total:
        widths = [width * total / sum(wanted) for width in wanted]
    elif sum(least) >= total:
        widths = [width * total / sum(least) for width in least]
    else:
        spare = total - sum(least)
        widths = [width + spare * share / sum(said) for width, share in zip(least, said, strict=True)]
    whole = [round(width) for width in widths]
    whole[-1] += total - sum(whole)
    return whole


def _longest(text: str) -> int:
    return max(map(len, text.split()), default=1)
