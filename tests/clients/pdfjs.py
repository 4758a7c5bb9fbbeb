"""PDF.js, by which Firefox and many mail programs show PDFs, in the Chromium of the system.

Its files come from npm (tests/clients/package.json). The page and all it loads are handed to the browser by Playwright:
there is no server, and nothing leaves the machine.
"""

from __future__ import annotations

import base64
import io
import mimetypes
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from tests.clients.chromium import browser

_FOLDER: Final = Path(__file__).parents[2] / ".cache" / "npm" / "node_modules" / "pdfjs-dist"
_ORIGIN: Final = "http://press.invalid/"
_PAGE: Final = """<!DOCTYPE html><meta charset="utf-8"><script type="module">
import * as pdfjs from "./legacy/build/pdf.mjs";
pdfjs.GlobalWorkerOptions.workerSrc = "./legacy/build/pdf.worker.mjs";
const open = data => pdfjs.getDocument({
  data: Uint8Array.from(atob(data), sign => sign.charCodeAt(0)), standardFontDataUrl: "./standard_fonts/",
  cMapUrl: "./cmaps/", cMapPacked: true, wasmUrl: "./wasm/"}).promise;
window.picture = async (data, number) => {
  const pdf = await open(data), page = await pdf.getPage(number), viewport = page.getViewport({scale: 1});
  const canvas = document.createElement("canvas");
  canvas.width = Math.ceil(viewport.width); canvas.height = Math.ceil(viewport.height);
  await page.render({canvas, viewport, annotationMode: pdfjs.AnnotationMode.ENABLE}).promise;
  await pdf.loadingTask.destroy();
  return canvas.toDataURL("image/png").split(",")[1];
};
window.fill = async (data, values) => {
  const pdf = await open(data);
  for (let number = 1; number <= pdf.numPages; number++)
    for (const one of await (await pdf.getPage(number)).getAnnotations()) {
      if (!(one.fieldName in values)) continue;
      const value = values[one.fieldName];
      if (one.radioButton) pdf.annotationStorage.setValue(one.id, {value: one.buttonValue === value});
      else if (one.checkBox) pdf.annotationStorage.setValue(one.id, {value: value === true});
      else pdf.annotationStorage.setValue(one.id, {value});
    }
  const saved = await pdf.saveDocument();
  let text = "";
  for (let at = 0; at < saved.length; at += 32768) text += String.fromCharCode(...saved.subarray(at, at + 32768));
  await pdf.loadingTask.destroy();
  return btoa(text);
};
window.ready = true;
</script>"""


def available() -> str | None:
    """Return why PDF.js cannot be used here, or None when it can."""
    return None if (_FOLDER / "legacy" / "build" / "pdf.mjs").is_file() else "PDF.js is not installed"


class PdfJs:
    """A page of a browser in which PDF.js runs."""

    def __init__(self, page: Any) -> None:
        """Take the page."""
        self._page = page

    def picture(self, path: Path, number: int) -> NDArray[Any]:
        """Return a page as a picture in grey, 72 dots an inch, with what is filled in."""
        data = self._page.evaluate("([data, number]) => picture(data, number)", [_text(path.read_bytes()), number])
        return np.asarray(Image.open(io.BytesIO(base64.b64decode(data))).convert("L"))

    def fill(self, data: bytes, values: Mapping[str, str | bool]) -> bytes:
        """Fill in fields by name and return the saved file: a text, the state of a radio button, true for a tick."""
        return base64.b64decode(
            self._page.evaluate("([data, values]) => fill(data, values)", [_text(data), dict(values)])
        )


@contextmanager
def pdfjs() -> Iterator[PdfJs]:
    """Run PDF.js until the block ends."""
    with browser() as program:
        page = program.new_page()
        page.route("**/*", _answer)
        page.goto(_ORIGIN)
        page.wait_for_function("window.ready === true", timeout=30_000)
        yield PdfJs(page)


def _answer(route: Any) -> None:
    name = route.request.url.removeprefix(_ORIGIN)
    path = (_FOLDER / name).resolve()
    if not name:
        route.fulfill(body=_PAGE, content_type="text/html")
    elif path.is_file() and path.is_relative_to(_FOLDER.resolve()):
        kind = "text/javascript" if path.suffix == ".mjs" else mimetypes.guess_type(path.name)[0]
        route.fulfill(body=path.read_bytes(), content_type=kind or "application/octet-stream")
    else:
        route.fulfill(status=404, body="")


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()
