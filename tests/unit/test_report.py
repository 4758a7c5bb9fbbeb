"""Reports: their numbers worked out again by hand, answers as they were given, nothing that should not be in them."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from press.collect.answers import Answer, Carried, Finding, Return, Row
from press.collect.forms import Form
from press.document import (
    Callout,
    DefinitionItem,
    Document,
    Figure,
    Inlines,
    LineBreak,
    Paragraph,
    Reference,
    Section,
    Table,
    Text,
    plain,
    units,
    walk,
)
from press.drawing import Bars, Placed, Radar, Shares, Spread
from press.language import load_language
from press.model import Library
from press.problem import Problem
from press.report.returned import MOST_GAPS, report_in
from press.report.setting import Setting
from press.report.summary import LEAST, summary_in
from tests.unit.collect_fixture import SAMPLE
from tests.unit.report_fixture import CONTENT, returned, sample, toolkit
from tests.unit.report_numbers import Given, lost, plain_content, rounded, values

CASES = [
    (CONTENT, "en/questionnaires/readiness.yaml", "questionnaires/readiness"),
    (CONTENT, "en/questionnaires/risk.yaml", "questionnaires/risk"),
    (SAMPLE, "ar/questionnaires/round.yaml", "questionnaires/round"),
]
ROUND = CASES[2]


def setting_of(library: Library) -> Setting:
    return Setting.of(library, load_language(library.language, library.words))


@pytest.fixture(scope="module")
def settings_by_root() -> dict[Path, Setting]:
    return {root: setting_of(toolkit(root)[0]) for root in (CONTENT, SAMPLE)}


def filled(form: Form, seed: int) -> dict[str, str | list[str]]:
    """Return answers to most questions of a form, the same for the same seed."""
    dice = random.Random(seed)
    made: dict[str, str | list[str]] = {}
    for question in form.questions:
        for place in question.places:
            keys = [option.key for option in place.options]
            if dice.random() < 0.1:
                continue
            match place.kind:
                case "one":
                    made[place.path] = dice.choice(keys)
                case "several":
                    made[place.path] = [key for key in keys if dice.random() < 0.3]
                case "number":
                    made[place.path] = str(dice.randint(0, 500))
                case "date":
                    made[place.path] = f"2026-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}"
                case _:
                    made[place.path] = f"Somebody wrote this, {seed}"
    return made


def node(document: Document, name: str) -> Section | Figure | Callout:
    found = [one for one in walk(document) if isinstance(one, Section | Figure | Callout) and one.id == name]
    assert len(found) == 1, name
    return found[0]


def figure(document: Document, name: str) -> Figure:
    found = node(document, name)
    assert isinstance(found, Figure)
    return found


def table(document: Document, name: str) -> Table:
    """Return the one table of a section."""
    (found,) = (one for one in walk(node(document, name)) if isinstance(one, Table))
    return found


def rows(table: Table | None) -> list[list[str]]:
    assert table is not None
    return [[plain(cell) for cell in row] for row in table.rows]


def said(document: Document, question: str, form: Form) -> str:
    """Return what the annex says of a question, a line for each paragraph and line break."""
    (number,) = (one.number for one in form.questions if one.id == question)
    items = [one for one in walk(document) if isinstance(one, DefinitionItem)]
    (item,) = (one for one in items if plain(one.term).startswith(f"{number}. "))
    return "\n".join(lines(one.content) for one in walk(item.definition) if isinstance(one, Paragraph))


def lines(content: Inlines) -> str:
    return "".join("\n" if isinstance(one, LineBreak) else plain((one,)) for one in content)


# Numbers ------------------------------------------------------------------------


@pytest.mark.parametrize(("root", "file", "stem"), CASES)
@pytest.mark.parametrize("seed", range(6))
def test_values_and_gaps_are_those_that_are_worked_out_by_hand(
    root: Path, file: str, stem: str, seed: int, settings_by_root: dict[Path, Setting]
) -> None:
    form, content = toolkit(root)[1][stem], plain_content(root / file)
    given = filled(form, seed)
    one = returned(form, given)
    report = report_in(one, settings_by_root[root])
    hidden = frozenset(name for name, answer in one.answers.items() if answer.state == "hidden")
    by_hand = values(content, given, hidden)
    titles = {d["id"]: d["title"] for d in content["scoring"]["dimensions"]}
    bands = {d["id"]: d.get("bands", ()) for d in content["scoring"]["dimensions"]}

    shown = {row[0]: (row[3], row[4]) for row in rows(figure(report, "report-bars").twin)}
    for name, title in titles.items():
        value = rounded(by_hand[name]) if name in by_hand else None
        band = next(
            (b["label"] for b in bands[name] if value is not None and int(b["from"]) <= value <= int(b["to"])), ""
        )
        assert shown[title] == ("–" if value is None else str(value), band)

    due = lost(content, given, hidden)
    numbers = {question.id: question.number for question in form.questions}
    first = rows(table(report, "report-gaps")) if due else []
    rest = rows(table(report, "report-more-gaps")) if len(due) > MOST_GAPS else []
    assert len(first) <= MOST_GAPS
    assert [(row[0], row[3]) for row in first + rest] == [(numbers[name], str(missing)) for missing, name in due]


@pytest.mark.parametrize("seed", range(4))
def test_the_level_is_the_one_of_the_matrix_and_the_place_is_marked(
    seed: int, settings_by_root: dict[Path, Setting]
) -> None:
    root, file, stem = CASES[1]
    form, content = toolkit(root)[1][stem], plain_content(root / file)
    given = filled(form, seed)
    one = returned(form, given)
    report = report_in(one, settings_by_root[root])
    scoring = content["scoring"]
    hidden = frozenset(name for name, answer in one.answers.items() if answer.state == "hidden")
    by_hand = {name: rounded(value) for name, value in values(content, given, hidden).items()}
    bands = {d["id"]: d["bands"] for d in scoring["dimensions"]}
    at = {
        name: next(i for i, b in enumerate(bands[name]) if int(b["from"]) <= value <= int(b["to"]))
        for name, value in by_hand.items()
    }
    steps = {step["band"]: int(step["by"]) for step in scoring["mitigation"]["steps"]}
    by = steps.get(bands["safeguards"][at["safeguards"]]["id"], 0) if "safeguards" in at else 0
    drawing = figure(report, "report-matrix").drawing
    assert isinstance(drawing, Placed)
    places = [(mark.row, mark.column) for mark in drawing.marks]
    before = (at["severity"], at["likelihood"])
    after = (at["severity"], max(0, at["likelihood"] - by))
    assert places == ([before, after] if by else [before])
    labels = {level["id"]: level["label"] for level in scoring["levels"]}
    level = scoring["matrix"]["cells"][after[0]][after[1]]
    assert drawing.matrix.rows[after[0]].cells[after[1]].text == labels[level]
    box = node(report, "report-level")
    order = list(labels.values())
    assert isinstance(box, Callout)
    assert order.index(box.title) >= order.index(labels[level])  # gates of this form only raise it


def test_where_to_read_has_the_page_of_a_guide(settings_by_root: dict[Path, Setting]) -> None:
    form = toolkit(CONTENT)[1]["questionnaires/readiness"]
    report = report_in(returned(form, filled(form, 1)), settings_by_root[CONTENT])
    found = [one for one in walk(node(report, "report-gaps")) if isinstance(one, Reference)]
    assert len(found) == MOST_GAPS
    assert all(one.document.startswith("guides/") and one.page for one in found)


def test_a_radar_is_drawn_where_there_are_three_dimensions_that_compare(settings_by_root: dict[Path, Setting]) -> None:
    drawn = {}
    for root, _, stem in CASES:
        form = toolkit(root)[1][stem]
        report = report_in(returned(form, filled(form, 3)), settings_by_root[root])
        drawn[stem] = {type(one.drawing).__name__ for one in walk(report) if isinstance(one, Figure)}
    assert drawn == {
        "questionnaires/readiness": {"Radar", "Bars"},
        "questionnaires/risk": {"Placed", "Bars"},
        "questionnaires/round": {"Bars"},
    }


def test_alternatives_say_the_numbers(settings_by_root: dict[Path, Setting]) -> None:
    for root, _, stem in CASES:
        form = toolkit(root)[1][stem]
        some = [returned(form, filled(form, seed), f"{seed}.docx") for seed in range(4)]
        documents = [
            report_in(some[0], settings_by_root[root]),
            summary_in(some, settings_by_root[root], anonymous=False),
        ]
        figures = [one for document in documents for one in walk(document) if isinstance(one, Figure)]
        assert figures
        for one in figures:
            assert one.twin is not None
            if isinstance(one.drawing, Radar):
                assert all(f"{value:g}" in one.alternative for value in one.drawing.series[0].values)
            if isinstance(one.drawing, Spread | Shares):
                printed = (
                    [row.printed for row in one.drawing.rows]
                    if isinstance(one.drawing, Spread)
                    else [part.printed for whole in one.drawing.wholes for part in whole.parts]
                )
                assert all(number in one.alternative for number in printed)


def test_a_day_is_the_returns_own_or_none(settings_by_root: dict[Path, Setting]) -> None:
    form = toolkit(CONTENT)[1]["questionnaires/readiness"]
    dated = report_in(returned(form, {"ready-date": "2025-03-09", "ready-agency": "North"}), settings_by_root[CONTENT])
    assert (dated.date, dated.title) == ("2025-03-09", "Organizational Readiness Assessment for Responsible AI: North")
    assert "9 March 2025" in text_of(dated)
    undated = report_in(returned(form, {"ready-agency": "North"}), settings_by_root[CONTENT])
    assert settings_by_root[CONTENT].library.toolkit.date.strftime("%B %Y") not in text_of(undated)


def text_of(document: Document) -> str:
    cover = document.blocks[0]
    texts = [one.text for one in walk(document) if isinstance(one, Text)]
    return " ".join((*texts, str(cover), document.title, str(document.running)))


# Answers ------------------------------------------------------------------------


def test_answers_stand_as_they_were_given(settings_by_root: dict[Path, Setting]) -> None:
    form = sample()[1]["questionnaires/round"]
    text = "First line\nsecond <b>line</b> {term}`x` **no**\n\nشرطة المدينة\n"
    given: Given = {
        "soap-at-every-basin": "yes",
        "soap-at-every-basin.evidence": "Room 4",
        "days-of-soap-left": "1200.5",
        "missing-items": ["soap", "towels"],
        "clean-before-touching": "never",
        "skin-is-sound": "mostly",
        "gaps-found.entrance.gap": "2026-03-31",
        "gaps-found.entrance.due": "2026-03-31",
        "next-round-date": "2026-03-31",
        "what-surprised-you": text,
    }
    report = report_in(returned(form, given), settings_by_root[SAMPLE])
    assert said(report, "what-surprised-you", form) == text.replace("\n\n", "\n").strip()
    assert said(report, "soap-at-every-basin", form) == "نعم\nفي أيّ غرفة؟ Room 4"
    assert said(report, "missing-items", form) == "صابون\nمناشف ورقية"
    assert said(report, "days-of-soap-left", form).split() == [
        settings_by_root[SAMPLE].language.number(Decimal("1200.5")), "أيّام",
    ]  # fmt: skip
    assert said(report, "next-round-date", form) == "31 مارس 2026"
    assert said(report, "gloves-changed", form) == "بلا إجابة"
    assert said(report, "skin-is-sound", form).split("\n") == [
        "لم يُطرح بسبب إجابات أخرى، ومع ذلك عُبّئ ولا يُحتسب", "غالبًا",
    ]  # fmt: skip
    cells = [rows(one) for one in walk(node(report, "report-annex")) if isinstance(one, Table)]
    assert [["المدخل", "2026-03-31", "", "31 مارس 2026"]] in cells  # a text that looks like a date stays a text


def test_what_cannot_be_read_is_shown_as_it_was_found(settings_by_root: dict[Path, Setting]) -> None:
    form = sample()[1]["questionnaires/round"]
    report = report_in(returned(form, {"days-of-soap-left": "about <i>ten</i>"}), settings_by_root[SAMPLE])
    assert said(report, "days-of-soap-left", form).split("\n")[1] == "about <i>ten</i>"


@given(st.text(max_size=60))
def test_any_text_becomes_plain_words_that_can_be_printed(text: str) -> None:
    clean = setting().plain
    for block in clean.blocks(text):
        assert isinstance(block, Paragraph)
        for one in block.content:
            assert isinstance(one, Text | LineBreak)
            assert not isinstance(one, Text) or set(one.text) - {" "} <= clean.letters
    line = clean.line(text, 20)
    assert len(line) <= 20
    assert line == " ".join(line.split())


@given(st.text("abc xyz,.;:!?'\"<>&{}*_`\\éüñçشرطة0123456789", max_size=80))
def test_text_that_can_be_printed_stays_whole(text: str) -> None:
    assert setting().plain.line(text) == " ".join(text.split())


def test_what_no_font_has_is_told(settings_by_root: dict[Path, Setting]) -> None:
    clean = settings_by_root[CONTENT].plain
    assert clean.line("Unit 北京市 4") == "Unit [signs that cannot be printed here: 3] 4"
    assert clean.line("a\u202eb\u0000c\u2066") == "abc"
    assert clean.blocks("x" * 12_000)[-1] == Paragraph(
        (Text("x" * 10_000), LineBreak(), Text("[The rest is left out; answers.json has all 12000 signs.]"))
    )


def setting() -> Setting:
    if not _SETTING:
        _SETTING.append(setting_of(sample()[0]))
    return _SETTING[0]


_SETTING: list[Setting] = []


# Older forms --------------------------------------------------------------------


def test_a_question_that_is_no_more_has_the_words_of_its_form(settings_by_root: dict[Path, Setting]) -> None:
    form = sample()[1]["questionnaires/round"]
    old = replace(form.questions[0], id="tap-runs", text="هل يجري الماء؟", number="1")
    older = replace(form, version="0.0.9", digest="0" * 64, questions=(old, *form.questions[1:]))
    came = returned(form, {"what-surprised-you": "Nothing"}, "old.docx")
    apart = {"tap-runs": Answer("tap-runs", "answered", "yes")}
    again = {"who-follows-up": Answer("who-follows-up", "answered", "The deputy")}
    now = Carried(form, came.answers, again, apart, came.result)
    report = report_in(replace(came, form=older, carried=now), settings_by_root[SAMPLE])
    shown = node(report, "report-apart")
    (item,) = (one for one in walk(shown) if isinstance(one, DefinitionItem))
    assert plain(item.term) == "1. هل يجري الماء؟ (بصياغة الإصدار 0.0.9، العربية)"
    assert said(report, "who-follows-up", form).endswith("The deputy")


def test_a_form_that_is_no_more_is_reported_in_its_own_words(settings_by_root: dict[Path, Setting]) -> None:
    form = sample()[1]["questionnaires/round"]
    gone = replace(form, document="questionnaires/walk", version="0.0.1", digest="1" * 64)
    report = report_in(returned(gone, filled(gone, 5)), settings_by_root[SAMPLE])
    shown = [row[0] for row in rows(figure(report, "report-bars").twin)]
    assert shown == [f"{title} (بصياغة الإصدار 0.0.1، العربية)" for title in form.words["dimensions"].values()]


def test_a_form_without_a_score_has_its_answers_alone(settings_by_root: dict[Path, Setting]) -> None:
    form = sample()[1]["worksheets/basics"]
    report = report_in(returned(form, filled(form, 2)), settings_by_root[SAMPLE])
    assert [one.id for one in report.blocks if isinstance(one, Section)] == ["report-all-answers"]


# Summaries ----------------------------------------------------------------------


@pytest.mark.parametrize(("root", "file", "stem"), CASES)
def test_a_summary_counts_as_one_does_by_hand(
    root: Path, file: str, stem: str, settings_by_root: dict[Path, Setting]
) -> None:
    form, content = toolkit(root)[1][stem], plain_content(root / file)
    given = [filled(form, seed) for seed in range(5)]
    some = [returned(form, one, f"{seed}.docx") for seed, one in enumerate(given)]
    document = summary_in(some, settings_by_root[root], anonymous=False)
    hidden = [frozenset(n for n, a in one.answers.items() if a.state == "hidden") for one in some]
    by_hand = [values(content, one, gone) for one, gone in zip(given, hidden, strict=True)]
    expected = []
    for dimension in content["scoring"]["dimensions"]:
        exact = sorted(one[dimension["id"]] for one in by_hand if dimension["id"] in one)
        half = len(exact) // 2
        middle = exact[half] if len(exact) % 2 else (exact[half - 1] + exact[half]) / 2
        numbers = [rounded(exact[0]), rounded(middle), rounded(exact[-1]), len(exact)]
        expected.append([dimension["title"], *map(str, numbers)])
    assert rows(figure(document, "report-spread").twin) == expected
    counts = [one.result.level for one in some if one.result]
    labels = {level["id"]: level["label"] for level in content["scoring"]["levels"]}
    shown = {row[0]: int(row[1]) for row in rows(figure(document, "report-level-count").twin)}
    assert {label: shown[label] for label in labels.values()} == {labels[n]: counts.count(n) for n in labels}
    missing = [lost(content, one, gone) for one, gone in zip(given, hidden, strict=True)]
    having = {name: sum(name in [n for _, n in one] for one in missing) for one in missing for _, name in one}
    numbers_of = {question.number: question.id for question in form.questions}
    common = rows(table(document, "report-common"))
    assert [int(row[3].split()[0]) for row in common] == sorted(having.values(), reverse=True)[:MOST_GAPS]
    assert all(int(row[3].split()[0]) == having[numbers_of[row[0]]] for row in common)


@settings(max_examples=15, deadline=None)
@given(st.permutations(range(5)))
def test_the_order_of_returns_does_not_matter(order: Sequence[int]) -> None:
    form = sample()[1]["questionnaires/round"]
    some = [returned(form, filled(form, seed), f"{seed}.docx") for seed in range(5)]
    for anonymous in (False, True):
        first = summary_in(some, setting(), anonymous=anonymous)
        assert summary_in([some[place] for place in order], setting(), anonymous=anonymous) == first


def test_a_summary_of_several_forms_is_refused() -> None:
    forms = sample()[1]
    some = [returned(forms[stem], {}) for stem in ("questionnaires/round", "worksheets/basics")]
    with pytest.raises(ValueError, match="one form"):
        summary_in(some, setting(), anonymous=False)


def test_answers_in_two_languages_are_counted_together(settings_by_root: dict[Path, Setting]) -> None:
    form = sample()[1]["questionnaires/round"]
    other = replace(form, language="fr", digest="2" * 64)
    some = [returned(form, filled(form, 1), "1.docx"), returned(other, filled(form, 2), "2.docx")]
    assert "2" in text_of(summary_in(some, settings_by_root[SAMPLE], anonymous=False))


# Anonymous ----------------------------------------------------------------------


def test_fewer_than_three_returns_show_nothing() -> None:
    form = sample()[1]["questionnaires/round"]
    some = [returned(form, filled(form, seed), f"{seed}.docx") for seed in range(LEAST - 1)]
    document = summary_in(some, setting(), anonymous=True)
    assert not [one for one in walk(document) if isinstance(one, Table | Figure)]


@pytest.mark.parametrize("count", [3, 4, 7])
def test_an_anonymous_summary_has_no_count_below_three_and_no_single_value(count: int) -> None:
    form = toolkit(CONTENT)[1]["questionnaires/risk"]
    some = [returned(form, filled(form, seed), f"{seed}.docx") for seed in range(count)]
    document = summary_in(some, setting_of(toolkit(CONTENT)[0]), anonymous=True)
    assert not [one for one in walk(document) if isinstance(one, Figure) and isinstance(one.drawing, Spread | Shares)]
    for row in rows(table(document, "report-common")):
        first = row[3].split()[0]
        assert not first.isdigit() or int(first) >= LEAST
    annex = [one for one in walk(node(document, "report-distribution")) if isinstance(one, Table)]
    told = [part.rpartition(" ")[2] for one in annex for row in rows(one) for part in row[2].split("; ")]
    assert told
    assert all(int(number) >= LEAST for number in told if number.isdigit())


@settings(max_examples=10, deadline=None)
@given(st.lists(st.sampled_from(["Zebra Town", "قسم الشرق", "Åland 77", "=1+1"]), min_size=3, max_size=5))
def test_an_anonymous_summary_repeats_nothing_that_was_written(names: list[str]) -> None:
    form = sample()[1]["worksheets/basics"], sample()[1]["questionnaires/round"]
    for one in form:
        some = []
        for place, name in enumerate(names):
            given: Mapping[str, str | list[str]] = {
                path: (f"secret {name}" if isinstance(answer, str) and answer.startswith("Somebody") else answer)
                for path, answer in filled(one, place).items()
            }
            some.append(returned(one, given, f"{name} {place}.docx"))
        words = text_of(summary_in(some, setting(), anonymous=True))
        assert not [name for name in (*names, "secret", ".docx") if name in words]


def test_rows_have_the_names_of_the_content() -> None:
    form = sample()[1]["questionnaires/round"]
    one = returned(form, {"gaps-found.entrance.gap": "A", "gaps-found.2.gap": "B", "gaps-found.2.state": "waiting"})
    assert one.answers["gaps-found"].value == (
        Row("entrance", {"gap": "A"}),
        Row("2", {"gap": "B", "state": "waiting"}),
    )
    report = report_in(one, setting())
    cells = [rows(found) for found in walk(node(report, "report-annex")) if isinstance(found, Table)]
    assert [["المدخل", "A", "", ""], ["2", "B", "ينتظر", ""]] in cells


def test_a_question_whose_words_were_changed_is_marked() -> None:
    form = sample()[1]["questionnaires/round"]
    one = returned(form, {"soap-at-every-basin": "yes"})
    finding = Finding(Problem("A907", one.name, "does not have its own words any more"), "soap-at-every-basin")
    report = report_in(replace(one, findings=(finding,)), setting())
    assert said(report, "soap-at-every-basin", form).endswith("وقد تكون الإجابة عن شيء آخر.")
    assert "وقد تكون" not in said(report, "days-of-soap-left", form)


def test_every_part_of_a_report_has_a_name_of_its_own() -> None:
    for root, _, stem in CASES:
        form = toolkit(root)[1][stem]
        some = [returned(form, filled(form, seed), f"{seed}.docx") for seed in range(4)]
        here = setting_of(toolkit(root)[0])
        for document in (report_in(some[0], here), summary_in(some, here, anonymous=False)):
            names = units(document)
            assert len(names) == len(set(names))


def test_an_empty_return_has_a_report_and_a_summary() -> None:
    for root in (CONTENT, SAMPLE):
        for form in toolkit(root)[1].values():
            one = returned(form, {}, "empty.docx")
            report = report_in(one, setting_of(toolkit(root)[0]))
            assert not [
                figure for figure in walk(report) if isinstance(figure, Figure) and isinstance(figure.drawing, Bars)
            ]
            summary = summary_in([one], setting_of(toolkit(root)[0]), anonymous=False)
            assert "empty.docx" in text_of(summary)


def test_gaps_that_few_have_are_not_denied() -> None:
    form = sample()[1]["questionnaires/round"]
    best = {"soap-at-every-basin": "yes", "clean-before-touching": "always", "skin-is-sound": "always"}
    worse = {**best, "soap-at-every-basin": "no"}
    some = [returned(form, given, f"{at}.docx") for at, given in enumerate((best, best, worse))]
    assert "لا توجد فجوة في 3 نماذج أو أكثر." in text_of(summary_in(some, setting(), anonymous=True))


def test_the_return_type_is_not_changed() -> None:
    """Reports are made of returns and change nothing in them."""
    form = sample()[1]["questionnaires/round"]
    one = returned(form, filled(form, 1))
    same = Return(**{name: getattr(one, name) for name in one.__dataclass_fields__})
    report_in(one, setting())
    assert one == same
