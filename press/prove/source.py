"""Leg A of the proof: the Documents say what the content files say.

The content files are read a second time, by readers that share no code with ``read``, ``select``, ``compose`` and
``markdown``; what both arrive at has to be the same, unit by unit and word by word.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile, zip_longest
from pathlib import Path
from typing import Final

from press.document import Document
from press.problem import Problem
from press.prove.source_content import Content
from press.prove.source_forms import SAID, SCORING
from press.prove.source_plans import Plan, plans
from press.prove.source_rules import COVER, DOCUMENT, SELECTED, expected
from press.prove.source_tree import miscounted, read_document
from press.prove.source_words import Mention, Piece, Unit, fold, shown

_UNORDERED: Final = "words-used"  # sorted by the rules of the language, which are not proven here
_AROUND: Final = 24
_NOTHING: Final = Piece("", "")


def prove_source(root: Path, language: str, documents: Sequence[Document], *, complete: bool = True) -> list[Problem]:
    """Return where Documents differ from the content below ``root``, which ``check`` has found in order.

    With ``complete`` the documents have to be all that the content asks for; otherwise only those given are compared.
    """
    content = Content(root, language)
    wanted = {plan.stem: plan for plan in plans(content)}
    problems: list[Problem] = []
    seen: set[str] = set()
    for document in documents:
        if document.stem not in wanted or document.stem in seen:
            why = "is given twice" if document.stem in seen else "is not asked for by the content"
            problems.append(Problem("P655", "toolkit.yaml", f"document {document.stem} {why}"))
        else:
            problems += _Comparison(content, wanted[document.stem], document).problems()
        seen.add(document.stem)
    for plan in wanted.values() if complete else ():
        if plan.stem not in seen:
            problems.append(Problem("P655", plan.content.place, f"document {plan.stem} is missing"))
    return problems


class _Comparison:
    """One document beside what the content asks of it; keeps the first problem of each unit."""

    def __init__(self, content: Content, plan: Plan, document: Document) -> None:
        self.content, self.plan, self.document = content, plan, document
        self.wanted = _parents(expected(content, plan))
        self.found: dict[str, Problem] = {}

    def problems(self) -> list[Problem]:
        have = read_document(self.document)
        wanted, held = self.wanted, _parents(have)
        self.identity()
        self.surplus(have)
        for name, (unit, parent) in wanted.items():
            if name not in held:
                self.report("P651", unit, "is missing")
            else:
                self.compare(unit, parent, *held[name])
        for name, what in miscounted(self.document, have):
            self.report("P653", wanted[name][0] if name in wanted else Unit(name, "unit", ()), what)
        return list(self.found.values())

    def report(self, code: str, unit: Unit, what: str) -> None:
        place = unit.place or self.content.places.get(unit.id) or self.plan.content.place
        name = f"{unit.role} '{unit.id}'" if " " not in unit.id else unit.id
        message = f"{name} {what} in {self.plan.stem}" if unit.role != "document" else f"{self.plan.stem} {what}"
        self.found.setdefault(unit.id, Problem(code, place, shown(message)))

    def identity(self) -> None:
        toolkit, document = self.content.toolkit, self.document
        asked: dict[str, object] = {"language": self.content.language, "kind": self.plan.kind, "axes": self.plan.axes}
        asked |= {"pages": self.plan.pages, "paper": self.plan.paper}
        asked |= {key: fold(toolkit[key]) for key in ("symbol", "version", "date", "publisher")}
        for key, value in asked.items():
            if getattr(document, key) != value:
                what = f"has {key} {getattr(document, key)!r} where the source has {value!r}"
                self.report("P653", Unit(DOCUMENT, "document", ()), what)
        title = next(piece.words for piece in self.wanted[COVER][0].pieces() if piece.part == "title")
        if title not in fold(document.title):
            self.report("P653", Unit(DOCUMENT, "document", ()), f"is titled “{document.title}”, not “{title}”")

    def surplus(self, have: Unit) -> None:
        seen: set[str] = set()
        for _, unit in have.walk():
            if isinstance(unit, Unit):
                if unit.id in seen and unit.id in self.wanted:
                    self.report("P652", unit, "stands twice")
                elif unit.id not in self.wanted:
                    self.report("P652", unit, "is not given by the source but stands")
                seen.add(unit.id)

    def compare(self, want: Unit, home: str, have: Unit, parent: str) -> None:
        """Compare a unit that both have: its role, where it stands, its words, and the order of what is inside."""
        if want.role != have.role:
            self.report("P653", want, f"has become a {have.role}")
        if home != parent:
            self.report("P654", want, f"stands in '{parent}' instead of '{home}'")
        if want.id == SCORING:
            self.method(want, have)
            return
        said = have.pieces() if want.role != "imprint" else _notice(want, have)
        differing = next((p for p in zip_longest(want.pieces(), said) if not self.agree(*p)), None)
        if differing:
            self.report("P653", want, _differing(differing[0] or _NOTHING, differing[1] or _NOTHING))
        if want.id != _UNORDERED:
            self.order(want, have, words=not differing)

    def method(self, want: Unit, have: Unit) -> None:
        """Compare how a result is worked out: whatever the source says stands there, in its order."""
        text, at = " ".join(piece.words for piece in have.pieces()), 0
        for word in (word for piece in want.pieces() for word in piece.words.split(SAID)):
            found = text.find(word, at)
            if found < 0:
                self.report("P653", want, f"lacks “{word}”, or has it at another place")
                return
            at = found + len(word)

    def order(self, want: Unit, have: Unit, *, words: bool) -> None:
        """Compare in what order units stand inside a unit, and between which of its words."""
        common = {unit.id for unit in want.units()} & {unit.id for unit in have.units()}
        asked, given = (_order(unit, common, words=words) for unit in (want, have))
        if common and asked != given:
            first = next(pair for pair in zip(asked, given, strict=False) if pair[0] != pair[1])
            alone = [name for name in first if name and _without(asked, name) == _without(given, name)]
            name = (alone or [name for name in first if name])[0]
            unit = next(unit for unit in want.units() if unit.id == name)
            where = f" of '{want.id}'" if want.id != DOCUMENT else ""
            self.report("P654", unit, f"stands in another place{where} than the source puts it")

    def agree(self, want: Piece | None, have: Piece | None) -> bool:
        if want is None or have is None or want.part != have.part or len(want.mentions) != len(have.mentions):
            return False
        same = re.fullmatch(want.pattern, have.words, re.DOTALL) if want.pattern else want.words == have.words
        return bool(same) and all(map(self.points, want.mentions, have.mentions))

    def points(self, want: Mention, have: Mention) -> bool:
        """Tell whether a reference points where it should and says what it was given, or what its target is called."""
        names = self.content.names.get(want.target, ())
        stands_here = want.target in self.wanted and self.plan.kind not in SELECTED
        home = "" if stands_here else self.content.homes.get(want.target, "")
        if (want.target, home) != (have.target, have.document):
            return False
        if want.role == "term":
            return have.text == (want.text or "".join(names))
        if want.text:
            return have.text.startswith(want.text) and not have.text[len(want.text) :][:1].isalnum()
        return not names or any(name in have.text for name in names)


def _parents(root: Unit) -> dict[str, tuple[Unit, str]]:
    units = {root.id: (root, "")}
    for parent, unit in root.walk():
        if isinstance(unit, Unit):
            units.setdefault(unit.id, (unit, parent.id))
    return units


def _notice(want: Unit, have: Unit) -> tuple[Piece, ...]:
    """Return the stretch of an imprint where the publisher's notice begins; the press says more around it."""
    asked, said = want.pieces(), have.pieces()
    starts = [i for i, piece in enumerate(said) if asked and piece.words == asked[0].words]
    return said[starts[0] :][: len(asked)] if starts else said[: len(asked)]


def _order(unit: Unit, common: set[str], *, words: bool) -> list[str]:
    names = {part.id if isinstance(part, Unit) else str(at): part for at, part in enumerate(unit.body)}
    kept = [name for name, part in names.items() if name in common or (words and isinstance(part, Piece))]
    return [name if name in common else "" for name in kept]


def _without(names: list[str], name: str) -> list[str]:
    return [other for other in names if other != name]


def _differing(want: Piece, have: Piece) -> str:
    """Say what differs, with a few words around the first difference."""
    if want.part != have.part:
        says = f"a {have.part} “{_quote(have.words, 0)}”" if have.part else "nothing more"
        asks = f"a {want.part} “{_quote(want.words, 0)}”" if want.part else "nothing more"
        return f"has {says} where the source has {asks}"
    if want.words and want.pattern:
        return f"has as {want.part} “{have.words}” where the source has “{want.words}”"
    if want.words == have.words or want.pattern:
        texts = ", ".join(f"'{mention.target}' as “{mention.text}”" for mention in have.mentions)
        return f"refers in a {want.part} to {texts}, unlike the source"
    same = takewhile(lambda pair: pair[0] == pair[1], zip(want.words, have.words, strict=False))
    start = max(0, sum(1 for _ in same) - _AROUND)
    return f"says in its {want.part} “{_quote(have.words, start)}” where the source says “{_quote(want.words, start)}”"


def _quote(words: str, start: int) -> str:
    end = start + 2 * _AROUND
    return f"{'…' if start else ''}{words[start:end]}{'…' if end < len(words) else ''}"
