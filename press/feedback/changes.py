"""Pieces with a history -> changes: what one person replaced by what, and the sentence that it stands in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, Literal

from press.feedback.review import OBJECT, Para, Piece, Review, Row, Stamp

ChangeKind = Literal["insertion", "deletion", "replacement", "move", "row-insertion", "row-deletion", "untracked"]

_NEAR: Final = 100  # pieces beside a change among which its sentence is looked for
# The end of a sentence: a sign, closing quotation marks, white space; “e.g. an” goes on in small letters.
_ENDS: Final = re.compile("(?<=[.!?…؟。！？])[\"'”’»)\\]]*\\s+(?![a-z])|\n")


@dataclass(frozen=True, slots=True)
class Change:
    """One change. ``paras`` are the numbers of the paragraphs that it touches, the first is its own.

    ``was`` became ``proposed``; ``quoted`` is the sentence around it, ``reads`` the same with all that its
    author changed.
    """

    kind: ChangeKind
    stamp: Stamp
    paras: tuple[int, ...]
    was: str
    proposed: str
    quoted: str = ""
    reads: str = ""


@dataclass(slots=True)
class _Group:
    """Adjacent pieces that one person changed; each with the numbers of its paragraph and of its place in it."""

    author: str
    move: str
    row: int
    found: list[tuple[int, int, Piece]] = field(default_factory=list)


def changes(review: Review) -> list[Change]:
    """Return all tracked changes in the order of the text; what was moved once, with both its places."""
    found: list[Change] = []
    moves: dict[str, int] = {}
    for group in _groups(review.paras):
        change = _row_change(review, group) if group.row else _change(review, group)
        if group.move and group.move in moves:
            other = found[moves[group.move]]
            was, text = (change, other) if change.was else (other, change)
            paras = tuple(dict.fromkeys((*was.paras, *text.paras)))
            found[moves[group.move]] = replace(text, kind="move", paras=paras, was=was.was, quoted=was.quoted)
        elif change.was or change.proposed:
            if group.move:
                moves[group.move] = len(found)
            found.append(change)
    return found


def _groups(paras: Sequence[Para]) -> Iterator[_Group]:
    """Yield what belongs together: pieces of one author with nothing but other authors' changes between them."""
    open_: dict[str, _Group] = {}
    part = ("", "")
    for number, para in enumerate(paras):
        if part != (part := (para.part, para.note)):
            yield from _ended(open_)
        for place, piece in enumerate((*para.pieces, para.mark)):
            changed = _changed_by(piece) if para.row is None else _changed_in(para.row, piece)
            if not changed and (piece.text or piece.call):
                yield from _ended(open_)
            for author, one in changed:
                row = para.row.number if para.row and para.row.stamp.author == author else 0
                group = open_.get(author)
                if group and (group.move, group.row) != (one.move, row):
                    yield open_.pop(author)
                    group = None
                group = group or open_.setdefault(author, _Group(author, one.move, row))
                group.found.append((number, place, one))
    yield from _ended(open_)


def _ended(open_: dict[str, _Group]) -> Iterator[_Group]:
    yield from open_.values()
    open_.clear()


def _changed_by(piece: Piece) -> list[tuple[str, Piece]]:
    """Return what each author did to a piece; who deletes what he inserted himself has done nothing."""
    inserted, deleted = piece.inserted, piece.deleted
    if inserted and deleted and inserted.author == deleted.author:
        return []
    found = []
    if inserted:
        found.append((inserted.author, replace(piece, deleted=None)))
    if deleted:
        found.append((deleted.author, replace(piece, inserted=None)))
    return found


def _changed_in(row: Row, piece: Piece) -> list[tuple[str, Piece]]:
    """Return what each author did to a piece of a row that came or went as a whole."""
    inserted, deleted = (row.stamp, None) if row.is_inserted else (None, row.stamp)
    others = [(author, one) for author, one in _changed_by(piece) if author != row.stamp.author]
    return [(row.stamp.author, replace(piece, inserted=inserted, deleted=deleted)), *others]


def _change(review: Review, group: _Group) -> Change:
    was = "".join(piece.text for _, _, piece in group.found if piece.deleted)
    proposed = "".join(piece.text for _, _, piece in group.found if piece.inserted)
    quoted, reads = _sentence(review, group)
    kind: ChangeKind = "replacement" if was and proposed else "insertion" if proposed else "deletion"
    return Change(kind, _stamp(group), _touched(group), visible(was), visible(proposed), quoted, reads)


def _touched(group: _Group) -> tuple[int, ...]:
    """Return the paragraphs of a group. One of which only the end is new stands first: something was added to it."""
    return tuple(dict.fromkeys(number for number, _, _ in group.found))


def _row_change(review: Review, group: _Group) -> Change:
    """Return a row that came or went, its cells parted by lines."""
    numbers = _touched(group)
    row = review.paras[numbers[0]].row
    texts = [shown(review.paras[number].after or review.paras[number].before) for number in numbers]
    told = " | ".join(text for text in texts if text)
    is_inserted = row is not None and row.is_inserted
    was, proposed = ("", told) if is_inserted else (told, "")
    kind: ChangeKind = "row-insertion" if is_inserted else "row-deletion"
    return Change(kind, _stamp(group), numbers, was, proposed, was, proposed)


def _stamp(group: _Group) -> Stamp:
    stamps = [stamp for _, _, piece in group.found if (stamp := piece.deleted or piece.inserted)]
    return Stamp(group.author, max((stamp.date for stamp in stamps), default=""))


def _sentence(review: Review, group: _Group) -> tuple[str, str]:
    """Return the sentence around a group, without and with the changes of its author."""
    spans = _spans(review, group)
    base = "".join(span.before for span in spans)
    start = min((span.begin for span in spans if span.is_own), default=0)
    end = max((span.end for span in spans if span.is_own), default=len(base))
    left = max((match.end() for match in _ENDS.finditer(base, 0, start)), default=0)
    right = next((match.start() for match in _ENDS.finditer(base, max(end - 1, start))), len(base))
    right = max(right, end)
    reading = "".join(span.within(left, right) for span in spans)
    return shown(base[left:right]), shown(reading)


@dataclass(frozen=True, slots=True)
class _Span:
    """A piece as one person sees it, without and with what she did; ``begin`` counts in the text without."""

    begin: int
    before: str
    after: str
    is_own: bool

    @property
    def end(self) -> int:
        return self.begin + len(self.before)

    def within(self, left: int, right: int) -> str:
        """Return what of it reads between two places of the text without her changes."""
        if not self.before:
            return self.after if self.is_own or left < self.begin < right else ""
        if not self.is_own and (self.begin >= right or self.end <= left):
            return ""
        if self.after != self.before:
            return self.after
        return self.after[max(left - self.begin, 0) : max(right - self.begin, 0)]


def _spans(review: Review, group: _Group) -> list[_Span]:
    """Return the pieces from a group's first to its last, and those near by in the same paragraphs."""
    first, last = group.found[0][:2], group.found[-1][:2]
    spans: list[_Span] = []
    for number in range(first[0], last[0] + 1):
        para = review.paras[number]
        low = max(0, first[1] - _NEAR) if number == first[0] else 0
        high = min(len(para.pieces), last[1] + _NEAR) if number == last[0] else len(para.pieces)
        pieces = [*para.pieces[low : high + 1], *([para.mark] if high == len(para.pieces) else [])]
        for place, piece in enumerate(pieces, start=low):
            is_own = first <= (number, place) <= last and any(who == group.author for who, _ in _changed_by(piece))
            before, after = _as_seen_by(piece, group.author)
            spans.append(_Span(spans[-1].end if spans else 0, before, after, is_own))
    return spans


def _as_seen_by(piece: Piece, author: str) -> tuple[str, str]:
    """Return a piece without and with what one person did; what others inserted shows only where it is deleted."""
    mine = piece.inserted and piece.inserted.author == author
    gone = piece.deleted and piece.deleted.author == author
    if mine and piece.deleted and gone:
        return "", ""
    if piece.inserted and not mine:
        return (piece.text, "") if gone else ("", "")
    return "" if mine else piece.text, "" if gone else piece.text


def sentence_at(text: str, at: int) -> str:
    """Return the sentence of a text in which a place is."""
    left = max((match.end() for match in _ENDS.finditer(text, 0, at)), default=0)
    right = next((match.start() for match in _ENDS.finditer(text, at)), len(text))
    return shown(text[left:right])


def visible(text: str) -> str:
    """Return a text as people read it, with a sign where it is nothing but white space or the end of a paragraph."""
    return shown(text) or ("¶" if "\n" in text else "␣" if text.strip(OBJECT) else "[…]" if text else "")


def shown(text: str) -> str:
    """Return a text as people read it: without outer white space and pictures, ends of paragraphs as line ends."""
    lines = (" ".join(line.split()) for line in text.replace(OBJECT, " ").split("\n"))
    return "\n".join(lines).strip()
