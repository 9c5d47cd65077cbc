"""Every path answers, filters and cursors hold, errors have one shape, and nobody else's page gets in."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from starlette.testclient import TestClient

import making
from recoupe.api import Guard
from recoupe.api.kinds import KINDS
from recoupe.ledger import Ledger
from recoupe.store.filters import FILTERS
from recoupe.web import create_app

BASE = "http://127.0.0.1:8741"


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_is_listed(client: TestClient, kind: str) -> None:
    answer = client.get(f"/api/v1/{kind}?limit=2")
    assert answer.status_code == 200
    assert answer.json()["items"]


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_the_filters_are_the_ledgers(kind: str) -> None:
    asked = {"entities": "people"}.get(kind, kind)
    assert set(KINDS[kind].filters) == set(FILTERS[asked])


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_cursors_and_lines_give_the_same_answers(client: TestClient, kind: str) -> None:
    walked, cursor = [], ""
    while True:
        page = client.get(f"/api/v1/{kind}?limit=7{cursor}").json()
        walked += page["items"]
        if page["next"] is None:
            break
        cursor = f"&cursor={page['next']}"
    lines = [json.loads(line) for line in client.get(f"/api/v1/{kind}.jsonl").text.splitlines()]
    assert walked == lines


def test_spans_are_code_points_of_the_text(client: TestClient) -> None:
    for row in client.get("/api/v1/statements?limit=200").json()["items"]:
        text = client.get(f"/api/v1/reports/{row['report']}").json()["text"]
        start, end = row["content"][0]
        assert row["words"].startswith(text[start:end])


def test_one_of_each(client: TestClient) -> None:
    report = client.get("/api/v1/reports?limit=1").json()["items"][0]
    assert client.get(f"/api/v1/reports/{report['name']}").json()["text"]
    assert client.get(f"/api/v1/readings/{report['id']}").json()["version"] == "1"
    claim = client.get("/api/v1/claims?limit=1").json()["items"][0]
    assert client.get(f"/api/v1/claims/{claim['id']}").json() == claim
    person = client.get("/api/v1/entities?limit=1").json()["items"][0]
    assert client.get(f"/api/v1/entities/{person['id']}").json() == person


def test_search(client: TestClient) -> None:
    found = client.get("/api/v1/search", params={"words": "drone*"}).json()
    assert set(found) == {"reports", "statements", "claims", "entities"}


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/api/v1/nothing", 404, "not-found"),
        ("/api/v1/claims/c-none", 404, "not-found"),
        ("/api/v1/reports/../../etc/passwd", 404, "not-found"),
        ("/api/v1/reports/%2e%2e%2fetc%2fpasswd", 404, "not-found"),
        ("/api/v1/claims?colour=red", 422, "question"),
        ("/api/v1/claims?limit=0", 422, "question"),
        ("/api/v1/claims?limit=many", 422, "question"),
        ("/api/v1/claims?cursor=xyz", 400, "ledger"),
        ("/api/v1/claims?since=yesterday", 422, "question"),
        ("/api/v1/search", 422, "question"),
    ],
)
def test_errors_have_one_shape(client: TestClient, path: str, status: int, code: str) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    error = answer.json()["error"]
    assert error["code"] == code
    assert set(error) == {"code", "message", "remedy"}
    assert error["remedy"]


def test_what_has_not_changed_is_not_sent_again(client: TestClient) -> None:
    first = client.get("/api/v1/claims")
    again = client.get("/api/v1/claims", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get("/api/v1/claims", headers={"if-none-match": '"other"'}).status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "[", "192.168.1.4:8741"])
def test_other_hosts_are_refused(client: TestClient, host: str) -> None:
    answer = client.get("/api/v1/claims", headers={"host": host})
    assert answer.status_code == 421
    assert answer.json()["error"]["code"] == "host"


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:9", "[::1]:8741", "LOCALHOST:80"])
def test_this_machine_is_let_in(client: TestClient, host: str) -> None:
    assert client.get("/api/v1/claims?limit=1", headers={"host": host}).status_code == 200


def test_the_interface_describes_itself(client: TestClient) -> None:
    told = client.get("/api/v1/openapi.json").json()
    for name, kind in KINDS.items():
        asked = {p["name"] for p in told["paths"][f"/api/v1/{name}"]["get"]["parameters"]}
        assert asked == {*kind.filters, "limit", "cursor"}
    assert "post" in told["paths"]["/api/v1/decisions"]
    assert client.get("/docs").status_code == 404


@pytest.fixture
def own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> TestClient:
    """A client of a small ledger that may be written to."""
    monkeypatch.setattr("recoupe.ledger.reading.read_many", making.read_many)
    monkeypatch.setattr("recoupe.ledger.ledger.Linker", making.NoLinker)
    book = Ledger(tmp_path / "own.sqlite")
    book.add(making.reports())
    return TestClient(create_app(book), base_url=BASE)


def test_decisions_are_taken_and_taken_back(own: TestClient) -> None:
    reports = [r["id"] for r in own.get("/api/v1/reports").json()["items"]]
    made = own.post(
        "/api/v1/decisions", json={"kind": "withdrawn", "targets": reports[:1], "by": "desk", "why": "hoax"}
    )
    assert made.status_code == 201
    undone = own.post("/api/v1/decisions", json={"kind": "undo", "targets": [made.json()["id"]], "by": "desk"})
    assert undone.status_code == 201
    assert [d["kind"] for d in own.get("/api/v1/decisions").json()["items"]] == ["withdrawn", "undo"]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"kind": "same", "targets": ["one"], "by": "x"}, 409),
        ({"kind": "withdrawn", "targets": ["nothing"], "by": "x"}, 409),
        ({"kind": "burn", "targets": ["one"], "by": "x"}, 422),
        ({"kind": "same", "targets": ["a", "b"], "by": "x", "path": "/etc/passwd"}, 422),
    ],
)
def test_bad_decisions_are_refused(own: TestClient, body: dict[str, object], status: int) -> None:
    assert own.post("/api/v1/decisions", json=body).status_code == status


@pytest.mark.parametrize(
    "headers", [{"origin": "https://evil.example"}, {"origin": "null"}, {"sec-fetch-site": "cross-site"}]
)
def test_other_sites_may_not_decide(own: TestClient, headers: dict[str, str]) -> None:
    answer = own.post("/api/v1/decisions", json={"kind": "same", "targets": ["a", "b"], "by": "x"}, headers=headers)
    assert answer.status_code == 403


def test_a_form_is_no_decision(own: TestClient) -> None:
    assert own.post("/api/v1/decisions", data={"kind": "same"}).status_code == 422


def test_a_body_has_an_end(own: TestClient) -> None:
    assert own.post("/api/v1/decisions", content=b"x", headers={"content-length": "99999999"}).status_code == 413


def test_a_body_tells_its_length(own: TestClient) -> None:
    answer = own.post("/api/v1/decisions", content=iter([b"{}"]))
    assert (answer.status_code, answer.json()["error"]["code"]) == (411, "length")


def test_a_token_is_asked_for(story_book: Ledger) -> None:
    asked = TestClient(create_app(story_book, Guard(token="let-me-in")), base_url=BASE, follow_redirects=False)
    assert asked.get("/api/v1/claims").status_code == 401
    assert asked.get("/api/v1/claims", headers={"authorization": "Bearer wrong"}).status_code == 401
    assert asked.get("/api/v1/claims", headers={"authorization": "Bearer let-me-in"}).status_code == 200
    assert asked.get("/").headers["location"] == "/enter"
