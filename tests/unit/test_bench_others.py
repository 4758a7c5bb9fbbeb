"""Tools that the press is measured against: one that is not there, or fails, has a word instead of figures."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench import machine, others
from tests.clients import require


def _told(folder: Path, blocks: list[object]) -> Path:
    (folder / "fonts").mkdir()
    document = {"stem": "guides/a", "kind": "guide", "title": "A", "blocks": blocks}
    told = {"documents": [document], "fonts": str(folder / "fonts" / "fonts.conf")}
    (folder / "told.json").write_text(json.dumps(told), "utf-8")
    return folder / "told.json"


def test_without_pandoc(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(machine, "pandoc", lambda: "")
    found = {other.name: other for other in others.others(_told(tmp_path, []), tmp_path, 1)}
    for name in (others.WORD, others.TYPST):
        assert (found[name].missing, found[name].cost) == ("pandoc is not there", None)


def test_what_fails_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    program = tmp_path / "pandoc"
    program.write_text("#!/bin/sh\necho no such format >&2\nexit 6\n", "utf-8")
    program.chmod(0o755)
    monkeypatch.setattr(machine, "pandoc", lambda: str(program))
    found = {other.name: other for other in others.others(_told(tmp_path, []), tmp_path, 1)}
    assert (found[others.WORD].missing, found[others.WORD].cost) == ("it failed", None)
    assert "ended with 6:\nno such format" in capsys.readouterr().err
    assert found[others.TYPST].cost is None


@pytest.mark.client
def test_pandoc_costs_something_and_its_notes_are_counted(tmp_path: Path) -> None:
    require("pandoc")
    note = {"node": "Footnote", "number": 1, "content": [{"node": "Text", "text": "A note that is long enough."}]}
    told = _told(tmp_path, [{"node": "Paragraph", "content": [{"node": "Text", "text": "Words."}, note]}])
    word = {other.name: other for other in others.others(told, tmp_path, 1)}[others.WORD]
    assert word.cost is not None
    assert word.cost.cpu > 0
    assert (word.notes, word.pages) == (1, None)
