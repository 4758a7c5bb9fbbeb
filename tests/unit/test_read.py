"""A whole toolkit is read; what is wrong in any of its files is found in one run, at its place and in plain words."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

import pytest

from press.model import DRAWN, Figure, Guide, Questionnaire
from press.place import Scalar
from press.problem import Problem
from press.read import read_library, read_toolkit
from tests.unit.toolkit_fixture import (
    GLOSSARY,
    IDS,
    MANUAL,
    PRIMERS,
    SOURCES,
    SURVEY,
    TOOLKIT,
    SmallToolkit,
)


class Edit(NamedTuple):
    """What an author gets wrong in a file."""

    file: str
    old: str
    new: str


class Fault(NamedTuple):
    """An edit and the one problem that it makes, at ``inner`` within ``piece`` of the edited file."""

    name: str
    edit: Edit
    code: str
    piece: str
    inner: str
    message: str
    hint: str


ONE_PER_LINE = "write [one, two], or one item a line, each after '- '"
KEYS = "write them on the next lines, indented: key: value"
ID = "write lower-case words joined by hyphens, at most 40 letters"
FILL = "write what belongs here, or delete the key"
PART = "begin each part of a body with '- '"
BLOCK = "write | after the key and all of the text on the next lines; if it is a title, write it on one line"
LONG = "o" * 41
SALT = "primer: {place: cases, weight: 40}"
BRAKES = "text: |\n          Which brakes has it?"

FAULTS = [
    Fault(
        "unknown key",
        Edit(MANUAL, "short: Manual", "short: Manual\nsubtitel: A"),
        *("M201", "subtitel: A", "subtitel"),
        *("unknown key 'subtitel'", "did you mean 'subtitle'?"),
    ),
    Fault(
        "unknown key that resembles none",
        Edit(MANUAL, "caption: A wheel", "caption: A wheel\n          size: 4"),
        *("M201", "size: 4", "size"),
        "unknown key 'size'",
        f"here may stand: id, for, caption, alternative, image, {', '.join(DRAWN)}",
    ),
    Fault(
        "a name of the model",
        Edit(MANUAL, "for: {season: [winter]}", "for_: {season: [winter]}"),
        *("M201", "for_", "for_"),
        *("unknown key 'for_'", "did you mean 'for'?"),
    ),
    Fault(
        "unknown kind of part",
        Edit(MANUAL, "- case:", "- cases:"),
        *("M201", "cases:\n", "cases"),
        *("unknown key 'cases'", "did you mean 'case'?"),
    ),
    Fault(
        "unknown key under an id",
        Edit(IDS, "  ice: {status: active}", "  ice: {status: active, sucessor: x}"),
        *("M201", "sucessor", "sucessor"),
        *("unknown key 'sucessor'", "did you mean 'successor'?"),
    ),
    Fault(
        "missing key",
        Edit(MANUAL, "          caption: A wheel\n", ""),
        *("M202", "id: wheel-drawn", "id"),
        *("the key 'caption' is missing in 'figure'", "add a line that begins with caption:"),
    ),
    Fault(
        "missing key of a file",
        Edit(SOURCES, "format: 1\n", ""),
        *("M202", "sources:", "sources"),
        *("the key 'format' is missing", "add a line that begins with format:"),
    ),
    Fault(
        "list for a text",
        Edit(MANUAL, "title: Ice", "title: [Ice]"),
        *("M203", "[Ice]", "[Ice]"),
        *("title: expected text, got a list", "write one text on the line of the key"),
    ),
    Fault(
        "text for a list",
        Edit(MANUAL, "{season: [winter]}", "{season: winter}"),
        *("M203", "season: winter", "winter"),
        *("season: expected a list, got 'winter'", ONE_PER_LINE),
    ),
    Fault(
        "text for keys",
        Edit(MANUAL, SALT, "primer: cases"),
        *("M203", "primer: cases", "cases"),
        *("primer: expected keys with values, got 'cases'", KEYS),
    ),
    Fault(
        "text for keys in a list",
        Edit(SURVEY, "- key: never\n        text: Never", "- never"),
        *("M203", "- never", "never"),
        *("options: expected keys with values, got 'never'", KEYS),
    ),
    Fault(
        "list for a number",
        Edit(PRIMERS, "limit: 1", "limit: [1]"),
        *("M203", "[1]", "[1]"),
        *("limit: expected a whole number, got a list", ""),
    ),
    Fault(
        "list for a choice",
        Edit(SURVEY, "kind: number", "kind: [number]"),
        *("M206", "[number]", "[number]"),
        "kind: expected one of yes-no, scale, pick-one, pick-several, short-text, long-text, number, date, rows, "
        "got a list",
        "",
    ),
    Fault(
        "id with capitals",
        Edit(MANUAL, "id: ice", "id: Ice Age"),
        *("M204", "Ice Age", "Ice Age"),
        *("'Ice Age' is not a valid id", f"{ID}, such as 'ice-age'"),
    ),
    Fault(
        "id with what nobody sees",
        Edit(MANUAL, "id: ice", "id: ice\u200b"),
        *("M204", "id: ice", "ice"),
        *("'ice<U+200B>' is not a valid id", f"{ID}, such as 'ice'"),
    ),
    Fault(
        "id in another script",
        Edit(MANUAL, "id: ice", "id: лёд"),
        *("M204", "id: лёд", "лёд"),
        *("'лёд' is not a valid id", ID),
    ),
    Fault(
        "id too long",
        Edit(SURVEY, "scale: often", f"scale: {LONG}"),
        *("M204", LONG, LONG),
        *(f"'{LONG}' is not a valid id", f"{ID}, such as '{LONG[1:]}'"),
    ),
    Fault(
        "id as a key",
        Edit(IDS, "  ice:", "  Ice:"),
        *("M204", "Ice:", "Ice"),
        *("'Ice' is not a valid id", f"{ID}, such as 'ice'"),
    ),
    Fault(
        "no number",
        Edit(MANUAL, SALT, "primer: {place: cases, weight: heavy}"),
        *("M205", "heavy", "heavy"),
        *("weight: expected a whole number, got 'heavy'", ""),
    ),
    Fault(
        "number too great",
        Edit(MANUAL, SALT, "primer: {place: cases, weight: 101}"),
        *("M205", "101", "101"),
        *("weight: expected a whole number of at most 100, got '101'", ""),
    ),
    Fault(
        "number too small",
        Edit(PRIMERS, "limit: 1", "limit: 0"),
        *("M205", "limit: 0", "0"),
        *("limit: expected a whole number of at least 1, got '0'", ""),
    ),
    Fault(
        "no such choice",
        Edit(MANUAL, "kind: warning", "kind: warnin"),
        *("M206", "warnin\n", "warnin"),
        *("kind: expected one of note, tip, warning, got 'warnin'", "did you mean 'warning'?"),
    ),
    Fault(
        "another format",
        Edit(GLOSSARY, "format: 1", "format: 2"),
        *("M206", "format: 2", "2"),
        *("format: expected 1, got '2'", ""),
    ),
    Fault(
        "nothing for a title",
        Edit(MANUAL, "title: Ice", 'title: ""'),
        *("M207", 'title: ""', '""'),
        *("title: nothing is written here", FILL),
    ),
    Fault(
        "nothing for prose",
        Edit(SURVEY, "\n      Look at it first.", ""),
        *("M207", "text: |\n    questions", "|"),
        *("text: nothing is written here", FILL),
    ),
    Fault(
        "nothing for keys",
        Edit(MANUAL, SALT, 'primer: ""'),
        *("M207", '""', '""'),
        *("primer: nothing is written here", FILL),
    ),
    Fault(
        "nothing for a choice",
        Edit(MANUAL, "kind: warning", "kind: ''"),
        *("M207", "''", "''"),
        *("kind: nothing is written here", FILL),
    ),
    Fault(
        "nothing in a list",
        Edit(PRIMERS, "tailor: [role, season]", "tailor: []"),
        *("M207", "[]", "[]"),
        *("tailor: the list is empty", "write at least 1"),
    ),
    Fault(
        "two keys in a part",
        Edit(MANUAL, "      - takeaway:", "        takeaway:"),
        *("M208", "text: |\n          Keep", "text"),
        *("expected exactly one key, got 2: text, takeaway", PART),
    ),
    Fault(
        "no key in a part",
        Edit(MANUAL, "      - figure:", "      - {}\n      - figure:"),
        *("M208", "{}", "{}"),
        *("expected exactly one key, got none", PART),
    ),
    Fault(
        "prose on the line of its key",
        Edit(SURVEY, BRAKES, "text: Which brakes has it?"),
        *("M209", "Which", "Which"),
        *("text: prose is not a literal block", "write text: | and the text on the next lines, indented"),
    ),
    Fault(
        "prose on several lines",
        Edit(SURVEY, BRAKES, "text: Which brakes\n          has it?"),
        *("R112", "Which", "Which"),
        *("the text goes on in line 34 ('has it?') without a block", BLOCK),
    ),
    Fault(
        "title in a block",
        Edit(MANUAL, "title: Ice", "title: |\n              Ice"),
        *("M210", "|\n              Ice", "|"),
        "title: 'Ice<U+000A>' must be one line",
        "write it on the line of its key; a long one may go on there",
    ),
    Fault(
        "no date",
        Edit(TOOLKIT, "date: 2026-01-31", "date: 2026-02-31"),
        *("M210", "2026-02-31", "2026"),
        *("date: '2026-02-31' is not a date", "write year, month and day: 2026-11-23"),
    ),
    Fault(
        "no version",
        Edit(TOOLKIT, "version: 0.1.0", "version: 0.1"),
        *("M210", "version: 0.1", "0.1"),
        *("version: '0.1' is not a version", "write three numbers: 1.2.0"),
    ),
    Fault(
        "too few options",
        Edit(SURVEY, "      - key: always\n        text: Always\n", ""),
        *("M210", "- key: never", "-"),
        *("options: expected at least 2 items, got 1", ""),
    ),
]


@pytest.fixture
def toolkit(tmp_path: Path) -> SmallToolkit:
    return SmallToolkit(tmp_path)


def problems(toolkit: SmallToolkit, language: str | None = None) -> list[Problem]:
    return read_library(toolkit.root, language)[1]


def found(toolkit: SmallToolkit, language: str | None = None) -> list[str]:
    return [f"{p.place.removeprefix('content/')} {p.code}" for p in problems(toolkit, language)]


def test_a_toolkit_is_read_with_all_its_parts(toolkit: SmallToolkit) -> None:
    toolkit.write("en/shared/words.yaml", "format: 1\nwords:\n  contents: What is in it\n")
    library, problems = read_library(toolkit.root)
    assert problems == []
    assert library is not None
    assert (library.toolkit.id, library.language, library.root) == ("bicycles", "en", toolkit.root)
    assert [(name, type(resource)) for name, resource in library.resources.items()] == [
        ("manual", Guide),
        ("survey", Questionnaire),
    ]
    assert library.primers is not None
    assert [place.limit for place in library.primers.places] == [2, 2, 1, 2]
    assert list(library.terms) == ["chain", "sprocket"]
    assert list(library.sources) == ["wheel-guide"]
    assert library.register is not None
    assert library.words == {"contents": "What is in it"}


def test_every_text_of_the_library_knows_its_place(toolkit: SmallToolkit) -> None:
    manual = toolkit.library().guides[0]
    figure = manual.sections[1].body[0].content
    assert isinstance(figure, Figure)
    assert isinstance(figure.alternative, Scalar)
    assert str(figure.alternative.place) == toolkit.at(MANUAL, "alternative: A circle", "A circle")
    summary = manual.summary
    assert str(summary.at(0, 4)) == toolkit.at(MANUAL, "How a bicycle lasts", "a bicycle")


def test_only_toolkit_yaml_is_needed_beside_the_resources(toolkit: SmallToolkit) -> None:
    for name in (PRIMERS, GLOSSARY, SOURCES, IDS):
        (toolkit.root / name).unlink()
    library = toolkit.library()
    assert (library.primers, library.terms, library.sources, library.register) == (None, {}, {}, None)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_fault_is_told_in_plain_words_at_its_place(toolkit: SmallToolkit, fault: Fault) -> None:
    toolkit.edit(*fault.edit)
    place = toolkit.at(fault.edit.file, fault.piece, fault.inner)
    assert problems(toolkit) == [Problem(fault.code, place, fault.message, fault.hint)]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_file_at_fault_gives_no_library(toolkit: SmallToolkit, fault: Fault) -> None:
    toolkit.edit(*fault.edit)
    library, _ = read_library(toolkit.root)
    assert (library is None) == fault.code.startswith("M") or fault.name == "prose on several lines"


def test_problems_of_all_files_come_in_one_run(toolkit: SmallToolkit) -> None:
    toolkit.edit(TOOLKIT, "publisher: Nobody\n", "").edit(TOOLKIT, "    title: Role", "    titel: Role")
    toolkit.edit(MANUAL, "title: Ice", "title: Ice: a").edit(MANUAL, SALT, "primer: 5").write(PRIMERS, "")
    toolkit.edit(SURVEY, "short: Survey", "short: 'Survey").edit(SURVEY, "title: Care", "title:\tCare")
    toolkit.edit(GLOSSARY, "  - id: sprocket", "    id: sprocket").edit(SOURCES, "label", "lable")
    codes: dict[str, list[str]] = {}
    for problem in problems(toolkit):
        codes.setdefault(problem.place.split(":")[0].removeprefix("content/"), []).append(problem.code)
    assert codes == {
        PRIMERS: ["R101"],
        SURVEY: ["R101", "R105"],
        MANUAL: ["M203", "R101"],
        GLOSSARY: ["R102", "R102", "R102"],
        SOURCES: ["M201"],
        TOOLKIT: ["M202", "M201"],
    }


def test_a_slip_that_was_mended_leaves_a_library_for_the_next_step(toolkit: SmallToolkit) -> None:
    toolkit.edit(MANUAL, "title: Ice", "title: Ice: a")
    library, problems = read_library(toolkit.root)
    assert [problem.code for problem in problems] == ["R101"]
    assert library is not None


def test_a_refused_character_is_reported_once(toolkit: SmallToolkit) -> None:
    toolkit.edit(MANUAL, "id: ice", "id: ice\u202e")
    assert [problem.code for problem in problems(toolkit)] == ["R108"]


# The list of resources


def test_a_listed_resource_needs_a_file(toolkit: SmallToolkit) -> None:
    toolkit.edit(TOOLKIT, "[manual, survey]", "[manual, survey, tools]")
    [problem] = problems(toolkit)
    assert (problem.code, problem.place) == ("C417", toolkit.at(TOOLKIT, "survey, tools", "tools"))
    assert "content/en/resources/tools.yaml" in problem.hint
    assert read_library(toolkit.root)[0] is None


def test_a_file_has_to_be_listed(toolkit: SmallToolkit) -> None:
    toolkit.edit(TOOLKIT, "[manual, survey]", "[manual]")
    assert found(toolkit) == [f"{SURVEY}:1:1 C417"]


def test_a_misspelt_resource_is_recognized(toolkit: SmallToolkit) -> None:
    toolkit.edit(TOOLKIT, "[manual, survey]", "[manual, survei]")
    assert [problem.hint for problem in problems(toolkit) if "toolkit.yaml" in problem.place] == [
        "did you mean 'survey'?"
    ]


def test_a_resource_is_listed_once(toolkit: SmallToolkit) -> None:
    toolkit.edit(TOOLKIT, "[manual, survey]", "[manual, survey, manual]")
    assert [problem.code for problem in problems(toolkit)] == ["C417"]


@pytest.mark.parametrize(("file", "old"), [(MANUAL, "id: manual"), (SURVEY, "id: survey\n"), (PRIMERS, "id: primers")])
def test_an_id_is_the_name_of_its_file(toolkit: SmallToolkit, file: str, old: str) -> None:
    toolkit.edit(file, old, f"id: other{old[len(old.rstrip()) :]}")
    [problem] = problems(toolkit)
    assert (problem.code, problem.place) == ("C417", toolkit.at(file, "id: other", "other"))
    assert problem.hint == f"write {old.rstrip()}, or rename the file"


def test_a_guide_and_a_questionnaire_share_no_name(toolkit: SmallToolkit) -> None:
    toolkit.write("en/questionnaires/manual.yaml", toolkit.text(SURVEY).replace("id: survey", "id: manual"))
    assert found(toolkit) == ["en/questionnaires/manual.yaml:1:1 C417"]


def test_there_is_one_file_of_primers(toolkit: SmallToolkit) -> None:
    toolkit.write("en/primers/second.yaml", toolkit.text(PRIMERS).replace("id: primers", "id: second"))
    assert found(toolkit) == ["en/primers/second.yaml:1:1 C417"]


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("en/resources/notes.yml", "content files end in .yaml"),
        ("en/shared/glosary.yaml", "did you mean glossary.yaml?"),
        ("en/resource/tools.yaml", "did you mean resources?"),
    ],
)
def test_what_is_not_read_gets_a_warning(toolkit: SmallToolkit, name: str, hint: str) -> None:
    toolkit.write(name, "")
    [problem] = problems(toolkit)
    assert (problem.code, problem.severity) == ("C417", "warning")
    assert hint in problem.hint


@pytest.mark.parametrize("name", ["en/resources/.manual.yaml.swp", "en/shared/.DS_Store", "en/resources/manual.yaml~"])
def test_files_of_editors_and_systems_are_passed_over(toolkit: SmallToolkit, name: str) -> None:
    toolkit.write(name, "")
    assert problems(toolkit) == []


@pytest.mark.parametrize(("file", "old"), [(GLOSSARY, "id: sprocket"), (SOURCES, "sources:\n  - id: wheel-guide")])
def test_a_term_or_source_stands_once(toolkit: SmallToolkit, file: str, old: str) -> None:
    entry = toolkit.text(file).partition("  - ")[2].partition("  - ")[0]
    toolkit.write(file, toolkit.text(file) + "  - " + entry)
    assert [problem.code for problem in problems(toolkit)] == ["C401"]


# Languages


def test_only_the_source_language_can_be_read(toolkit: SmallToolkit) -> None:
    toolkit.edit(TOOLKIT, "  - id: en\n", "  - id: en\n  - id: fr\n")
    assert problems(toolkit) == problems(toolkit, "en") == []
    [problem] = problems(toolkit, "fr")
    assert (problem.code, problem.place) == ("C420", toolkit.at(TOOLKIT, "id: fr", "fr"))
    assert problem.hint == "only the source language, en, can be read at present"


def test_another_language_is_not_available(toolkit: SmallToolkit) -> None:
    [problem] = problems(toolkit, "zh")
    assert (problem.code, problem.message, problem.hint) == ("C420", "the toolkit has no language 'zh'", "it has: en")


def test_the_source_language_is_one_of_the_languages(toolkit: SmallToolkit) -> None:
    toolkit.edit(TOOLKIT, "  - id: en\n", "  - id: fr\n")
    assert found(toolkit) == [f"{toolkit.at(TOOLKIT, 'source-language: en', 'en').removeprefix('content/')} C420"]


@pytest.mark.parametrize("tag", ["../en", "/en", "e", "en us"])
def test_a_language_is_a_tag_and_never_a_path(toolkit: SmallToolkit, tag: str) -> None:
    toolkit.edit(TOOLKIT, "source-language: en", f"source-language: {tag}")
    assert {line[-4:] for line in found(toolkit)} == {"C420"}


def test_other_files_are_read_when_toolkit_yaml_is_broken(toolkit: SmallToolkit) -> None:
    toolkit.write(TOOLKIT, "format: 1\n  id: x\n").edit(MANUAL, "title: Ice", "titel: Ice")
    assert [line[-4:] for line in found(toolkit)] == ["M201", "R101"]


# Files


def test_missing_files_and_folders(toolkit: SmallToolkit) -> None:
    (toolkit.root / "en").rename(toolkit.root / "de")
    assert found(toolkit) == ["en:1:1 R110"]
    (toolkit.root / TOOLKIT).unlink()
    assert found(toolkit) == [f"{TOOLKIT}:1:1 R110"]
    assert [problem.code for problem in read_library(toolkit.root / "nothing")[1]] == ["R110"]


def test_a_folder_in_place_of_a_file(toolkit: SmallToolkit) -> None:
    (toolkit.root / GLOSSARY).unlink()
    (toolkit.root / GLOSSARY).mkdir()
    assert found(toolkit) == [f"{GLOSSARY}:1:1 R110"]


def test_a_pipe_in_place_of_a_file(toolkit: SmallToolkit) -> None:
    (toolkit.root / GLOSSARY).unlink()
    os.mkfifo(toolkit.root / GLOSSARY)
    assert found(toolkit) == [f"{GLOSSARY}:1:1 R110"]


def test_links_may_not_lead_out_of_the_content_folder(toolkit: SmallToolkit) -> None:
    outside = toolkit.root.parent / "outside.yaml"
    (toolkit.root / GLOSSARY).rename(outside)
    (toolkit.root / GLOSSARY).symlink_to(outside)
    assert found(toolkit) == [f"{GLOSSARY}:1:1 W504"]
    assert read_library(toolkit.root)[0] is None


def test_a_folder_may_not_be_a_link_out_of_the_content_folder(toolkit: SmallToolkit) -> None:
    outside = toolkit.root.parent / "outside"
    (toolkit.root / "en/shared").rename(outside)
    (toolkit.root / "en/shared").symlink_to(outside)
    assert {line[-4:] for line in found(toolkit)} == {"W504"}


def test_links_within_the_content_folder_are_followed(toolkit: SmallToolkit) -> None:
    (toolkit.root / GLOSSARY).rename(toolkit.root / "terms.yaml")
    (toolkit.root / GLOSSARY).symlink_to(toolkit.root / "terms.yaml")
    assert problems(toolkit) == []


def test_a_link_to_nothing_and_a_link_to_itself(toolkit: SmallToolkit) -> None:
    (toolkit.root / GLOSSARY).unlink()
    (toolkit.root / GLOSSARY).symlink_to(toolkit.root / "nothing.yaml")
    (toolkit.root / SOURCES).unlink()
    (toolkit.root / SOURCES).symlink_to(toolkit.root / SOURCES)
    assert [line.split(":")[0] for line in found(toolkit)] == [GLOSSARY, SOURCES]


def test_a_relative_root_gives_the_same_names(toolkit: SmallToolkit, monkeypatch: pytest.MonkeyPatch) -> None:
    toolkit.edit(MANUAL, "title: Ice", "titel: Ice")
    expected = problems(toolkit)
    monkeypatch.chdir(toolkit.root.parent)
    assert read_library(Path("content"))[1] == expected
    monkeypatch.chdir(toolkit.root)
    assert read_library(Path())[1] == expected


def test_toolkit_alone(toolkit: SmallToolkit) -> None:
    declared, problems = read_toolkit(toolkit.root)
    assert problems == []
    assert declared is not None
    assert declared.version == "0.1.0"
    toolkit.edit(TOOLKIT, "id: bicycles", "id: Bicycles")
    assert [problem.code for problem in read_toolkit(toolkit.root)[1]] == ["M204"]
