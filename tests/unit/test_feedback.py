"""What reviewers can do to a Word file, and what is told of it: threads, moves, rows, notes, versions, broken files."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from pathlib import Path

import pytest
from lxml import etree

from press.design import load_design
from press.document import Action, Callout, Section, Table, Takeaway, walk
from press.feedback.items import Feedback
from press.feedback.meeting import meeting
from press.feedback.shelf import Shelf
from press.feedback.tables import feedback_csv, lines
from press.prove.word import prove_word
from press.prove.word_expect import bookmark
from press.write.word import write_word
from tests.builds import SAMPLE
from tests.review_truth import places, shelf, truth
from tests.reviewing import Reviewer, W, text_of, word_file
from tests.unit.feedback_fixture import STEM, find, home, opened, own, titled


@pytest.fixture
def reviewer() -> Reviewer:
    return opened()


def test_nothing_said_is_nothing_told(reviewer: Reviewer, tmp_path: Path) -> None:
    found = home(reviewer, tmp_path)
    assert found.items == []
    assert found.problems == []
    assert found.files[0].is_current


def test_a_thread_has_its_answers_and_says_that_it_is_settled(reviewer: Reviewer, tmp_path: Path) -> None:
    place = find(reviewer, titled("why-hands"))
    first = reviewer.comment(place, 0, place, 4, "Why?\nReally?")
    reviewer.author = "Jean Petit"
    second = reviewer.comment(place, 0, place, 4, "Because.", parent=first)
    reviewer.author = "Mei Lin"
    reviewer.comment(place, 0, place, 4, "Indeed.", parent=second)
    reviewer.resolve(first)
    (item,) = home(reviewer, tmp_path).items
    assert (item.subject.id, item.author, item.comment, item.is_resolved) == (
        "why-hands", "Ada Okafor", "Why?\nReally?", True,
    )  # fmt: skip
    assert [(said.author, said.text) for said in item.replies] == [("Jean Petit", "Because."), ("Mei Lin", "Indeed.")]
    assert item.quoted == text_of(place)[:4].strip()
    assert item.date == "2026-11-20T09:30:00Z"


def test_a_place_is_the_line_of_the_words(reviewer: Reviewer, tmp_path: Path) -> None:
    place = find(reviewer, titled("why-hands"))
    reviewer.comment(place, 0, place, len(text_of(place)), "Why?")
    (item,) = home(reviewer, tmp_path).items
    file, line, column = item.line.rsplit(":", 2)
    text = (SAMPLE / "ar" / "resources" / "basics.yaml").read_text("utf-8").splitlines()[int(line) - 1]
    assert file.endswith("ar/resources/basics.yaml")
    assert text[int(column) - 1 :].startswith(titled("why-hands"))
    unit = shelf(SAMPLE).sources.units["why-hands"]
    assert item.subject.place == str(unit.place)


def test_a_comment_on_several_units_names_them_all(reviewer: Reviewer, tmp_path: Path) -> None:
    boxes = own(reviewer, "TakeawayText")
    after = reviewer.paragraphs[reviewer.paragraphs.index(boxes[0]) + 1]
    reviewer.comment(boxes[0], 3, after, 2, "These two")
    (item,) = home(reviewer, tmp_path).items
    assert len(item.subjects) == 2
    assert item.subject.kind == "takeaway"


def test_a_comment_whose_place_was_lost_is_of_the_document(reviewer: Reviewer, tmp_path: Path) -> None:
    place = find(reviewer, titled("why-hands"))
    reviewer.comment(place, 0, place, 4, "Where?")
    for node in list(reviewer.tree.iter(f"{W}commentRangeStart", f"{W}commentRangeEnd", f"{W}commentReference")):
        node.getparent().remove(node)
    (item,) = home(reviewer, tmp_path).items
    assert (item.subject.id, item.quoted, item.comment) == ("basics", "", "Where?")


def test_heads_notes_and_covers_have_places_too(reviewer: Reviewer, tmp_path: Path) -> None:
    note = next(one for one in reviewer.notes.iter(f"{W}p") if len(text_of(one)) > 10)
    reviewer.replace(note, 3, 6, "noted")
    title = own(reviewer, "Title")[0]
    reviewer.comment(title, 0, title, 3, "A better title?")
    imprint = own(reviewer, "ImprintText")[0]
    reviewer.comment(imprint, 0, imprint, 3, "Too long")
    found = {item.comment or item.proposed: item.subject.id for item in home(reviewer, tmp_path).items}
    call = next(node for node in reviewer.tree.iter(f"{W}footnoteReference"))
    calling = next(node for node in call.iterancestors() if node.tag == f"{W}p")
    assert found["A better title?"] == found["Too long"] == "basics"
    reviewer.comment(calling, 0, calling, 3, "Here")
    assert found["noted"] == next(i.subject.id for i in home(reviewer, tmp_path).items if i.comment == "Here")


def test_heads_of_pages_and_boxes_in_the_text_are_read(reviewer: Reviewer, tmp_path: Path) -> None:
    typed = '<w:ins w:id="9" w:author="Mei Lin"><w:r><w:t>{}</w:t></w:r></w:ins>'
    head = reviewer.parts["word/header1.xml"]
    reviewer.parts["word/header1.xml"] = head.replace(b"<w:r>", f"{typed.format('in the head')}<w:r>".encode(), 1)
    box = f"<w:txbxContent><w:p>{typed.format('in a box')}</w:p></w:txbxContent>"
    place = find(reviewer, titled("why-hands"))
    place.append(etree.fromstring(f'<w:r xmlns:w="{W[1:-1]}"><w:pict>{box}</w:pict></w:r>'))
    found = {item.proposed: item.subject.id for item in home(reviewer, tmp_path).items}
    assert found == {"in the head": "basics", "in a box": "why-hands"}


def test_a_line_of_the_contents_is_the_section_that_it_names(reviewer: Reviewer, tmp_path: Path) -> None:
    entry = next(one for one in own(reviewer, "Toc1") if titled("why-hands") in text_of(one))
    reviewer.comment(entry, 2, entry, 6, "Rename")
    (item,) = home(reviewer, tmp_path).items
    assert item.subject.id == "why-hands"


def test_a_replacement_reads_as_a_sentence(reviewer: Reviewer, tmp_path: Path) -> None:
    place = next(one for one in own(reviewer, "BodyText") if len(text_of(one)) > 30)
    words = text_of(place).split()
    start = text_of(place).index(words[1])
    reviewer.replace(place, start, start + len(words[1]), "XYZ")
    (item,) = home(reviewer, tmp_path).items
    assert (item.kind, item.was, item.proposed) == ("replacement", words[1], "XYZ")
    assert item.quoted in " ".join(words)
    assert item.reads == item.quoted.replace(words[1], "XYZ", 1)


def test_two_people_in_one_sentence_are_told_apart(reviewer: Reviewer, tmp_path: Path) -> None:
    place = next(one for one in own(reviewer, "BodyText") if len(text_of(one)) > 30)
    before = text_of(place)
    reviewer.insert(place, 3, "AAA")
    reviewer.author = "Jean Petit"
    reviewer.delete(place, 2, 4)  # one letter of the text, and one of Ada's
    items = {item.author: item for item in home(reviewer, tmp_path).items}
    assert items["Ada Okafor"].proposed == "AAA"
    assert items["Jean Petit"].was == f"{before[2]}A".strip()
    assert "AAA" in items["Ada Okafor"].reads
    assert before[:2] in items["Jean Petit"].reads
    assert "AAA" not in items["Jean Petit"].reads


def test_what_was_moved_is_told_once(reviewer: Reviewer, tmp_path: Path) -> None:
    place = next(one for one in own(reviewer, "BodyText") if len(text_of(one)) > 30)
    box = own(reviewer, "TakeawayText")[0]
    text = text_of(place)
    reviewer.move(place, box)
    (item,) = home(reviewer, tmp_path).items
    assert (item.kind, item.was) == ("move", " ".join(text.split()))
    assert "takeaway" in {subject.kind for subject in item.subjects[1:]}


@pytest.mark.parametrize("kind", ["ins", "del"])
def test_rows_come_and_go_as_one_change(reviewer: Reviewer, tmp_path: Path, kind: str) -> None:
    cell = own(reviewer, "TableText")[0]
    table = next(node for node in walk(shelf(SAMPLE).documents[STEM]) if isinstance(node, Table) and node.id)
    reviewer.row(cell, kind, "new")
    (item,) = home(reviewer, tmp_path).items
    assert item.kind == ("row-insertion" if kind == "ins" else "row-deletion")
    assert item.subject.id == table.id
    assert item.proposed.startswith("new | new") if kind == "ins" else text_of(cell) in item.was


def test_new_paragraphs_are_of_what_they_continue(reviewer: Reviewer, tmp_path: Path) -> None:
    box = own(reviewer, "TakeawayText")[0]
    reviewer.add_paragraph(box, "One more thing.")
    (item,) = home(reviewer, tmp_path).items
    assert (item.kind, item.proposed, item.subject.kind) == ("insertion", "One more thing.", "takeaway")


def test_looks_are_counted(reviewer: Reviewer, tmp_path: Path) -> None:
    for place in own(reviewer, "BodyText")[:3]:
        reviewer.embolden(place)
    found = home(reviewer, tmp_path)
    assert found.items == []
    assert found.files[0].formatting == (("Ada Okafor", 3),)


def test_what_was_changed_without_tracking_is_found(reviewer: Reviewer, tmp_path: Path) -> None:
    place = next(
        one for one in own(reviewer, "BodyText") if len(text_of(one)) > 30 and len(list(one.iter(f"{W}t"))) == 1
    )
    word = text_of(place).split()[2]
    reviewer.retype(place, word, "QQQ")
    (item,) = home(reviewer, tmp_path).items
    assert (item.kind, item.was, item.proposed, item.author) == ("untracked", word, "QQQ", "")


def test_a_paragraph_taken_out_without_tracking_is_found(reviewer: Reviewer, tmp_path: Path) -> None:
    box = own(reviewer, "TakeawayText")[0]
    text = text_of(box)
    box.getparent().remove(box)
    (item,) = home(reviewer, tmp_path).items
    assert (item.kind, item.proposed, item.subject.kind) == ("untracked", "", "takeaway")
    assert item.was == " ".join(text.split())


# Versions and other documents


def changed(folder: Path, *edits: tuple[str, str, str]) -> Shelf:
    copy = folder / "kit"
    shutil.copytree(SAMPLE, copy)
    for name, old, new in edits:
        text = (copy / name).read_text("utf-8")
        assert old in text
        (copy / name).write_text(text.replace(old, new), "utf-8")
    return Shelf.of(copy)


def test_an_older_text_is_said_to_be_one(reviewer: Reviewer, tmp_path: Path) -> None:
    place = find(reviewer, titled("why-hands"))
    reviewer.comment(place, 0, place, 4, "Why?")
    held = changed(tmp_path, ("ar/resources/basics.yaml", titled("why-hands"), "عنوان آخر تمامًا"))
    found = home(reviewer, tmp_path, held)
    assert [(problem.code, problem.severity) for problem in found.problems] == [("F804", "warning")]
    assert [item.subject.id for item in found.items] == ["why-hands"]
    assert not found.files[0].is_current


def test_words_that_changed_since_do_not_mislead(reviewer: Reviewer, tmp_path: Path) -> None:
    spots = places(reviewer, truth(shelf(SAMPLE).documents[STEM], frozenset(shelf(SAMPLE).sources.units)))
    for number, (place, _) in enumerate(spots):
        reviewer.comment(place, 0, place, 8, str(number))
    word, other = "ال", "بعض "  # the article: nearly every sentence is another one
    text = (SAMPLE / "ar" / "resources" / "basics.yaml").read_text("utf-8")
    lines = text.splitlines(keepends=True)
    prose = [number for number, line in enumerate(lines) if line.startswith("            ") and line.count(" ") > 16]
    edits = [
        ("ar/resources/basics.yaml", lines[at], lines[at].replace(f" {word}", f" {other}", 2)) for at in prose[::3]
    ]
    held = changed(tmp_path, *(edit for edit in edits if not set("|`{^") & set(edit[1])))
    found = home(reviewer, tmp_path, held)
    assert not found.files[0].is_current
    told = {item.comment: item.subject.id for item in found.items}
    assert told == {str(number): unit for number, (_, unit) in enumerate(spots)}
    assert len(spots) > 60


def test_a_unit_that_is_gone_is_named_with_its_successor(reviewer: Reviewer, tmp_path: Path) -> None:
    written = "".join(path.read_text("utf-8") for path in sorted((SAMPLE / "ar").rglob("*.yaml")))
    boxes = [one for one in walk(shelf(SAMPLE).documents[STEM]) if isinstance(one, Takeaway | Action | Callout)]
    unit = next(one.id for one in boxes if len(re.findall(rf"\b{one.id}\b", written)) == 1)
    named = next(node for node in reviewer.tree.iter(f"{W}bookmarkStart") if node.get(f"{W}name") == bookmark(unit))
    label = next(node for node in named.iterancestors() if node.tag == f"{W}p")
    text = reviewer.paragraphs[reviewer.paragraphs.index(label) + 1]
    reviewer.comment(text, 0, text, 4, "Why?")
    assert [item.subject.id for item in home(reviewer, tmp_path).items] == [unit]
    held = changed(
        tmp_path,
        ("ar/resources/basics.yaml", f"id: {unit}\n", "id: quite-another\n"),
        (
            "ids.yaml",
            f"  {unit}: {{status: active}}\n",
            f"  {unit}: {{status: deprecated, successor: quite-another}}\n",
        ),
        ("ids.yaml", "ids:\n", "ids:\n  quite-another: {status: active}\n"),
    )
    found = home(reviewer, tmp_path, held)
    assert [problem.code for problem in found.problems] == ["F804", "F805"]
    (item,) = found.items
    assert (item.subject.id, item.subject.is_gone, item.subject.successor) == (unit, True, "quite-another")


def test_bookmarks_say_which_document_it_is_where_nothing_else_does(reviewer: Reviewer, tmp_path: Path) -> None:
    place = find(reviewer, titled("why-hands"))
    reviewer.comment(place, 0, place, 4, "Why?")
    for name in ("docProps/core.xml", "docProps/custom.xml"):
        del reviewer.parts[name]
    found = home(reviewer, tmp_path)
    assert [problem.code for problem in found.problems] == ["F803", "F804"]
    assert [(item.subject.id, item.document) for item in found.items] == [("why-hands", STEM)]


def test_another_toolkit_is_refused(reviewer: Reviewer, tmp_path: Path) -> None:
    for name in ("docProps/core.xml", "docProps/custom.xml"):
        reviewer.parts[name] = (
            reviewer.parts[name].replace(b"CH ", b"XY ").replace(b"CH,", b"XY,").replace(b">CH<", b">XY<")
        )
    found = home(reviewer, tmp_path)
    assert [problem.code for problem in found.problems] == ["F802"]
    assert found.files == []


# What is made of it


@pytest.fixture
def full(reviewer: Reviewer, tmp_path: Path) -> Feedback:
    for number, place in enumerate(own(reviewer, "BodyText")[:6]):
        reviewer.author = f"=cmd{number}"
        reviewer.comment(place, 0, place, 5, f"Remark {number} " * (200 if number == 0 else 1))
        reviewer.replace(place, 6, 9, "XYZ")
    return home(reviewer, tmp_path)


def test_json_has_format_one(full: Feedback) -> None:
    data = json.loads(json.dumps(full.as_data()))
    assert data["format"] == 1
    assert len(data["items"]) == 12
    assert [item["number"] for item in data["items"]] == list(range(1, 13))
    assert {"unit", "place", "author", "date", "quoted"} <= set(data["items"][0])


def test_csv_is_safe_and_complete(full: Feedback) -> None:
    rows = list(csv.DictReader(io.StringIO(feedback_csv(full).decode("utf-8-sig"))))
    assert len(rows) == 12
    assert all(row["author"].startswith("'=") for row in rows)
    assert all(row["place"].count(":") == 2 for row in rows)


def test_lines_begin_with_the_place(full: Feedback) -> None:
    assert all(line.split("\t")[0].count(":") == 2 and "\n" not in line for line in lines(full))


def test_the_document_for_the_meeting_is_proven_like_any(full: Feedback) -> None:
    held = shelf(SAMPLE)
    document = meeting(full, held.library, held.sources)
    made = write_word(document, load_design(), {}, 1, {})
    assert made == write_word(document, load_design(), {}, 1, {})
    assert prove_word(made, document, {}) == []
    assert document.direction == "rtl"
    assert sum(isinstance(node, Section) for node in walk(document)) > 3


def test_answers_in_a_form_are_no_changes(tmp_path: Path) -> None:
    reviewer = Reviewer.of(word_file(shelf(SAMPLE).documents["questionnaires/round"]))
    controls = list(reviewer.tree.iter(f"{W}sdt"))
    for number, control in enumerate(controls):
        text = next(control.iter(f"{W}t"))
        text.text = "☒" if text.text == "☐" else f"Our answer of {number} words, which says something else"
    assert len(controls) > 20
    found = home(reviewer, tmp_path)
    assert found.items == []
