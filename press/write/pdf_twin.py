"""What all files have in common that are made from a finished screen PDF: who they say they are, and their bytes."""

from __future__ import annotations

import hashlib
import io
import re
import uuid
from typing import Final
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Dictionary, Name, String

from press.document import Document
from press.write.html import identity

_XMP: Final = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/">
{standard}<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{publisher}</rdf:li></rdf:Seq></dc:creator>
<pdf:Keywords>{keywords}</pdf:Keywords><pdf:Trapped>False</pdf:Trapped><pdf:Producer>Toolkit Press</pdf:Producer>
<xmp:CreateDate>{date}</xmp:CreateDate><xmp:ModifyDate>{date}</xmp:ModifyDate>
<xmp:MetadataDate>{date}</xmp:MetadataDate><xmp:CreatorTool>Toolkit Press</xmp:CreatorTool>
<xmpMM:DocumentID>uuid:{document}</xmpMM:DocumentID><xmpMM:InstanceID>uuid:{instance}</xmpMM:InstanceID>
<xmpMM:VersionID>1</xmpMM:VersionID><xmpMM:RenditionClass>default</xmpMM:RenditionClass>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""
_STANDARD: Final = "<pdfxid:GTS_PDFXVersion>{}</pdfxid:GTS_PDFXVersion>\n"


def identify(pdf: pikepdf.Pdf, document: Document, variant: str = "", standard: str = "") -> None:
    """Say what the file is, in the information dictionary and in XMP, which have to agree.

    Ids come from the document's digest, and from ``variant`` where two files of a document must differ in them.
    ``standard`` is the version of PDF/X that the file claims to be, if it does.
    """
    keywords = ", ".join(identity(document))
    date = f"{document.date}T00:00:00+00:00"
    stamp = f"D:{document.date.replace('-', '')}000000+00'00'"
    name = hashlib.sha256(f"{keywords}{variant}".encode()).hexdigest()
    ids = {"document": uuid.UUID(name[:32]), "instance": uuid.UUID(name[32:])}
    told = {"title": document.title, "publisher": document.publisher, "keywords": keywords}
    claim = _STANDARD.format(standard) if standard else ""
    xmp = _XMP.format(date=date, standard=claim, **ids, **{key: escape(value) for key, value in told.items()})
    pdf.Root.Metadata = pdf.make_stream(re.sub("\n ", " ", xmp).encode(), Type=Name.Metadata, Subtype=Name.XML)
    pdf.Root.Lang = String(document.language)
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


def as_bytes(pdf: pikepdf.Pdf) -> bytes:
    """Return a file as bytes, the same for the same file; of version 1.6, which PDF/X-4 is made of."""
    target = io.BytesIO()
    pdf.save(
        target,
        deterministic_id=True,
        force_version="1.6",
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        compress_streams=True,
    )
    return target.getvalue()
