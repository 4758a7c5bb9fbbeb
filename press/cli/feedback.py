"""``feedback``: bring the comments and changes of reviewers home."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from press.cli.options import Settings, count, exit_code, print_problems, reporting
from press.cli.progress import Teller
from press.feedback.gather import files_in, gather
from press.feedback.items import Feedback
from press.feedback.run import write
from press.feedback.shelf import Shelf
from press.feedback.tables import day, lines, told, who


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--to",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="Also write feedback.csv, feedback.json and feedback.docx, for the editors' meeting, into this folder.",
)
@click.option("--json", "as_json", is_flag=True, help="Print what was said as JSON.")
@click.pass_obj
def feedback(settings: Settings, files: tuple[Path, ...], folder: Path | None, *, as_json: bool) -> None:
    """List the comments and tracked changes in Word files that came back from review, files or folders of them.

    They are listed by unit, in the order of the content, each with the line of the content that it is about.
    """
    with reporting(as_json=as_json):
        shelf = Shelf.of(settings.content)
        paths = list(files_in(files))
        teller = Teller()
        with teller:
            teller.begin("read", len(paths))
            found = gather(paths, shelf, lambda name: teller.done(name, 0))
        if folder is not None:
            write(folder, found, shelf)
    if as_json:
        click.echo(json.dumps(found.as_data(), ensure_ascii=False, indent=1))
    else:
        _show(found)
        print_problems(found.problems)
    _summary(found, folder)
    sys.exit(exit_code(found.problems))


def _show(found: Feedback) -> None:
    console = Console(highlight=False, markup=False)
    if not console.is_terminal:  # a table would be folded, and places broken
        for line in lines(found):
            click.echo(line)
        return
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in ("place", "unit", "who", "when", "what"):
        table.add_column(column, overflow="fold")
    for item in found.items:
        unit = item.subject
        table.add_row(item.line or unit.place, unit.id, who(item), day(item.date), told(item))
    console.print(table)


def _summary(found: Feedback, folder: Path | None) -> None:
    comments = sum(item.kind == "comment" for item in found.items)
    looks = sum(number for file in found.files for _, number in file.formatting)
    said = [count(comments, "comment"), count(len(found.items) - comments, "change")]
    said += [f"{count(looks, 'change')} of look, not listed"] if looks else []
    where = f"; written into {folder}" if folder else ""
    click.echo(f"{', '.join(said)} in {count(len(found.files), 'file')}{where}", err=True)
