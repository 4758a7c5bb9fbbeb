"""``build``: make and prove the draft."""

from __future__ import annotations

from typing import Any

import click

from press import publish
from press.cli.options import ChoosingCommand, Settings, choosing, make_choice, print_problems, reporting
from press.cli.progress import Teller


@click.command(cls=ChoosingCommand)
@choosing
@click.pass_obj
def build(
    settings: Settings, /, languages: tuple[str, ...], documents: tuple[str, ...], formats: tuple[str, ...], **axes: Any
) -> None:
    """Make the documents, prove them against their source, and put them into output/draft."""
    choice = make_choice(settings, languages, documents, formats, axes)
    teller = Teller()
    with reporting():
        with teller:
            built = publish.build(settings.content, settings.draft, choice, teller)
        print_problems(built.problems)
        teller.summary(built.made, "built and proven")
