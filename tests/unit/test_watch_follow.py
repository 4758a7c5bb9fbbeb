"""Saved files, as the system tells of them: real files in a real folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from queue import Empty, Queue
from threading import Event, Thread

import pytest

from press.design import ROOT
from press.watch.follow import Saved, follow, sorted_out


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = tmp_path / "kit"
    (folder / "en").mkdir(parents=True)
    return folder


@pytest.fixture
def heard(content: Path) -> Iterator[Queue[Saved]]:
    """What was heard, of a thread that follows the folder; it follows already."""
    over, queue = Event(), Queue[Saved]()

    def listen() -> None:
        for saved in follow(content, over):
            queue.put(saved)

    thread = Thread(target=listen)
    thread.start()
    assert not queue.get(timeout=20)  # it follows
    yield queue
    over.set()
    thread.join(10)
    assert not thread.is_alive()


def all_names(queue: Queue[Saved], patience: float = 1.0) -> list[tuple[str, ...]]:
    found = []
    while True:
        try:
            found.append(queue.get(timeout=patience).names)
        except Empty:
            return found


def test_a_saved_file_is_heard_of(content: Path, heard: Queue[Saved]) -> None:
    (content / "en" / "a.yaml").write_text("format: 1\n", "utf-8")
    assert all_names(heard) == [("kit/en/a.yaml",)]


def test_a_file_renamed_into_place_is_heard_of(content: Path, heard: Queue[Saved]) -> None:
    """As editors save: a hidden file beside, then renamed."""
    (content / "en" / ".a.yaml.part").write_text("format: 1\n", "utf-8")
    (content / "en" / ".a.yaml.part").replace(content / "en" / "a.yaml")
    assert all_names(heard) == [("kit/en/a.yaml",)]


def test_a_burst_of_saves_is_heard_of_once(content: Path, heard: Queue[Saved]) -> None:
    for number in range(20):
        (content / "en" / f"{number:02}.yaml").write_text("format: 1\n", "utf-8")
    names = all_names(heard)
    assert [name for one in names for name in one] == [f"kit/en/{number:02}.yaml" for number in range(20)]
    assert len(names) == 1


def test_editors_own_files_are_passed_over(content: Path, heard: Queue[Saved]) -> None:
    for name in (".a.yaml.swp", "a.yaml~", ".hidden"):
        (content / "en" / name).write_text("x", "utf-8")
    assert all_names(heard) == []


def test_files_are_sorted_out(content: Path) -> None:
    paths = (
        *(content / "toolkit.yaml", content / ".git" / "index", ROOT / "styles" / "print.css", ROOT / "press" / "x.py"),
        *(ROOT / "templates" / "blocks.xhtml", ROOT / "press" / "preview" / "page.css", ROOT / "README.md"),
    )
    saved = sorted_out(iter(paths), content)
    assert saved == Saved(("kit/toolkit.yaml",), ("styles/print.css", "templates/blocks.xhtml"), ("press/x.py",))
    assert saved
    assert not Saved()
    both = saved | Saved(content=("kit/toolkit.yaml", "kit/ids.yaml"))
    assert both.content == ("kit/toolkit.yaml", "kit/ids.yaml")
