"""The board from the outline: on a small ledger what a brief has, on a large one bounded, with true counts."""

from __future__ import annotations

from pathlib import Path

import pytest

from recoupe.export.brief import Options, asked, brief_of
from recoupe.export.brief import selected as choosing
from recoupe.export.brief.selected import selected
from recoupe.ledger import Ledger
from recoupe.model.ledger import Decision
from recoupe.model.words import DecisionKind
from recoupe.web.board import board, default_options

SECTIONS = ("several", "disputed", "debunked", "retracted", "single")


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(
    "days", [{}, {"since": "2025-09-18"}, {"until": "2025-09-18"}, {"reports_in": "fr"}, {"since": "2025-09-17", "until": "2025-09-19"}]
)  # fmt: skip
def test_a_small_ledger_has_the_briefs_claims(story_book: Ledger, language: str, days: dict[str, str]) -> None:
    options = Options(language, top=8, **days)
    made = selected(story_book, options)
    brief = brief_of(asked(story_book, options), options)
    sections = {s.key: s for s in brief.sections}
    assert (made.header.reports, made.header.first, made.header.last) == (
        brief.header.reports,
        brief.header.first,
        brief.header.last,
    )
    assert made.header.standings == brief.header.standings
    for key in SECTIONS:
        section = sections.get(key)
        assert {i.id for _, i in made.shown[key]} == {i.id for i in (section.items if section else ())}, key
        assert made.total[key] == (len(section.items) + section.more if section else 0)


def test_a_large_ledger_is_looked_at_in_part(story_book: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = board(story_book, default_options("en"))
    monkeypatch.setattr(choosing, "_READ", 4)
    monkeypatch.setattr(choosing, "_RANKED", 9)
    monkeypatch.setattr(choosing, "_TELLING", 2)
    part = selected(story_book, default_options("en"))
    assert len(part.book.entries) < len(story_book.reports().items)
    made = board(story_book, default_options("en"))
    assert made.header == whole.header
    assert [len(c.cards) + c.more for c in made.columns] == [len(c.cards) + c.more for c in whole.columns]
    for column in made.columns:
        for card in column.cards:
            claim = story_book.claim(card.claim.id)
            assert claim is not None
            assert card.bar.reports == len({p.report for p in claim.positions}) == card.claim.reports
            assert len(card.bar.segments) == len({p.origin for p in claim.positions}) == card.claim.origins
            assert sum(s.reports for s in card.bar.segments) >= card.bar.reports


def test_an_outline_reads_again_what_has_changed(tmp_path: Path, story_book: Ledger) -> None:
    with Ledger(tmp_path / "grows.sqlite") as book:
        links = story_book.links()
        entries = list(story_book.entries())
        for entry in entries:
            book.store.put(entry.report, entry.reading)
        book.store.put_links(links, book.store.revision()[0])
        first = book.outline()
        assert book.outline() is first
        book.store.decide(_decision(entries[0].id))  # any change
        book.store.put_links(links, book.store.revision()[0])
        again = book.outline()
        assert again is not first
        assert again.claims == first.claims
        assert again.claims[0] is first.claims[0]


def _decision(report: str) -> Decision:
    return Decision("d-1", DecisionKind.WRONG, (report,), "desk", "2025-09-20T10:00:00+00:00")
