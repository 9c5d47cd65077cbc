"""Nothing but the fetch and the server can open a socket: no other module imports what could."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "src" / "recoupe"
NETWORK = frozenset(
    [
        "socket",
        "ssl",
        "http",
        "ftplib",
        "smtplib",
        "imaplib",
        "poplib",
        "telnetlib",
        "xmlrpc",
        "socketserver",
        "asyncio",
        "urllib.request",
        "requests",
        "httpx",
        "urllib3",
        "aiohttp",
        "websockets",
        "uvicorn",
        "fastapi",
        "starlette",
    ]
)
ALLOWED = ("intake/fetch/", "api/", "web/", "cli/serve.py")


def network_imports(path: Path) -> set[str]:
    """What a module imports that can open a socket."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module, *(f"{node.module}.{a.name}" for a in node.names)]
        found |= {n for n in names if n in NETWORK or n.split(".")[0] in NETWORK}
    return found


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_no_module_but_the_fetch_and_the_server_imports_a_network(path: Path) -> None:
    if not str(path.relative_to(PACKAGE)).startswith(ALLOWED):
        assert network_imports(path) == set()


def test_a_planted_import_is_found(tmp_path: Path) -> None:
    (tmp_path / "planted.py").write_text("from urllib import request\nimport socket\n", encoding="utf-8")
    assert network_imports(tmp_path / "planted.py") == {"urllib.request", "socket"}
