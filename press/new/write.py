"""The steps of ``build.py new``: read, name, insert, check what would be, and only then write."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel

from press.check import check
from press.check.register import with_ids
from press.check.registered import FILE as REGISTER
from press.check.walk import units
from press.check.words import did_you_mean, listed
from press.content_files import ContentFiles, replace_file
from press.model import Library, Question
from press.model.values import ID_LENGTH, ID_PATTERN
from press.new import ids
from press.new.insert import BracketsError, changes_only, insert, insert_name, read_text
from press.new.spots import value_of
from press.new.target import Target, Wanted, refuse, target
from press.problem import ContentError, Problem, has_errors, in_order
from press.read import read_library
from press.skeleton import RESOURCES, NeedError, Tree, choices, hints_of, lead_key, short_keys, skeleton
from press.skeleton.layout import Style, key_lines

_Step = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: the place of the new id, all new ids, and what is still to be done about them."""

    place: str
    unit: str
    ids: tuple[str, ...]
    registered: bool
    problems: tuple[Problem, ...]


def new(root: Path, wanted: Wanted) -> Written:
    """Write a skeleton and register its ids. Raises ContentError, and has touched nothing then."""
    library, before = _sound(root)
    fresh = _Fresh(library)
    unit = fresh.of(wanted, root)
    try:
        found, drafts = _resource(library, wanted, unit, fresh) or _unit(library, wanted, unit, fresh)
    except BracketsError:
        hint = "write one item a line, each after '- ', and try again"
        refuse("R101", root.name, "the list in which it belongs is empty or written in brackets", hint)
    if registered := library.register is not None:
        drafts[root / REGISTER] = with_ids(library, root, fresh.made)
    after, problems = _as_it_would_be(root, drafts)
    added = _added(before, problems)
    if after is None or has_errors(added):
        raise ContentError([problem for problem in added if problem.severity == "error"] or problems)
    _write(root, drafts)
    place = next(str(named.id.place) for named in units(after) if named.id == unit)
    file = ContentFiles(root).name(found)
    return Written(place, unit, tuple(fresh.made), registered, tuple(p for p in added if p.place.startswith(file)))


def _sound(root: Path) -> tuple[Library, list[Problem]]:
    library, problems = read_library(root)
    if library is None or has_errors(problems):
        raise ContentError(in_order(problems))
    return library, in_order([*problems, *check(library)])


class _Fresh:
    """Makes ids, each of them new."""

    def __init__(self, library: Library) -> None:
        self._taken = ids.taken(library)
        self._library = library
        self.made: list[str] = []

    def __call__(self, wish: str) -> str:
        made = ids.fresh(wish, {*self._taken, *self.made})
        self.made.append(made)
        return made

    def of(self, wanted: Wanted, root: Path) -> str:
        """Return the id that is wished for, or one made of the title."""
        if wanted.id is None:
            made = ids.from_title(wanted.title)
            if made is None:
                hint = "say one: --id lower-case-words-in-latin-letters"
                refuse("U701", root.name, f"no id can be made of '{wanted.title}'", hint)
            return self(made)
        if not re.fullmatch(ID_PATTERN, wanted.id) or len(wanted.id) > ID_LENGTH:
            hint = f"write lower-case words joined by hyphens, at most {ID_LENGTH} letters"
            refuse("U701", root.name, f"'{wanted.id}' is not a valid id", hint)
        if wanted.id in self._taken:
            place = next(
                (str(u.id.place) for u in units(self._library) if u.id == wanted.id), f"{root.name}/{REGISTER}"
            )
            free = ids.fresh(wanted.id, self._taken)
            refuse("C401", place, f"the id '{wanted.id}' is or was in use", f"this one is free: {free}")
        self.made.append(wanted.id)
        return wanted.id


def _unit(library: Library, wanted: Wanted, unit: str, fresh: _Fresh) -> tuple[Path, dict[Path, bytes]]:
    """Return the file that a unit goes into, and that file with it."""
    where = target(library, wanted)
    tree = _tree(where.kind.model, wanted, unit, fresh, library.root.name, where)
    data = insert(where.text, where.holder, where.kind, tree, where.number)
    item: Tree = {where.kind.wrapper: tree} if where.kind.wrapper else tree
    _hold(where.text.data, data, (*where.holder.path, where.kind.key, where.number), item, where.path, library.root)
    return where.path, {where.path: data}


def _resource(library: Library, wanted: Wanted, unit: str, fresh: _Fresh) -> tuple[Path, dict[Path, bytes]] | None:
    """Return the file of a new resource, and the files that change with it; None where a unit is wanted."""
    if wanted.kind not in RESOURCES:
        return None
    if wanted.resource or wanted.section or wanted.after:
        refuse("U701", library.root.name, f"a {wanted.kind} is a file of its own", "leave out --in, --section, --after")
    model, folder = RESOURCES[wanted.kind]
    path = library.root / library.language / folder / f"{unit}.yaml"
    if path.exists():
        refuse("C417", ContentFiles(library.root).name(path), "the file is there already", "say another --id")
    tree = _tree(model, wanted, unit, fresh, library.root.name)
    lines = [line for key, value in tree.items() for line in key_lines(key, value, Style(), 0)]
    toolkit = library.root / "toolkit.yaml"
    before = toolkit.read_bytes()
    after = insert_name(read_text(before), "resources", unit)
    _hold(before, after, ("resources", len(library.toolkit.resources)), unit, toolkit, library.root)
    return path, {path: "".join(f"{line}\n" for line in lines).encode(), toolkit: after}


def _tree(
    model: type[BaseModel], wanted: Wanted, unit: str, fresh: _Fresh, place: str, where: Target | None = None
) -> dict[str, Tree]:
    keys = [key for key in short_keys(model) if key != lead_key(model)]
    for key, value in wanted.values.items():
        if key not in keys:
            hint = did_you_mean(key, keys, f"there are {listed(keys)}")
            refuse("U701", place, f"a {wanted.kind} has no short key '{key}' to set", hint)
        possible = choices(hints_of(model)[key])
        if possible and value not in possible:
            hint = did_you_mean(value, possible, f"there are {listed(possible)}")
            refuse("U701", place, f"{key} cannot be '{value}'", hint)
    given = {**_scale(model, wanted, where), **wanted.values, "id": unit, lead_key(model): wanted.title}
    try:
        return skeleton(model, given, fresh)
    except NeedError as error:
        description = _description(model, error.key)
        refuse("U701", place, f"which {error.key}?", f"say --set {error.key}=…: {description}")


def _scale(model: type[BaseModel], wanted: Wanted, where: Target | None) -> dict[str, str]:
    """Return the scale of a question where its questionnaire has only one."""
    if model is not Question or wanted.values.get("kind") != "scale" or where is None:
        return {}
    scales = value_of(where.text.root, "scales")
    names = [value_of(scale, "id").value for scale in (scales.value if scales else ())]
    return {"scale": names[0]} if len(names) == 1 else {}


def _description(model: type[BaseModel], key: str) -> str:
    return next(f.description or "" for n, f in model.model_fields.items() if key == (f.alias or n))


def _hold(before: bytes, after: bytes, path: _Step, expected: Tree, file: Path, root: Path) -> None:
    """Refuse to go on when the file would say anything else than before beside what was to be added."""
    if not changes_only(before, after, path, expected):
        hint = "write it by hand; what is around the place may be indented in an unusual way"
        refuse("R101", ContentFiles(root).name(file), "it cannot be added without changing something else", hint)


def _as_it_would_be(root: Path, drafts: dict[Path, bytes]) -> tuple[Library | None, list[Problem]]:
    library, problems = read_library(root, drafts=drafts)
    return library, in_order([*problems, *(check(library) if library else ())])


def _added(before: Iterable[Problem], after: Iterable[Problem]) -> list[Problem]:
    """Return the problems that were not there before, wherever they stood then."""

    def form(problem: Problem) -> tuple[str, str]:
        return problem.code, re.sub(r":\d+:\d+|line \d+", "", f"{problem.place} {problem.message}")

    left = Counter(map(form, before))

    def fresh() -> Iterator[Problem]:
        for problem in after:
            left[form(problem)] -= 1
            if left[form(problem)] < 0:
                yield problem

    return list(fresh())


def _write(root: Path, drafts: dict[Path, bytes]) -> None:
    for path, data in drafts.items():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            replace_file(path, data)
        except OSError as error:
            refuse("W507", ContentFiles(root).name(path), f"cannot write the file: {error.strerror}")
