"""A small Word file, made by hand, in which everything is in order; tests break one thing each."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

_W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_NAMES: Final = (
    f'xmlns:w="{_W}" xmlns:r="{_OFFICE}/relationships"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
    ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
)
_WORD_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
# One white point.
PNG: Final = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000 1f15c4890000000d49444154789c63f8ffff"
    "ff7f0009fb03fd05434 5ca0000000049454e44ae426082".replace(" ", "")
)


def field(code: str, result: str) -> str:
    """Return a field with its result."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>{result}</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def paragraph(style: str, content: str) -> str:
    """Return a paragraph; content without a tag is words."""
    content = content if content.startswith("<") else f"<w:r><w:t>{content}</w:t></w:r>"
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{content}</w:p>'


def _style(kind: str, style: str, more: str = "", *, default: bool = False) -> str:
    standard = ' w:default="1"' if default else ""
    return (
        f'<w:style w:type="{kind}"{standard} w:styleId="{style.replace(" ", "")}"><w:name w:val="{style}"/>'
        f"{more}</w:style>"
    )


def _heading(level: int) -> str:
    based = '<w:basedOn w:val="Normal"/><w:next w:val="BodyText"/>'
    return _style("paragraph", f"heading {level}", f'{based}<w:pPr><w:outlineLvl w:val="{level - 1}"/></w:pPr>')


_PICTURE: Final = (
    '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="360000" cy="360000"/>'
    '<wp:docPr id="1" name="Picture 1" descr="A white square"/><a:graphic>'
    '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr>'
    '<pic:cNvPr id="0" name="white.png"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="rId8"/>'
    '<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/>'
    '<a:ext cx="360000" cy="360000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
    "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
)


def _row(properties: str, style: str, *cells: str) -> str:
    made = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/></w:tcPr>{paragraph(style, c)}</w:tc>' for c in cells
    )
    return f"<w:tr>{properties}{made}</w:tr>"


_TABLE: Final = (
    '<w:tbl><w:tblPr><w:tblStyle w:val="ToolkitTable"/><w:tblW w:w="4000" w:type="dxa"/>'
    '<w:tblLook w:val="0020" w:firstRow="1" w:noHBand="1"/></w:tblPr>'
    '<w:tblGrid><w:gridCol w:w="2000"/><w:gridCol w:w="2000"/></w:tblGrid>'
    + _row("<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>", "TableHeading", "Term", "Meaning")
    + _row("<w:trPr><w:cantSplit/></w:trPr>", "BodyText", "Hand", "What is washed")
    + "</w:tbl>"
)
BODY: Final = (
    paragraph(
        "heading1",
        '<w:bookmarkStart w:id="1" w:name="u_000000000001"/><w:r><w:t>Water</w:t></w:r><w:bookmarkEnd w:id="1"/>',
    )
    + paragraph("BodyText", "Water is wet.")
    + paragraph("heading2", "Soap")
    + paragraph(
        "BodyText",
        '<w:r><w:t xml:space="preserve">See </w:t></w:r><w:hyperlink w:anchor="u_000000000001">'
        + field("REF u_000000000001 \\h", "Water")
        + '<w:r><w:t xml:space="preserve"> on page </w:t></w:r>'
        + field("PAGEREF u_000000000001 \\h", "7")
        + '</w:hyperlink><w:r><w:t>.</w:t></w:r><w:r><w:rPr><w:rStyle w:val="footnotereference"/></w:rPr>'
        '<w:footnoteReference w:id="1"/></w:r>',
    )
    + paragraph("ListNumber", "First of all").replace(
        "</w:pPr>", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    )
    + paragraph("BodyText", '<w:hyperlink r:id="rId7"><w:r><w:t>The hand book</w:t></w:r></w:hyperlink>')
    + paragraph("BodyText", _PICTURE)
    + _TABLE
    + paragraph("Answer", "<w:r><w:br/></w:r>")
    + paragraph("Answer", "<w:r><w:br/></w:r>")
    + '<w:sdt><w:sdtPr><w:alias w:val="Name"/><w:tag w:val="name"/><w:id w:val="11"/></w:sdtPr><w:sdtContent>'
    + paragraph("BodyText", "Your name")
    + "</w:sdtContent></w:sdt>"
    + '<w:sdt><w:sdtPr><w:alias w:val="Yes"/><w:tag w:val="yes"/><w:id w:val="12"/><w14:checkbox/></w:sdtPr>'
    + f"<w:sdtContent>{paragraph('BodyText', '☐')}</w:sdtContent></w:sdt>"
    + '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'
)
_STYLES: Final = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:color w:val="1B2430"/><w:lang w:val="en-GB"/></w:rPr></w:rPrDefault>'
    "</w:docDefaults>"
    + _style("paragraph", "Normal", default=True)
    + _style("paragraph", "Body Text", '<w:basedOn w:val="Normal"/>')
    + _heading(1)
    + _heading(2)
    + _heading(3)
    + _style("paragraph", "List Number", '<w:basedOn w:val="BodyText"/>')
    + _style("paragraph", "Answer", '<w:pPr><w:pBdr><w:top w:val="single" w:sz="4"/></w:pBdr></w:pPr>')
    + _style("paragraph", "Table Heading", '<w:basedOn w:val="Normal"/><w:rPr><w:color w:val="FFFFFF"/></w:rPr>')
    + _style("paragraph", "footnote text", '<w:basedOn w:val="Normal"/>')
    + _style("character", "footnote reference", '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>')
    + _style(
        "table",
        "Toolkit Table",
        '<w:tblStylePr w:type="firstRow"><w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="0B2F52"/></w:tcPr>'
        "</w:tblStylePr>",
    )
)
_NUMBERING: Final = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="%1."/><w:lvlJc w:val="left"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)
_NOTES: Final = (
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:id="1">'
    + paragraph(
        "footnotetext",
        '<w:r><w:rPr><w:rStyle w:val="footnotereference"/></w:rPr><w:footnoteRef/></w:r>'
        '<w:r><w:t xml:space="preserve"> A note.</w:t></w:r>',
    )
    + "</w:footnote>"
)
_ROOTS: Final = {
    "document": (f"<w:body>{BODY}</w:body>", "document.main+xml"),
    "styles": (_STYLES, "styles+xml"),
    "numbering": (_NUMBERING, "numbering+xml"),
    "settings": ('<w:footnotePr><w:footnote w:id="-1"/></w:footnotePr>', "settings+xml"),
    "footnotes": (_NOTES, "footnotes+xml"),
    "fontTable": ('<w:font w:name="Calibri"/>', "fontTable+xml"),
}


def _related(*targets: tuple[str, str, str]) -> str:
    made = ""
    for id_, kind, target in targets:
        type_ = kind if "://" in kind else f"{_OFFICE}/relationships/{kind}"
        mode = ' TargetMode="External"' if "://" in target else ""
        made += f'<Relationship Id="{id_}" Type="{type_}" Target="{target}"{mode}/>'
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{made}</Relationships>'


def parts() -> dict[str, str | bytes]:
    """Return the parts of a sound file by name."""
    made: dict[str, str | bytes] = {}
    made["[Content_Types].xml"] = (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="png" ContentType="image/png"/>'
        + "".join(
            f'<Override PartName="/word/{name}.xml" ContentType="{_WORD_TYPE}.{kind}"/>'
            for name, (_, kind) in _ROOTS.items()
        )
        + '<Override PartName="/docProps/core.xml"'
        ' ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
    )
    made["_rels/.rels"] = _related(
        ("rId1", "officeDocument", "word/document.xml"),
        ("rId2", f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
    )
    made["docProps/core.xml"] = (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Hands</dc:title><dc:language>en-GB</dc:language>'
        "</cp:coreProperties>"
    )
    for name, (content, _) in _ROOTS.items():
        root = "fonts" if name == "fontTable" else name
        made[f"word/{name}.xml"] = f"<w:{root} {_NAMES}>{content}</w:{root}>"
    made["word/_rels/document.xml.rels"] = _related(
        *((f"rId{n}", name, f"{name}.xml") for n, name in enumerate(_ROOTS) if name != "document"),
        ("rId7", "hyperlink", "https://example.org/book"),
        ("rId8", "image", "media/white.png"),
    )
    made["word/media/white.png"] = PNG
    return made


def write(path: Path, made: Mapping[str, str | bytes], more: Iterable[tuple[str, str]] = ()) -> Path:
    """Write parts, and more entries, as a file."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in (*made.items(), *more):
            archive.writestr(name, f"<?xml version='1.0' encoding='UTF-8'?>{data}" if isinstance(data, str) else data)
    return path


def broken(path: Path, part: str, old: str, new: str) -> Path:
    """Write the file with one thing changed: the first ``old`` in a part becomes ``new``."""
    made = parts()
    data = made[part]
    assert isinstance(data, str)
    assert old in data, f"{part} has no {old}"
    made[part] = data.replace(old, new, 1)
    return write(path, made)
