"""The command line: one file a command. Exit 0 fine, 1 problems in content or output, 2 wrong use."""

from __future__ import annotations

from pathlib import Path

import click

from press.cli.build import build
from press.cli.check import check
from press.cli.listing import listing
from press.cli.options import Settings
from press.cli.prove import prove
from press.design import ROOT


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "--content",
    type=click.Path(path_type=Path, file_okay=False),
    default=ROOT / "content",
    show_default="content",
    help="The toolkit's content folder.",
)
@click.option(
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    default=ROOT / "output",
    show_default="output",
    help="Where the documents go; drafts into its folder draft.",
)
@click.pass_context
def main(context: click.Context, content: Path, output: Path) -> None:
    """Turn one source into proven documents."""
    context.obj = Settings(content, output)


for command in (check, build, prove, listing):
    main.add_command(command)
