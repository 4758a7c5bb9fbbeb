"""Hostile and broken files: a clear problem or a safe value, little memory and time, and the others are read."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pytest

from press.collect.forms import Form, read_forms
from press.collect.found import UnreadableError
from press.collect.opening import open_return
from press.forms import NAME
from tests.builds import ROOT, Build
from tests.measure import measured
from tests.returns import word
from tests.returns.hostile import HARMLESS, REFUSED, Make
from tests.returns.test_round_trip import agrees, collected, full

_MOST_SECONDS: Final = 5
_MOST_BYTES: Final = 300_000_000


@pytest.fixture(scope="module")
def sample(sample_build: Build) -> tuple[Form, bytes, bytes]:
    """Return the sample's form, and it as a Word file that is filled in and as a PDF."""
    form = next(one for one in read_forms(sample_build.draft / NAME) if one.document == "questionnaires/round")
    stem = sample_build.draft / "ar" / "questionnaires" / "round"
    return form, word.fill(Path(f"{stem}.docx").read_bytes(), form, full(form), 1), Path(f"{stem}.pdf").read_bytes()


@contextmanager
def in_little_time() -> Iterator[None]:
    begun = time.process_time()
    yield
    assert time.process_time() - begun < _MOST_SECONDS


@pytest.mark.parametrize(("name", "make"), REFUSED.items(), ids=list(REFUSED))
def test_what_cannot_be_read_is_told(name: str, make: Make, sample: tuple[Form, bytes, bytes], tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(make(*sample[1:]))
    with in_little_time(), pytest.raises(UnreadableError) as refused:
        open_return(path).read(sample[0])
    assert refused.value.why
    assert refused.value.hint


@pytest.mark.parametrize(("name", "make"), HARMLESS.items(), ids=list(HARMLESS))
def test_what_is_bad_does_nothing(name: str, make: Make, sample: tuple[Form, bytes, bytes], tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(make(*sample[1:]))
    with in_little_time():
        one = collected(path, sample[0])
    assert all(answer.state != "unreadable" for answer in one.answers.values())


@pytest.mark.parametrize(
    "text",
    ["=cmd|' /C calc'!A0", "\u202egnp.exe", "a" * 1_000_000, "first line\n" * 5_000 + "last"],
    ids=["formula", "bidi", "megabyte", "lines"],
)
def test_bad_answers_are_answers(
    text: str, sample: tuple[Form, bytes, bytes], sample_build: Build, tmp_path: Path
) -> None:
    form, path = sample[0], tmp_path / "return.docx"
    blank = (sample_build.draft / "ar" / "questionnaires" / "round.docx").read_bytes()
    given = {**full(form), "what-surprised-you": text}
    path.write_bytes(word.fill(blank, form, given, 1))
    with in_little_time():
        agrees(collected(path, form), form, given)


def test_the_others_are_read_in_little_memory(
    sample: tuple[Form, bytes, bytes], sample_build: Build, tmp_path: Path
) -> None:
    """All at once, by the command: exit code 1, a line for each bad file, every answer of the good ones."""
    inbox, answers = tmp_path / "inbox", tmp_path / "answers"
    inbox.mkdir()
    for name, make in {**REFUSED, **HARMLESS}.items():
        (inbox / name).write_bytes(make(*sample[1:]))
    (inbox / "good.docx").write_bytes(sample[1])
    where = ("--content", sample_build.content, "--output", sample_build.draft.parent)
    done = measured(ROOT / "build.py", *where, "collect", inbox, "--to", answers)
    assert done.code == 1
    assert done.memory < _MOST_BYTES
    told = [line for line in done.err.splitlines() if " error A901 " in line]
    assert sorted(line.partition(":")[0] for line in told) == sorted(REFUSED)
    read = {one["file"]: one for one in json.loads((answers / "answers.json").read_text("utf-8"))["returns"]}
    assert set(read) == {"good.docx", *HARMLESS}
    assert all(
        answer["state"] in ("answered", "hidden", "not-applicable") for answer in read["good.docx"]["answers"].values()
    )
