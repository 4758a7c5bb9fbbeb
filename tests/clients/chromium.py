"""Chromium without a window, driven by Playwright: the browser is the system's, and nothing is downloaded."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from tests.watching import PATIENCE

_SWITCHES: Final = (
    "--no-sandbox",  # tests run as root in containers, where there is none
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


PICTURE: Final = "(i => i.complete && i.naturalWidth > 0)(document.querySelector('#page-1 img'))"


@contextmanager
def browser() -> Iterator[Any]:
    """Run a browser until the block ends."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        program = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), headless=True, args=list(_SWITCHES)
        )
        try:
            yield program
        finally:
            program.close()


def wait(page: Any, condition: str) -> None:
    """Wait until it is so. Playwright's own way to wait needs eval, which the page's policy forbids."""
    until = time.monotonic() + PATIENCE
    while not page.evaluate(condition):
        assert time.monotonic() < until, f"never so: {condition}"
        page.wait_for_timeout(20)


def picture(page: Any) -> str:
    """Return a hash of the pixels of the first page, as the browser has decoded them."""
    wait(page, PICTURE)
    pixels = page.evaluate(
        """async () => {
            const image = document.querySelector("#page-1 img");
            await image.decode();
            const canvas = new OffscreenCanvas(image.naturalWidth, image.naturalHeight);
            const context = canvas.getContext("2d");
            context.drawImage(image, 0, 0);
            const data = context.getImageData(0, 0, canvas.width, canvas.height).data;
            const hash = await crypto.subtle.digest("SHA-256", data);
            return [...new Uint8Array(hash)].join();
        }"""
    )
    return str(pixels)
