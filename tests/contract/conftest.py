"""The stores that every store test runs on."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest
from postgresql import binaries, server, unprivileged

from recoupe.store.store import Store


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """URL of a real server, up to the database's name."""
    import os

    if binaries() is None:
        pytest.skip("PostgreSQL is not installed (Debian: apt-get install postgresql)")
    if os.geteuid() == 0 and unprivileged() is None:
        pytest.skip("PostgreSQL does not run as root, and there is no user 'postgres' or 'nobody'")
    pytest.importorskip("psycopg")
    with server() as url:
        yield url


_numbers = itertools.count()


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a new, empty ledger can be kept."""
    if request.param == "sqlite":
        return str(tmp_path / "ledger.sqlite")
    import psycopg

    url = request.getfixturevalue("postgresql")
    name = f"ledger_{next(_numbers)}"
    with psycopg.connect(f"{url}/postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return f"{url}/{name}"


@pytest.fixture
def store(place: str) -> Iterator[Store]:
    """An empty store."""
    made = Store(place)
    yield made
    made.close()
