"""Every command as a person or a program runs it: exit code, files, and what it prints, in a table."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

SUPPLIES: Final = "kit/ar/resources/supplies.yaml"
BASICS: Final = "kit/ar/resources/basics.yaml"
Prepare = Callable[[Path], object]


@dataclass(frozen=True, slots=True)
class Case:
    """A command and what comes of it.

    Lines of ``out`` and ``err`` are all that is printed; ``…`` stands for any characters, a line ``⋮`` for any lines.
    ``made`` are the PDFs in the output afterwards; without it they are those that were there before.
    """

    name: str
    command: str
    code: int = 0
    out: str = ""
    err: str = ""
    made: str | None = None
    prepare: Sequence[Prepare] = ()
    environment: Mapping[str, str] = field(default_factory=dict)


def edit(file: str, old: str, new: str) -> Prepare:
    def prepare(folder: Path) -> None:
        text = (folder / file).read_text("utf-8")
        assert text.count(old) == 1, f"{old!r} is not exactly once in {file}"
        (folder / file).write_text(text.replace(old, new), "utf-8")

    return prepare


def write(file: str, data: bytes) -> Prepare:
    return lambda folder: (folder / file).write_bytes(data)


def remove(file: str) -> Prepare:
    return lambda folder: (folder / file).unlink()


def copy(one: str, other: str) -> Prepare:
    return lambda folder: shutil.copy(folder / one, folder / other)


DRAFT: Final = "output/draft"
SUMMARY: Final = "folder…documents…pages…kB\n⋮\ntotal…\n"
ALL: Final = """
guides/basics guides/basics.outreach guides/basics.ward guides/supplies questionnaires/round
primers/clinic-manager.calm primers/clinic-manager.outbreak primers/nurse.calm primers/nurse.outbreak
"""
NOTHING_FITS: Final = "kit: error U701 no document fits this choice (see: build.py list)\n1 error, 0 warnings\n"
FAULTS: Final = (
    edit(SUPPLIES, "short:", "shorts:"),
    edit("kit/toolkit.yaml", "symbol: CH", "symbol:\tCH"),
    edit("kit/ar/shared/glossary.yaml", "terms:\n", "terms:\n  - id: Zwei\n    term: x\n    definition: y\n"),
)

CASES: Final = (
    # Help and wrong use
    Case(
        "help",
        "--help",
        out="Usage: build.py [OPTIONS] COMMAND [ARGS]...\n⋮\n  build …\n  check …\n  list …\n  prove …\n",
    ),
    Case(
        "help of a command",
        "build --help",
        out="Usage: build.py build [OPTIONS]\n⋮\n  --post [nurse|clinic-manager]…\n⋮\n",
    ),
    Case("no command", "", 2, err="Usage: build.py [OPTIONS] COMMAND [ARGS]...\n⋮\n"),
    Case("unknown command", "bild", 2, err="⋮\nError: No such command 'bild'.…\n"),
    Case("unknown option", "build --role nurse", 2, err="⋮\nError: No such option…--role…\n"),
    Case(
        "unknown value",
        "build --post doctor",
        2,
        err="⋮\nError: Invalid value for '--post': 'doctor' is not one of 'nurse', 'clinic-manager'.\n",
    ),
    Case(
        "unknown format", "build --format docx", 2, err="⋮\nError: Invalid value for '--format': 'docx' is not 'pdf'.\n"
    ),
    Case("unknown language", "build --language en", 2, err="⋮\nError: there is no language 'en'; there is ar\n"),
    Case("unknown document", "build --document basic", 2, err=NOTHING_FITS),
    Case("unknown document to prove", "prove --document basic", 2, err=NOTHING_FITS),
    Case("unknown document to list", "list --document basic", 2, err=NOTHING_FITS),
    Case("nothing fits both", "build --document basics --post nurse", 2, err=NOTHING_FITS),
    # check
    Case("check", "check", err="no problems\n"),
    Case("check for programs", "check --json", out="[]\n"),
    Case(
        "check finds everything at once",
        "check",
        1,
        prepare=FAULTS,
        err="""\
        kit/ar/resources/supplies.yaml:4:1: error M201 …'shorts'…short…
        kit/ar/resources/supplies.yaml:…: error M202 …short…
        kit/ar/shared/glossary.yaml:3:9: error M204 …Zwei…
        kit/ar/shared/glossary.yaml:5:17: error M209 …
        kit/toolkit.yaml:3:8: error R105 …
        5 errors, 0 warnings
        """,
    ),
    Case(
        "check of references",
        "check",
        1,
        prepare=[edit(BASICS, "alternative:", "alternative: x\n          #")],
        err="⋮\n",
    ),
    Case(
        "no content",
        "check",
        1,
        prepare=[remove("kit/toolkit.yaml")],
        err="kit/toolkit.yaml:1:1: error R110 the file is missing (…)\n⋮\n",
    ),
)
