"""Eight invented affairs, each with what a careful desk would note of them: what is reached is held, claim by claim."""

from __future__ import annotations

import tomllib
from collections import Counter
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from recoupe.extract.pipeline import read_many
from recoupe.link.entry import Entry
from recoupe.link.links import Links, link
from recoupe.model.ledger import Claim, Position
from recoupe.model.report import Report
from recoupe.model.span import Span
from recoupe.model.words import Side, Status

CASES = Path(__file__).resolve().parents[1] / "cases" / "affairs"
AFFAIRS = ("border", "cheese", "count", "ferry", "leak", "river", "strait", "tram")
FOUND = 0.75
"""Share of an affair's claims of which half of what is said for and against lies in one claim of ours."""

Row = dict[str, Any]


@lru_cache(maxsize=len(AFFAIRS))
def _linked(name: str) -> tuple[Row, dict[str, Report], Links]:
    told = tomllib.loads((CASES / f"{name}.toml").read_text(encoding="utf-8"))
    reports = [
        Report(
            text=row["text"], published=row["published"], language=row.get("language", told["language"]),
            outlet=row["outlet"], title=row["title"], key=row["id"], credit=row.get("credit"),
            status=Status(row.get("status", "live")), replaces=row.get("replaces"),
        )
        for row in told["reports"]
    ]  # fmt: skip
    reports.sort(key=lambda r: r.language or "")
    entries = [Entry(r, reading) for r, reading in zip(reports, read_many(reports), strict=True)]
    return told, {r.name: r for r in reports}, link(entries)


def _meets(position: Position, report: Report, words: str) -> bool:
    if position.report != report.id:
        return False
    start = report.text.index(words)
    gold = Span(start, start + len(words))
    common = min(gold.end, position.span.end) - max(gold.start, position.span.start)
    return common > 0 and 2 * common >= min(gold.size, position.span.size)


def _best(wanted: Row, reports: dict[str, Report], links: Links) -> tuple[int, list[Claim]]:
    """How many of a claim's passages the claims of ours hold that hold most of them, and these."""
    sides = [(reports[r], words) for side in ("for", "against") for r, words in wanted.get(side, [])]
    held = Counter(
        {
            n: sum(any(_meets(p, report, words) for p in claim.positions) for report, words in sides)
            for n, claim in enumerate(links.claims)
        }
    )
    most = max(held.values(), default=0)
    return most, [links.claims[n] for n, count in held.items() if most and count == most]


def _wanted(name: str) -> list[Row]:
    rows: list[Row] = tomllib.loads((CASES / f"{name}.toml").read_text(encoding="utf-8"))["claims"]
    return rows


HELD = [(name, row["id"]) for name in AFFAIRS for row in _wanted(name) if row.get("held")]


@pytest.mark.parametrize(("name", "key"), HELD)
def test_a_claim_stands_as_a_desk_would_say(name: str, key: str) -> None:
    told, reports, links = _linked(name)
    wanted = next(c for c in told["claims"] if c["id"] == key)
    most, claims = _best(wanted, reports, links)
    assert most
    standings = {c.standing.word.value for c in claims}
    assert wanted["standing"] in standings, wanted["words"]


@pytest.mark.parametrize("name", AFFAIRS)
def test_most_claims_are_found(name: str) -> None:
    told, reports, links = _linked(name)
    found = [
        2 * _best(c, reports, links)[0] >= sum(len(c.get(s, [])) for s in ("for", "against")) for c in told["claims"]
    ]
    assert sum(found) >= FOUND * len(found)


@pytest.mark.parametrize("name", AFFAIRS)
def test_origins_are_those_of_the_desk(name: str) -> None:
    told, reports, links = _linked(name)
    wanted = {frozenset(o["reports"]) for o in told["origins"] if len(o["reports"]) > 1}
    names = {r.id: name for name, r in reports.items()}
    assert {frozenset(names[r] for r in o.reports) for o in links.origins if len(o.reports) > 1} == wanted


@pytest.mark.parametrize(
    ("name", "key", "days"),
    [
        ("cheese", "child-died", [("2025-03-04", "reported"), ("2025-03-05", "retracted")]),
        ("cheese", "water", [("2025-03-05", "unsupported"), ("2025-03-06", "debunked")]),
        ("strait", "transponder", [("2025-05-12", "unsupported"), ("2025-05-15", "debunked")]),
        ("strait", "drunk", [("2025-05-13", "reported"), ("2025-05-14", "retracted")]),
    ],
)
def test_a_standing_has_its_evenings(name: str, key: str, days: list[tuple[str, str]]) -> None:
    told, reports, links = _linked(name)
    _, claims = _best(next(c for c in told["claims"] if c["id"] == key), reports, links)
    assert days in [[(s.since, s.word.value) for s in c.standings] for c in claims]


def test_silences_notices_and_bits_of_sentences_are_no_claims() -> None:
    for name in AFFAIRS:
        words = {c.words for c in _linked(name)[2].claims}
        for silly in (
            "à ses auditeurs", "aux patients", "L'établissement n'a pas souhaité s'exprimer",
            "The navy did not answer our questions", "We apologise to the captain and to our viewers",
            "The company did not respond to a request for comment",
        ):  # fmt: skip
            assert silly not in words


def test_a_correction_leaves_what_it_says_again() -> None:
    _, reports, links = _linked("cheese")
    told = [c for c in links.claims if any(p.report == reports["a5"].id and p.side is Side.FOR for p in c.positions)]
    assert any("Vingt-sept personnes" in c.words and c.standing.word.value != "retracted" for c in told)
