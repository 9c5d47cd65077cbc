"""All that joins readings, derived from the entries and a person's decisions, and from nothing else (DESIGN §2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from recoupe.link.entry import Entry, in_order
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
    in_order(entries)
    return Links()
