"""Leg B for a print twin: it shows on each page what its screen PDF shows, glyph by glyph at the same place."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any, Final, TypeAlias

import pikepdf

from press.document import Document
from press.problem import Problem
from press.prove.identity import check_identity
from press.prove.pdf_file import BROKEN
from press.prove.pdf_font import Font
from press.prove.pdf_text import PageText, read_page
from press.prove.report import Report
from press.prove.words import flat

Shown: TypeAlias = list[tuple[int, str, float, float]]  # marked-content id, text, place

_DIGITS: Final = 2  # of points


def prove_print(data: bytes, screen: bytes, document: Document) -> list[Problem]:
    """Return where a print twin differs from the screen PDF of its document, which is proven by itself."""
    report = Report(document.stem, "print.pdf")
    try:
        with pikepdf.Pdf.open(io.BytesIO(data)) as twin, pikepdf.Pdf.open(io.BytesIO(screen)) as original:
            _compare(twin, original, report)
            check_identity(twin, document, report)
    except BROKEN as error:
        report.add("P611", 0, f"the file cannot be read: {str(error)[:120] or type(error).__name__}")
    return report.problems


def _compare(twin: pikepdf.Pdf, original: pikepdf.Pdf, report: Report) -> None:
    if len(twin.pages) != len(original.pages):
        report.add("P601", 0, f"there are {len(twin.pages)} pages instead of {len(original.pages)}")
    mine: dict[Any, Font] = {}
    theirs: dict[Any, Font] = {}
    for number, (page, other) in enumerate(zip(twin.pages, original.pages, strict=False), start=1):
        have, due = _shown(read_page(page, mine)), _shown(read_page(other, theirs))
        if have == due:
            continue
        at = next((i for i, (a, b) in enumerate(zip(have, due, strict=False)) if a != b), min(len(have), len(due)))
        says = flat(have[at][1]) if at < len(have) else ""
        wanted = flat(due[at][1]) if at < len(due) else ""
        report.add("P603", number, f"“{says[:60]}” stands where the screen PDF has “{wanted[:60]}”")


def _shown(page: PageText) -> Shown:
    runs: Mapping[int, Any] = page.runs
    return [
        (mcid, run.text(), round(run.x, _DIGITS), round(run.y, _DIGITS)) for mcid in sorted(runs) for run in runs[mcid]
    ]
