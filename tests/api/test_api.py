"""Every path answers, filters and cursors hold, errors have one shape, and nobody else's page gets in."""

from __future__ import annotations

import json

import pytest
from starlette.testclient import TestClient

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
    rows = client.get("/api/v1/statements?limit=200").json()["items"]
    assert len(rows) > 50
    for row in rows:
        text = client.get(f"/api/v1/reports/{row['report']}").json()["text"]
        start, end = row["content"][0]
        assert row["words"].startswith(text[start:end])


def test_one_of_each(client: TestClient) -> None:
    report = client.get("/api/v1/reports?limit=1").json()["items"][0]
    assert client.get(f"/api/v1/reports/{report['name']}").json()["text"]
    assert client.get(f"/api/v1/readings/{report['id']}").json()["version"] == "1"
    claim = client.get("/api/v1/claims?limit=1").json()["items"][0]
    one = client.get(f"/api/v1/claims/{claim['id']}").json()
    assert {key: value for key, value in one.items() if key != "pairs"} == claim
    person = client.get("/api/v1/entities?limit=1").json()["items"][0]
    assert client.get(f"/api/v1/entities/{person['id']}").json() == person


def test_a_claim_sets_for_and_against_side_by_side(client: TestClient) -> None:
    pairs = client.get("/api/v1/claims/turnout").json()["pairs"]
    assert [pair["holds"] for pair in pairs] == ["exclude"]
    text = {side: client.get(f"/api/v1/reports/{pairs[0][side]['report']}").json()["text"] for side in ("one", "other")}
    assert all(text[side][slice(*pairs[0][side]["span"])].strip() for side in text)
    for reason in pairs[0]["reasons"]:
        assert set(reason["sentences"]) == {"en", "fr"}
        assert all(sentence.endswith(".") for sentence in reason["sentences"].values())
    assert "pairs" not in client.get("/api/v1/claims?limit=1").json()["items"][0]


@pytest.mark.parametrize("kind", ["statements", "events"])
def test_what_a_report_holds_by_its_id(client: TestClient, kind: str) -> None:
    for item in client.get(f"/api/v1/{kind}?limit=5").json()["items"]:
        assert client.get(f"/api/v1/{kind}/{item['id']}").json() == item
    assert client.get(f"/api/v1/{kind}/none").json()["error"]["code"] == "not-found"


def test_a_figure_by_its_place(client: TestClient) -> None:
    for item in client.get("/api/v1/figures?limit=5").json()["items"]:
        for report in (item["report"], item["name"]):
            assert client.get(f"/api/v1/figures/{report}:{item['start']}-{item['end']}").json() == item
    first = client.get("/api/v1/figures?limit=1").json()["items"][0]["report"]
    for place in (
        f"{first}:0-999999999",
        f"{first}:1-0",
        f"{first}:0-9999999999",
        f"{first}:x-y",
        first,
        "none:0-1",
        ":0-1",
        "a%0Ab:1-2",
    ):
        answer = client.get(f"/api/v1/figures/{place}")
        assert (answer.status_code, answer.json()["error"]["code"]) == (404, "not-found"), place


@pytest.mark.parametrize("kind", sorted(k for k, v in KINDS.items() if v.one))
def test_links_by_their_ids(client: TestClient, kind: str) -> None:
    for item in client.get(f"/api/v1/{kind}?limit=3").json()["items"]:
        one = client.get(f"/api/v1/{kind}/{item['id']}").json()
        assert {key: value for key, value in one.items() if key != "pairs"} == item
    assert client.get(f"/api/v1/{kind}/none").json()["error"]["code"] == "not-found"


@pytest.mark.parametrize(
    ("accept", "lines"),
    [
        ("application/x-ndjson", True),
        ("application/jsonl", True),
        ("application/json, application/x-ndjson;q=0.5", False),
        ("application/json;q=0.1, application/x-ndjson", True),
        ("application/x-ndjson;q=what", True),
        ("*/*", False),
        ("text/html", False),
    ],
)
def test_lines_are_sent_to_whoever_prefers_them(client: TestClient, accept: str, lines: bool) -> None:
    answer = client.get("/api/v1/statements?limit=3", headers={"accept": accept})
    if lines:
        assert answer.headers["content-type"] == "application/x-ndjson"
        assert answer.text == client.get("/api/v1/statements.jsonl").text
    else:
        assert len(answer.json()["items"]) == 3


def test_what_is_served(client: TestClient, story_book: Ledger) -> None:
    told = client.get("/api/v1").json()
    assert told["counts"]["reports"] == len(story_book.reports().items)
    assert set(told["counts"]) == {*KINDS, "decisions"}


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


@pytest.mark.parametrize("path", ["/api/v1/claims", "/api/v1/reports.jsonl", "/api/v1/decisions", "/api/v1"])
def test_an_etag_holds_until_the_ledger_changes(own: TestClient, path: str) -> None:
    first = own.get(path).headers["etag"]
    assert own.get(path).headers["etag"] == first
    assert own.get(path, headers={"if-none-match": f'W/{first}, "x"'}).status_code == 304
    assert own.get(f"{path}?", headers={"if-none-match": "*"}).status_code == 304
    report = own.get("/api/v1/reports").json()["items"][0]["id"]
    own.post("/api/v1/decisions", json={"kind": "withdrawn", "targets": [report], "by": "desk"})
    again = own.get(path, headers={"if-none-match": first})
    assert (again.status_code, again.headers["etag"] == first) == (200, False)


def test_an_etag_is_of_one_question(client: TestClient) -> None:
    tags = {
        client.get(path).headers["etag"] for path in ("/api/v1/claims", "/api/v1/claims?limit=1", "/api/v1/reports")
    }
    lines = client.get("/api/v1/claims", headers={"accept": "application/x-ndjson"}).headers["etag"]
    assert len(tags | {lines}) == 4


def test_decisions_come_a_page_at_a_time(own: TestClient) -> None:
    reports = [r["id"] for r in own.get("/api/v1/reports").json()["items"]]
    for i, report in enumerate(reports[:3]):
        own.post("/api/v1/decisions", json={"kind": "withdrawn", "targets": [report], "by": f"desk {i % 2}"})
    whole = own.get("/api/v1/decisions").json()["items"]
    page = own.get("/api/v1/decisions?limit=2").json()
    rest = own.get(f"/api/v1/decisions?limit=2&cursor={page['next']}").json()
    assert [*page["items"], *rest["items"]] == whole
    assert rest["next"] is None
    assert [d["id"] for d in own.get(f"/api/v1/decisions?target={reports[1]}").json()["items"]] == [whole[1]["id"]]
    assert len(own.get("/api/v1/decisions", params={"by": "desk 0", "kind": "withdrawn"}).json()["items"]) == 2
    assert own.get("/api/v1/decisions?until=2020-01-01").json()["items"] == []
    assert own.get(f"/api/v1/decisions/{whole[0]['id']}").json() == whole[0]
    assert own.post("/api/v1/decisions/d-none/undo", json={"by": "desk"}).status_code == 404


@pytest.mark.parametrize(
    "cursor", ["0", "W10", "WzEsMl0", "W1tdLFtdXQ", "W1s" * 600, "WyJcdTAwMDAiLCJ4Il0", "WyJcdWQ4MDAiLCJ4Il0"]
)
def test_made_up_cursors_are_refused(client: TestClient, cursor: str) -> None:
    for kind in (*KINDS, "decisions"):
        assert client.get(f"/api/v1/{kind}?cursor={cursor}").json()["error"]["code"] == "ledger", kind


def test_a_fault_of_ours_has_the_shape_of_every_error(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("words that nobody outside should read")

    monkeypatch.setattr("recoupe.ledger.ledger.ask", broken)
    answer = TestClient(client.app, base_url=BASE, raise_server_exceptions=False).get("/api/v1/claims")
    assert (answer.status_code, answer.json()["error"]["code"]) == (500, "fault")
    assert "nobody outside" not in answer.text


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
