"""What was refused, as data: one bad file among a thousand is reported and the rest go in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from recoupe.errors import RecoupeError
from recoupe.model.report import Report

__all__ = ["Arrival", "Arrivals", "Refusal"]


@dataclass(frozen=True, slots=True)
class Refusal:
    """Something that could not be taken in: where it stands, which error, what is wrong, what to do.

    ``where`` is a path, a path with a line (``wire.jsonl:17``) or a report's id; ``code`` that of an error class;
    ``key`` the id that the caller gave, where the report got far enough to have one.
    """

    where: str
    code: str
    message: str
    remedy: str
    key: str | None = None

    @classmethod
    def of(cls, error: RecoupeError, where: str, key: str | None = None) -> Refusal:
        """Return the refusal that an error amounts to."""
        return cls(error.where or where, error.code, error.message, error.remedy, key)

    def __str__(self) -> str:
        return f"{self.where}: {self.message}" + (f" ({self.remedy})" if self.remedy else "")


Arrival = Report | Refusal
"""What a reader yields for each thing it was given."""

Arrivals = Iterator[Arrival]
