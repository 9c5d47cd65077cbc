"""A run of the program, as the tests of its commands see it."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple


class Ran(NamedTuple):
    """What a run left behind."""

    code: int
    out: str
    err: str


Ask = Callable[..., Ran]
"""``ask("brief", "--top", "1")``."""
