"""What Word and OpenDocument files that came back have in common: text with controls, and marks in properties."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping

from press.collect.container import Package
from press.collect.flow import Flow, marks_in, places
from press.collect.forms import Form
from press.collect.found import Found, Kind, Mark
from press.document_identity import DIGITS


class TextFile(ABC):
    """A file of text in a package."""

    kind: Kind

    def __init__(self, package: Package, flow: Flow) -> None:
        """Take its parts, and its text as it was read."""
        self._package, self._flow = package, flow

    def marks(self) -> tuple[Mark, ...]:
        """Return what properties, variables and feet of pages say of which form it is."""
        return tuple(self._marks())

    def read(self, form: Form) -> Mapping[str, tuple[Found, ...]]:
        """Return what stands in each place of the form."""
        return places(form, self._flow)

    def words(self) -> str | None:
        """Return the text outside of controls."""
        return self._flow.words()

    @abstractmethod
    def _marks(self) -> Iterator[Mark]:
        """Yield what each carrier says, in the order in which they are to be believed."""


def own_properties(said: Mapping[str, str]) -> Iterator[Mark]:
    """Yield what the press's own properties of a file, by name, say of which form it is."""
    digest = said.get("Digest", "").removeprefix("sha256:")[:DIGITS]
    yield from marks_in("own properties", f"{said.get('Symbol')} {said.get('Version')} {digest}")
