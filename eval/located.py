"""Places found and located: of the places that a report names and of those that a reading gives a point, how many agree.

The shared scorer counts the names of the gold alone; here what a reading calls a place without one in the gold counts against
it as well. A gold place without a point is left out on both sides.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eval.files import report_of, rows
from recoupe.extract.pipeline import read_many
from recoupe.model.entity import Entity, Mention
from recoupe.model.words import EntityKind, MentionMode

__all__ = ["TASK"]

GOLD = ("entities/toponyms_lgl.jsonl.gz", "entities/toponyms_geovirus.jsonl.gz")
NEAR_KM = 161.0
"""The field's measure of a place well found: a hundred miles."""

KINDS = (EntityKind.PLACE, EntityKind.STATE)


@dataclass
class Tally:
    """Places that agree, that readings gave, that the gold has."""

    hits: int = 0
    given: int = 0
    gold: int = 0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.hits / (self.given + self.gold) if self.given + self.gold else 0.0


def count(tally: Tally, gold: list[dict[str, Any]], found: list[tuple[Mention, Entity]]) -> None:
    """Add one report: each found place answers for the gold place it shares most characters with, each of those once."""
    tally.gold += sum(g.get("lat") is not None for g in gold)
    taken: set[int] = set()
    for mention, entity in found:
        best = max(gold, key=lambda g: _shared(g, mention), default=None)
        if best is None or not _shared(best, mention):
            tally.given += 1
        elif best.get("lat") is not None:
            tally.given += 1
            if id(best) not in taken and _km(best, entity) <= NEAR_KM:
                taken.add(id(best))
                tally.hits += 1


def _shared(gold: dict[str, Any], mention: Mention) -> int:
    start, end = int(gold["start"]), int(gold["end"])
    return max(0, min(end, mention.span.end) - max(start, mention.span.start))


def _km(gold: dict[str, Any], entity: Entity) -> float:
    """Great-circle distance in kilometres."""
    a, b = math.radians(gold["lat"]), math.radians(entity.lat or 0.0)
    turn = math.radians((entity.lon or 0.0) - gold["lon"])
    half = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(turn / 2) ** 2
    return 2 * 6371.0 * math.asin(math.sqrt(half))


class Located:
    """The task."""

    name = "places-found"

    def there(self, data: Path) -> bool:
        """Whether its gold is there."""
        return all((data / "data" / gold).is_file() for gold in GOLD)

    def measure(self, data: Path) -> dict[str, float]:
        """F1 over both collections of reports together."""
        tally = Tally()
        for path in GOLD:
            told = list(rows(data / "data" / path))
            reports = [report_of(r) for r in told]
            for row, reading in zip(told, read_many(reports), strict=True):
                entities = {e.id: e for e in reading.entities}
                found = [
                    (m, entities[m.entity])
                    for m in reading.mentions
                    if m.mode is MentionMode.NAME and m.kind in KINDS and entities[m.entity].lat is not None
                ]
                count(tally, [g for g in row["mentions"] if g["kind"] == "place"], found)
        return {"located.f1": round(tally.f1, 4)}


TASK = Located()
