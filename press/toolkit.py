"""Steps 1 to 4 for a whole toolkit, content files to Documents, and which of these are asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from press.check import check
from press.compose import build_index, compose
from press.document import Document
from press.language import load_language
from press.model import Library
from press.problem import ContentError, Problem, has_errors, in_order
from press.read import read_library
from press.select import Wanted, documents, select
from press.write.suffixes import suffixes


@dataclass(frozen=True, slots=True)
class Choice:
    """Which documents are asked for; empty means all. ``axes`` are axis → values.

    ``extras`` are the suffixes of what is made only when it is asked for.
    """

    documents: tuple[str, ...] = ()
    axes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    formats: tuple[str, ...] = ()
    extras: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Tell whether anything is left out."""
        return bool(self.documents or any(self.axes.values()) or self.formats)

    def wants(self, suffix: str) -> bool:
        """Tell whether files of a suffix (“variant.format”) are asked for."""
        return not self.formats or suffix.rpartition(".")[2] in self.formats

    def suffixes(self, document: Document) -> list[str]:
        """Return the suffixes of a document's files that are asked for."""
        return [suffix for suffix in suffixes(document.kind, self.extras) if self.wants(suffix)]

    def takes(self, wanted: Wanted) -> bool:
        """Tell whether a document is asked for: by stem, by name, or by the resource that it is made from.

        A worksheet's name is that of what it belongs to, and asks for that alone.
        """
        name = wanted.stem.partition("/")[2] if wanted.sheet_of is None else wanted.stem
        if self.documents and not {wanted.stem, name, str(wanted.resource.id)} & set(self.documents):
            return False
        given = dict(wanted.axes)
        return all(given.get(axis) in values for axis, values in self.axes.items() if values)


def load(root: Path) -> tuple[Library, list[Problem]]:
    """Steps 1 and 2: read and check. Raises ContentError when there are errors; returns warnings beside the library."""
    library, problems = read_library(root)
    if library is None or has_errors(problems):
        raise ContentError(in_order(problems + (check(library) if library else [])))
    problems = in_order(problems + check(library))
    if has_errors(problems):
        raise ContentError(problems)
    return library, problems


def compose_all(library: Library) -> dict[str, Document]:
    """Steps 3 and 4: select and compose every document of the toolkit, by stem."""
    language = load_language(library.language, library.words)
    index = build_index(library, language)
    chosen = (select(library, wanted) for wanted in documents(library))
    return {s.wanted.stem: compose(library, language, s, index) for s in chosen}


def chosen_stems(library: Library, choice: Choice) -> list[str]:
    """Return the stems of the documents that are asked for. Raises ContentError (U701) when there are none."""
    chosen = [wanted.stem for wanted in documents(library) if choice.takes(wanted)]
    if not chosen:
        raise ContentError([Problem("U701", library.root.name, "no document fits this choice", "see: build.py list")])
    return chosen
