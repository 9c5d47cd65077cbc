"""Candidates for copies: none that is a copy is left out, and it makes no difference who came in with whom."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from pages import DISPATCH, OTHER, report

from recoupe.compare.copies import copied
from recoupe.compare.passages import passages
from recoupe.compare.prints import prints
from recoupe.link.copy_index import CopyIndex
from recoupe.link.origins import Origins
from recoupe.link.postings import Postings
from recoupe.link.stories import Stories

PARAGRAPHS = DISPATCH.split("\n\n")
FORECAST = "Météo du jour à {}. Le vent souffle du nord à {} km/h, le matin est frais. Il fera {} degrés à {} et {} à {} demain."
TEXTS = (
    DISPATCH,
    "\n\n".join(PARAGRAPHS[:2]),
    "Alizé — " + DISPATCH.replace("trois", "quatre"),
    "\n\n".join((OTHER, PARAGRAPHS[-1])),
    OTHER,
    f"{OTHER} {OTHER}",
    FORECAST.format("Brenne", 12, 17, "Vizille", 9, "Auriol"),
    FORECAST.format("Lanvaux", 31, 22, "Tercis", 14, "Oraison"),
    "Oui.",
    "",
)
REPORTS = tuple(report(text, f"r{n}", f"2025-03-{4 + n:02d}") for n, text in enumerate(TEXTS))


def test_whatever_is_left_out_is_no_copy() -> None:
    texts = [passages(text) for text in TEXTS]
    index = CopyIndex()
    index.add(texts)
    left, right = (side.reshape(-1).astype(np.int32) for side in np.indices((len(texts), len(texts))))
    worded = np.array([len(t.runs) > 0 for t in texts])
    left, right = left[worded[left] & worded[right]], right[worded[left] & worded[right]]
    for one, other, likely in zip(left.tolist(), right.tolist(), index.alike(left, right).tolist(), strict=True):
        assert likely == (copied(texts[one], texts[other]) is not None), (one, other)
    assert not index._places.any()


@given(st.permutations(range(len(REPORTS))), st.integers(1, len(REPORTS)))
@settings(max_examples=25, deadline=None)
def test_portions_and_order_make_no_difference(order: list[int], size: int) -> None:
    whole, parts = (Origins(), Stories()), (Origins(), Stories())
    for one in REPORTS:
        for growing in whole:
            growing.add(one)
    for first in range(0, len(order), size):
        some = [REPORTS[n] for n in order[first : first + size]]
        for growing in parts:
            growing.extend([*some, some[0]], prints([*some, some[0]]))  # one twice changes nothing
    assert parts[0].origins() == whole[0].origins()
    assert parts[1].stories(parts[0].origins()) == whole[1].stories(whole[0].origins())


@given(st.lists(st.lists(st.integers(0, 9), max_size=3), max_size=30), st.integers(1, 5))
def test_many_seekers_find_what_each_would(rows: list[list[int]], size: int) -> None:
    made = Postings()
    for first in range(0, len(rows), size):
        part = rows[first : first + size]
        keys = np.array([key for own in part for key in own], dtype=np.uint64)
        made.extend(keys, np.arange(first, first + len(part)).repeat([len(own) for own in part]))
    sought = [[1, 4], [], [9], list(range(10))]
    found = made.find_each(sought).tolist()
    for seeker, keys_of in enumerate(sought):
        mine = sorted(entry & 0xFFFFFFFF for entry in found if entry >> 32 == seeker)
        assert mine == sorted(made.find(keys_of).tolist())
        assert mine == sorted(place for place, own in enumerate(rows) for key in own if key in keys_of)


TOWNS = ("Brenne", "Vizille", "Auriol", "Lanvaux", "Tercis", "Oraison", "Mirande", "Cassel", "Foix", "Aubrac")


def test_pages_of_a_template_are_not_even_compared_but_prints_of_one_are() -> None:
    pages = [
        FORECAST.format(town, 11 + n, 20 + n, TOWNS[n - 1], 3 + n, TOWNS[n - 2]) + f" Bulletin de {town}."
        for n, town in enumerate(TOWNS)
    ]
    texts = [passages(text) for text in (*pages, "Le Rhône — " + pages[4], pages[7].upper())]
    index = CopyIndex()
    index.add(texts)
    left, right = (side.tolist() for side in index.candidates(texts))
    pairs = set(zip(left, right, strict=True))
    assert {(10, 4), (11, 7)} <= pairs
    assert len(pairs) <= 6  # of 45 pairs of pages


def test_runs_with_a_name_or_a_number_are_kept_first() -> None:
    plain = "le vent souffle du nord et le matin reste frais sur toute la plaine avant la pluie"
    text = passages(f"{plain} selon Alma Dorne et {plain} à 14 heures.")
    assert 0 < text.filled < len(text.marks)
    assert passages(plain).filled == 0
