"""The Word writer on documents that hold every kind of node; the proof reads back what it writes."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from PIL import Image

from press.design import load_design
from press.document import (
    Action,
    Contents,
    Document,
    Field,
    Figure,
    Imprint,
    List,
    Paragraph,
    Reference,
    Section,
    Strong,
    Text,
    units,
)
from press.problem import ContentError
from press.prove.word import prove_word
from press.write.layout import Engine
from press.write.ooxml.markup import escape
from press.write.picture import Picture, Pictures, qr_code
from press.write.word import write_word
from press.write.word_tables import column_widths
from tests.samples import CITED, everything

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
IMAGES = dict.fromkeys(("fig", "steps", "numbers"), Picture(b"picture", 160.0, 40.0))


def pages_of(document: Document) -> dict[str, dict[str, int]]:
    others = [block.id for block in document.blocks if isinstance(block, Contents | Imprint)]
    return {**CITED, document.stem: {unit: 2 + at // 2 for at, unit in enumerate((*others, *units(document)))}}


def written(document: Document) -> bytes:
    return write_word(document, load_design(), pages_of(document), 7, IMAGES)


@cache
def sample(language: str) -> tuple[Document, bytes]:
    document = everything(language)
    return document, written(document)


def part(data: bytes, name: str = "word/document.xml") -> Any:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read(name))


def with_body(*blocks: Any) -> Document:
    document, _ = sample("en")
    return replace(document, blocks=blocks)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_node_is_written_and_proven(language: str) -> None:
    document, data = sample(language)
    assert prove_word(data, document, pages_of(document)) == []


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_same_document_gives_the_same_bytes(language: str) -> None:
    document, data = sample(language)
    assert written(document) == data


def test_nothing_of_the_clock_is_in_the_file() -> None:
    with zipfile.ZipFile(io.BytesIO(sample("en")[1])) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {info.create_system for info in archive.infolist()} == {0}


def test_an_ordered_list_begins_where_the_author_says() -> None:
    lists = [List(((Paragraph((Text("One."),)),),), ordered=True, start=start) for start in (1, 4, 1)]
    document = with_body(*lists)
    data = written(document)
    starts = [node.get(f"{W}val") for node in part(data, "word/numbering.xml").iter(f"{W}startOverride")]
    assert starts == ["1", "4", "1"]
    assert not [p for p in prove_word(data, document, pages_of(document)) if p.code == "P613"]


def test_arabic_runs_have_the_fonts_of_their_script() -> None:
    runs = [run for run in part(sample("ar")[1]).iter(f"{W}r") if run.find(f"{W}t") is not None]
    for run in runs:
        text, marked = run.findtext(f"{W}t") or "", run.find(f"{W}rPr/{W}rtl") is not None
        assert marked or not re.search("[\u0600-\u06ff]", text), text
        assert not marked or not re.search("[A-Za-z]", text), text


def test_references_follow_their_targets() -> None:
    """The words of a reference that are its target's title or number are fields."""
    codes = [node.text.split()[0] for node in part(sample("en")[1]).iter(f"{W}instrText")]
    assert {"TOC", "PAGEREF", "REF", "SEQ"} <= set(codes)


def test_a_reference_to_a_box_by_its_title_is_plain_words() -> None:
    """A box's bookmark begins at its label, so no field could repeat its title."""
    action = Action("act", "What to do", "Name an owner", (Paragraph((Text("One person."),)),))
    reference = Reference("act", (Text("“Name an owner”"),), "", (", page ", ""))
    document = with_body(Paragraph((Text("See "), reference, Text("."))), action)
    problems = prove_word(written(document), document, pages_of(document))
    assert [str(problem) for problem in problems if problem.code == "P610"] == []


def test_a_reference_in_bold_words_is_bold() -> None:
    action = Action("act", "What to do", "Name an owner", (Paragraph((Text("One person."),)),))
    reference = Reference("act", (Text("what to do"),), "", (", page ", ""))
    document = with_body(Paragraph((Strong((Text("Look up "), reference, Text(" first"))),)), action)
    problems = prove_word(written(document), document, pages_of(document))
    assert [str(problem) for problem in problems if problem.code == "P613"] == []


@pytest.mark.parametrize(
    "section",
    [Section("x", 1, "2", "Two before one", ()), Section("x", 2, "1.1", "Deep before broad", ())],
)
def test_a_number_that_word_would_count_otherwise_is_refused(section: Section) -> None:
    with pytest.raises(ContentError) as refused:
        written(with_body(section))
    assert [problem.code for problem in refused.value.problems] == ["W508"]


def test_a_question_may_have_any_number() -> None:
    """Questions that begin later, as in a part of a questionnaire, count from there."""
    fields = [Field(f"q-{n}", n, "short-text", (Paragraph((Text(f"Question {n}?"),)),)) for n in ("7", "8", "11")]
    document = with_body(*fields)
    data = written(document)
    assert not [
        p for p in prove_word(data, document, pages_of(document)) if "instead of" in p.message and "q-" in p.message
    ]


def test_a_question_without_a_number_is_refused() -> None:
    with pytest.raises(ContentError) as refused:
        written(with_body(Field("q", "1a", "short-text", (Paragraph((Text("Well?"),)),))))
    assert [problem.code for problem in refused.value.problems] == ["W508"]


def test_columns_fill_the_line_and_hold_their_longest_word() -> None:
    rows = [[(Text("Role"),), (Text("What it must be able to do"),)], [(Text("Administrator"),), (Text("word " * 40),)]]
    widths = column_widths(rows, 9000)
    assert sum(widths) == 9000
    assert widths[0] > 13 * 80
    assert widths[1] > widths[0]


def test_columns_without_words_are_equal() -> None:
    assert column_widths([[(), ()], [(), ()]], 1001) == [500, 501]


def test_forbidden_characters_do_not_reach_the_file() -> None:
    assert escape('a\x00b\x0b<&"\n') == "ab&lt;&amp;&quot;\n"


def test_codes_are_pictures() -> None:
    code = qr_code("https://example.org/", 24.0)
    assert code.png.startswith(b"\x89PNG")
    assert code.png == qr_code("https://example.org/", 24.0).png


def test_photographs_keep_their_shape_and_have_pixels_enough(tmp_path: Path) -> None:
    assets = tmp_path / "assets"
    assets.mkdir()
    Image.effect_noise((600, 300), 50).save(assets / "a & b.png")
    figure = Figure("f", "Figure 1", "Noise", "a & b.png", "Grey dots.")
    made = Pictures(Engine(load_design(), tmp_path), tmp_path).of(with_body(figure))["f"]
    assert made.width == pytest.approx(2 * made.height)
    assert made.width <= 600 / 150 * 25.4


def test_drawings_with_names_that_markup_would_break_are_drawn(tmp_path: Path) -> None:
    assets = tmp_path / "assets"
    assets.mkdir()
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 10"><rect width="40" height="10"/></svg>'
    (assets / "R&D.svg").write_text(svg, "utf-8")
    figure = Figure("f", "Figure 1", "A bar", "R&D.svg", "A black bar.")
    made = Pictures(Engine(load_design(), tmp_path), tmp_path).of(with_body(figure))["f"]
    assert (made.width, made.height) == (160.0, 40.0)
    with Image.open(io.BytesIO(made.png)) as image:
        assert image.size == (1890, 472)
        assert image.getpixel((1800, 400)) == (0, 0, 0)
