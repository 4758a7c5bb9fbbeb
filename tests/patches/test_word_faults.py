"""Faults put into the functions and styles of the Word writer: leg B of the proof catches every one."""

from __future__ import annotations

import pytest

from tests.builds import SAMPLE
from tests.patches.patched_tree import Patch, RunPatched, nothing

pytestmark = pytest.mark.xdist_group("patches")  # what they share is made once

BLOCKS, INLINES, WORD, LOOK = (
    "press/write/word_blocks.py",
    "press/write/word_inlines.py",
    "press/write/word.py",
    "styles/word.yaml",
)
TEXT, TABLE, LISTS, DRAWING = (
    "press/write/ooxml/text.py",
    "press/write/ooxml/table.py",
    "press/write/ooxml/lists.py",
    "press/write/ooxml/drawing.py",
)
GUIDE, QUESTIONS, PRIMER = "guides/basics", "questionnaires/round", "primers/nurse.outbreak"

FAULTS = (
    (GUIDE, Patch("paragraphs doubled", BLOCKS, "        self.say(self.plain_style, node.content)\n", "        self.say(self.plain_style, node.content)\n        self.say(self.plain_style, node.content)\n")),
    (GUIDE, Patch("items dropped but the first", BLOCKS, "for item in node.items:\n            self.item(", "for item in node.items[:1]:\n            self.item(")),
    (GUIDE, Patch("bullets for numbers", BLOCKS, 'kind = "Number" if node.ordered else "Bullet"', 'kind = "Bullet"')),
    (GUIDE, Patch("lists begin anywhere", BLOCKS, "level, node.start))", "level, node.start + 1))")),
    (GUIDE, Patch("definitions without terms", BLOCKS, 'self.say("DefinitionTerm", item.term)', "pass")),
    (GUIDE, Patch("table without its last row", BLOCKS, "            for row in node.rows\n", "            for row in node.rows[:-1]\n")),
    (GUIDE, Patch("table without caption", BLOCKS, "        if node.caption:\n", "        if False:\n")),
    (GUIDE, Patch("captions count from zero", BLOCKS, "self.inliner.label(label, sequence)", "self.inliner.label(label.replace('1', '0'), sequence)")),
    (GUIDE, Patch("figures with their caption as alternative", BLOCKS, "self.images[node.id], node.alternative)", "self.images[node.id], node.caption)")),
    (GUIDE, Patch("boxes without title", BLOCKS, '("Title", title), ', "")),
    (GUIDE, Patch("boxes for everybody", BLOCKS, ', ("Audience", audience)):\n', '):\n')),
    (GUIDE, Patch("every callout a note", BLOCKS, "node.kind.capitalize()", '"Note"')),
    (GUIDE, Patch("quotation without attribution", BLOCKS, 'self.say("QuoteAttribution", node.attribution)', "pass")),
    (GUIDE, Patch("sections a level deeper", BLOCKS, "self.heading(node.level, node.title", "self.heading(min(3, node.level + 1), node.title")),
    (GUIDE, Patch("contents without the last entry", BLOCKS, "in enumerate(node.entries, start=1):", "in enumerate(node.entries[:-1], start=1):")),
    (GUIDE, Patch("contents without pages", BLOCKS, "words(entry.title), text.TAB, page)", "words(entry.title))")),
    (GUIDE, Patch("contents without note", BLOCKS, 'self.say("ContentsNote", node.note)', "pass")),
    (GUIDE, Patch("imprint without values", BLOCKS, "text.TAB, self.inliner.words(value))", "text.TAB)")),
    (GUIDE, Patch("video without code", BLOCKS, 'self.put("VideoCode", self.picture(code, node.code_alternative))', "pass")),
    (GUIDE, Patch("edition line dropped", BLOCKS, 'self.say("CoverEdition", node.edition)', "pass")),
    (QUESTIONS, Patch("choices without the last", BLOCKS, "for choice in entry.choices]", "for choice in entry.choices[:-1]]")),
    (QUESTIONS, Patch("help dropped", BLOCKS, 'self.within("Help", node.help)', "pass")),
    (QUESTIONS, Patch("explanation dropped", BLOCKS, 'self.say("Help", node.explained)', "pass")),
    (QUESTIONS, Patch("questions in bullets", LOOK, 'list: "4 0"', 'list: "2 0"')),
    (PRIMER, Patch("origin dropped", BLOCKS, '            self.say(f"{box}Origin", (origin,))', "            pass")),
    (GUIDE, Patch("stress lost", INLINES, 'return self.inlines(content, "Strong")', 'return self.inlines((), "Strong")')),
    (GUIDE, Patch("strong words only stressed", INLINES, 'return self.inlines(content, "Strong")', 'return self.inlines(content, "Emphasis")')),
    (GUIDE, Patch("stress on nothing", INLINES, 'return self.inlines(content, "Emphasis")', "return self.inlines(content)")),
    (GUIDE, Patch("pages by one too high", INLINES, ".get(target, _UNKNOWN_PAGE))", ".get(target, 0) + 1)")),
    (GUIDE, Patch("references to nowhere", INLINES, "text.link_inside(text.bookmark_name(node.target), ", "text.link_inside(text.bookmark_name('imprint'), ")),
    (GUIDE, Patch("notes all say the same", INLINES, "text.note(node.number, content)", "text.note(node.number, text.run('See above.'))")),
    (GUIDE, Patch("notes dropped", INLINES, "return text.note_call(node.number)", "return NOTHING")),
    (GUIDE, Patch("words of links dropped", INLINES, 'self.inlines(node.content, "Hyperlink")', "NOTHING")),
    (GUIDE, Patch("tabs lost", TEXT, 'Markup("<w:r><w:tab/></w:r>")', 'Markup("")')),
    (GUIDE, Patch("text trimmed", TEXT, "{escape(text)}</w:t>", "{escape(text.strip())}</w:t>")),
    (GUIDE, Patch("first bookmark for all", TEXT, 'f"u_{hashlib.sha256(unit.encode())', 'f"u_{hashlib.sha256(unit[:1].encode())')),
    (GUIDE, Patch("header row not marked", TABLE, 'w("tblHeader") if head else Markup("")', 'Markup("")')),
    (GUIDE, Patch("tables from left to right", TABLE, 'w("bidiVisual") if rtl else Markup("")', 'Markup("")')),
    (GUIDE, Patch("alternative text lost", DRAWING, ", descr=alternative)", ", descr='')")),
    (GUIDE, Patch("numbers as letters", LISTS, 'w("numFmt", val=level.format)', 'w("numFmt", val="bullet")')),
    (GUIDE, Patch("head without the document's name", WORD, "text.TAB, inliner.words(running.end)", "text.TAB")),
    (GUIDE, Patch("foot counts no pages", WORD, 'text.field("NUMPAGES", inliner.words(str(count)))', "inliner.words('1')")),
    (GUIDE, Patch("digest of another", WORD, '"Digest": digest}', '"Digest": digest[::-1]}')),
    (GUIDE, Patch("language forgotten", WORD, "        language=language,\n", '        language="en",\n')),
)  # fmt: skip


@pytest.mark.parametrize("file", sorted({patch.file for _, patch in FAULTS}))
def test_the_writer_itself_is_sound(file: str, run_patched: RunPatched) -> None:
    """Also when no more of it is new than with a fault in this file."""
    for stem in (GUIDE, QUESTIONS, PRIMER):
        assert run_patched(nothing(file), "leg_b_of_word", SAMPLE, stem) == []


@pytest.mark.parametrize(("stem", "patch"), FAULTS, ids=lambda value: getattr(value, "name", ""))
def test_fault_is_caught(stem: str, patch: Patch, run_patched: RunPatched) -> None:
    assert run_patched(patch, "leg_b_of_word", SAMPLE, stem), patch.name
