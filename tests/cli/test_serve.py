"""``recoupe serve``: what it refuses before it serves, and what it serves."""

from __future__ import annotations

import importlib
import socket
from pathlib import Path
from typing import Any

import pytest
from running import Ask

from recoupe.cli import serve


def test_it_binds_to_this_machine(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    served: list[Any] = []
    monkeypatch.setattr("uvicorn.run", lambda app, **options: served.append((app, options)))
    ran = ask("serve", "--port", "9001")
    assert ran.code == 0
    assert "http://127.0.0.1:9001/" in ran.err
    assert (served[0][1]["host"], served[0][1]["port"]) == ("127.0.0.1", 9001)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--host", "0.0.0.0"), "can be reached by others"),
        (("--host", "192.168.1.4", "--token", "short"), "the token is short"),
    ],
)
def test_others_need_a_token(ask: Ask, arguments: tuple[str, ...], words: str) -> None:
    ran = ask("serve", *arguments)
    assert ran.code == 2
    assert words in ran.err
    assert "→" in ran.err


def test_a_name_is_let_in_beside_this_machines(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    guards: list[Any] = []
    monkeypatch.setattr("uvicorn.run", lambda app, **_: guards.append(app.user_middleware[0].kwargs["guard"]))
    monkeypatch.setattr(serve, "_free", lambda *_: None)  # tests open sockets on this machine's own address only
    ran = ask("serve", "--host", "0.0.0.0", "--token", "a-long-enough-word", "--name", "Desk.example")
    assert ran.code == 0
    assert {"desk.example", "localhost"} <= guards[0].names
    assert "0.0.0.0" not in guards[0].names


def test_users_have_a_token_each(ask: Ask, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    guards: list[Any] = []
    monkeypatch.setattr("uvicorn.run", lambda app, **_: guards.append(app.user_middleware[0].kwargs["guard"]))
    users = tmp_path / "users"
    users.write_text("# the night desk\nines  ines-and-her-token-1\n\nomar omar-and-his-token-2\n", encoding="utf-8")
    monkeypatch.setattr(serve, "_free", lambda *_: None)  # no address of this machine
    assert ask("serve", "--host", "192.168.1.4", "--users", str(users)).code == 0
    assert guards[0].users == {"ines": "ines-and-her-token-1", "omar": "omar-and-his-token-2"}
    assert guards[0].knows("omar-and-his-token-2")
    assert not guards[0].knows(None)


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ("", "names nobody"),
        ("ines", ":1 is no user"),
        ("ines short", "the token is short"),
        ("ines ines-and-her-token-1\nines another-token-of-hers", ":2 is no user"),
        ("ines ines-and-her-token-1\nomar ines-and-her-token-1", ":2 is no user"),
    ],
)
def test_bad_lists_of_users(ask: Ask, tmp_path: Path, lines: str, words: str) -> None:
    users = tmp_path / "users"
    users.write_text(lines, encoding="utf-8")
    ran = ask("serve", "--host", "192.168.1.4", "--users", str(users))
    assert ran.code == 2
    assert words in ran.err


def test_it_says_what_to_install(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> Any:
        if name == "uvicorn":
            raise ModuleNotFoundError("No module named 'uvicorn'", name="uvicorn")
        return importlib.import_module(name)

    monkeypatch.setattr(serve, "import_module", missing)
    ran = ask("serve")
    assert ran.code == 2
    assert "'uvicorn'" in ran.err
    assert "pip install 'recoupe[serve]'" in ran.err


def test_the_ledger_as_one_page(ask: Ask) -> None:
    ran = ask("export", "html")
    assert ran.code == 0
    assert ran.out.startswith("<!doctype html>")


def test_a_port_that_is_taken_is_said_before_the_ledger_is_opened(ask: Ask) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        ran = ask("serve", "--port", port)
    assert (ran.code, ran.out) == (2, "")
    assert f"nothing can be served at 127.0.0.1:{port}: Address already in use" in ran.err
    assert "→ give another port: --port 8742" in ran.err
