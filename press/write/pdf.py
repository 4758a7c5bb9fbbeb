"""The screen PDF: tagged, PDF/UA-1 (ISO 14289-1), bit-identical for the same document and design."""

from __future__ import annotations

import io

from press.document import entries
from press.problem import ContentError, Problem
from press.write.layout import Engine, Layout
from press.write.pdf_figures import tag_figures
from press.write.pdf_form import add_fields


def write_pdf(layout: Layout, engine: Engine) -> bytes:
    """Return the PDF of a laid-out document. Raises ContentError with W-problems."""
    document, rendered = layout.document, layout.rendered
    rendered.fonts = engine.exact_fonts()
    target = io.BytesIO()
    with engine.strict(document):
        rendered.write_pdf(target, finisher=lambda _, pdf: tag_figures(pdf), **engine.options)
    missing = {font.family: "".join(map(chr, font.missing)) for font in rendered.fonts.values() if font.missing}
    if missing:
        hint = "use another character, or add a font that has it to styles/tokens.yaml"
        raise ContentError(
            [Problem("W502", document.stem, f"no glyph for {t} in {f}", hint) for f, t in missing.items()]
        )
    data = target.getvalue()
    return add_fields(data, document, engine) if entries(document) else data
