"""Builds in different folders and under different circumstances (see tests.circumstances) give the same bytes."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from tests.builds import Build
from tests.circumstances import fonts_seen, other_circumstances, year_seen


def hashes(build: Build) -> dict[str, str]:
    """Return the digest of every file that was made, the manifest among them."""
    files = [*build.files, build.draft / "manifest.json", build.draft / "forms.json"]
    return {build.name(file): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


def test_the_sample_is_the_same_everywhere(sample_build: Build, sample_twin: Build) -> None:
    assert hashes(sample_build) == hashes(sample_twin)


def test_the_toolkit_is_the_same_everywhere(main_build: Build, main_twin: Build) -> None:
    assert hashes(main_build) == hashes(main_twin)


def test_the_circumstances_are_what_they_seem(tmp_path: Path) -> None:
    """The other machine does offer its fonts, and its clock is another: else the tests above would prove little."""
    there = other_circumstances(tmp_path)
    assert fonts_seen(there) >= 200
    if not there.prefix:
        reason = "faketime is not installed: only SOURCE_DATE_EPOCH differs (make ci-clients)"
        if os.environ.get("PRESS_REQUIRE_CLIENTS") == "1":
            pytest.fail(reason, pytrace=False)
        pytest.skip(reason)
    assert year_seen(there) == 2001


def test_the_twins_were_built_elsewhere(main_build: Build, main_twin: Build) -> None:
    assert main_build.draft != main_twin.draft
    assert main_build.content != main_twin.content
