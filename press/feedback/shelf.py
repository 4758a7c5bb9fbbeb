"""What files are held against: the toolkit's documents as they are now, and where every unit stands in the content."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Final

from press.document import Document, units
from press.document_identity import digest
from press.feedback.due import Due, due_paragraphs
from press.feedback.items import Subject
from press.feedback.lines import Lines
from press.model import Library
from press.prove.word_expect import bookmark
from press.toolkit import compose_all, load
from press.watch.sources import Sources, find_sources, read_files
from press.write.suffixes import suffixes

_WORD: Final = "docx"
_AROUND: Final = ("contents", "imprint")  # have bookmarks, and are of the document as a whole


@dataclass(frozen=True)
class Shelf:
    """A toolkit, read once for many files."""

    library: Library
    documents: Mapping[str, Document]
    sources: Sources
    _due: dict[str, list[Due]] = field(default_factory=dict)

    @classmethod
    def of(cls, root: Path) -> Shelf:
        """Return that of a content folder. Raises ContentError when the content has errors."""
        library, _ = load(root)
        return cls(library, compose_all(library), find_sources(library, read_files(root)))

    @property
    def symbol(self) -> str:
        """The symbol of the toolkit."""
        return str(self.library.toolkit.symbol)

    @cached_property
    def lines(self) -> Lines:
        """What finds words in the content."""
        return Lines(self.sources)

    @cached_property
    def names(self) -> dict[str, str]:
        """Every id that the toolkit ever had, by its bookmark; what the press adds itself is of the whole document."""
        ids = {str(key) for key in self.library.register.ids} if self.library.register else set()
        ids |= set(self.sources.units)
        added = {unit for document in self.documents.values() for unit in units(document)} - ids
        return {
            **{bookmark(unit): "" for unit in (*sorted(added), *_AROUND)},
            **{bookmark(unit): unit for unit in sorted(ids)},
        }

    def due(self, stem: str) -> list[Due]:
        """Return the paragraphs of a document's Word file; none of what is not made in Word, or not at all."""
        if stem not in self._due:
            document = self.documents.get(stem)
            is_made = document is not None and _WORD in suffixes(document.kind)
            self._due[stem] = due_paragraphs(document) if document and is_made else []
        return self._due[stem]

    def digest(self, stem: str) -> str:
        """Return the digest of a document as it is now; empty where there is none."""
        return digest(self.documents[stem]) if stem in self.documents else ""

    def subject(self, unit: str, stem: str) -> Subject:
        """Return a unit of a document; what is of no unit is of what the document is made from."""
        known = self.sources.units.get(unit)
        if known is None and (life := self._entry(unit)) is not None:
            return self._gone(unit, *life)
        known = known or self.sources.units.get(self.sources.homes.get(stem, ""))
        if known is None:  # a document that is gone as a whole
            return Subject(stem, "document", stem, "", (1 << 30, 0))
        return Subject(known.id, known.kind, known.title, str(known.place), self._order(known.place.file, known.first))

    def _entry(self, unit: str) -> tuple[str, str] | None:
        """Return where the register has an id that content lacks, and its successor."""
        register = self.library.register
        for key, entry in register.ids.items() if register else ():
            if key == unit:
                return str(key.place), str(entry.successor or "")
        return None

    def _gone(self, unit: str, place: str, successor: str) -> Subject:
        heir = self.sources.units.get(successor)
        order = self._order(heir.place.file, heir.first) if heir else (1 << 29, 0)
        return Subject(unit, "gone", unit, place, order, is_gone=True, successor=successor)

    def _order(self, file: str, line: int) -> tuple[int, int]:
        return self._files.get(file, len(self._files)), line

    @cached_property
    def _files(self) -> dict[str, int]:
        """The order of files: that of the resources, then any."""
        first = [self.sources.units[str(id_)].place.file for id_ in self.library.resources if id_ in self.sources.units]
        return {file: at for at, file in enumerate(dict.fromkeys([*first, *self.sources.files]))}
