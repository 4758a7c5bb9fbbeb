"""Two hundred returns at once: quick, and in memory that does not grow with them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

import pytest

from press.collect.forms import read_forms
from press.forms import NAME
from tests.builds import ROOT, Build
from tests.clients import require, uno_office
from tests.measure import Measured, measured
from tests.returns import pdf, word
from tests.returns.test_round_trip import full
from tests.returns.test_round_trip_office import shown

_RETURNS: Final = 200
_MOST_CPU: Final = 20.0
_LEAST_QUESTIONS: Final = 60


@pytest.mark.full
@pytest.mark.client
def test_two_hundred_returns(main_build: Build, tmp_path: Path) -> None:
    """Half of them docx, a quarter odt, a quarter pdf; an eighth is read first, to see what memory they take."""
    require("uno")
    form = next(one for one in read_forms(main_build.draft / NAME) if one.document == "questionnaires/risk")
    assert len(form.questions) >= _LEAST_QUESTIONS
    stem = main_build.draft / "en" / "questionnaires" / "risk"
    odt = tmp_path / "risk.odt"
    values = shown(form, full(form))
    uno_office.run([{"do": "fill", "open": f"{stem}.docx", "values": values, "save": [str(odt)]}])
    made = {
        "docx": word.fill(Path(f"{stem}.docx").read_bytes(), form, full(form), 1),
        "odt": odt.read_bytes(),
        "pdf": pdf.by_pikepdf(Path(f"{stem}.pdf").read_bytes(), form, full(form)),
    }
    few, many = tmp_path / "few", tmp_path / "many"
    for folder, several in ((few, _RETURNS // 8), (many, _RETURNS)):
        folder.mkdir()
        for number in range(several):
            suffix = ("docx", "docx", "odt", "pdf")[number % 4]
            # Bytes behind the end, as mail programs leave them, so that no two are the same file.
            (folder / f"{number}.{suffix}").write_bytes(_other(made[suffix], suffix, number))
    first = _collected(main_build, few, tmp_path / "a")
    whole = _collected(main_build, many, tmp_path / "b")
    read = json.loads((tmp_path / "b" / "answers.json").read_text("utf-8"))["returns"]
    assert len(read) == _RETURNS
    assert len({json.dumps(one["answers"]["risk-tool-name"]["value"]) for one in read}) == 1
    size, size_of_few = whole.memory / 1e6, first.memory / 1e6
    print(f"{_RETURNS} returns: {whole.seconds:.1f} CPU s, {size:.0f} MB; {_RETURNS // 8}: {size_of_few:.0f} MB")
    assert whole.seconds < _MOST_CPU
    assert size < 1.5 * size_of_few


def _other(data: bytes, suffix: str, number: int) -> bytes:
    if suffix == "pdf":
        return data + f"\n% {number}\n".encode()
    at = data.rindex(b"PK\x05\x06")  # the comment of a zip stands at its end, with its length before it
    comment = f"{number:06}".encode()
    return data[: at + 20] + len(comment).to_bytes(2, "little") + comment


def _collected(build: Build, inbox: Path, folder: Path) -> Measured:
    where = ("--content", build.content, "--output", build.draft.parent)
    return measured(ROOT / "build.py", *where, "collect", inbox, "--to", folder)
