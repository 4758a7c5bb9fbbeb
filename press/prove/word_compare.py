"""Paragraphs of a Word file against what is expected: words, styles, numbers, cells, links, fields, bookmarks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from press.prove.expected import Span
from press.prove.report import Report
from press.prove.word_control import TICK, name_of
from press.prove.word_expect import Wanted, bookmark
from press.prove.word_text import TAB, Field, Said
from press.prove.words import bare, flat, fold

Pair = tuple[Wanted, Said]


def align(wanted: Sequence[Wanted], said: Sequence[Said], report: Report) -> list[Pair]:
    """Return what belongs together. What is missing, too much, changed or in another place is reported."""
    if len(wanted) == len(said) and all(w.text == s.words for w, s in zip(wanted, said, strict=True)):
        return list(zip(wanted, said, strict=True))
    matcher = SequenceMatcher(None, [w.text for w in wanted], [s.words for s in said], autojunk=False)
    pairs: list[Pair] = []
    lost: list[Wanted] = []
    extra: list[Said] = []
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            pairs += zip(wanted[a:b], said[c:d], strict=True)
            continue
        one, other = list(wanted[a:b]), list(said[c:d])
        if len(one) == len(other):
            for want, have in zip(one, other, strict=True):
                _changed(want, have, report)
                pairs.append((want, have))
        else:
            lost += one
            extra += other
    _misplaced(lost, extra, report)
    return pairs


def _changed(want: Wanted, have: Said, report: Report) -> None:
    if match := _pages_pattern(want).fullmatch(bare(fold(have.words))):
        cites = ", ".join(match.groups())
        due = ", ".join(want_stretch(want, s.start, s.end) for s in _pages(want))
        report.add("P605", 0, f"{want.where} cites page {cites} instead of {due}")
        return
    code = "P608" if want.cell else "P601" if not have.words else "P603"
    report.add(code, 0, f"{want.where} says “{_short(have.words)}” instead of “{_short(want.text)}”")


def _pages(want: Wanted) -> list[Span]:
    return [span for span in want.spans if span.kind == "page"]


def _pages_pattern(want: Wanted) -> re.Pattern[str]:
    """Return what fits the same words with other page numbers; nothing fits where no page is cited."""
    text, at, pattern = bare(fold(want.text)), 0, ""
    for span in _pages(want):
        pattern += re.escape(text[at : span.start]) + r"(\d+)"
        at = span.end
    return re.compile(pattern + re.escape(text[at:]) if pattern else r"(?!)")


def _misplaced(lost: list[Wanted], extra: list[Said], report: Report) -> None:
    elsewhere = Counter(said.words for said in extra)
    for want in lost:
        if want.text and elsewhere[want.text]:
            elsewhere[want.text] -= 1
            code = "P608" if want.cell else "P604"
            report.add(code, 0, f"{want.where} stands in another place: “{_short(want.text)}”")
        else:
            report.add("P608" if want.cell else "P601", 0, f"{want.where} is missing: “{_short(want.text)}”")
    for said in extra:
        if elsewhere[said.words]:
            elsewhere[said.words] -= 1
            report.add("P602", 0, f"“{_short(said.words)}” stands where nothing belongs")


def _short(text: str) -> str:
    text = flat(text.replace(TAB, " "))
    return text if len(text) <= 60 else f"{text[:57]}…"


@dataclass(frozen=True, slots=True)
class Known:
    """What references are compared with: words and numbers at bookmarks, and the bookmarks of the document's units."""

    words: dict[str, str]
    numbers: dict[str, str]


def known_of(paragraphs: Sequence[Said]) -> Known:
    """Return what stands at each bookmark of a file."""
    words = {name: said.stretch(*at) for said in paragraphs for name, at in said.marks.items()}
    numbers = {name: said.sign.text for said in paragraphs if said.sign for name in said.marks}
    return Known(words, numbers)


def check_pairs(pairs: Sequence[Pair], known: Known, report: Report) -> None:
    """Report everything but words that is wrong with paragraphs."""
    sequences: Counter[str] = Counter()
    for want, said in pairs:
        if want.style != said.style:
            report.add("P613", 0, f"{want.where} is in the style {said.style}, not {want.style}")
        if want.sign != said.sign:
            report.add("P613", 0, f"{want.where} has {_sign(said)} instead of {_wanted_sign(want)}")
        if want.cell != said.cell:
            report.add("P608", 0, f"{want.where} stands in another cell, or in none")
        if said.alternatives != ([want.alternative] if want.alternative is not None else []):
            report.add("P603", 0, f"the alternative text of {want.where} is “{_short(' '.join(said.alternatives))}”")
        if want.text == said.words:
            _check_links(want, said, report)
            _check_fields(want, said, known, sequences, report)
            _check_marks(want, said, report)
            _check_stress(want, said, report)
        _check_controls(want, said, report)
        for odd in said.oddities:
            report.add("P602" if odd.startswith("an element") else "P613", 0, f"{want.where} has {odd}")


def _sign(said: Said) -> str:
    return f"“{flat(said.sign.text)}” on level {said.sign.level + 1}" if said.sign else "no number"


def _wanted_sign(want: Wanted) -> str:
    return f"“{flat(want.sign.text)}” on level {want.sign.level + 1}" if want.sign else "none"


def _check_links(want: Wanted, said: Said, report: Report) -> None:
    due = {
        (s.start, s.end, s.kind, bookmark(s.name) if s.kind == "unit" else s.name)
        for s in want.spans
        if s.kind in ("unit", "address")
    }
    have = {(s.start, s.end, s.kind, s.name) for s in said.links}
    for start, end, _, name in sorted(due - have):
        report.add("P610", 0, f"the link to '{name}' in {want.where} (“{want_stretch(want, start, end)}”) is missing")
    for _, _, _, name in sorted(have - due):
        report.add("P610", 0, f"{want.where} has a link to '{name}' that does not belong there")
    calls = [(s.start, s.end) for s in want.spans if s.kind == "call"]
    if calls != [(s.start, s.end) for s in said.calls]:
        report.add("P609", 0, f"the calls of footnotes in {want.where} stand elsewhere")


def want_stretch(want: Wanted, start: int, end: int) -> str:
    """Return the characters of a stretch of what is wanted, without white space."""
    return bare(fold(want.text))[start:end]


def _check_fields(want: Wanted, said: Said, known: Known, sequences: Counter[str], report: Report) -> None:
    """Check that each field shows what it would show, and that pages, captions and contents have theirs."""
    linked = [span for span in want.spans if span.kind == "unit"]
    pages = {
        (s.start, s.end, bookmark(s.name))
        for s in want.spans
        if s.kind == "page" and any(link.start <= s.start and s.end <= link.end for link in linked)
    }
    have: set[tuple[int, int, str]] = set()
    for found in said.fields:
        kind = found.words[0] if found.words else ""
        result = said.stretch(found.start, found.end)
        if kind == "PAGEREF" and found.words[2:] == ["\\h"]:
            have.add((found.start, found.end, found.words[1]))
        elif kind == "REF" and found.words[2:] in (["\\h"], ["\\r", "\\h"]):
            _check_reference(want, found, result, known, report)
        elif kind == "SEQ" and want.sequence == found.words[1]:
            sequences[want.sequence] += 1
            if result != str(sequences[want.sequence]):
                report.add("P603", 0, f"{want.where} counts “{result}”, Word {sequences[want.sequence]}")
        elif kind != "TOC":
            report.add("P602", 0, f"{want.where} has an unknown field {found.instruction.strip()[:40]}")
    if want.sequence and not any(found.words[:1] == ["SEQ"] for found in said.fields):
        report.add("P613", 0, f"{want.where} has no number that Word counts")
    if have != pages:
        report.add("P605", 0, f"the fields of pages in {want.where} are not those of what it cites")


def _check_reference(want: Wanted, found: Field, result: str, known: Known, report: Report) -> None:
    """Check that a field repeats the words or the number of its bookmark, inside a link to the same."""
    name = found.words[1]
    due = known.numbers.get(name) if "\\r" in found.words else known.words.get(name)
    if result != (None if due is None else bare(fold(due))):
        report.add("P610", 0, f"a reference in {want.where} says “{result}”, its target “{due}”")
    spans = [s for s in want.spans if s.kind == "unit" and s.start <= found.start and found.end <= s.end]
    if not any(bookmark(span.name) == name for span in spans):
        report.add("P610", 0, f"a reference in {want.where} leads to another unit")


def _check_stress(want: Wanted, said: Said, report: Report) -> None:
    """Check that just the stressed words are stressed; where stress stands in stress, either will do."""
    due: dict[int, set[str]] = {}
    for span in want.spans:
        if span.kind == "stress":
            for at in range(span.start, span.end):
                due.setdefault(at, set()).add(span.name)
    calls = {at for call in said.calls for at in range(call.start, call.end)}
    wrong = [at for at in due.keys() | said.stressed.keys() if said.stressed.get(at) not in due.get(at, {None})]
    if wrong := sorted(set(wrong) - calls):
        words = want_stretch(want, wrong[0], wrong[0] + 20)
        report.add("P613", 0, f"{want.where} is stressed otherwise from “{words}” on")


def _check_controls(want: Wanted, said: Said, report: Report) -> None:
    """Check that what is filled in here is the control of its entry, and nothing is filled in elsewhere."""
    found = [control for control, _ in said.controls]
    if want.control is None or not found:
        if found or want.control:
            report.add("P616", 0, f"{want.where} has {'a control' if found else 'no control'}")
        return
    asked = want.control[1]
    if len(found) > 1:
        report.add("P616", 0, f"{want.where} has {len(found)} controls")
    for name in ("tag", "title", "kind", "items", "placeholder", "lock", "checked", "odd"):
        if (has := getattr(found[0], name)) != (due := getattr(asked, name)):
            report.add("P616", 0, f"the control of {want.where} has {name} {has!r} instead of {due!r}")


def _check_marks(want: Wanted, said: Said, report: Report) -> None:
    due = {bookmark(unit): (unit, words) for unit, words in want.marked}
    if want.control:
        path, control = want.control
        words = TICK if control.kind == "check" else bare(fold(want.text))
        due[name_of(path)] = (path, words)
    for name, (unit, words) in due.items():
        if name not in said.marks:
            report.add("P610", 0, f"'{unit}' has no bookmark at {want.where}")
        elif (at := said.marks[name])[0] != 0 or said.stretch(*at) != words:
            report.add("P610", 0, f"the bookmark of '{unit}' is around “{said.stretch(*at)}”")
    for name in sorted(said.marks.keys() - due.keys()):
        report.add("P610", 0, f"{want.where} has a bookmark '{name}' that does not belong there")
