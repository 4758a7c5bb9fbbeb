"""What every file has to say of the document that it shows."""

from __future__ import annotations

from press.document import Document


def keywords(document: Document, digest: str) -> str:
    """Return the keywords of a file: symbol, version, stem, language and the digest, which tells documents apart."""
    return f"{document.symbol}, {document.version}, {document.stem}, {document.language}, sha256:{digest}"
