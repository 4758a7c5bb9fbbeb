"""Pages of a PDF as PNG, drawn when they are asked for."""

from __future__ import annotations

import io
from collections import OrderedDict
from threading import Lock
from typing import Final

import pypdfium2

from press.write.picture import PDFIUM

WIDTHS: Final = range(200, 3201)
_LARGEST: Final = 64 * 2**20


class Pages:
    """Draws pages, and keeps the last ones drawn."""

    def __init__(self) -> None:
        """Begin with none."""
        self._kept: OrderedDict[tuple[str, int, int], bytes] = OrderedDict()
        self._lock = Lock()

    def png(self, version: str, pdf: bytes, number: int, width: int) -> bytes:
        """Return a page, from 1, so many pixels wide (kept within `WIDTHS`); IndexError when there is no such page."""
        width = min(max(width, WIDTHS.start), WIDTHS.stop - 1)
        key = (version, number, width)
        with self._lock:
            if found := self._kept.get(key):
                self._kept.move_to_end(key)
                return found
        drawn = _drawn(pdf, number, width)
        with self._lock:
            self._kept[key] = drawn
            while sum(map(len, self._kept.values())) > _LARGEST and len(self._kept) > 1:
                self._kept.popitem(last=False)
        return drawn


def _drawn(pdf: bytes, number: int, width: int) -> bytes:
    with PDFIUM, pypdfium2.PdfDocument(pdf) as document:
        if not 1 <= number <= len(document):
            raise IndexError(number)
        page = document[number - 1]
        image = page.render(scale=width / page.get_width()).to_pil()
    target = io.BytesIO()
    image.convert("RGB").save(target, "PNG", compress_level=1)  # it goes through no network
    return target.getvalue()
