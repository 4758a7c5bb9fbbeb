"""Output folders: changed as a whole, held by one build at a time, settled by whoever comes next."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

from press.design import ROOT
from press.locks import hold, in_silence, is_left
from press.problem import ContentError, Problem
from press.swap import JOURNAL, STAGE, demand_writable, output_folders, reading, swap, writing
from tests.clients.disks import small_disk

OLD: Final = {"en/a": b"old a", "en/b": b"old b", "ar/c": b"old c", "last": b"old"}
NEW: Final = {"en/a": b"new a", "en/b": b"old b", "fr/d": b"new d", "last": b"new"}


def tree(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def problem_of(act: Callable[[], object]) -> Problem:
    with pytest.raises(ContentError) as caught:
        act()
    (problem,) = caught.value.problems
    assert problem.code == "W507"
    assert problem.hint
    return problem


def enter(folder: Path) -> None:
    with writing(folder):
        pass


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    swap(tmp_path / "draft", OLD)
    return tmp_path / "draft"


def interrupted(folder: Path, renamed: int) -> None:
    """Make what a build leaves that is killed after it has renamed so many files."""
    new = {path: data for path, data in NEW.items() if OLD.get(path) != data}
    stage = folder / STAGE
    stage.mkdir()
    for number, (path, data) in enumerate(new.items()):
        target = folder / path if number < renamed else stage / str(number)
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(data)
    (stage / JOURNAL).write_text(json.dumps({"format": "1", "files": list(new), "remove": ["ar/c"]}), "utf-8")


def test_all_of_it_is_there_and_nothing_else(folder: Path) -> None:
    swap(folder, NEW, ["ar/c", "never"])
    assert tree(folder) == NEW
    assert {p.name for p in folder.iterdir()} == {"en", "fr", "last"}


def test_what_is_the_same_is_not_touched(folder: Path) -> None:
    before = {path: (folder / path).stat().st_mtime_ns for path in OLD}
    swap(folder, NEW, ["ar/c"])
    assert (folder / "en/b").stat().st_mtime_ns == before["en/b"]
    assert (folder / "en/a").stat().st_mtime_ns != before["en/a"]


@pytest.mark.parametrize("renamed", range(4))
@pytest.mark.parametrize("settle", [enter, lambda folder: reading(folder).__enter__()], ids=["writing", "reading"])
def test_whoever_comes_next_ends_what_was_begun(folder: Path, renamed: int, settle: Callable[[Path], None]) -> None:
    interrupted(folder, renamed)
    assert output_folders(folder / "en" / "a") == [folder]
    settle(folder)
    assert tree(folder) == NEW
    assert output_folders(folder / "en" / "a") == []


def test_what_keeps_a_swap_from_its_end_is_told_and_the_next_command_ends_it(folder: Path) -> None:
    interrupted(folder, 1)
    (folder / "fr").write_bytes(b"a file where a folder should be")
    assert "the next command then ends what was begun" in problem_of(lambda: enter(folder)).hint
    (folder / "fr").unlink()
    enter(folder)
    assert tree(folder) == NEW


def test_what_has_no_journal_yet_never_was(folder: Path) -> None:
    (folder / STAGE).mkdir()
    (folder / STAGE / "0").write_bytes(b"half")
    (folder / "fr" / "guides").mkdir(parents=True)
    (folder / "en" / ".tmpx.part").write_bytes(b"left by an earlier press")
    with reading(folder):
        assert (folder / STAGE).exists()  # it may be of a build that goes on
    enter(folder)
    assert tree(folder) == OLD
    assert {p.name for p in folder.iterdir()} == {"en", "ar", "last"}


@pytest.mark.parametrize(
    "journal",
    [
        "{",
        "[]",
        '{"format": "2", "files": [], "remove": []}',
        '{"format": "1", "files": ["../../secret"], "remove": []}',
        '{"format": "1", "files": [], "remove": ["/etc/hostname"]}',
        '{"format": "1", "files": [], "remove": ["link/secret"]}',
    ],
)
def test_a_journal_of_another_hand_is_not_followed(folder: Path, journal: str) -> None:
    """A folder may come from anywhere: `prove` must not let it move files of this machine."""
    (folder / "link").symlink_to(folder.parent)
    (folder.parent / "secret").write_bytes(b"secret")
    (folder / STAGE).mkdir()
    (folder / STAGE / JOURNAL).write_text(journal, "utf-8")
    assert "journal" in problem_of(lambda: enter(folder)).message
    assert tree(folder.parent)["secret"] == b"secret"


def in_the_way(folder: Path, how: str) -> None:
    match how:
        case "folder":
            (folder / "en" / "a").unlink()
            (folder / "en" / "a").mkdir()
        case "file":
            (folder / "fr").write_bytes(b"a file")
        case "link":
            (folder.parent / "elsewhere").mkdir()
            (folder / "fr").symlink_to(folder.parent / "elsewhere")


@pytest.mark.parametrize("how", ["folder", "file", "link"])
def test_what_is_in_the_way_is_told_before_anything_is_moved(folder: Path, how: str) -> None:
    in_the_way(folder, how)
    before = tree(folder)
    assert "what was there before is whole" in problem_of(lambda: swap(folder, NEW, ["ar/c"])).hint
    assert tree(folder) == before
    assert not (folder / STAGE).exists()


def test_a_path_that_is_too_long(tmp_path: Path) -> None:
    folder = tmp_path.joinpath(*["x" * 200] * 30)
    assert "shorter path" in problem_of(lambda: enter(folder)).hint
    assert "shorter path" in problem_of(lambda: enter(tmp_path / ("x" * 300))).hint
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_was_made_for_nothing_goes(tmp_path: Path) -> None:
    enter(tmp_path / "one" / "two" / "draft")
    assert list(tmp_path.iterdir()) == []


def test_a_file_where_the_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "draft").write_bytes(b"")
    assert "take it away" in problem_of(lambda: enter(tmp_path / "draft")).hint


# Disks


@pytest.mark.client
def test_a_full_disk_leaves_what_was(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 200_000) as disk:
        folder = disk / "draft"
        swap(folder, {**OLD, "en/large": b"x" * 90_000})
        before = tree(folder)
        problem = problem_of(lambda: swap(folder, {**NEW, "en/large": b"y" * 150_000}, ["ar/c"]))
        assert (os.strerror(errno.ENOSPC) in problem.message, "make room" in problem.hint) == (True, True)
        assert tree(folder) == before
        swap(folder, NEW, ["ar/c", "en/large"])
        assert tree(folder) == NEW


@pytest.mark.client
def test_a_disk_that_is_read_only(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 200_000) as disk:
        swap(disk / "draft", OLD)
        with small_disk(tmp_path / "disk", 200_000, again="ro"):
            problem_of(lambda: demand_writable(disk / "draft"))
            problem_of(lambda: swap(disk / "draft", NEW))
            problem_of(lambda: enter(disk / "other"))
            with reading(disk / "draft"):
                assert tree(disk / "draft") == OLD
            enter(disk / "draft")  # a build that finds nothing to do


# Locks

HOLDER: Final = """
import sys, time
from pathlib import Path
from press.swap import reading, writing
with {kind}(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def holder(folder: Path, kind: str = "writing") -> subprocess.Popen[str]:
    """Return a process that holds a folder."""
    command = [sys.executable, "-c", HOLDER.format(kind=kind), str(folder)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout
    assert process.stdout.readline() == "held\n"
    return process


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGTERM])
def test_one_waits_and_says_for_whom_until_the_other_ends(folder: Path, end: signal.Signals) -> None:
    heard: list[int | None] = []
    with holder(folder) as other:

        def waiting(process: int | None) -> None:
            heard.append(process)
            other.send_signal(end)  # a lock ends with its process, however that ends

        with writing(folder, waiting):
            other.wait()
    known = (other.pid,) if Path("/proc/locks").exists() else (None,)
    assert heard in ([*known], [None])


def test_many_may_read(folder: Path) -> None:
    with holder(folder, "reading") as other:
        with reading(folder, lambda _: pytest.fail("it waits")):
            pass
        waited = []

        def waiting(process: int | None) -> None:
            waited.append(process)
            other.kill()

        with writing(folder, waiting):
            assert len(waited) == 1


def test_others_may_write_elsewhere(tmp_path: Path, folder: Path) -> None:
    with holder(folder) as other, writing(tmp_path / "other", lambda _: pytest.fail("it waits")):
        other.kill()


def test_a_child_does_not_hold_what_its_parent_held(folder: Path) -> None:
    """Workers may outlive a build that was killed."""
    code = (
        "import os, sys, time\nfrom pathlib import Path\nfrom press.swap import writing\n"
        "with writing(Path(sys.argv[1])):\n"
        "    if not os.fork():\n        print(os.getpid(), flush=True)\n        time.sleep(60)\n"
        "    os.kill(os.getpid(), 9)\n"
    )
    command = [sys.executable, "-c", code, str(folder)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout
        child = int(parent.stdout.readline())
        parent.wait()
        try:
            with writing(folder, lambda _: pytest.fail("it waits")):
                pass
        finally:
            os.kill(child, signal.SIGKILL)


def test_a_folder_that_is_gone_when_the_wait_ends_is_made_anew(folder: Path) -> None:
    with holder(folder) as other:

        def waiting(process: int | None) -> None:
            folder.rename(folder.with_name("moved"))
            other.kill()

        with writing(folder, waiting), hold(folder.with_name("moved"), lambda _: pytest.fail("it waits")):
            assert folder.is_dir()


def test_what_is_in_the_making_is_not_left(tmp_path: Path) -> None:
    code = (
        "import sys, time\nfrom press.locks import mark\n"
        "file = open(sys.argv[1], 'wb')\nmark(file.fileno())\nprint('made', flush=True)\ntime.sleep(60)\n"
    )
    path = tmp_path / ".part"
    command = [sys.executable, "-c", code, str(path)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout
        other.stdout.readline()
        assert not is_left(path)
        other.kill()
        other.wait()
    until = time.monotonic() + 5
    while not is_left(path):
        assert time.monotonic() < until
    in_silence(None)
