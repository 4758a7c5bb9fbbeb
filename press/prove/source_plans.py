"""Which documents the content files ask for: rule 1 of ``docs/content.md``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Final

from press.prove.source_content import Content, Map

_KINDS: Final = {
    "guides": "guide",
    "leaflets": "leaflet",
    "questionnaires": "questionnaire",
    "primers": "primer",
    "posters": "poster",
    "worksheets": "worksheet",
}


@dataclass(frozen=True, slots=True)
class Plan:
    """A document that the content files ask for."""

    stem: str
    content: Map
    axes: tuple[tuple[str, str], ...] = ()
    sheet_of: str = ""  # the guide, or the primer, that a worksheet belongs to

    @property
    def kind(self) -> str:
        """The kind of document."""
        return _KINDS[self.stem.partition("/")[0]]

    @property
    def pages(self) -> int:
        """How many pages it must fill; 0 where that is free (rule 9)."""
        return 1 if self.kind == "poster" else int(self.content.get("pages", 0))

    @property
    def paper(self) -> str:
        """The paper of a poster."""
        return self.axes[0][1].upper() if self.kind == "poster" else ""


def plans(content: Content) -> tuple[Plan, ...]:
    """Return all documents that the content files ask for (rule 1)."""
    found = []
    for stem, resource in content.resources.items():
        found.append(Plan(stem, resource))
        found += [Plan(f"{stem}.{_values(axes)}", resource, axes) for axes in _tailored(content, resource)]
    found += [Plan(f"primers/{_values(axes)}", content.primers, axes) for axes in _tailored(content, content.primers)]
    for poster in content.posters:
        sizes = [size.lower() for size in poster["sizes"]]
        found += [Plan(f"posters/{poster['id']}.{size}", poster, (("paper", size),)) for size in sizes]
    if sheets := content.worksheets:
        owners = [(plan.stem, plan.axes) for plan in found if plan.kind == "guide" and not plan.axes]
        owners += [(plan.stem, plan.axes) for plan in found if plan.kind == "primer"]
        found += [Plan(f"worksheets/{stem.partition('/')[2]}", sheets, axes, stem) for stem, axes in owners]
    return tuple(found)


def _values(axes: tuple[tuple[str, str], ...]) -> str:
    return ".".join(value for _, value in axes)


def _tailored(content: Content, resource: Map) -> Iterator[tuple[tuple[str, str], ...]]:
    names = resource.get("tailor", [])
    return product(*([(axis, value) for value in content.axes[axis]] for axis in names)) if names else iter(())
