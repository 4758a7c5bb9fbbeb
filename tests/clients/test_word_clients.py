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


@pytest.fixture
def files(builds: tuple[Build, Build]) -> list[Path]:
    found = [path for build in builds for path in build.word_files]
    assert found
    return found


def test_every_document_has_a_word_file(builds: tuple[Build, Build]) -> None:
    for build in builds:
        forms = {p for p in build.word_files if p.name.endswith(".unprotected.docx")}
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
