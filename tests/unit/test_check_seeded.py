"""Faults seeded into the real toolkit, all at once: one run of the check tells each of them, at its place."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest

from press.check import check
from press.read import read_library

CONTENT: Final = Path(__file__).parents[2] / "content"
PRIMERS: Final = "en/primers/primers.yaml"
PRINCIPLES: Final = "en/resources/principles.yaml"
READINESS: Final = "en/questionnaires/readiness.yaml"
GLOSSARY: Final = "en/shared/glossary.yaml"
LONG: Final = "Then " + "and so on " * 14 + "it ends."

EMPTY: Final = "  - id: empty\n    title: Nothing\n    limit: 1\n"
UNUSED: Final = "  - id: unused-one\n    term: Unused\n    definition: |\n      Never.\n"
PLAN: Final = "primers\ntailor"


@dataclass(frozen=True)
class Fault:
    """What is replaced, once (a pattern); by what; the code, and the words where it is told, if one can name them."""

    file: str
    old: str
    new: str
    code: str
    words: str = ""


FAULTS: Final = {
    "a word to avoid": Fault(PRINCIPLES, "slang changes", "the blacklist changes", "C430", "blacklist"),
    "an abbreviation not expanded": Fault(PRINCIPLES, "Tools also age", "A DPIA ages", "C431", "DPIA"),
    "an abbreviation not known": Fault(PRINCIPLES, "Cameras are moved", "QZX cameras move", "C432", "QZX"),
    "a sentence too long": Fault(PRINCIPLES, "Treat the output", f"{LONG} Treat the output", "C433", "Then and so on"),
    "a question without a unit": Fault(READINESS, r" +explained-by: .*\n(?!(.|\n)*explained-by)", "", "C435"),
    "a takeaway in no primer": Fault(PRINCIPLES, r"\n +primer: \{place: messages.*", "", "C436"),
    "too few takeaways": Fault(PRIMERS, "fewest: 5", "fewest: 8", "C437", PLAN),
    "primers too much alike": Fault(PRIMERS, "shared: 60", "shared: 20", "C439", PLAN),
    "a place without a unit": Fault(PRIMERS, "limit: 1\n", f"limit: 1\n{EMPTY}", "C416", "empty"),
    "a term that nothing uses": Fault(GLOSSARY, "terms:\n", f"terms:\n{UNUSED}", "C409", "unused-one"),
    "a term that nothing defines": Fault(PRINCIPLES, "term}`necessity`", "term}`need`", "C405", "{term}`need`"),
}


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, set[str]]]:
    """Return the damaged toolkit, and the places where the check tells of each code."""
    root = tmp_path_factory.mktemp("seeded") / "content"
    shutil.copytree(CONTENT, root)
    for fault in FAULTS.values():
        path = root / fault.file
        text, times = re.subn(fault.old, fault.new, path.read_text("utf-8"), count=1)
        assert times == 1, f"{fault.old!r} is not in {fault.file}"
        path.write_text(text, "utf-8")
    library, problems = read_library(root)
    assert library is not None, problems
    places: dict[str, set[str]] = {}
    for problem in check(library):
        places.setdefault(problem.code, set()).add(problem.place)
        assert problem.hint
    return root, places


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_told_at_its_place(name: str, found: tuple[Path, dict[str, set[str]]]) -> None:
    root, places = found
    fault = FAULTS[name]
    told = places[fault.code]
    if fault.words:
        text = (root / fault.file).read_text("utf-8")
        offset = text.index(fault.words)
        line, column = text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)
        assert f"content/{fault.file}:{line}:{column}" in told
    else:
        assert any(place.startswith(f"content/{fault.file}:") for place in told)
