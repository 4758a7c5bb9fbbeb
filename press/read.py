"""Read step: the files of a toolkit to a Library in which every value knows its place. Docs: docs/content.md."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING, Final, TypeVar

from pydantic import BaseModel

from press.content_files import ContentFiles
from press.model import (
    Glossary,
    Guide,
    HouseStyle,
    Leaflet,
    Library,
    Poster,
    PrimerPlan,
    Published,
    Questionnaire,
    Register,
    Resource,
    Source,
    Sources,
    Term,
    Toolkit,
    Words,
    WorksheetPlan,
)
from press.place import MappingNode, Node, Scalar
from press.problem import Problem, in_order
from press.slips.characters import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

_M = TypeVar("_M", bound=BaseModel)
_R = TypeVar("_R", bound=Published)
_Entry = TypeVar("_Entry", Term, Source)

_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_FOLDERS: Final = ("leaflets", "posters", "primers", "questionnaires", "resources", "shared", "worksheets")
_SHARED: Final = ("glossary.yaml", "sources.yaml", "words.yaml", "house-style.yaml")


def read_toolkit(root: Path) -> tuple[Toolkit | None, list[Problem]]:
    """Return what ``toolkit.yaml`` of a content folder declares, and every problem in that file."""
    files = ContentFiles(root)
    toolkit = files.model(root / "toolkit.yaml", Toolkit)
    return toolkit, in_order(files.problems)


def read_library(
    root: Path, language: str | None = None, drafts: Mapping[Path, bytes] | None = None
) -> tuple[Library | None, list[Problem]]:
    """Return all content of a toolkit in one language, and every problem in all of its files.

    Without a language it is the source language. The library is None when a part of it cannot be read or fits nowhere.
    With problems that are errors there may still be a library, so that later steps find more of them in the same run;
    it is not to be published. ``drafts`` are files as they would be, by path, to be read instead of what is there.
    """
    reader = _LibraryReader(root, drafts)
    library = reader.library(language)
    return library, in_order(reader.files.problems)


class _LibraryReader:
    """Reads one language of a toolkit; goes on after problems, so that one run finds all of them."""

    def __init__(self, root: Path, drafts: Mapping[Path, bytes] | None) -> None:
        self.root = root
        self.files = ContentFiles(root, drafts)
        self.complete = True

    def library(self, language: str | None) -> Library | None:
        tree = self.files.tree(self.root / "toolkit.yaml")
        toolkit = None if tree is None else self.files.validated(tree, Toolkit)
        source = self._source_language(tree)
        if toolkit and not self._available(toolkit, language):
            return None
        register = self._part(self.root / "ids.yaml", Register)
        if source is None:
            return None
        folder = self.root / source
        if not self.files.has(folder):
            hint = "write the content of the source language into it"
            self.files.report("R110", folder, "the folder is missing", hint)
            return None
        self._warn_of_others(folder, _FOLDERS)
        resources = self._resources(folder, toolkit)
        primers = self._only(folder / "primers", PrimerPlan, "put its places into")
        worksheets = self._only(folder / "worksheets", WorksheetPlan, "put its questions into")
        posters = [self._named(path, Poster) for path in self.files.listed(folder / "posters")]
        glossary, sources, words, style = self._shared(folder)
        if not (toolkit and self.complete):
            return None
        return Library(
            root=self.root,
            toolkit=toolkit,
            language=source,
            resources=resources,
            primers=primers,
            worksheets=worksheets,
            posters={str(poster.id): poster for poster in posters if poster},
            terms=self._by_id(glossary.terms if glossary else ()),
            sources=self._by_id(sources.sources if sources else ()),
            register=register,
            words={str(key): str(word) for key, word in words.words.items()} if words else {},
            style=style,
        )

    def _source_language(self, tree: Node | None) -> str | None:
        """Return the source language, also when the rest of ``toolkit.yaml`` is broken: the other files get read."""
        named = tree.get("source-language") if isinstance(tree, MappingNode) else None
        if isinstance(named, Scalar) and named:
            if _LANGUAGE.fullmatch(named):
                return str(named)
            hint = "write a BCP 47 tag, such as en or pt-BR"
            self.files.report("C420", named.place, f"'{shown(named)}' is not a language tag", hint)
            return None
        folders = [path.parent.name for path in sorted(self.root.glob("*/resources"))]
        return folders[0] if len(folders) == 1 else None

    def _available(self, toolkit: Toolkit, language: str | None) -> bool:
        source, declared = toolkit.source_language, [str(entry.id) for entry in toolkit.languages]
        if source not in declared:
            hint = f"add it: - id: {source}"
            self.files.report("C420", source.place, f"the source language '{source}' is not among the languages", hint)
        if language is None or language == source:
            return True
        message, hint = f"the toolkit has no language '{shown(language)}'", f"it has: {', '.join(declared)}"
        place = toolkit.languages[0].id.place
        if language in declared:
            message = f"the language '{language}' cannot be read yet"
            hint = f"only the source language, {source}, can be read at present"
            place = toolkit.languages[declared.index(language)].id.place
        self.files.report("C420", place, message, hint)
        return False

    def _part(self, path: Path, model: type[_M]) -> _M | None:
        """Return an optional file's content; when it is there and wrong, the library is not complete."""
        if not self.files.has(path):
            return None
        content = self.files.model(path, model)
        self.complete &= content is not None
        return content

    def _named(self, path: Path, model: type[_R]) -> _R | None:
        """Return a file's content, whose id has to be the file's name."""
        content = self._part(path, model)
        if content and content.id != path.stem:
            hint = f"write id: {shown(path.stem)}, or rename the file"
            self.files.report("C417", content.id.place, f"the id '{content.id}' is not the name of its file", hint)
            self.complete = False
        return content

    def _resources(self, folder: Path, toolkit: Toolkit | None) -> dict[str, Resource]:
        """Return the resources in the toolkit's order; every file is read, listed or not."""
        read: dict[str, Resource | None] = {}
        paths: dict[str, Path] = {}
        kinds: tuple[tuple[str, type[Resource]], ...] = (
            ("resources", Guide),
            ("leaflets", Leaflet),
            ("questionnaires", Questionnaire),
        )
        for name, model in kinds:
            for path in self.files.listed(folder / name):
                if path.stem in paths:
                    hint, other = "give one of them another id", self.files.name(paths[path.stem])
                    self.files.report("C417", path, f"there is a resource '{shown(path.stem)}' in {other}, too", hint)
                    self.complete = False
                paths[path.stem], read[path.stem] = path, self._named(path, model)
        if not toolkit:
            return {}
        for stem in paths.keys() - set(toolkit.resources):
            hint = f"add '{shown(stem)}' to the resources of toolkit.yaml, or take the file away"
            self.files.report("C417", paths[stem], "the toolkit does not list this resource", hint)
        return self._in_order(toolkit, folder, read)

    def _in_order(self, toolkit: Toolkit, folder: Path, read: dict[str, Resource | None]) -> dict[str, Resource]:
        found: dict[str, Resource] = {}
        for stem in toolkit.resources:
            if stem in found:
                self.files.report("C417", stem.place, f"the resource '{stem}' is listed twice", "keep one of them")
            elif stem not in read:
                guess = get_close_matches(stem, sorted(read.keys() - set(toolkit.resources)), 1)
                name = self.files.name(folder)
                hint = f"write {name}/resources/{stem}.yaml, or the same in leaflets or questionnaires"
                hint = f"did you mean '{guess[0]}'?" if guess else hint
                self.files.report("C417", stem.place, f"the resource '{stem}' has no file", hint)
                self.complete = False
            elif resource := read[stem]:
                found[stem] = resource
        return found

    def _only(self, folder: Path, model: type[_R], instead: str) -> _R | None:
        """Return what the one file of a folder holds; None when there is none."""
        plans = [(path, self._named(path, model)) for path in self.files.listed(folder)]
        for path, _ in plans[1:]:
            hint = f"{instead} {plans[0][0].name}"
            self.files.report("C417", path, f"a language has one file of {folder.name} at most", hint)
        return plans[0][1] if plans else None

    def _shared(self, folder: Path) -> tuple[Glossary | None, Sources | None, Words | None, HouseStyle | None]:
        self._warn_of_others(folder / "shared", _SHARED)
        glossary, sources, words, style = (folder / "shared" / name for name in _SHARED)
        return (
            self._part(glossary, Glossary),
            self._part(sources, Sources),
            self._part(words, Words),
            self._part(style, HouseStyle),
        )

    def _warn_of_others(self, folder: Path, known: tuple[str, ...]) -> None:
        for path in self.files.entries(folder):
            if path.name not in known:
                guess = get_close_matches(path.name, known, 1)
                hint = f"did you mean {guess[0]}?" if guess else f"here may stand: {', '.join(known)}"
                self.files.report("C417", path, "this is not read", hint, "warning")

    def _by_id(self, entries: Iterable[_Entry]) -> dict[str, _Entry]:
        """Return the entries by id. A second one of the same id is reported here, as a dictionary would swallow it."""
        found: dict[str, _Entry] = {}
        for entry in entries:
            if first := found.get(entry.id):
                message = f"the id '{entry.id}' stands twice; first in line {first.id.place.line}"
                self.files.report("C401", entry.id.place, message, "give one of them another id, or delete it")
            else:
                found[entry.id] = entry
        return found
