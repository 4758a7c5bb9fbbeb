"""Faults put into the writer's macros and styles: leg B of the proof catches every one."""

from __future__ import annotations

import pytest

from tests.builds import SAMPLE
from tests.patches.patched_tree import Patch, RunPatched, nothing

pytestmark = pytest.mark.xdist_group("patches")  # what they share is made once

BLOCKS, INLINES, STYLES, HTML = (
    "templates/blocks.xhtml",
    "templates/inlines.xhtml",
    "styles/print.css",
    "press/write/html.py",
)
PICTURE = "press/write/figures/picture.py"
GUIDE, SHORT, QUESTIONS, PRIMER = "guides/basics", "guides/supplies", "questionnaires/round", "primers/nurse.outbreak"
POSTER = "posters/clean-hands-poster.a4"

# Each takes a layout: in the short guide where it has what the fault spoils.
FAULTS = (
    (SHORT, Patch("paragraph doubled", BLOCKS, "<p>{{ inlines(node.content) }}</p>{% endmacro %}", "<p>{{ inlines(node.content) }}</p><p>{{ inlines(node.content) }}</p>{% endmacro %}")),
    (SHORT, Patch("list items dropped but the first", BLOCKS, "{% for item in node.items %}<li>", "{% for item in node.items[:1] %}<li>")),
    (GUIDE, Patch("a paragraph after ordered lists", BLOCKS, '{{ items(node) }}</ol>', "{{ items(node) }}</ol><p>x</p>")),
    (SHORT, Patch("definitions without terms", BLOCKS, ">{{ inlines(item.term) }}</dt>", "></dt>")),
    (GUIDE, Patch("table without its last row", BLOCKS, "{% for row in node.rows %}", "{% for row in node.rows[:-1] %}")),
    (GUIDE, Patch("table without caption", BLOCKS, "{%- if node.caption %}", "{%- if false %}")),
    (GUIDE, Patch("header cells as cells", BLOCKS, '<th scope="col" class="{{ node.alignments[loop.index0] }}">{{ inlines(cell) }}</th>', "<td>{{ inlines(cell) }}</td>")),
    (GUIDE, Patch("figure with its caption as alternative", BLOCKS, 'alt="{{ node.alternative }}"', 'alt="{{ node.caption }}"')),
    (GUIDE, Patch("drawing without its last label", PICTURE, "for label in drawn.labels)", "for label in drawn.labels[:-1])")),
    (GUIDE, Patch("labels that lose their last line", PICTURE, "map(escape, label.lines))", "map(escape, label.lines[: max(1, len(label.lines) - 1)]))")),
    (GUIDE, Patch("figure without the table of its numbers", BLOCKS, "{% if node.twin %}", "{% if false %}")),
    (GUIDE, Patch("drawing that is no figure", "press/write/pdf_figures.py", "    if not shapes:", "    if shapes:")),
    (GUIDE, Patch("figure without caption", BLOCKS, '<p class="caption"><span class="label">{{ node.label }}</span> {{ node.caption }}</p>', "")),
    (SHORT, Patch("callout without title", BLOCKS, '<p class="box-title">{{ node.title }}</p>{{ audience(node) }}{{ blocks(node.blocks) }}{{ origin(node) }}</div>\n{%- endmacro %}\n\n{% macro takeaway', '{{ audience(node) }}{{ blocks(node.blocks) }}{{ origin(node) }}</div>\n{%- endmacro %}\n\n{% macro takeaway')),
    (GUIDE, Patch("quotation without source", BLOCKS, '<p class="attribution">{{ inlines(node.attribution) }}</p>', "")),
    (GUIDE, Patch("video linked elsewhere", BLOCKS, '<a href="{{ node.address }}">', '<a href="https://example.org/">')),
    (SHORT, Patch("section without number", BLOCKS, '{% if node.number %}<span class="number">', '{% if false %}<span class="number">')),
    (SHORT, Patch("headings one level deeper", BLOCKS, "'h' ~ (node.level + 1)", "'h' ~ (node.level + 2)")),
    (SHORT, Patch("contents without pages", BLOCKS, "{{ page(entry.target, '') }}", "")),
    (SHORT, Patch("contents linked to the imprint", BLOCKS, '<a href="#{{ entry.target }}">', '<a href="#imprint">')),
    (SHORT, Patch("audience hidden", BLOCKS, "{% if node.audience %}", "{% if false %}")),
    (SHORT, Patch("footnotes in the line", INLINES, '<span class="footnote">', "<span>")),
    (SHORT, Patch("footnotes dropped", INLINES, '<span class="footnote">{{ inlines(node.content) }}</span>', "")),
    (GUIDE, Patch("strong words in capitals", INLINES, "<strong>{{ inlines(node.content) }}</strong>", "<strong>{{ inlines(node.content) }}!</strong>")),
    (SHORT, Patch("page numbers one too high", "press/write/numbers.py", "_set(number, str(known))", "_set(number, str(known + 1))")),
    (SHORT, Patch("references without links", INLINES, '<a href="#{{ node.target }}">{{ target(node) }}</a>', "{{ target(node) }}")),
    (SHORT, Patch("footnotes numbered with letters", STYLES, "::footnote-call {", "::footnote-call { content: counter(footnote, lower-alpha);")),
    (SHORT, Patch("second paragraphs hidden", STYLES, "img { image-rendering", "p + p { display: none } img { image-rendering")),
    (QUESTIONS, Patch("choices without the last", BLOCKS, "{% for choice in node.choices %}", "{% for choice in node.choices[:-1] %}")),
    (QUESTIONS, Patch("help dropped", BLOCKS, "{%- if node.help %}", "{%- if false %}")),
    (QUESTIONS, Patch("questions numbered from one in the style", BLOCKS, '<div class="question"><p class="number">{{ node.number }}</p>', '<div class="question"><p class="number">1</p>')),
    (QUESTIONS, Patch("imprint without its last fact", BLOCKS, "{% for term, value in node.facts %}", "{% for term, value in node.facts[:-1] %}")),
    (POSTER, Patch("panels without a line", BLOCKS, '{% if node.line %}', "{% if false %}")),
    (POSTER, Patch("panels numbered from one", BLOCKS, '<div class="panel-head"><p class="number">{{ node.number }}</p>', '<div class="panel-head"><p class="number">1</p>')),
    (POSTER, Patch("panels without a heading", BLOCKS, '<h2>{{ node.title }}</h2>{% if node.line %}', '<p>{{ node.title }}</p>{% if node.line %}')),
    (POSTER, Patch("panels that lead nowhere", BLOCKS, '<p class="more">{{ inlines(node.more) }}</p>', "")),
    (POSTER, Patch("panels without a body", BLOCKS, '<div class="panel-body">{{ blocks(node.blocks) }}</div>', "")),
    (POSTER, Patch("posters on other paper", "press/write/css.py", "size: {width}mm {height}mm;", "size: {height}mm {width}mm;")),
    (PRIMER, Patch("origins hidden", BLOCKS, "{% if node.origin %}", "{% if false %}")),
    (PRIMER, Patch("actions without title", BLOCKS, '<div class="box action" id="{{ node.id }}">{{ label(node) }}<p class="box-title">{{ node.title }}</p>', '<div class="box action" id="{{ node.id }}">{{ label(node) }}')),
)  # fmt: skip


@pytest.mark.parametrize("stem", [GUIDE, SHORT, QUESTIONS, PRIMER, POSTER])
def test_the_tree_itself_is_sound(stem: str, run_patched: RunPatched) -> None:
    assert run_patched(nothing(BLOCKS), "leg_b_of_pdf", SAMPLE, stem) == []


@pytest.mark.parametrize("file", sorted({patch.file for _, patch in FAULTS}))
def test_nothing_new_in_a_file_is_no_fault(file: str, run_patched: RunPatched) -> None:
    """Also when no more of the tree is new than with a fault in this file."""
    assert run_patched(nothing(file), "leg_b_of_pdf", SAMPLE, PRIMER) == []


@pytest.mark.parametrize(("stem", "patch"), FAULTS, ids=[patch.name for _, patch in FAULTS])
def test_fault_is_caught(stem: str, patch: Patch, run_patched: RunPatched) -> None:
    problems = run_patched(patch, "leg_b_of_pdf", SAMPLE, stem)
    assert any(" P6" in line for line in problems), patch.name
