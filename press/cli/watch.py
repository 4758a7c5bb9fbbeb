"""``watch``: rebuild what a saved file changes, and show it in a browser of this machine."""

from __future__ import annotations

import errno
import os
import signal
import threading
import webbrowser
from typing import Any, Final

import click

from press.cli.options import ChoosingCommand, Settings, choosing, make_choice
from press.design import load_design
from press.fonts import prepare_fonts
from press.preview.server import ADDRESS, PreviewServer
from press.watch.board import Board
from press.watch.builder import Builder
from press.watch.follow import follow

_PORT: Final = 8421
_PATIENCE: Final = 5.0


@click.command(cls=ChoosingCommand)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    help=f"Where the preview listens; 0 is any that is free. [default: {_PORT}, or any when that is taken]",
)
@click.option("--open", "is_open", is_flag=True, help="Open the preview in the browser.")
@choosing
@click.pass_obj
def watch(
    settings: Settings,
    /,
    languages: tuple[str, ...],
    documents: tuple[str, ...],
    formats: tuple[str, ...],
    port: int | None,
    *,
    is_open: bool,
    **axes: Any,
) -> None:
    """Rebuild what a saved file changes, and show it in the browser. Ctrl-C ends it.

    Makes the PDFs for the screen, without proof, in memory alone: output/ stays as it is. With --format docx the Word
    files, too, with --format pdf the print twins, to be saved from the preview.
    """
    choice = make_choice(settings, languages, documents, formats, axes)
    if not settings.content.is_dir():
        raise click.UsageError(f"there is no content folder {settings.content}")
    board = Board()
    builder = Builder(settings.content, choice, board, _say)
    server = _listen(port, board, builder)
    over = threading.Event()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        _say(f"preview: {server.url} (Ctrl-C ends it)")
        threading.Thread(target=server.serve_forever, name="server", daemon=True).start()
        if is_open:
            webbrowser.open(server.url)
        for saved in follow(settings.content, over):
            builder.saved(saved)
            if not builder.is_alive():  # only now: what is saved from here on is heard of
                builder.start()
    except KeyboardInterrupt:
        pass
    finally:
        over.set()
        board.end()
        builder.end()
        server.shutdown()
        server.server_close()
        if builder.is_alive():
            builder.join(_PATIENCE)
        _say("the preview has ended")


def _listen(port: int | None, board: Board, builder: Builder) -> PreviewServer:
    """Return a server on this port, or on any when none was asked for. A port in use is wrong use."""
    fonts = prepare_fonts(load_design())
    try:
        return PreviewServer(_PORT if port is None else port, board, fonts, builder.look_at, _say)
    except OSError as error:
        if port is None:
            return PreviewServer(0, board, fonts, builder.look_at, _say)
        why = "is in use by another program" if error.errno == errno.EADDRINUSE else os.strerror(error.errno or 0)
        raise click.UsageError(f"port {port} of {ADDRESS} {why}; take another, or 0 for any that is free") from None


def _say(line: str) -> None:
    click.echo(line, err=True)
