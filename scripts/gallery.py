"""Take the pictures of docs/gallery from output/draft, as docs/gallery/gallery.yaml says: see "make gallery"."""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from typing import Any, Final

import pypdfium2
import yaml
from PIL import Image, ImageOps

ROOT: Final = Path(__file__).resolve().parents[1]
FOLDER: Final = ROOT / "docs" / "gallery"
DRAFT: Final = ROOT / "output" / "draft"
WIDTH: Final = 620  # pixels of a page
COLOURS: Final = 128
LINE: Final = "#c8ccd2"
GAP: Final = 24

sys.path.insert(0, str(ROOT))
from tests.clients import office  # noqa: E402 (tests are no package that is installed)


def page(pdf: Path, number: int) -> Image.Image:
    """Return a page, counted from 1, with a thin line around it. Raises IndexError where there is none."""
    with pypdfium2.PdfDocument(pdf) as document:
        drawn = document[number - 1]
        image: Image.Image = drawn.render(scale=WIDTH / drawn.get_width()).to_pil()
    return ImageOps.expand(image.convert("RGB"), 1, LINE)


def beside(left: Image.Image, right: Image.Image) -> Image.Image:
    """Return two pages side by side."""
    whole = Image.new("RGB", (left.width + GAP + right.width, max(left.height, right.height)), "white")
    whole.paste(left, (0, 0))
    whole.paste(right, (left.width + GAP, 0))
    return whole


def number_of(entry: dict[str, Any], manifest: dict[str, Any], path: str) -> int:
    """Return the page that an entry asks for. Raises KeyError where its document has no such unit."""
    if "page" in entry:
        return int(entry["page"])
    artifact = next(one for one in manifest["artifacts"] if one["path"] == path)
    return int(artifact["units"][entry["unit"]])


def main() -> None:
    """Take all pictures."""
    manifest = json.loads((DRAFT / "manifest.json").read_text("utf-8"))
    for entry in yaml.safe_load((FOLDER / "gallery.yaml").read_text("utf-8"))["pictures"]:
        path = f"en/{entry['document']}.pdf"
        image = page(DRAFT / path, number_of(entry, manifest, path))
        if "word" in entry:
            with tempfile.TemporaryDirectory() as folder:
                [printed] = office.convert([(DRAFT / path).with_suffix(".docx")], "pdf", Path(folder))
                image = beside(image, page(printed, entry["word"]))
        image.quantize(COLOURS).save(FOLDER / f"{entry['name']}.png", optimize=True)


if __name__ == "__main__":
    main()
