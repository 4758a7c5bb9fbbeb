"""The text of the first pages of a PDF that came back, by PDFium, for those that lost their properties."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Final

import pypdfium2

_PAGES: Final = 3
_MOST_SIGNS: Final = 20_000


def first_pages(path: Path) -> Iterator[str]:
    """Yield the first signs of each of the first pages, on one line; nothing where they cannot be read."""
    try:
        with closing(pypdfium2.PdfDocument(path)) as document:
            for number in range(min(len(document), _PAGES)):
                page = document[number].get_textpage()
                yield " ".join(page.get_text_range(0, min(page.count_chars(), _MOST_SIGNS)).split())
    except pypdfium2.PdfiumError:
        return
