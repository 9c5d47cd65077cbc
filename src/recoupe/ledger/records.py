"""What the ledger answers with when it was told to do something."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from recoupe.intake.refusal import Refusal

__all__ = ["Added", "Problem", "Progress", "Rebuilt", "Verified"]

Progress = Callable[[str, int], None]
"""Called with the name of what is being done (``read``, ``link``, ``verify``) and how many more are done."""


@dataclass(frozen=True, slots=True)
class Added:
    """What became of the reports given: ids that are new, ids that were known, and what was refused, in their order."""

    new: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    refused: tuple[Refusal, ...] = ()


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What a rebuild did: reports read again because their reading was of other rules, and links written and dropped."""

    read: int
    links: dict[str, tuple[int, int]]
    refused: tuple[Refusal, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in the ledger that does not hold: where, which check, what is wrong, what to do."""

    where: str
    code: str
    message: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Verified:
    """What was checked and what did not hold; ``digest`` is the same for two ledgers with the same contents."""

    reports: int
    spans: int
    reproduced: int
    digest: str
    problems: tuple[Problem, ...] = ()
