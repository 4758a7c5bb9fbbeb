"""Running heads and feet: what every page says of itself, outside of the structure."""

from __future__ import annotations

from collections.abc import Sequence

from press.document import Document
from press.document_identity import digest
from press.prove import lines, match
from press.prove.bidi import Base
from press.prove.expected import Expected
from press.prove.pdf_leaf import Box
from press.prove.pdf_text import ARTIFACT, OUTSIDE, PageText
from press.prove.report import Report
from press.prove.words import flat, fold


def check_running(
    document: Document,
    pages: Sequence[PageText],
    used: frozenset[tuple[int, int]],
    bare: frozenset[int],
    report: Report,
) -> None:
    """Check every page's head and foot; the pages ``bare`` have none. All else outside the structure is too much."""
    base: Base = "R" if document.direction == "rtl" else "L"
    for number, page in enumerate(pages, start=1):
        boxes = _outside(number, page, used)
        _check_page(_wanted(document, number, len(pages)) if number not in bare else [], boxes, base, number, report)
        if page.form_text & {ARTIFACT, OUTSIDE}:
            report.add("P602", number, "there is text in a drawing outside of the structure")


def _wanted(document: Document, number: int, pages: int) -> list[str]:
    running = document.running
    foot = running.page.replace("{pages}", str(pages)).replace("{page}", str(number))
    identity = running.identity
    if document.kind in ("questionnaire", "worksheet"):  # what comes back says what it is
        identity += f" · {digest(document)[:12]}"
    texts = [running.start, running.end, identity, foot]
    return [folded for text in texts if (folded := fold(" ".join(text.split(" "))).strip())]


def _block(text: str) -> Expected:
    return Expected("", "head or foot", "", (text,))


def _outside(number: int, page: PageText, used: frozenset[tuple[int, int]]) -> list[Box]:
    boxes: list[Box] = []
    for mcid, runs in page.runs.items():
        if mcid in (ARTIFACT, OUTSIDE):
            boxes += (Box(number, mcid, (run,)) for run in runs)
        elif (number, mcid) not in used:
            boxes.append(Box(number, mcid, tuple(runs)))
    return [box for box in boxes if box.text.strip()]


def _check_page(wanted: list[str], boxes: list[Box], base: Base, number: int, report: Report) -> None:
    while boxes:
        text, count = _first_match(wanted, boxes, base)
        if not count:
            break
        wanted.remove(text)
        del boxes[:count]
    else:
        for text in wanted:
            report.add("P614", number, f"the head or foot “{flat(text)}” is missing")
        return
    _leftover(wanted, boxes, base, number, report)


def _first_match(wanted: Sequence[str], boxes: Sequence[Box], base: Base) -> tuple[str, int]:
    """Return the text that the first boxes show, and how many they are."""
    for text in wanted:
        for count in range(1, len(boxes) + 1):
            if match.compare(_block(text), boxes[:count], base) is None:
                return text, count
    return "", 0


def _leftover(wanted: list[str], boxes: list[Box], base: Base, number: int, report: Report) -> None:
    """Report what is left, after every box that is right alone is taken out."""
    wrong: list[str] = []
    for box in boxes:
        text = next((text for text in wanted if match.compare(_block(text), (box,), base) is None), None)
        if text is None:
            wrong.append(flat(lines.logical((box,), base)))
        else:
            wanted.remove(text)
    for index, said in enumerate(wrong):
        if index < len(wanted):
            report.add("P614", number, f"the head or foot says “{said}” instead of “{flat(wanted[index])}”")
        else:
            report.add("P602", number, f"“{said}” stands outside of the structure")
    for text in wanted[len(wrong) :]:
        report.add("P614", number, f"the head or foot “{flat(text)}” is missing")
