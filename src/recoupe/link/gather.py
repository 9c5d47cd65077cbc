"""Points gathered into groups that say the same thing, or its opposite, by named features (DESIGN §5).

Features are weighted by how rare they are among the points of the story, so that names that everybody in it repeats say
little and the word that only this affair has says much. Pairs are found through shared features, never by comparing
all with all. Points of copies are one form and count once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import log, sqrt

from recoupe.link.points import Point
from recoupe.model.ledger import Reason
from recoupe.model.moment import Days

__all__ = ["Form", "Pairing", "gather"]

JOIN = 0.46
"""Likeness from which two forms say the same: a shared concept with one shared argument of two reaches it."""
AVERAGE = 0.34
"""Mean likeness between two groups that may still be joined; lower than for a pair, as paraphrases drift."""
COMMON = 0.2
"""A feature that more than this share of a story's forms has is not used to find pairs."""
CONCEPT, NAME, NUMBER = 1.4, 0.5, 0.8
"""Weight of a concept, a name and a number against a word: what is done says most, who is in every sentence least."""
TELLING = 2
"""Features two forms must share, unless all of the shorter one is shared."""


@dataclass(slots=True)
class Form:
    """Points that have the same features and sign: copies, and repetitions word for word."""

    features: frozenset[str]
    negative: bool
    language: str
    days: Days | None
    points: list[Point] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Pairing:
    """Why two forms were joined."""

    left: int
    right: int
    reason: Reason


def gather(points: Sequence[Point]) -> tuple[list[Form], list[list[int]], list[Pairing]]:
    """Return the forms of some points, their groups (indices of forms), and why forms were joined."""
    forms = _forms(points)
    weights = _weights(forms)
    pairs = sorted(_pairs(forms, weights), key=lambda p: (-p.reason.score, p.left, p.right))
    return forms, *_grown(forms, pairs)


def _forms(points: Iterable[Point]) -> list[Form]:
    found: dict[tuple[object, ...], Form] = {}
    for point in points:
        key = (tuple(sorted(point.features)), point.negative, point.language, point.days)
        form = found.setdefault(key, Form(point.features, point.negative, point.language, point.days))
        form.points.append(point)
    return list(found.values())


def _weights(forms: Sequence[Form]) -> list[dict[str, float]]:
    """Weight of each feature in each form: its kind, and how few forms have it; vectors have length one."""
    count: dict[str, int] = defaultdict(int)
    for form in forms:
        for feature in form.features:
            count[feature] += 1
    kinds = {"k": CONCEPT, "e": NAME, "n": NUMBER}
    weights = []
    for form in forms:
        raw = {f: kinds.get(f[0], 1.0) * log(1 + len(forms) / count[f]) for f in form.features}
        length = sqrt(sum(w * w for w in raw.values())) or 1.0
        weights.append({f: w / length for f, w in raw.items()})
    return weights


def _pairs(forms: Sequence[Form], weights: Sequence[dict[str, float]]) -> Iterable[Pairing]:
    having: dict[str, list[int]] = defaultdict(list)
    most = max(8, COMMON * len(forms))
    for place, form in enumerate(forms):
        for feature in form.features:
            having[feature].append(place)
    for place, form in enumerate(forms):
        others = {o for f in form.features if len(having[f]) <= most for o in having[f] if o < place}
        for other in sorted(others):
            if reason := _same(forms[other], form, weights[other], weights[place]):
                yield Pairing(other, place, reason)


def _same(left: Form, right: Form, one: dict[str, float], other: dict[str, float]) -> Reason | None:
    """Why two forms say the same thing or its opposite, or None."""
    common = left.features & right.features
    if not common or (len(common) < TELLING and len(common) < min(len(left.features), len(right.features))):
        return None
    score = sum(one[f] * other[f] for f in common)
    if score < JOIN or _apart(left.days, right.days):
        return None
    said = ", ".join(sorted(f.split(":", 1)[1] for f in common if f[0] != "e"))
    return Reason("same matter", f"both speak of {said}", round(score, 3), left.points[0].words, right.points[0].words)


def _apart(one: Days | None, other: Days | None) -> bool:
    """Whether two stretches of days share no day."""
    if one is None or other is None or None in (*one, *other):
        return False
    return bool(one[1] < other[0] or other[1] < one[0])  # type: ignore[operator]


def _grown(forms: Sequence[Form], pairs: Sequence[Pairing]) -> tuple[list[list[int]], list[Pairing]]:
    """Join forms from the likest pair down, as long as the groups they are in are alike on average."""
    score = {(p.left, p.right): p.reason.score for p in pairs}
    group = list(range(len(forms)))
    members = {place: [place] for place in group}
    used: list[Pairing] = []
    for pair in pairs:
        a, b = group[pair.left], group[pair.right]
        if a == b:
            continue
        between = [score.get((min(x, y), max(x, y)), 0.0) for x in members[a] for y in members[b]]
        if sum(between) / len(between) < AVERAGE:
            continue
        for place in members[b]:
            group[place] = a
        members[a] += members.pop(b)
        used.append(pair)
    return [sorted(m) for _, m in sorted(members.items())], used
