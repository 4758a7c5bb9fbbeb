"""Figures as a page of Markdown: the same page for the same figures."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from bench.figures import Detail, Figures, Other, Plain, Subject, Workers
from bench.lines import beyond, lines, per_page, percent
from bench.reading import reading

_HERE: Final = Path(__file__).parent
_PRESS: Final = "the press"
_NUMBER: Final = re.compile(r"[\d.]+( MB| %)?")


def report(figures: Figures) -> str:
    """Return the whole page."""
    head, method = ((_HERE / name).read_text("utf-8") for name in ("head.md", "method.md"))
    parts = [head + _run(figures), _lines(figures), _reading(figures), _builds(figures)]
    for subject in figures.subjects:
        if subject.detail:
            parts.append(_detail(subject, subject.detail))
        if subject.plain:
            parts.append(_others(subject, subject.plain))
    if figures.workers:
        parts.append(_workers(figures.workers))
    return "\n".join([*parts, method])


def _run(figures: Figures) -> str:
    rows = [*figures.machine.items(), ("versions", ", ".join(f"{k} {v}" for k, v in figures.versions.items()))]
    if figures.date:
        rows.insert(0, ("date", figures.date))
    if figures.quick:
        rows.insert(0, ("**a quick run**", "small sizes, everything once: not to be cited"))
    return _table(("this run", ""), rows)


def _lines(figures: Figures) -> str:
    rows = [(line.promise, line.found, line.verdict) for line in lines(figures)]
    return "## What was promised\n\n" + _table(("line", "found", "verdict"), rows)


def _reading(figures: Figures) -> str:
    return "## What the figures say\n\n" + "".join(f"- {sentence}\n" for sentence in reading(figures))


def _builds(figures: Figures) -> str:
    head = (
        "CPU s of a build", "documents", "pages", "cold", "ms a page", "s a document", "no change", "one sentence",
        "memory",
    )  # fmt: skip
    imports = (
        "interpreter and imports",
        "",
        "",
        f"{figures.imports.cpu:.2f}",
        "",
        "",
        "",
        "",
        _mb(figures.imports.peak),
    )
    rows = [*(_build(figures, subject) for subject in figures.subjects), imports]
    note = "*ms a page* and *s a document* are CPU time of a cold build beyond interpreter and imports.\n"
    return f"## Builds: every format, with the proof\n\n{_table(head, rows)}\n{note}"


def _build(figures: Figures, subject: Subject) -> Sequence[str]:
    each = beyond(figures, subject.cold.cpu) / subject.documents
    return (
        subject.name, str(subject.documents), str(subject.pages), f"{subject.cold.cpu:.1f}",
        f"{per_page(figures, subject) * 1000:.0f}", f"{each:.2f}", f"{subject.unchanged.cpu:.2f}",
        f"{subject.sentence.cpu:.1f}", _mb(subject.cold.peak),
    )  # fmt: skip


def _detail(subject: Subject, detail: Detail) -> str:
    total = detail.startup + sum(detail.steps.values())
    steps = [("interpreter and imports", detail.startup), *detail.steps.items()]
    by_kind: dict[str, list[str]] = defaultdict(list)
    for stem in detail.pages:
        by_kind[stem.partition("/")[0]].append(stem)
    kinds = [_kind(kind, stems, detail) for kind, stems in by_kind.items()]
    return "\n".join(
        [
            f"## Where a cold build of {subject.name} spends its time\n",
            _table(("step", "CPU s", "share"), [(s, f"{cpu:.1f}", percent(cpu / total)) for s, cpu in steps]),
            _table(("kind", "documents", "pages", "CPU s", "s a document", "ms a page"), kinds),
            f"{detail.layouts} layouts of {subject.documents} documents. What concerns all documents is in no kind.\n",
        ]
    )


def _kind(kind: str, stems: Sequence[str], detail: Detail) -> Sequence[str]:
    cpu = sum(detail.documents.get(stem, 0.0) for stem in stems)
    pages = sum(detail.pages[stem] for stem in stems)
    return (kind, str(len(stems)), str(pages), f"{cpu:.1f}", f"{cpu / len(stems):.2f}", f"{cpu / pages * 1000:.0f}")


def _others(subject: Subject, plain: Plain) -> str:
    ours = Other(_PRESS, "PDF and Word", plain.cost, subject.pages, plain.notes)
    known = Other(f"{_PRESS}, page numbers known", "PDF and Word", plain.known, subject.pages, plain.notes)
    tools = [ours, *([known] if plain.known else []), *subject.others]
    rows = [_other(tool, plain.cost.cpu, subject.notes) for tool in tools]
    head = ("tool", "makes", "CPU s", "of the press's", "pages", "pages per CPU s", "memory", "footnotes")
    return f"## Beside others: {subject.name}, screen PDF and Word\n\n{_table(head, rows)}"


def _other(other: Other, ours: float, notes: int) -> Sequence[str]:
    if other.cost is None:
        return (other.name, other.makes, f"not measured: {other.missing}", "", "", "", "", "")
    cpu = other.cost.cpu
    pages, speed = ("", "") if other.pages is None else (str(other.pages), f"{other.pages / cpu:.1f}")
    kept = "" if other.notes is None else f"{other.notes} of {notes}"
    failed = f"; {other.failed} documents failed" if other.failed else ""
    memory = _mb(other.cost.peak)
    return (other.name, other.makes, f"{cpu:.1f}", f"{cpu / ours:.2f}", pages, speed, memory, kept + failed)


def _workers(found: Workers) -> str:
    rows = [("1", f"{found.one:.1f}", "1.00"), ("2", f"{found.two:.1f}", f"{found.one / found.two:.2f}")]
    return f"## Two workers: {found.of}, cold\n\n" + _table(("workers", "seconds that pass", "times as fast"), rows)


def _mb(megabytes: float) -> str:
    return f"{megabytes:.0f} MB"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table, with columns of numbers at the right."""
    told = list(rows)
    columns = [[row[n] for row in told if row[n]] for n in range(len(head))]
    rules = ["--:" if column and all(map(_NUMBER.fullmatch, column)) else "---" for column in columns]
    return "".join(f"| {' | '.join(row)} |\n" for row in (head, rules, *told))
