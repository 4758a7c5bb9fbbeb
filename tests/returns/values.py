"""Random answers to a form, and what has to come back of them."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final, TypeAlias

from hypothesis import strategies as st

from press.collect.answers import Row
from press.collect.forms import Form, FormQuestion, Place

# By the path of a control: a text, the key of an option, true for a tick. What is not there is not filled in.
Filled: TypeAlias = Mapping[str, "str | bool"]

_EDGES: Final = (
    "Policía Nacional – Östra Göteborg", "شرطة المدينة", "北京市公安局", "עברית ו-English", "👮🏽‍♀️ 100 %",
    "Line one\nLine two\n\nLine four", "two  spaces", "a\tb", "x" * 3000,
    "=cmd|' /C calc'!A0", "=1+1", "+1", "-", "@x", "<b>&amp;</b>", "]]>", '"quoted", \'so\'', "{term}`x`", "null",
    "0", "007", "12", "1,234", "2026-03-31", "☐ not a tick", "☒",
    "\u202eright to left\u202c", "Ünï\u200dcode", "é", "e\u0301", "ﬁ",
)  # fmt: skip
# Any sign but control characters, lone surrogates, and what ends a line without being a line end of a form.
_SIGNS: Final = st.characters(blacklist_categories=("Cc", "Cs", "Zl", "Zp"), blacklist_characters="\ufffe\uffff\ufeff")
_LINES: Final = st.lists(st.text(_SIGNS, max_size=20), min_size=1, max_size=3).map("\n".join)


def texts(*, several_lines: bool) -> st.SearchStrategy[str]:
    """Return texts that somebody could write into a form; none is empty, and none has white space around it."""
    anything = st.one_of(st.sampled_from(_EDGES), _LINES if several_lines else st.text(_SIGNS, max_size=30))
    one_line = anything if several_lines else anything.map(lambda text: text.replace("\n", " "))
    return one_line.map(str.strip).filter(bool)


def _value(place: Place) -> st.SearchStrategy[str]:
    match place.kind:
        case "one":
            return st.sampled_from([option.key for option in place.options])
        case "number":
            return st.one_of(st.integers(-999, 99_999).map(str), st.sampled_from(["0.5", "12.25", "3.1"]))
        case "date":
            return st.dates().map(lambda day: day.isoformat())
        case _:
            return texts(several_lines=place.kind == "lines").filter(lambda text: text != place.hint)


@st.composite
def filled(draw: st.DrawFn, form: Form) -> dict[str, str | bool]:
    """Draw answers to some of the places of a form. What stands there from the beginning stays or is overwritten."""
    made: dict[str, str | bool] = {}
    places = [place for question in form.questions for place in question.places]
    for place, is_answered in zip(
        places, draw(st.lists(st.booleans(), min_size=len(places), max_size=len(places))), strict=True
    ):
        if not is_answered:
            continue
        if place.kind == "several":
            made |= {f"{place.path}.{option.key}": True for option in place.options if draw(st.booleans())}
        else:
            made[place.path] = draw(_value(place))
    return made


def expected(form: Form, given: Filled) -> dict[str, Any]:
    """Return the value and the note of evidence of each question, worked out from what was filled in alone."""
    return {question.id: (_expected(question, given), _note(question, given)) for question in form.questions}


def _note(question: FormQuestion, given: Filled) -> str:
    return str(given.get(f"{question.id}.evidence", ""))


def _expected(question: FormQuestion, given: Filled) -> Any:
    if question.kind in ("rows", "action"):
        rows: dict[str, dict[str, Any]] = {}
        for place in question.places:
            *row, column = place.path[len(question.id) + 1 :].split(".")
            if (value := _typed(place, given)) is not None:
                rows.setdefault(".".join(row), {})[column] = value
        return tuple(Row(key, cells) for key, cells in rows.items()) or None
    value = _typed(question.places[0], given)
    return None if value == "not-applicable" else value


def _typed(place: Place, given: Filled) -> Any:
    if place.kind == "several":
        return tuple(one.key for one in place.options if given.get(f"{place.path}.{one.key}")) or None
    text = given.get(place.path, place.default or None)
    return Decimal(str(text)) if place.kind == "number" and text is not None else text
