"""Reports by outlet, and by the outlets that their credits name: who goes back to whom by credit is found here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta
from functools import lru_cache
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from recoupe.compare.credits import credit_lines, credit_words, credited, key_word
from recoupe.link.compact import FOR_EVER, moved
from recoupe.link.postings import Places, Postings, mixed
from recoupe.link.register import Moment, Register
from recoupe.link.rows import view
from recoupe.model.report import Report

__all__ = ["DAYS", "Outlets", "name_hash"]

DAYS = timedelta(days=4)
"""How long after a dispatch its rewrites and translations come: the day after, or the paper after a weekend."""
STRETCH = 8
"""Days that are looked through together: what is found does not grow with the years of a ledger. What is near is at
most a week apart, as days are counted in each report's own zone: in one stretch or in two that meet."""


class Outlets:
    """Outlets of the reports that are in, and what the credits of these name, for outlets that come in later."""

    def __init__(self) -> None:
        self._named: dict[str, set[str]] = defaultdict(set)
        self._of, self._crediting = Postings(), Postings()

    def add(self, report: Report, place: int) -> None:
        """Enter a report by its outlet."""
        if report.outlet:
            self._of.add([name_hash(report.outlet) ^ mixed(_stretch(report))], place)
            self._named[key_word(report.outlet)].add(report.outlet)

    def add_credits(self, report: Report, place: int) -> None:
        """Enter a report by what its credits name."""
        own = mixed(_stretch(report))
        self._crediting.add([name_hash(word) ^ own for word in credit_words(report)], place)

    def credited(self, report: Report, register: Register) -> Iterator[int]:
        """Reports of the days before whose outlet a report credits."""
        own = register.order(register.places[report.id])
        for outlet in credited(credit_lines(report), self._named) - {report.outlet}:
            since = moved(own[0], -DAYS) if report.day else 0
            for other in _between(register, self._of.find(_keys(outlet, report)), (since, ""), own):
                if register.outlets[other] == register.named[outlet]:
                    yield other

    def crediting(self, report: Report, register: Register) -> Iterator[int]:
        """Reports of other outlets and the days after, whose credits may name a report's outlet."""
        place = register.places[report.id]
        own = register.order(place)
        until = moved(own[0], DAYS) if report.day else FOR_EVER
        named = self._crediting.find(_keys(key_word(report.outlet or ""), report))
        for other in _between(register, named, own, (until, "")) if len(named) else ():
            if register.outlets[other] != register.outlets[place]:
                yield other


def _stretch(report: Report) -> int:
    """The stretch of days that a report came out in; 0 where it is not known."""
    return report.day.toordinal() // STRETCH + 2 if report.day else 0


def _keys(word: str, report: Report) -> list[int]:
    """The keys of a word in the stretches of days around a report; only those without a day are near one without."""
    own = _stretch(report)
    return [name_hash(word) ^ mixed(near) for near in ((own - 1, own, own + 1) if own else (0,))]


def _between(register: Register, places: Places, first: Moment, last: Moment) -> Iterator[int]:
    """Of some reports those that stand between two moments in the order of all."""
    moments: NDArray[np.int64] = view(register.moments)[places]
    for place in places[(moments >= first[0]) & (moments <= last[0])].tolist():
        if first < register.order(place) < last:
            yield place


@lru_cache(maxsize=1 << 14)
def name_hash(word: str) -> int:
    """A name or word as a number of 32 bits."""
    return crc32(word.encode("utf-8", "surrogatepass"))
