"""Whatever a record holds of one kind, however deep: for tests that look at all of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any, TypeVar

Kind = TypeVar("Kind")


def every(kind: type[Kind], value: Any) -> Iterator[Kind]:
    """Each value of a kind in a record of records and tuples, in order; nothing inside of those found."""
    if isinstance(value, kind):
        yield value
    elif is_dataclass(value):
        for field in fields(value):
            yield from every(kind, getattr(value, field.name))
    elif isinstance(value, tuple):
        for inner in value:
            yield from every(kind, inner)
