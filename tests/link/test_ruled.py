"""Decisions come in and are taken back while a ledger grows: only what they speak of is told anew, and all is as a rebuild has it."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from growing import ENTRIES, follow
from recoupe.extract.pipeline import read_many
from recoupe.link.entry import Entry
from recoupe.link.links import Linker, Links, link
from recoupe.model.ledger import Decision
from recoupe.model.report import Report
from recoupe.model.words import DecisionKind

PAPERS = (
    ("2025-03-10", "La Balise", "Le préfet Alain Guirec a fermé dimanche le pont de Kerlann. « La société Ardan avait ignoré trois rapports d'inspection », a déclaré la maire, Rose Tallec. Douze camions sont bloqués sur la rive nord, selon la mairie. L'armée a bombardé le dépôt d'Ardan lundi, selon la préfecture."),
    ("2025-03-11", "Le Cap", "« Personne chez Ardan n'avait lu les avertissements des ingénieurs », a affirmé Hugo Brenn. Une quinzaine de camions attendent au nord du pont de Kerlann, selon les gendarmes. Un bombardement de l'armée a détruit le dépôt d'Ardan, dit Rose Tallec."),
    ("2025-03-12", "Ouest Gazette", "« La société Ardan n'a ignoré aucun rapport d'inspection », a répondu sa directrice, Maud Ferrand. Dix-huit camions sont bloqués sur la rive nord du pont de Kerlann, selon la mairie. Maud Ferrand a rencontré Alain Guirec mardi à Kerlann."),
    ("2025-03-12", "Le Cap", "Neuf marins ont été tués dans le naufrage du chalutier Izenah, a annoncé la capitainerie. M. Guirec a rencontré Maud Ferrand."),
    ("2025-03-14", "La Balise", "Onze marins ont été tués dans le naufrage de l'Izenah, selon la capitainerie. La capitainerie a démenti que le chalutier ait été percuté par un cargo. Tallec s'est rendue au port."),
)  # fmt: skip
TWO, ONE = (DecisionKind.SAME, DecisionKind.NOT_SAME), (DecisionKind.WRONG, DecisionKind.WITHDRAWN)


@pytest.fixture(scope="module")
def entries() -> tuple[Entry, ...]:
    """Reports of a bridge, a wreck and, by hand, of a footbridge: copies, versions, figures, denials and events."""
    reports = [Report(text, published=day, language="fr", outlet=name) for day, name, text in PAPERS]
    return tuple(Entry(r, reading) for r, reading in zip(reports, read_many(reports), strict=True)) + ENTRIES


@pytest.fixture(scope="module")
def named(entries: tuple[Entry, ...]) -> dict[str, list[str]]:
    """Ids that decisions can be on, by their kind."""
    links = link(entries)
    found = {kind: [record.id for record in getattr(links, kind)] for kind in Links.__slots__}
    found["reports"] = [e.id for e in entries]
    found["statements"] = [s.id for e in entries for s in e.reading.statements]
    found["events"] = [x.id for e in entries for x in e.reading.events]
    found["entities"] = [x.id for e in entries for x in e.reading.entities if x.names]
    return {kind: ids for kind, ids in found.items() if kind != "origins"}


class Desk:
    """Someone who decides by chance, and takes back what was decided."""

    def __init__(self, chance: Random, named: dict[str, list[str]]) -> None:
        self.chance, self.named = chance, named
        self.made: list[Decision] = []

    def decide(self) -> None:
        """Take any decision on things of one kind."""
        kind = self.chance.choice((*TWO, *TWO, *ONE, DecisionKind.UNDO))
        if kind is DecisionKind.UNDO:
            targets = [self.chance.choice(self.made).id] if self.made else []
        else:
            pool = self.named[self.chance.choice(sorted(self.named))]
            targets = self.chance.sample(pool, 1 if kind in ONE else min(len(pool), self.chance.choice((2, 2, 3))))
        number = len(self.made)
        at = f"2025-04-{self.chance.randrange(10, 20)}T10:00:00+00:00"
        self.made.append(Decision(f"d-{number}", kind, tuple(targets), "desk", at, f"why {number}"))


@given(st.integers(0, 1 << 30))
@settings(max_examples=60, deadline=None)
def test_decisions_and_reports_come_to_what_a_rebuild_has(
    entries: tuple[Entry, ...], named: dict[str, list[str]], seed: int
) -> None:
    chance = Random(seed)
    waiting, known = chance.sample(entries, len(entries)), {e.id: e for e in entries}
    desk = Desk(chance, named)
    book: dict[str, dict[str, object]] = {}
    linker, elsewhere = Linker(), Linker(read=known.__getitem__)
    for _ in range(chance.randrange(3, 16)):
        if waiting and chance.random() < 0.4:
            many = chance.randrange(1, len(waiting) + 1)
            linker.add(waiting[:many])
            elsewhere.add(waiting[:many])
            del waiting[:many]
        else:
            desk.decide()
            linker.decide(desk.made)
            elsewhere.decide(desk.made)
        if chance.random() < 0.6:
            linker.links()
            follow(book, elsewhere.changes())
    linker.add(waiting)
    elsewhere.add(waiting)
    follow(book, elsewhere.changes())
    whole = link(entries, desk.made)
    assert linker.links() == whole
    for kind, found in book.items():
        assert tuple(found[key] for key in sorted(found)) == getattr(whole, kind)
