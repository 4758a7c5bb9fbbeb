"""What stands in a place to fill in -> a typed value. What cannot be read for certain is told, never mended."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from press.collect.forms import Place
from press.collect.found import Found

_NUMBER: Final = re.compile(r"[-−]?\d+(?:[.,]\d+)?")
_GROUPED: Final = re.compile(r"[-−]?[1-9]\d{0,2}[.,]\d{3}")
_DATE: Final = re.compile(r"\d{4}-\d{1,2}-\d{1,2}")


@dataclass(frozen=True, slots=True)
class ValueFault:
    """Why what stands there is no answer: a code, and the end of a sentence that begins with the question."""

    code: str
    why: str
    hint: str


def text_of(place: Place, found: Found) -> str:
    """Return what was filled in, as it stands there; empty where nothing was."""
    return "" if found.text == place.hint and not place.default else found.text


def value_of(place: Place, found: Sequence[Found]) -> str | Decimal | ValueFault | None:
    """Return the value of a place that is no set of ticks; None where nothing was filled in."""
    values = {(one.key, text_of(place, one)) for one in found}
    if len(values) > 1:
        return ValueFault("A908", "is answered in two ways", "ask which of the two is meant")
    key, text = next(iter(values))
    match place.kind:
        case "one":
            return _chosen(place, key, text)
        case _ if not text:
            return None
        case "number":
            return _number(text)
        case "date":
            return _date(text)
        case _:
            return text


def _chosen(place: Place, key: str, text: str) -> str | ValueFault | None:
    """Return the key of the option that is chosen: by its key, its words as shown, or both where they agree."""
    if not key and not text:
        return None
    by_words = {option.key for option in place.options if text in (option.shown, option.text)}
    by_key = {option.key for option in place.options if option.key == key}
    fitting = by_key & by_words if key and text else by_key | by_words
    if len(fitting) == 1:
        return next(iter(fitting))
    return ValueFault("A909", "has an answer that the form does not offer", "ask which of the offered answers is meant")


def _figures(text: str) -> str:
    """Return a text with the figures of any script as those of Latin."""
    return "".join(str(unicodedata.decimal(sign, sign)) for sign in text)


def _number(text: str) -> Decimal | ValueFault:
    """Return a number in figures of any script; ``1,234`` may be a thousand or a little over one, and is neither."""
    figures = _figures(text)
    if not _NUMBER.fullmatch(figures):
        return ValueFault("A909", "is not answered by a number alone", "ask for one number, in figures")
    if _GROUPED.fullmatch(figures):
        return ValueFault("A909", "has a number that can be read in two ways", "ask whether its sign parts thousands")
    return Decimal(figures.replace("−", "-").replace(",", "."))


def _date(text: str) -> str | ValueFault:
    figures = _figures(text)
    fault = ValueFault("A909", "is not answered by a date", "ask for year-month-day, such as 2026-03-31")
    if not _DATE.fullmatch(figures):
        return fault
    try:
        return datetime.date(*map(int, figures.split("-"))).isoformat()
    except ValueError:
        return fault


def is_ticked(found: Sequence[Found]) -> bool | ValueFault:
    """Tell whether a tick is set."""
    states = {bool(one.ticked) for one in found}
    if len(states) > 1:
        return ValueFault("A908", "is ticked in one place and not in the other", "ask which of the two is meant")
    return states.pop()
