"""What was promised, held against what was measured: each line holds, or does not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from bench.figures import TOOLKIT, Detail, Figures, Other, Subject

UNCHANGED: Final = 0.3  # CPU seconds
SENTENCE: Final = 0.4  # of the guide
KNOWN: Final = 0.7  # of cold
NAIVE: Final = 0.75  # of the naive script
TWO: Final = 1.7  # times as fast
MEMORY: Final = 400  # megabytes
TIMES: Final = 8  # the size of corpus at which memory is looked at
GROWTH: Final = 0.10

HOLDS, FAILS, MOOT, UNKNOWN = "holds", "**does not hold**", "moot", "not measured"


@dataclass(frozen=True, slots=True)
class Line:
    """A promise, what was found, and the verdict."""

    promise: str
    found: str
    verdict: str


def lines(figures: Figures) -> list[Line]:
    """Return every promise with its verdict."""
    return [_unchanged(figures), _sentence(figures), _known(figures), _naive(figures), _two(figures),
            _memory(figures), _growth(figures)]  # fmt: skip


def percent(share: float, sign: str = "") -> str:
    """Return a share in per cent; with a plus before gains where ``sign`` is one."""
    return f"{share:{sign}.0%}".replace("%", " %")


def beyond(figures: Figures, cpu: float) -> float:
    """Return CPU seconds without those of interpreter and imports."""
    return cpu - figures.imports.cpu


def due_for_sentence(subject: Subject, detail: Detail) -> tuple[float, float]:
    """Return the cold cost of the guide that was edited, and that of the other documents that were made anew."""
    rest = sum(detail.documents.get(stem, 0.0) for stem in subject.remade if stem != subject.edited)
    return detail.documents[subject.edited], rest


def naive_of(subject: Subject) -> Other | None:
    """Return the naive script's figures, the first of the others."""
    return next(iter(subject.others), None)


def per_page(figures: Figures, subject: Subject) -> float:
    """Return the CPU seconds of a page in a cold build, without those of interpreter and imports."""
    return beyond(figures, subject.cold.cpu) / subject.pages


def _unchanged(figures: Figures) -> Line:
    promise = f"No change: at most {UNCHANGED} CPU s beyond interpreter and imports, for the toolkit"
    toolkit = next(subject for subject in figures.subjects if subject.name == TOOLKIT)
    found = max(beyond(figures, toolkit.unchanged.cpu), 0.0)
    return Line(promise, f"{found:.2f} CPU s", HOLDS if found <= UNCHANGED else FAILS)


def _sentence(figures: Figures) -> Line:
    def judge(subject: Subject) -> tuple[str, bool] | None:
        if subject.detail is None:
            return None
        guide, rest = due_for_sentence(subject, subject.detail)
        cost = beyond(figures, subject.sentence.cpu)
        due = SENTENCE * guide + rest
        others = len(set(subject.remade) - {subject.edited})
        return f"{cost:.1f} CPU s, of {due:.1f} (guide {guide:.1f}; {others} others {rest:.1f})", cost <= due

    promise = (
        f"One sentence in a guide: at most {percent(SENTENCE)} of the guide's cold cost, and that of whatever cites it"
    )
    return _of_each(promise, figures.subjects, judge)


def _known(figures: Figures) -> Line:
    promise = f"All page numbers known: at most {percent(KNOWN)} of cold"
    measured = [(subject, subject.plain) for subject in figures.subjects if subject.plain]
    if measured and all(plain.layouts <= subject.documents for subject, plain in measured):
        return Line(promise, "a cold build lays each document out once, whatever it knows", MOOT)

    def judge(subject: Subject) -> tuple[str, bool] | None:
        if subject.plain is None or subject.plain.known is None:
            return None
        share = subject.plain.known.cpu / subject.plain.cost.cpu
        return f"{percent(share)}", share <= KNOWN

    return _of_each(promise, figures.subjects, judge)


def _naive(figures: Figures) -> Line:
    def judge(subject: Subject) -> tuple[str, bool] | None:
        naive = naive_of(subject)
        if subject.plain is None or naive is None or naive.cost is None:
            return None
        ratio = subject.plain.cost.cpu / naive.cost.cpu
        return f"{ratio:.2f}", ratio <= NAIVE

    promise = f"Cold, PDF and Word without proof: at most {NAIVE} of the naive script's CPU s"
    return _of_each(promise, figures.subjects, judge)


def _two(figures: Figures) -> Line:
    promise = f"Two workers: at least {TWO} times as fast as one"
    if figures.workers is None:
        return Line(promise, f"not measured: {figures.no_workers}", UNKNOWN)
    ratio = figures.workers.one / figures.workers.two
    return Line(promise, f"{figures.workers.of}: {ratio:.2f}", HOLDS if ratio >= TWO else FAILS)


def _memory(figures: Figures) -> Line:
    largest = figures.subjects[-1]
    promise = f"Memory of a process: under {MEMORY} MB, also at {TIMES} times the corpus"
    peaks = {"one worker": largest.cold.peak}
    if figures.workers and figures.workers.peak is not None:
        peaks["two workers"] = figures.workers.peak
    found = ", ".join(f"{name} {peak:.0f} MB" for name, peak in peaks.items())
    verdict = FAILS if max(peaks.values()) >= MEMORY else HOLDS if largest.size >= TIMES else UNKNOWN
    return Line(promise, f"{largest.name}: {found}", verdict)


def _growth(figures: Figures) -> Line:
    promise = f"Growth: CPU s for a page the same within {percent(GROWTH)}, whatever the size"
    sizes = [subject for subject in figures.subjects if subject.size]
    first = per_page(figures, sizes[0])
    drifts = [per_page(figures, subject) / first - 1 for subject in sizes]
    found = ", ".join(f"× {s.size} {percent(drift, sign='+')}" for s, drift in zip(sizes, drifts, strict=True))
    return Line(promise, found, HOLDS if max(map(abs, drifts)) <= GROWTH else FAILS)


def _of_each(promise: str, subjects: Sequence[Subject], judge: Callable[[Subject], tuple[str, bool] | None]) -> Line:
    """Judge whatever subject was measured for it."""
    judged = [(subject.name, one) for subject in subjects if (one := judge(subject))]
    if not judged:
        return Line(promise, "not measured in this run", UNKNOWN)
    found = "; ".join(f"{name}: {text}" for name, (text, _) in judged)
    holds = [name for name, (_, good) in judged if good]
    partly = f"**holds for {', '.join(holds)} only**" if holds else FAILS
    return Line(promise, found, HOLDS if len(holds) == len(judged) else partly)
