"""The builds that benchmarks measure, from end to end, on the smaller toolkit."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.builds import ROOT, SAMPLE


def _run(module: str, *arguments: object) -> Any:
    command = [sys.executable, "-m", f"bench.{module}", *map(str, arguments)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.full
def test_a_build_is_counted_with_nothing_known_and_with_page_numbers_known(tmp_path: Path) -> None:
    results, told = tmp_path / "results", tmp_path / "told.json"
    cold = _run("make", SAMPLE, tmp_path / "cold", "--remember", results)
    known = _run("make", SAMPLE, tmp_path / "known", "--numbers", results)
    assert cold["pages"] == known["pages"]
    assert cold["documents"].keys() == cold["pages"].keys()
    assert cold["numbers"] == 0
    assert cold["layouts"] >= len(cold["pages"])
    # Unless each document is laid out once anyway, page numbers save what they can.
    assert known["layouts"] == len(known["pages"])
    assert known["numbers"] >= cold["layouts"] or cold["layouts"] == known["layouts"]
    assert sum(cold["documents"].values()) < sum(cold["steps"].values())
    assert {path.suffix for path in (tmp_path / "cold").rglob("*.*")} == {".pdf", ".docx", ".json"}
    assert not list((tmp_path / "cold").rglob("*.print.pdf"))

    assert _run("tell", SAMPLE, told).keys() == {"press", "pango"}
    language = next(path for path in (tmp_path / "cold").iterdir() if path.is_dir())
    counted = _run("count", told, language)
    assert counted["pages"] == sum(cold["pages"].values())
    # Not in PDFs: letters of Arabic come back from pages in another order.
    assert counted["docx"] == counted["source"] > 0
