"""Every command as a person or a program runs it: exit code, files, and what it prints, in the table commands.yaml."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pytest
import yaml

from press.write.suffixes import ALWAYS
from tests.builds import ROOT, SAMPLE, Build, copy_of_press
from tests.faults import replace_text
from tests.proof.word_faults import parts_of, zipped
from tests.reviewing import Reviewer, text_of
from tests.warm_commands import RunCommand, warm_commands

MANIFEST: Final = "output/draft/manifest.json"
FORMS: Final = "output/draft/forms.json"
TABLE: Final = Path(__file__).with_name("commands.yaml")


@dataclass(frozen=True, slots=True)
class Case:
    """A row of the table, which says what these mean."""

    name: str
    run: str
    code: int = 0
    out: str = ""
    err: str = ""
    made: str = ""
    built: bool = False
    prepare: Sequence[Sequence[str]] = ()


CASES: Final = tuple(Case(**row) for row in yaml.safe_load(TABLE.read_text("utf-8")))


# What is done to files before


def edit(folder: Path, file: str, old: str, new: str) -> None:
    text = (folder / file).read_text("utf-8")
    assert old in text, f"{old!r} is not in {file}"
    (folder / file).write_text(text.replace(old, new, 1), "utf-8")


def write(folder: Path, file: str, text: str) -> None:
    (folder / file).parent.mkdir(parents=True, exist_ok=True)
    (folder / file).write_text(text, "utf-8")


def append(folder: Path, file: str, text: str) -> None:
    with (folder / file).open("ab") as opened:
        opened.write(text.encode())


def remove(folder: Path, file: str) -> None:
    (folder / file).unlink()


def copy(folder: Path, one: str, other: str) -> None:
    (folder / other).parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(folder / one, folder / other)


def falsify(folder: Path, file: str, old: str, new: str) -> None:
    """Change what a PDF says, as a tamperer with a good tool would."""
    (folder / file).write_bytes(replace_text((folder / file).read_bytes(), old, new))


def retype(folder: Path, file: str, old: str, new: str) -> None:
    """Change what a Word file says, as anybody can."""
    files = parts_of((folder / file).read_bytes())
    assert old.encode() in files["word/document.xml"]
    files["word/document.xml"] = files["word/document.xml"].replace(old.encode(), new.encode(), 1)
    (folder / file).write_bytes(zipped(files))


def remark(folder: Path, file: str, reviewed: str, words: str, text: str) -> None:
    """Comment on words of a Word file, as a reviewer does in Word."""
    reviewer = Reviewer.of((folder / file).read_bytes())
    place = next(one for one in reviewer.paragraphs if words in text_of(one))
    start = text_of(place).index(words)
    reviewer.comment(place, start, place, start + len(words), text)
    (folder / reviewed).parent.mkdir(parents=True, exist_ok=True)
    reviewer.save(folder / reviewed)


STEPS: Final[Mapping[str, Callable[..., None]]] = {
    step.__name__: step for step in (edit, write, append, remove, copy, falsify, retype, remark)
}

# Running


@dataclass(frozen=True, slots=True)
class Kit:
    """A folder with a copy of the small toolkit."""

    folder: Path
    warm: RunCommand

    def command(self, command: str, program: Path = ROOT / "build.py") -> list[str]:
        return [sys.executable, str(program), "--content", "kit", "--output", "output", *command.split()]

    def run(self, command: str) -> subprocess.CompletedProcess[str]:
        """Run a command in a fork of what has imported it."""
        return self.warm(self.command(command)[2:], self.folder, self.environment)

    def run_anew(self, command: str) -> subprocess.CompletedProcess[str]:
        """Run a command in a Python that is started for it."""
        return run(self.command(command), self.folder, self.environment)

    @property
    def environment(self) -> dict[str, str]:
        # Any warning of Python's is an accident.
        return {**os.environ, "PYTHONWARNINGS": "error"}

    def put_draft(self, build: Build) -> None:
        shutil.copytree(build.draft, self.folder / "output" / "draft")

    def output(self) -> dict[str, tuple[str, float]]:
        """Return hash and time of every file in the output, by path."""
        files = (path for path in (self.folder / "output").rglob("*") if path.is_file())
        return {
            path.relative_to(self.folder).as_posix(): (
                hashlib.sha256(path.read_bytes()).hexdigest(),
                path.stat().st_mtime,
            )
            for path in files
        }


def run(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=folder, env=dict(environment), stdin=subprocess.DEVNULL,
        capture_output=True, text=True, encoding="utf-8", timeout=300, check=False,
    )  # fmt: skip


@pytest.fixture(scope="module")
def warm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunCommand]:
    with warm_commands(tmp_path_factory.mktemp("warm")) as warm:
        yield warm


@pytest.fixture
def kit(tmp_path: Path, warm: RunCommand) -> Kit:
    shutil.copytree(SAMPLE, tmp_path / "kit")
    return Kit(tmp_path, warm)


def matches(expected: str, text: str) -> bool:
    pattern = "".join(
        "(?:.*\n)*" if line == "⋮" else re.escape(line).replace("…", ".*") + "\n" for line in expected.splitlines()
    )
    return re.fullmatch(pattern, text if text.endswith("\n") or not text else f"{text}\n") is not None


def assert_plain(done: subprocess.CompletedProcess[str]) -> None:
    """Plain lines for a pipe: no colours, no bars, no traceback."""
    for text in (done.stdout, done.stderr):
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f]", text), text
        assert "Traceback" not in text, text


def rows(cases: Iterable[Case]) -> list[Any]:
    """Return rows of the table, each with the build that it asks for while it runs."""
    asks = {True: (pytest.mark.builds("sample_build"),), False: ()}
    return [pytest.param(case, id=case.name, marks=asks[case.built]) for case in cases]


@pytest.mark.parametrize("case", rows(CASES))
def test_command(case: Case, kit: Kit, request: pytest.FixtureRequest) -> None:
    if case.built:
        kit.put_draft(request.getfixturevalue("sample_build"))
    for step, *values in case.prepare:
        STEPS[step](kit.folder, *values)
    before = kit.output()
    done = kit.run(case.run)
    assert_plain(done)
    assert matches(case.err, done.stderr), f"{done.stderr}--- is not ---\n{case.err}"
    assert matches(case.out, done.stdout), f"{done.stdout}--- is not ---\n{case.out}"
    assert done.returncode == case.code
    assert_made(case, before, kit.output())


# One that does nothing, wrong use, content with problems, a build, and a proof with a finding.
ANEW: Final = (
    "help",
    "unknown option",
    "check finds all faults",
    "build of one format",
    "prove after a byte was added",
)


@pytest.mark.parametrize("case", rows(case for case in CASES if case.name in ANEW))
def test_a_command_is_the_same_when_python_starts_for_it(
    case: Case, kit: Kit, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What all other tests of commands run in a fork is what a person runs."""
    both = []
    for number, run in enumerate((kit.run, kit.run_anew)):
        monkeypatch.setenv("PRESS_RESULTS", str(kit.folder / f"results-{number}"))
        for part in ("kit", "output"):
            shutil.rmtree(kit.folder / part, ignore_errors=True)
        shutil.copytree(SAMPLE, kit.folder / "kit")
        if case.built:
            kit.put_draft(request.getfixturevalue("sample_build"))
        for step, *values in case.prepare:
            STEPS[step](kit.folder, *values)
        done = run(case.run)
        files = {path: path.read_bytes() for part in ("kit", "output") for path in (kit.folder / part).rglob("*.*")}
        both.append(
            (done.returncode, re.sub(r"\d+\.\d s", "", done.stdout), re.sub(r"\d+\.\d s", "", done.stderr), files)
        )
    assert both[0] == both[1]


def assert_made(case: Case, before: dict[str, tuple[str, float]], after: dict[str, tuple[str, float]]) -> None:
    if case.code or not case.run.startswith("build "):
        assert after == before, "the output was touched"
        return
    changed = {path for path in after if before.get(path, ("",))[0] != after[path][0]}
    asked = re.findall(r"--format (\w+)", case.run)
    forms = [suffix for suffix in ALWAYS if not asked or suffix.rpartition(".")[2] in asked]
    made = {f"output/draft/ar/{document}.{form}" for document in case.made.split() for form in forms}
    made -= {path for path in made if "/posters/" in path and path.endswith(".docx")}  # no such files are made
    form = re.compile("/(questionnaires|worksheets)/")
    made -= {path for path in made if path.endswith(".unprotected.docx") and not form.search(path)}
    assert changed - {MANIFEST, FORMS} == made
    assert before.keys() <= after.keys()


def test_problems_for_programs_are_those_for_people(kit: Kit) -> None:
    for step, *values in next(case for case in CASES if case.name == "check finds all mistakes").prepare:
        STEPS[step](kit.folder, *values)
    people, programs = kit.run("check"), kit.run("check --json")
    assert people.returncode == programs.returncode == 1
    assert programs.stderr == ""
    told = json.loads(programs.stdout)
    lines = [
        f"{p['place']}: {p['severity']} {p['code']} {p['message']}" + (f" ({p['hint']})" if p["hint"] else "")
        for p in told
    ]
    assert lines == people.stderr.splitlines()[:-1]
    assert all(re.fullmatch(r"kit/[\w/.-]+:\d+:\d+", problem["place"]) for problem in told)


def test_a_list_for_programs(kit: Kit) -> None:
    done = kit.run("list --json --post nurse --season calm")
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout) == [
        {
            "document": "primers/nurse.calm",
            "language": "ar",
            "title": "موجز طاقم التمريض في أيّام الهدوء",
            "axes": {"post": "nurse", "season": "calm"},
        },
        {
            "document": "worksheets/nurse.calm",
            "language": "ar",
            "title": "ورقة عمل: موجز طاقم التمريض في أيّام الهدوء",
            "axes": {"post": "nurse", "season": "calm"},
        },
    ]


# Circumstances


def test_a_bare_machine_and_a_folder_with_spaces(tmp_path: Path) -> None:
    """No home, no path, no locale, and names that a shell would break."""
    root = copy_of_press(tmp_path / "R&D of the press")
    shutil.copytree(SAMPLE, root / "the kit")
    bare = {"LANG": "C", "PRESS_CACHE": str(ROOT / ".cache")}
    command = [sys.executable, "build.py", "--content", "the kit"]
    done = run([*command, "build", "--document", "supplies"], root, bare)
    assert_plain(done)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    assert (root / "output/draft/ar/guides/supplies.pdf").is_file()
    listed = run([*command, "list", "--document", "supplies"], root, bare)
    assert listed.stdout == "guides/supplies\tar\tمستلزمات نظافة اليدين\n"
    checked = run([*command, "check", "--schema"], root, bare)
    assert (checked.returncode, checked.stderr) == (0, "no problems\n")
    schemas = {path.name: path.read_bytes() for path in (root / "schema").iterdir()}
    assert schemas == {path.name: path.read_bytes() for path in (ROOT / "schema").iterdir()}


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_an_output_that_has_no_arabic(kit: Kit, encoding: str) -> None:
    done = subprocess.run(
        kit.command("list"),
        cwd=kit.folder,
        env={**os.environ, "PYTHONIOENCODING": encoding},
        capture_output=True,
        check=False,
    )
    assert b"Traceback" not in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full device here")
@pytest.mark.parametrize("command", ["list", "list --json", "check --json", "--help"])
def test_a_full_disk_behind_the_output(kit: Kit, command: str) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            kit.command(command), cwd=kit.folder, stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert (done.returncode, done.stderr) == (1, "build.py: [Errno 28] No space left on device\n")


def test_a_reader_that_goes_away(kit: Kit) -> None:
    with subprocess.Popen(
        kit.command("list"), cwd=kit.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        assert "Traceback" not in process.stderr.read()


def _listen() -> None:
    """Let Ctrl-C be heard also where the tests run in the background, which ignores it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_an_interrupted_build_leaves_what_was(kit: Kit, sample_build: Build) -> None:
    kit.put_draft(sample_build)
    edit(kit.folder, "kit/toolkit.yaml", "version: 0.1.0", "version: 0.2.0")
    before = kit.output()
    with subprocess.Popen(
        kit.command("build"),
        cwd=kit.folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=_listen,
    ) as process:
        assert process.stderr
        for line in process.stderr:
            if line.startswith("write "):
                process.send_signal(signal.SIGINT)
                break
        rest = process.stderr.read()
    assert process.returncode == 130
    assert "Traceback" not in rest
    assert rest.endswith("build.py: stopped; what was made before is whole\n")
    assert kit.output() == before


def test_a_terminal_sees_progress(kit: Kit) -> None:
    """On a terminal there is a live line; the summary comes after it."""
    script = shutil.which("script")
    if script is None:
        pytest.skip("script(1) is not installed")
    command = shlex.join(kit.command("build --document supplies"))
    done = run([script, "-qec", command, "/dev/null"], kit.folder, {**os.environ, "TERM": "xterm", "COLUMNS": "100"})
    assert done.returncode == 0, done.stdout
    assert "\x1b[" in done.stdout
    assert "guides/supplies" in done.stdout
    assert "built and proven in" in done.stdout
