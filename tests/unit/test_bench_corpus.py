"""The invented toolkit: the same bytes each time, in the size that is asked for, without a fault."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench import edit, notes
from bench.corpus import FOOTNOTES, GUIDES, make_corpus
from press.toolkit import compose_all, load


def _files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.yaml")}


def test_the_same_seed_gives_the_same_bytes_and_another_others(tmp_path: Path) -> None:
    first, again = (_files(make_corpus(tmp_path / name, seed=1)) for name in ("first", "again"))
    other = _files(make_corpus(tmp_path / "other", seed=2))
    assert first == again
    assert first.keys() == other.keys()
    assert first["en/resources/guide-1.yaml"] != other["en/resources/guide-1.yaml"]


@pytest.mark.parametrize("size", [1, 3])
def test_everything_grows_with_the_size_and_nothing_is_wrong(tmp_path: Path, size: int) -> None:
    content = make_corpus(tmp_path, size)
    library, problems = load(content)
    assert {problem.code for problem in problems} == {"C438"}  # primers of messages alone, which is meant
    guides = list((content / "en" / "resources").glob("*.yaml"))
    assert len(guides) == GUIDES * size
    assert sum(len(notes.in_content(guide)) for guide in guides) == FOOTNOTES * size
    kinds = [stem.partition("/")[0] for stem in compose_all(library)]
    assert {kind: kinds.count(kind) for kind in set(kinds)} == {
        "guides": GUIDES * size,
        "questionnaires": size,
        "primers": 3 * size,
    }


def test_a_sentence_more_is_one_line_of_one_file(tmp_path: Path) -> None:
    content = make_corpus(tmp_path)
    before = _files(content)
    change = edit.choose(content)
    change.make()
    after = _files(content)
    changed = [name for name in before if before[name] != after[name]]
    assert changed == [f"en/resources/{change.document.partition('/')[2]}.yaml"]
    old, new = (files[changed[0]].decode().splitlines() for files in (before, after))
    differing = [(one, other) for one, other in zip(old, new, strict=True) if one != other]
    assert [other for _, other in differing] == [f"{one} {edit.SENTENCE}" for one, _ in differing]
    assert len(differing) == 1
    assert {problem.code for problem in load(content)[1]} == {"C438"}


def test_a_toolkit_without_a_plain_guide_has_no_place_for_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no guide that becomes one document"):
        edit.choose(tmp_path)
