"""Links of a block: over which words they lie, and where they go."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final
from urllib.parse import quote

from press.prove import lines
from press.prove.expected import Expected, Span
from press.prove.pdf_leaf import Leaf
from press.prove.report import Report

_NEAR: Final = 3.0  # points
_IN_ADDRESSES: Final = "%/:?#[]@!$&'()*+,;=~"


def check_links(block: Expected, leaf: Leaf, report: Report) -> None:
    """Report links of a leaf that are not those of its block."""
    want = list(_merged(block.links))
    if not want and not leaf.targets:
        return
    have = list(_merged(_link_spans(leaf)))
    for span in want:
        if not any(_same_link(span, other) for other in have):
            found = next((o for o in have if o.start < span.end and span.start < o.end), None)
            goes = f"goes to '{found.name}'" if found and (found.kind, found.name) != (span.kind, span.name) else ""
            goes = goes or ("covers other words" if found else "is missing")
            report.add("P610", leaf.page, f"the link to '{span.name}' in {block.where} {goes}")
    for span in have:
        if not any(o.start < span.end and span.start < o.end for o in want):
            report.add("P610", leaf.page, f"{block.where} has a link to '{span.name}' that does not belong there")
    _check_annotations(block, leaf, want, report)


def _check_annotations(block: Expected, leaf: Leaf, want: Sequence[Span], report: Report) -> None:
    names = [Span(0, 0, span.kind, span.name) for span in want]
    for target in leaf.targets:
        if not any(_same_link(span, Span(0, 0, target.kind, target.name)) for span in names):
            report.add("P610", leaf.page, f"{block.where} has a link to '{target.name}' that does not belong there")
    for box in leaf.boxes:
        if box.link and box.runs and not _covers(box.link.rectangle, box.runs[0].x, box.runs[0].y):
            report.add("P610", box.page, f"the link to '{box.link.name}' in {block.where} lies beside its words")


def _covers(rectangle: tuple[float, ...], x: float, y: float) -> bool:
    if len(rectangle) != 4:
        return False
    left, right = sorted(rectangle[::2])
    bottom, top = sorted(rectangle[1::2])
    return left - _NEAR <= x <= right + _NEAR and bottom - _NEAR <= y <= top + _NEAR


def _link_spans(leaf: Leaf) -> Iterator[Span]:
    at = 0
    for box in leaf.boxes:
        end = at + lines.size((box,))
        if box.link and end > at:
            yield Span(at, end, box.link.kind, box.link.name)
        at = end


def _merged(spans: Iterator[Span]) -> Iterator[Span]:
    """Yield links, those in one that touch and go to one place as one."""
    last: Span | None = None
    for span in sorted(spans, key=lambda s: s.start):
        if last and span.start <= last.end and (span.kind, span.name) == (last.kind, last.name):
            last = Span(last.start, max(last.end, span.end), last.kind, last.name)
        else:
            if last:
                yield last
            last = span
    if last:
        yield last


def _same_link(want: Span, have: Span) -> bool:
    if (want.start, want.end, want.kind) != (have.start, have.end, have.kind):
        return False
    return want.name == have.name or (want.kind == "address" and quote(want.name, safe=_IN_ADDRESSES) == have.name)
