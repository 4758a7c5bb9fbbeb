"""The fields of a Word file: how they nest, what they say, and whether what they name is there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from tests.clients.word_file import W, WordFile, characters

# Fields of which the first word is a bookmark.
TO_BOOKMARK: Final = {"REF", "PAGEREF", "NOTEREF"}
# A contents list has a paragraph for each entry; no other field goes on past its paragraph.
LONG: Final = {"TOC"}
_LEAVES: Final = (f"{W}fldChar", f"{W}instrText", f"{W}t", f"{W}br", f"{W}tab", f"{W}noBreakHyphen", f"{W}p")


@dataclass(slots=True)
class Field:
    """A field: its code and its result, and how far it has been read (begin, separate, end)."""

    paragraph: object
    code: str = ""
    result: str = ""
    state: str = "begin"
    problems: list[str] = field(default_factory=list)

    @property
    def words(self) -> list[str]:
        """The code in words; a quoted one is one word."""
        parts = self.code.split('"')
        return [w for n, part in enumerate(parts) for w in ([part] if n % 2 else part.split())]

    @property
    def name(self) -> str:
        """What the field is: PAGE, REF, …"""
        return self.words[0].upper() if self.words else ""


def fields(root: etree._Element) -> Iterator[Field]:
    """Yield the fields of a part as they end; at last those that do not."""
    opened: list[Field] = []
    for leaf in root.iter(*_LEAVES, f"{W}fldSimple"):
        paragraph = next(leaf.iterancestors(f"{W}p"), None)
        if leaf.tag == f"{W}fldSimple":
            yield Field(paragraph, leaf.get(f"{W}instr", ""), "".join(map(characters, leaf.iter(*_LEAVES))), "end")
        elif leaf.tag != f"{W}fldChar":
            if leaf.tag == f"{W}instrText" and not opened:
                yield Field(paragraph, leaf.text or "", state="end", problems=["is code outside of a field"])
            _read(leaf, opened)
        elif (kind := leaf.get(f"{W}fldCharType")) == "begin":
            opened.append(Field(paragraph))
        elif not opened:
            yield Field(paragraph, state="end", problems=[f"a field has its {kind} without a begin"])
        elif kind == "separate":
            if opened[-1].state == "separate":
                opened[-1].problems.append("has a second separate")
            opened[-1].state = "separate"
        else:
            done = opened.pop()
            if done.state == "begin":
                done.problems.append("has no result")
            done.state = "end"
            if opened and opened[-1].state == "separate":
                opened[-1].result += done.result
            if paragraph is not done.paragraph and done.name not in LONG:
                done.problems.append("goes on past its paragraph")
            yield done
    yield from opened


def _read(leaf: etree._Element, opened: list[Field]) -> None:
    if leaf.tag == f"{W}instrText":
        if opened and opened[-1].state == "begin":
            opened[-1].code += leaf.text or ""
        elif opened:
            opened[-1].problems.append("has code in its result")
    elif opened and (shown := characters(leaf)):
        if opened[-1].state == "separate":
            opened[-1].result += shown
        else:
            opened[-1].problems.append(f"has the words {shown!r} in its code")


def field_findings(word: WordFile) -> Iterator[str]:
    """Yield what is wrong with fields."""
    known = {start.get(f"{W}name") for _, root in word.stories for start in root.iter(f"{W}bookmarkStart")}
    for part, root in word.stories:
        for one in fields(root):
            name = f"{part}: field {one.code.strip()!r}"
            yield from (f"{name} {problem}" for problem in one.problems)
            if one.state != "end":
                yield f"{name} does not end"
            elif not one.problems:
                yield from (f"{name} {problem}" for problem in _sense(one, known))


def _sense(one: Field, known: set[str | None]) -> Iterator[str]:
    if not one.name:
        yield "has no code"
    elif not one.result.strip():
        yield "has an empty result"
    words = one.words[1:]
    target = ""
    if one.name in TO_BOOKMARK:
        target = next((word for word in words if not word.startswith("\\")), "?")
    elif one.name == "HYPERLINK" and "\\l" in words:
        target = (*words, "?")[words.index("\\l") + 1]
    if target and target not in known:
        yield f"leads to bookmark {target}, which is missing"
