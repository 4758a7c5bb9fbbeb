"""What checkers say of every Word file of both toolkits: the Open XML SDK, openxml-audit, our lint, accessibility."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.builds import Build
from tests.clients import open_xml_sdk, openxml_audit, require
from tests.clients.word_accessibility import accessibility
from tests.clients.word_lint import lint

pytestmark = pytest.mark.client


TWIN = ".unprotected.docx"


@pytest.fixture(params=["documents", pytest.param("twins", marks=pytest.mark.full)])
def files(request: pytest.FixtureRequest, builds: tuple[Build, Build]) -> list[Path]:
    """All documents with some twins without protection; then all twins, which differ from forms in their guard only."""
    files = [path for build in builds for path in build.word_files]
    twins = [path for path in files if path.name.endswith(TWIN)]
    assert 0 < len(twins) < len(files)
    return twins if request.param == "twins" else [path for path in files if path not in twins[2:]]


def test_every_document_has_a_word_file(builds: tuple[Build, Build]) -> None:
    for build in builds:
        forms = {p for p in build.word_files if p.name.endswith(TWIN)}
        assert {p.parent.name for p in forms} == {"questionnaires", "worksheets"}
        assert {p.with_suffix("") for p in build.word_files if p not in forms} == {
            p.with_suffix("") for p in build.pdfs if p.parent.name != "posters"
        }


def test_the_open_xml_sdk_finds_nothing(files: list[Path]) -> None:
    require("open-xml-sdk")
    assert open_xml_sdk.validate(files) == []


def test_openxml_audit_finds_nothing(files: list[Path]) -> None:
    assert openxml_audit.validate(files) == []


@pytest.mark.parametrize("check", [lint, accessibility])
def test_our_rules_find_nothing(check: Callable[[Path], list[str]], files: list[Path]) -> None:
    assert {path.name: found for path in files if (found := check(path))} == {}
