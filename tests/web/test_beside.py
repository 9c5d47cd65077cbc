"""Two passages beside each other: their surroundings begin and end with lines or words, and edges are no differences."""

from __future__ import annotations

import html
import re

from starlette.testclient import TestClient

from recoupe.ledger import Ledger, Question

TEXT = re.compile(r'<div class="text words"[^>]*>(.*?)</div>', re.S)


def _shown(page: str) -> list[str]:
    return [html.unescape(re.sub(r"<[^>]+>", "", part)) for part in TEXT.findall(page)]


def test_no_word_is_cut(client: TestClient, story_book: Ledger) -> None:
    for claim in story_book.claims(Question(limit=500)).items[:40]:
        text = story_book.report(min(claim.positions, key=lambda p: p.report).report).text
        for part in _shown(client.get(f"/claims/{claim.id}").text):
            inside = part.strip("…")
            texts = [text, *(story_book.report(p.report).text for p in claim.positions)]
            at = next((t.find(inside), t) for t in texts if inside in t)
            start, whole = at
            assert start == 0 or not (whole[start - 1].isalnum() and whole[start].isalnum()), inside[:40]
            end = start + len(inside)
            assert end == len(whole) or not (whole[end - 1].isalnum() and whole[end].isalnum()), inside[-40:]


def test_one_text_opened_at_two_places_differs_in_nothing(client: TestClient, story_book: Ledger) -> None:
    for claim in story_book.claims(Question(limit=500)).items:
        reports = [p.report for p in claim.positions]
        if len(set(reports)) == len(reports):
            continue
        seen = 0
        for at in range(len(reports)):
            for pin in range(len(reports)):
                page = client.get(f"/claims/{claim.id}?at={at}&pin={pin}&lang=en").text
                if "Both stand in one report." in page:
                    assert "<del>" not in page
                    assert "<ins>" not in page
                    seen += at != pin
        assert seen
        return
    raise AssertionError("no claim of the story has two passages of one report")


def test_edges_of_copies_are_no_differences(client: TestClient, story_book: Ledger) -> None:
    """Two prints of one dispatch, opened at two places: what one window merely leaves out is not said to be missing."""
    copies = next(set(o.reports) for o in story_book.origins(Question(limit=500)).items if len(o.reports) > 2)
    texts = {r: " ".join(story_book.report(r).text.split()) for r in copies}
    seen = 0
    for claim in story_book.claims(Question(limit=500)).items:
        if sum(p.report in copies for p in claim.positions) < 4:
            continue
        for at in range(0, len(claim.positions), 3):
            page = client.get(f"/claims/{claim.id}?at={at}&pin=1&lang=en").text
            if "the two texts around" not in page:
                continue
            shown = re.findall(r"/reports/([^?\"]+)\?start=\d+&amp;end=\d+#here\"><bdi>", page)
            for part, other in (("del", shown[-1]), ("ins", shown[0])):
                if other in texts:
                    for words in re.findall(rf"<{part}>(.*?)</{part}>", page.split('class="pair"')[1], re.S):
                        plain = " ".join(html.unescape(re.sub(r"<[^>]+>", "", words)).split())
                        seen += 1
                        assert len(plain) < 80 or plain not in texts[other], plain
        break
    assert seen
