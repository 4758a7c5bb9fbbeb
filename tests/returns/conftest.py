"""The forms of both toolkits, which tests fill in."""

from __future__ import annotations

from pathlib import Path

import pytest

from press.collect.forms import Form, read_forms
from press.forms import NAME
from tests.builds import Build


@pytest.fixture(scope="module")
def forms(builds: tuple[Build, Build]) -> list[tuple[Form, Path]]:
    """Every form, with the path of its documents less their suffix."""
    found = [(form, build.draft) for build in builds for form in read_forms(build.draft / NAME)]
    return [(form, draft / form.language / form.document) for form, draft in found]
