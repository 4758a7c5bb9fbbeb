"""``collect``: read forms that came back."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import click
import watchfiles

from press.cli.options import Settings, count, exit_code, print_problems, reporting
from press.cli.progress import Teller
from press.collect.gather import files_in, gather
from press.collect.run import known_to, register_of, write
from press.crew import Processes, usable_processors
from press.fonts import results_folder
from press.memory import press_digest
from press.report.run import report
from press.store import Store


@dataclass(frozen=True, slots=True)
class _Wish:
    """What is to be made of returns, and how problems are told."""

    reports: bool
    anonymous: bool
    as_json: bool


_FOLDER = click.Path(path_type=Path, file_okay=False)


@click.command()
@click.argument("returns", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--to", "folder", required=True, type=_FOLDER, help="Where the answers go.")
@click.option(
    "--forms",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A forms.json that was kept, for forms sent out from a draft that has changed since.",
)
@click.option("--reports", is_flag=True, help="Also write a report of each return and a summary of each form.")
@click.option(
    "--anonymous", is_flag=True, help="Write summaries that tell nothing of single returns, and no other reports."
)
@click.option("--watch", "is_watching", is_flag=True, help="Read again whenever a file comes in. Ctrl-C ends it.")
@click.option("--json", "as_json", is_flag=True, help="Print the problems as JSON.")
@click.pass_obj
def collect(
    settings: Settings,
    returns: tuple[Path, ...],
    folder: Path,
    forms: tuple[Path, ...],
    *,
    reports: bool,
    anonymous: bool,
    is_watching: bool,
    as_json: bool,
) -> None:
    """Read completed forms, files or folders of them: Word, OpenDocument and PDF.

    Writes answers.json, answers.csv, answers.xlsx and problems.json into a folder, and adds to its database
    returns.sqlite. What cannot be read for certain is told by question; nothing is guessed. Reports are PDF and Word
    files, in the language of the content.
    """
    wish = _Wish(reports or anonymous, anonymous, as_json)
    once = partial(_collect, settings, returns, folder, forms, wish)
    code = once()
    if is_watching:
        _again(returns, folder, once)
    sys.exit(code)


def _collect(settings: Settings, returns: tuple[Path, ...], folder: Path, forms: tuple[Path, ...], wish: _Wish) -> int:
    teller = Teller()
    with reporting(as_json=wish.as_json):
        known = known_to(settings.content, settings.draft, forms)
        files = list(files_in(returns, folder))
        with teller:
            teller.begin("read", len(files))
            found = gather(files, known, register_of(settings.content), lambda name: teller.done(name, 0))
        total = write(folder, found)
    problems = [finding.problem for finding in found.findings]
    print_problems(problems, as_json=wish.as_json)
    said = f"{count(len(found.returns), 'return')} read into {folder}; its database now holds {total}"
    click.echo(said, err=True)
    if wish.reports and found.returns:
        store = Store(results_folder(), maker=press_digest())
        # What was read is written already: nothing of it is lost when reports fail.
        with reporting(), teller, Processes(usable_processors()) as crew:
            made = report(
                folder, found.returns, settings.content, teller, anonymous=wish.anonymous, store=store, crew=crew
            )
        click.echo(f"{count(len(made), 'file')} of reports in {folder}", err=True)
    return exit_code(problems)


def _again(returns: tuple[Path, ...], folder: Path, once: Callable[[], int]) -> None:
    """Collect whenever something changes where returns come in, until somebody ends it."""
    click.echo("waiting for files; Ctrl-C ends it", err=True)
    own = folder.absolute()

    def is_theirs(_: watchfiles.Change, path: str) -> bool:
        return not Path(path).is_relative_to(own)

    for _ in watchfiles.watch(*returns, watch_filter=is_theirs, raise_interrupt=False):
        once()
