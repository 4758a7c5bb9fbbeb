"""What was measured, as data: kept as JSON, so that a report can be written again without measuring."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from bench.process import Cost

TOOLKIT: Final = "the toolkit"


@dataclass(frozen=True, slots=True)
class Detail:
    """Where the CPU seconds of one cold build went; ``layouts`` is how often a document was laid out, in all."""

    startup: float
    steps: Mapping[str, float]
    documents: Mapping[str, float]
    pages: Mapping[str, int]
    layouts: int


@dataclass(frozen=True, slots=True)
class Plain:
    """PDFs for the screen and Word files alone, without the proof: what others make, too.

    ``known`` is the cost when all page numbers are known from the start; None when nothing knew them. ``notes`` are the
    footnotes that the PDFs show.
    """

    cost: Cost
    known: Cost | None
    layouts: int
    notes: int = 0


@dataclass(frozen=True, slots=True)
class Other:
    """Another tool on the same documents; ``missing`` says why there are no figures.

    ``notes`` are the footnotes that its files show, ``pages`` those of its PDFs; None where it makes none.
    """

    name: str
    makes: str
    cost: Cost | None = None
    pages: int | None = None
    notes: int | None = None
    failed: int = 0
    missing: str = ""


@dataclass(frozen=True, slots=True)
class Subject:
    """One content folder, and what building it cost. ``size`` is 0 for the toolkit.

    ``sentence`` is a build after one more sentence in ``edited``; it made ``remade`` anew. ``notes`` are the footnotes
    that the documents have.
    """

    name: str
    size: int
    documents: int
    pages: int
    cold: Cost
    unchanged: Cost
    sentence: Cost
    edited: str
    remade: tuple[str, ...]
    detail: Detail | None = None
    plain: Plain | None = None
    others: tuple[Other, ...] = ()
    notes: int = 0


@dataclass(frozen=True, slots=True)
class Workers:
    """Seconds that pass until a build is done: with one worker, and with two.

    ``peak`` is the memory of the largest process when two build the largest content.
    """

    of: str
    one: float
    two: float
    peak: float | None = None


@dataclass(frozen=True, slots=True)
class Figures:
    """One whole run. ``imports`` is what the interpreter costs that has imported the press; ``date`` may be empty."""

    date: str
    quick: bool
    machine: Mapping[str, str]
    versions: Mapping[str, str]
    imports: Cost
    subjects: tuple[Subject, ...]
    workers: Workers | None
    no_workers: str = ""


def save(figures: Figures, file: Path) -> None:
    """Write figures into a file."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(asdict(figures), indent=1, ensure_ascii=False), "utf-8")


def load(file: Path) -> Figures:
    """Return the figures of a file. Raises OSError when there is none, TypeError or KeyError when it is another's."""
    told = json.loads(file.read_text("utf-8"))
    subjects = tuple(_subject(one) for one in told.pop("subjects"))
    imports, workers = Cost(**told.pop("imports")), told.pop("workers")
    return Figures(**told, subjects=subjects, imports=imports, workers=Workers(**workers) if workers else None)


def _subject(told: dict[str, Any]) -> Subject:
    costs: dict[str, Any] = {name: Cost(**told.pop(name)) for name in ("cold", "unchanged", "sentence")}
    detail, plain = told.pop("detail"), told.pop("plain")
    others = tuple(Other(**{**one, "cost": _cost(one["cost"])}) for one in told.pop("others"))
    return Subject(
        **{**told, "remade": tuple(told["remade"])},
        **costs,
        detail=Detail(**detail) if detail else None,
        plain=Plain(**{**plain, "cost": Cost(**plain["cost"]), "known": _cost(plain["known"])}) if plain else None,
        others=others,
    )


def _cost(told: dict[str, float] | None) -> Cost | None:
    return Cost(**told) if told else None
