"""House style, abbreviation by abbreviation: expanded where a document first uses it, and none that nobody knows.

A first use is in order where the expansion stands before it, “data protection impact assessment (DPIA)”, or where it
is marked as a term, so that the reader is led to what it means.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from press.check.shown import ROLE, Said, said_by_each, visible
from press.check.walk import place_of
from press.check.wording import texts
from press.check.words import repeated
from press.model import HouseStyle, Library, Poster, WorksheetPlan
from press.place import Scalar
from press.problem import Problem

_TOKEN: Final = re.compile(r"(?<!\w)[^\W_]{2,7}(?!\w)")
_ROMAN: Final = re.compile(r"X{0,3}(IX|IV|V?I{0,3})")
_LONGEST: Final = 6


@dataclass(frozen=True, slots=True)
class _Use:
    """An abbreviation in a text: where, and whether it is explained there, by its expansion or by being a term."""

    short: str
    text: Scalar
    offset: int
    expanded: bool = False
    linked: bool = False


def problems(library: Library) -> Iterator[Problem]:
    """Yield abbreviations that a document uses before it expands them, and those that the house style does not know."""
    style = library.style
    if style is None:
        return
    shorts = [entry.short for entry in style.abbreviations]
    yield from repeated((*style.known, *shorts), "abbreviation", "let it stand once, under known: or abbreviations:")
    yield from _unknown(library, style)
    if shorts:
        yield from _unexpanded(library, style)


def _unknown(library: Library, style: HouseStyle) -> Iterator[Problem]:
    listed = {*map(str, style.known), *(str(entry.short) for entry in style.abbreviations)}
    first: dict[str, str] = {}
    times: dict[str, int] = {}
    for text in texts(library):
        for match in _TOKEN.finditer(visible(text)):
            if (short := _capitals(match[0])) and short not in listed and match[0] not in listed:
                first.setdefault(short, place_of(text, match.start()))
                times[short] = times.get(short, 0) + 1
    for short, place in first.items():
        again = f", {times[short]} times in all" if times[short] > 1 else ""
        message = f"the house style does not know the abbreviation '{short}'{again}"
        hint = "add it to abbreviations: or known: of shared/house-style.yaml, or write the words"
        yield Problem("C432", place, message, hint, "warning")


def _capitals(token: str) -> str:
    """Return a token of capitals, without the s of its plural; nothing for another one, and for a Roman number."""
    short = token[:-1] if token.endswith("s") else token
    letters = sum(sign.isalpha() for sign in short)
    if letters < 2 or len(short) > _LONGEST or not short.isupper() or _ROMAN.fullmatch(short):
        return ""
    return short


def _unexpanded(library: Library, style: HouseStyle) -> Iterator[Problem]:
    """Yield first uses that explain nothing: each place once, with the documents that use it first there."""
    patterns = {str(entry.short): _patterns(entry.short, entry.expansion) for entry in style.abbreviations}
    expansions = {str(entry.short): str(entry.expansion) for entry in style.abbreviations}
    uses: dict[str, list[_Use]] = {}
    wrong: dict[tuple[str, str], list[str]] = {}
    for selection, texts_said in said_by_each(library):
        for use in _first(_uses(library, texts_said, patterns, uses)):
            plain = isinstance(selection.wanted.resource, Poster | WorksheetPlan)  # terms lead nowhere there
            if not (use.expanded or (use.linked and not plain)):
                wrong.setdefault((use.short, place_of(use.text, use.offset)), []).append(selection.wanted.stem)
    for (short, place), stems in wrong.items():
        more = f" and {len(stems) - 1} more" if len(stems) > 1 else ""
        message = f"'{short}' is first used here in {stems[0]}{more}, and not expanded"
        hint = f"write: {expansions[short]} ({short}), or mark it as a {{term}}"
        yield Problem("C431", place, message, hint, "warning")


def _patterns(short: str, expansion: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what finds an abbreviation, and what finds it behind its expansion; either may be in the plural."""
    words = r"\s+".join(map(re.escape, expansion.split()))
    use = rf"(?<!\w){re.escape(short)}s?(?!\w)"
    return re.compile(use), re.compile(rf"(?<!\w)(?i:{words})\w{{0,3}}\s+\(\s*{use}")


def _uses(
    library: Library,
    texts_said: Iterable[Said],
    patterns: Mapping[str, tuple[re.Pattern[str], re.Pattern[str]]],
    known: dict[str, list[_Use]],
) -> Iterator[_Use]:
    for one in texts_said:
        if one.text not in known:
            known[one.text] = sorted(_in_text(library, one.text, patterns), key=lambda use: use.offset)
        # The same words may stand in several places; each use has its own.
        yield from (_Use(u.short, one.text, u.offset, u.expanded, u.linked) for u in known[one.text])


def _in_text(
    library: Library, text: Scalar, patterns: Mapping[str, tuple[re.Pattern[str], re.Pattern[str]]]
) -> Iterator[_Use]:
    shown = visible(text)
    roles = list(ROLE.finditer(text)) if text.style == "literal" else []
    terms = [(match, match["target"] or match["only"]) for match in roles if match[0].startswith("{term}")]
    for short, (use, expanded) in patterns.items():
        if short in shown:  # patterns are slow, and few texts have any of the abbreviations
            ends = {match.end() for match in expanded.finditer(shown)}
            for match in use.finditer(shown):
                linked = any(role.start() <= match.start() < role.end() for role, _ in terms)
                yield _Use(short, text, match.start(), match.end() in ends, linked)
        for role, target in terms:
            term = library.terms.get(target.strip())
            if term is not None and role["words"] is None and use.search(term.term):
                yield _Use(short, text, role.start(), expanded.search(term.term) is not None, linked=True)


def _first(uses: Iterable[_Use]) -> Iterator[_Use]:
    seen: set[str] = set()
    for use in uses:
        if use.short not in seen:
            seen.add(use.short)
            yield use
