"""A Word file is a zip of parts that refer to each other (Open Packaging Conventions, ECMA-376 part 2)."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from press.write.ooxml.markup import Markup, element, joined, root, words

_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)  # the first that a zip can hold: when a file was made says nothing
_DOCUMENT: Final = {
    "styles": "styles.xml",
    "numbering": "numbering.xml",
    "settings": "settings.xml",
    "fontTable": "fontTable.xml",
    "footnotes": "footnotes.xml",
}
FORMAT_ID: Final = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"  # of custom properties (ISO/IEC 29500-1, 22.3)


@dataclass(slots=True)
class Relationships:
    """What a part refers to: other parts, and addresses outside. Each is asked for by what it is, and gets an id."""

    found: dict[tuple[str, str], str] = field(default_factory=dict)

    def part(self, kind: str, target: str) -> str:
        """Return the id of a relationship to a part."""
        return self.found.setdefault((kind, target), f"rId{len(self.found) + 1}")

    def link(self, address: str) -> str:
        """Return the id of a relationship to an address."""
        return self.part("hyperlink", address)

    def xml(self) -> bytes:
        """Return the part that holds them."""
        return _relationships([(f"{_OFFICE}/relationships/{kind}", to, id_) for (kind, to), id_ in self.found.items()])


@dataclass(frozen=True, slots=True)
class Properties:
    """What a file says of itself. ``day`` is an ISO date; ``custom`` are properties that readers look up by name."""

    title: str
    creator: str
    description: str
    language: str
    keywords: str
    identifier: str
    version: str
    day: str
    custom: Mapping[str, str]


def main_relationships() -> Relationships:
    """Return the relationships of the document to the parts that every file has."""
    made = Relationships()
    for kind, target in _DOCUMENT.items():
        made.part(kind, target)
    return made


def package(parts: Mapping[str, bytes], relationships: Mapping[str, Relationships], properties: Properties) -> bytes:
    """Return the file. ``parts`` are by name below ``word/``; so are the relationships of those that have any."""
    files = {
        "[Content_Types].xml": _content_types(parts),
        "_rels/.rels": _relationships(
            [
                (f"{_OFFICE}/relationships/officeDocument", "word/document.xml", "rId1"),
                (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml", "rId2"),
                (f"{_OFFICE}/relationships/extended-properties", "docProps/app.xml", "rId3"),
                (f"{_OFFICE}/relationships/custom-properties", "docProps/custom.xml", "rId4"),
            ]
        ),
        "docProps/app.xml": _app(),
        "docProps/core.xml": _core(properties),
        "docProps/custom.xml": _custom(properties.custom),
    }
    files |= {f"word/{name}": data for name, data in parts.items()}
    files |= {f"word/_rels/{name}.rels": r.xml() for name, r in relationships.items() if r.found}
    return zipped(files)


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Return parts as a zip, the same on every machine."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, data in files.items():
            info = zipfile.ZipInfo(name, _EPOCH)
            # Pictures are compressed already.
            info.compress_type = zipfile.ZIP_STORED if name.endswith(".png") else zipfile.ZIP_DEFLATED
            info.create_system = 0  # the same on every machine
            archive.writestr(info, data)
    return target.getvalue()


def _relationships(found: Sequence[tuple[str, str, str]]) -> bytes:
    made = []
    for kind, target, id_ in found:
        outside = {"TargetMode": "External"} if kind.endswith("/hyperlink") else {}
        made.append(element("Relationship", Id=id_, Type=kind, Target=target, **outside))
    return root("Relationships", *made, namespaces=f' xmlns="{_PACKAGE}/relationships"')


def _content_types(parts: Mapping[str, bytes]) -> bytes:
    made = [
        element("Default", Extension="rels", ContentType="application/vnd.openxmlformats-package.relationships+xml"),
        element("Default", Extension="xml", ContentType="application/xml"),
        element("Default", Extension="png", ContentType="image/png"),
    ]
    for name in parts:
        if name.endswith(".xml"):
            kind = "document.main" if name == "document.xml" else name.removesuffix(".xml").rstrip("0123456789")
            made.append(element("Override", PartName=f"/word/{name}", ContentType=f"{_WORD}.{kind}+xml"))
    for name, kind in (
        ("core", "application/vnd.openxmlformats-package.core-properties+xml"),
        ("app", "application/vnd.openxmlformats-officedocument.extended-properties+xml"),
        ("custom", "application/vnd.openxmlformats-officedocument.custom-properties+xml"),
    ):
        made.append(element("Override", PartName=f"/docProps/{name}.xml", ContentType=kind))
    return root("Types", *made, namespaces=f' xmlns="{_PACKAGE}/content-types"')


def _core(properties: Properties) -> bytes:
    namespaces = (
        f' xmlns:cp="{_PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    )
    time = Markup(f"{properties.day}T00:00:00Z")
    dates = (element(f"dcterms:{name}", time, xsi_type="dcterms:W3CDTF") for name in ("created", "modified"))
    return root(
        "cp:coreProperties",
        words("dc:title", properties.title),
        words("dc:creator", properties.creator),
        words("dc:description", properties.description),
        words("dc:identifier", properties.identifier),
        words("dc:language", properties.language),
        words("cp:keywords", properties.keywords),
        words("cp:version", properties.version),
        *dates,
        namespaces=namespaces,
    )


def _app() -> bytes:
    name = words("Application", "Toolkit Press")
    return root("Properties", name, namespaces=f' xmlns="{_OFFICE}/extended-properties"')


def _custom(properties: Mapping[str, str]) -> bytes:
    made = [
        element("property", words("vt:lpwstr", value), fmtid=FORMAT_ID, pid=number, name=name)
        for number, (name, value) in enumerate(properties.items(), start=2)
    ]
    namespaces = f' xmlns="{_OFFICE}/custom-properties" xmlns:vt="{_OFFICE}/docPropsVTypes"'
    return root("Properties", joined(*made), namespaces=namespaces)
