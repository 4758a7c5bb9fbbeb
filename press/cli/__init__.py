"""The command line: one file a command. Exit 0 fine, 1 problems in content or output, 2 wrong use."""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path
from typing import Any, Final, NoReturn

import click

from press.cli.options import Settings
from press.design import ROOT
from press.problem import ContentError

# By name: the module, and what it is called there. It is loaded when it is asked for: what makes documents takes longer
# to load than a list takes to print.
_COMMANDS: Final = {
    "build": "build",
    "check": "check",
    "collect": "collect",
    "feedback": "feedback",
    "list": "listing",
    "new": "new",
    "preflight": "preflight",
    "prove": "prove",
    "watch": "watch",
}


class _Program(click.Group):
    """Commands whose accidents are told in one line; PRESS_TRACEBACK=1 shows where they come from."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (click asks so)
        """Return the names of all commands."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Return a command, loaded."""
        if cmd_name not in _COMMANDS:
            return None
        name = _COMMANDS[cmd_name]
        found: click.Command = getattr(import_module(f"press.cli.{name}"), name)
        if not gc.isenabled():  # see build.py
            gc.freeze()
            gc.enable()
        return found

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
