"""Pairs of passages of two reports of one affair: whether one claim holds both, on one side."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from recoupe.extract.pipeline import read_many
from recoupe.link.claims import claims_of
from recoupe.link.entry import Entry
from recoupe.link.identities import identities
from recoupe.link.voices import scene
from recoupe.model.ledger import Claim, Position
from recoupe.model.report import Report
from recoupe.model.span import Span
from recoupe.model.words import Side

CASES = Path(__file__).resolve().parents[1] / "cases"
LANGUAGES = {"fr": ("fr", "fr"), "en": ("en", "en"), "across": ("fr", "en")}


@dataclass(frozen=True, slots=True)
class Pair:
    """Two reports of one affair, each with a passage, and whether these say one thing."""

    name: str
    kind: str
    same: bool
    reports: tuple[Report, Report]
    passages: tuple[Span, Span]

    def words(self) -> tuple[str, str]:
        """The two passages."""
        one, other = (r.text[s.start : s.end] for r, s in zip(self.reports, self.passages, strict=True))
        return one, other


def _pair(name: str, at: int, row: dict[str, Any]) -> Pair:
    kind, days = name.split("_")[0], row["days"]
    reports, passages = [], []
    for side in (0, 1):
        opening = row["before"][side] + " "
        key = f"{name} {at} {side}"
        reports.append(
            Report(opening + row["words"][side], days[-side], LANGUAGES[kind][side], f"Outlet {side}", key=key)
        )
        passages.append(Span(len(opening), len(reports[-1].text)))
    return Pair(f"{name} {at}", row["kind"], row["same"], (reports[0], reports[1]), (passages[0], passages[1]))


@lru_cache(maxsize=8)
def pairs(name: str) -> tuple[Pair, ...]:
    """The pairs of a case table, ``claims_pairs_<name>.toml``; ``name`` opens with what languages they are in."""
    rows = tomllib.loads((CASES / f"claims_pairs_{name}.toml").read_text(encoding="utf-8"))["pair"]
    return tuple(_pair(name, at, row) for at, row in enumerate(rows))


@lru_cache(maxsize=8)
def entries(name: str) -> dict[str, Entry]:
    """The reports of a case table with their readings, by their ids; read in one batch."""
    reports = sorted((r for pair in pairs(name) for r in pair.reports), key=lambda r: r.language or "")
    return {r.id: Entry(r, reading) for r, reading in zip(reports, read_many(reports), strict=True)}


def claims(pair: Pair, read: dict[str, Entry]) -> list[Claim]:
    """The claims of a pair's reports, taken as one affair."""
    both = [read[r.id] for r in pair.reports]
    people = {tuple(m): (i.id, i.name) for i in identities(both) for m in i.members}
    made = scene(both, people, [], {})  # type: ignore[arg-type]
    return claims_of(made, [r.id for r in pair.reports], {r.id: "story" for r in pair.reports})[0]


def _meets(position: Position, report: Report, span: Span) -> bool:
    common = min(position.span.end, span.end) - max(position.span.start, span.start)
    return position.report == report.id and common > 0 and 2 * common >= min(position.span.size, span.size)


def joined(pair: Pair, found: Sequence[Claim]) -> bool:
    """Whether a claim holds both passages on one side."""
    sides = list(zip(pair.reports, pair.passages, strict=True))
    for claim in found:
        held = [{p.side for p in claim.positions if _meets(p, *side)} for side in sides]
        if (held[0] & held[1]) - {Side.NEITHER}:
            return True
    return False


def outcomes(name: str) -> Iterator[tuple[Pair, bool]]:
    """Each pair of a case table with whether its passages are joined."""
    read = entries(name)
    yield from ((pair, joined(pair, claims(pair, read))) for pair in pairs(name))


def counts(name: str) -> tuple[int, int, int]:
    """Pairs rightly joined, wrongly joined, and missed."""
    told = list(outcomes(name))
    right, wrong = (sum(1 for pair, found in told if found and pair.same is same) for same in (True, False))
    return right, wrong, sum(pair.same for pair, _ in told) - right
