"""Pictures exist, need nothing from outside, and have words that stand in for them."""

from __future__ import annotations

import base64
import io
import os
import resource
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image, ImageFile

from tests.unit.toolkit_fixture import MANUAL, PICTURE, SmallToolkit

IMAGE = "image: wheel.svg"
WORDS = "alternative: A circle with one spoke that points up."


def raster(kind: str, width: int = 40, height: int = 30) -> bytes:
    """Return a picture of noise, which hardly gets smaller when it is packed."""
    target = io.BytesIO()
    Image.effect_noise((width, height), 50).convert("RGB").save(target, kind)
    return target.getvalue()


PNG, JPG = raster("PNG"), raster("JPEG")
WHOLE_PNG = "is not a whole PNG picture"
WHOLE_JPG = "is not a whole JPEG picture"


def claiming(picture: bytes, width: int, height: int) -> bytes:
    """Return a PNG that says that it has other pixels."""
    header = b"IHDR" + struct.pack(">II", width, height) + picture[24:29]
    return picture[:12] + header + struct.pack(">I", zlib.crc32(header)) + picture[33:]


@pytest.mark.parametrize("words", ["A wheel", "a  wheel.", "wheel.svg", "Wheel", '"…"', "|\n            A wheel"])
def test_alternative_text_says_something(tmp_path: Path, words: str) -> None:
    toolkit = SmallToolkit(tmp_path).edit(MANUAL, WORDS, f"alternative: {words}")
    assert toolkit.found() == [("error", "C410", toolkit.at(MANUAL, f"alternative: {words}", words))]


@pytest.mark.parametrize(
    "image", ["weel.svg", "Wheel.svg", "wheel.gif", "wheel", "../assets/wheel.svg", "/etc/wheel.svg", "sub/wheel.svg"]
)
def test_a_picture_is_in_assets(tmp_path: Path, image: str) -> None:
    toolkit = SmallToolkit(tmp_path).edit(MANUAL, IMAGE, f"image: {image}")
    assert toolkit.found() == [("error", "C411", toolkit.at(MANUAL, f"image: {image}", image))]


def test_a_similar_picture_is_offered(tmp_path: Path) -> None:
    toolkit = SmallToolkit(tmp_path).edit(MANUAL, IMAGE, "image: weel.svg")
    assert toolkit.problems()[0].hint == "did you mean 'wheel.svg'?"


def test_a_link_does_not_lead_out(tmp_path: Path) -> None:
    toolkit = SmallToolkit(tmp_path)
    outside = tmp_path / "outside.svg"
    (toolkit.root / PICTURE).rename(outside)
    (toolkit.root / PICTURE).symlink_to(outside)
    assert toolkit.found() == [("error", "C411", toolkit.at(MANUAL, IMAGE, "wheel.svg"))]


@pytest.mark.parametrize(("name", "data"), [("a.png", PNG), ("sub/a.jpg", JPG)])
def test_other_pictures(tmp_path: Path, name: str, data: bytes) -> None:
    toolkit = SmallToolkit(tmp_path).edit(MANUAL, IMAGE, f"image: {name}").write(f"assets/{name}", "")
    (toolkit.root / "assets" / name).write_bytes(data)
    assert toolkit.found() == []
    (toolkit.root / "assets" / name).write_bytes(data[:-3])
    assert [code for _, code, _ in toolkit.found()] == ["C411"]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("<script>alert(1)</script>", "an element script on line 2"),
        ("<foreignObject/>", "an element foreignObject on line 2"),
        ('<circle onclick="alert(1)"/>', "a script in onclick on line 2"),
        ('<image href="https://example.org/a.png"/>', "a reference outside (https://example.org/a.png) on line 2"),
        ('<image href="other.png"/>', "a reference outside (other.png) on line 2"),
        ('<image href="data:text/html;base64,AAAA"/>', "a reference outside"),
        ('<use xmlns:x="http://www.w3.org/1999/xlink" x:href="a.svg#b"/>', "a reference outside (a.svg#b)"),
        ('<text><tref href="words.txt"/></text>', "a reference outside (words.txt)"),
        ("<style>@import 'a.css';</style>", "a style that refers outside"),
        ("<style>@font-face {src: url('a.ttf')}</style>", "a style that refers outside"),
        ('<circle fill="url(a.svg#b)"/>', "a reference outside in fill"),
        ('<circle style="fill: url( &quot;a.svg#b&quot; )"/>', "a reference outside in style"),
        ("<?xml-stylesheet href='a.css'?>", "a processing instruction on line 2"),
        ("<circle", "is not well-formed"),
        ("&entity;", "is not well-formed"),
    ],
)
def test_a_drawing_needs_nothing_from_outside(tmp_path: Path, content: str, told: str) -> None:
    toolkit = SmallToolkit(tmp_path).edit(PICTURE, "<circle cx", f"{content}<circle cx")
    assert toolkit.found() == [("error", "C411", toolkit.at(MANUAL, IMAGE, "wheel.svg"))]
    assert told in toolkit.problems()[0].message


@pytest.mark.parametrize(
    "content",
    [
        '<image href="data:image/png;base64,{PNG}"/>',
        '<use href="#a"/><circle fill="url(#a)" style="fill: url( \'#a\' )"/>',
        "<style>circle {fill: url(#a)}</style><!-- a remark --><text>Words</text>",
    ],
)
def test_a_drawing_may_refer_to_itself(tmp_path: Path, content: str) -> None:
    assert (
        SmallToolkit(tmp_path)
        .edit(PICTURE, "<circle cx", f"{content}<circle cx".replace("{PNG}", base64.b64encode(PNG).decode()))
        .found()
        == []
    )


@pytest.mark.parametrize(
    "drawing",
    [
        "<svg/>",
        "<html xmlns='http://www.w3.org/1999/xhtml'/>",
        "",
        "<!DOCTYPE svg [<!ENTITY a 'b'>]><svg xmlns='http://www.w3.org/2000/svg'>&a;</svg>",
        "<!DOCTYPE svg [<!ENTITY a SYSTEM 'file:///etc/hostname'>]><svg xmlns='http://www.w3.org/2000/svg'>&a;</svg>",
        "<?xml-stylesheet href='a.css'?><svg xmlns='http://www.w3.org/2000/svg'/>",
    ],
)
def test_a_file_that_is_no_plain_drawing(tmp_path: Path, drawing: str) -> None:
    toolkit = SmallToolkit(tmp_path).write(PICTURE, drawing)
    assert toolkit.found() == [("error", "C411", toolkit.at(MANUAL, IMAGE, "wheel.svg"))]


def with_picture(tmp_path: Path, name: str, data: bytes) -> SmallToolkit:
    toolkit = SmallToolkit(tmp_path).edit(MANUAL, IMAGE, f"image: {name}")
    (toolkit.root / "assets" / name).write_bytes(data)
    return toolkit


def told_of(toolkit: SmallToolkit, name: str) -> str:
    """Return the one problem of a picture, which stands at its name and says what to do."""
    (problem,) = toolkit.problems()
    assert (problem.code, problem.place) == ("C411", toolkit.at(MANUAL, f"image: {name}", name))
    assert problem.hint
    return problem.message


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("a.png", b"", WHOLE_PNG),
        ("a.png", PNG[:-20], WHOLE_PNG),
        ("a.png", PNG[:60] + PNG[-12:], WHOLE_PNG),  # the middle is gone, head and end are there
        ("a.png", PNG[:100] + b"xx" + PNG[102:], WHOLE_PNG),
        ("a.png", claiming(PNG, 0, 0), WHOLE_PNG),
        ("a.png", claiming(PNG, 4000, 4000), WHOLE_PNG),
        ("a.png", claiming(PNG, 50_000, 50_000), "has 50,000 x 50,000 pixels"),
        ("a.png", claiming(PNG, 2**31 - 1, 2**31 - 1), "has 2,147,483,647 x 2,147,483,647 pixels"),
        ("a.png", JPG, WHOLE_PNG),
        ("a.png", b"not a picture", WHOLE_PNG),
        ("a.png", b"<svg xmlns='http://www.w3.org/2000/svg'/>", WHOLE_PNG),
        ("a.jpg", PNG, WHOLE_JPG),
        ("a.jpg", b"", WHOLE_JPG),
        ("a.jpg", JPG[: len(JPG) // 2], WHOLE_JPG),
        ("a.jpg", JPG[:200] + JPG[-2:], WHOLE_JPG),
        ("a.svg", PNG, "is not well-formed"),
        ("a.svg", b"", "is not well-formed"),
    ],
    ids=lambda value: f"{len(value)} bytes" if isinstance(value, bytes) else None,
)
@pytest.mark.parametrize("lenient", [False, True], ids=["strict", "lenient"])
def test_a_picture_that_is_none(
    tmp_path: Path, name: str, data: bytes, told: str, lenient: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also when something in this process has told Pillow to be content with half a picture, as WeasyPrint does."""
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", lenient)
    assert told in told_of(with_picture(tmp_path, name, data), name)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < 1000 * 1024


def test_a_picture_that_grows_when_it_is_unpacked(tmp_path: Path) -> None:
    """Half a megabyte that would be half a gigabyte."""
    packer = zlib.compressobj(9)
    head = packer.compress(b"") + packer.flush(zlib.Z_FULL_FLUSH)
    rows = packer.compress(bytes(3 * 13_000 + 1) * 100) + packer.flush(zlib.Z_FULL_FLUSH)  # may stand again and again
    pixels = head + rows * 130 + packer.flush()
    chunk = b"IDAT" + pixels
    data = struct.pack(">I", len(pixels)) + chunk + struct.pack(">I", zlib.crc32(chunk))
    bomb = claiming(PNG, 13_000, 13_000)[:33] + data + PNG[-12:]
    assert "has 13,000 x 13,000 pixels" in told_of(with_picture(tmp_path, "a.png", bomb), "a.png")


@pytest.mark.parametrize("what", ["folder", "pipe", "device", "loop", "nothing"])
def test_what_is_no_file_is_no_picture(tmp_path: Path, what: str) -> None:
    toolkit = SmallToolkit(tmp_path).edit(MANUAL, IMAGE, "image: a.png")
    path = toolkit.root / "assets" / "a.png"
    match what:
        case "folder":
            path.mkdir()
        case "pipe":
            os.mkfifo(path)
        case "device":
            path.symlink_to("/dev/zero")
        case "loop":
            path.symlink_to(path)
        case "nothing":
            path.symlink_to("gone.png")
    assert told_of(toolkit, "a.png") == "there is no picture 'a.png' in assets/"


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    toolkit = with_picture(tmp_path, "a.png", b"")
    os.truncate(toolkit.root / "assets" / "a.png", 5 * 2**30)  # with holes: it takes no room
    assert told_of(toolkit, "a.png") == "'a.png' is too large"
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < 1000 * 1024


def uses(number: int) -> str:
    return f"<use href='#a{number}'/>" * 10


@pytest.mark.parametrize(
    ("inside", "told"),
    [
        ("".join(f"<g id='a{n + 1}'>{uses(n)}</g>" for n in range(9)), "shapes"),
        ("<circle r='1'/>" * 120_000, "draws 120,002 shapes"),
        ("<g id='a'><use href='#a'/></g>", "refers to itself in 'a'"),
        ("<g id='a'><use href='#b'/></g><g id='b'><use href='#a'/></g>", "refers to itself in 'a'"),
        ("<pattern id='a'><rect fill='url(#a)'/></pattern>", "refers to itself in 'a'"),
        ("<mask id='a'><rect style='mask: url( #a )'/></mask>", "refers to itself in 'a'"),
        ("".join(f"<g id='b{n}'><use href='#b{n + 1}'/></g>" for n in range(5000)), "without end"),
    ],
    ids=["multiplied", "many", "itself", "each other", "pattern", "mask", "chain"],
)
def test_a_drawing_that_would_never_be_drawn(tmp_path: Path, inside: str, told: str) -> None:
    drawing = f"<svg xmlns='http://www.w3.org/2000/svg'><circle id='a0' r='1'/>{inside}</svg>"
    assert told in told_of(with_picture(tmp_path, "a.svg", drawing.encode()), "a.svg")


@pytest.mark.parametrize(
    ("frame", "told"),
    [
        ("0 0 nan x", "is not four numbers"),
        ("0 0 5", "is not four numbers"),
        ("0 0 0 0", "without a surface"),
        ("0 0 nan 1", "without a surface"),
        ("0 0 -5 5", "without a surface"),
        ("0 0 1 1000000", "too slender"),
    ],
)
def test_a_drawing_has_a_frame(tmp_path: Path, frame: str, told: str) -> None:
    drawing = f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='{frame}'><circle r='1'/></svg>"
    assert told in told_of(with_picture(tmp_path, "a.svg", drawing.encode()), "a.svg")


@pytest.mark.parametrize(
    ("data", "told"), [(claiming(PNG, 50_000, 50_000), "50,000 pixels"), (b"xx", WHOLE_PNG), (PNG[:90], WHOLE_PNG)]
)
def test_a_picture_in_a_drawing_is_looked_at(tmp_path: Path, data: bytes, told: str) -> None:
    inside = f"<image href='data:image/png;base64,{base64.b64encode(data).decode()}'/>"
    drawing = f"<svg xmlns='http://www.w3.org/2000/svg'>{inside}</svg>"
    assert told in told_of(with_picture(tmp_path, "a.svg", drawing.encode()), "a.svg")


def test_assets_do_not_lie_elsewhere(tmp_path: Path) -> None:
    toolkit = SmallToolkit(tmp_path)
    (toolkit.root / "assets").rename(tmp_path / "elsewhere")
    (toolkit.root / "assets").symlink_to(tmp_path / "elsewhere")
    assert toolkit.found() == [("error", "C411", toolkit.at(MANUAL, IMAGE, "wheel.svg"))]


LAUGHS = "".join(f"<!ENTITY l{n + 1} '{f'&l{n};' * 10}'>" for n in range(12))


@pytest.mark.parametrize("use", ["<text>&l12;</text>", "<text x='&l12;'>ha</text>", "<text>ha</text>"])
def test_a_drawing_declares_no_entities(tmp_path: Path, use: str) -> None:
    drawing = f"<!DOCTYPE svg [<!ENTITY l0 'ha'>{LAUGHS}]><svg xmlns='http://www.w3.org/2000/svg'>{use}</svg>"
    toolkit = with_picture(tmp_path, "a.svg", drawing.encode())
    assert {(p.code, p.place) for p in toolkit.problems()} == {("C411", toolkit.at(MANUAL, "image: a.svg", "a.svg"))}
