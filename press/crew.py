"""Workers: who does the jobs of a build, where, and in which order.

The press works with any `concurrent.futures.Executor`. A seat is one worker: an executor that does one task at a time.
A task can ask for the seat of an earlier one, where something was kept for it; elsewhere it is done as well, slower.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, ProcessPoolExecutor, wait
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final, ParamSpec, Self, TypeVar

from press.design import Design, load_design
from press.fonts import prepare_fonts
from press.problem import ContentError, Problem
from press.worker import Worker, run

_WORTH: Final = 3  # documents: for fewer to be made, a second process takes longer to start than it saves

Args = ParamSpec("Args")
Result = TypeVar("Result")


@dataclass(eq=False)
class Task:
    """Something to be done: a method of `Worker` by name. ``weight`` says how long it takes beside others."""

    name: str
    args: tuple[Any, ...]
    weight: float = 0
    near: Task | None = None  # what was kept for it is where this one was done
    seat: Seat | None = None  # where it is done, or was
    outcome: Future[Any] | None = None

    @property
    def result(self) -> Any:
        """What it came to; to be asked when it is done. Raises what the worker raised."""
        if self.outcome is None:
            raise RuntimeError(f"{self.name} is not done yet")
        return self.outcome.result()

    @property
    def is_done(self) -> bool:
        """Tell whether there is a result, or an error."""
        return self.outcome is not None and self.outcome.done()

    @property
    def has_failed(self) -> bool:
        """Tell whether the worker raised something."""
        return self.outcome is not None and self.outcome.exception() is not None


@dataclass(frozen=True, eq=False, slots=True)
class Seat:
    """One worker: where it works, and the function there that lets it do something."""

    executor: Executor
    run: Callable[[str, Sequence[Any]], Any] = run


class AtOnce(Executor):
    """An executor that does everything at once, in the thread that asks for it."""

    def submit(self, fn: Callable[Args, Result], /, *args: Args.args, **kwargs: Args.kwargs) -> Future[Result]:
        """Call a function, and return what came of it."""
        future: Future[Result] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:  # noqa: BLE001 (whoever asks for the result gets it)
            future.set_exception(error)
        return future


class Crew:
    """Seats, and the tasks that wait for one."""

    def __init__(self, seats: Sequence[Seat]) -> None:
        """Work with these seats."""
        self._seats = list(seats)
        self._waiting: list[Task] = []
        self._busy: dict[int, Task] = {}

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Send everybody home; what has not begun is not done."""
        for executor in dict.fromkeys(seat.executor for seat in self._seats):
            executor.shutdown()  # what runs ends first: no seat has more than one task

    @property
    def size(self) -> int:
        """The number of workers."""
        return len(self._seats)

    @property
    def is_remote(self) -> bool:
        """Tell whether workers may be on another machine, so that jobs must bring their pictures."""
        return False

    def expect(self, documents: int) -> None:
        """Hear how many documents will have to be made, before any task."""

    def call(self, name: str, *args: Any, weight: float = 0, near: Task | None = None) -> Task:
        """Let something be done. The heaviest comes first; among equals, the first."""
        task = Task(name, args, weight, near)
        self._waiting.append(task)
        return task

    def finished(self, tasks: Iterable[Task]) -> Iterator[Task]:
        """Yield tasks as they are done. Raises ContentError (W513) when a worker is lost."""
        wanted = set(tasks)
        ready = [task for task in wanted if task.is_done]
        while wanted:
            for task in ready:
                if task in wanted:
                    wanted.remove(task)
                    yield task
            if wanted:
                ready = self._next_ready()

    def _next_ready(self) -> list[Task]:
        """Wait until something is done; begin the next before whoever listens does anything with it."""
        if not self._seats:
            raise RuntimeError("there are tasks, and nobody was expected to do them")
        self._dispatch()
        running = {task.outcome: place for place, task in self._busy.items() if task.outcome}
        done, _ = wait(running, return_when=FIRST_COMPLETED)
        ready = [self._busy.pop(running[outcome]) for outcome in done]
        for task in ready:
            if task.outcome and isinstance(error := task.outcome.exception(), BrokenExecutor):
                raise _lost(task) from error
        if not any(isinstance(seat.executor, AtOnce) for seat in self._seats):  # else who listens would hear late
            self._dispatch()
        return ready

    def succeeded(self, tasks: Iterable[Task]) -> Iterator[Task]:
        """Yield tasks as they come to a result; then raise ContentError, with the problems of all others, if any."""
        tasks = list(tasks)
        yield from (task for task in self.finished(tasks) if not task.has_failed)
        _results(tasks)

    def all(self, tasks: Sequence[Task]) -> list[Any]:
        """Return the results of tasks in their order. Raises ContentError with the problems of all of them."""
        for _ in self.finished(tasks):
            pass
        return _results(tasks)

    def _dispatch(self) -> None:
        for place, seat in enumerate(self._seats):
            if place not in self._busy and (task := self._next(seat)):
                self._waiting.remove(task)
                task.seat = seat
                task.outcome = seat.executor.submit(seat.run, task.name, task.args)
                self._busy[place] = task

    def _next(self, seat: Seat) -> Task | None:
        fitting = (t for t in self._waiting if t.near is None or t.near.seat in (seat, None))
        return max(fitting, key=lambda task: (task.near is not None, task.weight), default=None)


def _results(tasks: Iterable[Task]) -> list[Any]:
    found: list[Any] = []
    problems: list[Problem] = []
    for task in tasks:
        try:
            found.append(task.result)
        except ContentError as error:
            problems += error.problems
    if problems:
        raise ContentError(dict.fromkeys(problems))
    return found


def _lost(task: Task) -> ContentError:
    document = getattr(task.args[0], "document", task.args[0])
    message = "a worker process stopped in the middle of this document"
    hint = "was the machine out of memory? try fewer workers: build.py build --jobs 1"
    return ContentError([Problem("W513", getattr(document, "stem", "build"), message, hint)])


def here(design: Design | None = None) -> Crew:
    """Return a crew of one, in this process; the design is the project's if none is given."""
    return Crew([_here(design)])


class Processes(Crew):
    """Worker processes on this machine, started when there is something to do, and not when it is too little."""

    def __init__(self, jobs: int) -> None:
        """Start at most so many."""
        super().__init__([])
        self._jobs = jobs

    def expect(self, documents: int) -> None:
        """Start as many as can be of use."""
        if self._seats:
            return
        jobs = min(self._jobs, documents // _WORTH)
        prepare_fonts(load_design())  # by one, for all
        self._seats = [_process() for _ in range(jobs)] if jobs > 1 else [_here()]
        if jobs <= 1 and documents:
            self.all([self.call("warm_up")])


def _here(design: Design | None = None) -> Seat:
    return Seat(AtOnce(), Worker(design).run)


def _process() -> Seat:
    context = multiprocessing.get_context("spawn")  # a fork of a process that has threads, such as ours, may hang
    return Seat(ProcessPoolExecutor(1, context, initializer=_begin))


def _begin() -> None:
    """Begin as a worker process: Ctrl-C is for its parent to hear, and without a parent it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    run("warm_up", ())


def _end_with_parent() -> None:
    if parent := multiprocessing.parent_process():
        parent.join()  # also when it is killed, so that nobody is left behind
        os._exit(1)


def usable_processors() -> int:
    """Return how many processors this process may use."""
    with suppress(AttributeError):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
