"""What a person decided about claims: which passages their ids stand for, and what that binds together or keeps apart.

A claim's id is a hash of the first passage that asserts it and of nothing else that joins readings. So an id that was
given once can be found again in its report for ever, whatever the claim has grown into, and a decision on it holds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from recoupe.link.decisions import Rulings
from recoupe.link.entry import Entry
from recoupe.link.points import Point, points
from recoupe.model.ids import content_id
from recoupe.model.ledger import Reason
from recoupe.model.span import Span
from recoupe.model.words import Form, Stance

__all__ = ["AGAINST", "HINT", "Bound", "anchored_in", "bound_by", "claim_id", "sign", "wanted"]

AGAINST = frozenset({Stance.DENIES, Stance.DEBUNKS})
"""Stances that turn what is said round."""
HINT = 6
"""Digits of a claim's id that are those of its report's: a claim is found without looking through the whole ledger."""

Cell = tuple[str, Span]
"""A figure: the point that holds it, and its span."""


class Anchor(NamedTuple):
    """What an id stands for: a point, said or turned round (-1), or one figure of it."""

    point: Point
    sense: int = 1
    figure: Span | None = None


@dataclass(slots=True)
class Bound:
    """Decisions as they bear on the points of one affair; each pair with its reason."""

    points: list[tuple[str, str, bool, Reason]] = field(default_factory=list)
    """Points that say the same; True where one says it in the negative of the other."""
    points_apart: dict[frozenset[str], Reason] = field(default_factory=dict)
    figures: list[tuple[Cell, Cell, Reason]] = field(default_factory=list)
    figures_apart: dict[frozenset[Cell], Reason] = field(default_factory=dict)

    def named(self) -> frozenset[str]:
        """Points that a decision names, and that must not be taken for others that read alike."""
        return frozenset(p for pair in (*(b[:2] for b in self.points), *self.points_apart) for p in pair)

    def reasons(self, said: Iterable[str]) -> tuple[Reason, ...]:
        """What was decided about some points."""
        inside = set(said)
        joined = [why for one, other, _, why in self.points if one in inside and other in inside]
        return (*joined, *(why for pair, why in self.points_apart.items() if not inside.isdisjoint(pair)))

    def reasons_of(self, cells: Iterable[Cell]) -> tuple[Reason, ...]:
        """What was decided about some figures."""
        inside = set(cells)
        joined = [why for one, other, why in self.figures if one in inside and other in inside]
        return (*joined, *(why for pair, why in self.figures_apart.items() if not inside.isdisjoint(pair)))


def sign(point: Point) -> int:
    """-1 where a point denies, by its words or by who says it, else 1; a denier's own words are what they hold."""
    said = point.statement
    turned = said is not None and said.stance in AGAINST and said.form is not Form.DIRECT
    return -1 if point.negative != turned else 1


def claim_id(point: Point, sense: int = 1, figure: Span | None = None) -> str:
    """The id of the claim that a point asserts, or whose opposite it does, or of one figure in it."""
    key = content_id("c", point.id, sense, *(figure or ()))
    return f"c-{point.report[2 : 2 + HINT]}{key[2 + HINT :]}"


def wanted(stand: Rulings) -> frozenset[str]:
    """Ids of claims, histories and statements that decisions name as one or not one."""
    targets = {target for pair in (*stand.same, *stand.apart) for target in pair}
    return frozenset(t for t in targets if t[:2] in ("c-", "h-", "s-"))


def anchored_in(entry: Entry, targets: frozenset[str]) -> set[str]:
    """Which of some ids stand for passages of a report."""
    hint = entry.id[2 : 2 + HINT]
    found = {s.id for s in entry.reading.statements} & targets
    if any(t.startswith("h-") or t[2 : 2 + HINT] == hint for t in targets - found):
        found |= _anchors(points(entry, {}), targets).keys()
    return found


def _anchors(said: Iterable[Point], targets: frozenset[str]) -> dict[str, list[Anchor]]:
    found: dict[str, list[Anchor]] = defaultdict(list)
    hints = {t[2 : 2 + HINT] for t in targets if t.startswith("c-")}
    histories = any(t.startswith("h-") for t in targets)
    for point in said:
        if point.told in targets:
            found[point.told] += [Anchor(point), *(Anchor(point, 1, f.span) for f in point.figures)]
        for figure in point.figures if histories else ():
            if (key := content_id("h", point.id, *figure.span)) in targets:
                found[key].append(Anchor(point, 1, figure.span))
        if point.report[2 : 2 + HINT] in hints:
            for anchor in _all_of(point):
                if (key := claim_id(*anchor)) in targets:
                    found[key].append(anchor)
    return found


def _all_of(point: Point) -> list[Anchor]:
    return [Anchor(point), Anchor(point, -1), *(Anchor(point, 1, f.span) for f in point.figures)]


def bound_by(stand: Rulings, said: Sequence[Point]) -> Bound:
    """Return what decisions bind among some points, in the order in which they were taken."""
    made = Bound()
    if not (targets := wanted(stand)):
        return made
    anchors = _anchors(said, targets)
    for pair, decision in sorted(stand.same.items(), key=lambda row: (row[1].at, row[1].id, sorted(row[0]))):
        why = Reason("decision", f"{decision.by} holds them to be one: {decision.why}")
        sides = [anchors.get(target, []) for target in sorted(pair)]
        words = [[a for a in side if a.figure is None] for side in sides]
        if all(words):
            one, other = (side[0] for side in words)
            turned = sign(one.point) * one.sense != sign(other.point) * other.sense
            made.points.append((one.point.id, other.point.id, turned, why))
        cells = [[(a.point.id, a.figure) for a in side if a.figure is not None] for side in sides]
        if len(cells[0]) == len(cells[1]) == 1:
            made.figures.append((cells[0][0], cells[1][0], why))
    for pair, decision in sorted(stand.apart.items(), key=lambda row: (row[1].at, row[1].id, sorted(row[0]))):
        _keep_apart(
            made,
            [anchors.get(target, []) for target in sorted(pair)],
            Reason("decision", f"{decision.by} holds them not to be one: {decision.why}"),
        )
    return made


def _keep_apart(made: Bound, sides: Sequence[Sequence[Anchor]], why: Reason) -> None:
    if len(sides) != 2:
        return
    for one in sides[0]:
        for other in sides[1]:
            if one.figure is None and other.figure is None and one.point.id != other.point.id:
                made.points_apart[frozenset((one.point.id, other.point.id))] = why
            elif one.figure is not None and other.figure is not None:
                cells = frozenset(((one.point.id, one.figure), (other.point.id, other.figure)))
                if len(cells) == 2:
                    made.figures_apart[cells] = why
