"""What a report tells somebody to have taken back, followed to what they said before.

« Varmont retire sa déclaration du 9 avril, « en ce qu'elle faisait état d'une alerte » »: who does so is the verb's
subject, what it concerns stands in the same sentence, and what they said of it in earlier reports no longer counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from recoupe.compare.passages import fold
from recoupe.link.answers import one_sentence, taken_back_by
from recoupe.link.gather import LIGHT
from recoupe.link.points import Point
from recoupe.link.voices import Scene, Source

__all__ = ["Retreat", "retreats", "undone"]

HALF = 0.5
"""Share of the acts and things taken back that an earlier passage has to name: one word misread must not save it."""


@dataclass(frozen=True, slots=True)
class Retreat:
    """Somebody takes back, in a report, what they said of something."""

    source: str
    """Identity of who takes it back."""
    report: str
    topic: frozenset[str]
    """The acts and things that what was taken back is about."""


def retreats(scene: Scene, taken: Mapping[str, Point], said: Iterable[Point]) -> dict[str, Retreat]:
    """Retreats that reports narrate, by the point that is taken back; ``taken`` leads from such points to who tells it."""
    found = {}
    for point in said:
        notice = taken.get(point.id)
        if (
            notice is None
            or notice.statement is not None
            or notice.span > point.span
            or not one_sentence(scene.entries[point.report], notice, point)
        ):
            continue
        who, topic = _who(scene, notice), _topic(point)
        if who is not None and topic:
            found[point.id] = Retreat(who, point.report, topic)
    return found


def undone(scene: Scene, made: Iterable[Retreat], point: Point, source: Source) -> str | None:
    """The report in which a source took back what it says in an earlier one."""
    if source.named is None:
        return None
    own = {source.named, source.body}  # a ministry takes back what its spokeswoman said
    return next((r.report for r in made if r.source in own and _earlier(scene, point, r)), None)


def _earlier(scene: Scene, point: Point, retreat: Retreat) -> bool:
    if scene.places[point.report] >= scene.places[retreat.report]:
        return False
    return len(point.features & retreat.topic) >= HALF * len(retreat.topic)


def _topic(point: Point) -> frozenset[str]:
    return frozenset(f for f in point.features if f[0] in "ck" and f not in LIGHT)


def _who(scene: Scene, notice: Point) -> str | None:
    """Identity of the subject of the verb that takes something back."""
    for p in scene.entries[notice.report].reading.propositions:
        if notice.span.holds(p.head) and taken_back_by(notice.language, fold(p.lemma)):
            for party in p.actors:
                if identity := scene.known(notice.report, party.entity):
                    return identity
    return None
