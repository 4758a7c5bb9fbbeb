"""What stands where, in a file with a flaw: slow, and only as sure as may be. It names flaws; it never excuses one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from typing import Final

from press.prove import lines, match
from press.prove.align import Pair, goes_on, joined, repeated
from press.prove.bidi import Base, paired
from press.prove.expected import BULLET, Expected
from press.prove.pdf_leaf import Leaf
from press.prove.words import bare, flat, is_right_to_left

_PICTURE: Final = "\ufdd1"
_ALIKE: Final = 0.45
_MANY: Final = 250_000  # pairs to weigh; beyond, blocks are taken in order


def diagnose(expected: Sequence[Expected], leaves: Sequence[Leaf], base: Base) -> list[Pair]:
    """Return all expected blocks and all leaves, as pairs where they belong together."""
    wanted = {_key(block) for block in expected}
    told = _told(leaves, wanted, base)
    pairs = _moved(_paired(expected, told, base), base)
    return [_compared(pair, base) for pair in _rejoined(pairs)]


def _key(block: Expected) -> str:
    return _PICTURE if block.alternative is not None else _folded(block.text)


def _leaf_key(leaf: Leaf, base: Base) -> str:
    if leaf.role == "Figure":
        return _PICTURE
    text = lines.logical(leaf.boxes, base)
    return BULLET if leaf.role == "Lbl" and match.is_bullet(text) else _folded(text)


def _folded(text: str) -> str:
    """Return what stays the same whatever the order of the glyphs."""
    text = paired(bare(text))
    return "".join(sorted(text)) if is_right_to_left(text) else text


def _told(leaves: Sequence[Leaf], wanted: set[str], base: Base) -> list[tuple[str, Leaf]]:
    """Return leaves with their keys, those broken over pages joined again and repeated headers left out."""
    told: list[tuple[str, Leaf]] = []
    at = 0
    while at < len(leaves):
        if told and leaves[at].place.row and told[-1][1].role == "TD" and (again := repeated(leaves, at)):
            header = [_leaf_key(leaf, base) for leaf in leaves[at : at + again]]
            if (
                header == [key for key, leaf in told if leaf.place.head][-again:]
                and leaves[at].page > leaves[at - 1].page
            ):
                at += again
                continue
        leaf = leaves[at]
        key = _leaf_key(leaf, base)
        while key not in wanted and at + 1 < len(leaves) and goes_on(leaf, leaves[at + 1]):
            whole = joined(leaf, leaves[at + 1])
            if (longer := _leaf_key(whole, base)) not in wanted:
                break
            leaf, key, at = whole, longer, at + 1
        told.append((key, leaf))
        at += 1
    return told


def _paired(expected: Sequence[Expected], told: Sequence[tuple[str, Leaf]], base: Base) -> list[Pair]:
    keys = [_key(block) for block in expected], [key for key, _ in told]
    pairs: list[Pair] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, *keys, autojunk=False).get_opcodes():
        blocks, leaves = expected[i1:i2], [leaf for _, leaf in told[j1:j2]]
        if tag == "equal":
            pairs += map(Pair, blocks, leaves)
        else:
            pairs += _weighed(blocks, leaves, base)
    return pairs


def _weighed(blocks: Sequence[Expected], leaves: Sequence[Leaf], base: Base) -> Iterator[Pair]:
    """Pair what is most alike, in order: the best sum of likenesses, found by dynamic programming."""
    if len(blocks) * len(leaves) > _MANY or not (blocks and leaves):
        yield from (Pair(block, None) for block in blocks)
        yield from (Pair(None, leaf) for leaf in leaves)
        return
    words = [_words(lines.logical(leaf.boxes, base)) for leaf in leaves]
    even = len(blocks) == len(leaves)
    rows, columns = len(blocks), len(leaves)
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    like = [[_alike(b, x, w, even=even and i == j) for j, (x, w) in enumerate(zip(leaves, words, strict=True))]
            for i, b in enumerate(blocks)]  # fmt: skip
    for i in reversed(range(rows)):
        for j in reversed(range(columns)):
            together = like[i][j] + best[i + 1][j + 1] if like[i][j] >= _ALIKE else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], together)
    i = j = 0
    while i < rows or j < columns:
        if i < rows and j < columns and like[i][j] >= _ALIKE and best[i][j] == like[i][j] + best[i + 1][j + 1]:
            yield Pair(blocks[i], leaves[j])
            i, j = i + 1, j + 1
        elif j == columns or (i < rows and best[i][j] == best[i + 1][j]):
            yield Pair(blocks[i], None)
            i += 1
        else:
            yield Pair(None, leaves[j])
            j += 1


def _words(text: str) -> Counter[str]:
    return Counter(paired(text).split() if not is_right_to_left(text) else bare(paired(text)))


def _alike(block: Expected, leaf: Leaf, have: Counter[str], *, even: bool) -> float:
    """Say how alike a block and a leaf are, from 0 to 1: words count most, then role, then standing opposite."""
    if (block.alternative is not None) != (leaf.role == "Figure"):
        return 0.0
    want = _words(block.text)
    total = sum(want.values()) + sum(have.values())
    words = 2 * (want & have).total() / total if total else 1.0
    role = block.role == leaf.role and (not block.cell or block.cell.column == leaf.place.column)
    return 0.6 * words + 0.2 * role + 0.25 * (even and role)


def _moved(pairs: Sequence[Pair], base: Base) -> list[Pair]:
    """Pair what is missing here and too much there."""
    spare: dict[str, list[Leaf]] = {}
    for pair in pairs:
        if pair.leaf and not pair.expected:
            spare.setdefault(_leaf_key(pair.leaf, base), []).append(pair.leaf)
    found: list[Pair] = []
    gone: set[int] = set()
    for pair in pairs:
        if pair.expected and not pair.leaf and (leaves := spare.get(_key(pair.expected))):
            leaf = leaves.pop(0)
            gone.add(id(leaf))
            found.append(Pair(pair.expected, leaf, moved=True))
        else:
            found.append(pair)
    return [pair for pair in found if pair.expected or id(pair.leaf) not in gone]


def _rejoined(pairs: Sequence[Pair]) -> list[Pair]:
    """Give the rest of a broken leaf back to it, when nothing else wants it."""
    found: list[Pair] = []
    for pair in pairs:
        before = found[-1] if found else Pair(None, None)
        if _is_rest(pair, before) and before.leaf and pair.leaf:
            found[-1] = replace(before, leaf=joined(before.leaf, pair.leaf))
        else:
            found.append(pair)
    return found


def _is_rest(pair: Pair, before: Pair) -> bool:
    if not (pair.leaf and before.leaf and before.expected) or pair.expected:
        return False
    short = lines.size(before.leaf.boxes) < len(bare(before.expected.text))
    return short and goes_on(before.leaf, pair.leaf)


def _compared(pair: Pair, base: Base) -> Pair:
    if not pair.expected or not pair.leaf or pair.expected.alternative is not None:
        return pair
    return replace(pair, difference=match.compare(pair.expected, pair.leaf.boxes, base))


def quote(leaf: Leaf, base: Base) -> str:
    """Return the words of a leaf, for people to read."""
    text = flat(lines.logical(leaf.boxes, base))
    return text if len(text) <= 60 else f"{text[:57]}…"
