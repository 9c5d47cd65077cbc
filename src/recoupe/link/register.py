"""The reports that are linked, each by a number: what is asked of all of them at once stands in a few long arrays."""

from __future__ import annotations

from array import array

import numpy as np
from numpy.typing import NDArray

from recoupe.link.compact import when_of
from recoupe.link.entry import moment_of
from recoupe.model.report import Report

__all__ = ["Moment", "Register"]

Moment = tuple[int, str]
"""When a report was published (as ``when_of`` has it), then its id: the order of all reports."""


class Register:
    """Reports by their number in the order in which they came in, with when they were published and by whom."""

    def __init__(self) -> None:
        self.places: dict[str, int] = {}
        self.ids: list[str] = []
        self.moments = array("q")
        self.days = array("i")
        """Days of publication in the reports' own zones as ordinals, 0 where it is not known."""
        self.outlets = array("i")
        """Their outlets by number, -1 for none."""
        self.named: dict[str, int] = {}

    def __len__(self) -> int:
        return len(self.ids)

    def enter(self, report: Report) -> int:
        """Enter a report; return its number."""
        key = report.id
        known = self.places.get(key)
        if known is not None:
            return known
        place = self.places[key] = len(self.ids)
        self.ids.append(key)
        self.moments.append(when_of(moment_of(report)))
        self.days.append(report.day.toordinal() if report.day else 0)
        self.outlets.append(self.named.setdefault(report.outlet, len(self.named)) if report.outlet else -1)
        return place

    def order(self, place: int) -> Moment:
        """Where a report stands in the order of all: by when it was published, then by id."""
        return self.moments[place], self.ids[place]

    def ranks(self, places: NDArray[np.int32]) -> NDArray[np.intp]:
        """Where each of some reports stands among them in the order of all."""
        some, back = np.unique(places, return_inverse=True)
        ranks = np.empty(len(some), dtype=np.intp)
        ranks[some.searchsorted(sorted(some.tolist(), key=self.order))] = np.arange(len(some))
        made: NDArray[np.intp] = ranks[back]
        return made
