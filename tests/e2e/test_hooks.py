"""Git's hook, in a real repository: what is wrong in content cannot be committed, and its line is named."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest

from tests.builds import ROOT, SAMPLE, copy_of_press

GLOSSARY: Final = "content/ar/shared/glossary.yaml"
HAS_TOOLS: Final = (ROOT / ".venv/bin/pre-commit").exists()


@dataclass(frozen=True)
class Repository:
    """A repository with the press, the small toolkit as its content, and the hook that `make hooks` asks for."""

    folder: Path

    def git(self, *command: str) -> subprocess.CompletedProcess[str]:
        environment = {
            **os.environ,
            "HOME": str(self.folder.parent),
            "GIT_CONFIG_NOSYSTEM": "1",
            **{f"GIT_{who}_{what}": "a@b.example" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
        }
        return subprocess.run(
            ["git", *command],
            cwd=self.folder,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )

    def edit(self, name: str, old: str, new: str) -> None:
        path = self.folder / name
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), "utf-8")

    def commit(self, *names: str) -> subprocess.CompletedProcess[str]:
        self.git("add", *names)
        return self.git("commit", "-m", "A change")

    @property
    def commits(self) -> int:
        return int(self.git("rev-list", "--count", "HEAD").stdout)


@pytest.fixture(params=["plain", pytest.param("pre-commit", marks=pytest.mark.full)])
def repository(tmp_path: Path, request: pytest.FixtureRequest) -> Repository:
    """Set up as for an author, who has git and the press, and as for a contributor, who has pre-commit, too."""
    folder = copy_of_press(tmp_path / "a press")
    shutil.copytree(SAMPLE, folder / "content")
    shutil.copytree(ROOT / "scripts", folder / "scripts", dirs_exist_ok=True)
    for name in (".pre-commit-config.yaml", ".gitignore", "Makefile"):
        shutil.copy(ROOT / name, folder / name)
    (folder / ".venv/bin").mkdir(parents=True)
    (folder / ".venv/bin/python").write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    (folder / ".venv/bin/python").chmod(0o755)
    if request.param == "pre-commit":
        if not HAS_TOOLS:
            pytest.skip("pre-commit is not installed")
        (folder / ".venv/bin/pre-commit").symlink_to(ROOT / ".venv/bin/pre-commit")
        (folder / ".venv/.dev").touch()
    made = Repository(folder)
    made.git("init", "--quiet", "--initial-branch=main")
    made.git("add", "--all")
    assert made.git("commit", "--quiet", "-m", "All").returncode == 0
    asked = [line for line in (ROOT / "Makefile").read_text("utf-8").splitlines() if "core.hooksPath" in line]
    assert [line.strip(" \t@") for line in asked] == ["git config core.hooksPath scripts/hooks"]
    assert made.git("config", "core.hooksPath", "scripts/hooks").returncode == 0
    return made


def test_a_fault_is_refused_and_its_line_named(repository: Repository) -> None:
    repository.edit(GLOSSARY, "definition: |", "definiton: |")
    done = repository.commit(GLOSSARY)
    assert done.returncode == 1
    assert "content/ar/shared/glossary.yaml:5:5: error M201 unknown key 'definiton'" in done.stdout + done.stderr
    assert repository.commits == 1


def test_what_is_right_passes(repository: Repository) -> None:
    repository.edit("content/toolkit.yaml", "version: 0.1.0", "version: 0.1.1")
    done = repository.commit("content/toolkit.yaml")
    assert done.returncode == 0, done.stdout + done.stderr
    assert repository.commits == 2


def test_what_is_not_to_be_committed_does_not_count(repository: Repository) -> None:
    repository.edit("content/toolkit.yaml", "version: 0.1.0", "version: 0.1.1")
    repository.git("add", "content/toolkit.yaml")
    repository.edit("content/toolkit.yaml", "symbol:", "symbl:")
    repository.edit(GLOSSARY, "definition: |", "definiton: |")
    assert repository.git("commit", "-m", "Half of it").returncode == 0
    assert repository.commit("--all").returncode == 1
    # The other way round: mended in the folder only.
    repository.edit(GLOSSARY, "definiton: |", "definition: |")
    repository.edit("content/toolkit.yaml", "symbl:", "symbol:")
    assert repository.git("commit", "-m", "The rest of it").returncode == 1


def test_new_ids_are_added_to_the_register_for_another_try(repository: Repository) -> None:
    with (repository.folder / GLOSSARY).open("a", encoding="utf-8") as file:
        file.write("  - id: soap\n    term: صابون\n    definition: |\n      صابون سائل.\n")
    done = repository.commit(GLOSSARY)
    assert done.returncode == 1
    assert "error C402 id 'soap' is not registered" in done.stdout + done.stderr
    assert "git add content/ids.yaml" in done.stdout + done.stderr
    assert (repository.folder / "content/ids.yaml").read_text("utf-8").endswith("  soap: {status: active}\n")
    done = repository.commit("content/ids.yaml")
    assert done.returncode == 0, done.stdout + done.stderr


def test_no_id_leaves_the_register(repository: Repository) -> None:
    path = repository.folder / "content/ids.yaml"
    path.write_text(path.read_text("utf-8") + "  old-one: {status: deprecated}\n", "utf-8")
    assert repository.commit("content/ids.yaml").returncode == 0
    repository.edit("content/ids.yaml", "  old-one: {status: deprecated}\n", "")
    done = repository.commit("content/ids.yaml")
    assert done.returncode == 1
    assert "content/ids.yaml: the id 'old-one' is gone" in done.stdout + done.stderr


def test_other_files_are_no_content(repository: Repository) -> None:
    repository.edit(GLOSSARY, "definition: |", "definiton: |")
    (repository.folder / "notes.md").write_text("Notes\n")
    done = repository.commit("notes.md")
    assert done.returncode == 0, done.stdout + done.stderr


def test_without_the_press_it_says_what_to_do(repository: Repository) -> None:
    (repository.folder / ".venv/.dev").unlink(missing_ok=True)
    (repository.folder / ".venv/bin/python").unlink()
    repository.edit("content/toolkit.yaml", "version: 0.1.0", "version: 0.1.1")
    done = repository.commit("content/toolkit.yaml")
    assert done.returncode == 1
    assert "Run make hooks." in done.stderr
