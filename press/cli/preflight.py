"""``preflight``: check PDFs for a print shop."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from functools import partial
from pathlib import Path

import click

from press.cli.options import print_problems, reporting
from press.cli.progress import tell_waiting
from press.preflight import preflight as check_file
from press.problem import CODES, Problem
from press.swap import output_folders, reading


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the findings as JSON.")
def preflight(files: tuple[Path, ...], *, as_json: bool) -> None:
    """Check print PDFs, whoever made them: boxes, inks, pictures, fonts, lines, identification as PDF/X-4.

    What the rules X801 to X814 do not look at is not claimed.
    """
    found: list[Problem] = []
    for path in files:
        try:
            with reporting(), ExitStack() as held:
                for folder in output_folders(path):
                    held.enter_context(reading(folder, waiting=partial(tell_waiting, folder=folder)))
                data = path.read_bytes()
            found += check_file(data, str(path))
        except OSError as error:
            found.append(Problem("P611", str(path), f"cannot be read: {error.strerror}"))
    print_problems(found, as_json=as_json)
    if not found and not as_json:
        rules = sum(code.startswith("X") for code in CODES)
        click.echo(f"nothing found by {rules} rules in {len(files)} file{'' if len(files) == 1 else 's'}", err=True)
    sys.exit(bool(found))
