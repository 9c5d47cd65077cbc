"""What a time expression is resolved against: the published day, the moment told before, where its clause looks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from recoupe.extract.moments.almanac import When, of_day
from recoupe.extract.moments.finder import Node

__all__ = ["AHEAD", "BACK", "Frame"]

AHEAD, BACK = 1, -1
"""Where a clause looks: ahead, back, or (0) neither that we know."""


NEAR = 8
"""Sentences over which a day told lends itself to clock times: about two paragraphs."""


@dataclass(slots=True)
class Frame:
    """The references in force at one place of a report; ``last`` moves on as moments are resolved."""

    published: date | None
    looks: Callable[[Node], int]
    tensed: Callable[[Node], bool]
    """Whether a node stands in a clause with a tense, not in a bare phrase."""
    sentence: Callable[[Node], int]
    """Number of the sentence that a node stands in."""
    last: When | None = None
    last_day: When | None = None
    """The last moment told that fixes a day."""
    told_in: int = 0
    """The sentence in which it was told."""
    story: When | None = None
    """Where the story stands: the last date told, bare years said in passing ("its 1976 plans") left out."""

    def base(self, told: bool) -> When | None:
        """The last moment told (where ``told`` asks for it), else the published day."""
        if told and self.last is not None:
            return self.last
        return of_day("D", self.published) if self.published else None

    def day(self, told: bool = True) -> date | None:
        """The last day told, else the published one."""
        if told and self.last_day is not None:
            return self.last_day.first
        return self.published

    def day_near(self, node: Node) -> date | None:
        """The last day told where that is near; else a clock time is the published day's."""
        near = self.published is None or self.sentence(node) - self.told_in <= NEAR
        return self.day(told=near)

    @property
    def reference(self) -> str | None:
        """The published day, as EDTF."""
        return self.published.isoformat() if self.published else None

    def tell(self, when: When, sentence: int, passing: bool = False) -> None:
        """Remember a moment for those after it; one said in passing does not move the story."""
        self.last = when
        if not passing or self.story is None:
            self.story = when
        if when.grain == "D":
            self.last_day, self.told_in = when, sentence
        elif self.last_day is not None and not when.first <= self.last_day.first <= when.last:
            self.last_day = None
