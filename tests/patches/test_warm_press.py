"""The press that forks for each fault: a fault has all of its effect, leaves nothing behind, and accidents are told."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.builds import SAMPLE
from tests.patches.patched_tree import Patch, RunPatched, nothing, warm_press

pytestmark = pytest.mark.xdist_group("patches")  # what they share is made once

# A module far down, one that nearly all import, and a file that is no module.
FAULTS = (
    ("leg_b_of_word", Patch("no notes", "press/write/ooxml/text.py", "{escape(text)}</w:t>", "</w:t>")),
    ("leg_a", Patch("one text for all", "press/markdown.py", "yield Strong(self._content(node))", "yield Strong(())")),
    ("leg_b_of_word", Patch("no list", "styles/word.yaml", 'list: "4 0"', 'list: "2 0"')),
)


@pytest.mark.parametrize(("probe", "patch"), FAULTS, ids=lambda value: getattr(value, "name", ""))
def test_a_fault_leaves_nothing_behind(probe: str, patch: Patch, run_patched: RunPatched) -> None:
    stems = () if probe == "leg_a" else ("questionnaires/round",)
    sound = run_patched(nothing(patch.file), probe, SAMPLE, *stems)
    faulty = run_patched(patch, probe, SAMPLE, *stems)
    assert sound == []
    assert faulty
    assert run_patched(nothing(patch.file), probe, SAMPLE, *stems) == sound
    assert run_patched(patch, probe, SAMPLE, *stems) == faulty


def test_a_fault_in_what_nobody_reads_is_an_error(run_patched: RunPatched) -> None:
    with pytest.raises(AssertionError, match=r"press/cli/watch\.py was not read"):
        run_patched(nothing("press/cli/watch.py"), "leg_a", SAMPLE)


def test_a_piece_that_is_not_there_once_is_an_error(run_patched: RunPatched) -> None:
    with pytest.raises(AssertionError, match=r"stands 0 times in press/select\.py"):
        run_patched(Patch("nowhere", "press/select.py", "There is no such line.", ""), "leg_a", SAMPLE)


def test_an_accident_is_told_and_the_press_goes_on(run_patched: RunPatched) -> None:
    accident = Patch("accident", "press/select.py", "narrowed = dict(outer or {})", "raise RuntimeError('an accident')")
    with pytest.raises(AssertionError, match="RuntimeError: an accident"):
        run_patched(accident, "leg_a", SAMPLE)
    end = Patch("end", "press/select.py", "narrowed = dict(outer or {})", "__import__('os')._exit(3)")
    with pytest.raises(AssertionError, match="end: the fork ended with"):
        run_patched(end, "leg_a", SAMPLE)
    assert run_patched(nothing("press/select.py"), "leg_a", SAMPLE) == []


def test_the_press_is_the_copy(tmp_path: Path) -> None:
    """What is run is in the folder of the copy: with another word there, there is another answer."""
    with warm_press(tmp_path) as run:
        words = tmp_path / "press/words/ar.yaml"
        words.write_text("not: [a catalogue", "utf-8")
        with pytest.raises(AssertionError, match=r"press/words/ar\.yaml|catalogue"):
            run(nothing("press/select.py"), "leg_a", SAMPLE)
