"""The output contract: paths and names, and what the manifest says of each file."""

from __future__ import annotations

import hashlib
import itertools
import subprocess
from typing import Any, Final

import pikepdf
import pytest

from press.compose import build_index, compose
from press.document import Document, Field, Text, walk
from press.language import load_language
from press.read import read_library
from press.select import documents, select
from press.write.suffixes import ALWAYS
from tests.builds import ROOT, Build
from tests.clients import require

ROLES: Final = ("senior-manager", "innovation-officer", "research-officer", "legal-adviser")
ACTIVITIES: Final = ("developing", "procuring", "deploying")
LEVELS: Final = ("basic", "intermediate", "advanced")
PAIRS: Final = [f"{role}.{activity}" for role in ROLES for activity in ACTIVITIES]
GUIDES: Final = ["introduction", "principles", *(f"principles.{level}" for level in LEVELS), "roadmap"]
PAPERS: Final = {"a3": (297, 420), "a4": (210, 297)}
QUESTIONNAIRES: Final = ["readiness", "risk", "in-action", *(f"in-action.{pair}" for pair in PAIRS)]


def _pdfs(build: Build) -> dict[str, dict[str, Any]]:
    return {path: entry for path, entry in build.artifacts.items() if entry["format"] == "pdf" and not entry["variant"]}


def test_paths(main_build: Build) -> None:
    expected = [f"en/guides/{name}" for name in GUIDES]
    expected += [f"en/questionnaires/{name}" for name in QUESTIONNAIRES]
    expected += [f"en/primers/{pair}" for pair in PAIRS]
    expected.append("en/leaflets/toolkit-in-brief")
    forms = [f"en/questionnaires/{name}" for name in QUESTIONNAIRES]
    forms += [f"en/worksheets/{name}" for name in ("introduction", "principles", "roadmap", *PAIRS)]
    expected = [f"{document}.{form}" for document in expected for form in ALWAYS if form != "unprotected.docx"]
    expected += [f"{document}.{form}" for document in forms for form in ALWAYS]
    expected = list(dict.fromkeys(expected))
    expected += [f"en/posters/five-principles.{paper}.{form}" for paper in PAPERS for form in ("pdf", "print.pdf")]
    assert sorted(map(main_build.name, main_build.files)) == sorted(expected) == sorted(main_build.artifacts)


def test_the_manifest_tells_the_truth(main_build: Build, sample_build: Build) -> None:
    for build in (main_build, sample_build):
        assert build.manifest["format"] == "1"
        for path, entry in build.artifacts.items():
            data = (build.draft / path).read_bytes()
            assert (entry["sha256"], entry["bytes"]) == (hashlib.sha256(data).hexdigest(), len(data)), path
            assert entry["units"], path
            suffix = ".".join(filter(None, (entry["variant"], entry["format"])))
            stem = path.removesuffix(f".{suffix}")
            pages = build.artifacts[f"{stem}.pdf"]["pages"]
            assert entry["pages"] == (pages if entry["format"] == "pdf" else None), path
            assert max(entry["units"].values()) <= pages, path
            assert bool(entry["fields"]) >= ("/questionnaires/" in path), path


@pytest.mark.client
def test_pages(main_build: Build) -> None:
    require("qpdf")
    for path, entry in _pdfs(main_build).items():
        command = ["qpdf", "--show-npages", str(main_build.draft / path)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        assert int(done.stdout) == entry["pages"], path


def test_primers_fit_two_to_four_pages(main_build: Build) -> None:
    pages = {path: entry["pages"] for path, entry in _pdfs(main_build).items() if "/primers/" in path}
    assert len(pages) == len(PAIRS)
    assert all(2 <= count <= 4 for count in pages.values()), pages


def test_leaflets_and_posters_fill_their_pages(main_build: Build, sample_build: Build) -> None:
    pages = {p: e["pages"] for b in (main_build, sample_build) for p, e in _pdfs(b).items()}
    asked = {"en/leaflets/toolkit-in-brief.pdf": 2, "ar/leaflets/hands-in-brief.pdf": 1}
    assert {path: pages[path] for path in asked} == asked
    assert {number for path, number in pages.items() if "/posters/" in path} == {1}


def test_posters_are_on_their_paper(main_build: Build) -> None:
    for paper, size in PAPERS.items():
        entry = main_build.artifacts[f"en/posters/five-principles.{paper}.pdf"]
        assert entry["axes"] == {"paper": paper}
        for suffix, box in (("pdf", "mediabox"), ("print.pdf", "trimbox")):
            with pikepdf.open(main_build.draft / f"en/posters/five-principles.{paper}.{suffix}") as pdf:
                left, bottom, right, top = map(float, getattr(pdf.pages[0], box))
            assert (round((right - left) * 25.4 / 72), round((top - bottom) * 25.4 / 72)) == size


def test_primers_differ(main_build: Build) -> None:
    units = {p: set(e["units"]) for p, e in _pdfs(main_build).items() if "/primers/" in p}
    for (one, first), (other, second) in itertools.combinations(units.items(), 2):
        shared = len(first & second) / min(len(first), len(second))
        assert shared < 0.7, f"{one} and {other} share {shared:.0%} of their units"


@pytest.fixture(scope="module")
def trees() -> dict[str, Document]:
    """The documents of the toolkit in content/."""
    library, problems = read_library(ROOT / "content")
    assert library is not None, problems
    language = load_language(library.language, library.words)
    index = build_index(library, language)
    return {w.stem: compose(library, language, select(library, w), index) for w in documents(library)}


@pytest.mark.parametrize("name", GUIDES)
def test_guides_have_something_to_say(name: str, trees: dict[str, Document]) -> None:
    words = sum(len(node.text.split()) for node in walk(trees[f"guides/{name}"]) if isinstance(node, Text))
    assert words >= 2000


def test_word_files_are_small(main_build: Build) -> None:
    sizes = {path.name: path.stat().st_size for path in main_build.word_files}
    twins = [name for name in sizes if name.endswith(".unprotected.docx")]
    assert len(sizes) - len(twins) >= len(QUESTIONNAIRES)
    assert len(main_build.word_files) == len(main_build.pdfs) - len(PAPERS) + len(QUESTIONNAIRES) + 3 + len(PAIRS)
    assert max(sizes.values()) < 500_000, sizes


@pytest.mark.parametrize("name", QUESTIONNAIRES)
def test_questionnaires_have_something_to_ask(name: str, trees: dict[str, Document]) -> None:
    assert sum(isinstance(node, Field) for node in walk(trees[f"questionnaires/{name}"])) >= 15
