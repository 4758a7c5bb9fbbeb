"""The gallery of the README: every picture is there, of a page that there is, and said in words."""

from __future__ import annotations

from typing import Any, Final

import pytest
import yaml
from PIL import Image

from tests.builds import ROOT, Build

FOLDER: Final = ROOT / "docs" / "gallery"
PICTURES: Final[list[dict[str, Any]]] = yaml.safe_load((FOLDER / "gallery.yaml").read_text("utf-8"))["pictures"]


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture["name"])
def test_it_is_there_and_shown(picture: dict[str, Any]) -> None:
    with Image.open(FOLDER / f"{picture['name']}.png") as image:
        assert (image.width > image.height) == ("word" in picture)
    shown = f"![{picture['shows']}](docs/gallery/{picture['name']}.png)"
    assert shown in (ROOT / "README.md").read_text("utf-8")


def test_nothing_else_is_there() -> None:
    assert {path.stem for path in FOLDER.glob("*.png")} == {picture["name"] for picture in PICTURES}
    assert sum("word" in picture for picture in PICTURES) == 2
    assert len(PICTURES) == 8


def test_its_pages_are_in_the_toolkit(main_build: Build) -> None:
    for picture in PICTURES:
        artifact = main_build.artifacts[f"en/{picture['document']}.pdf"]
        assert "page" in picture or picture["unit"] in artifact["units"], picture["name"]
