"""Questions are explained, takeaways reach primers, and primers are complete and unlike each other."""

from __future__ import annotations

from pathlib import Path

from tests.unit.toolkit_fixture import MANUAL, PRIMERS, SURVEY, SmallToolkit

PROMOTED = "          primer: {place: messages, weight: 50}\n"
EXPLAINED = "          What is the pressure?\n        explained-by: wheels\n"
CASES = """\
  - id: cases
    title: In practice
    limit: 1
"""
MORE = """\
      - takeaway:
          id: more-{number}
          text: |
            More.
          primer: {{place: messages, weight: 40{whose}}}
"""


def with_more(folder: Path, *whose: str) -> SmallToolkit:
    more = "".join(MORE.format(number=n, whose=f", for: {{{one}}}" if one else "") for n, one in enumerate(whose))
    toolkit = SmallToolkit(folder).registered(*(f"more-{n}" for n in range(len(whose))))
    toolkit.edit(
        MANUAL, "      - action:\n          id: wipe-the-chain", f"{more}      - action:\n          id: wipe-the-chain"
    )
    return toolkit.edit(PRIMERS, "title: What matters\n    limit: 2", "title: What matters\n    limit: 9")


def test_a_question_that_nothing_explains(tmp_path: Path) -> None:
    toolkit = SmallToolkit(tmp_path).edit(SURVEY, EXPLAINED, "          What is the pressure?\n")
    assert toolkit.found() == [("warning", "C435", toolkit.at(SURVEY, "id: tyre-pressure", "tyre-pressure"))]
    assert "explained-by" in toolkit.problems()[0].hint


def test_questions_about_the_form_itself_need_no_explanation(tmp_path: Path) -> None:
    toolkit = SmallToolkit(tmp_path).edit(SURVEY, EXPLAINED, "          What is the pressure?\n")
    asks = "      - id: whose\n        kind: short-text\n        text: |\n          Whose is it?\n"
    toolkit.edit(SURVEY, "    questions:\n", f"    questions:\n{asks}").registered("whose")
    assert [code for _, code, _ in toolkit.found()] == ["C435", "C435"]
    assert toolkit.edit(SURVEY, "instructions:", "respondent: whose\ninstructions:").found() == []


def test_a_takeaway_that_no_primer_shows(tmp_path: Path) -> None:
    toolkit = with_more(tmp_path, "").edit(MANUAL, "          primer: {place: messages, weight: 40}\n", "")
    assert toolkit.found() == [("warning", "C436", toolkit.at(MANUAL, "id: more-0", "more-0"))]


def test_without_primers_takeaways_stand_alone(tmp_path: Path) -> None:
    toolkit = SmallToolkit(tmp_path)
    for name in (MANUAL, SURVEY):
        toolkit.write(name, "".join(line for line in toolkit.text(name).splitlines(True) if "primer: {" not in line))
    (toolkit.root / PRIMERS).unlink()
    assert toolkit.found() == []


def test_a_unit_is_promoted_to_the_primers_that_it_names(tmp_path: Path) -> None:
    toolkit = with_more(tmp_path, "role: [rider]").edit(PRIMERS, "{shared: 100}", "{shared: 100, most: 1}")
    assert [problem.message.partition(" has")[0] for problem in toolkit.problems()] == [
        "primers/rider.summer",
        "primers/rider.winter",
    ]


def test_a_promotion_names_readers_that_there_are(tmp_path: Path) -> None:
    toolkit = with_more(tmp_path, "role: [ryder]")
    assert ("error", "C407", toolkit.at(MANUAL, "[ryder]", "ryder")) in toolkit.found()
    toolkit.edit(MANUAL, "ryder", "rider").edit(MANUAL, "for: {role: [rider, mechanic]}", "for: {role: [mechanic]}")
    assert ("error", "C408", toolkit.at(MANUAL, "weight: 40, for: {role", "role")) in toolkit.found()


def test_too_few_and_too_many_takeaways(tmp_path: Path) -> None:
    toolkit = with_more(tmp_path, "role: [rider]").edit(PRIMERS, "{shared: 100}", "{shared: 100, fewest: 2, most: 2}")
    place = toolkit.at(PRIMERS, "id: primers", "primers")
    assert toolkit.found() == [("warning", "C437", place)] * 2
    assert toolkit.problems()[0].message == "primers/mechanic.summer has 1 takeaways; it should have 2 to 2"
    assert (
        with_more(tmp_path / "other", *[""] * 4).edit(PRIMERS, "{shared: 100}", "{shared: 100, most: 5}").found() == []
    )


def test_a_primer_has_a_case(tmp_path: Path) -> None:
    toolkit = SmallToolkit(tmp_path).edit(PRIMERS, CASES, "")
    toolkit.edit(MANUAL, "          primer: {place: cases, weight: 40}\n", "")
    assert toolkit.found() == [("warning", "C438", toolkit.at(PRIMERS, "id: primers", "primers"))] * 4
    assert toolkit.problems()[0].message.endswith("lacks a case")


def test_a_primer_has_next_steps(tmp_path: Path) -> None:
    toolkit = SmallToolkit(tmp_path).edit(PRIMERS, "  - id: actions\n    title: What to do\n    limit: 2\n", "")
    text = toolkit.text(MANUAL).replace("          primer: {place: actions, weight: 60}\n", "")
    assert [problem.message.split(" lacks ")[1] for problem in toolkit.write(MANUAL, text).problems()] == [
        "next steps"
    ] * 4


def test_primers_that_are_too_much_alike(tmp_path: Path) -> None:
    """Three of five are 60 per cent of the smaller; with one more for both of them it is four of six."""
    own = ["role: [rider]"] * 2 + ["role: [mechanic]"] * 2
    toolkit = with_more(tmp_path, *own, "", "").edit(PRIMERS, "takeaways: {shared: 100}\n", "")
    toolkit.edit(PRIMERS, "tailor: [role, season]", "tailor: [role]").edit(PRIMERS, " in {season}", "")
    assert toolkit.found() == []
    other = with_more(tmp_path / "other", *own, "", "", "").edit(PRIMERS, "takeaways: {shared: 100}\n", "")
    other.edit(PRIMERS, "tailor: [role, season]", "tailor: [role]").edit(PRIMERS, " in {season}", "")
    assert other.found() == [("warning", "C439", other.at(PRIMERS, "id: primers", "primers"))]
    (problem,) = other.problems()
    assert problem.message == "primers/rider and primers/mechanic share 4 of 6 takeaways; 60 % at most"
    assert "dry-is-not-clean, more-4, more-5, more-6" in problem.hint
