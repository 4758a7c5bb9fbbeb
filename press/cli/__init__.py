"""The command line: one file a command. Exit 0 fine, 1 problems in content or output, 2 wrong use."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NoReturn

import click

from press.cli.build import build
from press.cli.check import check
from press.cli.collect import collect
from press.cli.feedback import feedback
from press.cli.listing import listing
from press.cli.new import new
from press.cli.options import Settings
from press.cli.preflight import preflight
from press.cli.prove import prove
from press.cli.watch import watch
from press.design import ROOT
from press.problem import ContentError


class _Program(click.Group):
    """Commands whose accidents are told in one line; PRESS_TRACEBACK=1 shows where they come from."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run a command."""
        try:
            return super().main(*args, **kwargs)
        except ContentError as error:
            _give_up("\n".join(map(str, error.problems)), "")
        except Exception as error:
            if os.environ.get("PRESS_TRACEBACK"):
                raise
            _give_up(f"{type(error).__name__}: {error}" if not isinstance(error, OSError) else str(error))

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        """Read the command line."""
        with _stopping():
            return super().make_context(*args, **kwargs)

    def invoke(self, ctx: click.Context) -> Any:
        """Run what it asks for."""
        with _stopping():
            return super().invoke(ctx)


@contextmanager
def _stopping() -> Iterator[None]:
    """End at Ctrl-C with the exit code that shells give to it, and one line; whatever has been begun cleans up."""
    try:
        yield
    except KeyboardInterrupt:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # once is enough
        _give_up("stopped; what was made before is whole", code=130)


def _give_up(accident: str, who: str = "build.py: ", code: int = 1) -> NoReturn:
    """Leave with an exit code, also when nothing can be printed any more, as on a full disk."""
    for stream, last in ((sys.stderr, f"{who}{accident}\n"), (sys.stdout, "")):
        try:
            stream.write(last)
            stream.flush()
        except OSError:
            with suppress(OSError):  # else Python would try again at its end, and complain
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    sys.exit(code)


@click.group(cls=_Program, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
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


for command in (check, new, build, prove, listing, collect, feedback, preflight, watch):
    main.add_command(command)
