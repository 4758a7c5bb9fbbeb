"""Words that run against the text are not broken into boxes; what the check says of it, the layout bears out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import pytest

from press import publish
from press.check import directions
from press.problem import ContentError
from press.toolkit import Choice
from tests.unit.toolkit_fixture import MANUAL, TOOLKIT, SmallToolkit

ARABIC: Final = (
    "كلمة Open Source كلمة",
    "كلمة **Open Source** كلمة",
    "كلمة **Open** Source كلمة",
    "كلمة Open *Source*",
    "كلمة **Open**-Source كلمة",
    "كلمة **Open** وكلمة Source",
    "كلمة **Open**، **Source** كلمة",
    "كلمة **WHO**: **12** كلمة",
    "كلمة **كلمة Open** Source كلمة",
    "كلمة [Open](https://example.org/x)/Source كلمة",
    "كلمة (**Open**) كلمة",
    "Linux (**Open**) كلمة",
    "كلمة Open[^z] Source كلمة",
    "كلمة Open Source[^z]، كلمة",
    "كلمة «Open Source 11»[^z] كلمة",
    "كلمة 5[^z] 6 كلمة",
    "كلمة **5** ml كلمة",
    "كلمة 5**ml** كلمة",
    "كلمة Windows **11** كلمة",
    "كلمة **60**–80 % كلمة",
    "كلمة **1** كلمة **2** كلمة",
    "كلمة Open  \n**Source** كلمة",
    "كلمة {term}`Open <chain>` Source كلمة",
    "كلمة {term}`Open Source <chain>` كلمة",
    "كلمة Open {ref}`Source <ice>` كلمة",
    "كلمة {ref}`كلمة <ice>` Source كلمة",
    "كلمة {ref}`wheel-guide` Source كلمة",
)
ENGLISH: Final = (
    "A كلمة أخرى b",
    "A **كلمة أخرى** b",
    "A **كلمة** أخرى b",
    "A **كلمة** b أخرى",
    "A كلمة *أخرى*, b",
    "A كلمة أخرى[^z] b",
    "A كلمة[^z] أخرى b",
    "A **b** c *d* 5[^z] e",
)


class Silent:
    """Hears nothing."""

    def begin(self, step: str, total: int) -> None:
        pass

    def done(self, stem: str, pages: int) -> None:
        pass


def with_sentences(folder: Path, sentences: Sequence[str]) -> SmallToolkit:
    """Return a toolkit with a takeaway for each sentence."""
    added = ""
    for number, sentence in enumerate(sentences):
        note = "\n\n[^z]: كلمة." if "[^z]" in sentence else ""
        text = f"{sentence}{note}".replace("\n", f"\n{' ' * 12}")
        added += f"      - takeaway:\n          id: s-{number}\n          text: |\n            {text}\n"
    toolkit = SmallToolkit(folder).registered(*(f"s-{number}" for number in range(len(sentences))))
    before = "  - id: wheels\n    title: Wheels\n    body:\n"
    return toolkit.edit(MANUAL, before, before + added.replace(f"\n{' ' * 12}\n", "\n\n"))


def in_arabic(toolkit: SmallToolkit) -> SmallToolkit:
    """Make Arabic the language of a toolkit."""
    (toolkit.root / "en").rename(toolkit.root / "ar")
    toolkit.edit(TOOLKIT, "source-language: en", "source-language: ar")
    return toolkit.edit(TOOLKIT, "- id: en", "- id: ar")


def told(toolkit: SmallToolkit) -> set[str]:
    """Return the ids of the sentences that the check tells of."""
    lines = toolkit.text(str(next(toolkit.root.glob("*/resources/manual.yaml")).relative_to(toolkit.root))).split("\n")
    found = set()
    for problem in directions.problems(toolkit.library()):
        line = int(problem.place.split(":")[1])
        found.add(next(above.strip() for above in reversed(lines[:line]) if above.strip().startswith("id: ")))
    return {line.removeprefix("id: ") for line in found if line.startswith("id: s-")}


def laid_out_wrong(toolkit: SmallToolkit, monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Return the ids of the sentences that the proof finds in the wrong order, when nobody warned."""
    monkeypatch.setattr(directions, "problems", lambda library: iter(()))
    with pytest.raises(ContentError) as caught:
        publish.build(toolkit.root, toolkit.root.parent / "output", Choice(("guides/manual",)), Silent())
    assert {problem.code for problem in caught.value.problems} == {"P604"}
    return {unit for problem in caught.value.problems for unit in re.findall(r"'(s-[0-9]+)'", problem.message)}


def test_the_check_finds_what_would_be_laid_out_wrong(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    toolkit = in_arabic(with_sentences(tmp_path, ARABIC))
    early = told(toolkit)
    assert early == laid_out_wrong(toolkit, monkeypatch)
    assert early == {f"s-{number}" for number in (2, 3, 4, 6, 7, 8, 9, 11, 12, 17, 18, 22, 24, 26)}


def test_and_the_other_way_round(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    toolkit = with_sentences(tmp_path, ENGLISH)
    early = told(toolkit)
    assert early == laid_out_wrong(toolkit, monkeypatch)
    assert early == {"s-2", "s-4", "s-6"}


def test_the_place_is_where_the_phrase_is_broken(tmp_path: Path) -> None:
    toolkit = SmallToolkit(tmp_path).edit(MANUAL, "Take the bus.", "Take the\n                  bus مرحبا *بكم* again.")
    (problem,) = toolkit.problems()
    assert (problem.code, problem.place) == ("D309", toolkit.at(MANUAL, "*بكم*", "بكم"))
    assert problem.hint
