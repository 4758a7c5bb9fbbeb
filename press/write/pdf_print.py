"""The print shop's twin of a screen PDF: the same pages in CMYK, with bleed and crop marks, identified as PDF/X-4.

It is made from the finished screen PDF, so page n is page n. PDF/X-4 is ISO 15930-7; what of it is held is in
press/preflight, and no more is claimed.
"""

from __future__ import annotations

import hashlib
import io
import re
import uuid
from functools import cache
from typing import Final
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from press.design import STYLES, Design
from press.document import Document
from press.write.cmyk import Colours, as_bytes, convert
from press.write.html import identity

_POINTS: Final = 72 / 25.4
_HAIR: Final = 0.25  # points: the width of a crop mark
_SCREEN_ONLY: Final = (
    "/StructTreeRoot",
    "/MarkInfo",
    "/AcroForm",
    "/Names",
    "/OpenAction",
    "/AA",
    "/ViewerPreferences",
)
_XMP: Final = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/">
<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{publisher}</rdf:li></rdf:Seq></dc:creator>
<pdf:Keywords>{keywords}</pdf:Keywords><pdf:Trapped>False</pdf:Trapped><pdf:Producer>Toolkit Press</pdf:Producer>
<xmp:CreateDate>{date}</xmp:CreateDate><xmp:ModifyDate>{date}</xmp:ModifyDate>
<xmp:MetadataDate>{date}</xmp:MetadataDate><xmp:CreatorTool>Toolkit Press</xmp:CreatorTool>
<xmpMM:DocumentID>uuid:{document}</xmpMM:DocumentID><xmpMM:InstanceID>uuid:{instance}</xmpMM:InstanceID>
<xmpMM:VersionID>1</xmpMM:VersionID><xmpMM:RenditionClass>default</xmpMM:RenditionClass>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""


def write_print(screen: bytes, document: Document, design: Design) -> bytes:
    """Return the print twin of a document's screen PDF. Raises ContentError (W509) for colours that nobody prints."""
    with pikepdf.Pdf.open(io.BytesIO(screen)) as pdf:
        convert(pdf, _colours(design), document.stem)
        for name in _SCREEN_ONLY:
            if name in pdf.Root:
                del pdf.Root[name]
        for page in pdf.pages:
            _for_the_shop(pdf, page, design)
        _intend(pdf, design)
        _identify(pdf, document)
        pdf.remove_unreferenced_resources()
        return as_bytes(pdf)


@cache
def _colours(design: Design) -> Colours:
    return Colours(design)


def _points(length: str) -> float:
    return float(length.removesuffix("mm")) * _POINTS


def _for_the_shop(pdf: pikepdf.Pdf, page: pikepdf.Page, design: Design) -> None:
    """Give a page its boxes and marks, keep colour within the bleed, and take away what only a screen can use."""
    left, bottom, right, top = (float(edge) for edge in page.mediabox)
    bleed, slug = _points(design.print["bleed"]), _points(design.print["slug"])
    page.obj.TrimBox = _box(left, bottom, right, top, 0)
    page.obj.BleedBox = _box(left, bottom, right, top, bleed)
    page.obj.MediaBox = _box(left, bottom, right, top, slug)
    for name in ("/CropBox", "/ArtBox", "/Annots", "/StructParents", "/Tabs", "/Trans", "/AA"):
        if name in page.obj:
            del page.obj[name]
    edges = (left - bleed, bottom - bleed, right - left + 2 * bleed, top - bottom + 2 * bleed)
    page.contents_add(pdf.make_stream(b"q %.4f %.4f %.4f %.4f re W n\n" % edges), prepend=True)
    marks = _marks(left, bottom, right, top, _points(design.print["mark-from"]), _points(design.print["mark-to"]))
    page.contents_add(pdf.make_stream(b"\nQ\n" + marks))


def _box(left: float, bottom: float, right: float, top: float, by: float) -> Array:
    return Array([round(edge, 4) for edge in (left - by, bottom - by, right + by, top + by)])


def _marks(left: float, bottom: float, right: float, top: float, start: float, end: float) -> bytes:
    """Return crop marks at the corners of the trim, in black."""
    lines = []
    for x, outward in ((left, -1), (right, 1)):
        for y, upward in ((bottom, -1), (top, 1)):
            lines.append((x + outward * start, y, x + outward * end, y))
            lines.append((x, y + upward * start, x, y + upward * end))
    drawn = b"\n".join(b"%.4f %.4f m %.4f %.4f l S" % line for line in lines)
    return b"q 0 0 0 1 K %.2f w\n%b\nQ\n" % (_HAIR, drawn)


def _intend(pdf: pikepdf.Pdf, design: Design) -> None:
    """Say for what printing the inks are meant, with its profile."""
    profile = pdf.make_stream((STYLES / design.print["profile"]).read_bytes(), N=4)
    pdf.Root.OutputIntents = Array(
        [
            Dictionary(
                Type=Name.OutputIntent,
                S=Name.GTS_PDFX,
                OutputConditionIdentifier=String(design.print["condition"]),
                RegistryName=String("http://www.color.org"),
                Info=String(design.print["condition-info"]),
                DestOutputProfile=pdf.make_indirect(profile),
            )
        ]
    )


def _identify(pdf: pikepdf.Pdf, document: Document) -> None:
    """Say what the file is, in the information dictionary and in XMP: both have to agree."""
    keywords = ", ".join(identity(document))
    date = f"{document.date}T00:00:00+00:00"
    stamp = f"D:{document.date.replace('-', '')}000000+00'00'"
    name = hashlib.sha256(keywords.encode()).hexdigest()
    ids = {"document": uuid.UUID(name[:32]), "instance": uuid.UUID(name[32:])}
    told = {"title": document.title, "publisher": document.publisher, "keywords": keywords}
    xmp = _XMP.format(date=date, **ids, **{key: escape(value) for key, value in told.items()})
    pdf.Root.Metadata = pdf.make_stream(re.sub("\n ", " ", xmp).encode(), Type=Name.Metadata, Subtype=Name.XML)
    del pdf.docinfo
    pdf.docinfo = pdf.make_indirect(
        Dictionary(
            Title=String(document.title),
            Author=String(document.publisher),
            Keywords=String(keywords),
            Producer=String("Toolkit Press"),
            Creator=String("Toolkit Press"),
            CreationDate=String(stamp),
            ModDate=String(stamp),
            Trapped=Name("/False"),
        )
    )
