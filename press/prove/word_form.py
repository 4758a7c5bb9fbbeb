"""What makes a Word file a form: its guard, its name for readers of returns, ids of controls; and its twin."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from typing import Final

from press.document import Document
from press.problem import Problem
from press.prove.report import Report
from press.prove.word_file import BROKEN, W, WordFile
from press.prove.word_text import Said

FORM_TABLE: Final = "Form Table"
_SETTINGS: Final = "word/settings.xml"
_SHORT: Final = 12
_LARGEST: Final = 0x7FFFFFFF


def check_form(file: WordFile, document: Document, digest: str, said: Sequence[Said], report: Report) -> None:
    """Check what a form has as a whole, and that what is no form has nothing of it."""
    settings = file.parts[_SETTINGS]
    guards = [(node.get(f"{W}edit"), node.get(f"{W}enforcement")) for node in settings.iter(f"{W}documentProtection")]
    names = {node.get(f"{W}name"): node.get(f"{W}val") for node in settings.iter(f"{W}docVar")}
    is_form = document.kind in ("questionnaire", "worksheet")
    due = " ".join((document.symbol, document.version, document.stem, document.language, digest[:_SHORT]))
    if guards != ([("forms", "1")] if is_form else []):
        report.add("P616", 0, "the guard of labels is missing, or is another one, or guards what is no form")
    if names != ({"Form": due} if is_form else {}):
        report.add("P606", 0, f"the form calls itself {names} instead of “{due}”")
    ids = [number for one in said for _, number in one.controls]
    if len(set(ids)) != len(ids):
        report.add("P616", 0, "two controls have one id")
    for number in ids:
        if not number.isdecimal() or not 0 < int(number) <= _LARGEST:
            report.add("P616", 0, f"a control has the id {number}, which Word does not take")
    if len(ids) != sum(1 for _ in file.body.iter(f"{W}sdt")):
        report.add("P616", 0, "there are controls where none is expected")


def prove_twin(unguarded: bytes, guarded: bytes, stem: str) -> list[Problem]:
    """Return where the twin without a guard differs from the form in anything but the guard."""
    report = Report(stem, "unprotected.docx")
    try:
        own, other = _parts(unguarded), _parts(guarded)
    except BROKEN as error:
        report.add("P611", 0, f"the file cannot be read: {str(error)[:120] or type(error).__name__}")
        return report.problems
    begin, _, rest = other[_SETTINGS].partition(b"<w:documentProtection")
    other[_SETTINGS] = begin + rest.partition(b"/>")[2]
    for name in sorted(own.keys() | other.keys()):
        if own.get(name) != other.get(name):
            report.add("P616", 0, f"{name} is not that of the form with its guard")
    return report.problems


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
