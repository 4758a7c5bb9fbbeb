"""What each document has to say, by the content files: the rules of ``docs/content.md`` but the first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final, TypeAlias

from press.prove.source_content import Content, Found, Map, Profile, asked, fits, narrowed
from press.prove.source_example import example_due
from press.prove.source_figures import alternative, drawn_kind, due
from press.prove.source_forms import SCORING, condition_due, onward_due, rows_due, scoring_due
from press.prove.source_plans import Plan
from press.prove.source_words import CELL, CLOSE, OPEN, Mention, Piece, Unit, fold, read_markdown

# What a unit says beside its prose, in the order in which both readers give it.
PLAIN: Final[Mapping[str, tuple[str, ...]]] = {
    "action": ("title",),
    "case": ("title",),
    "example": ("title",),
    "callout": ("kind", "title"),
    "video": ("title", "address", "duration"),
    "table": ("caption",),
    "figure": ("caption", "image", "alternative"),
    "question": ("kind", "title"),
}
# Sections that the press makes: their titles are its own.
PRESS_SECTIONS: Final = frozenset({"how-to-fill-in", "words-used", "sources-cited", "sheet-about", SCORING})
_SHEET: Final = (("sheet-actions", "actions", "action"), ("sheet-questions", "questions", "question"))
DOCUMENT, COVER, CONTENTS, IMPRINT = "the document", "the cover", "the contents", "the imprint"
SELECTED: Final = frozenset({"primer", "poster", "worksheet"})  # their references lead to where units are written
_SHORT: Final = SELECTED | {"leaflet"}  # have a head instead of a cover, and no contents
_ORIGIN: Final = frozenset({"takeaway", "action", "case", "callout", "question", "example"})
_FREE: Final = (Piece("condition", ""), Piece("onward", ""))  # asked of everybody
# What is not said of a question in a primer.
_ALONE: Final = (
    *_FREE,
    Piece("required", ""),
    Piece("help", ""),
    Piece("room", ""),
    Piece("explained", ""),
)  # in a primer
Body: TypeAlias = Iterator[Piece | Unit]


def expected(content: Content, plan: Plan) -> Unit:
    """Return what a document has to say, in order (rules 2 to 8)."""
    return _Rules(content, plan, dict(plan.axes)).document()


@dataclass(frozen=True, slots=True)
class _Rules:
    content: Content
    plan: Plan
    axes: Mapping[str, str]

    def document(self) -> Unit:
        source, place = self.plan.content, self.plan.content.place
        body = [Unit(COVER, "cover", tuple(self.cover()), place)]
        if self.plan.kind not in _SHORT:
            body.append(Unit(CONTENTS, "contents", (), place))
        if self.plan.kind == "poster":
            body += self.panels()
        elif self.plan.kind == "primer":
            body += self.places()
        elif self.plan.kind == "worksheet":
            body += self.sheet()
        else:
            body += [*self.instructions(), *self.sections(source, {})]
            if "scoring" in source:
                due = (Piece("audience", ""), *scoring_due(source, self.questions()))
                body.append(Unit(SCORING, "section", due, source["scoring"].place))
        body += self.used(body)
        body.append(Unit(IMPRINT, "imprint", read_markdown(self.content.toolkit.get("notice", "")), place))
        return Unit(DOCUMENT, "document", tuple(body), place)

    def cover(self) -> Body:
        source, toolkit = self.plan.content, self.content.toolkit
        yield Piece("toolkit", fold(toolkit["title"]))
        yield Piece("title", fold(re.sub(r"\{([^{}]+)\}", self.phrase, source["title"])))
        yield Piece("subtitle", fold(source.get("subtitle", "")))
        yield Piece("publisher", fold(toolkit["publisher"]))
        yield from read_markdown(source.get("summary", ""))
        if self.plan.kind == "primer":
            for axis, value in self.plan.axes:
                yield from read_markdown(self.content.axes[axis][value].get("description", ""))

    def phrase(self, placeholder: re.Match[str]) -> str:
        axis = placeholder[1]
        if self.plan.sheet_of and axis == "document":
            owner = self.content.resources.get(self.plan.sheet_of, self.content.primers)
            return re.sub(r"\{([^{}]+)\}", self.phrase, owner["title"])
        return str(self.content.axes[axis][self.axes[axis]]["phrase"]) if axis in self.axes else placeholder[0]

    def instructions(self) -> Iterator[Unit]:
        source = self.plan.content
        if text := source.get("instructions"):
            yield Unit("how-to-fill-in", "section", (Piece("audience", ""), *read_markdown(text)), source.place)

    # Guides and questionnaires ----------------------------------------------

    def fits(self, profile: Profile) -> bool:
        return fits(profile, self.axes)

    def sections(self, node: Map, outer: Profile) -> Iterator[Unit]:
        for section in node.get("sections", []):
            profile = narrowed(outer, section)
            body = tuple(self.section(section, profile)) if self.fits(profile) else ()
            if body:
                head = [Piece("title", fold(section["title"])), self.audience(section, profile)]
                if "if" in section:
                    head.append(condition_due(section, self.questions()))
                yield Unit(section["id"], "section", (*head, *body), section.place)

    def questions(self) -> list[Map]:
        """Return the questions of a questionnaire's document, in order: the first is number 1 (rule 4)."""
        if self.plan.kind != "questionnaire":
            return []
        return asked(self.plan.content, self.axes)

    def section(self, section: Map, profile: Profile) -> Body:
        yield from read_markdown(section.get("text", ""))
        for part in section.get("body", []):
            for kind, unit in part.items():
                if kind == "text":
                    yield from read_markdown(unit)
                else:
                    yield from self.unit(Found(kind, unit, narrowed(profile, unit), ""))
        for question in section.get("questions", []):
            yield from self.unit(Found("question", question, narrowed(profile, question), ""))
        yield from self.sections(section, profile)

    # Primers ----------------------------------------------------------------

    def places(self) -> Iterator[Unit]:
        for place in self.plan.content.get("places", []):
            units = tuple(self.held(self.placed(place)))
            if units:
                head = (Piece("title", fold(place["title"])), Piece("audience", ""))
                yield Unit(place["id"], "section", (*head, *units), place.place)

    def held(self, placed: Iterable[Found]) -> Body:
        """Yield what stands in a place; of sections, where to read them."""
        for is_reading, found in groupby(placed, lambda one: one.kind == "section"):
            if is_reading:
                yield from read_markdown("\n".join(f"- {{ref}}`{one.unit['id']}`" for one in found))
            else:
                yield from (unit for one in found for unit in self.unit(one))

    def placed(self, place: Map) -> list[Found]:
        """Return what goes into a place of the primer of these axes (rule 5)."""
        promoted = [found for found in self.content.units if "primer" in found.unit and self.fits(found.addressed)]
        here = _heaviest(found for found in promoted if found.unit["primer"]["place"] == place["id"])
        return here[: int(place.get("limit", len(here)))]

    # Worksheets -------------------------------------------------------------

    def sheet(self) -> Iterator[Unit]:
        """Return the parts of a worksheet (rule 10)."""
        source = self.plan.content
        about = (
            Unit(q["id"], "question", tuple(self.says(Found("question", q, {}, ""))), q.place) for q in source["about"]
        )
        yield Unit("sheet-about", "section", (Piece("audience", ""), *about), source.place)
        due = self.sheet_units()
        for section, key, kind in _SHEET:
            units = [found for found in due if found.kind == kind][: int(source[key]["limit"])]
            head = (Piece("title", fold(source[key]["title"])), Piece("audience", ""))
            if units:
                due_here = (self.unlinked(self.on_sheet(found)) for found in units)
                yield Unit(section, "section", (*head, *due_here), source[key].place)

    def sheet_units(self) -> list[Found]:
        if self.plan.axes:
            return _heaviest(found for place in self.content.primers["places"] for found in self.placed(place))
        home, units = self.plan.sheet_of, [found for found in self.content.units if "primer" in found.unit]
        inside = {name for name, stem in self.content.homes.items() if stem == home and f"/{name}" not in home}
        return _heaviest(f for f in units if f.home == home or f.unit.get("explained-by") in inside)

    def on_sheet(self, found: Found) -> Unit:
        """Return an action with room for how far it is, or a question by itself."""
        unit, alone = found.unit, ("required", "help", "evidence", "if", "explained-by")
        if found.kind == "question":
            kept = Map({key: value for key, value in unit.items() if key not in alone})
            kept.place = unit.place
            return Unit(unit["id"], "question", tuple(self.says(replace(found, unit=kept))), unit.place)
        return Unit(
            unit["id"], "question", (Piece("kind", "action"), *self.says(found), *self.progress(unit)), unit.place
        )

    def progress(self, unit: Map) -> Iterator[Piece]:
        yield from _FREE
        yield Piece("required", "")
        yield Piece("help", "")
        yield Piece("columns", "", pattern=f"[^{CELL}]+{CELL}[^{CELL}]+{CELL}[^{CELL}]+")
        yield Piece("row", "")
        yield Piece(f"entry '{unit['id']}.progress' optional", "")
        yield from (Piece(f"choice '{o['key']}'", fold(o["text"])) for o in self.plan.content["progress"])
        yield Piece(f"entry '{unit['id']}.who' optional", "")
        yield Piece(f"entry '{unit['id']}.when' optional", "")
        yield Piece("room", "")
        yield Piece("explained", "")

    # Posters ----------------------------------------------------------------

    def panels(self) -> Iterator[Unit]:
        units = {found.unit["id"]: found for found in self.content.units}
        for panel in self.plan.content["panels"]:
            titled = units[panel["unit"]].unit
            shown = (self.shown(units[name], panel) for name in panel.get("shows", []))
            head = (
                Piece("title", fold(titled["title"])),
                Piece("line", fold(panel.get("line", ""))),
                Piece("more", f"{units[panel['unit']].home}#{panel['unit']}"),
            )
            says: tuple[Piece | Unit, ...] = (*head, *shown, *read_markdown(panel.get("text", "")))
            yield Unit(panel["unit"], "panel", says, panel.place)

    def shown(self, found: Found, panel: Map) -> Unit:
        says: tuple[Piece, ...] = tuple(map(self.plain, self.says(replace(found, home=""))))
        return Unit(found.unit["id"], found.kind, says, panel.place)

    def unlinked(self, unit: Unit) -> Unit:
        """Return a unit whose terms are plain words, as on a poster."""
        return replace(unit, body=tuple(self.plain(part) if isinstance(part, Piece) else part for part in unit.body))

    def plain(self, piece: Piece) -> Piece:
        """Return what a piece says where its terms are plain words."""
        words = piece.words
        for mention in piece.mentions:
            said = mention.text or fold(self.content.terms[mention.target]["term"])
            words = words.replace(f"{OPEN}{mention.target}{CLOSE}", said, 1)
        return replace(piece, words=words, mentions=())

    # Units ------------------------------------------------------------------

    def unit(self, found: Found) -> Iterator[Unit]:
        if self.fits(found.profile):
            role = "case" if found.kind == "example" else found.kind  # a Document has it as a case
            yield Unit(found.unit["id"], role, tuple(self.says(found)), found.unit.place)

    def says(self, found: Found) -> Iterator[Piece]:
        unit = found.unit
        plain = (Piece(key, fold(unit.get(key, ""))) for key in PLAIN.get(found.kind, ()))
        drawn = found.kind == "figure" and drawn_kind(unit)
        yield from (alternative(unit) if drawn and piece.part == "alternative" else piece for piece in plain)
        yield self.audience(unit, found.profile)
        if found.kind in _ORIGIN:
            yield Piece("origin", f"{found.home}#{unit['id']}" if found.home else "")
        yield from read_markdown(unit.get("text", ""))
        if drawn:
            yield from due(unit)
        if found.kind == "example":
            yield from example_due(unit, self.content)
        if found.kind == "quote":
            yield _pointing("attribution", unit["source"])
        if found.kind == "question":
            yield from _ALONE if self.plan.kind == "primer" else self.field(unit)

    def field(self, unit: Map) -> Iterator[Piece]:
        required = unit.get("required") == "yes"
        questions, options = self.questions(), self.options(unit)
        yield condition_due(unit, questions)
        yield onward_due(unit, questions, options)
        yield Piece("required", "required", pattern=".+") if required else Piece("required", "")
        yield Piece("help", "")
        yield from read_markdown(unit.get("help", ""))
        yield from rows_due(unit, required=required) if unit["kind"] == "rows" else self.answer(unit, required=required)
        if "evidence" in unit:
            yield Piece(f"entry '{unit['id']}.evidence' optional", fold(unit["evidence"]))
        measure = fold(unit.get("unit", ""))
        yield Piece("room", measure, pattern=f".*{re.escape(measure)}.*")
        yield _pointing("explained", unit["explained-by"]) if "explained-by" in unit else Piece("explained", "")

    def answer(self, unit: Map, *, required: bool) -> Iterator[Piece]:
        said = fold(f"{unit.get('default', '')} {unit.get('longest', '')}")
        yield Piece(f"entry '{unit['id']}' {'required' if required else 'optional'}", said)
        options = self.options(unit)
        keys = ["yes", "no"] if unit["kind"] == "yes-no" else []
        yield from (Piece(f"choice '{key}'", "", pattern=".+") for key in keys)
        yield from (Piece(f"choice '{option['key']}'", fold(option["text"])) for option in options)
        if keys or unit.get("not-applicable") == "yes":
            yield Piece("choice 'not-applicable'", "", pattern=".+")

    def options(self, unit: Map) -> list[Map]:
        """Return what a question offers; those of a scale, where it has one."""
        if unit["kind"] != "scale":
            return list(unit.get("options", []))
        scales = self.content.resources[self.content.homes[unit["id"]]].get("scales", [])
        return [option for scale in scales if scale["id"] == unit["scale"] for option in scale["options"]]

    def audience(self, unit: Map, profile: Profile) -> Piece:
        axes = self.content.axes
        told = {(a, value) for a in unit.get("for", {}) if a not in self.axes for value in profile[a]}
        phrases = {(a, v): fold(axes[a][v]["phrase"]) for a in axes for v in axes[a]}
        named = sorted({phrases[reader] for reader in told})
        others = {phrase for phrase in phrases.values() if not any(phrase in name for name in named)}
        pattern = "".join(f"(?=.*{re.escape(phrase)})" for phrase in named)
        pattern += "".join(f"(?!.*{re.escape(phrase)})" for phrase in sorted(others)) + ".*"
        return Piece("audience", ", ".join(named), pattern=pattern) if told else Piece("audience", "")

    # The end of the document ------------------------------------------------

    def used(self, body: list[Unit]) -> Iterator[Unit]:
        terms, place = self.closure(body), self.plan.content.place
        if terms:
            yield Unit("words-used", "section", (Piece("audience", ""), *terms.values()), place)
        cited = {m.target for m in _mentions((*body, *terms.values())) if m.role == "ref"}
        sources = tuple(_source(source) for key, source in self.content.sources.items() if key in cited)
        if sources:
            yield Unit("sources-cited", "section", (Piece("audience", ""), *sources), place)

    def closure(self, body: Iterable[Unit]) -> dict[str, Unit]:
        terms: dict[str, Unit] = {}
        waiting = [m.target for m in _mentions(body) if m.role == "term"]
        while waiting:
            name = waiting.pop()
            if name in self.content.terms and name not in terms:
                term = self.content.terms[name]
                says = (Piece("term", fold(term["term"])), *read_markdown(term["definition"]))
                terms[name] = Unit(name, "term", says, term.place)
                waiting += [m.target for m in _mentions((terms[name],)) if m.role == "term"]
        return terms


def _heaviest(units: Iterable[Found]) -> list[Found]:
    return sorted(units, key=lambda found: -int(found.unit["primer"]["weight"]))


def _source(source: Map) -> Unit:
    about = [fold(source[key]) for key in ("author", "title", "year") if key in source]
    about += [fold(source[key]) + OPEN + fold(source[key]) + CLOSE for key in ("address",) if key in source]
    pattern = r"\W*".join(["", *map(re.escape, about), ""])
    says = Piece("term", fold(source["label"])), Piece("paragraph", ", ".join(about), pattern=pattern)
    return Unit(source["id"], "source", says, source.place)


def _pointing(part: str, target: str) -> Piece:
    return Piece(part, "", (Mention(target, role="ref"),), pattern=".*")


def _mentions(units: Iterable[Unit]) -> Iterator[Mention]:
    for unit in units:
        for _, part in unit.walk():
            if isinstance(part, Piece):
                yield from part.mentions
