"""What is wrong with a Word file as a package: entries, content types, relationships."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from tests.clients.word_file import PACKAGE, TYPES, R, WordFile

MAIN_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
# These are used where their id stands in the part; the others say by their type alone what they are for.
EXPLICIT: Final = {"hyperlink", "image", "header", "footer"}
CONTENT_TYPES: Final = "[Content_Types].xml"


def package_findings(word: WordFile) -> Iterator[str]:
    """Yield what is wrong with entries, types and relationships."""
    yield from _entries(word)
    yield from _content_types(word)
    yield from _relationships(word)
    yield from _uses(word)


def _entries(word: WordFile) -> Iterator[str]:
    names = Counter(name.casefold() for name in word.entries)
    yield from (f"{name} is {count} times in the package" for name, count in names.items() if count > 1)
    for name in word.entries:
        if name.startswith("/") or "\\" in name or ".." in name.split("/") or name.endswith("/"):
            yield f"{name} is no name of a part"
    for name, data in word.parts.items():
        if b"<!DOCTYPE" in data[:1000]:
            yield f"{name} has a DOCTYPE"


def _content_types(word: WordFile) -> Iterator[str]:
    if CONTENT_TYPES not in word.trees:
        yield f"{CONTENT_TYPES} is missing"
        return
    root = word.trees[CONTENT_TYPES]
    defaults = [element.get("Extension", "").casefold() for element in root.iter(f"{TYPES}Default")]
    overrides = {e.get("PartName", "").lstrip("/"): e.get("ContentType", "") for e in root.iter(f"{TYPES}Override")}
    if len(set(defaults)) < len(defaults) or len(overrides) < len(root.findall(f"{TYPES}Override")):
        yield f"{CONTENT_TYPES} says something twice"
    yield from (f"{CONTENT_TYPES} has {name}, which is missing" for name in overrides if name not in word.parts)
    for name in word.parts:
        extension = name.rpartition(".")[2].casefold()
        if name != CONTENT_TYPES and name not in overrides and extension not in defaults:
            yield f"{name} has no content type"
        elif extension == "xml" and name not in overrides and name != CONTENT_TYPES:
            yield f"{name} has the content type of any XML"
    if list(overrides.values()).count(MAIN_TYPE) != 1:
        yield f"{CONTENT_TYPES} does not name one main document"


def _relationships(word: WordFile) -> Iterator[str]:
    ids = Counter((one.source, one.id) for one in word.relationships)
    yield from (f"{source} has {count} relationships {id_}" for (source, id_), count in ids.items() if count > 1)
    for one in word.relationships:
        name = f"relationship {one.id} of {one.source or 'the package'}"
        if one.source and one.source not in word.parts:
            yield f"{name} starts at a part that is missing"
        if one.external and one.type != "hyperlink":
            yield f"{name} ({one.type}) leads out, to {one.target}"
        elif not one.external and one.target not in word.parts:
            yield f"{name} leads to {one.target}, which is missing"
    reached, todo = {CONTENT_TYPES}, [""]
    while todo:
        source = todo.pop()
        new = {one.target for one in word.relationships if one.source == source and not one.external} - reached
        reached |= new
        todo += new
    for name in word.parts:
        if name not in reached and not name.endswith(".rels"):
            yield f"no relationship leads to {name}"


def _uses(word: WordFile) -> Iterator[str]:
    for name, root in word.trees.items():
        if root.tag == f"{PACKAGE}Relationships":
            continue
        asked = {str(v) for e in root.iter("*") for key, v in e.attrib.items() if str(key).startswith(R)}
        known = {one.id: one for one in word.relationships if one.source == name}
        yield from (f"{name} uses relationship {id_}, which is missing" for id_ in sorted(asked - known.keys()))
        for id_, one in known.items():
            if one.type in EXPLICIT and id_ not in asked:
                yield f"relationship {id_} of {name} ({one.type}) is not used"
