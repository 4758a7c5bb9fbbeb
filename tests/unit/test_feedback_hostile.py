"""Reviewed files that are broken, strange, hostile or endless: told, passed over or refused, and the others are read.

What holds of zip and XML from anybody is tested with press/collect/container.py.
"""

from __future__ import annotations

import io
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from press.feedback.gather import files_in, gather
from press.feedback.tables import lines
from tests.builds import SAMPLE
from tests.review_truth import shelf
from tests.reviewing import Reviewer, W, text_of, word_file
from tests.unit.feedback_fixture import STEM, find, home, opened, titled


@pytest.fixture
def reviewer() -> Reviewer:
    return opened()


def _broken() -> dict[str, bytes]:
    good = word_file(shelf(SAMPLE).documents[STEM])
    with zipfile.ZipFile(io.BytesIO(good)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}

    def packed(**other: bytes) -> bytes:
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in {
                **parts,
                **{name.replace("__", "/") + ".xml": data for name, data in other.items()},
            }.items():
                archive.writestr(name, data)
        return made.getvalue()

    main = parts["word/document.xml"]
    entity = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
    return {
        "empty": b"",
        "text": b"Dear colleagues",
        "cut": good[: len(good) // 2],
        "doctype": packed(word__document=main.replace(b"<w:document", entity + b"<w:document", 1)),
        "bomb": packed(word__comments=b"<x>" + b" " * 40_000_000 + b"</x>"),
        "no-body": packed(word__document=b"<x/>"),
        "broken-comments": packed(word__comments=b"<x><y></x>"),
        "deep": packed(word__document=b"<w>" * 3000 + b"</w>" * 3000),
    }


def test_broken_files_are_told_and_the_others_read(reviewer: Reviewer, tmp_path: Path) -> None:
    place = find(reviewer, titled("why-hands"))
    reviewer.comment(place, 0, place, 4, "Why?")
    reviewer.save(tmp_path / "good.docx")
    broken = _broken()
    for name, data in broken.items():
        (tmp_path / f"{name}.docx").write_bytes(data)
    (tmp_path / "~$good.docx").write_bytes(b"lock")
    found = gather(files_in([tmp_path, tmp_path / "nowhere.docx"]), shelf(SAMPLE))
    assert [item.comment for item in found.items] == ["Why?"]
    assert {problem.place for problem in found.problems} == {*(f"{name}.docx" for name in broken), "nowhere.docx"}
    assert {problem.code for problem in found.problems} == {"F801"}


def test_strange_markup_is_passed_over(reviewer: Reviewer, tmp_path: Path) -> None:
    place = find(reviewer, titled("why-hands"))
    reviewer.comment(place, 0, place, 4, "Why?")
    body = reviewer.tree.find(f"{W}body")
    body.insert(0, etree.Element(f"{W}commentRangeEnd"))
    body.append(etree.fromstring(f'<w:moveFromRangeEnd xmlns:w="{W[1:-1]}" w:id="77"/>'))
    place.append(etree.fromstring(f'<w:ins xmlns:w="{W[1:-1]}"><w:r><w:t>x</w:t></w:r></w:ins>'))
    place.append(etree.fromstring(f'<w:r xmlns:w="{W[1:-1]}"><w:fldChar w:fldCharType="end"/><w:t/></w:r>'))
    items = home(reviewer, tmp_path).items
    assert {item.comment or item.proposed for item in items} == {"Why?", "x"}


def test_what_a_terminal_would_obey_does_not_reach_it(reviewer: Reviewer, tmp_path: Path) -> None:
    place = find(reviewer, titled("why-hands"))
    reviewer.author = "A\u009b31mda\u202e"
    reviewer.comment(place, 0, place, 4, "Why\u202e?\u0085\u009b2J\u2028so")
    (line,) = lines(home(reviewer, tmp_path))
    assert line.split("\t")[2:] == ["A31mda", "2026-11-20", line.split("\t")[4]]
    assert line.endswith("Why? 2J so")


@pytest.mark.parametrize("kind", ["changes", "paragraphs", "comments", "edited"])
def test_a_file_without_end_costs_little(reviewer: Reviewer, tmp_path: Path, kind: str) -> None:
    body = reviewer.tree.find(f"{W}body")
    place = find(reviewer, titled("why-hands"))
    made: list[str] = []
    if kind == "changes":
        for number in range(9_000):
            made.append(f'<w:ins w:author="A{number % 2}"><w:r><w:t>one </w:t></w:r></w:ins><w:r><w:t>two </w:t></w:r>')
        body.append(_parsed(f"<w:p>{''.join(made)}</w:p>"))
    elif kind == "comments":
        for _ in range(1_500):
            reviewer.comment(place, 0, reviewer.paragraphs[-1], 0, "All of it")
    else:
        for node in list(body.iter(f"{W}bookmarkStart")):
            node.getparent().remove(node)
        for number in range(15_000 if kind == "paragraphs" else 1_500):
            words = "" if kind == "paragraphs" else f"{text_of(place)} {chr(0x627 + number % 20)}" * 40
            body.insert(number, _parsed(f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"))
    path = reviewer.save(tmp_path / "back.docx")
    shelf(SAMPLE).due(STEM)
    begun = time.process_time()
    found = gather([(path, path.name)], shelf(SAMPLE))
    assert found.problems == []
    assert len(found.items) >= (0 if kind == "paragraphs" else 1_500)
    assert time.process_time() - begun < 20


def _parsed(markup: str) -> Any:
    return etree.fromstring(markup.replace(">", f' xmlns:w="{W[1:-1]}">', 1))


def test_more_than_any_review_is_refused(reviewer: Reviewer, tmp_path: Path) -> None:
    body = reviewer.tree.find(f"{W}body")
    for _ in range(20_001):
        etree.SubElement(body, f"{W}p")
    found = home(reviewer, tmp_path)
    assert [problem.code for problem in found.problems] == ["F801"]
