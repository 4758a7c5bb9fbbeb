"""New ids are added to the register, and nothing else is touched."""

from __future__ import annotations

from pathlib import Path

import pytest

from press.check.register import register
from press.problem import ContentError
from tests.unit.toolkit_fixture import IDS, MANUAL, SmallToolkit


def test_nothing_to_add_touches_nothing(tmp_path: Path) -> None:
    toolkit = SmallToolkit(tmp_path)
    before = (toolkit.root / IDS).stat()
    assert register(toolkit.library(), toolkit.root) == ()
    assert (toolkit.root / IDS).stat() == before


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_what_stands_there_stays_byte_for_byte(tmp_path: Path, end: str) -> None:
    toolkit = SmallToolkit(tmp_path)
    old = "# mine\nformat: 1\n# newest last\nids:\n  wheels:   {status: trial}\n  ice:\n    status: active"
    toolkit.write(IDS, old.replace("\n", end))
    added = register(toolkit.library(), toolkit.root)
    assert len(added) == 20
    assert list(added) == sorted(added)
    assert "wheels" not in added
    lines = "".join(f"  {unit}: {{status: active}}\n" for unit in added)
    assert toolkit.text(IDS) == f"{old}\n{lines}".replace("\n", end)
    assert toolkit.found() == []


def test_a_new_block_goes_to_the_end(tmp_path: Path) -> None:
    toolkit = SmallToolkit(tmp_path).edit(MANUAL, "id: ice\n", "id: black-ice\n")
    assert register(toolkit.library(), toolkit.root) == ("black-ice",)
    assert toolkit.text(IDS).endswith("  wheel-guide: {status: active}\n  black-ice: {status: active}\n")


def test_a_register_is_made_where_there_is_none(tmp_path: Path) -> None:
    toolkit = SmallToolkit(tmp_path)
    (toolkit.root / IDS).unlink()
    assert len(register(toolkit.library(), toolkit.root)) == 22
    assert toolkit.found() == []
    assert sorted(f.name for f in toolkit.root.iterdir()) == ["assets", "en", IDS, "toolkit.yaml"]


@pytest.mark.parametrize(
    "old",
    [
        "format: 1\nids: {ice: {status: active}}\n",
        "format: 1\nids:\n    ice: {status: active}\n",
        "ids:\n  ice: {status: active}\nformat: 1\n",
    ],
)
def test_a_file_that_cannot_be_appended_to_is_left_alone(tmp_path: Path, old: str) -> None:
    toolkit = SmallToolkit(tmp_path).write(IDS, old)
    with pytest.raises(ContentError) as error:
        register(toolkit.library(), toolkit.root)
    assert [p.code for p in error.value.problems] == ["R101"]
    assert toolkit.text(IDS) == old


def test_a_register_that_appeared_meanwhile_is_not_doubled(tmp_path: Path) -> None:
    toolkit = SmallToolkit(tmp_path)
    text = toolkit.text(IDS)
    (toolkit.root / IDS).unlink()
    library = toolkit.library()
    toolkit.write(IDS, text)
    with pytest.raises(ContentError):
        register(library, toolkit.root)
    assert toolkit.text(IDS) == text


def test_a_failing_disk_leaves_the_old_register(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    toolkit = SmallToolkit(tmp_path).edit(MANUAL, "id: ice\n", "id: black-ice\n")
    before = toolkit.text(IDS)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(ContentError) as error:
        register(toolkit.library(), toolkit.root)
    monkeypatch.undo()
    assert [p.code for p in error.value.problems] == ["W507"]
    assert toolkit.text(IDS) == before
    assert not list(toolkit.root.glob(".*"))
