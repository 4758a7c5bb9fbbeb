"""What WeasyPrint 70 does for every element though few need it, left out: same pages, less time and memory.

docs/performance.md has the figures. This is the one place that knows what the engine keeps to itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, partial
from types import SimpleNamespace
from typing import Any, Final
from xml.etree.ElementTree import Element

from press.write.boxes import boxes
from press.write.html import BASE

# The engine computes the style of a pseudo-element for all elements that its rule fits, which is all of them here.
_ONLY_WHERE_THEY_ARE: Final = {
    "\n::marker {": "\nli::marker, summary::marker {",
    "\n::footnote-call {": "\n.footnote::footnote-call {",
    "\n::footnote-marker {": "\n.footnote::footnote-marker {",
    "\n::note-call {": "\n.note::note-call {",
    "\n::note-marker {": "\n.note::note-marker {",
    "\n::note-callback {": "\n.note::note-callback {",
}


def tree_html(tree: Element, fetcher: Any) -> Any:
    """Return WeasyPrint's HTML of a tree: parsing a string again costs more than all our templates."""
    from cssselect2 import ElementWrapper
    from weasyprint import HTML

    html = HTML.__new__(HTML)
    html.base_url, html.url_fetcher, html.media_type = BASE, fetcher, "print"
    html.wrapper_element = ElementWrapper.from_html_root(tree, content_language=None)
    html.etree_element = html.wrapper_element.etree_element
    html._ua_stylesheets = lambda forms=False: _sheets(forms)
    return html


@cache
def _sheets(forms: bool) -> list[Any]:
    """Return the engine's own style sheets. Raises RuntimeError when they are not those that we know."""
    from weasyprint import CSS, html
    from weasyprint.css.counters import CounterStyle

    text = html.UA
    for wide, narrow in _ONLY_WHERE_THEY_ARE.items():
        if text.count(wide) != 1:
            raise RuntimeError(f"WeasyPrint's own style sheet has no rule {wide.strip()!r}")
        text = text.replace(wide, narrow)
    sheet = CSS(string=text, counter_style=CounterStyle())
    return [sheet, html.UA_FORM_STYLESHEET] if forms else [sheet]


def let_go(rendered: Any) -> None:
    """Let a layout forget what only making it needed: each vector picture holds on to the styles of all elements."""
    from weasyprint.images import SVGImage

    for image in _images(rendered):
        if isinstance(image, SVGImage) and image._context is not None:
            # All that drawing asks for. Its way to pictures inside the picture holds on to the context as well.
            drawing, pictures = (
                SimpleNamespace(font_config=image._context.font_config),
                image._context.get_image_from_uri,
            )
            drawing.get_image_from_uri = partial(
                pictures.func, *pictures.args, **{**pictures.keywords, "context": drawing}
            )
            image._context = drawing


def _images(rendered: Any) -> Iterator[Any]:
    for box in (box for page in rendered.pages for box in boxes(page._page_box)):
        if replacement := getattr(box, "replacement", None):
            yield replacement
        background = getattr(box, "background", None)
        for layer in background.layers if background else ():
            yield layer.image
