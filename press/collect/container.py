"""Zip packages from anybody: nothing in one can cost more than a little memory and time, or reach out of it.

Limits are far above what a form needs. Parts that nobody asks for are never unpacked; sizes are those that come out,
not those that the package claims.
"""

from __future__ import annotations

import zipfile
import zlib
from collections import Counter
from pathlib import Path, PurePosixPath
from typing import Any, Final

from lxml import etree

from press.collect.found import UnreadableError

MOST_BYTES: Final = 100_000_000  # of a file as it comes; a form has less than one million
_MOST_MEMBERS: Final = 5_000
_MOST_PART: Final = 16_000_000  # bytes of one part, unpacked; a form has about 400,000
_MOST_NODES: Final = 500_000
_ASK: Final = "ask for the form itself again, as the program of its sender saves it"


class Package:
    """A zip file whose parts are read one by one."""

    def __init__(self, path: Path) -> None:
        """Open it and look at its list of parts. Raises UnreadableError."""
        try:
            self._zip = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
            raise UnreadableError("it is cut off or damaged", _ASK) from error
        members = self._zip.infolist()
        names = Counter(one.filename for one in members)
        if len(members) > _MOST_MEMBERS:
            raise UnreadableError(f"it holds {len(members)} files; a form has about fifteen", _ASK)
        if any(count > 1 for count in names.values()):
            raise UnreadableError("it holds two parts of one name, so that programs would read different forms", _ASK)
        if any(map(_leads_out, names)):
            raise UnreadableError("it holds a part whose name leads out of it, as attacks do", "do not open it")
        if any(one.flag_bits & 1 for one in members):
            raise UnreadableError("it is locked with a password", "ask for it without a password")

    def names(self) -> list[str]:
        """Return the names of its parts."""
        return self._zip.namelist()

    def part(self, name: str) -> bytes | None:
        """Return a part; None where there is none. Raises UnreadableError."""
        try:
            with self._zip.open(name) as stream:
                data = stream.read(_MOST_PART + 1)
        except KeyError:
            return None
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError) as error:
            raise UnreadableError("it is cut off or damaged", _ASK) from error
        if len(data) > _MOST_PART:
            raise UnreadableError(f"its part {name[:40]} has over {_MOST_PART // 1_000_000} MB when unpacked", _ASK)
        return data

    def tree(self, name: str) -> Any | None:
        """Return a part of XML as a tree; None where there is none. Raises UnreadableError."""
        data = self.part(name)
        return None if data is None else parse(data, name)


def parse(data: bytes, name: str) -> Any:
    """Return the tree of XML from anybody: no DOCTYPE, no entities, no network, no endless depth."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    if data.count(b"<") > _MOST_NODES:
        raise UnreadableError(f"its part {name[:40]} holds far more than a form does", _ASK)
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise UnreadableError("it declares document types or entities, as attacks do", "do not open it")
    try:
        tree = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableError(f"its part {name[:40]} is damaged", _ASK) from error
    # In another encoding the words above look otherwise.
    if tree.getroottree().docinfo.internalDTD is not None:
        raise UnreadableError("it declares document types or entities, as attacks do", "do not open it")
    return tree


def _leads_out(name: str) -> bool:
    path = PurePosixPath(name.replace("\\", "/"))
    return path.is_absolute() or ".." in path.parts or ":" in "".join(path.parts[:1]) or "\0" in name
