"""A small HTTP server for one person: on the loopback address alone, for pages of its own alone, and only to be read.

It answers only when it is called by a name of this machine, so that no other site's name can be made to lead here (DNS
rebinding), and its answers can be used by no other site. It opens no file that a request names: names are looked up
among those that there are.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qs, unquote, urlsplit

from press.design import load_design
from press.fonts import Fonts
from press.preview import data
from press.preview.look import font_files, look_css
from press.preview.pictures import Pages
from press.watch.board import Board

ADDRESS: Final = "127.0.0.1"
_HERE: Final = Path(__file__).resolve().parent
_STATIC: Final = {
    "/": ("page.html", "text/html; charset=utf-8"),
    "/page.css": ("page.css", "text/css; charset=utf-8"),
    "/page.js": ("page.js", "text/javascript; charset=utf-8"),
    "/problems.js": ("problems.js", "text/javascript; charset=utf-8"),
    "/source.js": ("source.js", "text/javascript; charset=utf-8"),
    "/status.js": ("status.js", "text/javascript; charset=utf-8"),
    "/icon.svg": ("icon.svg", "image/svg+xml"),
}
_HEADERS: Final = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
_TYPES: Final = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
_FOR_EVER: Final = "private, max-age=31536000, immutable"  # the address names the version
_HEARTBEAT: Final = 15.0


@dataclass(frozen=True, slots=True)
class Answer:
    """What a request gets."""

    body: bytes
    kind: str
    keep: str = "no-store"
    name: str = ""


Query = Mapping[str, str]


class PreviewServer(ThreadingHTTPServer):
    """Serves what stands on a board."""

    daemon_threads = True
    block_on_close = False

    def __init__(
        self, port: int, board: Board, fonts: Fonts, look_at: Callable[[str], None], say: Callable[[str], None]
    ) -> None:
        """Listen; port 0 means any that is free. OSError when the port is taken.

        ``look_at`` hears which document is read, ``say`` of accidents.
        """
        self.board, self.look_at, self.say, self.pages = board, look_at, say, Pages()
        design = load_design()
        self._faces = font_files(design, fonts)
        self._look = look_css(design, fonts, self._faces)  # as it was when the preview began
        super().__init__((ADDRESS, port), _Handler)

    @property
    def url(self) -> str:
        """The address of the page."""
        return f"http://{ADDRESS}:{self.server_port}/"

    @property
    def hosts(self) -> frozenset[str]:
        """What a browser of this machine may call this server."""
        return frozenset(f"{name}:{self.server_port}" for name in (ADDRESS, "localhost"))

    def handle_error(self, _request: Any, _client_address: Any) -> None:
        """Tell of an accident in one line; whoever asked gets no answer."""
        self.say(f"the preview could not answer: {sys.exception()!r}")

    def answer(self, path: str, query: Query) -> Answer | None:
        """Return what there is at an address; None when there is nothing."""
        if path in _STATIC:
            file, kind = _STATIC[path]
            return Answer((_HERE / file).read_bytes(), kind)
        parts = tuple(unquote(part) for part in path.strip("/").split("/"))
        match parts:
            case ("look.css",):
                return Answer(self._look.encode(), "text/css; charset=utf-8")
            case ("state",):
                return _json(data.state(self.board.view))
            case ("document",):
                return self._document(query.get("stem", ""))
            case ("source",):
                return _json(data.source(query.get("file", ""), self.board.view))
            case ("fonts", name) if name in self._faces:
                return Answer(self._faces[name].read_bytes(), "font/ttf", _FOR_EVER)
            case ("pages", version, number):
                return self._page(version, number.removesuffix(".png"), query.get("width", ""))
            case ("files", version, name):
                return self._file(version, name)
        return None

    def _document(self, stem: str) -> Answer | None:
        view = self.board.view
        card = view.card(stem)
        if card is None:
            return None
        self.look_at(stem)
        return _json(data.pages(card, view))

    def _page(self, version: str, number: str, width: str) -> Answer | None:
        found = self.board.made(version)
        if found is None or not all(part.isascii() and part.isdigit() and len(part) < 6 for part in (number, width)):
            return None
        try:
            png = self.pages.png(version, found[1].files["pdf"], int(number), int(width))
        except IndexError:
            return None
        return Answer(png, "image/png", _FOR_EVER)

    def _file(self, version: str, name: str) -> Answer | None:
        """Return a file whole. Its name in the address is for the person who saves it."""
        found = self.board.made(version)
        if found is None:
            return None
        document, made = found
        stem = document.stem.rpartition("/")[2]
        suffix = name.removeprefix(f"{stem}.")
        if name != f"{stem}.{suffix}" or suffix not in made.files:
            return None
        return Answer(made.files[suffix], _TYPES[suffix.rpartition(".")[2]], _FOR_EVER, name)


def _json(value: Any) -> Answer | None:
    if value is None:
        return None
    return Answer(json.dumps(value, ensure_ascii=False).encode(), "application/json; charset=utf-8")


class _Handler(BaseHTTPRequestHandler):
    server: PreviewServer
    server_version, sys_version = "ToolkitPress", ""
    protocol_version = "HTTP/1.1"
    timeout = 60

    def do_GET(self) -> None:
        """Answer, if the caller is of this machine and there is something."""
        if self.headers.get("Host", "") not in self.server.hosts:
            self._send_plain(HTTPStatus.MISDIRECTED_REQUEST, f"this server is {self.server.url} and nothing else\n")
            return
        if self._is_foreign():
            self._send_plain(HTTPStatus.FORBIDDEN, "only the preview's own page may ask\n")
            return
        split = urlsplit(self.path)
        if split.path == "/events":
            self._send_events()
            return
        query = {name: values[-1] for name, values in parse_qs(split.query).items()}
        answer = self.server.answer(split.path, query)
        if answer is None:
            self._send_plain(HTTPStatus.NOT_FOUND, "there is nothing here\n")
        else:
            self._send(HTTPStatus.OK, answer)

    def do_HEAD(self) -> None:
        """Answer as to GET, without a body."""
        self.do_GET()

    def _is_foreign(self) -> bool:
        """Tell whether a page of another site asks for something of ours (Fetch Metadata); following a link is fine."""
        site, mode = self.headers.get("Sec-Fetch-Site", "none"), self.headers.get("Sec-Fetch-Mode", "")
        return site not in ("none", "same-origin") and mode != "navigate"

    def _send_plain(self, status: HTTPStatus, text: str) -> None:
        self._send(status, Answer(text.encode(), "text/plain; charset=utf-8"))

    def _send(self, status: HTTPStatus, answer: Answer) -> None:
        self.send_response(status)
        self._send_fixed(answer.kind, answer.keep)
        self.send_header("Content-Length", str(len(answer.body)))
        if answer.name:
            self.send_header("Content-Disposition", f'inline; filename="{answer.name}"')
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.body)

    def _send_fixed(self, kind: str, keep: str) -> None:
        self.send_header("Content-Type", kind)
        self.send_header("Cache-Control", keep)
        for name, value in _HEADERS.items():
            self.send_header(name, value)

    def _send_events(self) -> None:
        """Tell of each new view, until the caller is gone (server-sent events; WHATWG HTML, 9.2)."""
        self.close_connection = True
        self.send_response(HTTPStatus.OK)
        self._send_fixed("text/event-stream; charset=utf-8", "no-store")
        self.end_headers()
        if self.command == "HEAD":
            return
        for revision in self.server.board.revisions(_HEARTBEAT):
            self.wfile.write(b": still here\n\n" if revision is None else f"data: {revision}\n\n".encode())
            self.wfile.flush()

    def handle_one_request(self) -> None:
        """Answer one request; a caller who hangs up is no fault."""
        try:
            super().handle_one_request()
        except (ConnectionError, TimeoutError):
            self.close_connection = True

    def log_message(self, format: str, *args: Any) -> None:
        """Keep the terminal for what was rebuilt."""
