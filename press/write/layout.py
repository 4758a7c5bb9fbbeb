"""XHTML and styles -> laid-out pages, under rules: no network, no file outside the content, no warning overlooked."""

from __future__ import annotations

import logging
import mimetypes
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final, Protocol, TypeVar
from urllib.parse import unquote, urlsplit

from press.design import Design
from press.document import Document, Figure, printed_pages, walk
from press.drawing import Drawing
from press.fonts import Fonts, glyph_texts, prepare_fonts
from press.problem import ContentError, Problem
from press.write.cover import cover_css
from press.write.css import page_css, shared_css
from press.write.engine import let_go, tree_html
from press.write.figures.picture import FIGURE, Drawn, draw, markup
from press.write.html import ASSETS, BASE, load_templates, to_tree
from press.write.numbers import PageMap, PageMaps, Rooms, set_numbers, widened
from press.write.overflow import run_off

Box = tuple[float, float, float, float]  # left, top, right, bottom, as parts of the page's width and height
Boxes = Mapping[str, Box]  # anchor -> where it stands on one page

_VARIANT: Final = {"pdf_variant": "pdf/ua-1", "pdf_tags": True}


@dataclass(frozen=True, slots=True)
class Layout:
    """A document laid out: the engine's pages, where every unit begins, and the room of the page numbers in it."""

    document: Document
    rendered: Any
    page_map: PageMap
    rooms: Rooms

    @property
    def pages(self) -> int:
        """The number of pages."""
        return len(self.rendered.pages)

    @property
    def boxes(self) -> tuple[Boxes, ...]:
        """Where everything with an id stands, page by page; what goes over a page's end has a box on each."""
        known = _anchors(self.document)
        return tuple(
            {
                anchor: (x1 / page.width, y1 / page.height, x2 / page.width, y2 / page.height)
                for anchor, (x1, y1, x2, y2) in page.anchors.items()
                if anchor in known
            }
            for page in self.rendered.pages
        )

    def number(self, cited: PageMaps) -> None:
        """Set the page numbers, its own and those of other documents; what is not known stays as zeros."""
        maps = {**cited, "": self.page_map}
        pages = self.rendered.pages
        for place, page in enumerate(pages):
            box = page._page_box  # noqa: SLF001 (there is no other way to the boxes)
            if set_numbers(box, maps):
                pages[place] = _with_single_links(type(page)(box))  # its links may have moved


class Paged(Protocol):
    """A document on pages: where its units begin, and the room of the page numbers in it."""

    @property
    def document(self) -> Document:
        """The document."""
        ...

    @property
    def page_map(self) -> PageMap:
        """The page on which each unit begins."""
        ...

    @property
    def rooms(self) -> Rooms:
        """The digits that page numbers have room for, where it is more than usual."""
        ...


PagedT = TypeVar("PagedT", bound=Paged)


def settle(
    lay_out: Callable[[Rooms], PagedT], document: Document, cited: PageMaps, rooms: Rooms | None = None
) -> PagedT:
    """Lay a document out once; again only when a page number of its own has more digits than it has room for.

    ``lay_out`` does so with some rooms, ``rooms`` or more: they only grow, so that there is an end to it.
    """
    prints = printed_pages(document)
    rooms = widened(rooms or {}, prints, cited)
    while True:
        laid = lay_out(rooms)
        if (wider := widened(rooms, prints, {**cited, "": laid.page_map})) == rooms:
            return laid
        rooms = wider


class Engine:
    """The layout engine of one process. Fonts, style sheets and templates are loaded once."""

    def __init__(self, design: Design, content: Path) -> None:
        """Prepare fonts, then load WeasyPrint, in this order (see `prepare_fonts`). ``content`` holds ``assets/``."""
        self.design = design
        self.fonts: Fonts = prepare_fonts(design)
        import weasyprint
        from weasyprint.text.fonts import FontConfiguration

        self._weasyprint = weasyprint
        self._font_config = FontConfiguration()
        self._fetcher = _make_fetcher(content / ASSETS.rstrip("/"))
        self._sheets: dict[str, Any] = {}
        self._drawings: dict[tuple[str, Drawing | None], Drawn] = {}

    @cached_property
    def options(self) -> dict[str, Any]:
        """The options that layout and writing must share."""
        return dict(_VARIANT)

    def lay_out(self, document: Document, cited: PageMaps, rooms: Rooms | None = None) -> Layout:
        """Lay a document out, and set its page numbers; ``cited`` are the page maps of other documents.

        ``rooms`` are those that page numbers have at least. Raises ContentError with W-problems.
        """
        layout = settle(lambda rooms: self.lay_out_once(document, rooms), document, cited, rooms)
        layout.number(cited)
        return layout

    def lay_out_each(self, wanted: Sequence[tuple[Document, Rooms]]) -> list[Layout]:
        """Lay documents out, one after the other, with such rooms. Raises ContentError with W-problems."""
        return [self.lay_out_once(document, rooms) for document, rooms in wanted]

    def lay_out_once(self, document: Document, rooms: Rooms) -> Layout:
        """Lay a document out, with zeros for page numbers. Raises ContentError with W-problems."""
        rendered = self._render(document, rooms)
        if lost := run_off(rendered, document):
            raise ContentError(lost)
        return Layout(document, rendered, _page_map(rendered, _anchors(document)), rooms)

    def _render(self, document: Document, rooms: Rooms) -> Any:
        with self.strict(document):
            html = tree_html(to_tree(self.xhtml(document), rooms), self._fetcher)
            sheets = [
                self._sheet(shared_css(self.design, document.language)),
                self._sheet(page_css(self.design, document) + cover_css(document, self.design, self.fonts)),
            ]
            rendered = html.render(stylesheets=sheets, font_config=self._font_config, **self.options)
        for page in rendered.pages:
            _with_single_links(page)
        let_go(rendered)
        return rendered

    def xhtml(self, document: Document) -> str:
        """Return a document as XHTML, with its drawings and an element for each page number."""
        return load_templates().render(document, lambda figure: self._drawn(document, figure))

    def drawing(self, document: Document, figure: Figure) -> Drawn:
        """Return the drawing of a figure, put together once for each language. Raises ContentError (W510)."""
        key = (document.language, figure.drawing)
        if figure.drawing is None:
            raise TypeError(f"{figure.id} is not a drawing")
        if key not in self._drawings:
            where = f"{document.stem}: {figure.id}"
            self._drawings[key] = draw(figure.drawing, self.design, self.fonts, document, where)
        return self._drawings[key]

    def _drawn(self, document: Document, figure: Figure) -> str:
        return markup(self.drawing(document, figure), f"{FIGURE}{figure.alternative}", self.design)

    def draw(self, xhtml: str, css: str = "") -> Any:
        """Lay out a page that is no document, such as a picture by itself; to be called in `strict`."""
        html = self._weasyprint.HTML(string=xhtml, base_url=BASE, url_fetcher=self._fetcher)
        return html.render(stylesheets=[self._sheet(css)] if css else None, font_config=self._font_config)

    def _sheet(self, text: str) -> Any:
        if text not in self._sheets:
            if len(self._sheets) > 256:  # page rules differ by document; do not keep those of a whole library
                self._sheets.clear()
            self._sheets[text] = self._weasyprint.CSS(
                string=text, base_url=BASE, url_fetcher=self._fetcher, font_config=self._font_config
            )
        return self._sheets[text]

    def exact_fonts(self) -> _ExactFonts:
        """Return an empty font table for a file to be written, whose glyphs get their exact texts."""
        return _ExactFonts(self.fonts)

    @contextmanager
    def strict(self, document: Document) -> Iterator[None]:
        """Turn everything that the engine warns of into problems of this document."""
        logger = logging.getLogger("weasyprint")
        ears = _Ears()
        before, propagate = list(logger.handlers), logger.propagate
        logger.handlers, logger.propagate = [ears], False
        try:
            yield
        except self._weasyprint.urls.FatalURLFetchingError as error:
            hint = "pictures are files in assets/; nothing is fetched from elsewhere"
            raise ContentError([Problem("W504", document.stem, str(error), hint)]) from error
        finally:
            logger.handlers, logger.propagate = before, propagate
        if ears.heard:
            raise ContentError([_warning(document, text) for text in dict.fromkeys(ears.heard)])


def _warning(document: Document, text: str) -> Problem:
    if ".notdef" in text or "glyph" in text:
        return Problem(
            "W502", document.stem, text, "use another character, or add a font that has it to styles/tokens.yaml"
        )
    return Problem("W501", document.stem, text)


class _Ears(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.heard.append(record.getMessage())


class _ExactFonts(dict[str, Any]):
    """WeasyPrint's table of a document's fonts, which gives each new font the exact texts of its glyphs."""

    def __init__(self, fonts: Fonts) -> None:
        super().__init__()
        self._fonts = fonts

    def __setitem__(self, key: str, font: Any) -> None:
        face = (font.family, int(font.weight), "italic" if font.style else "normal")
        if face not in self._fonts.files:
            raise ContentError([Problem("W502", font.family, f"a face that the design does not name was used: {face}")])
        font.to_unicode = _ExactTexts(glyph_texts(self._fonts.files[face]))
        super().__setitem__(key, font)


class _ExactTexts(dict[int, str]):
    """Glyph → text; what the font says wins over what the engine saw first."""

    def __init__(self, exact: Mapping[int, frozenset[str]]) -> None:
        super().__init__()
        self._exact = exact

    def __setitem__(self, glyph: int, text: str) -> None:
        candidates = self._exact.get(glyph)
        super().__setitem__(glyph, text if not candidates or text in candidates else min(candidates))


def _with_single_links(page: Any) -> Any:
    """Keep one link of those that the engine repeats, untagged, for each box inside it."""
    page.links = [link for link in page.links if link[-1].link]
    return page


def _anchors(document: Document) -> set[str]:
    return {node.id for node in walk(document) if getattr(node, "id", "")}


def _page_map(rendered: Any, units: set[str]) -> PageMap:
    found: dict[str, int] = {}
    for number, page in enumerate(rendered.pages, start=1):
        for anchor in page.anchors:
            if anchor in units:
                found.setdefault(anchor, number)
    return found


def _make_fetcher(assets: Path) -> Any:
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    root = assets.resolve()

    class AssetFetcher(URLFetcher):  # type: ignore[misc]
        """Serves the files of ``assets/`` and data addresses, and nothing else in the world."""

        def fetch(self, url: str, headers: object = None) -> Any:
            if url.startswith("data:"):
                return super().fetch(url, headers)
            path = (root / unquote(urlsplit(url).path).removeprefix(f"/{ASSETS}")).resolve()
            if not url.startswith(BASE + ASSETS) or not path.is_relative_to(root) or not path.is_file():
                raise FatalURLFetchingError(f"not a picture of this toolkit: {url.removeprefix(BASE)[:120]}")
            kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
            return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": kind})

    return AssetFetcher(allowed_protocols={"data"}, allow_redirects=False, fail_on_errors=True)
