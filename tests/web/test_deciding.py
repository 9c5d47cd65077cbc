"""The page on which a person decides: in whose name, about what, and taking it back."""

from __future__ import annotations

import re

import pytest
from starlette.testclient import TestClient

from recoupe.api import LOOPBACK, Guard
from recoupe.ledger import Ledger
from recoupe.web import create_app

BASE = "http://127.0.0.1:8741"
USERS = {"ines": "a-long-word-for-ines", "omar": "a-long-word-for-omar"}


def _word(page: str) -> str:
    found = re.search(r'name="word" value="([0-9a-f]+)"', page)
    assert found is not None
    return found[1]


def _client(book: Ledger, user: str | None = None) -> TestClient:
    if user is None:
        return TestClient(create_app(book), base_url=BASE)
    headers = {"authorization": f"Bearer {USERS[user]}"}
    return TestClient(create_app(book, Guard(LOOPBACK, None, USERS)), base_url=BASE, headers=headers)


def test_a_user_decides_in_the_name_of_the_token(own_book: Ledger) -> None:
    client, report = _client(own_book, "ines"), own_book.reports().items[0].id
    page = client.get(f"/decide?kind=withdrawn&target={report}").text
    assert 'name="by"' not in page
    assert "<bdi>ines</bdi>" in page
    asked = {"word": _word(page), "kind": "withdrawn", "targets": report}
    assert client.post("/decide", data=asked, follow_redirects=False).status_code == 303
    assert [d.by for d in own_book.decisions()] == ["ines"]


def test_nobody_decides_in_the_name_of_another_user(own_book: Ledger) -> None:
    client, report = _client(own_book, "omar"), own_book.reports().items[0].id
    asked = {"word": _word(client.get("/decide").text), "kind": "withdrawn", "targets": report, "by": "ines"}
    assert client.post("/decide", data=asked).status_code == 409
    assert own_book.decisions() == []


def test_a_decision_is_taken_back_by_whoever_does_it(own_book: Ledger) -> None:
    report = own_book.reports().items[0].id
    first = _client(own_book)
    asked = {
        "word": _word(first.get("/decide").text),
        "kind": "withdrawn",
        "targets": report,
        "by": "Hélène ; « nuit »",
    }
    assert first.post("/decide", data=asked).status_code == 200
    assert 'value="Hélène ; « nuit »"' in first.get("/decide").text, "the next form knows who decides"
    other = _client(own_book).get("/decide").text
    taking = other[other.index('class="inline"') :]
    assert "Hélène" not in taking[: taking.index("</form>")], "nobody takes back in the name of another"


def test_without_a_name_nothing_is_decided(own_book: Ledger) -> None:
    client = _client(own_book)
    asked = {
        "word": _word(client.get("/decide").text),
        "kind": "withdrawn",
        "targets": own_book.reports().items[0].id,
    }
    assert client.post("/decide", data=asked).status_code == 409


@pytest.mark.parametrize("kind", ["statements", "claims", "reports", "entities", "stories", "events"])
def test_what_it_is_about_is_told_in_words(client: TestClient, kind: str) -> None:
    item = client.get(f"/api/v1/{kind}?limit=1").json()["items"][0]
    page = client.get(f"/decide?kind=wrong&target={item['id']}").text
    about = page[page.index('id="about"') : page.index("</ul>", page.index('id="about"'))]
    assert item["id"] in about
    assert "<a href=" in about


def test_what_is_not_known_is_shown_as_it_is(client: TestClient) -> None:
    page = client.get("/decide", params={"kind": "wrong", "target": "s-none <b>x</b> st- c-"}).text
    assert "<code>&lt;b&gt;x&lt;/b&gt;</code>" in page


def test_the_second_is_found_by_its_words(client: TestClient) -> None:
    claim = client.get("/api/v1/claims?limit=1").json()["items"][0]["id"]
    page = client.get("/decide", params={"kind": "same", "target": claim, "find": "drone*"}).text
    links = re.findall(r'href="(/decide\?kind=same&amp;target=[^"]+)"', page)
    assert len(links) > 3
    both = client.get(links[1].replace("&amp;", "&")).text
    assert re.search(rf'name="targets"[^>]*>{claim} \S+</textarea>', both)
