"""What every file has to say of the document that it shows."""

from __future__ import annotations

from typing import Any

from press.document import Document
from press.document_identity import digest
from press.prove.report import Report
from press.prove.words import flat


def keywords(document: Document, digest: str) -> str:
    """Return the keywords of a file: symbol, version, stem, language and the digest, which tells documents apart."""
    return f"{document.symbol}, {document.version}, {document.stem}, {document.language}, sha256:{digest}"


def check_identity(pdf: Any, document: Document, report: Report) -> None:
    """Report where a file made from a screen PDF says of itself what its document is not (P606)."""
    asked = {
        "Title": document.title,
        "Author": document.publisher,
        "Keywords": keywords(document, digest(document)),
        "Lang": document.language,
    }
    for key, value in asked.items():
        says = str((pdf.Root if key == "Lang" else pdf.docinfo).get(f"/{key}", ""))
        if flat(says) != flat(value):
            report.add("P606", 0, f"{key} of the file is “{says[:160]}” instead of “{value}”")
