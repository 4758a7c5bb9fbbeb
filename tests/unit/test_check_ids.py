"""Ids are unique, not the press's own, and registered."""

from __future__ import annotations

from pathlib import Path

import click
import pytest

from press.check.ids import OPTIONS, RESERVED
from press.cli import main
from press.cli.options import ChoosingCommand
from tests.unit.toolkit_fixture import GLOSSARY, IDS, MANUAL, PRIMERS, SOURCES, SURVEY, TOOLKIT, SmallToolkit


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (MANUAL, "id: ice\n", "id: cleaning\n"),
        (MANUAL, "id: salted-road", "id: kinds-of-oil"),
        (MANUAL, "id: wheel-film", "id: wheels-turn"),
        (MANUAL, "id: wheels\n", "id: manual\n"),
        (SURVEY, "id: survey-care", "id: cleaning"),
        (SURVEY, "id: tyre-pressure", "id: ice"),
        (GLOSSARY, "- id: sprocket", "- id: wipes-chain"),
        (SOURCES, "- id: wheel-guide", "- id: chain"),
    ],
)
def test_an_id_is_used_once_in_the_whole_toolkit(tmp_path: Path, file: str, old: str, new: str) -> None:
    toolkit = SmallToolkit(tmp_path).edit(file, old, new)
    found = [p for p in toolkit.problems() if p.code == "C401"]
    assert len(found) == 1
    assert "already used at " in found[0].message


def test_the_second_place_is_told_and_names_the_first(tmp_path: Path) -> None:
    toolkit = SmallToolkit(tmp_path)
    first = toolkit.at(MANUAL, "id: cleaning\n", "cleaning")
    toolkit.edit(SURVEY, "id: survey-care", "id: cleaning")
    second = toolkit.at(SURVEY, "id: cleaning", "cleaning")
    problem = next(p for p in toolkit.problems() if p.code == "C401")
    assert ("error", "C401", second) in toolkit.found()
    assert problem.message.endswith(first)


@pytest.mark.parametrize("reserved", RESERVED)
def test_the_press_keeps_some_ids_for_itself(tmp_path: Path, reserved: str) -> None:
    toolkit = SmallToolkit(tmp_path).edit(MANUAL, "id: ice\n", f"id: {reserved}\n").registered(reserved)
    assert ("error", "C401", toolkit.at(MANUAL, f"id: {reserved}", reserved)) in toolkit.found()


@pytest.mark.parametrize("option", OPTIONS)
def test_an_axis_has_no_name_of_an_option(tmp_path: Path, option: str) -> None:
    toolkit = SmallToolkit(tmp_path).edit(TOOLKIT, "- id: season\n", f"- id: {option}\n")
    assert ("error", "C401", toolkit.at(TOOLKIT, f"- id: {option}\n", option)) in toolkit.found()


def test_the_names_of_options_are_all_that_an_axis_could_meet() -> None:
    context = click.Context(main)
    every = [main.get_command(context, name) for name in main.list_commands(context)]
    choosing = [command for command in every if isinstance(command, ChoosingCommand)]
    assert choosing
    options = {name for command in (main, *choosing) for option in command.params for name in option.opts}
    options |= set(main.context_settings["help_option_names"])
    assert {name.removeprefix("--") for name in options if name.startswith("--")} == set(OPTIONS)


def test_a_place_of_primers_is_no_reserved_id_either(tmp_path: Path) -> None:
    toolkit = SmallToolkit(tmp_path).edit(PRIMERS, "id: cases", "id: contents")
    assert ("error", "C401", toolkit.at(PRIMERS, "id: contents", "contents")) in toolkit.found()


def test_a_place_of_primers_differs_from_what_stands_beside_it(tmp_path: Path) -> None:
    toolkit = SmallToolkit(tmp_path).edit(PRIMERS, "id: cases", "id: salted-road")
    toolkit.edit(MANUAL, "{place: cases,", "{place: salted-road,")
    assert toolkit.found() == [("error", "C401", toolkit.at(PRIMERS, "id: salted-road", "salted-road"))]


def test_a_place_may_have_the_id_of_a_unit_that_is_never_beside_it(tmp_path: Path) -> None:
    toolkit = SmallToolkit(tmp_path).edit(PRIMERS, "id: cases", "id: wheels")
    toolkit.edit(MANUAL, "{place: cases,", "{place: wheels,")
    assert toolkit.found() == []


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (TOOLKIT, "- id: mechanic", '- id: "rider"'),
        (TOOLKIT, "- id: season", '- id: "role"'),
        (TOOLKIT, "- id: en", '- id: en\n  - id: "en"'),
        (SURVEY, "key: always", 'key: "never"'),
        (SURVEY, "key: disc", 'key: "rim"'),
        (PRIMERS, "- id: cases", '- id: "actions"'),
    ],
)
def test_small_names_are_unique_within_what_holds_them(tmp_path: Path, file: str, old: str, new: str) -> None:
    toolkit = SmallToolkit(tmp_path).edit(file, old, new)
    assert ("error", "C401", toolkit.at(file, new[new.index('"') :])) in toolkit.found()


def test_scales_have_ids_of_their_own(tmp_path: Path) -> None:
    second = '  - id: "often"\n    options: [{key: a, text: A}, {key: b, text: B}]\nsections:\n'
    toolkit = SmallToolkit(tmp_path).edit(SURVEY, "sections:\n", second)
    assert toolkit.found() == [("error", "C401", toolkit.at(SURVEY, '"often"'))]


def test_axis_values_scales_and_keys_may_repeat_an_id_of_content(tmp_path: Path) -> None:
    toolkit = SmallToolkit(tmp_path).edit(SURVEY, "key: disc", "key: wheels")
    toolkit.edit(SURVEY, "id: often", "id: wheels").edit(SURVEY, "scale: often", "scale: wheels")
    assert toolkit.found() == []


# The register -----------------------------------------------------------------


def test_an_id_that_is_not_registered(tmp_path: Path) -> None:
    toolkit = SmallToolkit(tmp_path).edit(IDS, "  ice: {status: active}\n", "")
    assert toolkit.found() == [("error", "C402", toolkit.at(MANUAL, "id: ice\n", "ice"))]
    assert toolkit.problems()[0].hint == "run build.py check --register"


def test_a_toolkit_without_a_register(tmp_path: Path) -> None:
    toolkit = SmallToolkit(tmp_path)
    (toolkit.root / IDS).unlink()
    assert toolkit.found() == [("error", "C402", f"content/{IDS}:1:1")]


def test_an_id_that_content_no_longer_has(tmp_path: Path) -> None:
    toolkit = SmallToolkit(tmp_path).registered("tandem")
    assert toolkit.found() == [("error", "C403", toolkit.at(IDS, "tandem"))]


@pytest.mark.parametrize("status", ["discouraged", "deprecated"])
def test_an_id_may_go_when_it_is_retired(tmp_path: Path, status: str) -> None:
    toolkit = SmallToolkit(tmp_path)
    toolkit.write(IDS, toolkit.text(IDS) + f"  tandem: {{status: {status}, successor: ice}}\n")
    assert toolkit.found() == []


@pytest.mark.parametrize(("status", "severity"), [("deprecated", "error"), ("discouraged", "warning")])
def test_a_retired_id_in_use(tmp_path: Path, status: str, severity: str) -> None:
    toolkit = SmallToolkit(tmp_path).edit(IDS, "ice: {status: active}", f"ice: {{status: {status}, successor: wheels}}")
    assert toolkit.found() == [(severity, "C404", toolkit.at(MANUAL, "id: ice\n", "ice"))]
    assert "wheels" in toolkit.problems()[0].hint


def test_a_trial_is_as_good_as_active(tmp_path: Path) -> None:
    assert SmallToolkit(tmp_path).edit(IDS, "ice: {status: active}", "ice: {status: trial}").found() == []


def test_a_successor_is_registered(tmp_path: Path) -> None:
    toolkit = SmallToolkit(tmp_path)
    toolkit.write(IDS, toolkit.text(IDS) + "  tandem: {status: deprecated, successor: iec}\n")
    assert toolkit.found() == [("error", "C405", toolkit.at(IDS, "successor: iec", "iec"))]
    assert toolkit.problems()[0].hint == "did you mean 'ice'?"


def test_successors_do_not_run_in_a_circle(tmp_path: Path) -> None:
    chain = "".join(f"  {a}: {{status: deprecated, successor: {b}}}\n" for a, b in ("xy", "yz", "zx", "wx"))
    toolkit = SmallToolkit(tmp_path)
    toolkit.write(IDS, toolkit.text(IDS) + chain)
    assert toolkit.found() == [("error", "C412", toolkit.at(IDS, "  x: ", "x"))]
    assert toolkit.problems()[0].message.endswith("x → y → z → x")
