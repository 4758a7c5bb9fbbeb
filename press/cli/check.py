"""``check``: find everything that is wrong in the content."""

from __future__ import annotations

import sys

import click

from press.check import check as check_library
from press.check.register import register as register_ids
from press.cli.options import Settings, count, exit_code, print_problems, reporting
from press.design import ROOT
from press.problem import in_order
from press.read import read_library
from press.schema import write_schemas


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print the problems as JSON.")
@click.option("--register", is_flag=True, help="Add new ids to ids.yaml first.")
@click.option("--schema", is_flag=True, help="Write the JSON Schemas that editors complete and check content by.")
@click.option("--strict", is_flag=True, help="Fail on warnings, too: what is to be published has none.")
@click.pass_obj
def check(settings: Settings, *, as_json: bool, register: bool, schema: bool, strict: bool) -> None:
    """Check the content: every problem in one run, each with its place and a hint."""
    if schema:
        write_schemas(ROOT / "schema")
    with reporting(as_json=as_json):
        library, problems = read_library(settings.content)
        if library and register:
            added = register_ids(library, settings.content)
            click.echo(f"{count(len(added), 'id')} added to ids.yaml", err=True)
            library, problems = read_library(settings.content)
        if library:
            problems = in_order([*problems, *check_library(library)])
    print_problems(problems, as_json=as_json)
    if not problems and not as_json:
        click.echo("no problems", err=True)
    sys.exit(int(bool(problems)) if strict else exit_code(problems))
