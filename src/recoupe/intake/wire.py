"""Files ending in .xml and .json: items of agencies, else feeds."""

from __future__ import annotations

from pathlib import Path

from recoupe.errors import RecoupeError
from recoupe.intake import feed, newsml, ninjs
from recoupe.intake.files import bytes_of
from recoupe.intake.refusal import Arrivals, Refusal

__all__ = ["SUFFIXES", "is_wire", "read_path", "read_wire"]

SUFFIXES = (".xml", ".json", ".ninjs", ".newsml", ".g2")
"""The last three are names that people give such files; the standards set none."""


def is_wire(data: bytes) -> bool:
    """Whether bytes look like an agency's items."""
    return newsml.is_newsml(data) or ninjs.is_ninjs(data)


def read_wire(data: bytes, where: str) -> Arrivals:
    """Yield a report or refusal for each item of NewsML-G2 or ninjs."""
    yield from (newsml.read_newsml if newsml.is_newsml(data) else ninjs.read_ninjs)(data, where)


def read_path(path: Path) -> Arrivals:
    """Yield a report or refusal for each item or entry in a file."""
    try:
        data = bytes_of(path)
    except RecoupeError as error:
        yield Refusal.of(error, str(path))
    else:
        yield from (read_wire if is_wire(data) else feed.read_feed)(data, str(path))
