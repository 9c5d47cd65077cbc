"""Where a named place lies: candidates of the gazetteer, weighed by the report's other places.

Three things speak for a candidate: how many people live there; what the text says beside the name ("Mobile, Ala.",
« la région de Kherson »); and in which states and regions the report's other places lie. The first is what every
geocoder has; the last two tell the Lebanon of Pennsylvania from that of Beirut.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from recoupe.extract.mentions.beside import Area, in_a_list, regions_beside, sort_word
from recoupe.extract.mentions.clusters import Cluster
from recoupe.extract.mentions.gazetteer import Place, places_named
from recoupe.extract.mentions.homonyms import make_place, settle_homonyms, spell_out
from recoupe.extract.mentions.words import lexicon
from recoupe.model.distance import km
from recoupe.model.words import EntityKind, MentionMode
from recoupe.parse.tree import Parse

__all__ = ["Located", "locate"]

PEOPLE_WEIGHT = 1.0
"""Weight of the decimal logarithm of the population: a town ten times as big has one point more."""

BESIDE_WEIGHT = 8.0
"""Weight of what stands beside the name: outweighs any population (the largest city has 7.4 points)."""

STATE_WEIGHT, REGION_WEIGHT = 2.0, 3.0
"""Weights of the share of the report's places that lie in the same state, region: a report that is all about one
county outweighs a difference of five decimal orders in population, one that has a third of its places there, of two."""

NEAR_WEIGHT, NEAR_KM = 2.0, 150.0
"""Weight of another place of the report within this distance: a day's beat of a local paper."""

ROUNDS = 2
"""How often the weighing is repeated with what it has settled; a third round changes nothing."""


class Located(NamedTuple):
    """A settled place, how many other candidates there were, and whether the text or its size makes it certain."""

    place: Place
    others: int
    certain: bool
    exact: bool = False
    """Whether the gazetteer has the whole name, and not only a part of it."""


@dataclass(slots=True)
class Question:
    """One place name of the report with its candidates and what the text says beside it."""

    cluster: Cluster
    candidates: tuple[Place, ...]
    beside: set[Area] = field(default_factory=set)
    """Regions and states named after it in which a candidate lies."""
    sort: str = ""
    """r where the text calls it a region or county, c a town."""
    chosen: Place | None = None
    weight: int = 1


def locate(parse: Parse, clusters: Iterable[Cluster], home: Mapping[str, float]) -> dict[int, Located]:
    """Return the places of a report's clusters by their number; ``home`` has weights of states by their code."""
    clusters = [
        c for c in clusters if c.spots and c.key and c.kind in (EntityKind.PLACE, EntityKind.STATE, EntityKind.FACILITY)
    ]
    spell_out(parse, clusters)
    questions = [q for c in clusters if (q := _question(parse, c)) is not None]
    votes: Counter[Area] = Counter()
    for cluster in clusters:
        if cluster.row is not None and cluster.row.state:
            region = cluster.row.key[3:].upper() if cluster.row.key.startswith("us.") else ""
            votes[cluster.row.state, region] += len(cluster.spots)
    weighed = votes
    for _ in range(ROUNDS):
        weighed = _weigh(questions, votes, home)
    settle_homonyms(clusters, weighed)
    for question in questions:
        if question.cluster.row is not None and question.cluster.row.table == "states":
            make_place(question.cluster, None)
    named = {state for state, _ in votes}
    return {
        q.cluster.number: Located(q.chosen, len(q.candidates) - 1, _certain(q.chosen, q, named), _exact(q))
        for q in questions
        if q.chosen is not None
    }


CERTAIN = 300_000
"""Population from which a name alone is taken for the city: of the homonyms of such cities hardly one makes news."""


def _certain(place: Place, question: Question, named: set[str]) -> bool:
    """Whether an id may be given: the text names the state or region, or the city is large."""
    return (
        place.population >= CERTAIN or place.state in named or any(state == place.state for state, _ in question.beside)
    )


def _exact(question: Question) -> bool:
    found = question.chosen
    return found is not None and found.geonames is not None and found in places_named(" ".join(question.cluster.key))


def _question(parse: Parse, cluster: Cluster) -> Question | None:
    if cluster.row is not None and (cluster.row.lat is None or not _homonym(parse, cluster)):
        return None
    street = len(cluster.key) > 1 and cluster.key[0] in lexicon(parse.language).streets
    candidates = () if street else _candidates(cluster.key)  # « rue de Lille » is seldom in Lille
    if not candidates:
        return None
    question = Question(cluster, candidates, weight=len(cluster.spots))
    for spot in cluster.spots:
        if spot.mode is MentionMode.NAME:
            if not in_a_list(parse, spot.first, spot.last):
                question.beside |= {a for a in regions_beside(parse, spot.last) if _fits(a, candidates)}
            question.sort = question.sort or cluster.variant or sort_word(parse, spot.first, spot.last)
    return question


def _homonym(parse: Parse, cluster: Cluster) -> bool:
    """A state's or region's name that a region stands behind ("Lebanon, Pa.") is a town's."""
    return any(
        regions_beside(parse, s.last) and not in_a_list(parse, s.first, s.last)
        for s in cluster.spots
        if s.mode is MentionMode.NAME
    )


def _fits(area: Area, candidates: Iterable[Place]) -> bool:
    """Whether a candidate lies there."""
    return any(p.state == area[0] and area[1] in ("", p.region) for p in candidates)


def _candidates(key: tuple[str, ...]) -> tuple[Place, ...]:
    """Candidates by the whole name, else without an article or a leading noun (« ville de »), else "saint" spelt out."""
    name = " ".join(key)
    found = places_named(name)
    if not found and key[0] in ("st", "ste", "mt", "ft"):
        long = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}[key[0]]
        found = places_named(" ".join([long, *key[1:]]))
    if not found and len(key) > 1 and key[0] in ("saint", "mount", "fort"):
        found = places_named(" ".join([{"saint": "st", "mount": "mt", "fort": "ft"}[key[0]], *key[1:]]))
    if not found and len(key) > 1 and key[0] in ("la", "le", "les", "the", "l"):
        found = places_named(" ".join(key[1:]))
    if not found and len(key) > 2 and key[1] in ("of", "de", "du", "des", "d"):
        found = places_named(" ".join(key[2:]))
        if not found and len(key) > 3 and key[2] in ("la", "les", "l", "the"):
            found = places_named(" ".join(key[3:]))
    if not found and len(key) > 1 and key[-1] in ("city", "county", "region", "province", "oblast", "state"):
        found = places_named(" ".join(key[:-1]))
    return found


# ---------------------------------------------------------------------------- weighing


@dataclass(slots=True)
class Weights:
    """Where the report's places lie, as far as is known in one round."""

    votes: Counter[Area]
    states: Counter[str]
    settled: list[Place]
    home: Mapping[str, float]
    """What the report's press adds for a state (``recoupe.extract.mentions.press``)."""

    @property
    def total(self) -> float:
        """All votes."""
        return sum(self.states.values()) or 1


def _weigh(questions: list[Question], given: Counter[Area], home: Mapping[str, float]) -> Counter[Area]:
    """Choose for each question, and return where the report's places lie as it was before."""
    votes = Counter(given)
    for question in questions:
        for place, share in _shares(question):
            votes[place.state, place.region] += share  # type: ignore[assignment]
        for state, region in question.beside:
            votes[state, region] += 2
    states: Counter[str] = Counter()
    for (state, _), number in votes.items():
        states[state] += number
    weights = Weights(votes, states, [q.chosen for q in questions if q.chosen is not None], home)
    for question in questions:
        question.chosen = _best(question, weights)
    return votes


def _best(question: Question, weights: Weights) -> Place:
    return max(question.candidates, key=lambda p: (_score(question, p, weights), p.population))


def _shares(question: Question) -> list[tuple[Place, float]]:
    """How a name's vote is shared among its candidates: all to the chosen one, else by the logarithm of population."""
    if question.chosen is not None:
        return [(question.chosen, 1.0)]
    sizes = [(p, math.log10(p.population + 10) ** 2) for p in question.candidates]
    total = sum(size for _, size in sizes)
    return [(p, size / total) for p, size in sizes]


def _score(question: Question, place: Place, weights: Weights) -> float:
    chosen = question.chosen  # whose own vote must not speak for it, nor for its neighbours
    own = 1.0 if chosen is not None and chosen.state == place.state else 0.0
    own_region = own if chosen is not None and chosen.region == place.region else 0.0
    score = PEOPLE_WEIGHT * math.log10(place.population + 10)
    score += STATE_WEIGHT * max(0.0, weights.states[place.state] - own) / weights.total
    score += REGION_WEIGHT * max(0.0, weights.votes[place.state, place.region] - own_region) / weights.total
    score += weights.home.get(place.state, 0.0)
    if question.beside:
        score += BESIDE_WEIGHT * any(_fits(area, (place,)) for area in question.beside)
    score += _sort_score(question, place)
    near = any(
        other is not question.chosen and km((place.lat, place.lon), (other.lat, other.lon)) < NEAR_KM
        for other in weights.settled
    )
    return score + NEAR_WEIGHT * near


def _sort_score(question: Question, place: Place) -> float:
    """A name alone is rather a town than the region of the same name; a word beside it settles that."""
    if question.sort:
        return 4.0 if (place.sort in "rd") == (question.sort == "r") else 0.0
    return 0.0 if place.sort == "c" else -1.5
