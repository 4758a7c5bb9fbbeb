"""Fill in a Word form as Word does it: what it writes was looked at in files that Word 2010 to 365 saved."""

from __future__ import annotations

import io
import random
import zipfile
from typing import Any, Final

from lxml import etree

from press.collect.forms import Control, Form
from tests.returns.values import Filled

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_W14: Final = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_BODY: Final = "word/document.xml"
_REVISION: Final = {f"{_W}author": "A. Officer", f"{_W}date": "2026-03-31T12:00:00Z"}


def fill(data: bytes, form: Form, filled: Filled, seed: int) -> bytes:
    """Return the form with answers in it. The seed decides where runs are split, and what is a tracked change."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {one: archive.read(one.filename) for one in archive.infolist()}
    chance = random.Random(seed)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for one, part in parts.items():
            archive.writestr(one, _filled(part, form, filled, chance) if one.filename == _BODY else part)
    return made.getvalue()


def _filled(part: bytes, form: Form, filled: Filled, chance: random.Random) -> bytes:
    tree: Any = etree.fromstring(part)
    controls = {tag: control for control in form.controls() for tag in (control.path, control.name)}
    for node in tree.iter(f"{_W}sdt"):
        control = controls[node.find(f"{_W}sdtPr/{_W}tag").get(f"{_W}val")]
        if control.path in filled:
            _answer(node, control, filled[control.path], chance)
    return bytes(etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True))


def _answer(node: Any, control: Control, value: str | bool, chance: random.Random) -> None:
    settings, content = node.find(f"{_W}sdtPr"), node.find(f"{_W}sdtContent")
    for flag in settings.findall(f"{_W}showingPlcHdr"):
        settings.remove(flag)
    for child in list(content):
        content.remove(child)
    if control.tick:
        settings.find(f"{_W14}checkbox/{_W14}checked").set(f"{_W14}val", "1")
        content.append(_run("☒"))
        return
    text = str(value)
    if control.place.kind == "one":
        text = next(option.shown for option in control.place.options if option.key == value)
        settings.find(f"{_W}dropDownList").set(f"{_W}lastValue", str(value))
    _write(content, text, chance)


def _write(content: Any, text: str, chance: random.Random) -> None:
    """Write runs: split anywhere, with marks of proofing between them, some of them tracked; one that was deleted."""
    if chance.random() < 0.3:
        gone = etree.SubElement(content, f"{_W}del", {f"{_W}id": str(chance.randrange(10**6)), **_REVISION})
        etree.SubElement(etree.SubElement(gone, f"{_W}r"), f"{_W}delText").text = "what was written first"
    at = 0
    while at < len(text):
        piece = text[at : at + chance.randint(1, max(1, len(text) // 2))]
        at += len(piece)
        if chance.random() < 0.2:
            etree.SubElement(content, f"{_W}proofErr", {f"{_W}type": "spellStart"})
        if chance.random() < 0.2:
            added = etree.SubElement(content, f"{_W}ins", {f"{_W}id": str(chance.randrange(10**6)), **_REVISION})
            added.append(_run(piece))
        else:
            content.append(_run(piece))


def _run(text: str) -> Any:
    run = etree.Element(f"{_W}r")
    for number, line in enumerate(text.split("\n")):
        if number:
            etree.SubElement(run, f"{_W}br")
        for place, part in enumerate(line.split("\t")):
            if place:
                etree.SubElement(run, f"{_W}tab")
            if part:
                etree.SubElement(run, f"{_W}t", {_SPACE: "preserve"}).text = part
    return run
