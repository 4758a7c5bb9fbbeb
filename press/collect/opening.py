"""Which kind of file came back: told by what it holds, never by its name."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from press.collect.container import Package
from press.collect.found import Opened, UnreadableError
from press.collect.odt import OdtFile
from press.collect.office import DocFile
from press.collect.pdf import PdfFile
from press.collect.word import WordFile

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED: Final = "EncryptedPackage".encode("utf-16-le")
_ODT: Final = b"application/vnd.oasis.opendocument.text"
_FORM: Final = "ask for the form itself back, filled in: Word, OpenDocument or PDF"
_OTHERS: Final = (
    (b"{\\rtf", "it is a Rich Text file, which loses the fields of a form"),
    (b"\x89PNG", "it is a picture"),
    (b"\xff\xd8\xff", "it is a picture"),
    (b"II*\x00", "it is a picture"),
    (b"MM\x00*", "it is a picture"),
    (b"GIF8", "it is a picture"),
    (b"<!DOCTYPE html", "it is a web page"),
    (b"<html", "it is a web page"),
    (b"From ", "it is a mail; save its attachment"),
    (b"Received:", "it is a mail; save its attachment"),
)


def open_return(path: Path) -> Opened:
    """Open a file that came back. Raises UnreadableError, and OSError."""
    with path.open("rb") as file:
        head = file.read(1024)
    if not head:
        raise UnreadableError("it is empty", _FORM)
    if head.startswith(b"PK"):
        return _package(path)
    if b"%PDF-" in head:
        return PdfFile(path)
    if head.startswith(_OLE):
        with path.open("rb") as file:
            if _LOCKED in file.read(2_000_000):
                raise UnreadableError("it is locked with a password", "ask for it without a password")
        return DocFile(path)
    why = next(
        (why for sign, why in _OTHERS if head.lstrip().startswith(sign)), "it is no Word, OpenDocument or PDF file"
    )
    raise UnreadableError(why, _FORM)


def _package(path: Path) -> Opened:
    package = Package(path)
    names = package.names()
    if "[Content_Types].xml" in names and any(name.startswith("word/") for name in names):
        return WordFile(package)
    if "mimetype" in names and (package.part("mimetype") or b"").strip() == _ODT:
        manifest = package.part("META-INF/manifest.xml") or b""
        if b"encryption-data" in manifest:
            raise UnreadableError("it is locked with a password", "ask for it without a password")
        return OdtFile(package)
    inside = "several files" if any(name.endswith((".docx", ".odt", ".pdf")) for name in names) else "something else"
    hint = "unpack it; what is inside is read by itself" if inside == "several files" else _FORM
    raise UnreadableError(f"it is a zip file with {inside} in it", hint)
