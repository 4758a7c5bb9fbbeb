"""styles/word.yaml and the design tokens -> the styles of Word files, for one script, language and kind of document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, Literal

from babel.core import get_global

from press.design import Design, script_of
from press.document import Direction, Document, DocumentKind
from press.problem import ContentError, Problem
from press.write.ooxml import styles as ooxml
from press.write.ooxml.lists import Level
from press.write.ooxml.markup import joined
from press.write.ooxml.settings import Page, font_table_xml, settings_xml
from press.write.word_look import Look, Numbers, WordLook, load_look

_COMPLEX: Final = ("Arab", "Hebr", "Syrc", "Thaa", "Deva", "Beng", "Thai")  # what Word calls complex scripts
_EAST_ASIAN: Final = ("Hans", "Hant", "Jpan", "Kore", "Hani")
_POINTS: Final = {"pt": 1.0, "mm": 72 / 25.4, "cm": 720 / 25.4}
_LENGTH: Final = re.compile(r"(-?[\d.]+)(pt|mm|cm)")


@dataclass(frozen=True, slots=True)
class WordStyles:
    """What all Word files of one kind, language and direction share: parts, lists, paper."""

    styles: bytes
    font_table: bytes
    settings: bytes
    lists: Mapping[int, tuple[Level, ...]]
    page: Page

    @property
    def text_width(self) -> int:
        """The width of a line, in twentieths of a point."""
        return self.page.width - self.page.start - self.page.end


def style_id(name: str) -> str:
    """Return a style's id: its name, as Word writes it, without spaces and hyphens."""
    return "".join(f"{part[:1].upper()}{part[1:]}" for part in re.split("[ -]", name))


def word_styles(design: Design, document: Document) -> WordStyles:
    """Return what a document shares with its kin. Raises ContentError (W502) when there are no fonts for its script."""
    return _make(design, document.language, document.direction, document.kind)


def forget_word_styles() -> None:
    """Read word.yaml anew when it is next asked for."""
    load_look.cache_clear()
    _make.cache_clear()


@cache
def _make(design: Design, language: str, direction: Direction, kind: DocumentKind) -> WordStyles:
    maker = _Maker(design, load_look(), language, direction, kind=kind)
    return maker.make()


class _Maker:
    def __init__(
        self, design: Design, look: WordLook, language: str, direction: Direction, *, kind: DocumentKind
    ) -> None:
        script = script_of(language)
        if script not in look.fonts:
            hint = "add the families for it to styles/word.yaml, under fonts"
            raise ContentError(
                [Problem("W502", "styles/word.yaml", f"there are no fonts for the script {script}", hint)]
            )
        self.design, self.look, self.language, self.kind = design, look, language, kind
        self.rtl = direction == "rtl"
        self.general = look.fonts["Latn" if script in _COMPLEX else script]
        self.complex = look.fonts[script if script in _COMPLEX else "Arab"]
        self.east_asian = look.fonts.get(next((s for s in _EAST_ASIAN if s in look.fonts), ""), self.general)

    def make(self) -> WordStyles:
        tag = self.tag(self.language)
        complex_tag = tag if self.rtl else self.tag("ar")
        page = self.page()
        width = page.width - page.start - page.end
        styles = list(self.paragraphs(width)) + list(self.characters())
        colour = self.colour
        table = ooxml.table_style(
            "ToolkitTable", "Toolkit Table", head=colour("brand"), rule=colour("brand"), line=colour("line"),
            band=colour("quiet"), on_head=colour("on-brand"),
        )  # fmt: skip
        fonts = {
            name: (self.look.substitutes[name].kind, self.look.substitutes[name].instead) for name in self.families()
        }
        return WordStyles(
            ooxml.styles_xml(styles, joined(table, ooxml.form_table_style(colour("muted"))), tag, complex_tag),
            font_table_xml(fonts),
            settings_xml(tag, complex_tag),
            {number: tuple(self.levels(numbers)) for number, numbers in self.look.lists.items()},
            page,
        )

    def families(self) -> list[str]:
        used = (self.general, self.complex, self.east_asian)
        return list(dict.fromkeys(name for fonts in used for name in (fonts.text, fonts.display)))

    def tag(self, language: str) -> str:
        """Return a language with its country, which Word wants to know."""
        if language in self.look.languages or "-" in language:
            return self.look.languages.get(language, language)
        likely = str(get_global("likely_subtags").get(language, language)).split("_")
        return f"{likely[0]}-{likely[-1]}"

    def paragraphs(self, width: int) -> Iterator[ooxml.Style]:
        for name, look in self.look.styles.items():
            yield self.style(name, self.own(name, look), width, {})
        for box, colours in self.look.boxes.items():
            for part, look in self.look.box.items():
                if part == "all":
                    continue
                whole = _over(self.look.box["all"], look)
                if part == "Text":
                    whole = _over(whole, colours.text)
                whole = self.own(f"{box} {part}", whole)
                told = {"fill": colours.fill, "rule": colours.rule, "label": colours.label}
                yield self.style(f"{box} {part}", whole.model_copy(update={"fill": "fill"}), width, told)

    def own(self, name: str, look: Look) -> Look:
        """Return a style's look with what short documents say otherwise."""
        short = (self.look.short,)
        layers = {
            "worksheet": short,
            "report": short,
            "primer": (*short, self.look.primer),
            "leaflet": (*short, self.look.leaflet),
        }
        for own in layers.get(self.kind, ()):
            look = _over(look, own[name]) if name in own else look
        return look

    def characters(self) -> Iterator[ooxml.Style]:
        for name, look in self.look.characters.items():
            yield self.style(name, look, 0, {}, "character")

    def style(
        self,
        name: str,
        look: Look,
        width: int,
        own: Mapping[str, str],
        kind: Literal["paragraph", "character"] = "paragraph",
    ) -> ooxml.Style:
        """Return one style; ``own`` are palette names that mean other ones in this box."""

        def colour(word: str | None) -> str:
            return self.colour(own.get(word, word)) if word else ""

        normal = name == "Normal"
        start, hanging = self.twips(look.start), self.twips(look.hanging) or 0
        line, rule = self.line(look.line)
        size = self.points(look.size, self.design.sizes) if look.size else 0.0
        told: dict[str, Any] = {
            "id": style_id(name),
            "name": name,
            "kind": kind,
            "based": "" if kind == "character" else style_id(look.based) if look.based else "Normal",
            "following": style_id(look.following) if look.following else "",
            "shown": not own,
            "fonts": self.fonts(look.font) if look.font else None,
            "size": _half_points(size * self.general.scale) if size else None,
            "complex_size": _half_points(size * self.complex.scale) if size else None,
            "colour": colour(look.colour),
            "bold": look.bold,
            "italic": False if look.italic and self.rtl else look.italic,
            "underline": look.underline,
            "raised": look.raised,
            "before": self.twips(look.before),
            "after": self.twips(look.after),
            "line": line,
            "line_rule": rule,
            "start": start,
            "end": self.twips(look.end),
            "first": -hanging,
            "align": {"center": "center", "end": "right", None: ""}[look.align],
            "keep_next": True if look.keep else None,
            "keep_lines": True if look.lines else None,
            "break_before": True if look.breaks else None,
            "outline": look.outline,
            "fill": colour(look.fill),
            "borders": tuple(self.borders(look.border, colour)) if look.border else (),
            "tabs": tuple(self.tabs(look.tabs, width)) if look.tabs else (),
            "number": self.number(look.number),
            "rtl": self.rtl and normal,
        }
        return ooxml.Style(**told)

    def fonts(self, which: str) -> ooxml.Fonts:
        scripts = (self.general, self.east_asian, self.complex)
        return ooxml.Fonts(*(fonts.display if which == "display" else fonts.text for fonts in scripts))

    def colour(self, name: str) -> str:
        return self.design.palette[name].removeprefix("#").upper()

    def points(self, length: str, names: Mapping[str, str] | None = None) -> float:
        length = (self.design.space if names is None else names).get(length, length)
        if length == "0":
            return 0.0
        match = _LENGTH.fullmatch(length)
        if not match:
            raise ValueError(f"styles/word.yaml: {length!r} is neither a token nor a length such as 4mm or 3pt")
        return float(match[1]) * _POINTS[match[2]]

    def twips(self, length: str | None) -> int | None:
        return None if length is None else round(self.points(length) * 20)

    def line(self, line: str | None) -> tuple[int | None, Literal["auto", "exact", "atLeast"]]:
        if line is None:
            return None, "auto"
        if line.startswith("exactly "):
            return self.twips(line.removeprefix("exactly ")), "exact"
        return round(float(line) * 240), "auto"

    def borders(self, text: str, colour: Any) -> Iterator[ooxml.Border]:
        """Yield the rules of ``side colour width space; …``. From right to left, start is right."""
        for rule in text.split("; "):
            side, name, width, space = rule.split()
            sides = {"start": "right", "end": "left"} if self.rtl else {"start": "left", "end": "right"}
            where: Any = sides.get(side, side)
            yield ooxml.Border(where, colour(name), round(self.points(width) * 8), round(self.points(space)))

    def tabs(self, text: str, width: int) -> Iterator[int]:
        for stop in text.split():
            yield -width if stop == "right" else self.twips(stop) or 0

    def number(self, text: str | None) -> tuple[int, int] | None:
        if text is None:
            return None
        number, level = text.split()
        return int(number), int(level)

    def levels(self, numbers: Numbers) -> Iterator[Level]:
        """Yield nine levels, as Word wants them; beyond those that are named, like the last."""
        named = len(numbers.levels)
        for at in range(9):
            sign, name = numbers.levels[min(at, named - 1)]
            if at >= named:
                sign, name = sign.replace(f"%{named}", f"%{at + 1}"), ""
            start, hanging = self.indents(numbers, name, at)
            yield Level(numbers.format, sign, start, hanging, style_id(name), self.colour(numbers.colour))

    def indents(self, numbers: Numbers, name: str, at: int) -> tuple[int, int]:
        """Return where a level stands: as its style does, or else a step further in than the level above."""
        if name:
            look = self.own(name, self.look.styles[name])
            return self.twips(look.start) or 0, self.twips(look.hanging) or 0
        step = self.twips(numbers.hanging) or 0
        return (self.twips(numbers.start) or 0) + step * at, step

    def page(self) -> Page:
        margins = {
            name: self.twips(self.design.page[f"margin-{name}"]) or 0 for name in ("top", "bottom", "start", "end")
        }
        width, height = (round(side * _POINTS["mm"] * 20) for side in self.design.paper)
        return Page(
            width, height, margins["top"], margins["bottom"], margins["start"], margins["end"],
            margins["top"] // 2, margins["bottom"] // 2, self.rtl,
        )  # fmt: skip


def _over(look: Look, other: Look) -> Look:
    """Return a look with what another says laid over it."""
    return look.model_copy(update={name: getattr(other, name) for name in other.model_fields_set})


def _half_points(points: float) -> int:
    return max(2, round(points * 2))
