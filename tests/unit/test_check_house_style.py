"""House style: words to avoid, abbreviations, long sentences and hard texts, each told at its place."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from press.check.readability import Reading, read
from press.check.sentences import sentences
from press.check.shown import said_by_each, visible
from press.place import Place, Scalar
from tests.unit.toolkit_fixture import GLOSSARY, MANUAL, PRIMERS, SURVEY, SmallToolkit

STYLE: Final = "en/shared/house-style.yaml"
WORDING: Final = """\
wording:
  - avoid: [old cloth, cloths]
    say: rag
    why: A rag is what it is.
    except: [Old Cloth Street]
"""
ABBREVIATIONS: Final = """\
known: [BC, e.g.]
abbreviations:
  - short: TPI
    expansion: tooth pitch index
"""


def styled(folder: Path, rules: str) -> SmallToolkit:
    return SmallToolkit(folder).write(STYLE, "format: 1\n" + rules)


def prose(text: str) -> Scalar:
    return Scalar(text, Place("f.yaml"), "literal")


# Words to avoid


def test_a_word_to_avoid_is_told_where_it_stands(tmp_path: Path) -> None:
    toolkit = styled(tmp_path, WORDING)
    assert toolkit.found() == [("warning", "C430", toolkit.at(MANUAL, "Use an old cloth", "old cloth"))]
    (problem,) = toolkit.problems()
    assert problem.message == "'old cloth' is a word to avoid: A rag is what it is."
    assert problem.hint == "say: rag"


@pytest.mark.parametrize("words", ["an **old** cloth", "an Old\n              CloTh", "{term}`an old cloth <chain>`"])
def test_markup_lines_and_capitals_hide_nothing(tmp_path: Path, words: str) -> None:
    toolkit = styled(tmp_path, WORDING).edit(MANUAL, "an old cloth", words)
    assert [(code, place) for _, code, place in toolkit.found()] == [
        ("C430", toolkit.at(MANUAL, words, "Old" if "Old" in words else "old"))
    ]


@pytest.mark.parametrize(
    "words",
    [
        "a bold cloth",
        "an old clothes line",
        "Old Cloth Street",
        "[the street](https://example.org/old-cloth/cloths)",
        "{term}`chain`",
    ],
)
def test_other_words_are_left_alone(tmp_path: Path, words: str) -> None:
    assert styled(tmp_path, WORDING).edit(MANUAL, "an old cloth", words).found() == []


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        (MANUAL, "title: Wipe the chain", "title: Wipe with cloths"),
        (MANUAL, "alternative: A circle", "alternative: Cloths"),
        (MANUAL, "| Dry | Sun |", "| Dry | cloths |"),
        (SURVEY, "text: Rim brakes", "text: Cloths"),
        (PRIMERS, "title: What matters", "title: Cloths"),
        (GLOSSARY, "A wheel with teeth.", "Cloths with teeth."),
        ("toolkit.yaml", "You ride.", "You ride on cloths."),
    ],
)
def test_words_are_found_wherever_people_read(tmp_path: Path, name: str, before: str, after: str) -> None:
    toolkit = styled(tmp_path, WORDING.replace("old cloth, ", "")).edit(name, before, after)
    word = "Cloths" if "Cloths" in after else "cloths"
    assert toolkit.found() == [("warning", "C430", toolkit.at(name, after, word))]


def test_the_words_of_others_stay_theirs(tmp_path: Path) -> None:
    toolkit = styled(tmp_path, WORDING.replace("old cloth, ", "")).edit(MANUAL, "Wheels turn.", "Cloths turn.")
    assert toolkit.edit("en/shared/sources.yaml", "title: A guide", "title: Cloths").found() == []


def test_a_word_has_one_rule(tmp_path: Path) -> None:
    toolkit = styled(tmp_path, WORDING.replace("old cloth, ", "cloths, "))
    assert [code for _, code, _ in toolkit.found()] == ["C401"]


# Abbreviations


def test_an_abbreviation_that_nobody_knows(tmp_path: Path) -> None:
    toolkit = styled(tmp_path, ABBREVIATIONS).edit(MANUAL, "Replace it early.", "Replace it by the XYZ, the XYZs say.")
    assert toolkit.found() == [("warning", "C432", toolkit.at(MANUAL, "the XYZ, ", "XYZ"))]
    assert "'XYZ', 2 times in all" in toolkit.problems()[0].message


@pytest.mark.parametrize("words", ["by BC, A4 and size IV", "by a NOTABLY old rule", "by X alone"])
def test_what_is_no_unknown_abbreviation(tmp_path: Path, words: str) -> None:
    assert styled(tmp_path, ABBREVIATIONS).edit(MANUAL, "Replace it early.", f"Replace it {words}.").found() == []


def test_an_abbreviation_is_expanded_at_its_first_use(tmp_path: Path) -> None:
    toolkit = styled(tmp_path, ABBREVIATIONS).edit(MANUAL, "Keep the", "Look up the TPI. Keep the")
    toolkit.edit(MANUAL, "Take the bus.", "Take the tooth pitch index (TPI).")
    assert toolkit.found() == [("warning", "C431", toolkit.at(MANUAL, "the TPI. ", "TPI"))]
    problem = toolkit.problems()[0]
    assert problem.message == "'TPI' is first used here in guides/manual and 2 more, and not expanded"
    assert problem.hint == "write: tooth pitch index (TPI), or mark it as a {term}"


def test_a_later_use_needs_no_expansion(tmp_path: Path) -> None:
    toolkit = styled(tmp_path, ABBREVIATIONS)
    toolkit.edit(MANUAL, "Keep the", "Look up the tooth\n          pitch indexes (TPIs). Keep the")
    assert toolkit.edit(MANUAL, "Take the bus.", "Take the TPI.").found() == []


def test_each_document_is_read_for_itself(tmp_path: Path) -> None:
    """A primer takes the takeaway without the text that expands it in the guide."""
    toolkit = styled(tmp_path, ABBREVIATIONS).edit(MANUAL, "Keep the", "Look up the tooth pitch index (TPI). Keep the")
    toolkit.edit(MANUAL, "A dry chain is", "By its TPI a dry chain is")
    assert toolkit.found() == [("warning", "C431", toolkit.at(MANUAL, "its TPI", "TPI"))]
    assert "primers/rider.summer and 3 more" in toolkit.problems()[0].message


def test_a_term_leads_to_what_it_means(tmp_path: Path) -> None:
    toolkit = styled(tmp_path, ABBREVIATIONS).edit(
        MANUAL, "A dry chain is", "By its {term}`TPI <sprocket>` a dry chain is"
    )
    assert toolkit.found() == []
    toolkit.edit(GLOSSARY, "term: sprocket", "term: TPI wheel").edit(
        MANUAL, "{term}`TPI <sprocket>`", "{term}`sprocket`"
    )
    assert toolkit.edit(MANUAL, "Use an old", "Use the TPI of an old").found() == []


def test_what_is_still_to_be_written_is_not_judged(tmp_path: Path) -> None:
    toolkit = styled(tmp_path, ABBREVIATIONS + WORDING + "limits:\n  primer: {sentence: 9}\n")
    toolkit.edit(MANUAL, "Use an old cloth.", "[TODO: an old cloth, the TPI, the XYZ, and much more of what there is]")
    assert [code for _, code, _ in toolkit.found()] == ["C421"]


# Sentences and grades


def test_a_sentence_that_is_too_long(tmp_path: Path) -> None:
    toolkit = styled(tmp_path, "limits:\n  primer: {sentence: 8}\n")
    toolkit.edit(MANUAL, "A dry chain is not a clean chain.", "It rains. It **has** eight words, as one can count.")
    assert toolkit.found() == []
    toolkit.edit(MANUAL, "as one can count", "as one can well count")
    assert toolkit.found() == [("warning", "C433", toolkit.at(MANUAL, "It **has**"))]
    assert toolkit.problems()[0].message == "a sentence of 9 words; in a primer at most 8"


def test_a_text_that_is_too_hard(tmp_path: Path) -> None:
    hard = "Organizational accountability necessitates institutional transparency considerations. "
    toolkit = styled(tmp_path, "limits:\n  guide: {grade: 12}\n").edit(MANUAL, "Take the bus.", hard * 30)
    found = toolkit.found()
    assert {code for _, code, _ in found} == {"C434"}
    assert {place for *_, place in found} == {toolkit.at(MANUAL, "id: manual", "manual")}
    assert len(found) == 2  # not the document for summer, which does not hold it
    assert toolkit.at(MANUAL, hard * 30) in toolkit.problems()[0].hint


def test_short_texts_have_no_grade(tmp_path: Path) -> None:
    assert styled(tmp_path, "limits:\n  guide: {grade: 1}\n").found() == []


def test_only_english_has_a_formula(tmp_path: Path) -> None:
    toolkit = SmallToolkit(tmp_path).edit("toolkit.yaml", "source-language: en", "source-language: de")
    toolkit.edit("toolkit.yaml", "- id: en", "- id: de")
    (toolkit.root / "en").rename(toolkit.root / "de")
    toolkit.write("de/shared/house-style.yaml", "format: 1\nlimits:\n  guide: {grade: 9}\n")
    assert ("warning", "C434", "content/de/shared/house-style.yaml") in toolkit.found()


@pytest.mark.parametrize(
    ("text", "lengths"),
    [
        ("One. Two three! Four?", [1, 2, 1]),
        ("See e.g. Berlin. It is big.", [3, 3]),
        ("It grew by 3.5 per cent, to 10,000. Then it fell.", [8, 3]),
        ("“Stop!” she said. “Why?” He went.", [3, 1, 2]),
        ("Bread, salt etc. and no more", [6]),
        ("Ask:\n\n- who pays\n- who\n  decides.\n\n1. Go. Stay.", [1, 2, 2, 1, 1]),
        ("Before.\n\n| a b | c |\n|---|---|\n| d. e | f |\n\nAfter it.", [1, 2]),
        ("Word\n: what it means.\n\nAfter it.", [2]),
        ("Of {term}`ai-system` and {ref}`the **plan** <a-plan>`.[^n]\n\n[^n]: A note here.", [6, 3]),
        ("هل هذا واضح؟ نعم، واضح – جدًّا.", [3, 3]),
        ("A life-cycle isn't and/or.", [4]),
    ],
)
def test_sentences(text: str, lengths: list[int]) -> None:
    found = sentences(prose(text), frozenset({"e.g."}))
    assert [len(words) for _, words in found] == lengths
    assert all(visible(prose(text), targets=True).startswith(words[0], start) for start, words in found)


def test_the_formula_is_that_of_flesch_and_kincaid(tmp_path: Path) -> None:
    """Two sentences, 9 words, 13 syllables, by hand: 0.39 × 4.5 + 11.8 × 13 / 9 − 15.59 = 3.21."""
    toolkit = SmallToolkit(tmp_path).edit(
        MANUAL, "How a bicycle lasts.", "The number matters to me. “Numbers,” I say, often."
    )
    library = toolkit.library()
    first = read(library, next(iter(said_by_each(library)))[1]).sentences[:2]
    assert [(one.words, one.syllables) for one in first] == [(5, 7), (4, 6)]
    assert Reading(first).grade == pytest.approx(3.21, abs=0.005)


def test_visible_keeps_every_sign_in_its_place() -> None:
    text = "A *b* [c d](https://example.org/e) {ref}`f g <h-i>` {term}`j-k`[^l] \\* m"
    shown = visible(prose(text))
    assert len(shown) == len(text)
    assert shown.split() == ["A", "b", "c", "d", "f", "g", "m"]
    assert all(text[at] == sign for at, sign in enumerate(shown) if sign != " ")
    assert "j k" in visible(prose(text), targets=True)
