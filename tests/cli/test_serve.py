"""``recoupe serve``: what it refuses before it serves, and what it serves."""

from __future__ import annotations

import importlib
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
    ran = ask("serve", "--host", "0.0.0.0", "--token", "a-long-enough-word", "--name", "Desk.example")
    assert ran.code == 0
    assert {"desk.example", "localhost"} <= guards[0].names
    assert "0.0.0.0" not in guards[0].names


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
