"""Each view in a real browser, by mouse and without script, in both languages: whole, calm, and opened at the passage."""

from __future__ import annotations

import io
import re

import pypdf
import pytest
from browsing import Browser, needs_browser

from recoupe.ledger import Ledger, Question
from recoupe.model.ledger import Claim

pytestmark = needs_browser

LANGUAGES = pytest.mark.parametrize("language", ["en", "fr"])
SCRIPT = pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])


def widest(book: Ledger) -> Claim:
    """The claim with the most positions."""
    return max(book.claims(Question(limit=500)).items, key=lambda c: len(c.positions))


@LANGUAGES
@SCRIPT
def test_board(browser: Browser, address: str, language: str, script: bool) -> None:
    with browser.visit(address, language, java_script_enabled=script) as visit:
        page = visit.go("/")
        assert page.locator("html").get_attribute("lang") == language
        assert page.locator(".board > section").count() == 4
        cards = page.locator(".board article.card")
        assert cards.count() > 4
        first = cards.first
        assert first.locator(".standing").inner_text().strip()
        assert first.locator(".chip").count()
        assert re.search(r"\d+ .+, \d+ ", first.locator(".bar").inner_text())
        first.locator("summary").first.click()
        assert first.locator("details[open] .rule").first.is_visible()
        visit.follow(first.locator("h3 a"))
        assert visit.path().startswith("/claims/")
        page.go_back()
        page.locator('input[name="since"]').fill("2025-09-18")
        visit.follow(page.locator("form.filters button").first)
        assert "since=2025-09-18" in visit.path()


@LANGUAGES
@SCRIPT
def test_evidence_opens_at_the_span(
    browser: Browser, address: str, story_book: Ledger, language: str, script: bool
) -> None:
    claim = widest(story_book)
    with browser.visit(address, language, java_script_enabled=script) as visit:
        page = visit.go(f"/claims/{claim.id}?at=0#here")
        for number in range(min(4, len(claim.positions))):
            mark = page.locator("#here")
            assert mark.is_visible()
            box = mark.bounding_box()
            assert box is not None
            assert 0 <= box["y"] < 900, number
            place = page.locator(".drawer .place, .opened .place").first.inner_text()
            assert re.search(r"\d+–\d+", place)
            more = page.locator('a[rel="next"]')
            if more.count():
                visit.follow(more)
                assert f"at={number + 1}" in visit.path()
        page = visit.go(f"/claims/{claim.id}?at=0&pin=1#here")
        assert page.locator("#pinned").is_visible()
        assert page.locator(".pair .opened").count() == 2


@LANGUAGES
def test_origins_are_proved_one_click_away(browser: Browser, address: str, story_book: Ledger, language: str) -> None:
    held = {r for o in story_book.origins(Question(limit=500)).items if len(o.reports) > 2 for r in o.reports}
    claim = max(story_book.claims(Question(limit=500)).items, key=lambda c: len({p.report for p in c.positions} & held))
    with browser.visit(address, language) as visit:
        page = visit.go(f"/claims/{claim.id}")
        visit.follow(page.locator("a.bar").first)
        assert visit.path().endswith("#origins")
        rows = page.locator("#origins tbody tr")
        assert rows.count() == len({p.origin for p in claim.positions})
        proof = page.locator("#origins .proofs a").first
        visit.follow(proof)
        assert visit.path().startswith("/reports/")


@LANGUAGES
@SCRIPT
def test_figures(browser: Browser, address: str, story_book: Ledger, language: str, script: bool) -> None:
    history = max(story_book.histories(Question(limit=500)).items, key=lambda h: len(h.rows))
    with browser.visit(address, language, java_script_enabled=script) as visit:
        page = visit.go(f"/figures/{history.id}")
        assert page.locator("main svg").first.is_visible()
        rows = page.locator("main table tbody tr").count()
        assert rows > 1
        assert page.locator("main svg .who, main svg text").count() > 1
        visit.follow(page.locator('a[href*="axis=as_of"]').first)
        assert "axis=as_of" in visit.path()
        visit.follow(page.locator("main table a.place").first)
        assert page.locator("#here").is_visible()


@LANGUAGES
def test_chain_and_lanes(browser: Browser, address: str, story_book: Ledger, language: str) -> None:
    claims = story_book.claims(Question(limit=500)).items
    passed_on = next(c for c in claims if any(p.via for p in c.positions))
    with browser.visit(address, language) as visit:
        page = visit.go(f"/claims/{passed_on.id}")
        links = page.locator(".chain a")
        assert links.count()
        visit.follow(links.first)
        assert visit.path().startswith("/reports/")
        page = visit.go("/timeline")
        assert page.locator("main svg").first.is_visible()


@LANGUAGES
@SCRIPT
def test_report_layers(browser: Browser, address: str, story_book: Ledger, language: str, script: bool) -> None:
    report = story_book.reports().items[2]
    with browser.visit(address, language, java_script_enabled=script) as visit:
        page = visit.go(f"/reports/{report.id}?start=10&end=40#here")
        shown = page.locator("div.text.words").first
        text = story_book.report(report.id).text
        assert shown.evaluate("e => e.textContent") == text
        assert page.locator("#here").inner_text().split() == text[10:40].split()
        page.locator('input[name="show"][value="figures"]').check()
        visit.follow(page.locator("form.filters button").first)
        assert page.locator("div.text.words .k-figures").count()
        assert shown.evaluate("e => e.textContent") == text


@LANGUAGES
@SCRIPT
def test_people_search_and_map(browser: Browser, address: str, language: str, script: bool) -> None:
    with browser.visit(address, language, java_script_enabled=script) as visit:
        page = visit.go("/people")
        visit.follow(page.locator("main ul a, main ol a, main table a").first)
        assert visit.path().startswith("/people/")
        assert page.locator("main q").count()
        page.locator("#find").fill("drone*")
        visit.follow(page.locator("form.find button"))
        assert "/search?words=drone" in visit.path()
        assert page.locator("main q").count()
        page = visit.go("/map")
        assert page.locator("main svg").first.is_visible()


@LANGUAGES
@SCRIPT
def test_decide_and_take_back(browser: Browser, own_address: str, language: str, script: bool) -> None:
    with browser.visit(own_address, language, java_script_enabled=script) as visit:
        page = visit.go("/reports")
        visit.follow(page.locator("main ul a, main ol a, main table a").first)
        visit.follow(page.locator('a[href^="/decide?kind=withdrawn"]'))
        assert page.locator('form.decide input[value="withdrawn"]').is_checked()
        page.locator("#by").fill("desk")
        page.locator("#why").fill(f"<b>tried in {language}</b>")
        visit.follow(page.locator("form.decide button"))
        assert visit.path() == "/decide"
        taken = page.locator("main ol.list > li")
        before = taken.count()
        assert f"<b>tried in {language}</b>" in taken.first.inner_text()
        visit.follow(taken.first.locator("form.inline button"))
        assert page.locator("main ol.list > li").count() == before + 1


@LANGUAGES
@SCRIPT
def test_add_a_pasted_text(browser: Browser, own_address: str, language: str, script: bool) -> None:
    text = f"Le maire de Corvanne a déclaré mardi que le pont resterait fermé ({language}, {script})."
    with browser.visit(own_address, language, java_script_enabled=script) as visit:
        page = visit.go("/add")
        page.locator("#text").fill(text)
        page.locator('input[name="outlet"]').fill("La Vigie")
        page.locator('select[name="language"]').select_option("fr")
        visit.follow(page.locator("main form button").first)
        assert re.match(r"/add/[\w-]+$", visit.path())
        for _ in range(0 if script else 240):  # with script the page looks again by itself
            if not page.locator("[data-running]").count():
                break
            page.wait_for_timeout(500)
            visit.go(visit.path())
        read = page.locator('main a[href^="/reports/"]').first
        read.wait_for(timeout=120_000)
        visit.follow(read)
        assert text in page.locator("div.text.words").first.inner_text()


@LANGUAGES
def test_the_note_is_one_page(browser: Browser, address: str, story_book: Ledger, language: str) -> None:
    with browser.visit(address, language) as visit:
        for path in ("/note", f"/claims/{widest(story_book).id}/note"):
            page = visit.go(path)
            printed = pypdf.PdfReader(io.BytesIO(page.pdf(format="A4")))
            assert len(printed.pages) == 1, path
            assert len(printed.pages[0].extract_text().split()) > 60


@pytest.mark.parametrize("width", [320, 768, 2560])
def test_nothing_runs_off_the_page(browser: Browser, address: str, story_book: Ledger, width: int) -> None:
    report = story_book.reports().items[0].id
    with browser.visit(address, width=width, java_script_enabled=True) as visit:
        for path in (
            "/",
            "/claims",
            f"/claims/{widest(story_book).id}?at=1&pin=0",
            f"/reports/{report}",
            "/search",
            "/decide",
            "/add",
            "/timeline",
        ):
            page = visit.go(path)
            over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert over <= 1, (path, width)


@pytest.mark.parametrize(
    "planted",
    [
        "console.error('planted')", "fetch('https://elsewhere.example/').catch(() => 0)", "alert(1)",
        "document.head.append(Object.assign(document.createElement('style'), {textContent: 'p{}'}))",
    ],
)  # fmt: skip
def test_complaints_are_heard(browser: Browser, address: str, planted: str) -> None:
    def visited() -> None:
        with browser.visit(address) as visit:
            visit.go("/help").evaluate(planted)
            visit.page.wait_for_timeout(200)

    with pytest.raises(AssertionError):
        visited()
