"""axe on every page, in both languages, light and dark, wide and narrow: nothing serious, nothing critical."""

from __future__ import annotations

from typing import Any

import pytest
from browsing import Browser, needs_browser

from recoupe.ledger import Ledger, Question

pytestmark = needs_browser

GRAVE = ("serious", "critical")

TAGS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}


def paths(book: Ledger) -> list[str]:
    """Every page, each in its fullest form."""
    claims = book.claims(Question(limit=500)).items
    wide = max(claims, key=lambda c: len(c.positions))
    history = max(book.histories(Question(limit=500)).items, key=lambda h: len(h.rows))
    report = book.reports().items[0]
    one, other = _alike(book)
    return [
        "/", "/?since=2025-09-18", "/claims", f"/claims/{wide.id}", f"/claims/{wide.id}?at=1&pin=0", f"/claims/{wide.id}/note", "/note",
        "/figures", f"/figures/{history.id}", "/timeline", "/map", "/map?lat=20&lon=10&wide=360", "/people?kind=person", f"/people/{book.people().items[0].id}", "/reports",
        f"/reports/{report.id}?start=5&end=25&show=statements&show=figures&show=events", "/origins", f"/compare?left={one}&right={other}", "/search", "/search?words=drone*",
        "/search?words=zzzqq", "/add", "/decide", f"/decide?kind=same&target={wide.id}&find=drone*", "/help", "/enter", "/claims/nothing",
    ]  # fmt: skip


def _alike(book: Ledger) -> list[str]:
    """Two reports of one origin."""
    return list(next(o.reports for o in book.origins(Question(limit=500)).items if len(o.reports) > 1)[:2])


def _grave(page: Any) -> list[str]:
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page, options=TAGS).response["violations"]
    return [
        f"{v['id']}: {v['help']}: {[n['html'][:140] for n in v['nodes'][:3]]}" for v in found if v["impact"] in GRAVE
    ]


@pytest.mark.parametrize(
    ("language", "scheme", "width"),
    [("en", "light", 1280), ("fr", "dark", 360), ("fr", "light", 320), ("en", "dark", 2560)],
)
def test_nothing_grave(
    browser: Browser, address: str, story_book: Ledger, language: str, scheme: str, width: int
) -> None:
    wrong = {}
    with browser.visit(address, language, width, color_scheme=scheme) as visit:
        for path in paths(story_book):
            if found := _grave(visit.go(path)):
                wrong[path] = found
        visit.complaints = [c for c in visit.complaints if "404" not in c]  # the page of what is not there
    assert not wrong, "\n".join(f"{path}\n  " + "\n  ".join(found) for path, found in wrong.items())


def test_something_grave_is_found(browser: Browser, address: str) -> None:
    with browser.visit(address) as visit:
        page = visit.go("/help")
        page.evaluate(
            "document.querySelector('main').append(document.createElement('img'), document.createElement('button'))"
        )
        assert len(_grave(page)) == 2
