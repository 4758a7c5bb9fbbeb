"""A build by a real Dask cluster: a scheduler and two workers on this machine's loopback."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import pytest
from distributed import Client

from press import cluster, publish
from press.cluster import Cluster
from press.design import ROOT
from press.problem import ContentError
from press.toolkit import Choice
from tests.builds import SAMPLE, Build
from tests.unit.test_incremental import Quiet

DASK = (sys.executable, "-m", "dask")
LOOPBACK = ("--host", "127.0.0.1", "--no-dashboard")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a scheduler with two workers."""
    folder = tmp_path_factory.mktemp("dask")
    told = folder / "scheduler.json"
    scheduler = [*DASK, "scheduler", *LOOPBACK, "--port", "0", "--scheduler-file", str(told)]
    worker = [*DASK, "worker", *LOOPBACK, "--nthreads", "1", "--no-nanny", "--scheduler-file", str(told)]
    with ExitStack() as running, (folder / "log.txt").open("w") as log:
        for command in (scheduler, worker, worker):
            process = subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=log)
            running.callback(process.wait)
            running.callback(process.terminate)
            _wait_for(told)
        address: str = json.loads(told.read_text())["address"]
        with Client(address) as client:  # type: ignore[no-untyped-call]
            client.wait_for_workers(2, timeout=60)
        yield address


def files(folder: Path) -> dict[str, bytes]:
    """Return every file of a folder, the manifest among them."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _wait_for(file: Path) -> None:
    until = time.monotonic() + 60
    while not file.is_file() and time.monotonic() < until:
        time.sleep(0.05)
    assert file.is_file()


def test_a_cluster_makes_the_same_files(address: str, sample_build: Build, tmp_path: Path) -> None:
    output = tmp_path / "output"
    with Cluster(address) as crew:
        assert crew.size == 2
        publish.build(SAMPLE, output / "draft", Choice(), Quiet(), crew=crew)
        digests = crew._client.run(lambda: len(sys.modules["press.worker"]._worker()._shops))
    assert files(output / "draft") == files(sample_build.draft)
    assert len(digests) == 2
    assert all(digests.values()), "each of the two has worked"


def test_a_worker_with_another_press_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "press_digest", lambda: "another")
    with ThreadPoolExecutor(1) as executor, pytest.raises(ContentError) as refused:
        cluster._demand_same_press("tcp://here", {"tcp://worker": executor})
    assert [(problem.code, problem.place) for problem in refused.value.problems] == [("U704", "tcp://worker")]


def test_where_no_scheduler_is_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "_PATIENCE", 1)
    with pytest.raises(ContentError) as refused:
        Cluster("tcp://127.0.0.1:9")
    assert [problem.code for problem in refused.value.problems] == ["U703"]
