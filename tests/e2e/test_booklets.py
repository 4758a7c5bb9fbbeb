"""Booklets through builds: made when asked for, kept as long as they fit, never out of date, proven like the rest."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.builds import ROOT, SAMPLE
from tests.faults import edit

ONE = "--document nurse.calm"
CALM = "ar/primers/nurse.calm.booklet.pdf"


class Kit:
    """A folder with a copy of the small toolkit, and its output."""

    def __init__(self, folder: Path) -> None:
        """Copy the toolkit."""
        self.folder, self.draft = folder, folder / "output" / "draft"
        shutil.copytree(SAMPLE, folder / "kit")

    def run(self, command: str, code: int = 0) -> str:
        call = [sys.executable, str(ROOT / "build.py"), "--content", "kit", "--output", "output", *command.split()]
        done = subprocess.run(call, cwd=self.folder, capture_output=True, text=True, encoding="utf-8", check=False)
        assert done.returncode == code, done.stderr
        return done.stderr

    @property
    def booklets(self) -> dict[str, Any]:
        """What the manifest says of booklets; they are the files that are there."""
        listed = json.loads((self.draft / "manifest.json").read_text("utf-8"))["artifacts"]
        found = {entry["path"]: entry for entry in listed if entry["variant"] == "booklet"}
        there = {path.relative_to(self.draft).as_posix() for path in self.draft.rglob("*.booklet.pdf")}
        assert there == found.keys()
        return found


@pytest.fixture
def kit(tmp_path: Path) -> Kit:
    return Kit(tmp_path)


def test_a_booklet_is_kept_while_it_fits_and_goes_when_it_does_not(kit: Kit) -> None:
    kit.run(f"build --booklet {ONE}")
    entry = kit.booklets[CALM]
    assert (entry["format"], entry["pages"], set(entry["units"].values())) == ("pdf", 2, {1, 2})
    made = (kit.draft / CALM).read_bytes()

    kit.run(f"build {ONE}")
    assert kit.booklets == {CALM: entry}
    kit.run(f"prove {ONE}")

    (kit.draft / CALM).write_bytes(edit(made, lambda pdf: pdf.pages.reverse()))
    said = kit.run(f"prove {ONE}", 1)
    assert f"{CALM}: error P606" in said
    assert "primers/nurse.calm.booklet.pdf page 1: error P6" in said
    (kit.draft / CALM).write_bytes(made)

    primers = kit.folder / "kit" / "ar" / "primers" / "primers.yaml"
    text = primers.read_text("utf-8")
    key, _, rest = text.partition("subtitle: ")
    primers.write_text(f"{key}subtitle: +{rest}", "utf-8")
    kit.run(f"build {ONE} --format docx")  # the PDF is what it was, and so is its booklet
    assert kit.booklets == {CALM: entry}
    kit.run(f"build {ONE}")
    assert kit.booklets == {}


@pytest.mark.full
def test_a_complete_build_has_what_was_asked_for(kit: Kit) -> None:
    kit.run("build --booklet")
    names = [f"{post}.{season}" for post in ("clinic-manager", "nurse") for season in ("calm", "outbreak")]
    assert sorted(kit.booklets) == [f"ar/primers/{name}.booklet.pdf" for name in names]
    kit.run("prove")

    manifest = kit.draft / "manifest.json"
    right = manifest.read_text("utf-8")
    data = json.loads(right)
    entry = next(entry for entry in data["artifacts"] if entry["path"] == CALM)
    data["artifacts"].append({**entry, "document": "guides/supplies", "path": CALM})
    manifest.write_text(json.dumps(data), "utf-8")
    assert f"{CALM}: error P655 documents of its kind have no .booklet.pdf" in kit.run("prove --document supplies", 1)
    manifest.write_text(right, "utf-8")

    kit.run("build")
    assert kit.booklets == {}


@pytest.mark.parametrize(
    ("choice", "said"),
    [
        ("--format docx", "a booklet is a PDF"),
        ("--document supplies", "no document of this choice becomes a booklet: only primers do"),
    ],
)
def test_a_choice_without_booklets_is_wrong_use(kit: Kit, choice: str, said: str) -> None:
    assert said in kit.run(f"build --booklet {choice}", 2)
    assert not kit.draft.exists()
