"""Reviewed files -> what they say, unit by unit. A file that cannot be read is a problem; the others are read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Final

from press.collect.container import MOST_BYTES, Package
from press.collect.found import UnreadableError
from press.feedback.changes import Change, changes, sentence_at, shown
from press.feedback.identity import Identity, agree, identities
from press.feedback.items import Feedback, Item, Reviewed, Subject, in_order
from press.feedback.places import Attribution, attribute
from press.feedback.reading import read_review
from press.feedback.review import Comment, Review, Spot
from press.feedback.shelf import Shelf
from press.feedback.untracked import untracked
from press.problem import Problem
from press.problem import in_order as problems_in_order
from press.slips.characters import shown as printable

_NOWHERE: Final = 1 << 30  # behind all that has a place
_MOST_PIECES: Final = 3_000  # of a file, that one comment is about
_ANOTHER: Final = "ask for the Word file itself, saved by Word or LibreOffice as .docx"


def files_in(paths: Iterable[Path]) -> Iterator[tuple[Path, str]]:
    """Yield the files that are named, and the Word files in folders that are, each with what it is called.

    Programs keep locks in files that begin with ``~$`` or a dot.
    """
    for path in paths:
        if path.is_dir():
            for file in sorted(path.rglob("*.docx")):
                if file.is_file() and not file.name.startswith(("~$", ".")):
                    yield file, file.relative_to(path).as_posix()
        else:
            yield path, path.name


def gather(files: Iterable[tuple[Path, str]], shelf: Shelf, done: Callable[[str], None] = lambda _: None) -> Feedback:
    """Return what reviewers said in these files, each with what it is called; ``done`` hears of each."""
    toolkit = shelf.library.toolkit
    found = Feedback(str(toolkit.id), str(toolkit.version))
    for path, name in files:
        try:
            _read(path, name, shelf, found)
        except UnreadableError as error:
            found.problems.append(Problem("F801", name, f"cannot be read: {error.why}", error.hint))
        except OSError as error:
            found.problems.append(Problem("F801", name, f"cannot be read: {error.strerror or error}"))
        done(name)
    found.items = in_order(found.items)
    found.problems = problems_in_order(found.problems)
    return found


def _read(path: Path, name: str, shelf: Shelf, found: Feedback) -> None:
    with path.open("rb") as file:
        head = file.read(8)
    if not head.startswith(b"PK"):
        why = "it is empty" if not head else "it is no Word file (.docx)"
        raise UnreadableError(why, _ANOTHER)
    if path.stat().st_size > MOST_BYTES:
        raise UnreadableError("it is far larger than any file of ours", _ANOTHER)
    package = Package(path)
    if not any(name.startswith("word/") for name in package.names()):
        raise UnreadableError("it is no Word file (.docx)", _ANOTHER)
    review = read_review(package)
    identity = _identity(name, review, identities(package), shelf, found.problems)
    if identity is None:
        return
    now = shelf.digest(identity.stem)
    reviewed = Reviewed(
        name, identity.stem, identity.version, identity.language, identity.digest,
        is_current=bool(now and identity.digest and now.startswith(identity.digest)), formatting=review.formatting,
    )  # fmt: skip
    found.files.append(reviewed)
    _tell_of_version(reviewed, shelf, found.problems)
    attribution = attribute(review, shelf.due(identity.stem), shelf.names)
    items = list(_items(review, attribution, reviewed, shelf))
    found.items += items
    _tell_of_gone(items, reviewed, found.problems)


def _identity(
    name: str, review: Review, said: list[Identity], shelf: Shelf, problems: list[Problem]
) -> Identity | None:
    """Return which document a file is; what carriers leave open or disagree about, its bookmarks decide."""
    ours = [one for one in said if one.symbol == shelf.symbol]
    if said and not ours:
        hint = f"this toolkit is {shelf.symbol}; --content names another one's folder"
        problems.append(
            Problem(
                "F802", name, f"is of another toolkit, {printable(said[0].symbol)} {printable(said[0].version)}", hint
            )
        )
        return None
    marks = {mark for para in review.paras for mark in para.bookmarks}
    known = [one for one in ours if one.stem]
    if known and all(agree(known[0], other) for other in ours):
        return known[0]
    shared = {
        stem: sum(mark in marks for one in shelf.due(stem) for mark in one.marks if shelf.names.get(mark))
        for stem in dict.fromkeys([*(one.stem for one in known), *shelf.documents])
    }
    # Of documents that have them all, the one with the least else: a tailored one, not the whole guide.
    best = max(shared, key=lambda stem: (shared[stem], -len(shelf.due(stem))), default="")
    if not best or not shared[best]:
        hint = "it has to be a file that the press made, with comments or changes in it, not a copy of its text"
        problems.append(Problem("F802", name, "nothing in it says which document it is", hint))
        return None
    language = str(shelf.documents[best].language) if best in shelf.documents else ""
    chosen = next((one for one in known if one.stem == best), Identity("bookmarks", shelf.symbol, "", best, language))
    message = f"does not say for certain which document it is; by its bookmarks it is {best}"
    if len({one.stem for one in known}) > 1:
        message = f"says that it is {' and '.join(sorted({one.stem for one in known}))}; by its bookmarks it is {best}"
    problems.append(Problem("F803", name, message, "look whether the places are right", "warning"))
    return chosen


def _tell_of_version(reviewed: Reviewed, shelf: Shelf, problems: list[Problem]) -> None:
    if reviewed.is_current:
        return
    version = printable(reviewed.version) or "an unknown version"
    if reviewed.document not in shelf.documents:
        message = f"is {reviewed.document} of version {version}, which the toolkit no longer has"
    else:
        message = f"is {reviewed.document} of version {version}, and content says something else by now"
    hint = "what is said is listed by the ids of units; read it beside the version that was reviewed"
    problems.append(Problem("F804", reviewed.file, message, hint, "warning"))


def _tell_of_gone(items: Iterable[Item], reviewed: Reviewed, problems: list[Problem]) -> None:
    gone = {subject.id: subject for item in items for subject in item.subjects if subject.is_gone}
    for subject in gone.values():
        hint = f"'{subject.successor}' took its place" if subject.successor else "nothing took its place"
        message = f"{reviewed.file} speaks of '{subject.id}', which content no longer has"
        problems.append(Problem("F805", subject.place, message, hint, "warning"))


def _items(review: Review, attribution: Attribution, reviewed: Reviewed, shelf: Shelf) -> Iterator[Item]:
    maker = _Maker(review, attribution, reviewed, shelf)
    yield from (maker.comment(comment) for comment in review.comments)
    for change in changes(review):
        yield maker.change(change, [attribution.units[number] for number in change.paras])
    if reviewed.is_current:
        for unit, change in untracked(review, attribution):
            yield maker.change(change, [unit])


class _Maker:
    """Makes the items of one file."""

    def __init__(self, review: Review, attribution: Attribution, reviewed: Reviewed, shelf: Shelf) -> None:
        self._review, self._units = review, attribution.units
        self._reviewed, self._shelf = reviewed, shelf

    def comment(self, comment: Comment) -> Item:
        """Return a thread. Without a place it is of the document as a whole."""
        units, quoted, context = [""], "", ""
        if comment.start and comment.end and comment.start.para < len(self._review.paras):
            start, end = comment.start, max(comment.start, comment.end)
            inside = list(islice(self._review.between(start, end), _MOST_PIECES))
            numbers = [at for at, piece in inside if piece.text.strip()] or [start.para]
            units = [self._units[at] for at in numbers]
            standing = "".join(piece.text for _, piece in inside if piece.deleted is None)
            quoted = shown(standing) or shown("".join(piece.text for _, piece in inside))
            context = self._sentence(start)
        subjects, line = self._placed(units, quoted, context)
        return Item(
            self._reviewed.file, self._reviewed.document, "comment", subjects, line, comment.said.author,
            comment.said.date, quoted or context, sentence=context, comment=comment.said.text,
            is_resolved=comment.is_resolved, replies=comment.replies,
            position=comment.start.para if comment.start else _NOWHERE,
        )  # fmt: skip

    def _sentence(self, spot: Spot) -> str:
        para = self._review.paras[spot.para]
        before = "".join(piece.text for piece in para.pieces[: spot.piece] if piece.deleted is None)
        return sentence_at(para.after, len(before))

    def change(self, change: Change, units: list[str]) -> Item:
        """Return a change."""
        subjects, line = self._placed(units, change.quoted, change.was)
        return Item(
            self._reviewed.file, self._reviewed.document, change.kind, subjects, line, change.stamp.author,
            change.stamp.date, change.quoted, was=change.was, proposed=change.proposed, reads=change.reads,
            position=change.paras[0] if change.paras else _NOWHERE,
        )  # fmt: skip

    def _placed(self, units: list[str], *words: str) -> tuple[tuple[Subject, ...], str]:
        """Return the subjects of units, and the line of the first of the words that stand in the content."""
        told = {one.id: one for one in (self._shelf.subject(unit, self._reviewed.document) for unit in units)}
        subjects = tuple(told.values())
        source = self._shelf.sources.units.get(subjects[0].id)
        places = (self._shelf.lines.place(source, text) for text in words) if source else iter(())
        return subjects, next((str(place) for place in places if place), "")
