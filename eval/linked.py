"""Measures of what joins readings: origins, stories, contradictions, event chains, whole ledgers."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

__all__ = ["TASKS", "Linked"]


@dataclass(frozen=True)
class Linked:
    """A task whose predictions are made by a function of the data folder, and what its scorer is given."""

    name: str
    gold: str
    measured: Callable[[Path, Path], dict[str, float]]

    def there(self, data: Path) -> bool:
        """Whether the gold is there."""
        return (data / "data" / self.gold).is_file()

    def measure(self, data: Path) -> dict[str, float]:
        """Return the task's figures."""
        with tempfile.TemporaryDirectory() as folder:
            return self.measured(data, Path(folder))


def scored(command: list[str]) -> dict[str, Any]:
    """Run a scorer and return its report."""
    done = subprocess.run([sys.executable, *command], check=True, capture_output=True, text=True)
    report: dict[str, Any] = json.loads(done.stdout)
    return report


TASKS: tuple[Linked, ...] = ()
