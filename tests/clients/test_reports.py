"""Reports as files: judged like every document of the toolkit, and with nothing in them that should not be there."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pypdf
import pytest

from press.prove_document import prove_document
from press.report import write_reports
from press.report.returned import report_in
from press.report.setting import Setting
from press.store import Store
from tests.builds import Build
from tests.clients import open_xml_sdk, openxml_audit, require, verapdf
from tests.clients.test_pdf_clients import run
from tests.clients.word_accessibility import accessibility
from tests.clients.word_lint import lint
from tests.returns.values import _EDGES as EDGES
from tests.unit.collect_fixture import SAMPLE
from tests.unit.report_fixture import CONTENT, returned, toolkit
from tests.unit.test_report import filled, setting_of

pytestmark = pytest.mark.client
Files = Mapping[str, bytes]
# A radar, a matrix, and the other toolkit.
SOME = [
    (CONTENT, "questionnaires/readiness"),
    (CONTENT, "questionnaires/risk"),
    (SAMPLE, "questionnaires/round"),
    (SAMPLE, "worksheets/basics"),
]
ALL = [*SOME, (CONTENT, "questionnaires/in-action.legal-adviser.procuring"), (CONTENT, "worksheets/roadmap")]


@pytest.fixture(scope="module")
def stores(main_build: Build, sample_build: Build) -> Mapping[Path, Store]:
    """Return by content folder what a build keeps: the guides that are cited are there, as after `make build`."""
    return {CONTENT: main_build.store, SAMPLE: sample_build.store}


@pytest.fixture(scope="module", params=["some", pytest.param("all", marks=pytest.mark.full)])
def written(
    request: pytest.FixtureRequest, stores: Mapping[Path, Store], tmp_path_factory: pytest.TempPathFactory
) -> list[Path]:
    """Write the reports of one or two returns of each form and their summaries, and anonymous summaries of four."""
    folder = tmp_path_factory.mktemp("reports")
    asked, each = {"some": (SOME, 1), "all": (ALL, 2)}[request.param]
    for root in (CONTENT, SAMPLE):
        library, forms = toolkit(root)
        stems = [stem for where, stem in asked if where == root]
        some = {stem: [returned(forms[stem], filled(forms[stem], n), f"{n}.docx") for n in range(4)] for stem in stems}
        files = write_reports([one for stem in stems for one in some[stem][:each]], library, store=stores[root])
        everything = [one for stem in stems for one in some[stem]]
        files |= write_reports(everything, library, anonymous=True, store=stores[root])
        for path, data in files.items():
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
    made = sorted(path for path in folder.rglob("*") if path.is_file())
    assert len(made) == 2 * len(asked) * (each + 1 + 1)
    return made


def of(files: list[Path], suffix: str) -> list[Path]:
    return [path for path in files if path.suffix == suffix]


def test_checkers_find_nothing(written: list[Path]) -> None:
    """In one test, so that no two processes write the reports."""
    require("verapdf")
    require("qpdf")
    require("open-xml-sdk")
    pdfs, files = of(written, ".pdf"), of(written, ".docx")
    assert not [str(result) for result in verapdf.validate(pdfs) if not result.compliant]
    for path in pdfs:
        done = run("qpdf", "--check", path)
        assert (done.returncode, done.stderr) == (0, ""), path.name
    assert open_xml_sdk.validate(files) == []
    assert openxml_audit.validate(files) == []
    for path in files:
        assert [*lint(path), *accessibility(path)] == [], path.name


# What is in them ------------------------------------------------------------------


def text_in(files: Files) -> str:
    """Return all that PDFs say, metadata too, and all that Word files hold, as bytes and as text without markup."""
    found = []
    for path, data in files.items():
        if path.endswith(".pdf"):
            with pypdf.PdfReader(io.BytesIO(data)) as pdf:
                found += [page.extract_text() for page in pdf.pages] + [str(pdf.metadata), str(pdf.xmp_metadata)]
            found.append(data.decode("latin-1"))
        else:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                for name in archive.namelist():
                    text = archive.read(name).decode("utf-8", "replace")
                    found += [name, text, re.sub("<[^>]*>", "", text)]
    return " ".join(found)


def test_an_anonymous_summary_holds_no_text_of_anybody(stores: Mapping[Path, Store]) -> None:
    library, forms = toolkit(CONTENT)
    form = forms["questionnaires/readiness"]
    secret = ["Vexillary", "Quorndon Constabulary", "Zwiebelturm"]
    some = []
    for place, word in enumerate([*secret, "Plover"]):
        given = {
            path: word if isinstance(answer, str) and answer.startswith("Somebody") else answer
            for path, answer in filled(form, place).items()
        }
        some.append(returned(form, given, f"{word}.docx"))
    named = text_in(write_reports(some, library, store=stores[CONTENT]))
    assert all(word in named for word in secret)  # so that the search finds what there is
    anonymous = text_in(write_reports(some, library, anonymous=True, store=stores[CONTENT]))
    assert "Organizational Readiness Assessment" in anonymous
    assert not [word for word in (*secret, "Plover", "Quorndon", "Somebody wrote") if word in anonymous]
    assert not [one.sha256 for one in some if one.sha256[:8] in anonymous]


def test_reports_are_the_same_bytes_whatever_the_order_and_keep_no_answers(
    tmp_path: Path, stores: Mapping[Path, Store]
) -> None:
    library, forms = toolkit(SAMPLE)
    form = forms["questionnaires/round"]
    some = [returned(form, filled(form, seed), f"{seed}.docx") for seed in range(3)]
    store = Noted(tmp_path / "store")
    first = write_reports(some, library, store=store)
    assert write_reports(some[::-1], library, store=stores[SAMPLE]) == first
    pdfs = [data for data in store.noted if data.startswith(b"%PDF")]
    assert pdfs  # of the guides that are cited
    assert not set(store.noted) & set(first.values())
    assert "Somebody wrote" in text_in(first)
    assert "Somebody wrote" not in text_in({f"{place}.pdf": data for place, data in enumerate(pdfs)})
    assert not [data for data in store.noted if b"Somebody wrote" in data]


class Noted(Store):
    """A store that notes what is put into it."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.noted: list[bytes] = []

    def put(self, key: str, data: bytes) -> None:
        self.noted.append(data)
        super().put(key, data)


@pytest.mark.parametrize("root", [CONTENT, pytest.param(SAMPLE, marks=pytest.mark.full)])
def test_whatever_is_written_can_be_printed_and_proven(root: Path, stores: Mapping[Path, Store]) -> None:
    """Every script, marks of direction, markup, 10,000 letters without a space: the layout holds, and the proof."""
    library, forms = toolkit(root)
    form = forms["questionnaires/risk" if root == CONTENT else "questionnaires/round"]
    texts = [
        *EDGES, "W" * 10_000, "word " * 3_000, "م" * 2_000, "شرطة Police شرطة\nPolice شرطة", "soft\u00adhyphen",
        "Östra ≤ 4 ≥ é", "x\u0301\u0302\u0303" * 30, "٣٤٥", "\u0000\u0007bell", "A" * 500 + " " + "B" * 700,
    ]  # fmt: skip
    places = [place.path for question in form.questions for place in question.places if place.kind in ("text", "lines")]
    some = []
    for start in range(0, len(texts), len(places)):
        given = filled(form, start) | {path: texts[(start + at) % len(texts)] for at, path in enumerate(places)}
        some.append(returned(form, given, f"ملف {start} <&>.docx"))
    assert len(write_reports(some, library, store=stores[root])) == 2 * (len(some) + 1)


# The proof ------------------------------------------------------------------------


def test_the_proof_finds_another_answer() -> None:
    """A report of other answers than the file has is not passed: the proof reads files, not what was meant."""
    library, forms = toolkit(SAMPLE)
    form = forms["questionnaires/round"]
    given = filled(form, 3)
    one = returned(form, given)
    files = {path.partition(".")[2].rpartition(".")[2]: data for path, data in write_reports([one], library).items()
             if "summary" not in path}  # fmt: skip
    setting: Setting = setting_of(library)
    changed = returned(form, {**given, "what-surprised-you": "Something else was written here"})
    problems = prove_document(report_in(changed, setting), files, {})
    assert {problem.code for problem in problems} >= {"P603", "P606"}
