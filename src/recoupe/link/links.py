"""All that joins readings, derived from the entries and a person's decisions, and from nothing else (DESIGN §2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from recoupe.link.claims import claims_of
from recoupe.link.entry import Entry, in_order
from recoupe.link.events import happenings
from recoupe.link.known import identities
from recoupe.link.origins import origins
from recoupe.link.stories import stories
from recoupe.link.voices import scene
from recoupe.model.ledger import Claim, Decision, Happening, History, Identity, Origin, Story

__all__ = ["Entry", "Links", "link"]


@dataclass(frozen=True, slots=True)
class Links:
    """What joins readings; each list sorted by id, so that the same entries give the same bytes."""

    identities: tuple[Identity, ...] = ()
    origins: tuple[Origin, ...] = ()
    stories: tuple[Story, ...] = ()
    claims: tuple[Claim, ...] = ()
    histories: tuple[History, ...] = ()
    happenings: tuple[Happening, ...] = ()


def link(entries: Sequence[Entry], decisions: Sequence[Decision] = ()) -> Links:
    """Return what joins the entries; the order of the entries makes no difference."""
    ordered = in_order(entries)
    people = identities(ordered, decisions)
    sources = origins(ordered, decisions)
    affairs = stories(ordered, sources, decisions)
    setting = scene(ordered, people, sources)
    claims: list[Claim] = []
    books: list[History] = []
    for affair in affairs:
        found, histories = claims_of(setting, affair.reports, affair.id)
        claims += found
        books += histories
    return Links(
        people, sources, affairs, tuple(sorted(claims, key=lambda c: c.id)), tuple(sorted(books, key=lambda h: h.id)),
        happenings(ordered, people, affairs, decisions),
    )  # fmt: skip
