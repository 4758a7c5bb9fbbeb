"""Press words, directions, dates and sorting, in every language that the press has."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from string import Formatter
from typing import get_args

import pytest
import yaml

from press.feedback.changes import ChangeKind
from press.language import load_language, sort_key
from press.problem import ContentError

PRESS = Path(__file__).parents[2] / "press"
CATALOGUES = {
    path.stem: yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader) for path in (PRESS / "words").iterdir()
}
SOURCE = CATALOGUES["en"]


def placeholders(word: str) -> list[str]:
    parsed = list(Formatter().parse(word))
    # Names only: no index, no attribute, no conversion, no format that a translator could break.
    assert all(
        name is None or (re.fullmatch("[a-z]+", name) and not spec and not conv) for _, name, spec, conv in parsed
    )
    return sorted(name for _, name, _, _ in parsed if name is not None)


@pytest.mark.parametrize("tag", CATALOGUES)
def test_catalogues_have_the_same_words(tag: str) -> None:
    assert CATALOGUES[tag].keys() == SOURCE.keys()


@pytest.mark.parametrize("tag", CATALOGUES)
def test_words_have_the_same_placeholders(tag: str) -> None:
    for key, word in CATALOGUES[tag].items():
        assert placeholders(word) == placeholders(SOURCE[key]), key
        assert word.strip(), key


def test_every_word_is_said_and_none_is_missing() -> None:
    speaking = [path for folder in ("compose", "report") for path in sorted((PRESS / folder).glob("*.py"))]
    code = "".join(path.read_text("utf-8") for path in [*speaking, PRESS / "feedback" / "meeting.py"])
    strings = set(re.findall(r'"([a-z]+(?:-[a-z]+)*)"', code))
    asked = set(re.findall(r'\b(?:say|around)\(\s*"([^"]+)"', code)) | set(re.findall(r'words\["([^"]+)"\]', code))
    assert asked <= SOURCE.keys(), "compose says a word that the catalogue lacks"
    # Some are asked for by a kind: of a document, a callout, a choice, an entry, a column of actions.
    by_kind = {"guide", "questionnaire", "primer", "note", "tip", "warning"}
    by_kind |= {f"hint-{kind}" for kind in ("text", "lines", "number", "date", "one")}
    by_kind |= {f"action-{column}" for column in ("progress", "who", "when")}
    by_kind |= {f"score-{name}" for name in ("mean", "highest", "at-least", "at-most")} | {"row"}
    # The alternative of a chart begins with words of its own.
    by_kind |= {f"{word}-alternative" for word in strings if word.startswith("report-")}
    by_kind |= {f"feedback-{kind}" for kind in get_args(ChangeKind)}
    assert SOURCE.keys() - strings - by_kind == set()


@pytest.mark.parametrize(("tag", "direction"), [("en", "ltr"), ("ar", "rtl"), ("en-GB", "ltr"), ("ar-EG", "rtl")])
def test_direction(tag: str, direction: str) -> None:
    language = load_language(tag)
    assert (language.tag, language.direction) == (tag, direction)


@pytest.mark.parametrize(
    ("tag", "direction"), [("fr", "ltr"), ("he", "rtl"), ("fa", "rtl"), ("zh-Hant", "ltr"), ("pt-BR", "ltr")]
)
def test_a_toolkit_may_bring_a_language_of_its_own(tag: str, direction: str) -> None:
    language = load_language(tag, {key: f"<{word}>" for key, word in SOURCE.items()})
    assert (language.direction, language.say("contents")) == (direction, "<Contents>")


def test_words_of_a_toolkit_win() -> None:
    language = load_language("en", {"contents": "In this guide"})
    assert language.say("contents") == "In this guide"
    assert language.say("page", page=3) == "page 3"


@pytest.mark.parametrize(
    "tag", ["", "e", "xx-nonsense", "klingon", "en_GB", "en-", "-en", "../en", "en-XX-YY-ZZ", "e n", "١"]
)
def test_what_is_no_language_is_a_problem(tag: str) -> None:
    with pytest.raises(ContentError) as caught:
        load_language(tag)
    assert [problem.code for problem in caught.value.problems] == ["C420"]


def test_missing_words_are_named() -> None:
    with pytest.raises(ContentError) as caught:
        load_language("fr", {key: word for key, word in SOURCE.items() if key not in ("tip", "contents")})
    (problem,) = caught.value.problems
    assert problem.code == "C420"
    assert "'fr': contents, tip" in problem.message


def test_around_a_placeholder() -> None:
    assert load_language("en").around("page", "page") == ("page ", "")


@pytest.mark.parametrize(
    ("tag", "day", "name"),
    [("en", "31 March 2026", "English"), ("ar", "31 مارس 2026", "العربية"), ("ar-EG", "31 مارس 2026", "العربية")],
)
def test_dates_and_names_are_of_the_language(tag: str, day: str, name: str) -> None:
    language = load_language(tag)
    assert (language.day(date(2026, 3, 31)), language.name) == (day, name)


def test_words_sort_without_regard_to_case_and_accents() -> None:
    assert sorted(["zoo", "Éclair", "eclair", "Apple", "école", "apple"], key=sort_key) == [
        *("Apple", "apple", "eclair", "Éclair", "école", "zoo"),
    ]
    assert sorted(["بيت", "أرض", "إبرة", "ابن", "آلة"], key=sort_key) == ["إبرة", "ابن", "أرض", "آلة", "بيت"]
