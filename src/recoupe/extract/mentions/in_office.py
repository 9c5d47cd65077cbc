"""Offices without a name: « le président français » is who held the office on the day of publication.

Where the report names that person, the description is joined to the name; where it does not, the table's name is noted
beside the description, and nobody is added whom the report does not speak of.
"""

from __future__ import annotations

from functools import lru_cache

from recoupe.extract.mentions.clusters import Cluster
from recoupe.extract.mentions.holders import Holder, holders_of, terms_of
from recoupe.extract.mentions.spots import Spot
from recoupe.extract.mentions.state import State, modifiers
from recoupe.extract.mentions.words import fold, pieces
from recoupe.lang import table
from recoupe.model.words import EntityKind

__all__ = ["holder_named_here", "known_holder", "office_holder", "titled_alike"]


def office_holder(state: State, spot: Spot) -> Cluster | None:
    """The person of the report who held, that day, the office of the state or body that the phrase names."""
    keys = [key for holder in _held(state, spot) for key in holder.keys]
    if not keys:
        return None
    return _only(
        spot,
        [
            c
            for c in _people(state)
            if any(c.key == key or (len(c.key) < len(key) and c.key[-1:] == key[-1:]) for key in keys)
        ],
    )


def known_holder(state: State, spot: Spot) -> str | None:
    """The name of the one person who held the office that the phrase describes exactly; None where it may be another."""
    names = {holder.names[0] for holder in _held(state, spot)}
    return names.pop() if len(names) == 1 else None


def holder_named_here(state: State, spot: Spot) -> Cluster | None:
    """« The foreign secretary », with no state told: the one person of the report who held such an office that day."""
    if spot.sort != "office" or spot.plural:
        return None
    words = _words(state, spot)
    added = {part for word in modifiers(state, spot) for part in pieces(word)}
    return _only(
        spot,
        [
            c
            for c in _people(state)
            if any(o <= words and added <= o for h in terms_of(c.key, state.day) for o in h.offices)
        ],
    )


@lru_cache(maxsize=4)
def _also_titled(language: str) -> tuple[tuple[frozenset[str], tuple[frozenset[str], ...]], ...]:
    """Words of an office's description, and the words of each title that it may mean, folded."""
    rows = table(language, "roles")["also_titled"]
    return tuple((frozenset(key.split()), tuple(_parts(title) for title in titles)) for key, titles in rows.items())


def _parts(words: str) -> frozenset[str]:
    return frozenset(part for word in words.split() for part in pieces(word))


def titled_alike(state: State, spot: Spot) -> Cluster | None:
    """« Le chef du gouvernement » is the prime minister whom the report names, of that state where the phrase tells one."""
    if spot.sort not in ("office", "person") or spot.plural or not spot.definite:
        return None
    words = _words(state, spot)
    titles = next((titles for key, titles in _also_titled(state.parse.language) if key <= words), ())
    if not titles:
        return None
    told = _states_in(state, [t.text for t in state.parse.tokens[spot.first : spot.last]])
    fitting = []
    for cluster in _people(state):
        role = (cluster.role or "").split()
        held = _parts(" ".join(role))
        if any(title <= held for title in titles) and (not told or told & _states_in(state, role)):
            fitting.append(cluster)
    return _only(spot, fitting)


def _states_in(state: State, words: list[str]) -> set[str]:
    """States whose demonyms stand among words."""
    return {state.words.demonyms[w] for word in words if (w := fold(word)) in state.words.demonyms}


def _held(state: State, spot: Spot) -> list[Holder]:
    """Who held the office of the states and bodies that stand in the phrase, on the day of publication."""
    if spot.sort != "office" or spot.plural:
        return []
    tokens = state.parse.tokens[spot.first : spot.last]
    bodies = {state.words.demonyms[w] for t in tokens if (w := fold(t.text)) in state.words.demonyms}
    bodies.update(c.row.key for c in state.clusters if c.row for s in c.spots if spot.first <= s.first < spot.last)
    words = _words(state, spot)
    if words & state.words.out_of_office:
        return []
    for key, titles in _also_titled(state.parse.language):
        if key <= words:
            words = words.union(*titles)
    return [holder for body in sorted(bodies) for holder in holders_of(body, words, state.day)]


def _words(state: State, spot: Spot) -> set[str]:
    """Folded words of the phrase and their lemmas, without those that name a body."""
    tokens = state.parse.tokens[spot.first : spot.last]
    inside = {s.first for c in state.clusters if c.row for s in c.spots if spot.first <= s.first < spot.last}
    lemmas = (t.lemma for t in tokens if t.i not in inside)
    return {part for word in (*lemmas, *(t.text for t in tokens), spot.root) for part in pieces(word)}


def _people(state: State) -> list[Cluster]:
    return [c for c in state.clusters if c.key and c.kind is EntityKind.PERSON and c.same_as is None]


def _only(spot: Spot, fitting: list[Cluster]) -> Cluster | None:
    """The one person whom the phrase fits, who now has its noun for a role."""
    if len(fitting) != 1 or (spot.gender and fitting[0].gender and spot.gender != fitting[0].gender):
        return None
    fitting[0].roots.add(spot.root)
    fitting[0].role_root = fitting[0].role_root or spot.root
    return fitting[0]
