"""The ledger as one page: whole, offline, every citation leads to its words, and a hostile report stays text."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from answers import fill

import making
from recoupe.export.html import ledger_html
from recoupe.ledger import Ledger


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    """The example story as its answers have it."""
    ledger = Ledger(tmp_path_factory.mktemp("html") / "story.sqlite")
    fill(ledger)
    return ledger


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_citation_leads_to_its_words(book: Ledger, language: str) -> None:
    page = ledger_html(book, language)
    assert f'<html lang="{language}">' in page
    anchors = re.findall(r'<span id="([^"]+)">', page)
    assert len(anchors) == len(set(anchors))
    assert set(re.findall(r'href="#([^"]+-\d+-\d+)"', page)) == set(anchors)
    for anchor in anchors:
        report, start, end = re.fullmatch(r"(.+)-(\d+)-(\d+)", anchor).groups()  # type: ignore[union-attr]
        after = page[page.index(f'<span id="{anchor}">') :]
        shown = unescape(re.sub(r"<[^>]+>", "", after[: 40 * (int(end) - int(start)) + 2000]))
        assert shown.startswith(book.report(report).text[int(start) : int(end)])


def test_every_claim_and_report_is_in_it(book: Ledger) -> None:
    page = ledger_html(book, "en")
    assert len(book.links().claims) > 10
    for claim in book.links().claims:
        assert f'<details id="{claim.id}">' in page
    for entry in book.entries():
        body = re.search(rf'<article id="{entry.id}">.*?<div class="text[^>]*>(.*?)</div></article>', page, re.S)
        assert body is not None
        assert unescape(re.sub(r"<[^>]+>", "", body[1])) == entry.report.text


def test_nothing_is_loaded_and_no_script_runs(book: Ledger) -> None:
    page = ledger_html(book, "en")
    assert "default-src 'none'" in page
    assert "<script" not in page
    assert not re.search(r'(?:href|src)="(?!#)', page)


def test_a_hostile_report_is_text(tmp_path: Path) -> None:
    evil = "<script>alert(1)</script><img src=x onerror=alert(2)> Hélène Brassac, Corvanne, Rien \u202e"
    from recoupe.model.report import Report

    report = Report(evil, "2025-03-12", "fr", evil, "javascript:alert(3)", evil, key='"><script>')
    with Ledger(tmp_path / "evil.sqlite") as ledger:
        ledger.store.put(report, making.reading_of(report))
        ledger.store.put_links(making.links([report]), ledger.store.revision()[0])
        page = ledger_html(ledger, "fr")
    assert "<script" not in page
    assert "<img" not in page


def test_an_empty_ledger_is_a_page(tmp_path: Path) -> None:
    with Ledger(tmp_path / "empty.sqlite") as ledger:
        assert ledger_html(ledger, "en").endswith("</html>\n")


@pytest.mark.parametrize(("language", "title"), [("en", "Recoupe brief"), ("fr", "Note de recoupement")])
def test_the_note_for_print_comes_first(book: Ledger, language: str, title: str) -> None:
    page = ledger_html(book, language)
    note = page[page.index('<article class="sheet"') : page.index("</article>")]
    assert f"<h1>{title}</h1>" in note
    assert page.count("<h1>") == 1
    assert 'href="#note"' in page
    ids = re.findall(r'href="#(c[^"]*|[a-z-]+)"><span class="s-', note)
    assert ids
    assert all(f'<details id="{i}">' in page for i in ids), "each claim of the note leads to its voices"
    assert note.count("<tr>") <= 15, "one page of A4"
