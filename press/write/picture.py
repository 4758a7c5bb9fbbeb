"""Pictures for Word files: every picture as PNG, drawn sharp once; and codes."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path
from threading import Lock
from typing import Final

import pypdfium2
import segno
from PIL import Image

from press.document import Document, Figure, walk
from press.document_identity import as_data
from press.store import file_hash, hashed
from press.write.boxes import boxes
from press.write.css import shared_css
from press.write.figures.picture import markup
from press.write.html import ASSETS
from press.write.layout import Engine

DPI: Final = 300
PDFIUM: Final = Lock()  # PDFium serves one thread at a time, whatever the files
_MM_PER_INCH: Final = 25.4
_MAX_HEIGHT: Final = 150.0  # as max-height in print.css
_COLOURS: Final = 128  # of a drawing: a few flat ones and their edges
_COMPRESSION: Final = 6  # 9 takes six times as long, for a fifteenth of the size
_QR_MODULE: Final = 12  # pixels


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG and the size at which it is shown, in millimetres."""

    png: bytes
    width: float
    height: float

    def as_bytes(self) -> bytes:
        """Return it as bytes, for a store."""
        return f"{self.width!r} {self.height!r}\n".encode() + self.png

    @classmethod
    def from_bytes(cls, data: bytes) -> Picture:
        """Return the picture that was turned into bytes."""
        size, _, png = data.partition(b"\n")
        width, height = size.split()
        return cls(png, float(width), float(height))


def picture_keys(document: Document, content: Path) -> dict[str, str]:
    """Return, by the ids of a document's figures, hashes of all that their pictures are made of but the press."""
    figures = [node for node in walk(document) if isinstance(node, Figure)]
    assets = content / ASSETS.rstrip("/")
    return {
        figure.id: hashed("picture", document.language, document.direction, as_data(figure.drawing))
        if figure.drawing
        else hashed("picture", figure.image, file_hash(assets / figure.image))
        for figure in figures
    }


class Pictures:
    """The pictures of one content folder. Each is drawn once, however many documents show it."""

    def __init__(self, engine: Engine, content: Path) -> None:
        """Draw with this engine what lies in ``content``'s ``assets/``."""
        self._engine, self._content = engine, content
        self._drawn: dict[str, Picture] = {}
        self._new: dict[str, Picture] = {}

    def of(self, document: Document) -> dict[str, Picture]:
        """Return the pictures of a document by the ids of its figures."""
        keys = picture_keys(document, self._content)
        figures = (node for node in walk(document) if isinstance(node, Figure))
        return {figure.id: self._picture(document, figure, keys[figure.id]) for figure in figures}

    def learn(self, known: Mapping[str, Picture]) -> None:
        """Take pictures that were drawn before, by their keys."""
        self._drawn.update(known)

    def take_new(self) -> dict[str, Picture]:
        """Return the pictures that were drawn since this was asked the last time, by their keys."""
        new, self._new = self._new, {}
        return new

    def _picture(self, document: Document, figure: Figure, key: str) -> Picture:
        if key not in self._drawn:
            self._drawn[key] = self._new[key] = self._draw(document, figure)
        return self._drawn[key]

    def _draw(self, document: Document, figure: Figure) -> Picture:
        if figure.drawing:
            return self._drawing(document, figure)
        if figure.image.endswith(".svg"):
            return self._vector(document, figure.image)
        return _raster(self._content / ASSETS / figure.image, self._engine.design.line)

    def _drawing(self, document: Document, figure: Figure) -> Picture:
        """Draw a drawing on a page of its own size, with the style sheet of documents."""
        drawn, design = self._engine.drawing(document, figure), self._engine.design
        size = f"size: {drawn.width:.2f}mm {drawn.height:.2f}mm"
        shown = markup(drawn, "", design)
        page = (
            f'<html lang="{document.language}" dir="{document.direction}"><head><style>'
            f"@page {{ {size}; margin: 0 }} div.drawing {{ margin: 0 }}"
            f"</style></head><body>{shown}</body></html>"
        )
        with self._engine.strict(document):
            rendered = self._engine.draw(page, shared_css(design, document.language))
        with PDFIUM, pypdfium2.PdfDocument(rendered.write_pdf()) as pdf:
            image = pdf[0].render(scale=DPI / 72).to_pil().convert("RGB")
        return Picture(_png(image.quantize(_COLOURS, dither=Image.Dither.NONE)), drawn.width, drawn.height)

    def _vector(self, document: Document, name: str) -> Picture:
        """Draw an SVG with the engine that draws it in PDFs, then turn the page into pixels."""
        line = self._engine.design.line
        page = (
            f"<html><head><style>@page {{ size: {line}mm {_MAX_HEIGHT}mm; margin: 0 }} body {{ margin: 0 }} "
            f"img {{ display: block; max-height: {_MAX_HEIGHT}mm; width: {line}mm;"
            f" object-fit: contain; object-position: 0 0 }}</style></head><body>"
            f'<img src="{ASSETS}{escape(name)}" alt=""/></body></html>'
        )
        with self._engine.strict(document):
            rendered = self._engine.draw(page)
        page = rendered.pages[0]._page_box  # noqa: SLF001  (the engine has no other way to ask)
        box = next(box for box in boxes(page) if hasattr(box, "replacement"))
        ratio = box.replacement.get_intrinsic_size(1, box.style["font_size"])[2] or 1.0
        width = min(line, _MAX_HEIGHT * ratio)
        with PDFIUM, pypdfium2.PdfDocument(rendered.write_pdf()) as pdf:
            image = pdf[0].render(scale=DPI / 72).to_pil().convert("RGB")
        pixels = (round(width / _MM_PER_INCH * DPI), round(width / ratio / _MM_PER_INCH * DPI))
        return Picture(_png(image.crop((0, 0, *pixels))), width, width / ratio)


def _raster(file: Path, line: float) -> Picture:
    """Return a photograph as it is, in a width that its pixels allow at 150 dpi and the line has."""
    with Image.open(file) as image:
        width = min(line, image.width / DPI * 2 * _MM_PER_INCH, _MAX_HEIGHT * image.width / image.height)
        return Picture(_png(image.convert("RGB")), width, width * image.height / image.width)


def _png(image: Image.Image) -> bytes:
    target = io.BytesIO()
    image.save(target, "PNG", dpi=(DPI, DPI), compress_level=_COMPRESSION)
    return target.getvalue()


def qr_code(address: str, width: float) -> Picture:
    """Return a QR code (ISO/IEC 18004, error correction M), of a width in millimetres."""
    target = io.BytesIO()
    segno.make(address, error="m", micro=False).save(target, kind="png", scale=_QR_MODULE, border=2)
    return Picture(target.getvalue(), width, width)
