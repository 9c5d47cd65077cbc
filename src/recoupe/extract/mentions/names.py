"""Names: the syntax model's labels, mended and completed by the tables and by what the report itself shows."""

from __future__ import annotations

from recoupe.extract.mentions.bodies import with_bodies
from recoupe.extract.mentions.completing import completed
from recoupe.extract.mentions.datelines import with_datelines
from recoupe.extract.mentions.kinds import one_kind, settle
from recoupe.extract.mentions.labels import labelled
from recoupe.extract.mentions.matching import with_tables
from recoupe.extract.mentions.nesting import nested
from recoupe.extract.mentions.peoples import outside_peoples
from recoupe.extract.mentions.spots import Spot
from recoupe.extract.mentions.vessels import with_vessels
from recoupe.extract.mentions.widening import widened
from recoupe.extract.mentions.words import Lexicon
from recoupe.parse.tree import Parse

__all__ = ["name_spots"]


def name_spots(parse: Parse, words: Lexicon) -> list[Spot]:
    """Return the spots of names, in order, without overlaps."""
    spots = widened(parse, words, list(labelled(parse, words)))
    spots = with_datelines(parse, words, with_tables(parse, words, outside_peoples(parse, words, spots)))
    kept = [s for s in spots if settle(parse, words, s)]
    within = nested(parse, words, spots)
    spots = completed(parse, words, with_bodies(parse, words, kept))
    one_kind(parse, words, spots)
    spots = with_vessels(parse, words, spots)
    taken = {(s.first, s.last) for s in spots}
    within = [s for s in within if (s.first, s.last) not in taken]
    return sorted([*spots, *within], key=lambda s: (s.first, -s.last))
