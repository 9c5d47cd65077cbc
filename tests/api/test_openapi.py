"""What the interface says of itself is true: schemathesis asks all of it, by its own description, and checks the answers."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance
from starlette.testclient import TestClient

import making
from recoupe.api import LOOPBACK, Guard
from recoupe.api.examples import DECISION, FAULT, PAGES
from recoupe.ledger import Ledger
from recoupe.web import create_app

EXAMPLES = 25
"""Questions of each path: some twenty paths are done in half a minute."""


@pytest.fixture(scope="module")
def described() -> Any:
    """The description of the interface over a small ledger that may be written to."""
    with pytest.MonkeyPatch.context() as patch, tempfile.TemporaryDirectory() as folder:
        patch.setattr("recoupe.ledger.reading.read_many", making.read_many)
        patch.setattr(
            "recoupe.ledger.ledger.Linker", making.linker(lambda entries, _: making.links([e.report for e in entries]))
        )
        with Ledger(Path(folder) / "own.sqlite") as book:
            book.add(making.reports())
            yield schemathesis.openapi.from_asgi(
                "/api/v1/openapi.json", create_app(book, Guard(LOOPBACK | {"testserver"}))
            )


def test_every_path_is_as_described(described: Any) -> None:
    paths = set()
    for found in described.get_all_operations():
        operation = found.ok()
        paths.add(operation.path)
        _ask(operation)
    assert len(paths) >= 25


def _ask(operation: Any) -> None:
    @given(case=operation.as_strategy())
    @settings(
        max_examples=EXAMPLES, deadline=None, derandomize=True, database=None, phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    def asked(case: Any) -> None:
        # no description can say which cursors there are: one that was made up is refused
        left_out = [positive_data_acceptance] if "cursor" in (case.query or {}) else []
        case.call_and_validate(excluded_checks=left_out)

    asked()


def test_the_description_is_openapi_31(client: TestClient) -> None:
    told = client.get("/api/v1/openapi.json").json()
    assert told["openapi"].startswith("3.1")
    assert told["components"]["securitySchemes"]["token"]["scheme"] == "bearer"
    for path, methods in told["paths"].items():
        for method, operation in methods.items():
            assert operation["summary"], (path, method)
            assert operation["operationId"]
            for parameter in operation.get("parameters", ()):
                assert parameter["name"] in ("id", "limit", "cursor") or parameter["schema"].get("examples"), (
                    path,
                    parameter,
                )


def test_examples_fit_their_schemas(client: TestClient) -> None:
    told = client.get("/api/v1/openapi.json").json()
    found = 0
    for methods in told["paths"].values():
        for operation in methods.values():
            for status, answer in operation["responses"].items():
                content = answer.get("content", {}).get("application/json", {})
                if "example" in content:
                    found += 1
                    jsonschema.validate(content["example"], content["schema"] | {"components": told["components"]})
                    assert status
    assert found >= len(PAGES) + len(FAULT)
    assert told["components"]["schemas"]["Deciding"]["examples"] == [DECISION["asked"]]
