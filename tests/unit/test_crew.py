"""Who does the tasks of a build, and in which order; the files are the same, whoever does them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest

from press import publish
from press.crew import AtOnce, Crew, Processes, Seat, Task, here
from press.design import ROOT
from press.problem import ContentError, Problem
from press.toolkit import Choice, compose_all
from press.worker import Worker
from tests.unit.test_incremental import Quiet
from tests.unit.toolkit_fixture import SmallToolkit


def made(toolkit: SmallToolkit, output: Path, crew: Crew) -> dict[str, bytes]:
    with crew:
        publish.build(toolkit.root, output, Choice(), Quiet(), crew=crew)
    return {path.relative_to(output).as_posix(): path.read_bytes() for path in output.rglob("*") if path.is_file()}


def test_whoever_works_the_files_are_the_same(tmp_path: Path) -> None:
    """Here, in processes, in the threads of any executor."""
    toolkit = SmallToolkit(tmp_path)
    expected = made(toolkit, tmp_path / "here", here())
    pool = ThreadPoolExecutor(3)
    assert made(toolkit, tmp_path / "threads", Crew([Seat(pool)] * 3)) == expected
    assert made(toolkit, tmp_path / "processes", Processes(2)) == expected


def test_few_documents_are_made_in_this_process() -> None:
    for jobs, documents, seats in ((2, 2, 1), (2, 5, 1), (2, 6, 2), (1, 50, 1), (4, 9, 3)):
        with Processes(jobs) as crew:
            crew.expect(documents)
            crew.expect(1000)  # whoever is there stays
            assert crew.size == seats


class Log(Worker):
    """A worker that notes what it does."""

    def __init__(self) -> None:
        super().__init__()
        self.done: list[str] = []

    def note(self, name: str) -> str:
        self.done.append(name)
        if name == "wrong":
            raise ContentError([Problem("W501", "here", "one"), Problem("W501", "there", "two")])
        return name.upper()


def crew_of(*workers: Worker) -> Crew:
    return Crew([Seat(AtOnce(), worker.run) for worker in workers])


def test_the_heaviest_comes_first_and_then_what_came_first() -> None:
    worker = Log()
    crew = crew_of(worker)
    tasks = [crew.call("note", name, weight=weight) for name, weight in (("a", 1), ("b", 3), ("c", 1), ("d", 2))]
    assert crew.all(tasks) == ["A", "B", "C", "D"]
    assert worker.done == ["b", "d", "a", "c"]


def test_a_task_goes_where_something_was_kept_for_it() -> None:
    one, other = Log(), Log()
    crew = crew_of(one, other)
    first = [crew.call("note", name, weight=weight) for name, weight in (("a", 2), ("b", 1))]
    crew.all(first)
    assert (one.done, other.done) == (["a"], ["b"])
    second = [crew.call("note", f"more {task.args[0]}", near=task) for task in reversed(first)]
    third = crew.call("note", "free", weight=9)
    crew.all([*second, third])
    assert one.done[:2] == ["a", "more a"]
    assert other.done[:2] == ["b", "more b"]
    assert sorted(one.done + other.done) == ["a", "b", "free", "more a", "more b"]


def test_the_problems_of_all_are_told_and_nothing_else_is_lost() -> None:
    crew = crew_of(Log())
    tasks = [crew.call("note", name) for name in ("wrong", "right", "wrong")]
    assert [task for task in crew.finished(tasks) if not task.has_failed] == [tasks[1]]
    with pytest.raises(ContentError) as refused:
        crew.all(tasks)
    assert [problem.place for problem in refused.value.problems] == ["here", "there"]
    with pytest.raises(RuntimeError, match="not done"):
        _ = Task("note", ()).result


def test_problems_travel_between_processes() -> None:
    with processes(_raise) as crew, pytest.raises(ContentError) as refused:
        crew.all([crew.call("anything")])
    assert refused.value.problems == (Problem("W501", "guides/manual", "a warning", "a hint"),)


def test_a_worker_that_is_killed_is_told_with_its_document(tmp_path: Path) -> None:
    document = compose_all(SmallToolkit(tmp_path).library())["guides/manual"]
    with processes(_die) as crew, pytest.raises(ContentError) as refused:
        crew.all([crew.call("prove", document)])
    (problem,) = refused.value.problems
    assert (problem.code, problem.place) == ("W513", "guides/manual")
    assert "--jobs 1" in problem.hint


def processes(run: Callable[[str, Sequence[Any]], Any]) -> Crew:
    executor: Executor = ProcessPoolExecutor(1, get_context("spawn"))
    return Crew([Seat(executor, run)])


def _raise(_name: str, _args: Sequence[Any]) -> None:
    raise ContentError([Problem("W501", "guides/manual", "a warning", "a hint")])


def _die(_name: str, _args: Sequence[Any]) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


PARENT = """
import time
from press.crew import Processes
if __name__ == "__main__":
    crew = Processes(2)
    crew.expect(10)
    print(*crew.all([crew.call("warm_up"), crew.call("warm_up")]), flush=True)
    from multiprocessing import active_children
    print(*(child.pid for child in active_children()), flush=True)
    time.sleep(60)
"""


def test_no_worker_outlives_its_parent(tmp_path: Path) -> None:
    (script := tmp_path / "parent.py").write_text(PARENT)
    command = [sys.executable, str(script)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)}
    ) as parent:
        assert parent.stdout
        digests = parent.stdout.readline().split()
        workers = [int(pid) for pid in parent.stdout.readline().split()]
        parent.kill()
    assert len(set(digests)) == 1
    assert len(workers) == 2
    until = time.monotonic() + 20
    while any(map(is_alive, workers)) and time.monotonic() < until:
        time.sleep(0.05)
    assert not any(map(is_alive, workers))


def is_alive(pid: int) -> bool:
    state = Path(f"/proc/{pid}/stat")
    try:
        return state.read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def test_tasks_that_nobody_is_there_for_do_not_wait_for_ever() -> None:
    with Processes(2) as crew, pytest.raises(RuntimeError, match="nobody"):
        crew.all([crew.call("warm_up")])
