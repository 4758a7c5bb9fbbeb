"""The lock of what comes from npm: exact, with hashes, and without a word of where it came from."""

from __future__ import annotations

import json
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "clients"


def test_the_npm_lock_names_no_registry() -> None:
    assert "://" not in (FOLDER / "package-lock.json").read_text("utf-8")


def test_the_npm_lock_pins_everything_by_its_hash() -> None:
    wanted = json.loads((FOLDER / "package.json").read_text("utf-8"))
    lock = json.loads((FOLDER / "package-lock.json").read_text("utf-8"))["packages"]
    root = lock.pop("")
    assert all(entry["version"] and entry["integrity"].startswith("sha512-") for entry in lock.values())
    for key in ("dependencies", "optionalDependencies"):
        assert root[key] == wanted[key]
        assert all(lock[f"node_modules/{name}"]["version"] == version for name, version in wanted[key].items())
