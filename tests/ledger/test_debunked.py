"""End to end: a page with ClaimReview, from its bytes to the standing of the claim that others reported."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from recoupe.export.brief.book import Book
from recoupe.export.brief.grounds import grounds
from recoupe.intake.html.page import read_page
from recoupe.ledger import Ledger
from recoupe.model.report import Report
from recoupe.model.words import StandingWord

REPORTS = {
    "fr": "Des soldats ont brûlé le musée de Corvanne dans la nuit de dimanche à lundi, affirme le colonel Yvan Darsk. "
    "Le bâtiment abritait une collection de tapisseries.",
    "en": "The Orm levee was opened on purpose, Colonel Ivan Darsk said on Monday. The valley was flooded for two days.",
}
CHECKS = {
    "fr": ("Des soldats ont brûlé le musée de Corvanne", "Plutôt faux",
           "Une vidéo agite les réseaux. Selon plusieurs comptes, des soldats ont brûlé le musée de Corvanne. "
           "Les images datent de 2016 et montrent un autre bâtiment."),
    "en": ("The Orm levee was opened on purpose", "Mostly False",
           "A post shared 40,000 times says the Orm levee was opened on purpose. The video is from another river."),
}  # fmt: skip


def page(language: str) -> bytes:
    claim, rating, text = CHECKS[language]
    data = {
        "@type": "ClaimReview", "claimReviewed": claim, "author": {"name": "Lumen"}, "reviewRating": {"alternateName": rating},
    }  # fmt: skip
    head = f'<meta charset="utf-8"><meta property="article:published_time" content="2024-05-08T09:00:00+02:00"><script type="application/ld+json">{json.dumps(data)}</script>'
    return f"<html><head>{head}</head><body><article><p>{text}</p></article></body></html>".encode()


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_claim_is_debunked_by_the_page_that_checked_it(language: str, tmp_path: Path) -> None:
    told = Report(REPORTS[language], "2024-05-06", language, "Plein Jour", key="told")
    checked = read_page(page(language), "check", {"id": "check", "outlet": "Lumen"})
    assert isinstance(checked, Report)
    with Ledger(tmp_path / "l.sqlite") as book:
        book.add([told])
        before = {c.words: c.standing.word for c in book.links().claims}
        book.add([checked])
        links = book.links()
        told_of = Book(list(book.entries()), links, language)
        assert book.verify().problems == ()
    names = {i.id: i.name for i in links.identities}
    (claim,) = [c for c in links.claims if c.standing.word is StandingWord.DEBUNKED]
    assert {told.id, checked.id} <= {p.report for p in claim.positions}
    assert [names.get(p.source, p.source) for p in claim.positions if p.stance == "debunks"] == ["Lumen"]
    assert [s.word for s in claim.standings] == [StandingWord.REPORTED, StandingWord.DEBUNKED]
    assert StandingWord.DEBUNKED not in before.values()
    assert grounds(told_of, claim) == ("debunked", ("Lumen",))  # not who claimed it, in the very same words
