"""Builds that are killed at any moment: what is there is wholly old or wholly new, and the next build is right."""

from __future__ import annotations

import hashlib
import json
import random
import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pytest

from press.design import ROOT
from press.forms import NAME as FORMS
from press.manifest import NAME
from press.swap import JOURNAL, STAGE, reading
from tests.line_server import Ask, line_server
from tests.small_kit import OLD, Kit, built_kit, tree

Tree = Mapping[str, bytes]
KILLED: Final = -9
# Each is (scene, how many kills of 30). Most fall where files are written: the rest of a build touches none.
SHARES: Final = (("swap", 19), ("edit", 4), ("first", 4), ("time", 3))


@dataclass(frozen=True, slots=True)
class Killer:
    """A warm process that runs commands and kills them; see tests/kill_server.py."""

    ask: Ask

    def run(self, scene: Scene, **when: float) -> dict[str, Any]:
        order = {
            "args": ["--content", str(scene.content), "--output", str(scene.folder / "output"), "build"],
            "env": {"PRESS_RESULTS": str(scene.results)},
            "folder": str(scene.folder),
            "log": str(scene.folder / "log.txt"),
            **when,
        }
        answer: dict[str, Any] = self.ask(order)
        return answer


@dataclass(frozen=True, slots=True)
class Scene:
    """A folder in which builds are killed: what is there before, and what a build that nobody kills makes of it."""

    folder: Path
    content: Path
    before: Mapping[str, Path]

    @property
    def draft(self) -> Path:
        return self.folder / "output" / "draft"

    @property
    def results(self) -> Path:
        return self.folder / "results"

    def reset(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir()
        for name, path in self.before.items():
            shutil.copytree(path, self.folder / name)


@dataclass(frozen=True, slots=True)
class Stage:
    """The old and the new state of a toolkit, and the results of clean builds of both."""

    killer: Killer
    old: Tree
    new: Tree
    results: Tree
    scenes: Mapping[str, Scene]


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    kit, folder = built_kit(tmp_path_factory), tmp_path_factory.mktemp("kills")
    before = Kit(kit.folder / OLD)
    for draft in (before.draft, kit.draft):
        hashes = {
            path: hashlib.sha256(data).hexdigest() for path, data in tree(draft).items() if path not in (NAME, FORMS)
        }
        assert hashes == listed(draft)
    output, results = {"output": before.draft.parent}, {"results": kit.results}
    scenes = {
        "swap": Scene(folder / "swap", kit.content, {**output, **results}),
        "edit": Scene(folder / "edit", kit.content, {**output, "results": before.results}),
        "first": Scene(folder / "first", kit.content, results),
        "time": Scene(folder / "time", kit.content, {**output, "results": before.results}),
    }
    with line_server("tests.kill_server", ROOT, PYTHONWARNINGS="error") as ask:
        yield Stage(Killer(ask), tree(before.draft), tree(kit.draft), tree(kit.results), scenes)


def listed(folder: Path) -> dict[str, str]:
    """Return the hashes of the files that the manifest of a folder lists."""
    if not (folder / NAME).exists():
        return {}
    return {a["path"]: a["sha256"] for a in json.loads((folder / NAME).read_bytes())["artifacts"]}


def look(stage: Stage, scene: Scene, said: str) -> None:
    """Look at what a killed build has left, then let the next one follow."""
    before = stage.old if "output" in scene.before else {}
    for path in listed(scene.draft):
        data = (scene.draft / path).read_bytes() if (scene.draft / path).exists() else None
        committed = (scene.draft / STAGE / JOURNAL).exists()
        assert data in (before.get(path), stage.new.get(path)), said
        assert committed or data == before.get(path) or tree(scene.draft) == stage.new, said
    with reading(scene.draft):
        found = {path: data for path, data in tree(scene.draft).items() if not path.startswith(f"{STAGE}/")}
        assert found in (before, stage.new), said
    for path, data in tree(scene.results).items() if scene.results.exists() else ():
        assert "/." in path or stage.results.get(path, data) == data, said  # a half written one has a name of its own
    answer = stage.killer.run(scene)
    log = (scene.folder / "log.txt").read_text("utf-8")
    assert answer["code"] == 0, f"{said}\n{log}"
    assert tree(scene.draft) == stage.new, said
    assert sorted(p for p in scene.folder.rglob("*") if re.match(r"\.", p.name)) == [], said
    assert all(any(p.iterdir()) for p in scene.draft.rglob("*") if p.is_dir()), said


def moments(stage: Stage, name: str, number: int, chance: random.Random) -> Iterator[dict[str, float]]:
    """Yield when to kill: before a change of a file, more often of one in the output; or after a time."""
    scene = stage.scenes[name]
    scene.reset()
    events = stage.killer.run(scene)["events"]
    assert tree(scene.draft) == stage.new
    output = [n for n, event in enumerate(events) if "/output/" in event]
    whole = range(len(events))
    assert len(output) > 10, "the events of a swap are heard"
    for turn in range(number):
        if name == "time":
            yield {"seconds": chance.uniform(0, 2.0)}
        else:
            yield {"at": chance.choice(output if name != "edit" or turn % 2 else whole)}


def follow(stage: Stage, seed: int, times: int) -> None:
    chance, killed = random.Random(seed), 0
    for name, share in SHARES:
        scene = stage.scenes[name]
        for when in moments(stage, name, share * times, chance):
            scene.reset()
            code = stage.killer.run(scene, **when)["code"]
            assert code == KILLED or name == "time"
            killed += code == KILLED
            look(stage, scene, f"{name} killed at {when}, seed {seed}")
    assert killed > 20 * times


def test_killed_builds(stage: Stage) -> None:
    follow(stage, 1, 1)


@pytest.mark.full
def test_many_killed_builds(stage: Stage) -> None:
    follow(stage, 2, 10)


@pytest.mark.full
def test_a_kill_before_every_single_change_of_a_swap(stage: Stage) -> None:
    scene = stage.scenes["swap"]
    scene.reset()
    for at in range(len(stage.killer.run(scene)["events"])):
        scene.reset()
        assert stage.killer.run(scene, at=at)["code"] == KILLED
        look(stage, scene, f"killed before change {at}")


def test_the_killer_sees_every_change(stage: Stage) -> None:
    """Else the kills would not fall where they count."""
    scene = stage.scenes["swap"]
    scene.reset()
    events = stage.killer.run(scene)["events"]
    staged = sum(event.startswith("open") and f"{STAGE}/" in event for event in events)
    renamed = sum(event.startswith("os.rename") and f"{STAGE}/" in event for event in events)
    assert staged == renamed == len({*stage.new.items()} - {*stage.old.items()}) + 1  # and the journal
    gone = len(stage.old.keys() - stage.new.keys())
    assert gone > 0
    assert sum(event.startswith("os.remove") and f"{STAGE}/" not in event for event in events) == gone
