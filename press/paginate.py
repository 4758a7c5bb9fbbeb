"""Step 5: guides -> page maps. Documents cite each other's pages, so guides are laid out until no number moves."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final, Protocol, TypeVar

from press.document import Document, printed_pages
from press.problem import ContentError, Problem
from press.write.layout import Paged, PagedT, PageMap, PageMaps

MAX_ROUNDS: Final = 6


Laid_co = TypeVar("Laid_co", bound=Paged, covariant=True)


class Layouter(Protocol[Laid_co]):
    """Lays documents out: an engine, or a desk that remembers."""

    def lay_out_once(self, document: Document, cited: PageMaps, own: PageMap) -> Laid_co:
        """Lay a document out with the page numbers that are known."""
        ...


def cited_stems(document: Document) -> frozenset[str]:
    """Return the stems of the other documents whose pages a document prints."""
    return frozenset(stem for stem, _ in printed_pages(document) if stem)


def with_cited(wanted: Sequence[str], documents: Mapping[str, Document]) -> list[str]:
    """Return the stems of the cited documents that must be paginated before the wanted ones can be written."""
    needed: set[str] = set()
    queue = list(wanted)
    while queue:
        fresh = cited_stems(documents[queue.pop()]) - needed
        needed |= fresh
        queue.extend(fresh)
    return [stem for stem in documents if stem in needed]


def paginate(
    cited: Sequence[Document], engine: Layouter[PagedT], done: Callable[[PagedT], None] = lambda _: None
) -> tuple[dict[str, PagedT], dict[str, PageMap]]:
    """Lay out the documents that others cite until their page numbers are true everywhere.

    Returns their layouts and page maps by stem. ``done`` hears of each first layout. Raises ContentError.
    """
    layouts: dict[str, PagedT] = {}
    maps: dict[str, PageMap] = {}
    believed: dict[str, dict[str, PageMap]] = {}
    for _ in range(MAX_ROUNDS):
        before = dict(maps)
        for document in cited:
            stem = document.stem
            known = {other: before.get(other, {}) for other in cited_stems(document) | {stem}}
            if stem in layouts and _same_pages(layouts[stem], known, believed[stem]):
                continue
            layouts[stem] = engine.lay_out_once(document, known, known[stem])
            believed[stem] = known
            maps[stem] = layouts[stem].page_map
            if stem not in before:
                done(layouts[stem])
        if maps == before:
            return layouts, maps
    raise ContentError([Problem("W503", "guides", f"page numbers do not settle in {MAX_ROUNDS} rounds")])


def _same_pages(layout: Paged, known: PageMaps, believed: PageMaps) -> bool:
    """Tell whether every page number that a layout prints is still the one that it was laid out with."""
    own = layout.document.stem
    return all(known[stem or own].get(unit) == believed[stem or own].get(unit) for stem, unit in layout.cites)
