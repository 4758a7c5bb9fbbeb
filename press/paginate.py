"""Step 5: guides -> page maps: on which pages the units stand that documents cite."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol, TypeVar

from press.document import Document, printed_pages
from press.write.layout import Paged, PagedT
from press.write.numbers import PageMap, Rooms, widened

Laid_co = TypeVar("Laid_co", bound=Paged, covariant=True)


class Layouter(Protocol[Laid_co]):
    """Lays documents out: an engine, or a desk that remembers."""

    def lay_out_each(self, wanted: Sequence[tuple[Document, Rooms]]) -> Sequence[Laid_co]:
        """Lay each document out, with such room for page numbers."""
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


def paginate(cited: Sequence[Document], engine: Layouter[PagedT]) -> tuple[dict[str, PagedT], dict[str, PageMap]]:
    """Lay out the documents that others cite: once, and again as long as a page number has no room for its digits.

    Rooms only grow, from round to round for all at a time, so that the end does not depend on the order. Returns
    layouts and page maps by stem. Raises ContentError.
    """
    prints = {document.stem: printed_pages(document) for document in cited}
    rooms: dict[str, Rooms] = {stem: {} for stem in prints}
    layouts: dict[str, PagedT] = {}
    due = list(cited)
    while due:
        laid = engine.lay_out_each([(document, rooms[document.stem]) for document in due])
        layouts |= {document.stem: layout for document, layout in zip(due, laid, strict=True)}
        maps = {stem: layout.page_map for stem, layout in layouts.items()}
        rooms = {stem: widened(rooms[stem], prints[stem], {**maps, "": maps[stem]}) for stem in prints}
        due = [document for document in cited if layouts[document.stem].rooms != rooms[document.stem]]
    return layouts, {stem: layout.page_map for stem, layout in layouts.items()}
