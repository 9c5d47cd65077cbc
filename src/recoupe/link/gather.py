"""Points gathered into groups that say the same thing, or its opposite, by named features (DESIGN §5).

Features are weighted by how rare they are among the points of the story, so that names that everybody in it repeats say
little and the word that only this affair has says much. Pairs are found through shared features, never by comparing
all with all. Points of copies are one form and count once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from math import log, sqrt
from typing import NamedTuple

import numpy as np

from recoupe.compare.meaning import Meant
from recoupe.compare.opposed import acts_exclude
from recoupe.compare.words import once
from recoupe.link.bound import Bound
from recoupe.link.points import Point
from recoupe.model.ledger import Reason
from recoupe.model.moment import Days

__all__ = ["Form", "Grouping", "Pairing", "gather"]

JOIN = 0.25
"""Likeness from which two forms say the same: a shared concept with one shared argument of two reaches it."""
AVERAGE = 0.14
"""Mean likeness between two groups that may still be joined; lower than for a pair, as paraphrases drift: at .17 large
claims turned away a tenth of what was theirs, at .12 other matters come in."""
COMMON = 0.2
"""A feature that more than this share of a story's forms has is not used to find pairs."""
CONCEPT, CLOCK, NAME, NUMBER = 1.4, 1.0, 0.5, 0.8
"""Weight of a concept, a time of day, a name and a number against a word: what is done says much, who is in every sentence
little. A minute marks one event and is rare as it is; were it to weigh more, who rounds it or leaves it out would stay apart."""
LIGHT = frozenset(
    {
        "k:use",
        "k:go",
        "k:come",
        "k:possess",
        "k:begin",
        "k:take",
        "k:make",
        "k:give",
        "c:give",
        "k:produce",
        "k:offer",
        "k:talk",
        "k:accuse",
        "k:publish",
        "k:arrival",
    }
)
LIGHT_BESIDE = 2
"""Features that two forms share beside acts that say little, to be of one matter; beside any other act one is enough."""
LIGHT_WEIGHT = 0.4
"""Acts that say little without what they are done to: two things used are seldom one matter."""
_KINDS = {"k": CONCEPT, "t": CLOCK, "e": NAME, "n": NUMBER, "f": NUMBER}
APART = 0.2
"""Share of the pairs of two groups that may name other people or other days: one name misread must not part them."""
TELLING = 2
"""Features two forms must share, unless one is nearly all that they hold."""
ALONE = 0.45
ACT_ALONE = 0.5
"""Likeness from which an act is enough for two forms: there is little else in either."""
HANDFUL = 12
"""Forms up to which an affair is too small to tell what is rare in it: two of four would pass for common, and two reports of one
thing each in their own words would not be joined."""
PAST = timedelta(days=30)
"""What is dated this long before an affair's first report is background, as with figures."""
BEFORE_BESIDE = 3
"""What background and the affair itself must share beside names: the audit that warned years ago is not the alarm of the night."""
TERSE = 2
"""Likeness from which a single shared feature is enough, and how few features one of the two then has."""


ASKED, MEANT, SURE = 0.05, 0.5, 0.6
"""With an encoder: likeness from which two forms are proposed to it, nearness in meaning that raises their likeness to the mean
of both, and nearness from which one shared feature is enough. Unlike sentences seldom reach .5, and with .55 for ``SURE`` as many
wrong pairs as right ones come in on our example story and another one."""

Pair = tuple[int, int]


@dataclass(slots=True)
class Form:
    """Points that have the same features and sign: copies, and repetitions word for word."""

    features: frozenset[str]
    negative: bool
    language: str
    days: Days | None
    people: frozenset[str] = frozenset()
    predicates: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    points: list[Point] = field(default_factory=list)
    before: bool = False
    """Whether it is dated long before the affair."""


@dataclass(frozen=True, slots=True)
class Pairing:
    """Why two forms were joined."""

    left: int
    right: int
    reason: Reason


def gather(
    points: Sequence[Point], bound: Bound, meant: Meant | None = None, begins: date | None = None
) -> tuple[list[Form], Grouping, list[Pairing]]:
    """Return the forms of some points, how they are grouped (as indices of forms), and why forms were joined.

    What a person decided goes first; then forms are joined from the likest pair down. ``begins`` is the day of the first
    report of the affair.
    """
    forms = _forms(points, bound.named(), begins)
    weights = _weights(forms)
    likeness = dict(_likeness(forms, weights))
    near = _meant(forms, likeness, meant) if meant else {}
    likeness |= {pair: (likeness[pair] + score) / 2 for pair, score in near.items() if score > likeness[pair]}
    pairs = sorted(
        (-score, pair)
        for pair, score in likeness.items()
        if score >= JOIN and (_may_join(forms, *pair, score) or _proposed(forms, pair, near))
    )
    groups = Grouping(len(forms))
    place = {p.id: i for i, form in enumerate(forms) for p in form.points}
    for apart in bound.points_apart:
        if apart <= place.keys():
            groups.keep_apart(*(place[p] for p in apart))
    for one, other, turned, _ in bound.points:
        if one in place and other in place:
            groups.join(place[one], place[other], turned=turned)
    used = _grown(
        groups, [pair for _, pair in pairs], likeness, Between(partial(_exclude, forms), partial(_opposed, forms))
    )
    return forms, groups, [_pairing(forms, likeness, *pair) for pair in used]


class Between(NamedTuple):
    """What is asked of two forms before they are joined: whether they must stay apart, and whether one tells the opposite."""

    apart: Callable[[int, int], bool]
    opposed: Callable[[int, int], bool]


class Grouping:
    """Which forms are together, and which of them say it turned round; what is kept apart is never joined."""

    def __init__(self, count: int) -> None:
        self.group = list(range(count))
        self.members = {place: [place] for place in self.group}
        self.turned = [False] * count
        self._apart: list[Pair] = []

    def keep_apart(self, one: int, other: int) -> None:
        """Let no group hold both."""
        self._apart.append((one, other))

    def join(self, left: int, right: int, *, turned: bool = False) -> bool:
        """Join the groups of two forms, one the negative of the other where ``turned``; False where they are kept apart."""
        a, b = self.group[left], self.group[right]
        if a == b:
            return True
        if any({self.group[x], self.group[y]} == {a, b} for x, y in self._apart):
            return False
        turn = (self.turned[left] != self.turned[right]) != turned
        for place in self.members[b]:
            self.group[place] = a
            self.turned[place] ^= turn
        self.members[a] += self.members.pop(b)
        return True


def _forms(points: Iterable[Point], named: frozenset[str], begins: date | None) -> list[Form]:
    found: dict[tuple[object, ...], Form] = {}
    for point in points:
        own = point.id if point.id in named else ""
        key = (tuple(sorted(point.features)), point.negative, point.language, point.days, own)
        new = Form(
            point.features, point.negative, point.language, point.days, point.people, point.predicates, point.places
        )
        form = found.setdefault(key, new)
        form.before = _before(point.days, begins)
        form.points.append(point)
    return list(found.values())


def _weights(forms: Sequence[Form]) -> list[dict[str, float]]:
    """Weight of each feature in each form: its kind, and how few forms have it; vectors have length one."""
    count: dict[str, int] = defaultdict(int)
    for form in forms:
        for feature in form.features:
            count[feature] += 1
    rare = {f: _kind_weight(f) * log(1 + max(len(forms), HANDFUL) / many) for f, many in count.items()}
    weights = []
    for form in forms:
        raw = {f: rare[f] for f in sorted(form.features)}
        length = sqrt(sum(w * w for w in raw.values())) or 1.0
        weights.append({f: w / length for f, w in raw.items()})
    return weights


def _meant(forms: Sequence[Form], likeness: Mapping[Pair, float], meant: Meant) -> dict[Pair, float]:
    """Pairs that share a little, and are near in meaning."""
    asked = (pair for pair, score in likeness.items() if score >= ASKED)
    scores = ((pair, meant(*(forms[place].points[0].words for place in pair))) for pair in asked)
    return {pair: score for pair, score in scores if score >= MEANT}


def _proposed(forms: Sequence[Form], pair: Pair, near: Mapping[Pair, float]) -> bool:
    """Whether two forms are so near in meaning that few words in common are enough."""
    return near.get(pair, 0.0) >= SURE and not _exclude(forms, *pair)


def _kind_weight(feature: str) -> float:
    return LIGHT_WEIGHT if feature in LIGHT else _KINDS.get(feature[0], 1.0)


def _likeness(forms: Sequence[Form], weights: Sequence[dict[str, float]]) -> Iterable[tuple[Pair, float]]:
    """Cosine of each pair of forms that share a feature which is not everywhere.

    Products are added up feature by feature in order of the features, so that a pair has the same sum whoever else is there.
    """
    having: dict[str, list[int]] = defaultdict(list)
    most = max(8, COMMON * len(forms))
    for place, form in enumerate(forms):
        for feature in form.features:
            having[feature].append(place)
    sums = np.zeros((len(forms), len(forms)))
    near = np.zeros((len(forms), len(forms)), dtype=bool)
    for feature in sorted(having):
        if len(having[feature]) > 1:
            places = np.array(having[feature])
            own = np.array([weights[place][feature] for place in having[feature]])
            block = np.ix_(places, places)
            sums[block] += np.outer(own, own)
            if len(places) <= most:
                near[block] = True
    later, earlier = np.tril(near, -1).nonzero()
    yield from zip(zip(earlier.tolist(), later.tolist(), strict=True), sums[later, earlier].tolist(), strict=True)


def _may_join(forms: Sequence[Form], left: int, right: int, likeness: float) -> bool:
    """Whether two forms share enough, and neither days nor people exclude that they speak of one matter."""
    one, other = forms[left], forms[right]
    common = one.features & other.features
    if all(f[0] == "e" for f in common):
        return False
    terse = min(len(one.features), len(other.features)) <= TERSE
    enough = len(common) >= TELLING or (terse and likeness >= ALONE)
    if one.before != other.before and len([f for f in common if f[0] != "e"]) < BEFORE_BESIDE:
        return False
    return enough and _one_matter(one, other, likeness) and not _exclude(forms, left, right)


def _before(days: Days | None, begins: date | None) -> bool:
    """Whether a point is dated long before its affair began: it is told as background."""
    return bool(days and days[1] and begins and days[1] < begins - PAST)


def _pronoun(one: Form, other: Form) -> bool:
    """Whether one of two forms of a report has nearly no word of its own: a pronoun stands for the rest."""
    terse = min(len(one.features - LIGHT), len(other.features - LIGHT)) <= TERSE
    return terse and not {p.report for p in one.points}.isdisjoint(p.report for p in other.points)


def _one_matter(one: Form, other: Form, likeness: float) -> bool:
    """Whether two forms share more than an act: whom or what it befell, or all that either says."""
    common = one.features & other.features
    if likeness >= (ALONE if _pronoun(one, other) else ACT_ALONE) and (len(once(common)) > 1 or _pronoun(one, other)):
        return True
    acts = {f for f in common if f[0] == "k" or f in LIGHT or (f in one.predicates and f in other.predicates)}
    beside = len(once(common) - acts)
    return beside >= (LIGHT_BESIDE if acts and acts <= LIGHT else 1)


def _exclude(forms: Sequence[Form], left: int, right: int) -> bool:
    """Whether two forms name other people, or days that share none."""
    one, other = forms[left], forms[right]
    others = bool(one.people and other.people) and one.people.isdisjoint(other.people)
    elsewhere = bool(one.places and other.places) and one.places.isdisjoint(other.places)
    return others or elsewhere or _apart(one.days, other.days)


def _pairing(forms: Sequence[Form], likeness: Mapping[Pair, float], left: int, right: int) -> Pairing:
    one, other = forms[left], forms[right]
    said = ", ".join(sorted(f.split(":", 1)[1] for f in one.features & other.features if f[0] != "e"))
    score = round(likeness[left, right], 3)
    reason = Reason("same matter", f"both speak of {said}", score, one.points[0].words, other.points[0].words)
    return Pairing(left, right, reason)


def _apart(one: Days | None, other: Days | None) -> bool:
    """Whether two stretches of days share no day."""
    if one is None or other is None or None in (*one, *other):
        return False
    return bool(one[1] < other[0] or other[1] < one[0])  # type: ignore[operator]


def _opposed(forms: Sequence[Form], left: int, right: int) -> bool:
    """Whether two forms of one day tell acts of which only one can have been: adopted, rejected. On other days one may follow the other."""
    one, other = forms[left], forms[right]
    dated = one.days is not None and other.days is not None and not _apart(one.days, other.days)
    return dated and one.negative == other.negative and acts_exclude(one.features, other.features)


def _grown(groups: Grouping, pairs: Iterable[Pair], likeness: Mapping[Pair, float], between: Between) -> list[Pair]:
    """Join forms from the likest pair down, as long as the groups they are in are alike on average; return the pairs used."""
    used: list[Pair] = []
    waiting = list(pairs)
    while True:  # what a small group refused, a larger one may take
        refused: list[Pair] = []
        for left, right in waiting:
            a, b = groups.group[left], groups.group[right]
            if a == b:
                continue
            fit = _fit(groups.members[a], groups.members[b], likeness, between.apart)
            if fit and groups.join(left, right, turned=between.opposed(left, right)):
                used.append((left, right))
            else:
                refused.append((left, right))
        if len(refused) == len(waiting):
            return used
        waiting = refused


def _fit(
    one: Sequence[int], other: Sequence[int], likeness: Mapping[Pair, float], apart: Callable[[int, int], bool]
) -> bool:
    """Whether two groups are alike on average, and name no other people or days."""
    pairings = len(one) * len(other)
    if sum(apart(x, y) for x in one for y in other) > APART * pairings:
        return False
    return sum(likeness.get((min(x, y), max(x, y)), 0.0) for x in one for y in other) >= AVERAGE * pairings
