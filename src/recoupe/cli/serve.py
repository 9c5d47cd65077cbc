"""``recoupe serve``: the pages and the interface for programs, on this machine."""

from __future__ import annotations

from importlib import import_module
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
NameOption = Annotated[list[str] | None, typer.Option("--name", metavar="NAME", help="serve.name", show_default=False)]

_SHORTEST = 16
"""Characters of a token at least: one that other machines can try must not be guessed."""

_ANY = ("0.0.0.0", "::")  # noqa: S104 (named to be told apart, nothing is bound here)


def run(
    host: HostOption = "127.0.0.1",
    port: PortOption = 8741,
    token: TokenOption = None,
    name: NameOption = None,
    ledger: o.LedgerOption = None,
    lang: o.LangOption = None,
) -> None:
    """Serve until stopped."""
    uvicorn, api, web = _needed()
    guard = _guard(api, host, token, name or [])
    with o.opened(ledger) as book:
        shown = f"[{host}]" if ":" in host else host
        note(say("serve.at", link=f"http://{shown}:{port}/"))
        uvicorn.run(web.create_app(book, guard), host=host, port=port, log_level="warning", server_header=False)


def _needed() -> tuple[Any, Any, Any]:
    """The server, the interface and the pages. Raises SettingsError where they are not installed."""
    try:
        return import_module("uvicorn"), import_module("recoupe.api"), import_module("recoupe.web")
    except ModuleNotFoundError as error:
        raise SettingsError(
            f"the pages need {error.name!r}, which is not installed", remedy="pip install 'recoupe[serve]'"
        ) from error


def _guard(api: Any, host: str, token: str | None, names: list[str]) -> Any:
    """Who may ask. Raises SettingsError on an address that others reach, without a good token."""
    if host not in api.LOOPBACK and token is None:
        raise SettingsError(f"{host!r} can be reached by others", remedy="give a --token, or leave --host out")
    if token is not None and len(token) < _SHORTEST:
        raise SettingsError("the token is short", remedy=f"{_SHORTEST} characters or more")
    known = {n.lower() for n in names} | (set() if host in _ANY else {host.lower()})
    return api.Guard(frozenset(api.LOOPBACK | known), token)
