"""What commands share: settings, the choice of documents with one option for each axis, problems to exit codes."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from press.check.ids import OPTIONS
from press.model import Axis, Toolkit
from press.problem import ContentError, Problem, has_errors, in_order
from press.read import read_toolkit
from press.toolkit import Choice
from press.write.suffixes import FORMATS


@dataclass(frozen=True, slots=True)
class Settings:
    """Where content is and output goes."""

    content: Path
    output: Path

    @property
    def draft(self) -> Path:
        """The folder of the draft."""
        return self.output / "draft"


class ChoosingCommand(click.Command):
    """A command that chooses documents. The toolkit's own axes become options: ``--role``, ``--level`` …"""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the options. Where the toolkit cannot be read, its axes are unknown: its problems are told, not that."""
        ctx.ignore_unknown_options = ctx.allow_extra_args = _toolkit(ctx) is None
        return super().parse_args(ctx, args)

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """Return the command's options and one for each axis of the toolkit."""
        axes = [_axis_option(axis) for axis in _axes(ctx)]
        return [*super().get_params(ctx)[:-1], *axes, super().get_params(ctx)[-1]]


def _toolkit(ctx: click.Context) -> Toolkit | None:
    settings = ctx.find_object(Settings)
    return read_toolkit(settings.content)[0] if settings else None


def _axes(ctx: click.Context) -> tuple[Axis, ...]:
    """Return the axes that can be options, by name; the check tells of the others."""
    toolkit = _toolkit(ctx)
    named = {str(axis.id): axis for axis in (reversed(toolkit.axes) if toolkit else ())}
    return tuple(axis for name, axis in reversed(named.items()) if name not in OPTIONS)


def _axis_option(axis: Axis) -> click.Option:
    values = [str(value.id) for value in axis.values]
    return click.Option(
        [f"--{axis.id}", f"axis_{axis.id}"],
        type=click.Choice(values),
        multiple=True,
        help=f"Only documents tailored to this {str(axis.title).lower()}.",
    )


def choosing(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that choose documents."""
    for option in (
        click.option("--format", "formats", multiple=True, type=click.Choice(FORMATS), help="Only this format."),
        click.option(
            "--document", "documents", multiple=True, help="Only this document or resource, as 'list' names it."
        ),
        click.option("--language", "languages", multiple=True, help="Only this language."),
    ):
        function = option(function)
    return function


def make_choice(
    settings: Settings,
    languages: tuple[str, ...],
    documents: tuple[str, ...],
    formats: tuple[str, ...],
    axes: dict[str, Any],
) -> Choice:
    """Return the choice that the options make. A language or document that there is not is wrong use."""
    toolkit = read_toolkit(settings.content)[0]
    if toolkit:
        known = [str(language.id) for language in toolkit.languages]
        for language in languages:
            if language not in known:
                raise click.UsageError(f"there is no language '{language}'; there is {', '.join(known)}")
    chosen = {name.removeprefix("axis_"): tuple(values) for name, values in axes.items() if values}
    return Choice(documents, chosen, formats)


@contextmanager
def reporting(*, as_json: bool = False) -> Iterator[None]:
    """Print the problems of a ContentError and leave with exit code 1; a wrong choice leaves with 2."""
    try:
        yield
    except ContentError as error:
        print_problems(error.problems, as_json=as_json)
        sys.exit(2 if all(problem.code.startswith("U") for problem in error.problems) else 1)


def print_problems(problems: Iterable[Problem], *, as_json: bool = False) -> None:
    """Print problems, one a line, to standard output as JSON, or else to standard error."""
    ordered = in_order(problems)
    if as_json:
        click.echo(json.dumps([problem.as_data() for problem in ordered], ensure_ascii=False, indent=1))
        return
    for problem in ordered:
        click.echo(str(problem), err=True)
    errors = sum(problem.severity == "error" for problem in ordered)
    if ordered:
        click.echo(f"{count(errors, 'error')}, {count(len(ordered) - errors, 'warning')}", err=True)


def count(number: int, thing: str) -> str:
    """Return a number of things in words, such as “1 error” or “3 errors”."""
    return f"{number} {thing}{'' if number == 1 else 's'}"


def exit_code(problems: Iterable[Problem]) -> int:
    """Return 1 when there are errors."""
    return int(has_errors(problems))
