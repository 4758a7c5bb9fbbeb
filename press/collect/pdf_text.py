"""The text of a page of a PDF that came back, by PDFium, for those that lost their properties."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final

import pypdfium2

if TYPE_CHECKING:
    import pikepdf

_MOST_SIGNS: Final = 20_000


def page_text(pdf: pikepdf.Pdf, number: int) -> str:
    """Return the first signs of a page's text on one line; empty where it cannot be read."""
    data = io.BytesIO()
    pdf.save(data)
    try:
        document = pypdfium2.PdfDocument(data.getvalue())
        try:
            page = document[number].get_textpage()
            return " ".join(page.get_text_range(0, min(page.count_chars(), _MOST_SIGNS)).split())
        finally:
            document.close()
    except pypdfium2.PdfiumError:
        return ""
