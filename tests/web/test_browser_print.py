"""Notes for print, in a real browser: one A4 page, of which nothing is cut off; the page that opens offline begins with one."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from browsing import Browser, needs_browser

from recoupe.export.html import ledger_html
from recoupe.ledger import Ledger, Question

pytestmark = needs_browser

A4 = {"width": 688, "height": 1024}
"""CSS pixels of an A4 page inside of its margins (14 and 13 mm), at 96 to the inch."""


def _cut_off(page: Any) -> list[str]:
    """The first words of what stands below the edge of the sheet."""
    page.set_viewport_size(A4)
    page.emulate_media(media="print")
    return list(page.evaluate(
        "() => { const sheet = document.querySelector('.sheet'); const edge = sheet.getBoundingClientRect().bottom + 1;"
        " return [...sheet.querySelectorAll('p, tr, li, h2')].filter(e => e.getBoundingClientRect().bottom > edge)"
        ".map(e => e.textContent.trim().slice(0, 60)); }"
    ))  # fmt: skip


@pytest.mark.parametrize("language", ["en", "fr"])
def test_nothing_of_a_note_is_cut_off(browser: Browser, address: str, story_book: Ledger, language: str) -> None:
    widest = sorted(story_book.claims(Question(limit=500)).items, key=lambda c: -len(c.positions))[:4]
    with browser.visit(address, language) as visit:
        for path in ("/note", *(f"/claims/{c.id}/note" for c in widest)):
            page = visit.go(path)
            assert _cut_off(page) == [], path
            assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True))) == 1, path


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_page_that_opens_offline_begins_with_the_note(
    browser: Browser, address: str, story_book: Ledger, tmp_path: Path, language: str
) -> None:
    place = tmp_path / "ledger.html"
    place.write_text(ledger_html(story_book, language), encoding="utf-8")
    with browser.visit(address, language, 320) as visit:
        page = visit.page
        page.context.route("file://**", lambda route: route.continue_())
        page.goto(place.as_uri())
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert over <= 1, "nothing scrolls sideways"
        page.locator(".sheet td.state a").first.click()
        assert re.search(r"#\S+$", page.url)
        assert page.locator(":target").count() == 1
        assert _cut_off(page) == []
        after = page.locator("main > section").first.evaluate(
            "e => getComputedStyle(e.previousElementSibling).breakAfter"
        )
        assert after == "page"
