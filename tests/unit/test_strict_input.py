"""What a page may need is in assets/ or in the press: anything else is a ContentError, and nothing is fetched."""

from __future__ import annotations

import logging
import struct
import threading
import zlib
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from press.design import Design, load_design
from press.document import Alignment, Blocks, Cover, Document, Figure, Link, Running, Section, Table, Text
from press.problem import ContentError
from press.strict_yaml import LONGEST_WORD
from press.write.layout import Engine
from press.write.pdf import write_pdf
from tests.samples import say

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">{}</svg>'
GOOD = SVG.format('<circle cx="4" cy="4" r="3"/>')


class Server(HTTPServer):
    """A server on this machine that remembers what it was asked for."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.asked: list[str] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        assert isinstance(self.server, Server)
        self.server.asked.append(self.path)
        self.send_response(200)
        self.send_header("Content-Type", "image/svg+xml")
        self.end_headers()
        self.wfile.write(GOOD.encode())

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with Server() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A content folder with one good picture, and a secret beside its assets."""
    assets = tmp_path / "content" / "assets"
    assets.mkdir(parents=True)
    (assets / "good.svg").write_text(GOOD, "utf-8")
    (assets / "good.png").write_bytes(png())
    (tmp_path / "content" / "secret.svg").write_text(GOOD, "utf-8")
    (tmp_path / "secret.svg").write_text(GOOD, "utf-8")
    return tmp_path / "content"


def png() -> bytes:
    """Return a white picture of one pixel."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    size = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"\0\xff\xff\xff")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", size) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def document(*blocks: Blocks) -> Document:
    section = Section("one", 1, "1", "One", sum(blocks, ()))
    cover = Cover("Kit", "Guide", "Guide", "", (), "K 1", "Nobody")
    running = Running("Kit", "Guide", "K 1.0.0", "Page {page} of {pages}")
    identity = ("K", "1.0.0", "2026-01-31", "Guide", "", "Nobody")
    return Document("guides/one", "guide", (), "en", "ltr", *identity, running, (cover, section))


def made(content: Path, *blocks: Blocks, design: Design | None = None) -> bytes:
    engine = Engine(design or load_design(), content)
    return write_pdf(engine.lay_out(document(*blocks), {}), engine)


def picture(image: str) -> Blocks:
    return (Figure("figure", "Figure 1", "A picture", image, "A circle."),)


def codes(content: Path, *blocks: Blocks, design: Design | None = None) -> set[str]:
    with pytest.raises(ContentError) as caught:
        made(content, *blocks, design=design)
    assert all(problem.place and problem.message for problem in caught.value.problems)
    return {problem.code for problem in caught.value.problems}


@pytest.mark.parametrize("image", ["good.svg", "good.png"])
def test_good_pictures_are_drawn(content: Path, image: str) -> None:
    assert made(content, picture(image)).startswith(b"%PDF-")


# Where a picture is


@pytest.mark.parametrize(
    "image",
    [
        "missing.svg",
        "",
        ".",
        "../secret.svg",
        "../../secret.svg",
        "%2e%2e/secret.svg",
        "..%2fsecret.svg",
        "x/../../secret.svg",
        "/etc/passwd",
        "//etc/passwd",
        "file:///etc/passwd",
        "https://example.org/picture.svg",
        "data:image/svg+xml,<svg/>",
    ],
)
def test_a_picture_that_is_not_in_assets(content: Path, image: str) -> None:
    assert codes(content, picture(image)) == {"W504"}


@pytest.mark.parametrize("target", ["../secret.svg", "../../secret.svg", "/etc/passwd", "looped.svg"])
def test_a_link_that_leads_out_of_assets(content: Path, target: str) -> None:
    (content / "assets" / "looped.svg").symlink_to(target)
    assert codes(content, picture("looped.svg")) == {"W504"}


def test_a_link_within_assets_is_fine(content: Path) -> None:
    (content / "assets" / "link.svg").symlink_to("good.svg")
    assert made(content, picture("link.svg"))


# What is in a picture


@pytest.mark.parametrize(
    "inside",
    [
        '<image href="{remote}/picture.png" width="9" height="9"/>',
        '<image xlink:href="{remote}/picture.png" width="9" height="9"/>',
        '<image href="file:///etc/passwd" width="9" height="9"/>',
        '<image href="../secret.svg" width="9" height="9"/>',
        '<image href="missing.png" width="9" height="9"/>',
        '<use href="{remote}/shapes.svg#circle"/>',
        '<use href="../secret.svg#circle"/>',
        '<style>@import url("{remote}/style.css");</style><circle r="3"/>',
        '<style>circle {{ fill: url("{remote}/fill.svg#a") }}</style><circle r="3"/>',
        '<style>@font-face {{ font-family: x; src: url("{remote}/font.ttf") }}</style><text y="5">x</text>',
    ],
)
def test_a_picture_that_needs_something_else(content: Path, server: Server, inside: str) -> None:
    """The check refuses it; were it to come through, nothing would be fetched all the same."""
    server.asked.clear()
    (content / "assets" / "needy.svg").write_text(SVG.format(inside.format(remote=server.address)), "utf-8")
    with suppress(ContentError):
        made(content, picture("needy.svg"))
    assert server.asked == []


def test_an_entity_is_not_expanded(content: Path, server: Server) -> None:
    server.asked.clear()
    for address in (f"{server.address}/entity", "file:///etc/passwd"):
        entity = f'<!DOCTYPE svg [<!ENTITY x SYSTEM "{address}">]>'
        (content / "assets" / "entity.svg").write_text(entity + SVG.format("<text>&x;</text>"), "utf-8")
        assert codes(content, picture("entity.svg")) <= {"W501", "W504"}
    assert server.asked == []


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("broken.png", png()[:40]),
        ("broken.png", b"\x89PNG\r\n\x1a\n"),
        ("text.png", b"not a picture"),
        ("empty.png", b""),
        ("empty.svg", b""),
        ("broken.svg", GOOD.encode()[:60]),
        ("text.jpg", b"not a picture"),
    ],
)
def test_a_picture_that_is_broken(content: Path, name: str, data: bytes) -> None:
    (content / "assets" / name).write_bytes(data)
    assert codes(content, picture(name)) == {"W501"}


# What is too large for a page


def wide(columns: int) -> Blocks:
    cells = tuple((Text(f"Column{n}"),) for n in range(columns))
    start: Alignment = "start"
    return (Table(cells, (cells,), (start,) * columns, "wide", "Table 1", "Too wide"),)


def test_a_table_that_runs_off_its_page(content: Path) -> None:
    with pytest.raises(ContentError) as caught:
        made(content, wide(40))
    (problem,) = caught.value.problems
    assert (problem.code, problem.place) == ("W505", "guides/one")
    assert "of 'wide' runs off page" in problem.message
    assert problem.hint


def test_a_table_and_a_word_that_just_fit(content: Path) -> None:
    assert made(content, wide(5), (say("w" * LONGEST_WORD),))


# Text and style


@pytest.mark.parametrize("words", ["六", "A \U0001f600 smile", "ꙮ", "\u0e01"])
def test_a_character_that_no_font_has(content: Path, words: str) -> None:
    assert codes(content, (say(words),)) == {"W502"}


@pytest.mark.parametrize(
    ("part", "name", "value"),
    [
        ("palette", "ink", "no colour"),
        ("palette", "ink", "#12"),
        ("sizes", "body", "10 points"),
        ("leading", "body", "-1"),
        ("space", "m", "4km"),
        ("page", "size", "A11"),
        ("page", "margin-top", "wide"),
    ],
)
def test_a_style_that_the_engine_warns_of(content: Path, part: str, name: str, value: str) -> None:
    design = load_design()
    changed = design.model_copy(update={part: {**getattr(design, part), name: value}})
    assert codes(content, (say("Words"),), design=changed) == {"W501"}


# The engine


def test_the_engine_goes_on_after_a_problem(content: Path) -> None:
    engine = Engine(load_design(), content)
    before = logging.getLogger("weasyprint").handlers[:]
    with pytest.raises(ContentError):
        engine.lay_out(document(picture("missing.svg")), {})
    assert logging.getLogger("weasyprint").handlers == before
    layout = engine.lay_out(document((say("Words"),)), {})
    assert write_pdf(layout, engine)


def test_nothing_is_fetched_for_a_link(content: Path, server: Server) -> None:
    server.asked.clear()
    assert made(content, (say(Link(f"{server.address}/page", (Text("a page"),))),))
    assert server.asked == []
