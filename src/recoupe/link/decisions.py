"""What a person's decisions come to once those taken back are set aside."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations

from recoupe.link.entry import Entry
from recoupe.model.ledger import Decision
from recoupe.model.words import DecisionKind

__all__ = ["Rulings", "as_ruled", "rulings"]

Pair = frozenset[str]


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

    def names(self, kind: str) -> bool:
        """Whether two entries of a kind, by the letters that their ids start with, are held to be one or not one."""
        return any(target.startswith(f"{kind}-") for pair in (*self.same, *self.apart) for target in pair)


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
