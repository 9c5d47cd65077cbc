"""What the intake tests share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from recoupe import settings


@pytest.fixture
def limits(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., None]]:
    """``limits(max_file=1000)``: other limits for one test."""

    def change(**values: Any) -> None:
        changed = replace(settings.settings(), **values)
        for name in ("fields", "files", "jsonl", "table"):
            monkeypatch.setattr(f"recoupe.intake.{name}.settings", lambda: changed)

    return change
