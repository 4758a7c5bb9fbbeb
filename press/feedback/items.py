"""What reviewers said, as data: an item for each thread and each change, with the units that it is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from press.feedback.changes import ChangeKind
from press.feedback.review import Said
from press.problem import Problem

FORMAT: Final = 1

ItemKind = ChangeKind | Literal["comment"]


@dataclass(frozen=True, slots=True)
class Subject:
    """A unit that something was said about: where its id stands, and whether content still has it.

    ``place`` of one that is gone is its line in the register; ``successor`` is what took its place, if anything did.
    """

    id: str
    kind: str
    title: str
    place: str
    order: tuple[int, int] = (0, 0)
    is_gone: bool = False
    successor: str = ""

    def as_data(self) -> dict[str, Any]:
        """Return it as data for JSON."""
        life = {"gone": self.is_gone, "successor": self.successor or None}
        return {"id": self.id, "kind": self.kind, "title": self.title, "place": self.place, **life}


@dataclass(frozen=True, slots=True)
class Item:
    """One thread or change. The first of ``subjects`` is its own; ``line`` is where its words stand in the content.

    ``quoted`` is the text that it is about, for a comment the marked stretch of a ``sentence``; ``was`` became
    ``proposed``, with which the text ``reads``.
    """

    file: str
    document: str
    kind: ItemKind
    subjects: tuple[Subject, ...]
    line: str
    author: str
    date: str
    quoted: str
    sentence: str = ""
    comment: str = ""
    was: str = ""
    proposed: str = ""
    reads: str = ""
    is_resolved: bool = False
    replies: tuple[Said, ...] = ()
    position: int = 0

    @property
    def subject(self) -> Subject:
        """The unit that it is about."""
        return self.subjects[0]

    def as_data(self, number: int) -> dict[str, Any]:
        """Return it as data for JSON."""
        told = {
            "number": number,
            "file": self.file,
            "document": self.document,
            "kind": self.kind,
            "unit": self.subject.id,
            "place": self.line or self.subject.place,
            "units": [subject.as_data() for subject in self.subjects],
            "author": self.author,
            "date": self.date,
            "quoted": self.quoted,
        }
        if self.kind == "comment":
            replies = [{"author": said.author, "date": said.date, "text": said.text} for said in self.replies]
            told["sentence"] = self.sentence
            return {**told, "comment": self.comment, "resolved": self.is_resolved, "replies": replies}
        return {**told, "was": self.was, "proposed": self.proposed, "reads": self.reads}


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A file that was read. ``is_current`` tells whether content still says what the file said when it was made."""

    file: str
    document: str
    version: str
    language: str
    digest: str
    is_current: bool
    formatting: tuple[tuple[str, int], ...] = ()

    def as_data(self) -> dict[str, Any]:
        """Return it as data for JSON."""
        return {
            "file": self.file,
            "document": self.document,
            "version": self.version,
            "language": self.language,
            "digest": self.digest,
            "current": self.is_current,
            "formatting": [{"author": author, "changes": number} for author, number in self.formatting],
        }


@dataclass(slots=True)
class Feedback:
    """All that came home: the files that could be read, and what they say in the order of the content."""

    toolkit: str
    version: str
    files: list[Reviewed] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def as_data(self) -> dict[str, Any]:
        """Return it as data for JSON, format 1."""
        return {
            "format": FORMAT,
            "toolkit": self.toolkit,
            "version": self.version,
            "files": [file.as_data() for file in self.files],
            "items": [item.as_data(number) for number, item in enumerate(self.items, start=1)],
            "problems": [problem.as_data() for problem in self.problems],
        }


def in_order(items: Sequence[Item]) -> list[Item]:
    """Return items by the place of their units in the content, then by file and by their place in it."""
    return sorted(items, key=lambda item: (item.subject.order, item.subject.id, item.file, item.position))
