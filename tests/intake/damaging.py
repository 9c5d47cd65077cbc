"""Damaged files for the tests of readers: whole ones with bytes put in, taken out or written over at any place."""

from __future__ import annotations

from collections.abc import Iterable

from hypothesis import strategies as st

from recoupe.intake.refusal import Arrival
from recoupe.model.report import Report

_CHANGE = st.tuples(st.integers(0, 100_000), st.binary(max_size=4), st.integers(0, 5))
"""Where (counted round the file's length), what is put there, how many bytes go."""


def damaged(whole: bytes) -> st.SearchStrategy[bytes]:
    """A file with up to five changes."""

    def changed(changes: list[tuple[int, bytes, int]]) -> bytes:
        data = whole
        for place, put, cut in changes:
            at = place % len(data)
            data = data[:at] + put + data[at + cut :] or whole
        return data

    return st.lists(_CHANGE, max_size=5).map(changed)


def named(arrivals: Iterable[Arrival]) -> bool:
    """Whether everything that came is a report, or a refusal that says what is wrong and what helps."""
    return all(isinstance(a, Report) or bool(a.message and a.remedy) for a in arrivals)
