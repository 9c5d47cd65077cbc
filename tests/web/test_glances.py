"""The pages that show at a glance: lanes, map, two texts side by side, the note for print; each with the same in words."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

import making
from recoupe.ledger import Ledger
from recoupe.model.report import Report
from recoupe.model.words import Status
from recoupe.web import create_app
from serving import BASE


def plain(page: str) -> str:
    """A page's words."""
    return html.unescape(re.sub(r"<[^>]+>", "", page))


def widest(book: Ledger) -> str:
    """The id of the claim that most reports tell."""
    return max(book.claims().items, key=lambda c: len(c.positions)).id


def test_the_timeline_has_lanes_and_the_same_as_a_list(client: TestClient) -> None:
    page = client.get("/timeline").text
    picture = re.search(r'<svg viewBox="0 0 1000 .*?</svg>', page, re.S)
    assert picture is not None
    assert 'class="said' in picture[0]
    assert 'class="happened' in picture[0]
    assert '<ol class="timeline">' in page
    for link in set(re.findall(r'<a href="(/reports/[^"#]+)', picture[0])):
        assert client.get(html.unescape(link)).status_code == 200, link


def test_a_claims_lanes_lead_to_its_passages(client: TestClient, story_book: Ledger) -> None:
    page = client.get(f"/claims/{widest(story_book)}").text
    assert 'class="picture lanes"' in page
    assert "denial" in page


@pytest.mark.parametrize(
    "asked", ["", "?lat=48&lon=31&wide=20", "?lat=999&lon=-999&wide=0", "?since=2025-09-17&until=2025-09-18"]
)
def test_the_map_has_coasts_and_no_tile(client: TestClient, asked: str) -> None:
    page = client.get(f"/map{asked}").text
    assert 'class="land"' in page
    assert "<image" not in page
    assert re.search(r'href="/map\?[^"]*wide=', page)
    spots = re.findall(r'href="#(place-\d+)"', page)
    assert all(f'id="{s}"' in page for s in spots)


@pytest.mark.parametrize("asked", ["?lat=nan&lon=0&wide=1", "?lat=x&lon=0&wide=1", "?lat=inf&lon=0&wide=1"])
def test_a_map_of_nowhere_is_refused(client: TestClient, asked: str) -> None:
    assert client.get(f"/map{asked}").status_code == 422


def test_two_reports_word_by_word(client: TestClient, story_book: Ledger) -> None:
    origin = next(o for o in story_book.origins().items if len(o.reports) > 1 and o.links)
    link = origin.links[0]
    page = client.get(f"/compare?left={link.of}&right={link.report}").text
    texts = re.findall(r'<div class="text words"[^>]*>(.*?)</div>', page, re.S)
    assert [plain(t) for t in texts] == [story_book.report(r).text for r in (link.of, link.report)]
    assert "<del>" in texts[0] or "<ins>" in texts[1]
    assert "<ins>" not in texts[0]


def test_a_pinned_passage_is_compared(client: TestClient, story_book: Ledger) -> None:
    claim = max(story_book.claims().items, key=lambda c: len(c.positions))
    pages = [client.get(f"/claims/{claim.id}?at=0&pin={i}").text for i in range(1, len(claim.positions))]
    assert any("<del>" in re.sub(r'role="note">.*?</p>', "", p) or "<ins>" in p for p in pages)
    for page in pages:
        assert page.count('class="opened"') == 2


def test_a_passage_can_be_copied_without_script(client: TestClient, story_book: Ledger) -> None:
    claim = story_book.claim(widest(story_book))
    assert claim is not None
    page = client.get(f"/claims/{claim.id}").text
    box = re.search(r"<textarea[^>]*readonly[^>]*>(.*?)</textarea>", page, re.S)
    assert box is not None
    words = html.unescape(box[1])
    link = re.search(r"http://127\.0\.0\.1:8741(/reports/\S+)", words)
    assert link is not None
    start, end = map(int, re.findall(r"start=(\d+)&end=(\d+)", link[1])[0])
    report = story_book.report(link[1].split("/")[2].split("?")[0])
    assert report.text[start:end] in words
    assert f"[{start}–{end}]" in words
    assert client.get(link[1]).status_code == 200


def test_each_chain_begins_with_who_prints_it(client: TestClient, story_book: Ledger) -> None:
    page = client.get(f"/claims/{widest(story_book)}").text
    chains = re.findall(r'<ul class="chain".*?</ul>', page, re.S)
    assert chains
    assert any(c.count("<li>") > 1 for c in chains)
    assert all('title="who prints it"' in c for c in chains)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_notes(client: TestClient, story_book: Ledger, language: str) -> None:
    for path in ("/note", f"/claims/{widest(story_book)}/note"):
        page = client.get(path, headers={"accept-language": language}).text
        assert page.count('class="sheet"') == 1
        assert ">no words<" not in page
    assert client.get("/claims/nothing/note").status_code == 404


# ---------------------------------------------------------------------------- exact, moved, orphan


@pytest.fixture
def versions(by_hand: None, tmp_path: Path) -> TestClient:
    """A ledger with a report and two later versions: one moves its words, the last one leaves most of them out."""
    book = Ledger(tmp_path / "versions.sqlite")
    text = making.TEXTS[1]
    second = "Mis à jour. " + text
    last = second.replace("40 habitants", "près de 40 habitants")
    book.add([Report(text, "2024-05-03", "fr", "La Vigie", key="one"),
              Report(second, "2024-05-04", "fr", "La Vigie", key="two", replaces="one", status=Status.CORRECTED),
              Report(last, "2024-05-05", "fr", "La Vigie", key="three", replaces="two", status=Status.CORRECTED)])  # fmt: skip
    return TestClient(create_app(book), base_url=BASE)


def test_a_passage_of_an_earlier_version(versions: TestClient) -> None:
    text = making.TEXTS[1]
    moved = versions.get(f"/reports/one?start=0&end={len('Le préfet')}").text
    assert "found-moved" in moved
    assert f"start=12&amp;end={12 + len('Le préfet')}" in moved
    at = text.index("40 habitants avaient été évacués")
    kept = versions.get(f"/reports/one?start={at}&end={at + 12}").text
    assert "found-moved" in kept
    at = text.index("que 40 habitants")
    assert "found-orphan" in versions.get(f"/reports/one?start={at}&end={at + 16}").text
    assert "found-exact" in versions.get("/reports/three?start=0&end=5").text


def test_an_address_with_words(versions: TestClient) -> None:
    at = making.TEXTS[1].index("Corvanne")
    assert "found-moved" in versions.get(f"/reports/three?start={at}&end={at + 8}&words=Corvanne").text
    lost = versions.get("/reports/one?start=0&end=5&words=Marseille").text
    assert "found-orphan" in lost
    assert "<mark" not in lost
