"""Who is let in, in whose name they decide, and that no path or command is ever taken from a request."""

from __future__ import annotations

import sys
from pathlib import Path
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from recoupe.api import LOOPBACK, Guard
from recoupe.ledger import Ledger
from recoupe.web import create_app

BASE = "http://127.0.0.1:8741"
USERS = {"ines": "ines-and-her-long-token", "omar": "omar-and-his-long-token"}


def _as(token: str) -> dict[str, str]:
    return {"authorization": f"Bearer {token}"}


def test_a_user_decides_in_their_own_name(own_book: Ledger) -> None:
    client = TestClient(create_app(own_book, Guard(LOOPBACK, None, USERS)), base_url=BASE)
    report = own_book.reports().items[0].id
    asked = {"kind": "withdrawn", "targets": [report], "why": "a hoax"}
    assert client.post("/api/v1/decisions", json=asked).status_code == 401
    assert client.post("/api/v1/decisions", json=asked, headers=_as("guessed-and-wrong-token")).status_code == 401
    made = client.post("/api/v1/decisions", json=asked, headers=_as(USERS["ines"]))
    assert (made.status_code, made.json()["by"]) == (201, "ines")
    forged = client.post(f"/api/v1/decisions/{made.json()['id']}/undo", json={"by": "ines"}, headers=_as(USERS["omar"]))
    assert forged.status_code == 409
    undone = client.post(f"/api/v1/decisions/{made.json()['id']}/undo", json={}, headers=_as(USERS["omar"]))
    assert (undone.status_code, undone.json()["by"]) == (201, "omar")
    listed = client.get("/api/v1/decisions?by=ines", headers=_as(USERS["omar"])).json()["items"]
    assert [(d["by"], d["undone"]) for d in listed] == [("ines", undone.json()["id"])]


def test_nobody_decides_without_a_name(own_book: Ledger) -> None:
    client = TestClient(create_app(own_book), base_url=BASE)
    asked = {"kind": "withdrawn", "targets": [own_book.reports().items[0].id]}
    assert client.post("/api/v1/decisions", json=asked).status_code == 409


@pytest.mark.parametrize("token", ["", "é" * 20, "x" * 10_000, "\x00", USERS["ines"] + " ", USERS["ines"][:-1]])
def test_tokens_are_compared_whole(token: str) -> None:
    guard = Guard(LOOPBACK, "the-one-long-token", USERS)
    assert not guard.knows(token)
    assert guard.knows("the-one-long-token")
    assert guard.user("the-one-long-token") is None
    assert guard.user(USERS["omar"]) == "omar"


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_every_method_is_guarded(own_book: Ledger, method: str) -> None:
    client = TestClient(create_app(own_book, Guard(LOOPBACK, "the-one-long-token")), base_url=BASE)
    assert client.request(method, "/api/v1/decisions").status_code == 401
    assert client.request(method, "/api/v1/decisions", headers={"host": "evil.example"}).status_code == 421


def test_other_methods_are_told_which_there_are(own_book: Ledger) -> None:
    answer = TestClient(create_app(own_book), base_url=BASE).delete("/api/v1/claims")
    assert (answer.status_code, answer.json()["error"]["code"]) == (405, "method")
    assert answer.headers["allow"] == "GET"


MARK = "zz-marked-by-the-asker"


def test_no_path_and_no_command_is_taken_from_a_request(own_book: Ledger, tmp_path: Path) -> None:
    """Every word that an asker can send carries a mark; nothing that is opened, run or connected to may bear it."""
    planted = tmp_path / MARK
    planted.write_text("secret words of the machine", encoding="utf-8")
    client = TestClient(create_app(own_book), base_url=BASE)
    touched: list[str] = []
    watching = [True]

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        named = (
            "open",
            "os.",
            "subprocess.Popen",
            "shutil.",
            "socket.connect",
            "import",
            "ctypes.",
            "sqlite3.connect",
            "glob.",
        )
        if watching[0] and event.startswith(named) and MARK in repr(arguments):
            touched.append(f"{event}{arguments!r}")

    sys.addaudithook(watch)
    try:
        told = client.get("/api/v1/openapi.json").json()
        for value in (
            str(planted),
            f"../../{planted}",
            f"file://{planted}",
            f"$(touch {planted}.ran)",
            f"| cat {planted}",
        ):
            for path, methods in told["paths"].items():
                for parameter in methods.get("get", {}).get("parameters", ()):
                    asked = path.replace("{id}", quote(value))
                    query = {parameter["name"]: value} if parameter["in"] == "query" else {}
                    answer = client.get(asked, params=query)
                    assert answer.status_code < 500, (asked, query)
                    assert "secret words" not in answer.text
            for page in (
                "/reports/",
                "/claims/",
                "/people/",
                "/figures/",
                "/static/",
                "/claims?words=",
                "/search?words=",
                "/decide?target=",
            ):
                answer = client.get(page + quote(value))
                assert answer.status_code < 500
                assert "secret words" not in answer.text
            sent = client.post(
                "/api/v1/decisions", json={"kind": "wrong", "targets": [value], "by": value, "why": value}
            )
            assert sent.status_code == 409
    finally:
        watching[0] = False
    # the folder of the pages' own files looks for a name beneath itself, and finds none
    assert [t for t in touched if "/static/" not in t] == []
    assert not list(tmp_path.glob("*.ran"))
