"""Damage done on purpose to a finished Word file: what a faulty writer, or somebody with Word, leaves behind."""

from __future__ import annotations

import copy
import io
import random
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
Change = Callable[[Any, random.Random], None]


def edit_part(data: bytes, part: str, change: Callable[[Any], None]) -> bytes:
    """Return a file with one part changed. LookupError when there is no such part."""
    files = parts_of(data)
    if part not in files:
        raise LookupError(part)
    root = etree.fromstring(files[part])
    change(root)
    files[part] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return zipped(files)


def parts_of(data: bytes) -> dict[str, bytes]:
    """Return the parts of a file by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Return parts as a file."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return target.getvalue()


def _pick(chance: random.Random, found: list[Any]) -> Any:
    if not found:
        raise LookupError
    return chance.choice(found)


def _texts(root: Any, pattern: str) -> list[Any]:
    return [t for t in root.iter(f"{W}t") if re.search(pattern, t.text or "")]


def _style(paragraph: Any) -> str:
    found = paragraph.find(f"{W}pPr/{W}pStyle")
    return str(found.get(f"{W}val")) if found is not None else ""


def _paragraphs(root: Any, styles: str) -> list[Any]:
    return [p for p in root.iter(f"{W}p") if re.fullmatch(styles, _style(p))]


def _say(pattern: str, replacement: str) -> Change:
    def change(root: Any, chance: random.Random) -> None:
        node = _pick(chance, _texts(root, pattern))
        node.text = re.sub(pattern, replacement, node.text, count=1)

    return change


def _digit(root: Any, chance: random.Random) -> None:
    node = _pick(chance, _texts(root, r"\d"))
    node.text = re.sub(r"\d", lambda m: str((int(m[0]) + 1) % 10), node.text, count=1)


def _remove(kind: str) -> Change:
    def change(root: Any, chance: random.Random) -> None:
        node = _pick(chance, list(root.iter(kind)))
        node.getparent().remove(node)

    return change


def _remove_paragraph(styles: str) -> Change:
    def change(root: Any, chance: random.Random) -> None:
        node = _pick(chance, _paragraphs(root, styles))
        node.getparent().remove(node)

    return change


def _double_paragraph(root: Any, chance: random.Random) -> None:
    node = _pick(chance, [p for p in _paragraphs(root, "BodyText|.*Text") if p.getparent().tag == f"{W}body"])
    twin = copy.deepcopy(node)
    for mark in (*twin.iter(f"{W}bookmarkStart"), *twin.iter(f"{W}bookmarkEnd")):
        mark.getparent().remove(mark)
    node.addnext(twin)


def _swap_paragraphs(root: Any, chance: random.Random) -> None:
    found = _paragraphs(root, "BodyText|ListBullet|ListNumber|ActionTitle|TakeawayText")
    node = _pick(
        chance,
        [
            p
            for p in found
            if (other := p.getnext()) is not None and other.tag == f"{W}p" and "".join(other.itertext()).strip()
        ],
    )
    node.getnext().addnext(node)


def _restyle(styles: str, other: str) -> Change:
    def change(root: Any, chance: random.Random) -> None:
        node = _pick(chance, _paragraphs(root, styles))
        node.find(f"{W}pPr/{W}pStyle").set(f"{W}val", other)

    return change


def _swap_cells(root: Any, chance: random.Random) -> None:
    row = _pick(chance, [r for r in root.iter(f"{W}tr") if len({"".join(c.itertext()) for c in r.iter(f"{W}tc")}) > 1])
    cells = list(row.iter(f"{W}tc"))
    one = next(c for c in cells[1:] if "".join(c.itertext()) != "".join(cells[0].itertext()))
    a, b = cells[0].find(f"{W}p"), one.find(f"{W}p")
    cells[0].replace(a, copy.deepcopy(b))
    one.replace(b, a)


def _swap_rows(root: Any, chance: random.Random) -> None:
    row = _pick(chance, [r for r in root.iter(f"{W}tr") if r.getnext() is not None and r.getnext().tag == f"{W}tr"])
    row.getnext().addnext(row)


def _attribute(kind: str, name: str, value: Callable[[str], str]) -> Change:
    def change(root: Any, chance: random.Random) -> None:
        node = _pick(chance, [n for n in root.iter(kind) if n.get(name)])
        node.set(name, value(node.get(name)))

    return change


def _page_number(root: Any, chance: random.Random) -> None:
    """Change the number that a PAGEREF shows."""
    codes = [c for c in root.iter(f"{W}instrText") if "PAGEREF" in (c.text or "")]
    run = _pick(chance, codes).getparent()
    while (run := run.getnext()) is not None:
        for node in run.iter(f"{W}t"):
            node.text = str(int(node.text) + 1)
            return
    raise LookupError


def _field_target(kind: str) -> Change:
    def change(root: Any, chance: random.Random) -> None:
        code = _pick(chance, [c for c in root.iter(f"{W}instrText") if (c.text or "").split()[:1] == [kind]])
        names = [b.get(f"{W}name") for b in root.iter(f"{W}bookmarkStart")]
        code.text = re.sub("u_[0-9a-f]{12}", lambda m: chance.choice([n for n in names if n != m[0]]), code.text)

    return change


def _number_elsewhere(root: Any, chance: random.Random) -> None:
    """Let a list begin with another number."""
    node = _pick(chance, list(root.iter(f"{W}startOverride")))
    node.set(f"{W}val", str(int(node.get(f"{W}val")) + 1))


def _drop_note(root: Any, chance: random.Random) -> None:
    node = _pick(chance, [n for n in root.iter(f"{W}footnote") if not n.get(f"{W}type")])
    root.remove(node)


def _sign_of(style: str) -> Change:
    """Let the list of a style count otherwise."""

    def change(root: Any, chance: random.Random) -> None:
        node = next(
            n
            for n in root.iter(f"{W}lvl")
            if n.find(f"{W}pStyle") is not None and n.find(f"{W}pStyle").get(f"{W}val") == style
        )
        node.find(f"{W}lvlText").set(f"{W}val", "%1)")

    return change


def _hide(root: Any, chance: random.Random) -> None:
    node = _pick(chance, _texts(root, r"\w{4}"))
    run = node.getparent()
    properties = run.find(f"{W}rPr")
    if properties is None:
        properties = etree.Element(f"{W}rPr")
        run.insert(0, properties)
    etree.SubElement(properties, f"{W}vanish")


def _delete_tracked(root: Any, chance: random.Random) -> None:
    """Delete words with changes tracked, as a reviewer does: they are still in the file."""
    run = _pick(chance, [t.getparent() for t in _texts(root, r"\w{4}") if t.getparent().getparent().tag == f"{W}p"])
    deleted = etree.Element(f"{W}del")
    deleted.set(f"{W}id", "9001")
    deleted.set(f"{W}author", "R")
    run.getparent().replace(run, deleted)
    deleted.append(run)
    for node in run.iter(f"{W}t"):
        node.tag = f"{W}delText"


def _insert(root: Any, chance: random.Random) -> None:
    node = _pick(chance, _paragraphs(root, "BodyText|.*Text"))
    added = etree.SubElement(etree.SubElement(node, f"{W}r"), f"{W}t")
    added.text = " Not so."


def _new_paragraph(root: Any, chance: random.Random) -> None:
    node = _pick(chance, _paragraphs(root, "BodyText|.*Text"))
    twin = copy.deepcopy(node)
    for child in list(twin)[1:]:
        twin.remove(child)
    etree.SubElement(etree.SubElement(twin, f"{W}r"), f"{W}t").text = "Somebody else says so."
    node.addnext(twin)


def _upper(value: str) -> str:
    return f"{value}."


DOCUMENT, NOTES, NUMBERS, CORE, CUSTOM = (
    "word/document.xml", "word/footnotes.xml", "word/numbering.xml", "docProps/core.xml", "docProps/custom.xml",
)  # fmt: skip
HEAD, FOOT = "word/header1.xml", "word/footer1.xml"
EDITS: tuple[tuple[str, str, Change, int], ...] = (
    ("word dropped", DOCUMENT, _say(r" \w+ ", " "), 8),
    ("letter changed", DOCUMENT, _say(r"(?<=\w\w)\w", "q"), 8),
    ("negation dropped", DOCUMENT, _say(r" (not|no|never|cannot|لا|ليس|لم) ", " "), 6),
    ("digit changed", DOCUMENT, _digit, 6),
    ("full stop dropped", DOCUMENT, _say(r"\.$", ""), 4),
    ("words joined", DOCUMENT, _say(r"(?<=\w) (?=\w)", ""), 4),
    ("words added", DOCUMENT, _insert, 4),
    ("text hidden", DOCUMENT, _hide, 4),
    ("deletion tracked", DOCUMENT, _delete_tracked, 3),
    ("paragraph added", DOCUMENT, _new_paragraph, 3),
    ("paragraph dropped", DOCUMENT, _remove_paragraph("BodyText|ActionText|CaseText|TakeawayText|Help"), 6),
    ("paragraph doubled", DOCUMENT, _double_paragraph, 4),
    ("paragraphs swapped", DOCUMENT, _swap_paragraphs, 6),
    ("title of a box dropped", DOCUMENT, _remove_paragraph(".*Title"), 2),
    ("list item dropped", DOCUMENT, _remove_paragraph("ListBullet|ListNumber"), 2),
    ("choice dropped", DOCUMENT, _remove_paragraph("Choice|ChoiceLine"), 2),
    ("question dropped", DOCUMENT, _remove_paragraph("Question"), 2),
    ("heading dropped", DOCUMENT, _remove_paragraph("Heading[12]"), 2),
    ("entry of the contents dropped", DOCUMENT, _remove_paragraph("Toc[12]"), 2),
    ("fact of the imprint dropped", DOCUMENT, _remove_paragraph("ImprintFact"), 2),
    ("heading as text", DOCUMENT, _restyle("Heading[12]", "BodyText"), 2),
    ("heading a level deeper", DOCUMENT, _restyle("Heading1", "Heading2"), 2),
    ("item of another kind of list", DOCUMENT, _restyle("ListBullet", "ListNumber"), 2),
    ("number without its list", DOCUMENT, _restyle("Question", "QuestionContinue"), 1),
    ("action in a warning's style", DOCUMENT, _restyle("ActionText", "WarningText"), 2),
    ("cell lost", DOCUMENT, _remove(f"{W}tc"), 1),
    ("cells swapped", DOCUMENT, _swap_cells, 3),
    ("rows swapped", DOCUMENT, _swap_rows, 2),
    ("row dropped", DOCUMENT, _remove(f"{W}tr"), 2),
    ("header row no more", DOCUMENT, _remove(f"{W}tblHeader"), 1),
    ("table dropped", DOCUMENT, _remove(f"{W}tbl"), 1),
    ("call of a note dropped", DOCUMENT, _remove(f"{W}footnoteReference"), 2),
    ("note dropped", NOTES, _drop_note, 1),
    ("words of a note changed", NOTES, _say(r"(?<=\w\w)\w", "q"), 2),
    ("alternative text changed", DOCUMENT, _attribute(f"{WP}docPr", "descr", _upper), 2),
    ("alternative text lost", DOCUMENT, _attribute(f"{WP}docPr", "descr", lambda _: ""), 1),
    ("picture dropped", DOCUMENT, _remove(f"{W}drawing"), 1),
    ("link to another unit", DOCUMENT, _attribute(f"{W}hyperlink", f"{W}anchor", lambda _: "u_000000000000"), 2),
    ("bookmark renamed", DOCUMENT, _attribute(f"{W}bookmarkStart", f"{W}name", lambda v: f"{v[:-1]}x"), 3),
    ("bookmark lost", DOCUMENT, _remove(f"{W}bookmarkStart"), 3),
    ("wrong page", DOCUMENT, _page_number, 4),
    ("page of another unit", DOCUMENT, _field_target("PAGEREF"), 2),
    ("list begins elsewhere", NUMBERS, _number_elsewhere, 1),
    ("questions with another sign", NUMBERS, _sign_of("Question"), 1),
    ("head changed", HEAD, _say(r"(?<=\w\w)\w", "q"), 1),
    ("foot changed", FOOT, _say(r"(?<=\w)\w", "q"), 1),
    ("page field lost", FOOT, _remove(f"{W}instrText"), 1),
    ("property renamed", CUSTOM, _attribute(f"{{{PROPERTIES}}}property", "name", lambda v: f"{v}x"), 1),
)  # fmt: skip


def damaged(files: Mapping[str, bytes]) -> Iterator[tuple[str, str, bytes]]:
    """Yield (name, stem, file) for every edit, spread over the files that it fits, always the same."""
    for name, part, change, times in EDITS:
        chance = random.Random(name)
        stems = list(files)
        made = 0
        for turn in range(times * 40):
            stem = stems[turn % len(stems)]
            try:
                data = edit_part(files[stem], part, lambda root: change(root, chance))  # noqa: B023
            except LookupError:
                continue
            if same(data, files[stem]):
                continue
            made += 1
            yield f"{name} {made}", stem, data
            if made == times:
                break


def same(one: bytes, other: bytes) -> bool:
    """Tell whether two files hold the same."""
    a, b = parts_of(one), parts_of(other)
    return a.keys() == b.keys() and all(_canonical(a[name]) == _canonical(b[name]) for name in a)


def _canonical(data: bytes) -> bytes:
    if data.startswith(b"<?xml"):
        return etree.tostring(etree.fromstring(data), method="c14n")
    return data
