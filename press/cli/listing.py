"""``list``: the documents that a toolkit has."""

from __future__ import annotations

import json
from typing import Any

import click
from rich.console import Console
from rich.table import Table

from press.cli.options import ChoosingCommand, Settings, choosing, make_choice, reporting
from press.toolkit import chosen_stems, compose_all, load


@click.command("list", cls=ChoosingCommand)
@click.option("--json", "as_json", is_flag=True, help="Print the list as JSON.")
@choosing
@click.pass_obj
def listing(
    settings: Settings,
    /,
    languages: tuple[str, ...],
    documents: tuple[str, ...],
    formats: tuple[str, ...],
    *,
    as_json: bool,
    **axes: Any,
) -> None:
    """List the documents: what each is called, and what it is tailored to."""
    choice = make_choice(settings, languages, documents, formats, axes)
    with reporting():
        library, _ = load(settings.content)
        composed = compose_all(library)
        chosen = [composed[stem] for stem in chosen_stems(library, choice)]
    if as_json:
        rows = [{"document": d.stem, "language": d.language, "title": d.title, "axes": dict(d.axes)} for d in chosen]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    console = Console(highlight=False)
    if not console.is_terminal:  # a table would be folded, and names broken
        for d in chosen:
            click.echo(f"{d.stem}\t{d.language}\t{d.title}")
        return
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in ("document", "language", "title"):
        table.add_column(column, overflow="fold")
    for d in chosen:
        table.add_row(d.stem, d.language, d.title)
    console.print(table)
