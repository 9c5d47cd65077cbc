"""What coreference knows at one point of the reading."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from recoupe.extract.mentions.clusters import Cluster
from recoupe.extract.mentions.spots import Spot
from recoupe.extract.mentions.words import Lexicon, fold
from recoupe.parse.tree import Parse

__all__ = ["Mentioned", "Seen", "State", "modifiers"]


class Mentioned(NamedTuple):
    """The spots of a report: names, the others (descriptions and pronouns), and its day of publication."""

    names: list[Spot]
    others: list[Spot]
    day: date | None


@dataclass(slots=True)
class Seen:
    """The latest mention of a cluster: sentence, token, whether it was a subject and whether of a verb of speech."""

    sentence: int
    token: int
    subject: bool
    spoke: bool = False


@dataclass(slots=True)
class State:
    """What is known at one point of the reading."""

    parse: Parse
    words: Lexicon
    clusters: list[Cluster]
    day: date | None = None
    seen: dict[int, Seen] = field(default_factory=dict)
    heads: dict[int, Spot] = field(default_factory=dict)
    """Spot by the token that it hangs on."""


def modifiers(state: State, spot: Spot) -> frozenset[str]:
    """Folded content words of a phrase besides its head: what tells this minister from that."""
    skip = ("DET", "ADP", "PUNCT", "NUM", "PRON", "CCONJ", "PART")
    return frozenset(
        fold(t.lemma) for t in state.parse.tokens[spot.first : spot.last] if t.i != spot.head and t.pos not in skip
    )
