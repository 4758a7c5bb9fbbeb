"""Where units stand in the files: the lines that are shown are theirs, all of them, and no others'."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from press.read import read_library
from press.watch.sources import Sources, find_sources, read_files, renewed
from tests.builds import ROOT, SAMPLE
from tests.unit.toolkit_fixture import GLOSSARY, MANUAL, SmallToolkit


def sources_of(content: Path) -> Sources:
    library, problems = read_library(content)
    assert library is not None, problems
    return find_sources(library, read_files(content))


def lines_of(sources: Sources, unit: str) -> list[str]:
    found = sources.units[unit]
    return list(sources.files[found.place.file][found.first - 1 : found.last])


@pytest.fixture
def kit(tmp_path: Path) -> SmallToolkit:
    return SmallToolkit(tmp_path)


@pytest.mark.parametrize("content", [SAMPLE, ROOT / "content"], ids=["sample", "main"])
def test_every_unit_has_the_lines_that_are_its_own(content: Path) -> None:
    """By another way: the lines, read as YAML by themselves, are that unit, whole."""
    sources = sources_of(content)
    assert len(sources.units) > 50
    for unit in sources.units.values():
        lines = lines_of(sources, unit.id)
        data = yaml.load("\n".join(lines), Loader=yaml.BaseLoader)
        while not (isinstance(data, dict) and "id" in data):
            assert len(data) == 1, f"{unit.id}: {lines}"
            data = data[0] if isinstance(data, list) else next(iter(data.values()))
        assert data["id"] == unit.id
        assert f"id: {unit.id}" in sources.files[unit.place.file][unit.place.line - 1]


def test_the_lines_of_a_unit_in_a_body(kit: SmallToolkit) -> None:
    sources = sources_of(kit.root)
    unit = sources.units["dry-is-not-clean"]
    assert (unit.kind, unit.title) == ("takeaway", "A dry chain is not a clean chain.")
    assert lines_of(sources, "dry-is-not-clean") == [
        "      - takeaway:",
        "          id: dry-is-not-clean",
        "          text: |",
        "            A dry chain is not a clean chain.",
        "          primer: {place: messages, weight: 50}",
    ]


def test_documents_know_the_file_that_they_come_from(kit: SmallToolkit) -> None:
    homes = sources_of(kit.root).homes
    assert homes["guides/manual.winter"] == homes["guides/manual"] == "manual"
    assert homes["primers/rider.winter"] == "primers"


def test_with_errors_units_are_where_their_ids_stand_now(kit: SmallToolkit) -> None:
    before = sources_of(kit.root)
    kit.edit(MANUAL, "sections:\n  - id: cleaning\n", "# One.\n# Two.\nsections: [\n  - id: cleaning\n")
    now = renewed(before, read_files(kit.root))
    moved = now.units["dry-is-not-clean"]
    assert moved.place.line == before.units["dry-is-not-clean"].place.line + 2
    assert lines_of(now, "dry-is-not-clean") == lines_of(before, "dry-is-not-clean")
    assert now.units["chain"] == before.units["chain"]


def test_a_unit_that_is_gone_is_nowhere(kit: SmallToolkit) -> None:
    before = sources_of(kit.root)
    kit.edit(GLOSSARY, "  - id: sprocket\n", "  - id: cog\n")
    assert "sprocket" not in renewed(before, read_files(kit.root)).units


def test_files_that_cannot_be_read_are_passed_over(kit: SmallToolkit, tmp_path: Path) -> None:
    (tmp_path / "secret.yaml").write_text("secret", "utf-8")
    (kit.root / "en" / "out.yaml").symlink_to(tmp_path / "secret.yaml")
    (kit.root / "en" / "ring.yaml").symlink_to(kit.root / "en" / "ring.yaml")
    (kit.root / "en" / "gone.yaml").symlink_to(kit.root / "nowhere")
    (kit.root / "en" / "odd.yaml").write_bytes(b"\xff\xfe\n")
    files = read_files(kit.root)
    assert files["content/en/odd.yaml"] == ("��",)
    assert not {"content/en/out.yaml", "content/en/ring.yaml", "content/en/gone.yaml"} & files.keys()
    assert "content/toolkit.yaml" in files
