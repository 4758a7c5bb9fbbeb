"""Leg B of the proof: a PDF with every kind of node proves; a damaged one does not, and the damage is named."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import pikepdf
import pytest

from press.design import load_design
from press.document import (
    Action,
    Document,
    Figure,
    Footnote,
    List,
    Paragraph,
    Quote,
    Reference,
    Section,
    Table,
    Takeaway,
    Text,
    walk,
)
from press.problem import Problem
from press.prove.pdf import page_map, prove_pdf
from press.write.layout import Engine, Layout
from press.write.pdf import write_pdf
from tests import faults
from tests.builds import SAMPLE
from tests.samples import ADDRESS, CITED, everything, long_guide, poster, say, text

pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


@dataclass(frozen=True, slots=True)
class Made:
    """A document with its layout and its file."""

    document: Document
    layout: Layout
    data: bytes


@cache
def engine() -> Engine:
    return Engine(load_design(), SAMPLE)


@cache
def made(language: str) -> Made:
    return make(everything(language))


def make(document: Document) -> Made:
    layout = engine().lay_out(document, CITED)
    return Made(document, layout, write_pdf(layout, engine()))


def prove(data: bytes, language: str = "en") -> list[Problem]:
    return prove_pdf(data, made(language).document, CITED)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_document_with_every_kind_of_node_proves(language: str) -> None:
    assert prove(made(language).data, language) == []


def test_the_samples_hold_every_kind_of_node() -> None:
    from press import document as doc

    kinds = {type(node) for document in (everything("en"), poster("en")) for node in walk(document)}
    nodes = set(doc.Block.__args__) | set(doc.Inline.__args__) | {doc.DefinitionItem, doc.ContentsEntry, doc.Choice}
    assert nodes <= kinds


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_poster_proves(language: str) -> None:
    document = poster(language)
    assert prove_pdf(make(document).data, document, CITED) == []


@pytest.mark.parametrize(
    ("change", "code", "words"),
    [
        (lambda panel: replace(panel, number="3"), "P603", "number of 'other-unit'"),
        (lambda panel: replace(panel, title="Unit"), "P603", "heading of 'other-unit'"),
        (lambda panel: replace(panel, line="Whose?"), "P603", "line of 'other-unit'"),
        (lambda panel: replace(panel, line=""), "P601", "line of 'other-unit'"),
        (lambda panel: replace(panel, more=panel.more[:1]), "P603", "where to read more of 'other-unit'"),
        (lambda panel: replace(panel, blocks=panel.blocks[1:]), "P601", "paragraph of 'key'"),
        (lambda panel: replace(panel, blocks=panel.blocks[::-1]), "P604", "paragraph of 'other-unit'"),
    ],
)
def test_a_panel_that_says_something_else_is_caught(change: Callable[[Any], Any], code: str, words: str) -> None:
    document = poster("en")
    cover, first, *rest = document.blocks
    data = make(replace(document, blocks=(cover, change(first), *rest))).data
    problems = prove_pdf(data, document, CITED)
    assert [p for p in problems if p.code == code and words in p.message], [str(p) for p in problems]


@pytest.mark.parametrize(("paper", "words"), [("A4", "210 × 297 mm, which is not A3"), ("A2", "420 × 594 mm")])
def test_other_paper_is_caught(paper: str, words: str) -> None:
    problems = prove_pdf(make(replace(poster("en"), paper=paper)).data, poster("en"), CITED)
    assert [p.message for p in problems if p.code == "P615" and words in p.message], [str(p) for p in problems]


def test_another_number_of_pages_is_caught() -> None:
    document = replace(long_guide(3), pages=2)
    problems = prove_pdf(make(document).data, document, {})
    assert "P615" in [p.code for p in problems]


def test_every_size_of_a_poster_breaks_its_lines_alike() -> None:
    made_on = {size: make(replace(poster("en"), paper=size)) for size in ("A2", "A3", "A4")}
    lines = {size: _lines(one.layout) for size, one in made_on.items()}
    assert lines["A2"] == lines["A3"] == lines["A4"]


def _lines(layout: Layout) -> list[str]:
    from weasyprint.formatting_structure import boxes

    [page] = layout.rendered.pages
    lines = [box for box in page._page_box.descendants() if isinstance(box, boxes.LineBox)]
    return ["".join(b.text for b in line.descendants() if isinstance(b, boxes.TextBox)) for line in lines]


def test_a_long_guide_proves() -> None:
    long = make(long_guide(12))
    assert prove_pdf(long.data, long.document, {}) == []


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_page_map_is_the_layout_s(language: str) -> None:
    assert page_map(made(language).data, made(language).document) == dict(made(language).layout.page_map)


# Damage to the file -----------------------------------------------------------

Damage = Callable[[bytes], bytes]

# name: (damage, code, words of one of the messages)
DAMAGES: dict[str, tuple[Damage, str, str]] = {
    "a digit": (lambda d: faults.replace_text(d, "12", "42", 5), "P608", "row 5, column 3 of 'tab'"),
    "a word": (lambda d: faults.replace_text(d, "person", "robot"), "P603", "paragraph of 'first'"),
    "not removed": (lambda d: faults.replace_text(d, "not ", ""), "P603", "paragraph of 'first' says"),
    "a capital": (lambda d: faults.replace_text(d, "Once", "once"), "P603", "'story'"),
    "a full stop": (lambda d: faults.replace_text(d, "acted.", "acted"), "P603", "'story'"),
    "a quotation mark": (lambda d: faults.replace_text(d, "“Units”", "“Units“"), "P603", "'first'"),
    "a space lost": (lambda d: faults.replace_text(d, "share keys", "sharekeys"), "P603", "'warn'"),
    "a space more": (lambda d: faults.replace_text(d, "share keys", "sh are keys"), "P603", "'warn'"),
    "a line emptied": (lambda d: faults.empty_text(d, "Do not share"), "P601", "'warn'"),
    "cells swapped": (lambda d: faults.swap_texts(d, "Use number 3", "Use number 4", 5), "P608", "'tab'"),
    "cells swapped in a row": (lambda d: faults.swap_kids(d, "TR", 2), "P608", "'tab'"),
    "rows swapped": (lambda d: faults.swap_kids(d, "TBody", 0, 3, 4), "P608", "'tab'"),
    "header of the second part": (lambda d: faults.replace_text(d, "Risk", "Ri", 6), "P602", "“Ri”"),
    "a header cell tagged as a cell": (lambda d: faults.retag(d, "TH", "TD"), "P613", "column 1 of 'tab'"),
    "a caption changed": (lambda d: faults.replace_text(d, "Uses and risks", "Uses and"), "P603", "caption of 'tab'"),
    "a footnote emptied": (lambda d: faults.empty_text(d, "A note of a cell"), "P609", "footnote 2 of 'tab'"),
    "a footnote changed": (lambda d: faults.replace_text(d, "of a cell", "of a sell"), "P609", "footnote 2"),
    "a footnote out of the structure": (
        lambda d: faults.drop_element(d, "NonStruct", 0, "Document"),
        "P609",
        "footnote",
    ),
    "a call changed": (lambda d: faults.replace_glyphs(d, "decides.", lambda c: c[:-1]), "P603", "'first'"),
    "a page number in the contents": (
        lambda d: faults.replace_text(d, "5", "3", 2),
        "P605",
        "of 'contents' prints page 3",
    ),
    "a page number in a reference": (lambda d: faults.replace_text(d, "5", "3", 3), "P605", "'second'"),
    "a page number of another guide": (lambda d: faults.replace_text(d, "27", "25", 3), "P605", "'other-unit'"),
    "a destination moved": (lambda d: faults.aim_destination(d, "story", 2), "P605", "'story' begins on page"),
    "a destination lost": (lambda d: faults.drop_destination(d, "story"), "P605", "'story'"),
    "an alternative lost": (lambda d: faults.set_key(d, "Figure", "/Alt", None), "P612", "picture of 'fig'"),
    "an alternative changed": (lambda d: faults.set_key(d, "Figure", "/Alt", "Circles"), "P612", "picture of 'fig'"),
    "a code's alternative": (lambda d: faults.set_key(d, "Figure", "/Alt", "A code", 1), "P612", "QR code of 'film'"),
    "a figure tagged as a paragraph": (lambda d: faults.retag(d, "Figure", "P"), "P601", "picture of 'fig'"),
    "a link inside": (lambda d: faults.aim_link(d, "term-model", "term-ai"), "P610", "'term-model' in paragraph"),
    "a link outside": (lambda d: faults.aim_link(d, ADDRESS, "https://example.org/b"), "P610", "address of 'film'"),
    "a link's annotation lost": (lambda d: faults.drop_link(d, "https://example.org/a"), "P610", "not on its page"),
    "a link beside its words": (lambda d: faults.shift_link(d, ADDRESS, 60), "P610", "beside its words"),
    "a link more": (lambda d: faults.add_link(d, 3, "https://example.org/x"), "P610", "belongs to no words"),
    "an outline title": (lambda d: faults.retitle_outline(d, 1, "1 Word"), "P607", "“1 Word”"),
    "an outline page": (lambda d: faults.aim_outline(d, 1, 2), "P607", "“1 Words”"),
    "the language": (lambda d: faults.set_language(d, "fr"), "P606", "Lang"),
    "the title": (lambda d: faults.set_info(d, "/Title", "Other"), "P606", "Title"),
    "the keywords": (lambda d: faults.set_info(d, "/Keywords", "T, 0.2.0"), "P606", "Keywords"),
    "the date": (lambda d: faults.set_info(d, "/CreationDate", "D:20200101"), "P606", "CreationDate"),
    "the author": (lambda d: faults.set_info(d, "/Author", "Somebody"), "P606", "Author"),
    "the title in XMP": (lambda d: faults.replace_in_metadata(d, "Every kind", "Some kind"), "P606", "XMP dc:title"),
    "the digest in the imprint": (lambda d: change_digest(d), "P606", "digest of 'imprint'"),
    "a page removed": (lambda d: faults.remove_page(d, 7), "P601", "'hint' is missing"),
    "the imprint removed": (lambda d: faults.remove_page(d, 9), "P601", "'imprint' is missing"),
    "pages swapped": (lambda d: faults.swap_pages(d, 3, 8), "P604", "after words on page 8"),
    "a running head": (lambda d: faults.replace_text(d, "Every kind", "Very kind", 4), "P614", "“Very kind”"),
    "a running head lost": (lambda d: faults.empty_text(d, "Every kind", 4), "P614", "is missing"),
    "the number of a page": (lambda d: faults.replace_text(d, "Page 4 of 9", "Page 5 of 9", 4), "P614", "Page 5"),
    "the number of pages": (lambda d: faults.replace_text(d, "Page 4 of 9", "Page 4 of 8", 4), "P614", "of 8"),
    "a heading tagged as a paragraph": (lambda d: faults.retag(d, "H2", "P", 1), "P613", "heading of 'first'"),
    "a heading one level down": (lambda d: faults.retag(d, "H3", "H4"), "P613", "heading of 'inner'"),
    "a paragraph tagged as a heading": (lambda d: faults.retag(d, "P", "H2", 20), "P613", "in the structure, not a P"),
    "paragraphs swapped": (lambda d: faults.swap_kids(d, "Sect", 0, 1, 2), "P604", "of 'first'"),
    "a unit out of the structure": (lambda d: faults.drop_element(d, "BlockQuote"), "P601", "'said' is missing"),
    "a list flattened": (lambda d: faults.retag(d, "L", "Div", 1), "P613", "nested otherwise"),
    "a quotation no more": (lambda d: faults.retag(d, "BlockQuote", "Div"), "P613", "of 'said' is nested otherwise"),
    "an item's number": (lambda d: faults.replace_text(d, "2. ", "3. ", 3), "P603", "sign of item 2 of 'first'"),
    "a choice changed": (lambda d: faults.replace_text(d, "That one", "That"), "P603", "choice “b” of 'q-one'"),
    "a question changed": (lambda d: faults.replace_text(d, "How many?", "How any?"), "P603", "'q-number'"),
    "words hidden": (lambda d: faults.hide_text(d, "Do not share"), "P603", "nobody sees"),
    "words off the page": (lambda d: faults.move_text(d, "Do not share", 6, -3000), "P603", "nobody sees"),
    "words outside": (lambda d: faults.repeat_outside(d, "Do not share", 6), "P602", "outside of the structure"),
    "words in an artifact": (
        lambda d: faults.repeat_outside(d, "share", 6, "Artifact"),
        "P602",
        "outside of the structure",
    ),
    "words moved on the line": (lambda d: faults.move_text(d, "strong", 3, 100), "P604", "another order on the line"),
    "replaced for readers": (lambda d: faults.set_key(d, "P", "/ActualText", "Else", 20), "P603", "/ActualText"),
    "alternative of words": (lambda d: faults.set_key(d, "P", "/Alt", "Else", 20), "P603", "alternative of a P"),
    "another language inside": (lambda d: faults.set_key(d, "P", "/Lang", "fr", 20), "P603", "language"),
    "fonts that lie": (lambda d: faults.lie_in_fonts(d, "d", "b"), "P603", "'first'"),
    "no structure": (faults.drop_structure, "P611", "no structure tree"),
    "encrypted": (faults.encrypt, "P611", "encrypted"),
    "cut short": (lambda d: d[: len(d) // 3], "P611", "cannot be read"),
    "no PDF": (lambda _: b"hello", "P611", "cannot be read"),
    "nothing": (lambda _: b"", "P611", "cannot be read"),
}


def change_digest(data: bytes) -> bytes:
    """Move the first letter of the digest in the imprint behind some others."""
    digest = dict(made("en").document.blocks[-1].facts)["Digest"]  # type: ignore[union-attr]
    return faults.replace_glyphs(data, digest[:12], lambda codes: [*codes[1:], codes[0]], 9)


@pytest.mark.parametrize("name", DAMAGES)
def test_damage_is_named(name: str) -> None:
    damage, code, words = DAMAGES[name]
    problems = prove(damage(made("en").data))
    found = [problem for problem in problems if problem.code == code and words in problem.message]
    assert found, [str(problem) for problem in problems]
    assert all(problem.place.startswith("guides/everything.pdf") for problem in problems)
    assert len(problems) <= 50


ONE_LEAF = [
    "a word",
    "not removed",
    "a capital",
    "a digit",
    "a caption changed",
    "a footnote changed",
    "a choice changed",
]


@pytest.mark.parametrize("name", ONE_LEAF)
def test_one_damage_is_one_problem(name: str) -> None:
    assert len(prove(DAMAGES[name][0](made("en").data))) == 1


def test_a_problem_says_the_page_and_the_words_around() -> None:
    (problem,) = prove(faults.replace_text(made("en").data, "does not decide", "does decide"))
    assert problem.place == "guides/everything.pdf page 3"
    assert "“The tool does decide;" in problem.message
    assert "“The tool does not decide;" in problem.message


# Damage to the file, in Arabic --------------------------------------------------

ARABIC: dict[str, tuple[Damage, str, str]] = {
    "a letter": (lambda d: faults.replace_glyphs(d, "ثم"[::-1], lambda codes: codes[1:]), "P603", "'first'"),
    "glyphs swapped": (lambda d: faults.replace_glyphs(d, "Latin", swap, 3), "P603", "'first'"),
    "a number": (lambda d: faults.replace_text(d, "95.5", "59.5"), "P603", "'first'"),
    "a digit": (lambda d: faults.replace_text(d, "95.5", "95"), "P603", "'first'"),
    "a page number": (lambda d: faults.replace_text(d, "27", "25"), "P605", "'other-unit'"),
    "a cell": (lambda d: faults.replace_text(d, "117", "171"), "P608", "'tab'"),
    "words moved": (lambda d: faults.move_text(d, "ةكبشلا", 3, 90), "P604", "'first'"),
    "a running foot": (lambda d: faults.replace_text(d, "T 0.1.0", "T 0.1.1", 4), "P614", "T 0.1.1"),
    "words hidden": (lambda d: faults.hide_text(d, "The Press", 1), "P603", "nobody sees"),
    "a link": (lambda d: faults.aim_link(d, "term-model", "term-ai"), "P610", "'term-model'"),
}


def swap(codes: list[str]) -> list[str]:
    return [codes[1], codes[0], *codes[2:]]


@pytest.mark.parametrize("name", ARABIC)
def test_damage_in_arabic_is_named(name: str) -> None:
    damage, code, words = ARABIC[name]
    problems = prove(damage(made("ar").data), "ar")
    assert [p for p in problems if p.code == code and words in p.message], [str(problem) for problem in problems]


# Files of other trees ----------------------------------------------------------

Change = Callable[[Any], Any]


def changed(document: Document, kind: type, change: Change, nth: int = 0) -> Document:
    """Return a document with one node of a kind changed (or, where the change gives None, taken out)."""
    found = [node for node in walk(document) if isinstance(node, kind)][nth]

    def visit(value: Any) -> Any:
        if value is found:
            return change(value)
        if isinstance(value, tuple):
            parts = tuple(visit(part) for part in value)
            return (
                parts
                if all(a is b for a, b in zip(parts, value, strict=True))
                else tuple(p for p in parts if p is not None)
            )
        if not hasattr(value, "__dataclass_fields__"):
            return value
        new = {name: visit(getattr(value, name)) for name in value.__dataclass_fields__}
        return value if all(new[name] is getattr(value, name) for name in new) else replace(value, **new)

    result = visit(document)
    assert isinstance(result, Document)
    assert result != document
    return result


def _swapped(blocks: tuple[Any, ...], one: int, other: int) -> tuple[Any, ...]:
    order = list(blocks)
    order[one], order[other] = order[other], order[one]
    return tuple(order)


# name: (kind of node, which, change, code, words of one of the messages)
TREES: dict[str, tuple[type, int, Change, str, str]] = {
    "unit dropped": (Action, 0, lambda n: None, "P601", "'act' is missing"),
    "paragraph dropped": (Paragraph, 1, lambda n: None, "P601", "of 'first'"),
    "paragraph added": (Takeaway, 0, lambda n: replace(n, blocks=(*n.blocks, say("More."))), "P602", "“More.”"),
    "sections swapped": (Document, 0, lambda n: replace(n, blocks=_swapped(n.blocks, 3, 4)), "P604", "of 'third'"),
    "footnote dropped": (Footnote, 1, lambda n: None, "P609", "1 footnotes instead of 2"),
    "audience changed": (Action, 0, lambda n: replace(n, audience="For nobody"), "P603", "audience of 'act'"),
    "label changed": (Takeaway, 0, lambda n: replace(n, label="Gossip"), "P603", "label of 'key'"),
    "origin dropped": (Takeaway, 0, lambda n: replace(n, origin=None), "P601", "origin of 'key'"),
    "row dropped": (Table, 0, lambda n: replace(n, rows=n.rows[1:]), "P608", "of 'tab'"),
    "cell emptied": (Table, 0, lambda n: replace(n, rows=(((), *n.rows[0][1:]), *n.rows[1:])), "P608", "of 'tab'"),
    "columns swapped": (Table, 1, lambda n: replace(n, header=n.header[::-1]), "P608", "of 'second'"),
    "list unordered": (List, 1, lambda n: replace(n, ordered=False), "P603", "sign of item 1 of 'first'"),
    "figure dropped": (Figure, 0, lambda n: None, "P601", "'fig' is missing"),
    "alternative changed": (Figure, 0, lambda n: replace(n, alternative="Five."), "P612", "'fig'"),
    "section one level down": (Section, 2, lambda n: replace(n, level=1), "P613", "heading of 'inner-inner'"),
    "words of a reference": (Reference, 1, lambda n: replace(n, content=text("this")), "P603", "'first'"),
    "target of a reference": (Reference, 2, lambda n: replace(n, target="term-ai"), "P610", "'term-model'"),
    "attribution changed": (Quote, 0, lambda n: replace(n, attribution=(Text("Nobody"),)), "P603", "'said'"),
}


@pytest.mark.parametrize("name", TREES)
def test_a_file_of_a_changed_tree_does_not_prove(name: str) -> None:
    kind, nth, change, code, words = TREES[name]
    other = make(changed(made("en").document, kind, change, nth))
    problems = prove(other.data)
    assert [p for p in problems if p.code == code and words in p.message], [str(problem) for problem in problems]
    assert [p for p in problems if p.code == "P606" and "Keywords" in p.message]


def test_a_page_that_nobody_knows_is_a_problem() -> None:
    problems = prove_pdf(made("en").data, made("en").document, {})
    assert [problem.code for problem in problems] == ["P605"]
    assert "'other-unit'" in problems[0].message


def test_the_page_map_of_an_unreadable_file_is_empty() -> None:
    assert page_map(b"hello", made("en").document) == {}


def test_a_stream_that_only_the_full_parser_reads_proves() -> None:
    def comment(pdf: pikepdf.Pdf) -> None:
        for page in pdf.pages:
            page.Contents = pdf.make_stream(b"% (a comment\n" + page.Contents.read_bytes())

    assert prove(faults.edit(made("en").data, comment)) == []


def test_a_file_written_anew_by_another_tool_proves() -> None:
    def again(pdf: pikepdf.Pdf) -> None:
        for page in pdf.pages:
            page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(pikepdf.parse_content_stream(page)))

    data = faults.edit(made("en").data, again)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        target = io.BytesIO()
        pdf.save(target, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    assert prove(target.getvalue()) == []
