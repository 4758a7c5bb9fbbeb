"""A Dask cluster as a crew: the same tasks, on other machines. Needs the optional extra “cluster”.

https://distributed.dask.org/en/stable/client.html
"""

from __future__ import annotations

from concurrent.futures import Executor
from typing import Any, Final

from press.crew import Crew, Seat
from press.memory import press_digest
from press.problem import ContentError, Problem
from press.worker import run

_PATIENCE: Final = 20  # seconds until somebody has to answer


class Cluster(Crew):
    """The workers that a Dask scheduler has when a build begins, each with one task at a time."""

    def __init__(self, address: str) -> None:
        """Go to a scheduler, such as ``tcp://127.0.0.1:8786``.

        Raises ContentError when nobody is there (U703), or when a worker has another press (U704): its files would be
        others.
        """
        self._client = _client(address)
        executors = {worker: self._executor(worker) for worker in sorted(self._client.nthreads())}
        super().__init__([Seat(executor) for executor in executors.values()])
        try:
            _demand_same_press(address, executors)
        except BaseException:
            self._client.close()
            raise

    def __exit__(self, *error: object) -> None:
        """Leave the cluster as it was found."""
        super().__exit__(*error)
        self._client.close()

    @property
    def is_remote(self) -> bool:
        """Tell that jobs must bring their pictures."""
        return True

    def _executor(self, worker: str) -> Executor:
        """Return an executor that uses one worker, and another only when that one is lost."""
        executor: Executor = self._client.get_executor(workers=[worker], allow_other_workers=True, pure=False)
        return executor


def _client(address: str) -> Any:
    try:
        from distributed import Client
    except ImportError as error:
        hint = "it comes with the extra “cluster”: .venv/bin/python -m pip install distributed"
        raise ContentError([Problem("U703", address, "Dask is not installed", hint)]) from error
    try:
        return Client(address, timeout=_PATIENCE, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        hint = "start one with: dask scheduler, and, on each machine: dask worker ADDRESS --nthreads 1"
        raise ContentError([Problem("U703", address, "no Dask scheduler answers there", hint)]) from error


def _demand_same_press(address: str, executors: dict[str, Executor]) -> None:
    if not executors:
        hint = f"start some with: dask worker {address} --nthreads 1"
        raise ContentError([Problem("U703", address, "the cluster has no workers", hint)])
    ours, problems = press_digest(), []
    asked = {worker: executor.submit(run, "warm_up", ()) for worker, executor in executors.items()}
    for worker, outcome in asked.items():
        error = outcome.exception()
        if error or outcome.result() != ours:
            message = f"the worker has another press{f' ({type(error).__name__}: {error})' if error else ''}"
            hint = "install the same version of the press and its packages there, and start the worker anew"
            problems.append(Problem("U704", worker, message, hint))
    if problems:
        raise ContentError(problems)
