"""All that joins readings, derived from the entries and a person's decisions, and from nothing else (DESIGN §2)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from recoupe.link.bound import anchored_in, circled, wanted
from recoupe.link.claims import claims_of
from recoupe.link.decisions import as_ruled, rulings
from recoupe.link.entry import Entry, in_order
from recoupe.link.events import happenings
from recoupe.link.naming import Identities
from recoupe.link.origins import Origins
from recoupe.link.stories import Stories
from recoupe.link.voices import Scene, scene
from recoupe.model.ledger import Claim, Decision, Happening, History, Identity, Origin, Story

__all__ = ["Entry", "Linker", "Links", "link"]


@dataclass(frozen=True, slots=True)
class Links:
    """What joins readings; each list sorted by id, so that the same entries give the same bytes."""

    identities: tuple[Identity, ...] = ()
    origins: tuple[Origin, ...] = ()
    stories: tuple[Story, ...] = ()
    claims: tuple[Claim, ...] = ()
    histories: tuple[History, ...] = ()
    happenings: tuple[Happening, ...] = ()


Told = tuple[object, list[Claim], list[History]]
"""Claims and histories of an affair, after all that they were made from."""


class Linker:
    """Links that grow with the ledger: what a report does not touch is not worked out again.

    Whatever the order and the portions in which entries are added, ``links`` gives what ``link`` gives for all of them.
    """

    def __init__(self, decisions: Sequence[Decision] = ()) -> None:
        self._decisions = tuple(decisions)
        stand = rulings(decisions)
        self._stand = stand
        self._people, self._origins, self._stories = Identities(stand), Origins(stand), Stories(stand)
        self._entries: dict[str, Entry] = {}
        self._wanted = wanted(stand)
        self._anchored: dict[str, str] = {}
        """The report in which an id of a claim, history or statement that a decision names is found."""
        self._claims: dict[str, Told] = {}
        """Claims and histories by affair, with all that they were made from."""

    def add(self, entries: Iterable[Entry]) -> None:
        """Enter reports with their readings; one that is there already is left as it is."""
        for entry in in_order(entries):
            if entry.id not in self._entries:
                self._entries[entry.id] = as_ruled(entry, self._stand)
                if self._wanted:
                    self._anchored |= dict.fromkeys(anchored_in(self._entries[entry.id], self._wanted), entry.id)
                self._people.add(entry)
                self._origins.add(entry.report)
                self._stories.add(entry.report)

    def links(self) -> Links:
        """Return what joins all entries added so far."""
        ordered = in_order(self._entries.values())
        people = self._people.identities()
        sources = self._origins.origins()
        affairs = self._stories.stories(sources)
        story = {report: affair.id for affair in affairs for report in affair.reports}
        setting = scene(ordered, people, sources)
        setting.ends.update({report: report for report in self._stand.withdrawn if report in self._entries})
        circles = self._stories.affairs(sources)
        asked = circled(circles, self._anchored, self._stand, setting.places)
        told = {circle[0]: self._told(setting, circle, story) for circle in asked}
        self._claims = told
        return Links(
            people, sources, affairs, tuple(sorted((c for _, claims, _ in told.values() for c in claims), key=lambda c: c.id)),
            tuple(sorted((h for _, _, books in told.values() for h in books), key=lambda h: h.id)),
            happenings(ordered, people, [Story(circle[0], "", circle) for circle in circles], self._decisions),
        )  # fmt: skip

    def _told(self, setting: Scene, circle: Sequence[str], story: Mapping[str, str]) -> Told:
        """An affair's claims and histories, made anew only where something they rest on has changed."""
        ground = _ground(setting, circle, story)
        known = self._claims.get(circle[0])
        if known is not None and known[0] == ground:
            return known
        return ground, *claims_of(setting, circle, story, self._stand)


def _ground(setting: Scene, circle: Sequence[str], story: Mapping[str, str]) -> object:
    """All that an affair's claims rest on, beside the readings themselves, which never change."""
    return tuple(
        (
            report,
            story[report],
            setting.origin.get(report),
            setting.ends.get(report),
            tuple((key, setting.names.get(key)) for key in setting.identities_in(report)),
        )
        for report in circle
    )


def link(entries: Sequence[Entry], decisions: Sequence[Decision] = ()) -> Links:
    """Return what joins the entries; their order makes no difference."""
    linker = Linker(decisions)
    linker.add(entries)
    return linker.links()
