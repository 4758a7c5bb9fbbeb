"""``build``: make and prove the draft."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

import click

from press import publish
from press.cli.options import ChoosingCommand, Settings, choosing, make_choice, print_problems, reporting
from press.cli.progress import Teller
from press.crew import Crew, Processes, usable_processors
from press.fonts import results_folder
from press.memory import press_digest
from press.store import Store
from press.write.suffixes import BOOKLET


@click.command(cls=ChoosingCommand)
@choosing
@click.option("--booklet", is_flag=True, help="Also make each primer as a booklet, for an office printer and a fold.")
@click.option("--afresh", is_flag=True, help="Make everything again, whatever was made before.")
@click.option(
    "--jobs",
    type=click.IntRange(1),
    default=usable_processors,
    show_default="processors",
    help="How many processes may work at a time.",
)
@click.option(
    "--cluster", metavar="ADDRESS", help="Let the workers of a Dask scheduler do it, instead of processes here."
)
@click.pass_obj
def build(
    settings: Settings,
    /,
    languages: tuple[str, ...],
    documents: tuple[str, ...],
    formats: tuple[str, ...],
    *,
    booklet: bool,
    afresh: bool,
    jobs: int,
    cluster: str | None,
    **axes: Any,
) -> None:
    """Make the documents, prove them against their source, and put them into output/draft."""
    choice = make_choice(settings, languages, documents, formats, axes)
    if booklet:
        choice = replace(choice, extras=(BOOKLET,))
        if not choice.wants(BOOKLET):
            raise click.UsageError("a booklet is a PDF: add --format pdf, or leave --booklet out")
    store = None if afresh else Store(results_folder(), maker=press_digest())
    teller = Teller()
    with reporting():
        with teller, _crew(jobs, cluster) as crew:
            built = publish.build(
                settings.content,
                settings.draft,
                choice,
                teller,
                store=store,
                crew=crew,
                waiting=partial(teller.waits, folder=settings.draft),
            )
        print_problems(built.problems)
        teller.summary(built.made, "nothing has changed: looked through" if built.unchanged else "built and proven")


def _crew(jobs: int, cluster: str | None) -> Crew:
    if cluster is None:
        return Processes(jobs)
    from press.cluster import Cluster

    return Cluster(cluster)
