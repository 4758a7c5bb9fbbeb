"""Paragraphs of a reviewed file -> their units: paragraph by paragraph beside those of the published Document.

Bookmarks say where units begin, and stay whatever programs do; the Document says how far they reach. Where the two
disagree, or a paragraph is new, the bookmark and the paragraph's style decide.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Final

from press.feedback.due import Due, key_of
from press.feedback.review import Para, Review
from press.prove.words import fold

# Styles that only stand inside of a unit that is no section; see docs/word.md, “Blocks”.
_INNER: Final = (
    "note ", "tip ", "warning ", "takeaway", "action", "case", "video", "quote", "definition", "question", "help",
    "choice", "answer", "form ", "origin", "required", "condition", "table ", "caption",
)  # fmt: skip
_HEADINGS: Final = ("heading", "toc heading")
_ALIKE: Final = 0.5  # from here on, a paragraph is another one edited
_NEAR: Final = 30  # paragraphs among which the one that was edited is looked for
_MOST_PAIRS, _MOST_COMPARED, _MOST_LETTERS = 4_000_000, 3_000, 1_500
_LONG: Final = 16  # letters that are enough to know a paragraph by, wherever it went


@dataclass(frozen=True, slots=True)
class Original:
    """A paragraph as it was before tracked changes: one or more of now, whose ends somebody inserted."""

    numbers: tuple[int, ...]
    style: str
    text: str
    key: str
    marks: tuple[str, ...]
    table: int

    @property
    def number(self) -> int:
        """The paragraph of now that has its end."""
        return self.numbers[-1]


@dataclass(slots=True)
class Attribution:
    """The unit of each paragraph (empty: the document as a whole), and what was compared with what."""

    units: list[str]
    pairs: list[tuple[Due, Original]] = field(default_factory=list)
    added: list[Original] = field(default_factory=list)
    lost: list[Due] = field(default_factory=list)


def originals(review: Review) -> list[Original]:
    """Return the paragraphs of the body as they were before tracked changes."""
    made: list[Original] = []
    numbers: list[int] = []
    for number, para in enumerate(review.paras):
        if para.part != "body" or para.host is not None or (para.row and para.row.is_inserted):
            continue
        if numbers and _begins_anew(review.paras, numbers, para):
            made.append(_original(review.paras, tuple(numbers)))
            numbers = []
        numbers.append(number)
        if para.mark.was_there:
            made.append(_original(review.paras, tuple(numbers)))
            numbers = []
    return [*made, _original(review.paras, tuple(numbers))] if numbers else made


def _begins_anew(paras: Sequence[Para], numbers: Sequence[int], para: Para) -> bool:
    """Tell whether an end counts although it is said to be new: LibreOffice takes it for a part of what is beside it.

    Where somebody parted a paragraph, both halves have one style.
    """
    kept = [paras[number] for number in numbers if paras[number].before]
    return bool(kept and para.before and kept[-1].style != para.style)


def _original(paras: Sequence[Para], numbers: tuple[int, ...]) -> Original:
    text = fold("".join(paras[number].before for number in numbers))
    marks = tuple(mark for number in numbers for mark in paras[number].bookmarks if mark.startswith("u_"))
    last = paras[numbers[-1]]
    return Original(numbers, last.style.casefold(), text, key_of(text), marks, last.table)


def attribute(review: Review, due: Sequence[Due], names: Mapping[str, str]) -> Attribution:
    """Return the unit of each paragraph. ``names`` are units by bookmark; ``due`` is empty for an unknown document."""
    found = originals(review)
    paired = dict(_paired(due, found))
    made = Attribution([""] * len(review.paras))
    made.pairs = [(due[at], found[number]) for number, at in paired.items()]
    made.added = [one for number, one in enumerate(found) if number not in paired]
    taken = set(paired.values())
    made.lost = [one for at, one in enumerate(due) if at not in taken]
    counts = Counter(one.key for one in due)
    elsewhere = {one.key: one.unit for one in due if len(one.key) >= _LONG and counts[one.key] == 1}
    placed = {mark for one in due for mark in one.marks}
    gone = {unit for mark, unit in names.items() if mark not in placed} - {""}
    sure = {number: due[at].unit for number, at in paired.items()}
    _assign(review, found, sure, elsewhere, names, gone, made.units)
    _assign_others(review, made.units)
    return made


def _assign(
    review: Review,
    found: Sequence[Original],
    sure: Mapping[int, str],
    elsewhere: Mapping[str, str],
    names: Mapping[str, str],
    gone: Set[str],
    units: list[str],
) -> None:
    """Fill in the units of the body, in its order: the last bookmark and the last heading are what a place is in.

    ``gone`` are units that the document does not hold as it is now.
    """
    unit = section = ""
    tables: dict[int, str] = {}
    for number, one in enumerate(found):
        marked = [names[mark] for mark in one.marks if mark in names]
        outer, outer_section = unit, section
        unit = marked[-1] if marked else unit
        section = unit if marked and one.style.startswith(_HEADINGS) else section
        if unit in gone and (marked or _is_inner(one)):  # the same words may be another unit's by now
            own = unit
        elif number in sure:
            own = sure[number]
        elif marked:
            own = unit
        elif one.style == "figure" and number + 1 < len(found) and found[number + 1].marks:
            own = names.get(found[number + 1].marks[-1], section)
        else:
            own = elsewhere.get(one.key) or tables.get(one.table) or (unit if _is_inner(one) else section)
        if one.table:
            tables.setdefault(one.table, own)
        if number in sure and own and not _is_inner(one) and not marked:
            section = own if one.style.startswith(_HEADINGS) else section
        for at in one.numbers:
            units[at] = own
        for at in _added_before(review.paras, one):
            units[at] = outer if _is_inner_style(review.paras[at].style) else outer_section
    for at, para in enumerate(review.paras):
        if para.row and para.row.is_inserted and para.part == "body":
            units[at] = tables.get(para.table, "")


def _added_before(paras: Sequence[Para], one: Original) -> Iterator[int]:
    """Yield whole new paragraphs before one, unless they continue it: those are of what came before."""
    for number in one.numbers[:-1]:
        if paras[number].before or paras[number].style.casefold() == one.style:
            return
        yield number


def _is_inner(one: Original) -> bool:
    return bool(one.table) or _is_inner_style(one.style)


def _is_inner_style(style: str) -> bool:
    return style.casefold().startswith(_INNER)


def _assign_others(review: Review, units: list[str]) -> None:
    """Fill in the units of notes, which are where they are called, and of boxes, which are where they hang."""
    calls = {piece.call: at for at, para in enumerate(review.paras) for piece in para.pieces if piece.call}
    for at, para in enumerate(review.paras):
        if para.part == "note" and para.note in calls:
            units[at] = units[calls[para.note]]
        elif para.host is not None:
            units[at] = units[para.host]


def _paired(due: Sequence[Due], found: Sequence[Original]) -> Iterator[tuple[int, int]]:
    """Yield (number of a paragraph found, number of the one that is due): bookmarks first, then the words between."""
    place = {mark: at for at, one in enumerate(due) for mark in one.marks}
    marked = ((number, one.marks[-1]) for number, one in enumerate(found) if one.marks)
    anchors = _rising([(number, place[mark]) for number, mark in marked if mark in place])
    yield from anchors
    aligner = _Aligner(due, found)
    for (start, begin), (stop, end) in pairwise([(-1, -1), *anchors, (len(found), len(due))]):
        yield from aligner.between(begin + 1, end, start + 1, stop)


def _rising(anchors: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest run of anchors that are in order on both sides (patience sorting)."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for index, (_, at) in enumerate(anchors):
        place = bisect_left(tails, at)
        tails[place : place + 1] = [at]
        ends[place : place + 1] = [index]
        before.append(ends[place - 1] if place else -1)
    chosen = []
    index = ends[-1] if ends else -1
    while index >= 0:
        chosen.append(anchors[index])
        index = before[index]
    return chosen[::-1]


class _Aligner:
    """Pairs paragraphs between two anchors. What it may compare is bounded: a file may hold anything."""

    def __init__(self, due: Sequence[Due], found: Sequence[Original]) -> None:
        self._due, self._found = due, found
        self._left = _MOST_COMPARED

    def between(self, begin: int, end: int, start: int, stop: int) -> Iterator[tuple[int, int]]:
        """Yield the pairs: the same words, then what is alike among the rest."""
        left = [one.key for one in self._due[begin:end]]
        right = [one.key for one in self._found[start:stop]]
        if len(left) * len(right) > _MOST_PAIRS:
            yield from ((start + j, begin + i) for j, i in _once(left, right))
            return
        for kind, i1, i2, j1, j2 in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
            if kind == "equal":
                yield from zip(range(start + j1, start + j2), range(begin + i1, begin + i2), strict=True)
            elif kind == "replace":
                yield from self._alike(begin + i1, begin + i2, start + j1, start + j2)

    def _alike(self, i1: int, i2: int, j1: int, j2: int) -> Iterator[tuple[int, int]]:
        """Yield pairs of paragraphs that were edited, in order. What is filled in may say anything in its place."""
        for j in range(j1, j2):
            near = range(i1, min(i2, i1 + _NEAR))
            best, at = max(((self._likeness(self._due[i], self._found[j]), -i) for i in near), default=(0.0, 0))
            if best >= _ALIKE:
                yield j, -at
                i1 = 1 - at
            elif i1 < i2 and i2 - i1 == j2 - j and self._due[i1].is_entry:
                yield j, i1
                i1 += 1

    def _likeness(self, due: Due, found: Original) -> float:
        one, other = due.key[:_MOST_LETTERS], found.key[:_MOST_LETTERS]
        if not one or not other or not self._left:
            return 0.0
        matcher = SequenceMatcher(None, one, other, autojunk=False)
        if matcher.real_quick_ratio() < _ALIKE or matcher.quick_ratio() < _ALIKE:
            return 0.0
        self._left -= 1
        return matcher.ratio()


def _once(left: Sequence[str], right: Sequence[str]) -> list[tuple[int, int]]:
    """Return pairs (right, left) of what is there once on both sides, in order."""
    counts = Counter(left), Counter(right)
    at = {key: number for number, key in enumerate(left) if key and counts[0][key] == counts[1][key] == 1}
    return _rising([(number, at[key]) for number, key in enumerate(right) if key in at])
