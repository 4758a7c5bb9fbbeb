"""Real clients, as readers of the documents have them: they judge what the press wrote, by their own code."""

from __future__ import annotations

import os
import shutil
from typing import Final

import pytest

from tests.clients import open_xml_sdk, pdfjs, uno_office, verapdf, yaml_language_server

# What each is for: pdftotext and its kin read pages back, qpdf checks a file's structure, verapdf checks PDF/UA;
# open-xml-sdk checks Word files, soffice (LibreOffice) opens, prints and saves them, and is driven by uno, pandoc reads
# them;
# yaml-language-server is what authors see in VS Code; gs (Ghostscript) and mutool draw print twins; chromium shows the
# preview.
PROGRAMS: Final = (
    "chromium",
    "gs",
    "mutool",
    "pandoc",
    "pdffonts",
    "pdfinfo",
    "pdftoppm",
    "pdftotext",
    "qpdf",
    "soffice",
)
ENGINES: Final = {
    "open-xml-sdk": open_xml_sdk.available,
    "pdfjs": pdfjs.available,
    "uno": uno_office.available,
    "verapdf": verapdf.available,
    "yaml-language-server": yaml_language_server.available,
}


def missing(name: str) -> str | None:
    """Return why a client cannot be used here, or None when it can."""
    if name in ENGINES:
        return ENGINES[name]()
    if name not in PROGRAMS:
        raise ValueError(f"unknown client {name!r}: one of {', '.join((*PROGRAMS, *ENGINES))}")
    return None if shutil.which(name) else f"{name} is not installed"


def require(name: str) -> None:
    """Skip the test when a client is missing; fail it instead where clients have to be there (.ci/run)."""
    reason = missing(name)
    if reason is None:
        return
    reason = f"{reason} (make ci-clients)"
    if os.environ.get("PRESS_REQUIRE_CLIENTS") == "1":
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)
