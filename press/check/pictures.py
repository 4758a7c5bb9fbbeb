"""Figures: the picture is there, shows itself without help from outside, and has words that stand in for it."""

from __future__ import annotations

import base64
import io
import re
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from lxml import etree
from PIL import ImageFile
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile

from press.check.svg_size import frame, too_much
from press.check.walk import parts
from press.check.words import did_you_mean
from press.model import Figure, Library
from press.problem import Problem

ASSETS: Final = "assets"
SUFFIXES: Final = (".svg", ".png", ".jpg")
LARGEST: Final = 50_000_000
"""The most bytes that a picture may have."""
MOST_PIXELS: Final = 25_000_000
"""As a good camera makes; a picture as wide as a line needs 4 million at 300 dots per inch. 40 million cost 0.9 GB."""

_KINDS: Final = {".png": PngImageFile, ".jpg": JpegImageFile}
_NAMES: Final = {".png": "PNG", ".jpg": "JPEG"}
_SVG: Final = "{http://www.w3.org/2000/svg}"
_ACTIVE: Final = ("script", "foreignObject", "handler", "iframe", "audio", "video")
_INSIDE: Final = re.compile(r"#|data:image/(png|jpeg);base64,")
_OUTSIDE_CSS: Final = re.compile(r"@import|url\(\s*['\"]?(?!\s*['\"]?(?:#|data:image/))", re.IGNORECASE)


def problems(library: Library) -> Iterator[Problem]:
    """Yield figures whose picture or alternative text will not do."""
    assets = library.root / ASSETS
    files = sorted(f.relative_to(assets).as_posix() for f in assets.rglob("*") if f.is_file())
    for part in parts(library):
        if isinstance(part, Figure):
            yield from _alternative(part)
            if part.image is not None:
                for message, hint in _picture(str(part.image), assets, files):
                    yield Problem("C411", str(part.image.place), message, hint)


def _alternative(figure: Figure) -> Iterator[Problem]:
    words = _plain(figure.alternative)
    file = Path(figure.image or "")
    names = (_plain(str(file)), _plain(file.name), _plain(file.stem))
    if words == _plain(figure.caption):
        message = "the alternative text repeats the caption"
    elif words in names or not any(character.isalnum() for character in words):
        message = "the alternative text says nothing about the picture"
    else:
        return
    hint = "say in a full sentence what the picture shows"
    yield Problem("C410", str(figure.alternative.place), message, hint)


def _plain(text: str) -> str:
    return " ".join(text.split()).rstrip(".").casefold()


def _picture(image: str, assets: Path, files: list[str]) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with a picture as messages with hints."""
    if Path(image).suffix not in SUFFIXES:
        yield f"'{image}' is not a kind of picture that the press prints", f"use {', '.join(SUFFIXES)}"
    elif ".." in Path(image).parts or Path(image).is_absolute():
        yield f"'{image}' leads out of {ASSETS}/", f"copy the picture into {ASSETS}/"
    elif image not in files:  # compared with the listing, so that upper and lower case count on every machine
        yield f"there is no picture '{image}' in {ASSETS}/", did_you_mean(image, files, f"put it into {ASSETS}/")
    elif not (assets / image).resolve().is_relative_to(assets.parent.resolve() / ASSETS):
        yield f"'{image}' is a link that leads out of {ASSETS}/", f"copy the picture into {ASSETS}/"
    else:
        yield from _content(assets / image)


def _content(file: Path) -> Iterator[tuple[str, str]]:
    try:
        with file.open("rb") as opened:
            data = opened.read(LARGEST + 1)
    except OSError as error:
        yield f"'{file.name}' cannot be read: {error.strerror}", "see to its access rights"
        return
    if len(data) > LARGEST:
        yield f"'{file.name}' is too large", f"a picture has at most {LARGEST // 1_000_000} MB; save a smaller one"
    elif file.suffix == ".svg":
        yield from _svg(file.name, data)
    else:
        yield from _raster(file.name, file.suffix, data)


def _embedded(name: str, node: etree._Element) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with a picture inside a drawing."""
    for attribute, value in node.attrib.items():
        if etree.QName(attribute).localname == "href" and (match := _INSIDE.match(str(value).strip())) and match[1]:
            try:
                data = base64.b64decode(str(value).strip()[match.end() :], validate=False)
            except ValueError:
                data = b""
            yield from _raster(f"{name}, line {node.sourceline}", ".png" if match[1] == "png" else ".jpg", data)


@contextmanager
def _whole_pictures() -> Iterator[None]:
    """Let Pillow refuse half a picture: WeasyPrint, once imported, has told it to be content with that."""
    before = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def _raster(name: str, suffix: str, data: bytes) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with pixels; a picture that claims too many of them is not unpacked."""
    again = "save it again from the program that made it"
    try:
        # Not by Image.open, which would take a picture of another kind, and warns of large ones.
        with _whole_pictures(), _KINDS[suffix](io.BytesIO(data)) as image:
            width, height = image.size
            if width * height <= MOST_PIXELS:
                image.load()
            else:
                hint = f"a picture has at most {MOST_PIXELS // 1_000_000} million; save a smaller one"
                yield f"'{name}' has {width:,} x {height:,} pixels", hint
                return
    except (OSError, SyntaxError, ValueError, EOFError, struct.error, zlib.error):
        yield f"'{name}' is not a whole {_NAMES[suffix]} picture", again
        return
    if not _has_end(suffix, data):
        yield f"'{name}' is not a whole {_NAMES[suffix]} picture", again


def _has_end(suffix: str, data: bytes) -> bool:
    return data.endswith(b"IEND\xaeB`\x82") if suffix == ".png" else data.rstrip(b"\0").endswith(b"\xff\xd9")


def _svg(name: str, data: bytes) -> Iterator[tuple[str, str]]:
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        yield f"'{name}' is not well-formed: {error.msg}", "save it again from the program that made it"
        return
    if root.tag != f"{_SVG}svg":
        yield f"'{name}' is not an SVG picture", "its outermost element must be svg, with xmlns"
        return
    document_type: Any = root.getroottree().docinfo.internalDTD
    if document_type is not None and any(True for _ in document_type.iterentities()):
        yield f"'{name}' declares entities", "save it as a plain SVG from the program that made it"
        return
    if wrong := frame(root):
        yield f"'{name}' {wrong}", "its viewBox is: left top width height"
    if much := too_much(root):
        yield f"'{name}' {much}", "draw it simpler, or save it as PNG"
    for node in root.iter(f"{_SVG}image"):
        yield from _embedded(name, node)
    for node in (*root.itersiblings(preceding=True), *root.iter()):
        for what in _forbidden(node):
            hint = "a picture shows itself alone: draw or embed what it needs"
            yield f"'{name}' has {what} on line {node.sourceline}", hint


def _forbidden(node: etree._Element) -> Iterator[str]:
    tag: object = node.tag  # of what is no element, the function that makes such nodes
    if tag is etree.Entity:
        yield "an entity"
    elif tag is etree.ProcessingInstruction:
        yield "a processing instruction"
    if not isinstance(tag, str):
        return
    element = etree.QName(tag).localname
    if element in _ACTIVE:
        yield f"an element {element}"
    if element == "style" and _OUTSIDE_CSS.search(node.text or ""):
        yield "a style that refers outside"
    for attribute, value in node.attrib.items():
        yield from _forbidden_attribute(etree.QName(attribute).localname, str(value))


def _forbidden_attribute(name: str, value: str) -> Iterator[str]:
    if name.startswith("on"):
        yield f"a script in {name}"
    elif name in ("href", "src", "base") and not _INSIDE.match(value.strip()):
        yield f"a reference outside ({value.strip()[:40]})"
    elif _OUTSIDE_CSS.search(value):
        yield f"a reference outside in {name}"
