"""``prove``: compare what was made with its source again."""

from __future__ import annotations

from functools import partial
from typing import Any

import click

from press import publish
from press.cli.options import ChoosingCommand, Settings, choosing, make_choice, reporting
from press.cli.progress import Teller


@click.command(cls=ChoosingCommand)
@choosing
@click.pass_obj
def prove(
    settings: Settings, /, languages: tuple[str, ...], documents: tuple[str, ...], formats: tuple[str, ...], **axes: Any
) -> None:
    """Prove that the files in output/draft say what the content says, word by word."""
    choice = make_choice(settings, languages, documents, formats, axes)
    teller = Teller()
    with reporting():
        with teller:
            proven = publish.prove_output(
                settings.content, settings.draft, choice, teller, waiting=partial(teller.waits, folder=settings.draft)
            )
        teller.summary(proven.made, "proven")
