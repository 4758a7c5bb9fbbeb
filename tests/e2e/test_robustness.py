"""Builds under bad circumstances, as a person runs them: what was there stays, and the message says what to do."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pytest

from press.store import FORMAT
from press.swap import STAGE
from tests.clients.disks import small_disk
from tests.small_kit import OLD, Kit, built_kit, tree
from tests.unit.test_swap import holder

SURVEY_ALONE: Final = ("build", "--document", "survey")
NO_TEMPORARY_FOLDER: Final = """
import runpy, sys, tempfile
def none():
    raise FileNotFoundError(2, "No usable temporary directory found")
tempfile._get_default_tempdir = none
sys.argv = sys.argv[1:]
runpy.run_path(sys.argv[0], run_name="__main__")
"""


def survey_of(kit: Kit) -> dict[str, bytes]:
    return {path: data for path, data in tree(kit.draft).items() if path.startswith("en/questionnaires/")}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Kit:
    """The small toolkit, built in its old state and in its new one."""
    return built_kit(tmp_path_factory)


@pytest.fixture
def kit(built: Kit, tmp_path: Path) -> Kit:
    """A copy: the old state is built, the new one is there, with results of both."""
    copy = Kit(tmp_path / "kit")
    shutil.copytree(built.content, copy.content)
    shutil.copytree(built.results, copy.results)
    shutil.copytree(Kit(built.folder / OLD).draft, copy.draft)
    return copy


@contextmanager
def held(kit: Kit, *arguments: str) -> Iterator[tuple[subprocess.Popen[str], subprocess.Popen[str]]]:
    """Let another process hold the output folder; yield it, and a command that has said that it waits."""
    with holder(kit.draft) as other, kit.start(*arguments) as process:
        assert process.stderr
        said = process.stderr.readline()
        assert said.startswith(f"waiting for another command that uses {kit.draft}")
        assert f"(process {other.pid})" in said or not Path("/proc/locks").exists()
        yield other, process
        other.kill()


@pytest.mark.parametrize("command", ["build", "prove"])
def test_a_command_waits_for_a_build_and_says_so(kit: Kit, built: Kit, command: str) -> None:
    shutil.rmtree(kit.draft)
    shutil.copytree(built.draft, kit.draft)
    with held(kit, command) as (other, process):
        other.kill()
        _, said = process.communicate()
        assert process.returncode == 0, said
    assert tree(kit.draft) == tree(built.draft)


def test_whoever_waits_may_give_up(kit: Kit) -> None:
    before = tree(kit.draft)
    with held(kit) as (_, process):
        process.send_signal(signal.SIGINT)
        _, said = process.communicate()
        assert (process.returncode, said) == (130, "build.py: stopped; what was made before is whole\n")
    assert tree(kit.draft) == before


def test_two_builds_at_once_are_one_after_the_other(kit: Kit, built: Kit) -> None:
    with holder(kit.draft) as other, kit.start() as one, kit.start() as two:
        for process in (one, two):
            assert process.stderr
            assert process.stderr.readline().startswith("waiting for another command")
        other.kill()  # and both begin
        said = [process.communicate()[1] for process in (one, two)]
        assert (one.returncode, two.returncode) == (0, 0), said
    assert sum("nothing has changed: looked through" in text for text in said) == 1
    assert sum("built and proven" in text for text in said) == 1
    assert tree(kit.draft) == tree(built.draft)


@pytest.mark.client
def test_output_that_is_read_only_is_told_before_the_work(kit: Kit) -> None:
    with small_disk(kit.folder / "disk", 4_000_000) as disk:
        kit.draft = Path(shutil.copytree(kit.draft, disk / "draft"))
        shutil.rmtree(kit.results)
        before = tree(disk)
        with small_disk(disk, 0, again="ro"):
            code, said = kit.run()
        assert (code, said.count("\n")) == (1, 2), said
        assert said.startswith(f"{disk}/draft: error W507 cannot write: the folder is read-only (see to its access")
        assert tree(disk) == before


@pytest.mark.client
def test_a_full_disk_leaves_what_was_and_the_next_build_is_right(kit: Kit, built: Kit) -> None:
    with small_disk(kit.folder / "disk", 2_000_000) as disk:
        kit.draft = Path(shutil.copytree(kit.draft, disk / "draft"))
        filler = disk / "filler"
        filler.write_bytes(bytes(shutil.disk_usage(disk).free - 20_000))
        before = tree(disk / "draft")
        code, said = kit.run()
        assert code == 1
        assert "error W507 cannot write: No space left on device (make room on the disk; what was there" in said
        assert tree(disk / "draft") == before
        filler.unlink()
        assert kit.run()[0] == 0
        assert tree(disk / "draft") == tree(built.draft)


@pytest.mark.client
def test_a_full_disk_of_results_costs_time_alone(kit: Kit, built: Kit) -> None:
    with small_disk(kit.folder / "disk", 40_000) as disk:
        kit.results = disk / "results"
        assert kit.run(*SURVEY_ALONE)[0] == 0
        assert list(disk.rglob(".*")) == []
    assert survey_of(kit) == survey_of(built)


def test_no_temporary_folder_is_needed(kit: Kit, built: Kit) -> None:
    shutil.rmtree(kit.results)
    code, said = kit.run(*SURVEY_ALONE, program=("-c", NO_TEMPORARY_FOLDER, "build.py"))
    assert code == 0, said
    assert survey_of(kit) == survey_of(built)


def test_the_time_of_files_does_not_matter(kit: Kit, built: Kit) -> None:
    """1970, and 2242: a clock that was wrong, or that runs backwards."""
    assert kit.run()[0] == 0
    for number, path in enumerate(sorted(kit.folder.rglob("*"))):
        os.utime(path, ((number % 2) << 33, (number % 2) << 33))
    code, said = kit.run()
    assert (code, "nothing has changed" in said) == (0, True)
    assert tree(kit.draft) == tree(built.draft)


def test_results_of_another_version_are_as_good_as_none(kit: Kit, built: Kit) -> None:
    (kit.results / FORMAT).rename(kit.results / "99")
    assert kit.run(*SURVEY_ALONE)[0] == 0
    assert survey_of(kit) == survey_of(built)


def test_content_that_cannot_be_read_is_told(kit: Kit) -> None:
    """Not by an accident of whoever looks first whether anything has changed."""
    odd = os.fsencode(kit.content / "en" / "resources") + b"/\xff.yaml"
    Path(os.fsdecode(odd)).write_text("x", "utf-8")
    (kit.content / "en" / "loop").symlink_to("loop")
    os.mkfifo(kit.content / "assets" / "pipe")
    code, said = kit.run()
    assert code == 1
    assert "content/en/resources/\\udcff.yaml:1:1: error" in said
    assert tree(kit.draft)
    assert not (kit.draft / STAGE).exists()
