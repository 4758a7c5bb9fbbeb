"""The lint and the accessibility rules find what is broken in one place of a file, and nothing in a sound one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.clients import openxml_audit
from tests.clients.word_accessibility import accessibility
from tests.clients.word_contrast import contrast
from tests.clients.word_lint import lint
from tests.unit.docx_fixture import BODY, broken, field, paragraph, parts, write

_DOCUMENT, _STYLES, _RELS = "word/document.xml", "word/styles.xml", "word/_rels/document.xml.rels"
_TYPES, _CORE, _NOTES = "[Content_Types].xml", "docProps/core.xml", "word/footnotes.xml"
_START, _END = '<w:bookmarkStart w:id="1" w:name="u_000000000001"/>', '<w:bookmarkEnd w:id="1"/>'
_TERM = "<w:r><w:t>First of all</w:t></w:r>"
_WET = "<w:r><w:t>Water is wet.</w:t></w:r>"
_HAND = "<w:r><w:t>Hand</w:t></w:r></w:p></w:tc>"
_BLANK = paragraph("BodyText", "<w:r/>")


def _mark(name: str, id_: int = 9) -> str:
    return f'<w:bookmarkStart w:id="{id_}" w:name="{name}"/><w:bookmarkEnd w:id="{id_}"/>'


def _character(name: str) -> str:
    return f'<w:fldChar w:fldCharType="{name}"/>'


def test_a_sound_file_has_no_finding(tmp_path: Path) -> None:
    path = write(tmp_path / "sound.docx", parts())
    assert (lint(path), accessibility(path), openxml_audit.validate([path])) == ([], [], [])


LINT = {
    # Bookmarks
    "bookmark twice": (_DOCUMENT, _WET, _mark("U_000000000001") + _WET, "bookmark u_000000000001 is there 2 times"),
    "bookmark too long": (_DOCUMENT, _WET, _mark("u" * 41) + _WET, "has a bad name"),
    "bookmark with a hyphen": (_DOCUMENT, _WET, _mark("u-1") + _WET, "'u-1' has a bad name"),
    "bookmark with a digit first": (_DOCUMENT, _WET, _mark("1u") + _WET, "'1u' has a bad name"),
    "bookmark id twice": (_DOCUMENT, _WET, _mark("u_2", 1) + _WET, "bookmark id 1 is there 2 times"),
    "bookmark without end": (_DOCUMENT, _END, "", "bookmark 1 does not end"),
    "bookmark without start": (_DOCUMENT, _WET, '<w:bookmarkEnd w:id="8"/>' + _WET, "bookmark 8 ends before it begins"),
    "bookmark ends twice": (_DOCUMENT, _END, _END * 2, "end of bookmark 1 is there 2 times"),
    # Controls
    "control id twice": (_DOCUMENT, '<w:id w:val="12"/>', '<w:id w:val="11"/>', "control id 11 is there 2 times"),
    "control tag twice": (_DOCUMENT, 'w:tag w:val="yes"', 'w:tag w:val="name"', "control tag name is there 2 times"),
    "checkbox with another sign": (_DOCUMENT, "☐", "☒", "shows '☒' for '☐'"),
    "choice twice": (
        _DOCUMENT, '<w:id w:val="11"/>', '<w:id w:val="11"/><w:dropDownList>'
        + '<w:listItem w:displayText="A" w:value="a"/>' * 2 + "</w:dropDownList>", "list item a is there 2 times",
    ),
    # Fields
    "field without end": (_DOCUMENT, f"<w:r>{_character('end')}</w:r>", "", "does not end"),
    "field without begin": (_DOCUMENT, f"<w:r>{_character('begin')}</w:r>", "", "without a begin"),
    "field without separate": (_DOCUMENT, f"<w:r>{_character('separate')}</w:r>", "", "in its code"),
    "field without result": (
        _DOCUMENT, f"<w:r>{_character('separate')}</w:r><w:r><w:t>Water</w:t></w:r>", "", "has no result"
    ),
    "field with an empty result": (_DOCUMENT, "<w:t>7</w:t>", "<w:t/>", "has an empty result"),
    "field in a field that does not end": (
        _DOCUMENT, "<w:t>7</w:t></w:r>", f"<w:t>7</w:t></w:r><w:r>{_character('begin')}</w:r>", "does not end"
    ),
    "field with two separates": (_DOCUMENT, "<w:t>7</w:t>", f"{_character('separate')}<w:t>7</w:t>", "second separate"),
    "field over paragraphs": (
        _DOCUMENT, "<w:t>7</w:t></w:r>",
        '<w:t>7</w:t></w:r></w:hyperlink></w:p><w:p><w:hyperlink w:anchor="u_000000000001">', "goes on past its par",
    ),
    "field without code": (_DOCUMENT, "PAGEREF u_000000000001 \\h", "", "has no code"),
    "code without field": (_DOCUMENT, _WET, "<w:r><w:instrText>PAGE</w:instrText></w:r>", "code outside of a field"),
    "REF to nowhere": (_DOCUMENT, "REF u_000000000001", "REF u_2", "leads to bookmark u_2, which is missing"),
    "PAGEREF to nowhere": (_DOCUMENT, "PAGEREF u_000000000001", "PAGEREF u_2", "leads to bookmark u_2"),
    "REF without a target": (_DOCUMENT, "REF u_000000000001 \\h", "REF \\h", "leads to bookmark ?"),
    "HYPERLINK field to nowhere": (_DOCUMENT, _WET, field('HYPERLINK \\l "u_3"', "x"), "leads to bookmark u_3"),
    "simple field to nowhere": (
        _DOCUMENT, _WET, f'<w:fldSimple w:instr="REF u_4">{_WET}</w:fldSimple>', "leads to bookmark u_4"
    ),
    # Links
    "anchor to nowhere": (_DOCUMENT, 'w:anchor="u_000000000001"', 'w:anchor="u_2"', "leads to bookmark u_2"),
    "link without a target": (_DOCUMENT, ' r:id="rId7"', "", "leads nowhere"),
    "link in a link": (
        _DOCUMENT, "<w:r><w:t>The hand book</w:t></w:r>",
        f'<w:hyperlink w:anchor="u_000000000001">{_WET}</w:hyperlink>', "is in a link",
    ),
    # Styles
    "paragraph style undefined": (_DOCUMENT, '"heading2"', '"heading7"', "paragraph style heading7 is not defined"),
    "character style undefined": (_DOCUMENT, '"footnotereference"', '"note"', "character style note is not defined"),
    "table style undefined": (_DOCUMENT, '"ToolkitTable"', '"Grid"', "table style Grid is not defined"),
    "style of another kind": (_DOCUMENT, '"heading2"', '"ToolkitTable"', "is used as paragraph style"),
    "style undefined in a note": (_NOTES, '"footnotetext"', '"text"', f"{_NOTES}: paragraph style text is not"),
    "basedOn undefined": (_STYLES, 'basedOn w:val="Normal"', 'basedOn w:val="Base"', "basedOn is Base, which is not"),
    "next undefined": (_STYLES, 'next w:val="BodyText"', 'next w:val="Text"', "next is Text, which is not defined"),
    "link undefined": (_STYLES, '<w:name w:val="Answer"/>', '<w:name w:val="Answer"/><w:link w:val="A"/>', "link is A"),
    "style based on another kind": (
        _STYLES, 'basedOn w:val="Normal"', 'basedOn w:val="ToolkitTable"', "which is of another kind"
    ),
    "style based on itself": (_STYLES, 'basedOn w:val="BodyText"', 'basedOn w:val="ListNumber"', "based on itself"),
    "style twice": (_STYLES, 'w:styleId="Answer"', 'w:styleId="Normal"', "style id Normal is there 2 times"),
    "style name twice": (_STYLES, 'w:name w:val="Answer"', 'w:name w:val="Normal"', "style name normal is there 2"),
    "no default style": (_STYLES, ' w:default="1"', "", "there is no default paragraph style"),
    # Lists
    "list undefined": (_DOCUMENT, '<w:numId w:val="1"/>', '<w:numId w:val="2"/>', "list 2 is missing"),
    "list level undefined": (_DOCUMENT, '<w:ilvl w:val="0"/>', '<w:ilvl w:val="3"/>', "list 1 has no level 3"),
    "abstract list undefined": (
        "word/numbering.xml", '<w:abstractNumId w:val="0"/>', '<w:abstractNumId w:val="5"/>', "abstract list 5, which"
    ),
    "list twice": ("word/numbering.xml", "</w:num>", '</w:num><w:num w:numId="1"/>', "list 1 is there 2 times"),
    # Package
    "target missing": (_RELS, "media/white.png", "media/black.png", "word/media/black.png, which is missing"),
    "relationship missing": (_DOCUMENT, 'r:id="rId7"', 'r:id="rId77"', "uses relationship rId77, which is missing"),
    "relationship unused": (_DOCUMENT, ' r:id="rId7"', ' w:anchor="u_000000000001"', "rId7 of word/document.xml (hyp"),
    "relationship twice": (_RELS, 'Id="rId8"', 'Id="rId7"', "2 relationships rId7"),
    "picture from outside": (
        _RELS, 'Target="media/white.png"', 'Target="https://example.org/" TargetMode="External"', "(image) leads out"
    ),
    "part unreached": (_RELS, 'Target="numbering.xml"', 'Target="styles.xml"', "no relationship leads to word/numb"),
    "content type missing": (_TYPES, '<Default Extension="png" ContentType="image/png"/>', "", "has no content type"),
    "content type too many": (_TYPES, "/word/numbering.xml", "/word/lists.xml", "word/lists.xml, which is missing"),
    "no main document": (_TYPES, "document.main+xml", "template.main+xml", "does not name one main document"),
    "XML not well-formed": (_DOCUMENT, "<w:body>", "<w:body", "cannot be read"),
    # Notes
    "note missing": (_DOCUMENT, '<w:footnoteReference w:id="1"/>', '<w:footnoteReference w:id="2"/>', "2 is called"),
    "note never called": (_DOCUMENT, '<w:footnoteReference w:id="1"/>', "", "footnote 1 is never called"),
    "note called twice": (_DOCUMENT, _WET, '<w:r><w:footnoteReference w:id="1"/></w:r>', "call of footnote 1 is"),
    "note id twice": (_NOTES, 'w:id="-1"', 'w:id="1"', "footnote id 1 is there 2 times"),
    "separator missing": (_NOTES, 'w:id="-1"', 'w:id="-2"', "settings name footnote -1, which is missing"),
    # The rest
    "drawing id twice": (_DOCUMENT, "</w:drawing>", '</w:drawing><wp:docPr id="1"/>', "drawing id 1 is there 2 times"),
    "cell too few": (_DOCUMENT, '<w:gridCol w:w="2000"/>', "", "has 2 cells for 1 columns"),
    "cell without a paragraph": (_DOCUMENT, _HAND, "<w:r/></w:p><w:tbl/></w:tc>", "does not end in a paragraph"),
    "space lost": (_DOCUMENT, '<w:t xml:space="preserve"> on page ', "<w:t> on page ", "“ on page ” is lost"),
    "updateFields": ("word/settings.xml", "<w:footnotePr>", "<w:updateFields/><w:footnotePr>", "have updateFields"),
    "bold by hand": (_DOCUMENT, _WET, _WET.replace("<w:r>", "<w:r><w:rPr><w:b/></w:rPr>"), "w:b in w:rPr, 1 times"),
    "indent by hand": (_DOCUMENT, 'w:val="heading2"/>', 'w:val="heading2"/><w:ind w:left="5"/>', "w:ind in w:pPr"),
    "shading by hand": (_DOCUMENT, 'w:type="dxa"/></w:tcPr>', 'w:type="dxa"/><w:shd/></w:tcPr>', "w:shd in w:tcPr"),
    "borders by hand": (_DOCUMENT, "<w:tblLook", "<w:tblBorders/><w:tblLook", "w:tblBorders in w:tblPr"),
    "height by hand": (_DOCUMENT, "<w:cantSplit/>", "<w:trHeight/><w:cantSplit/>", "w:trHeight in w:trPr"),
}  # fmt: skip


@pytest.mark.parametrize(("part", "old", "new", "finding"), LINT.values(), ids=LINT)
def test_the_lint_finds(part: str, old: str, new: str, finding: str, tmp_path: Path) -> None:
    found = lint(broken(tmp_path / "broken.docx", part, old, new))
    assert any(finding in line for line in found), found


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_the_lint_finds_an_entry_that_is_there_twice(tmp_path: Path) -> None:
    path = write(tmp_path / "broken.docx", parts(), [("word/media/white.png", "other")])
    assert "word/media/white.png is 2 times in the package" in lint(path)


def test_the_lint_finds_what_is_no_package(tmp_path: Path) -> None:
    path = tmp_path / "broken.docx"
    path.write_bytes(b"PK, but no zip")
    assert lint(path) == accessibility(path) == ["cannot be read: File is not a zip file"]


def test_a_contents_list_may_have_paragraphs_with_fields_in_it(tmp_path: Path) -> None:
    begin, rest = field("TOC \\h", "x").split("<w:r><w:t>x</w:t></w:r>")
    toc = (
        f"<w:p>{begin}{field('PAGEREF u_000000000001', '7')}</w:p>"
        f"<w:p>{field('PAGEREF u_000000000001', '8')}</w:p><w:p>{rest}</w:p>"
    )
    assert lint(broken(tmp_path / "toc.docx", _DOCUMENT, BODY, toc + BODY)) == []


_DECORATED = '<wp:docPr id="1" name="Picture 1" descr="A white square"/>'
_MARK = (
    '<a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}">'
    '<d:decorative xmlns:d="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext>'
)
_COLOUR = '<w:name w:val="Body Text"/>', '<w:name w:val="Body Text"/><w:rPr><w:color w:val="{}"/></w:rPr>'

ACCESSIBILITY = {
    "no title": (_CORE, "Hands", " ", "the document has no title"),
    "no language": (_CORE, "en-GB", "", "the properties name no language"),
    "no language in styles": (_STYLES, '<w:lang w:val="en-GB"/>', "", "there is no default language"),
    "other languages": (_STYLES, 'w:lang w:val="en-GB"', 'w:lang w:val="fr-FR"', "the styles 'fr-FR'"),
    "Arabic words": (_DOCUMENT, "Water is wet", "الماء", "text from the right, but its language is ''"),
    "Arabic without direction": (_CORE, "en-GB", "ar", "'ar' does not go with the direction"),
    "direction without Arabic": (
        _STYLES, '<w:name w:val="Normal"/>', '<w:name w:val="Normal"/><w:pPr><w:bidi/></w:pPr>', "does not go with"
    ),
    "heading jumps": (_DOCUMENT, '"heading2"', '"heading3"', "heading “Soap” has level 3 after 1"),
    "first heading is second": (_DOCUMENT, '"heading1"', '"heading2"', "heading “Water” has level 2 after 0"),
    "heading empty": (_DOCUMENT, "<w:t>Soap</w:t>", "", "a heading of level 2 is empty"),
    "no headings": (_DOCUMENT, BODY, _BLANK, "there are no headings"),
    "no alternative text": (_DOCUMENT, ' descr="A white square"', "", "picture Picture 1 has no alternative text"),
    "floats": (_DOCUMENT, "</w:drawing>", "<wp:anchor/></w:drawing>", "a picture floats"),
    "old picture": (_DOCUMENT, _WET, "<w:r><w:pict/></w:r>", "w:pict is a picture of old"),
    "no header row": (_DOCUMENT, "<w:tblHeader/>", "", "table 1 has no header row"),
    "header row switched off": (_DOCUMENT, "<w:tblHeader/>", '<w:tblHeader w:val="off"/>', "table 1 has no header row"),
    "wide cell": (_DOCUMENT, "</w:tcPr>", '<w:gridSpan w:val="2"/></w:tcPr>', "has cells over several columns"),
    "merged cell": (_DOCUMENT, "</w:tcPr>", "<w:vMerge/></w:tcPr>", "has merged cells"),
    "table in a table": (_DOCUMENT, _HAND, "<w:r/></w:p><w:tbl/><w:p/></w:tc>", "table 2 is in a table"),
    "link says here": (_DOCUMENT, "The hand book", "Here", "link 'Here' does not say"),
    "link says nothing": (_DOCUMENT, "The hand book", " ", "link '' does not say"),
    "link shows another address": (_DOCUMENT, "The hand book", "https://example.org/b", "shows another address"),
    "control without title": (_DOCUMENT, '<w:alias w:val="Name"/>', "", "control 'name' has no title"),
    "blank paragraphs": (_DOCUMENT, paragraph("BodyText", "Water is wet."), _BLANK * 3, "blank paragraphs make"),
    "pale text": (_STYLES, _COLOUR[0], _COLOUR[1].format("999999"), "Body Text: 999999 on FFFFFF has a"),
    "colour of a theme": (_STYLES, 'w:color w:val="1B2430"', 'w:color w:themeColor="text1"', "what colour is 'theme"),
    "pale header row": (_STYLES, 'w:fill="0B2F52"', 'w:fill="D0D0D0"', "Table Heading + firstRow: FFFFFF on D0D0D0"),
    "pale run": (
        _STYLES, '<w:vertAlign w:val="superscript"/>', '<w:color w:val="808080"/>',
        "Body Text + footnote reference: 808080 on FFFFFF",
    ),
    "dark behind a paragraph": (
        _STYLES, '<w:name w:val="Body Text"/>',
        '<w:name w:val="Body Text"/><w:pPr><w:shd w:fill="333333"/></w:pPr>', "Body Text: 1B2430 on 333333",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("part", "old", "new", "finding"), ACCESSIBILITY.values(), ids=ACCESSIBILITY)
def test_the_accessibility_rules_find(part: str, old: str, new: str, finding: str, tmp_path: Path) -> None:
    found = accessibility(broken(tmp_path / "broken.docx", part, old, new))
    assert any(finding in line for line in found), found


SOUND = {
    "decoration": (
        _DECORATED,
        f'<wp:docPr id="1" name="P"><a:extLst>{_MARK}</a:extLst></wp:docPr>',
    ),
    "an address that is shown": ("The hand book", "https://example.org/book"),
    "one blank paragraph": (paragraph("BodyText", "Water is wet."), _BLANK),
    "empty cells": (_HAND + '<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/></w:tcPr>', "</w:p></w:tc><w:tc>"),
}


@pytest.mark.parametrize(("old", "new"), SOUND.values(), ids=SOUND)
def test_the_accessibility_rules_let_pass(old: str, new: str, tmp_path: Path) -> None:
    assert accessibility(broken(tmp_path / "sound.docx", _DOCUMENT, old, new)) == []


def test_contrast_is_that_of_the_guidelines() -> None:
    assert contrast("000000", "FFFFFF") == pytest.approx(21)
    assert contrast("777777", "FFFFFF") == pytest.approx(4.48, abs=0.005)
    assert contrast("0B2F52", "0B2F52") == 1
