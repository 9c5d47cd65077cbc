"""Running the program inside the tests' own process."""

from __future__ import annotations

import io
import json
import sys
from typing import Any, NamedTuple

import pytest

from recoupe.cli import main


class Run(NamedTuple):
    """What a run left: its exit code, what it printed as an answer, and what beside."""

    code: int
    out: str
    err: str

    @property
    def rows(self) -> list[Any]:
        """The lines of the answer as JSON."""
        return [json.loads(line) for line in self.out.splitlines()]


class _Input(io.TextIOWrapper):
    """Standard input with a buffer of bytes."""


def recoupe(*arguments: str, capsys: pytest.CaptureFixture[str], stdin: bytes = b"") -> Run:
    """Run ``recoupe`` with these arguments."""
    kept, sys.stdin = sys.stdin, _Input(io.BytesIO(stdin), encoding="utf-8")
    try:
        with pytest.raises(SystemExit) as left:
            main([str(a) for a in arguments])
    finally:
        sys.stdin = kept
    printed = capsys.readouterr()
    return Run(int(left.value.code or 0), printed.out, printed.err)
