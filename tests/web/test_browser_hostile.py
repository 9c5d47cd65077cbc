"""A report that would do harm, in a real browser: its words are shown as text, nothing of it runs, and pages stay small."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import Browser, needs_browser, served

from recoupe.ledger import Ledger
from recoupe.link.links import Links
from recoupe.model.ledger import Claim, History, HistoryRow, Identity, Position, Reason, Standing
from recoupe.model.reading import Reading
from recoupe.model.report import Report
from recoupe.model.span import Span
from recoupe.model.statement import Statement
from recoupe.model.words import EntityKind, Exactness, Form, Side, Stance, StandingWord

pytestmark = needs_browser

EVIL = (
    '<script>document.title="ran"; alert(1)</script> <svg onload="alert(2)"><a href="javascript:alert(3)">here</a></svg> '
    '<math><mtext></mtext></math> <img src=//elsewhere.example/x onerror=alert(4)> <iframe src="javascript:alert(5)"></iframe> '
    "{{ 7*7 }} ]]> --> ' \" & \u202eksif eht\u202c \u2066x \u200f\U0001f399 <style>*{display:none}</style> "
)
LINE = 5_000_000
"""Characters of one line without a space."""
CLAIMS = 10_000
ELEMENTS = 6_000
"""Elements of a page at most: what a phone lays out in the time of a glance."""
PAGE = 2_000_000
"""Bytes of a page at most, that of the whole long report apart."""


def _evil() -> tuple[list[Report], list[Reading], Links]:
    link = "javascript:alert(6)"
    first = Report(
        EVIL * 20, "2025-03-12", "en", EVIL, link, EVIL, EVIL, key="../../etc/passwd?<script>alert(7)</script>"
    )
    long = Report(f"{EVIL}\n{'x' * LINE}\n{EVIL}", "2025-03-13", "en", "Long", link, "A long line", key="long")
    spans = [Span(i % len(EVIL), i % len(EVIL) + 60) for i in range(CLAIMS)]
    statements = tuple(
        Statement(f"s-{i}", (span,), None, (Span(0, 20),), None, Stance.SAYS, Form.INDIRECT, anonymous=True)
        for i, span in enumerate(spans)
    )
    standing = Standing(StandingWord.REPORTED, Reason(EVIL, EVIL), (), "2025-03-12", first.id)
    at = [Position(first.id, f"s-{i}", span, Side.FOR, EVIL, Stance.SAYS, "o", (EVIL,)) for i, span in enumerate(spans)]
    claims = [Claim(f"c-{i}", EVIL, (position,), standing, (standing,)) for i, position in enumerate(at)]
    claims.append(Claim("c-all", EVIL, tuple(at), standing, (standing,)))
    row = HistoryRow(first.id, Span(0, 20), 3.0, None, EVIL, Exactness.AT_LEAST, EVIL, "2025-03-12", EVIL)
    links = Links(
        identities=(Identity("i-1", EntityKind.PERSON, EVIL, (EVIL,), ((first.id, "e1"),)),),
        claims=tuple(sorted(claims, key=lambda c: c.id)), histories=(History("h-1", EVIL, (row, row)),),
    )  # fmt: skip
    return (
        [first, long],
        [Reading(first.id, "en", "hand", statements=statements), Reading(long.id, "en", "hand")],
        links,
    )


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, list[Report]]]:
    """Where a ledger is served with two reports that would do harm, of which 10,001 claims were made."""
    reports, readings, links = _evil()
    with Ledger(Path(tmp_path_factory.mktemp("hostile")) / "evil.sqlite") as book:
        for report, reading in zip(reports, readings, strict=True):
            book.store.put(report, reading)
        book.store.put_links(links, book.store.revision()[0])
        with served(book) as where:
            yield where, reports


PAGES = (
    "/", "/claims", "/claims/c-7", "/claims/c-all?at=5000&pin=3", "/reports", "/people", "/people/i-1", "/figures", "/figures/h-1",
    "/claims/c-7/note", "/search?words=alert", "/search?words=%3Cscript%3Ealert(1)%3C/script%3E", "/origins", "/timeline", "/map", "/note",
    "/decide?target=%3Cscript%3E&kind=%22%3E%3Cimg%20src=x%20onerror=alert(8)%3E",
)  # fmt: skip


@pytest.mark.parametrize("path", PAGES)
def test_nothing_runs_and_the_page_is_small(browser: Browser, hostile: tuple[str, list[Report]], path: str) -> None:
    with browser.visit(hostile[0]) as visit:
        page = visit.go(path)
        assert page.title() != "ran"
        assert (
            page.evaluate(
                "document.querySelectorAll('main :is(script, iframe, img, math, style, object, embed)').length"
            )
            == 0
        )
        assert page.evaluate("[...document.links].every(a => a.protocol === 'http:' && a.hostname === '127.0.0.1')")
        assert page.evaluate(
            "[...document.querySelectorAll('*')].every(e => e.getAttributeNames().every(n => !n.startsWith('on')))"
        )
        assert page.locator("h1").first.is_visible(), "no style of the report's hides the page"
        assert page.evaluate("document.querySelectorAll('*').length") <= ELEMENTS
        assert len(page.content().encode("utf-8", "replace")) <= PAGE
        page.set_viewport_size({"width": 320, "height": 640})
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert over <= 1, "words without an end wrap on a narrow screen"


@pytest.mark.parametrize("number", [0, 1])
def test_a_report_is_its_text(browser: Browser, hostile: tuple[str, list[Report]], number: int) -> None:
    address, reports = hostile
    report = reports[number]
    with browser.visit(address) as visit:
        page = visit.go(f"/reports/{report.id}?start=8&end=60&show=statements#here")
        shown = page.locator("div.text.words").first
        assert shown.evaluate("e => e.textContent") == report.text
        assert page.locator("#here").first.is_visible()
        assert page.evaluate("document.querySelectorAll('*').length") <= ELEMENTS
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert over <= 1, "a line of millions wraps"


def test_marks_of_direction_end_with_their_words(browser: Browser, hostile: tuple[str, list[Report]]) -> None:
    with browser.visit(hostile[0]) as visit:
        page = visit.go("/reports")
        assert page.evaluate("[...document.querySelectorAll('main :is(bdi, q, .words)')].length") > 0
        assert page.evaluate("getComputedStyle(document.querySelector('main bdi')).unicodeBidi") == "isolate"
