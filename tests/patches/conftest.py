"""One loaded press for all faults of a session."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.patches.patched_tree import RunPatched, warm_press


@pytest.fixture(scope="session")
def run_patched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunPatched]:
    """Run a probe with a patch, and return the lines that it printed."""
    with warm_press(tmp_path_factory.mktemp("warm")) as run:
        yield run
