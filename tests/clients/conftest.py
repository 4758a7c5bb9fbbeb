"""A preview that runs, and a page of a real browser that shows it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.builds import SAMPLE
from tests.clients import require
from tests.clients.chromium import browser, wait
from tests.watching import CHOICE, PRIMER, Watch, watching


@pytest.fixture(scope="module")
def watch(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watch]:
    require("chromium")
    with watching(SAMPLE, tmp_path_factory.mktemp("preview"), *CHOICE) as watch:
        watch.hear("^up to date")
        yield watch


@pytest.fixture(scope="module")
def program(watch: Watch) -> Iterator[Any]:
    with browser() as program:
        yield program


@pytest.fixture
def page(watch: Watch, program: Any) -> Iterator[Any]:
    """The preview with a primer on show; anything that the browser complains of is a fault."""
    watch.until(lambda state: not state["busy"] and not state["stale"])
    page = program.new_page(viewport={"width": 1280, "height": 800})
    complaints: list[str] = []

    def hear(text: str, is_fault: bool) -> None:
        if is_fault:
            complaints.append(text)

    page.on("console", lambda message: hear(message.text, message.type in ("error", "warning")))
    page.on("pageerror", lambda error: hear(str(error), True))
    page.on("request", lambda asked: hear(f"asked for {asked.url}", not asked.url.startswith(watch.url)))
    page.goto(f"{watch.url}#document={PRIMER}")
    wait(page, "document.querySelector('.sheet img')?.naturalWidth > 0")
    page.wait_for_selector(".line.in")
    yield page
    page.close()
    assert complaints == []
