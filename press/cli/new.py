"""``new``: write the skeleton of a unit where it belongs."""

from __future__ import annotations

import click

from press.cli.options import Settings, print_problems, reporting
from press.new import Wanted
from press.new import new as write_new
from press.skeleton import RESOURCES, kinds

_KINDS = (*RESOURCES, *dict.fromkeys(kind.name for kind in kinds()))


def _value(ctx: click.Context, param: click.Parameter, given: tuple[str, ...]) -> dict[str, str]:  # noqa: ARG001
    pairs = [one.partition("=") for one in given]
    for one, (key, sign, value) in zip(given, pairs, strict=True):
        if not (key and sign and value.strip()):
            raise click.BadParameter(f"'{one}' is not KEY=VALUE")
    return {key: value.strip() for key, _, value in pairs}


def _title(ctx: click.Context, param: click.Parameter, given: str) -> str:  # noqa: ARG001
    if not given.strip():
        raise click.BadParameter("it is empty")
    return " ".join(given.split())


@click.command(epilog=f"KIND is one of: {', '.join(_KINDS)}.")
@click.argument("kind", metavar="KIND", type=click.Choice(_KINDS))
@click.option(
    "--title", required=True, callback=_title, help="Its title, caption or term; of a question or takeaway its text."
)
@click.option("--in", "resource", metavar="RESOURCE", help="The guide or questionnaire that it goes into.")
@click.option("--section", metavar="ID", help="The section at whose end it goes; a new section becomes a subsection.")
@click.option("--after", metavar="ID", help="The unit behind which it goes.")
@click.option("--id", "unit", metavar="ID", help="Its id; else one is made from the title.")
@click.option("--set", "values", metavar="KEY=VALUE", multiple=True, callback=_value, help="Another short key of it.")
@click.pass_obj
def new(
    settings: Settings,
    kind: str,
    title: str,
    resource: str | None,
    section: str | None,
    after: str | None,
    unit: str | None,
    values: dict[str, str],
) -> None:
    """Write the skeleton of a new unit into its file, with a new id, which is registered.

    What is left to be written says [TODO: …]. Nothing else in the file changes.

    \b
    build.py new case --section what-ai-is --title "The plate reader that saw double"
    build.py new question --in readiness --section readiness-people --title "Who trains them?" --set kind=long-text
    build.py new term --title "dark data"
    """
    wanted = Wanted(kind, title, unit, resource, section, after, values)
    with reporting():
        written = write_new(settings.content, wanted)
    click.echo(f"{written.place}: {kind} {written.unit}")
    print_problems(written.problems)
    if not written.registered:
        click.echo("there is no ids.yaml yet: build.py check --register makes it", err=True)
