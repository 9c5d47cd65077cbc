"""A few reports that hang together in several ways, with readings made by hand, and a book that follows what changes."""

from __future__ import annotations

from typing import Any

from recoupe.link.entry import Entry
from recoupe.link.links import Changes, Links
from recoupe.model.entity import Entity, Mention
from recoupe.model.reading import Reading
from recoupe.model.report import Report
from recoupe.model.span import Span
from recoupe.model.statement import Statement
from recoupe.model.words import EntityKind, Form, Stance, Status

PARAGRAPHS = (
    "La passerelle de Tréharnec a été fermée lundi matin après la rupture d'un câble, a annoncé Solène Cariou, la maire. Un technicien a vu la rouille deux semaines plus tôt.",
    "Trente-deux riverains doivent faire un détour de onze kilomètres. « On nous avait promis des travaux avant l'hiver », dit Malo Keravel, qui tient la boulangerie du bourg.",
    "Le département enverra mercredi trois ingénieurs. La passerelle date de 1961 et a été repeinte en 2009, pour 180 000 euros, selon Hervé Lostec.",
)
WHOLE = "\n\n".join(PARAGRAPHS)
OTHER = "À Plougastel-sur-Aven, la fête du port a réuni quatre mille personnes dimanche. Gwenola Riou, qui préside le comité, veut recommencer l'an prochain, avec deux scènes et un bal."
NAMES = ("Solène Cariou", "Malo Keravel", "Hervé Lostec", "Gwenola Riou", "Tréharnec", "Plougastel-sur-Aven", "Cariou")
PLACES = NAMES[4:6]


def _report(text: str, key: str, published: str, **more: Any) -> Report:
    return Report(text=text, key=key, published=published, language="fr", **more)


REPORTS = (
    _report(WHOLE, "first", "2025-02-03T08:00:00+01:00", outlet="Penty"),
    _report("\n\n".join(PARAGRAPHS[:2]), "cut", "2025-02-03T11:00:00+01:00", outlet="Le Mail"),
    _report(WHOLE.replace("trois", "quatre"), "later", "2025-02-03T15:00:00+01:00", credit="Penty"),
    Report(
        WHOLE.replace("trois", "deux"), "2025-02-04", "fr", key="fixed", status=Status.CORRECTED, replaces="later"
    ),
    _report(OTHER + "\n\n" + PARAGRAPHS[2], "port", "2025-02-04"),
    _report(OTHER, "port again", "2025-02-05"),
    _report("Solène Cariou, la maire de Tréharnec, a remercié Malo Keravel et Hervé Lostec.", "thanks", "2025-02-05"),
)  # fmt: skip


def _entry(own: Report) -> Entry:
    """A report with the names that stand in it and a statement of the first of them."""
    met = [(own.text.find(name), name) for name in NAMES if name in own.text]
    kinds = {name: EntityKind.PLACE if name in PLACES else EntityKind.PERSON for name in NAMES}
    entities = tuple(Entity(f"e-{own.name}-{name}", kinds[name], name, (name,)) for _, name in met)
    mentions = tuple(
        Mention(Span(at, at + len(name)), kinds[name], e.id) for (at, name), e in zip(met, entities, strict=True)
    )
    said = Statement(
        f"s-{own.name}", (Span(0, own.text.find(".") + 1),), None, (), entities[0].id, Stance.SAYS, Form.INDIRECT
    )
    return Entry(own, Reading(own.id, "fr", "test", entities, mentions, statements=(said,)))


ENTRIES = tuple(map(_entry, REPORTS))


def follow(book: dict[str, dict[str, object]], changes: Changes) -> None:
    """Bring a book up to date with what changed."""
    for kind in Links.__slots__:
        found = book.setdefault(kind, {})
        for key in changes.dropped[kind]:
            found.pop(key, None)
        found.update({record.id: record for record in changes.written[kind]})
    book["identities"].update({record.id: record for record, _ in changes.grown})
