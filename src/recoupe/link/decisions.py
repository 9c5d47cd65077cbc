"""What a person's decisions come to once those taken back are set aside."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations

from recoupe.link.entry import Entry
from recoupe.model.ledger import Decision
from recoupe.model.words import DecisionKind

__all__ = ["Asked", "Rulings", "as_ruled", "rulings"]

Pair = frozenset[str]


@dataclass(frozen=True, slots=True)
class Asked:
    """Decisions as they bore on items when so many were in: who is one, which pairs are not, and who is one with whom."""

    many: int
    same: list[tuple[str, str, Decision]]
    apart: set[Pair]
    beside: dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Rulings:
    """Pairs of ids held to be one or not one, and ids held to be wrong or withdrawn; each with its decision."""

    same: dict[Pair, Decision] = field(default_factory=dict)
    apart: dict[Pair, Decision] = field(default_factory=dict)
    wrong: dict[str, Decision] = field(default_factory=dict)
    withdrawn: dict[str, Decision] = field(default_factory=dict)

    def one(self, item: Callable[[str], str | None]) -> list[tuple[str, str, Decision]]:
        """Pairs of items that are one, in the order of the decisions; ``item`` leads from a target to what it stands for."""
        found = []
        for pair, decision in sorted(self.same.items(), key=lambda row: (row[1].at, row[1].id, sorted(row[0]))):
            left, right = (item(target) for target in sorted(pair))
            if left is not None and right is not None and left != right:
                found.append((left, right, decision))
        return found

    def not_one(self, item: Callable[[str], str | None]) -> set[Pair]:
        """Pairs of items that are not one."""
        pairs = ([i for target in pair if (i := item(target)) is not None] for pair in self.apart)
        return {frozenset(items) for items in pairs if len(set(items)) == 2}

    def on(self, item: Callable[[str], str | None], many: int) -> Asked:
        """All decisions as they bear on items, when so many were in."""
        same = self.one(item) if self.same else []
        beside: dict[str, list[str]] = defaultdict(list)
        for one, other, _ in same:
            beside[one].append(other)
            beside[other].append(one)
        return Asked(many, same, self.not_one(item) if self.apart else set(), beside)

    def named(self, *starts: str) -> frozenset[str]:
        """Ids that are held to be one or not one, of the kinds whose ids start so."""
        return frozenset(t for pair in (*self.same, *self.apart) for t in pair if t.startswith(starts))

    def unlike(self, other: Rulings) -> frozenset[str]:
        """All ids of which other decisions stand than in another list."""
        found: set[str] = set()
        for mine, theirs in ((self.same, other.same), (self.apart, other.apart)):
            found.update(t for pair in mine.keys() | theirs.keys() if mine.get(pair) != theirs.get(pair) for t in pair)
        for own, its in ((self.wrong, other.wrong), (self.withdrawn, other.withdrawn)):
            found.update(t for t in own.keys() | its.keys() if (t in own) != (t in its))
        return frozenset(found)


def rulings(decisions: Sequence[Decision]) -> Rulings:
    """Return what stands of the decisions: of two on one matter the later, and none that was undone."""
    undone = {target for d in decisions if d.kind is DecisionKind.UNDO for target in d.targets}
    result = Rulings()
    for decision in sorted(decisions, key=lambda d: (d.at, d.id)):
        if decision.id in undone:
            continue
        pairs = [frozenset(pair) for pair in combinations(decision.targets, 2)]
        match decision.kind:
            case DecisionKind.SAME:
                _move(result.same, result.apart, pairs, decision)
            case DecisionKind.NOT_SAME:
                _move(result.apart, result.same, pairs, decision)
            case DecisionKind.WRONG:
                result.wrong.update(dict.fromkeys(decision.targets, decision))
            case DecisionKind.WITHDRAWN:
                result.withdrawn.update(dict.fromkeys(decision.targets, decision))
            case DecisionKind.UNDO:
                pass
    return result


def _move(to: dict[Pair, Decision], out_of: dict[Pair, Decision], pairs: list[Pair], decision: Decision) -> None:
    for pair in pairs:
        out_of.pop(pair, None)
        to[pair] = decision


def as_ruled(entry: Entry, stand: Rulings) -> Entry:
    """Return the entry without the statements and events that a person held to be read wrongly; the reading itself stays."""
    reading = entry.reading
    if stand.wrong.keys().isdisjoint([*(s.id for s in reading.statements), *(e.id for e in reading.events)]):
        return entry
    statements = tuple(s for s in reading.statements if s.id not in stand.wrong)
    kept = {s.id for s in statements}
    statements = tuple(replace(s, answers=None) if s.answers and s.answers not in kept else s for s in statements)
    events = tuple(e for e in reading.events if e.id not in stand.wrong)
    return replace(entry, reading=replace(reading, statements=statements, events=events))
