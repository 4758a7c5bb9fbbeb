"""One template, one style sheet, one call."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, Final

import jinja2

_HERE: Final = Path(__file__).parent


class Printer:
    """Prints documents; loads template and styles once."""

    def __init__(self, fonts: str) -> None:
        """Use the faces that a configuration of fontconfig names."""
        os.environ["FONTCONFIG_FILE"] = fonts
        import weasyprint  # reads that variable, once
        from weasyprint.text.fonts import FontConfiguration

        loader = jinja2.FileSystemLoader(_HERE)
        self._template = jinja2.Environment(loader=loader, autoescape=True, trim_blocks=True).get_template("page.html")
        self._engine = weasyprint.HTML
        self._fonts = FontConfiguration()
        self._styles = weasyprint.CSS(_HERE / "page.css", font_config=self._fonts)

    def html(self, document: dict[str, Any]) -> str:
        """Return a document as HTML."""
        return self._template.render(document=document)

    def write(self, document: dict[str, Any], target: Path) -> int:
        """Write a document as a PDF; return its number of pages."""
        rendered = self._engine(string=self.html(document)).render(
            stylesheets=[self._styles], font_config=self._fonts, pdf_variant="pdf/ua-1", pdf_tags=True
        )
        rendered.write_pdf(target, pdf_variant="pdf/ua-1", pdf_tags=True)
        return len(rendered.pages)
