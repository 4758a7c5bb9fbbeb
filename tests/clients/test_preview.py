"""The preview in a real browser: what an author sees, by mouse, by keyboard, by roles."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from tests.builds import SAMPLE
from tests.clients.chromium import wait
from tests.watching import BASICS, OLD, PRIMER, Watch, watching

pytestmark = [pytest.mark.client, pytest.mark.xdist_group("preview")]


def test_a_click_on_a_page_shows_the_source(watch: Watch, page: Any) -> None:
    spot = page.locator('.spot[data-unit="clean-before-and-after"]')
    spot.click()
    wait(page, "document.querySelector('#source .in')?.textContent.includes('- takeaway:')")
    lines = page.locator(".line.in .t").all_inner_texts()
    assert lines[1].strip() == "id: clean-before-and-after"
    assert any(OLD in line for line in lines)
    assert page.locator("#place").inner_text().startswith(f"kit/{BASICS}:")
    assert spot.get_attribute("aria-pressed") == "true"


def test_a_line_of_the_source_leads_to_the_page(page: Any) -> None:
    page.get_by_role("button", name="أساسيات نظافة اليدين", exact=False).first.click()
    wait(page, "document.querySelectorAll('.sheet').length > 3")
    page.wait_for_selector(".line.in")
    button = page.get_by_role("button", name=re.compile(r"^Line \d+: show section when-and-with-what on page"))
    number = re.search(r"page (\d+)$", button.get_attribute("aria-label"))
    assert number
    button.click()
    page.wait_for_selector('.spot[data-unit="when-and-with-what"][aria-pressed="true"]')
    assert page.locator("#number").inner_text().startswith(f"{number[1]} of ")
    sheet = page.locator(f"#page-{number[1]}").bounding_box()
    assert sheet["y"] < 800
    assert sheet["y"] + sheet["height"] > 100


def test_scrolling_brings_the_source_along(page: Any) -> None:
    page.get_by_role("button", name="أساسيات نظافة اليدين", exact=False).first.click()
    wait(page, "document.querySelectorAll('.sheet').length > 3")
    page.evaluate("document.querySelector('#pages').scrollTop = document.querySelector('#page-4').offsetTop - 120")
    wait(page, "document.querySelector('#number').textContent.startsWith('4 of')")
    wait(page, "document.querySelector('#on-page-title').textContent === 'On page 4'")
    shown = page.locator("#units button").all_inner_texts()
    assert shown
    assert "document=guides%2Fbasics&page=4" in page.url


def test_an_address_leads_to_its_page(watch: Watch, page: Any) -> None:
    page.goto("about:blank")
    page.goto(f"{watch.url}#document=guides/basics&page=4")
    page.wait_for_selector("#page-4")
    page.wait_for_timeout(700)
    assert page.locator("#number").inner_text() == f"4 of {page.locator('.sheet').count()}"
    assert abs(page.locator("#page-4").bounding_box()["y"] - page.locator("#pages").bounding_box()["y"]) < 40


def test_a_cover_shows_the_head_of_the_file(page: Any) -> None:
    page.locator('[data-stem="guides/basics"]').click()
    wait(page, "document.querySelector('#on-page-title').textContent.startsWith('Page 1 is made by the press')")
    wait(page, "document.querySelector('.line.in .t')?.textContent === 'format: 1'")
    lines = page.locator(".line.in .t").all_inner_texts()
    assert lines[1] == "id: basics"
    assert not any("id: why-hands" in line for line in lines)


def test_it_can_be_used_by_keyboard_alone(page: Any) -> None:
    page.evaluate("document.body.focus()")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    reached = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        reached.add(
            page.evaluate(
                "document.activeElement.dataset.stem || document.activeElement.id || document.activeElement.className"
            )
        )
    assert {"filter", "guides/basics", PRIMER, "following", "larger", "pages", "spot"} <= reached
    page.focus('[data-stem="guides/supplies"]')
    page.keyboard.press("Enter")
    wait(page, "document.querySelector('#title').textContent.includes('مستلزمات')")
    assert page.evaluate("document.activeElement.dataset.stem") == "guides/supplies"  # it stays where it was


def test_it_has_headings_lists_and_names(page: Any) -> None:
    headings = [(one.evaluate("e => e.tagName"), one.inner_text()) for one in page.get_by_role("heading").all()]
    assert [tag for tag, _ in headings][:2] == ["H1", "H2"]
    assert {"Documents", "Source", "No problems", "Guides", "Primers"} <= {text for _, text in headings}
    for role in ("navigation", "main", "complementary"):
        assert page.get_by_role(role).count() == 1
    nameless = page.evaluate(
        "[...document.querySelectorAll('button, input, img')].filter(e => e.offsetParent && "
        "!(e.getAttribute('aria-label') || e.textContent.trim() || e.alt)).length"
    )
    assert nameless == 0
    title = page.locator("#title")
    assert title.evaluate("e => getComputedStyle(e).direction") == "rtl"
    current = page.locator("[aria-current]")
    assert current.get_attribute("data-stem") == PRIMER


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (1600, 1000), (1024, 700)])
def test_nothing_is_cut_off(page: Any, width: int, height: int) -> None:
    page.set_viewport_size({"width": width, "height": height})
    page.wait_for_timeout(300)
    assert page.evaluate(
        "document.documentElement.scrollWidth <= innerWidth && document.documentElement.scrollHeight <= innerHeight"
    )
    for region in ("#documents", "#pages", "#source"):
        box = page.locator(region).bounding_box()
        assert box["width"] > 150
        assert box["height"] > 300
        assert page.locator(region).evaluate("e => e.scrollWidth <= e.clientWidth + 1")


def test_filter_narrows_the_list(page: Any) -> None:
    page.fill("#filter", "supplies")
    assert page.locator("#documents li").count() == 2  # the guide and its worksheet
    page.fill("#filter", "")
    assert page.locator("#documents li").count() > 5


def test_the_end_of_the_watch_is_told(tmp_path: Path, program: Any) -> None:
    with watching(SAMPLE, tmp_path, "--document", PRIMER) as watch:
        watch.hear("^up to date")
        page = program.new_page()
        page.goto(watch.url)
        page.wait_for_selector(".sheet")
        assert watch.end() == 0
        wait(page, "document.querySelector('#status').textContent.includes('has ended')")
        page.close()


def test_a_document_that_cannot_be_made_is_told(watch: Watch, page: Any) -> None:
    """A letter that no font has: the problem names the document, whose last pages stay."""
    page.get_by_role("button", name="أساسيات نظافة اليدين", exact=False).first.click()
    page.wait_for_selector('[aria-current][data-stem="guides/basics"]')
    watch.edit(BASICS, "اليد تنسى ما لمسته،", "اليد تنسى 𓀀 ما لمسته،")
    page.get_by_role("button", name="error W502 guides/basics .notdef").wait_for()
    wait(page, "document.querySelector('#notice').textContent.includes('could not be made. Its pages are those of')")
    assert page.locator(".sheet").count() > 3
    watch.edit(BASICS, "اليد تنسى 𓀀 ما لمسته،", "اليد تنسى ما لمسته،")
    page.get_by_role("alert").wait_for(state="hidden")
