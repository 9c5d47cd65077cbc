"""``recoupe serve``: the pages and the interface for programs, on this machine."""

from __future__ import annotations

import os
import socket
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer

from recoupe.cli import options as o
from recoupe.cli.messages import say
from recoupe.cli.out import note
from recoupe.errors import SettingsError

HostOption = Annotated[str, typer.Option("--host", metavar="ADDRESS", help="serve.host")]
PortOption = Annotated[int, typer.Option("--port", "-p", min=0, max=65535, metavar="N", help="serve.port")]
TokenOption = Annotated[
    str | None,
    typer.Option(
        "--token", metavar="WORD", help="serve.token", show_default=False, envvar="RECOUPE_TOKEN", show_envvar=False
    ),
]
UsersOption = Annotated[
    Path | None, typer.Option("--users", metavar="FILE", help="serve.users", show_default=False, dir_okay=False)
]
NameOption = Annotated[list[str] | None, typer.Option("--name", metavar="NAME", help="serve.name", show_default=False)]

_SHORTEST = 16
"""Characters of a token at least: one that other machines can try must not be guessed."""

_ANY = ("0.0.0.0", "::")  # noqa: S104 (named to be told apart, nothing is bound here)


def run(
    host: HostOption = "127.0.0.1",
    port: PortOption = 8741,
    token: TokenOption = None,
    users: UsersOption = None,
    name: NameOption = None,
    ledger: o.LedgerOption = None,
    lang: o.LangOption = None,
) -> None:
    """Serve until stopped."""
    uvicorn, api, web = _needed()
    guard = _guard(api, host, (token, _users(users) if users else {}), name or [])
    _free(host, port)
    with o.opened(ledger) as book:
        book.relink()
        book.outline()  # what the first page would wait for: some seconds where there are a hundred thousand statements
        shown = f"[{host}]" if ":" in host else host
        note(say("serve.at", link=f"http://{shown}:{port}/"))
        uvicorn.run(web.create_app(book, guard), host=host, port=port, log_level="warning", server_header=False)


def _free(host: str, port: int) -> None:
    """Raise SettingsError where something else is served at the port: said before a large ledger is opened."""
    try:
        socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET).close()
    except OSError as error:  # of a name that leads nowhere, the number is not the system's
        number = error.errno or 0
        why = os.strerror(number) if number > 0 else "no such address"
        raise SettingsError(
            f"nothing can be served at {host}:{port}: {why}", remedy=f"give another port: --port {_OTHER}"
        ) from None


_OTHER = 8742
"""A port that is seldom taken."""


def _needed() -> tuple[Any, Any, Any]:
    """The server, the interface and the pages. Raises SettingsError where they are not installed."""
    try:
        return import_module("uvicorn"), import_module("recoupe.api"), import_module("recoupe.web")
    except ModuleNotFoundError as error:
        raise SettingsError(
            f"the pages need {error.name!r}, which is not installed", remedy="pip install 'recoupe[serve]'"
        ) from error


def _guard(api: Any, host: str, tokens: tuple[str | None, dict[str, str]], names: list[str]) -> Any:
    """Who may ask. Raises SettingsError on an address that others reach, without a good token."""
    token, users = tokens
    if host not in api.LOOPBACK and token is None and not users:
        raise SettingsError(
            f"{host!r} can be reached by others", remedy="give a --token or --users, or leave --host out"
        )
    for given in (*([token] if token is not None else []), *users.values()):
        if len(given) < _SHORTEST:
            raise SettingsError("the token is short", remedy=f"{_SHORTEST} characters or more")
    known = {n.lower() for n in names} | (set() if host in _ANY else {host.lower()})
    return api.Guard(frozenset(api.LOOPBACK | known), token, users)


def _users(place: Path) -> dict[str, str]:
    """Names and their tokens, a line each: ``NAME TOKEN``. Raises SettingsError where it can't be read so."""
    try:
        lines = place.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{place} can't be read: {error}", remedy="lines of: NAME TOKEN") from None
    users: dict[str, str] = {}
    for number, line in enumerate(lines, start=1):
        parts = line.split()
        if not parts or line.startswith("#"):
            continue
        if len(parts) != 2 or parts[0] in users or parts[1] in users.values():
            raise SettingsError(f"{place}:{number} is no user, or one named twice", remedy="lines of: NAME TOKEN")
        users[parts[0]] = parts[1]
    if not users:
        raise SettingsError(f"{place} names nobody", remedy="lines of: NAME TOKEN")
    return users
