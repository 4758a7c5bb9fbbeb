"""The proof of Word files: files that are none, and what a package can hide. Words and styles: tests/proof."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Callable

import pytest

from press.prove.word import prove_word
from tests.proof.word_faults import parts_of, zipped
from tests.unit.test_word_writer import pages_of, sample

DOCUMENT, SETTINGS, STYLES = "word/document.xml", "word/settings.xml", "word/styles.xml"
RELATIONS, CORE = "word/_rels/document.xml.rels", "docProps/core.xml"
OUTSIDE = (
    b'<Relationship Id="rId999" TargetMode="External" Target="https://example.org/a.dotx" '
    b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"/></Relationships>'
)
Parts = dict[str, bytes]


def codes(data: bytes) -> set[str]:
    document, _ = sample("en")
    return {problem.code for problem in prove_word(data, document, pages_of(document))}


def changed(change: Callable[[Parts], object]) -> bytes:
    parts = parts_of(sample("en")[1])
    change(parts)
    return zipped(parts)


def replaced(part: str, old: bytes, new: bytes) -> bytes:
    parts = parts_of(sample("en")[1])
    assert old in parts[part], old
    return zipped({**parts, part: parts[part].replace(old, new, 1)})


def twice() -> bytes:
    target = io.BytesIO(sample("en")[1])
    with zipfile.ZipFile(target, "a") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # zipfile warns of just this
        archive.writestr(SETTINGS, parts_of(sample("en")[1])[SETTINGS])
    return target.getvalue()


def bomb() -> bytes:
    return changed(lambda parts: parts.update({"word/media/picture9.png": bytes(201_000_000)}))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"%PDF-1.7",
        b"PK\x03\x04 and nothing else",
        sample("en")[1][:5000],
        sample("en")[1][:-30],
        zipped({"word/document.xml": b"<a/>"}),
    ],
    ids=["empty", "a PDF", "a torn zip", "truncated", "without its end", "without parts"],
)
def test_what_is_no_word_file_is_told(data: bytes) -> None:
    assert codes(data) == {"P611"}


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (bomb, "P611"),
        (lambda: replaced(DOCUMENT, b"<w:document", b'<!DOCTYPE a [<!ENTITY b "c">]><w:document'), "P611"),
        (lambda: replaced(DOCUMENT, b"</w:body>", b""), "P611"),
        (lambda: replaced(DOCUMENT, b"w:body", b"w:boby"), "P611"),
        (twice, "P602"),
        (lambda: changed(lambda parts: parts.update({"word/vbaProject.bin": b"x"})), "P602"),
        (lambda: changed(lambda parts: parts.update({"customXml/item1.xml": b"<a/>"})), "P602"),
        (lambda: changed(lambda parts: parts.update({"word/comments.xml": b"<a/>"})), "P602"),
        (lambda: replaced(RELATIONS, b"</Relationships>", OUTSIDE), "P602"),
        (lambda: changed(lambda parts: parts.pop("word/media/picture1.png")), "P602"),
        (lambda: replaced(SETTINGS, b"</w:settings>", b"<w:updateFields/></w:settings>"), "P602"),
        (lambda: replaced(STYLES, b"<w:rPr>", b"<w:rPr><w:vanish/>"), "P602"),
        (lambda: replaced(STYLES, b'<w:outlineLvl w:val="0"/>', b""), "P607"),
        (lambda: replaced(STYLES, b'w:val="en-GB"', b'w:val="fr-FR"'), "P606"),
        (lambda: replaced(STYLES, b'<w:name w:val="heading 2"/>', b'<w:name w:val="heading 4"/>'), "P613"),
        (lambda: replaced(CORE, b"T00:00:00Z", b"T00:00:01Z"), "P606"),
        (lambda: replaced(CORE, b"sha256:", b"sha256:0"), "P606"),
        (lambda: replaced(CORE, b"<cp:version>", b"<cp:lastModifiedBy>A</cp:lastModifiedBy><cp:version>"), "P606"),
        (lambda: replaced(DOCUMENT, b"<w:titlePg/>", b""), "P614"),
        (lambda: replaced(DOCUMENT, b"<w:titlePg/>", b"<w:titlePg/><w:bidi/>"), "P613"),
        (lambda: replaced(DOCUMENT, b"</w:tc>", b"<w:tbl/></w:tc>"), "P602"),
        (lambda: replaced(DOCUMENT, b"<w:body>", b"<w:body><w:sdt/>"), "P602"),
        (lambda: replaced(DOCUMENT, b"TableText", b"TableTextEnd"), "P613"),
        (lambda: replaced(DOCUMENT, b'w:fldCharType="end"', b'w:fldCharType="separate"'), "P613"),
        (lambda: replaced(DOCUMENT, b" SEQ Table ", b" SEQ Other "), "P602"),
        (lambda: replaced(DOCUMENT, b" PAGEREF ", b" NOTEREF "), "P605"),
        (lambda: replaced(DOCUMENT, b" TOC ", b" RD "), "P613"),
        (lambda: replaced(DOCUMENT, b"<w:pPr><w:pStyle", b'<w:pPr><w:jc w:val="right"/><w:pStyle'), "P613"),
    ],
)
def test_what_a_package_can_hide_is_caught(make: Callable[[], bytes], code: str) -> None:
    assert code in codes(make())


def test_a_page_that_nobody_knows_is_told() -> None:
    document, data = sample("en")
    problems = prove_word(data, document, {})
    assert {"P605"} <= {problem.code for problem in problems}
    assert all(problem.place == f"{document.stem}.docx" for problem in problems)


def test_what_stands_in_another_place_is_named_by_its_unit() -> None:
    document, data = sample("en")
    parts = parts_of(data)
    text = parts[DOCUMENT].decode()
    start = text.index('<w:p><w:pPr><w:pStyle w:val="CaseLabel"/>')
    end = text.index('<w:p><w:pPr><w:pStyle w:val="Quote"/>')
    moved = text[start:end]
    target = text.index('<w:p><w:pPr><w:pStyle w:val="ActionLabel"/>')
    parts[DOCUMENT] = (text[:target] + moved + text[target:start] + text[end:]).encode()
    problems = prove_word(zipped(parts), document, pages_of(document))
    assert any(problem.code == "P604" and "'story'" in problem.message for problem in problems)
