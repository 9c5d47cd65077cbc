"""What is said for a claim beside what is said against it, on its page and its note: two columns, reasons beneath."""

from __future__ import annotations

import re
from html import unescape

import pytest
from starlette.testclient import TestClient

from recoupe.export.brief import part
from recoupe.export.pairs import face_to_face, heading
from recoupe.ledger import Ledger, Question
from recoupe.model.words import StandingWord

FACES = re.compile(r'<section aria-labelledby="h-faces">(.*?)</section>', re.S)


def plain(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_claims_page_has_its_pairs(client: TestClient, story_book: Ledger, language: str) -> None:
    seen = 0
    for claim in story_book.claims(Question(limit=500)).items:
        page = client.get(f"/claims/{claim.id}?lang={language}").text
        found = face_to_face(part(story_book, {p.report for p in claim.positions}, language), claim)
        section = FACES.search(page)
        assert (section is not None) == bool(found.shown or found.apart)
        if section is None:
            continue
        assert heading(language) in plain(section[1])
        pairs = (*found.shown, *found.more, *found.apart)
        assert section[1].count('<div class="face">') == len(pairs)
        for pair in pairs:
            assert f"?start={pair.one.passage.start}&amp;end={pair.one.passage.end}#here" in section[1]
            assert " ".join(pair.why.split()) in plain(section[1])
        open_now = section[1].split("<details", 1)[0]
        assert open_now.count('<div class="face">') == len(found.shown)
        assert "holds-not-comparable" not in open_now, "what can't be compared is folded"
        seen += len(pairs)
    assert seen > 5


def test_a_link_opens_both_passages_beside_each_other(client: TestClient, story_book: Ledger) -> None:
    disputed = story_book.claims(Question(standing=StandingWord.DISPUTED.value, limit=500)).items
    page, section = next(
        (p, s) for c in disputed if (s := FACES.search(p := client.get(f"/claims/{c.id}?lang=en").text)) is not None
    )
    link = unescape(re.findall(r'href="(/claims/[^"]*pin=[^"]*)#here"', section[1])[0])
    first, second = re.findall(r'class="place" href="[^"]*">([^<]+)</a>', section[1])[:2]
    opened = client.get(link).text
    drawer = opened[opened.index('aria-labelledby="h-open"') :]
    assert [x in drawer for x in (first, second)] == [True, True]
    assert "<script>" not in page


def test_the_notes_tell_the_sharpest_pair(client: TestClient, story_book: Ledger) -> None:
    disputed = story_book.claims(Question(standing=StandingWord.DISPUTED.value, limit=500)).items
    notes = [client.get(f"/claims/{c.id}/note?lang=fr").text for c in disputed]
    assert any(" ≠ " in plain(note) for note in notes)
    assert " ≠ " in plain(client.get("/note?lang=fr").text)


def test_how_a_claim_stands_is_told_in_the_readers_language(client: TestClient, story_book: Ledger) -> None:
    for claim in story_book.claims(Question(limit=500)).items:
        page = plain(
            re.sub(r"<(q|bdi|textarea)\b.*?</\1>", "", client.get(f"/claims/{claim.id}?lang=fr").text, flags=re.S)
        )
        assert not re.search(r"denies it or|two sources of two origins|the reporting says|taken back by", page)
