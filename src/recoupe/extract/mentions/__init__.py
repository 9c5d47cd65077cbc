"""Step: mentions. Who and where: names, offices, descriptions and pronouns, and the entities they stand for.

``STEP`` fills ``draft.entities`` and ``draft.mentions``; ``speaker_at`` tells a later step whom a noun phrase names.
"""

from __future__ import annotations

from collections.abc import Iterable

from recoupe.extract.draft import Draft, Step
from recoupe.extract.mentions.build import build
from recoupe.extract.mentions.capitals import lend_capitals
from recoupe.extract.mentions.clusters import cluster_names, join_spellings
from recoupe.extract.mentions.given import given_spots
from recoupe.extract.mentions.memberships import add_memberships
from recoupe.extract.mentions.names import name_spots
from recoupe.extract.mentions.peoples import people_spots
from recoupe.extract.mentions.phrases import description_spots, pronoun_spots
from recoupe.extract.mentions.places import locate
from recoupe.extract.mentions.press import home_weights
from recoupe.extract.mentions.reading import set_readings
from recoupe.extract.mentions.resolve import Mentioned, resolve
from recoupe.extract.mentions.spots import Spot
from recoupe.extract.mentions.words import lexicon
from recoupe.model.entity import Entity
from recoupe.model.span import Span
from recoupe.model.words import EntityKind

__all__ = ["STEP", "run", "run_given", "speaker_at"]


def run(draft: Draft) -> None:
    """Find who and what a report mentions."""
    parse, words = draft.parse, lexicon(draft.language)
    names = name_spots(parse, words)
    names.extend(people_spots(parse, words, names))
    others = [
        *description_spots(parse, words, [s for s in names if s.kind is not EntityKind.GROUP]),
        *pronoun_spots(parse, words),
    ]
    _join(draft, names, others)


def run_given(draft: Draft, spans: Iterable[tuple[Span, EntityKind]]) -> None:
    """Join and locate mentions that a person or another program has marked: names, descriptions or pronouns."""
    parse, words = draft.parse, lexicon(draft.language)
    names, others = given_spots(parse, words, spans)
    _join(draft, names, others)


def _join(draft: Draft, names: list[Spot], others: list[Spot]) -> None:
    """Join spots into clusters, find who and where they are, and write them down."""
    parse, words = draft.parse, lexicon(draft.language)
    add_memberships(parse, words, names, others)
    clusters = cluster_names(parse, words, names)
    set_readings(parse, names)
    lend_capitals(clusters)
    resolve(parse, words, clusters, Mentioned(names, others, draft.report.day))
    located = locate(parse, clusters, home_weights(draft.report, draft.language))
    join_spellings(clusters, {n: place.place.geonames for n, place in located.items() if place.exact})
    build(draft, clusters, located)


def speaker_at(draft: Draft, head: int) -> Entity | None:
    """The entity that the noun phrase with this head token names: its ``anonymous`` and ``role`` say what is known of it."""
    found = draft.entity_at(head)
    return draft.entity_by_id[found] if found else None


STEP = Step("mentions", frozenset(), frozenset({"mentions"}), run)
