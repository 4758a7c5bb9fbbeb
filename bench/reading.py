"""What the figures say, in sentences: each is written only when its figures are there, and says what they say."""

from __future__ import annotations

from collections.abc import Iterator

from bench.figures import Detail, Figures, Other, Plain, Subject
from bench.lines import beyond, due_for_sentence, naive_of, percent


def reading(figures: Figures) -> Iterator[str]:
    """Yield sentences about a run."""
    for subject in figures.subjects:
        if subject.detail:
            yield _time(subject, subject.detail)
        if subject.plain:
            yield from _beside(subject, subject.plain)
    for subject in figures.subjects:
        yield from _sentence(figures, subject)
    yield from _growth(figures)


def _time(subject: Subject, detail: Detail) -> str:
    step, cpu = max(detail.steps.items(), key=lambda item: item[1])
    share = percent(cpu / (detail.startup + sum(detail.steps.values())))
    text = f"The longest step of a cold build of {subject.name} is “{step}”, with {share} of the CPU time"
    again = detail.layouts - subject.documents
    if again > 0:
        return f"{text}; {again} of its {detail.layouts} layouts repeat an earlier one with other page numbers."
    return f"{text}; each document is laid out once."


def _beside(subject: Subject, plain: Plain) -> Iterator[str]:
    naive = naive_of(subject)
    if naive and naive.cost:
        ratio = plain.cost.cpu / naive.cost.cpu
        text = f"On {subject.name}, the press takes {ratio:.2f} times the CPU time of the naive script"
        if plain.known and plain.layouts > subject.documents:
            text += f", and would take {plain.known.cpu / naive.cost.cpu:.2f} times if it knew all page numbers"
        yield f"{text}. {_loss(naive, subject)}"
    for other in subject.others[1:]:
        if other.cost:
            share = percent(other.cost.cpu / plain.cost.cpu)
            yield f"On {subject.name}, {other.name} takes {share} of the press's time; it makes {other.makes} alone."


def _loss(naive: Other, subject: Subject) -> str:
    failed = f"The script failed on {naive.failed} of {subject.documents} documents. " if naive.failed else ""
    lost = subject.notes - (naive.notes or 0)
    if lost > 0:
        return f"{failed}The PDFs of the script lack {lost} of {subject.notes} footnotes, without a warning."
    return f"{failed}The PDFs of the script have all {subject.notes} footnotes."


def _sentence(figures: Figures, subject: Subject) -> Iterator[str]:
    share = percent(subject.sentence.cpu / subject.cold.cpu)
    text = f"One sentence costs {share} of a cold build of {subject.name}, where it changes {_remade(subject)}"
    if subject.detail:
        guide, rest = due_for_sentence(subject, subject.detail)
        cost = percent((beyond(figures, subject.sentence.cpu) - rest) / guide)
        text += f"; beyond imports and what the others cost, that is {cost} of the guide's share of a cold build"
    yield f"{text}."


def _remade(subject: Subject) -> str:
    match len(set(subject.remade) - {subject.edited}):
        case 0:
            return "the files of the guide alone"
        case 1:
            return "the files of the guide and of another document"
        case others:
            return f"the files of the guide and of {others} other documents"


def _growth(figures: Figures) -> Iterator[str]:
    sizes = [subject for subject in figures.subjects if subject.size]
    first, last = sizes[0], sizes[-1]
    if first.pages < last.pages:
        more = (last.cold.peak - first.cold.peak) / (last.pages - first.pages) * 100
        yield (
            f"From size {first.size} to size {last.size}, pages grow {last.pages / first.pages:.1f} times, CPU time "
            f"{last.cold.cpu / first.cold.cpu:.1f} times, and memory by {more:.0f} MB for every 100 pages."
        )
