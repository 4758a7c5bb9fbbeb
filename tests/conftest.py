"""What every test may use: the builds of a session, goldens, and the engine that lays pages out."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import settings

from press.locks import hold, in_silence
from tests.builds import RECIPES, Build, Builder, wait

_BUILDER: Final = pytest.StashKey[Builder]()

# Tests run beside builds: how long an example takes says nothing.
settings.register_profile("press", deadline=None)
settings.load_profile("press")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="write the goldens anew instead of comparing with them")


@pytest.hookimpl(trylast=True)  # when the folder of this session is known
def pytest_configure(config: pytest.Config) -> None:
    """Let what tests start compile the press once for all, whatever the environment says, and beside the project."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ["PYTHONPYCACHEPREFIX"] = str(_session(config) / "compiled")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let tests that look at builds come last, those of the longest builds at the end: others run meanwhile.

    After them come those that hold a time, so that no build runs beside them.
    """
    order = {name: number for number, name in enumerate(RECIPES, start=1)}

    def place(item: pytest.Item) -> int:
        if item.get_closest_marker("timed"):
            return len(order) + 1
        return max((order.get(name, 0) for name in _fixtures(item)), default=0)

    items.sort(key=place)


def pytest_collection_finish(session: pytest.Session) -> None:
    if session.config.option.collectonly:
        return
    builder = session.config.stash[_BUILDER] = Builder(_shared(session.config))
    builder.begin(name for item in session.items for name in _fixtures(item))


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    if _BUILDER in session.config.stash:
        session.config.stash[_BUILDER].end(now=exitstatus == pytest.ExitCode.INTERRUPTED)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """With -v, print what tests list for the eye: ``record_property("list", …)``."""
    if terminalreporter.config.option.verbose >= 0:
        told = [value for report in terminalreporter.stats.get("passed", []) for _, value in report.user_properties]
        for line in told:
            terminalreporter.write_line(str(line))


def _fixtures(item: pytest.Item) -> list[str]:
    """Return the fixtures that a test asks for, and the builds that it says it asks for while it runs."""
    return [*getattr(item, "fixturenames", ()), *(name for mark in item.iter_markers("builds") for name in mark.args)]


def _shared(config: pytest.Config) -> Path:
    """Return the folder of the builds that all workers share; PRESS_TEST_BUILDS keeps one between sessions."""
    kept = os.environ.get("PRESS_TEST_BUILDS")
    return Path(kept) if kept else _session(config) / "builds"


def _session(config: pytest.Config) -> Path:
    """Return the folder of this session, which all workers share."""
    base: Path = config._tmp_path_factory.getbasetemp()  # type: ignore[attr-defined]
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@pytest.fixture(autouse=True)
def _results_of_its_own(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no build of a test find what another test has made; the cases of one test share what they make."""
    test = request.node.nodeid.partition("[")[0]
    name = hashlib.sha256(test.encode()).hexdigest()[:16]
    monkeypatch.setenv("PRESS_RESULTS", str(_session(request.config) / "results" / name))


@pytest.fixture(autouse=True)
def _alone(request: pytest.FixtureRequest) -> Iterator[None]:
    """Let no two tests that hold a time run beside each other."""
    if not request.node.get_closest_marker("timed"):
        yield
        return
    folder = _session(request.config) / "timed"
    folder.mkdir(exist_ok=True)
    with hold(folder, in_silence):
        yield


@pytest.fixture(scope="session")
def sample_build(pytestconfig: pytest.Config) -> Build:
    """The small Arabic toolkit, built where it stands."""
    return wait(_shared(pytestconfig), "sample_build")


@pytest.fixture(scope="session")
def main_build(pytestconfig: pytest.Config) -> Build:
    """The toolkit in content/, built where it stands."""
    return wait(_shared(pytestconfig), "main_build")


@pytest.fixture(scope="session")
def main_twin(pytestconfig: pytest.Config) -> Build:
    """The toolkit in content/, built by a copy of the press under other circumstances."""
    return wait(_shared(pytestconfig), "main_twin")


@pytest.fixture(scope="session")
def sample_twin(pytestconfig: pytest.Config) -> Build:
    """The small Arabic toolkit, built by a copy of the press under other circumstances."""
    return wait(_shared(pytestconfig), "sample_twin")


@pytest.fixture(scope="session")
def builds(sample_build: Build, main_build: Build) -> tuple[Build, Build]:
    """Both toolkits."""
    return sample_build, main_build


@pytest.fixture(params=["sample_build", "main_build"])
def build(request: pytest.FixtureRequest, builds: tuple[Build, Build]) -> Build:
    """Each toolkit for itself."""
    found: Build = request.getfixturevalue(request.param)
    return found


@pytest.fixture
def golden(pytestconfig: pytest.Config) -> Callable[[Path, str], None]:
    """Compare a text with a file; ``--accept`` writes the file."""

    def compare(path: Path, text: str) -> None:
        if pytestconfig.getoption("accept"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        assert path.is_file(), f"{path} is missing: read what the test made, then run it with --accept"
        assert text == path.read_text("utf-8")

    return compare
