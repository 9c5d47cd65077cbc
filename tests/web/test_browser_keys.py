"""Every view by keyboard alone: focus is seen and in order, keys do what the help says, nothing holds the focus."""

from __future__ import annotations

import pytest
from browsing import Browser, Visit, needs_browser

from recoupe.ledger import Ledger, Question

pytestmark = needs_browser

FOCUSED = "document.activeElement"


def _press(visit: Visit, key: str, times: int = 1) -> None:
    for _ in range(times):
        visit.page.keyboard.press(key)


def _walked(visit: Visit, most: int) -> list[str]:
    """What Tab comes to, one after the other, until it leaves the page."""
    seen = []
    for _ in range(most):
        _press(visit, "Tab")
        tag = visit.page.evaluate(f"{FOCUSED} === document.body ? '' : {FOCUSED}.outerHTML.slice(0, 120)")
        if not tag:
            break
        seen.append(tag)
    return seen


def test_the_first_tab_skips_to_the_page(browser: Browser, address: str) -> None:
    with browser.visit(address) as visit:
        page = visit.go("/claims")
        _press(visit, "Tab")
        assert page.evaluate(f"{FOCUSED}.className") == "skip"
        assert page.locator("a.skip").bounding_box()["y"] >= 0
        _press(visit, "Enter")
        assert page.evaluate(f"{FOCUSED}.id") == "main"


def paths(book: Ledger) -> list[str]:
    """A page of each view."""
    claim = max(book.claims(Question(limit=500)).items, key=lambda c: len(c.positions))
    history = max(book.histories(Question(limit=500)).items, key=lambda h: len(h.rows))
    report = book.reports().items[0]
    return [
        "/", f"/claims/{claim.id}?at=1&pin=0", f"/figures/{history.id}", f"/reports/{report.id}?start=5&end=25",
        f"/people/{book.people().items[0].id}", "/search?words=drone*", "/decide", "/timeline", "/map", "/add", "/note",
    ]  # fmt: skip


def test_tab_goes_through_every_view(browser: Browser, address: str, story_book: Ledger) -> None:
    with browser.visit(address, java_script_enabled=True) as visit:
        for path in paths(story_book):
            page = visit.go(path)
            wanted = page.evaluate(
                "[...document.querySelectorAll(`a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']`)]"
                ".filter(e => e.checkVisibility() && !e.disabled).length"
            )
            walked = _walked(visit, min(wanted, 40) + 5)
            assert len(walked) >= min(wanted, 40) - page.locator("input[type=radio]").count(), path
            assert "skip" in walked[0]
            ring = page.evaluate(f"(s => s.outlineStyle + s.outlineWidth + s.boxShadow)(getComputedStyle({FOCUSED}))")
            assert not ring.startswith("none0pxnone"), (path, walked[-1])


def test_n_and_p_step_through_the_evidence(browser: Browser, address: str, story_book: Ledger) -> None:
    claim = max(story_book.claims(Question(limit=500)).items, key=lambda c: len(c.positions))
    with browser.visit(address) as visit:
        page = visit.go(f"/claims/{claim.id}")
        _press(visit, "n")
        page.wait_for_url("**at=1*")
        _press(visit, "n")
        page.wait_for_url("**at=2*")
        _press(visit, "p")
        page.wait_for_url("**at=1*")
        assert page.locator("#here").is_visible()


def test_search_by_keys(browser: Browser, address: str) -> None:
    with browser.visit(address) as visit:
        page = visit.go("/")
        _press(visit, "/")
        assert page.evaluate(f"{FOCUSED}.id") == "find"
        page.keyboard.type("n p drone*")
        assert page.locator("#find").input_value() == "n p drone*", "letters in a field are letters"
        _press(visit, "Escape")
        assert page.evaluate(f"{FOCUSED}.id") != "find"
        _press(visit, "/")
        page.locator("#find").fill("drone*")
        _press(visit, "Enter")
        page.wait_for_url("**/search?words=drone*")
        _press(visit, "?")
        page.wait_for_url("**/help")


def test_escape_closes_what_was_opened(browser: Browser, address: str) -> None:
    with browser.visit(address) as visit:
        page = visit.go("/claims")
        summary = page.locator("article.card summary").first
        summary.focus()
        _press(visit, "Enter")
        assert page.locator("article.card details[open]").count() == 1
        _press(visit, "Tab")
        _press(visit, "Escape")
        assert page.locator("article.card details[open]").count() == 0
        assert page.evaluate(f"{FOCUSED}.tagName") == "SUMMARY"


def test_j_and_k_walk_and_enter_opens(browser: Browser, address: str) -> None:
    with browser.visit(address) as visit:
        page = visit.go("/claims")
        _press(visit, "j", 2)
        second = page.evaluate(f"{FOCUSED}.getAttribute('href')")
        _press(visit, "k")
        assert page.evaluate(f"{FOCUSED}.getAttribute('href')") != second
        _press(visit, "Enter")
        page.wait_for_url("**/claims/*")


def test_layers_by_number(browser: Browser, address: str, story_book: Ledger) -> None:
    with browser.visit(address) as visit:
        page = visit.go(f"/reports/{story_book.reports().items[0].id}")
        _press(visit, "3")
        page.wait_for_url("**show=figures*")
        assert page.locator('input[name="show"][value="figures"]').is_checked()


def test_decide_by_keys(browser: Browser, own_address: str) -> None:
    with browser.visit(own_address) as visit:
        page = visit.go("/reports")
        page.locator("main ul a, main ol a, main table a").first.focus()
        _press(visit, "Enter")
        page.wait_for_url("**/reports/*")
        page.locator('a[href^="/decide?kind=withdrawn"]').focus()
        _press(visit, "Enter")
        page.wait_for_url("**/decide?*")
        page.locator("#by").focus()
        page.keyboard.type("night desk")
        _press(visit, "Tab")
        page.keyboard.type("by keys alone")
        _press(visit, "Enter")
        page.wait_for_url("**/decide")
        assert "by keys alone" in page.locator("main ol.list > li").first.inner_text()


@pytest.mark.parametrize("key", ["Control+n", "Alt+p", "Meta+j"])
def test_keys_of_the_browser_are_left_to_it(browser: Browser, address: str, story_book: Ledger, key: str) -> None:
    claim = max(story_book.claims(Question(limit=500)).items, key=lambda c: len(c.positions))
    with browser.visit(address) as visit:
        visit.go(f"/claims/{claim.id}?at=1")
        _press(visit, key)
        visit.page.wait_for_timeout(150)
        assert visit.path() == f"/claims/{claim.id}?at=1"
