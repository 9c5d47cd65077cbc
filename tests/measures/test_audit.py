"""The audit of events: its sheet holds no words, its offsets lie inside the reports, its shares are those of the docs."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest
from eval.audit import EVENTS, EXAMPLES, FIELDS, JUDGED, REASONS, SECOND, Row, read_sheet, shares, table_of, wilson

from recoupe.model.words import EventType, Modality

ROOT = Path(__file__).resolve().parents[2]
SIZES = {"audit-events.csv": EVENTS, "audit-events-second.csv": SECOND}
SHEETS = {name: read_sheet(ROOT / "docs" / name) for name in SIZES}
ALL = [row for sheet in SHEETS.values() for row in sheet]
OFFSETS = re.compile(r"(\d+-\d+(;\d+-\d+)*)?")


def spans(row: Row) -> list[tuple[int, int]]:
    cells = [f"{row['start']}-{row['end']}", *(row[name] for name in ("actors", "recipients", "at", "moment"))]
    return [(int(a), int(b)) for cell in cells for a, b in (p.split("-") for p in cell.split(";") if p)]


@pytest.mark.parametrize("name", SIZES)
def test_a_sheet_is_whole(name: str) -> None:
    sheet = SHEETS[name]
    assert Counter(row["language"] for row in sheet) == {"fr": SIZES[name], "en": SIZES[name]}
    assert len({(row["report"], row["start"], row["end"], row["type"]) for row in sheet}) == len(sheet)
    assert len({row["rules"] for row in sheet}) == 1


def test_the_second_sheet_has_other_reports() -> None:
    first, second = ({row["report"] for row in sheet} for sheet in SHEETS.values())
    assert not first & second


def test_it_holds_ids_offsets_and_codes_only() -> None:
    assert len(ALL) > 100
    for row in ALL:
        assert list(row) == list(FIELDS)
        assert re.fullmatch(r"[a-z]+-[\w]+(-\d+)?", row["report"])
        assert row["type"] in set(EventType)
        assert row["told"] in set(Modality)
        assert all(OFFSETS.fullmatch(row[name]) for name in ("actors", "recipients", "at", "moment"))
        assert all(row[name] in ("yes", "no") for name in JUDGED)
        assert row["reason"] in REASONS


def test_offsets_lie_inside_the_reports() -> None:
    for row in ALL:
        assert all(0 <= start < end <= int(row["letters"]) for start, end in spans(row)), row


def test_lengths_are_those_of_our_own_reports() -> None:
    own = {r["id"]: r["text"] for r in map(json.loads, EXAMPLES.read_text(encoding="utf-8").splitlines())}
    found = [row for row in ALL if row["report"] in own]
    assert found
    assert all(int(row["letters"]) == len(own[row["report"]]) for row in found)


def test_an_event_that_is_not_real_is_right_in_nothing_and_says_why() -> None:
    for row in ALL:
        wrong = [name for name in JUDGED if row[name] == "no"]
        assert bool(wrong) == bool(row["reason"]), row
        assert row["real"] == "yes" or len(wrong) == len(JUDGED), row


def test_the_docs_show_the_shares_of_the_sheet() -> None:
    page = (ROOT / "docs" / "events.md").read_text(encoding="utf-8")
    assert [name for name, sheet in SHEETS.items() if table_of(sheet) not in page] == []
    assert SHEETS


def test_shares_are_counted_by_hand() -> None:
    right = dict.fromkeys(JUDGED, "yes") | {"language": "fr"}
    sheet = [right, right | {"place": "no"}, right | {"actor": "no", "language": "en"}, dict.fromkeys(right, "no")]
    found = shares(sheet)
    assert found["real"] == (3, 4)
    assert found["real, en"] == (1, 1)
    assert found["actor, of the real"] == (2, 3)
    assert found["real, and the place right"] == (2, 4)
    assert found["all five right"] == (1, 4)


@pytest.mark.parametrize(
    ("hits", "total", "low", "high"), [(5, 10, 0.237, 0.763), (0, 10, 0.0, 0.278), (10, 10, 0.722, 1.0), (0, 0, 0, 1)]
)
def test_the_interval_is_wilsons(hits: int, total: int, low: float, high: float) -> None:
    assert wilson(hits, total) == pytest.approx((low, high), abs=0.001)
