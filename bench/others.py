"""What the press is measured against, each from the same composed documents, with nothing known from before."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from importlib import util
from pathlib import Path
from typing import Final

from bench import machine
from bench.figures import Other
from bench.process import Cost, FailedError, median, run
from bench.rivals.markdown import markdown

NAIVE: Final = "Jinja + WeasyPrint + python-docx"
WORD, TYPST = "pandoc to docx", "pandoc to Typst"
_MARKDOWN: Final = "markdown-auto_identifiers"  # every unit has an id of its own
_LOOK: Final = ("-V", "mainfont=IBM Plex Serif", "-V", "papersize=a4", "-V", "fontsize=10pt")


def others(told: Path, folder: Path, times: int) -> tuple[Other, ...]:
    """Measure each of them on the documents that are told in a file (bench.tell)."""
    each = {NAIVE: _naive, WORD: _pandoc_to_word, TYPST: _pandoc_to_typst}
    return tuple(_tried(name, measure, told, folder / name, times) for name, measure in each.items())


def _tried(name: str, measure: Callable[[Path, Path, int], Other], told: Path, folder: Path, times: int) -> Other:
    """Measure one of them; that it fails is a result, too, and its reason (with paths) is for whoever runs this."""
    try:
        return measure(told, folder, times)
    except FailedError as error:
        sys.stderr.write(f"{error}\n")
        return Other(name, "", missing="it failed")


def _naive(told: Path, folder: Path, times: int) -> Other:
    makes = "PDF and Word"
    if util.find_spec("docx") is None:
        return Other(NAIVE, makes, missing="python-docx is not there")
    ran = median(times, lambda: run([sys.executable, "-m", "bench.naive", str(told), str(folder)]))
    counted, failed = count(told, folder), json.loads(ran.out)["failed"]
    return Other(NAIVE, makes, ran.cost, counted["pages"], counted["pdf"], len(failed))


def _pandoc_to_word(told: Path, folder: Path, times: int) -> Other:
    if not machine.pandoc():
        return Other(WORD, "Word", missing="pandoc is not there")
    sources = _sources(told, folder)
    cost = _middle(_all(_pandoc(source, "docx", ".docx") for source in sources) for _ in range(times))
    return Other(WORD, "Word", cost, None, count(told, folder)["docx"])


def _pandoc_to_typst(told: Path, folder: Path, times: int) -> Other:
    if not machine.pandoc_writes("typst"):
        version = machine.pandoc_version()
        return Other(TYPST, "PDF", missing=f"pandoc {version} writes no Typst" if version else "pandoc is not there")
    if util.find_spec("typst") is None:
        return Other(TYPST, "PDF", missing="typst is not there")
    fonts = Path(json.loads(told.read_text("utf-8"))["fonts"]).parent
    compile_all = [sys.executable, "-m", "bench.rivals.typst_files", str(folder), str(fonts)]
    sources = _sources(told, folder)

    def once() -> Cost:
        return _all([*(_pandoc(source, "typst", ".typ", *_LOOK) for source in sources), run(compile_all).cost])

    cost = _middle(once() for _ in range(times))
    counted = count(told, folder)
    return Other(TYPST, "PDF", cost, counted["pages"], counted["pdf"])


def _sources(told: Path, folder: Path) -> list[Path]:
    """Write the documents as Markdown, and return the files."""
    return list(_written(json.loads(told.read_text("utf-8"))["documents"], folder))


def _written(documents: Iterable[dict[str, object]], folder: Path) -> Iterator[Path]:
    for document in documents:
        path = folder / f"{document['stem']}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(markdown(document), "utf-8")
        yield path


def _pandoc(source: Path, form: str, suffix: str, *options: str) -> Cost:
    target = source.with_name(source.name.removesuffix(".md") + suffix)
    command = [machine.pandoc(), "-s", "--toc", "-f", _MARKDOWN, "-t", form, *options]
    return run([*command, "-o", str(target), str(source)]).cost


def _all(costs: Iterable[Cost]) -> Cost:
    """Return the cost of commands that run one after the other."""
    each = list(costs)
    return Cost(sum(c.cpu for c in each), sum(c.wall for c in each), max(c.peak for c in each))


def _middle(costs: Iterable[Cost]) -> Cost:
    """Return the cost whose CPU seconds are in the middle."""
    each = sorted(costs, key=lambda cost: cost.cpu)
    return each[len(each) // 2]


def count(told: Path, folder: Path) -> dict[str, int]:
    """Return pages and footnotes of what was made of documents in a folder (bench.count)."""
    counted: dict[str, int] = json.loads(run([sys.executable, "-m", "bench.count", str(told), str(folder)]).out)
    return counted
