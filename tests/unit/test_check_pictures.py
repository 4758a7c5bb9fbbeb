"""Pictures exist, need nothing from outside, and have words that stand in for them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.toolkit_fixture import MANUAL, PICTURE, SmallToolkit

IMAGE = "image: wheel.svg"
WORDS = "alternative: A circle with one spoke that points up."
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20 + b"IEND\xaeB`\x82"
JPG = b"\xff\xd8\xff\xe0" + b"\0" * 20 + b"\xff\xd9"


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
        '<image href="data:image/png;base64,AAAA"/>',
        '<use href="#a"/><circle fill="url(#a)" style="fill: url( \'#a\' )"/>',
        "<style>circle {fill: url(#a)}</style><!-- a remark --><text>Words</text>",
    ],
)
def test_a_drawing_may_refer_to_itself(tmp_path: Path, content: str) -> None:
    assert SmallToolkit(tmp_path).edit(PICTURE, "<circle cx", f"{content}<circle cx").found() == []


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
