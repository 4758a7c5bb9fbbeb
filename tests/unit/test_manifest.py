"""The manifest: what was made, written beside and renamed, read back, and merged with what a partial build left."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import replace
from pathlib import Path

import pytest

from press.design import ROOT
from press.document import Blocks, Choice, Cover, Document, Entry, Field, Paragraph, Running, Section, Text
from press.document_identity import digest
from press.manifest import (
    NAME,
    Artifact,
    Manifest,
    artifact_path,
    make_artifact,
    merge,
    read_manifest,
    save,
    to_json,
    toolchain,
)
from press.problem import ContentError

CLEAN = Entry("is-clean", "1", "one", "1. Clean?", (Choice("yes", "Yes"),))


def document(stem: str = "questionnaires/survey.rider", text: str = "Look.") -> Document:
    question = Field("is-clean", "1", "yes-no", (Paragraph((Text("Clean?"),)),), answer=CLEAN)
    blocks: Blocks = (
        Cover("Kit", "Questionnaire", "Survey", "", (), "K 1", "Nobody"),
        Section("care", 1, "1", "Care", (Paragraph((Text(text),)), question)),
    )
    running = Running("Kit", "Survey", "K 1.0.0", "Page {page} of {pages}")
    axes, date = (("role", "rider"),), "2026-01-31"
    return Document(
        stem, "questionnaire", axes, "en", "ltr", "K", "1.0.0", date, "Survey", "", "Nobody", running, blocks
    )  # fmt: skip


def artifact(stem: str = "guides/one", data: bytes = b"one", suffix: str = "pdf") -> Artifact:
    return make_artifact(document(stem), suffix, data, 3, {"care": 2})


def manifest(*artifacts: Artifact, toolkit: str = "kit", version: str = "1.0.0") -> Manifest:
    return Manifest(toolkit, version, toolchain(), artifacts)


def code_of(caught: pytest.ExceptionInfo[ContentError]) -> list[str]:
    return [problem.code for problem in caught.value.problems]


# What it says


def test_an_artifact_is_described() -> None:
    made = make_artifact(document(), "pdf", b"data", 3, {"care": 2, "is-clean": 2})
    assert made == Artifact(
        path="en/questionnaires/survey.rider.pdf",
        document="questionnaires/survey.rider",
        language="en",
        axes={"role": "rider"},
        format="pdf",
        variant="",
        pages=3,
        sha256=hashlib.sha256(b"data").hexdigest(),
        bytes=4,
        document_sha256=digest(document()),
        units={"care": 2, "is-clean": 2},
        fields=["is-clean"],
    )


@pytest.mark.parametrize(
    ("suffix", "form", "variant"),
    [("pdf", "pdf", ""), ("print.pdf", "pdf", "print"), ("unprotected.docx", "docx", "unprotected")],
)
def test_a_variant_stands_before_the_format(suffix: str, form: str, variant: str) -> None:
    made = artifact(suffix=suffix)
    assert (made.format, made.variant, made.path) == (form, variant, f"en/guides/one.{suffix}")
    assert made.path == artifact_path(document("guides/one"), suffix)


def test_the_toolchain_names_what_shapes_the_bytes() -> None:
    named = toolchain()
    assert named["weasyprint"] == "70.0"
    assert {"pydyf", "fonttools"} <= named.keys()


def test_text_does_not_depend_on_the_order() -> None:
    one, two = artifact("guides/one"), artifact("guides/two")
    assert to_json(manifest(two, one)) == to_json(manifest(one, two))
    assert [entry["path"] for entry in json.loads(to_json(manifest(two, one)))["artifacts"]] == [one.path, two.path]
    assert to_json(manifest(one)).endswith("}\n")


def test_it_is_read_back(tmp_path: Path) -> None:
    written = manifest(artifact("guides/one"), artifact("guides/two"))
    save(tmp_path, {}, written)
    assert read_manifest(tmp_path) == written
    assert read_manifest(tmp_path / "elsewhere") is None


@pytest.mark.parametrize(
    "damaged",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff\xfe",
        b"{}",
        b'{"artifacts": 3}',
        b'{"artifacts": [{"path": "x"}]}',
        b"[" * 100_000,
    ],
)
def test_a_damaged_one_is_a_problem(tmp_path: Path, damaged: bytes) -> None:
    (tmp_path / NAME).write_bytes(damaged)
    with pytest.raises(ContentError) as caught:
        read_manifest(tmp_path)
    assert code_of(caught) == ["P611"]


@pytest.mark.parametrize("path", ["../secret", "/etc/passwd", "en/../../secret"])
def test_a_path_out_of_the_folder_is_a_problem(tmp_path: Path, path: str) -> None:
    """A build would remove it as stale."""
    save(tmp_path, {}, manifest(replace(artifact(), path=path)))
    with pytest.raises(ContentError) as caught:
        read_manifest(tmp_path)
    assert code_of(caught) == ["P611"]


# Merging


def test_a_partial_build_keeps_what_is_unchanged(tmp_path: Path) -> None:
    old = manifest(*(artifact(f"guides/{name}", name.encode()) for name in ("kept", "changed", "gone", "again")))
    save(tmp_path, {a.path: a.document.rpartition("/")[2].encode() for a in old.artifacts}, old)
    (tmp_path / "en/guides/changed.pdf").write_bytes(b"by another hand")
    (tmp_path / "en/guides/gone.pdf").unlink()
    again = artifact("guides/again", b"made anew")
    merged = merge(old, manifest(again), tmp_path)
    assert {a.path: a.sha256 for a in merged.artifacts} == {
        again.path: again.sha256,
        "en/guides/kept.pdf": hashlib.sha256(b"kept").hexdigest(),
    }


@pytest.mark.parametrize("other", [{"toolkit": "other"}, {"version": "1.0.1"}])
def test_nothing_is_kept_of_another_toolkit_or_version(tmp_path: Path, other: dict[str, str]) -> None:
    old = manifest(artifact("guides/kept", b"kept"), **other)
    save(tmp_path, {"en/guides/kept.pdf": b"kept"}, old)
    new = manifest(artifact("guides/new", b"new"))
    assert merge(old, new, tmp_path) == new
    assert merge(None, new, tmp_path) == new


# Saving


def test_files_are_written_and_stale_ones_removed(tmp_path: Path) -> None:
    save(tmp_path, {"en/guides/old.pdf": b"old"}, manifest(artifact("guides/old", b"old")))
    save(
        tmp_path,
        {"en/guides/new.pdf": b"new"},
        manifest(artifact("guides/new", b"new")),
        stale=["en/guides/old.pdf", "never"],
    )
    found = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    assert found == {"en/guides/new.pdf", NAME}
    assert (tmp_path / "en/guides/new.pdf").stat().st_mode & 0o777 == 0o644


def test_what_cannot_be_written_is_a_problem_and_leaves_what_was(tmp_path: Path) -> None:
    old = manifest(artifact("guides/old", b"old"))
    save(tmp_path, {"en/guides/old.pdf": b"old"}, old)
    (tmp_path / "en" / "primers").write_bytes(b"a file where a folder should be")
    with pytest.raises(ContentError) as caught:
        save(tmp_path, {"en/primers/new.pdf": b"new"}, manifest(), stale=["en/guides/old.pdf"])
    assert code_of(caught) == ["W507"]
    assert read_manifest(tmp_path) == old
    assert (tmp_path / "en/guides/old.pdf").read_bytes() == b"old"


def test_no_half_written_file_is_left(tmp_path: Path) -> None:
    (tmp_path / "en/guides/taken.pdf").mkdir(parents=True)
    with pytest.raises(ContentError) as caught:
        save(tmp_path, {"en/guides/taken.pdf": b"new"}, manifest())
    assert code_of(caught) == ["W507"]
    assert [path for path in tmp_path.rglob("*") if path.suffix == ".part"] == []
    assert not (tmp_path / NAME).exists()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(ContentError) as caught:
        save(tmp_path / "draft", {"en/guides/one.pdf": b"one"}, manifest())
    assert code_of(caught) == ["W507"]


def test_output_explains_itself_and_is_not_kept_by_git() -> None:
    assert (ROOT / "output" / "README.md").is_file()
    assert "output/" in (ROOT / ".gitignore").read_text("utf-8")
