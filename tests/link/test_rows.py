"""What a careful reader notes of two reports on one affair, row by row: from the texts to how each claim stands.

Two reports by two outlets, three weeks apart, with what makes such rows hard: shares in other words, denials by pronoun,
a refutation two sentences on, unnamed officials, two series of talks, two speakers on one target.
"""

from __future__ import annotations

import pytest

from recoupe.extract.pipeline import read_many
from recoupe.link.entry import Entry
from recoupe.link.links import Links, link
from recoupe.model.ledger import Claim
from recoupe.model.report import Report
from recoupe.model.words import Side

FIRST = """Le ministre tauvien de l'Énergie, Bram Holtz, et son homologue norvégien tiennent des pourparlers à Oslo sur la reconstruction du réseau.

Les tirs de roquettes kéroviens ont détruit 40% des silos à grain tauviens depuis le 3 mai, a déclaré le président tauvien Emil Varga.

La Tauvie accuse la Kérovie d'utiliser des roquettes Sarka-12 fabriquées en Ostrie. L'Ostrie nie les avoir fournies et la Kérovie nie les avoir utilisées. Deux hauts responsables ostriens et un diplomate ont déclaré à Alizé que l'Ostrie avait promis de fournir à la Kérovie davantage de roquettes.

Une roquette a touché un silo dans le port de Calvenne, tuant deux personnes. Ruth Solberg, commissaire aux Droits de l'homme, a condamné ces tirs comme des « actes de pure cruauté »."""

SECOND = """La Kérovie et la Tauvie gardent des contacts par l'intermédiaire de la Suisse, a confirmé mardi le conseiller Paul Amsler.

La Kérovie affirme que la Tauvie fabriquerait des mines empoisonnées, mais n'a fourni aucune preuve. L'Agence internationale de l'énergie atomique a démonté cette thèse.

Les récents tirs de roquettes kéroviens ont détruit deux cinquièmes des silos à grain tauviens, à l'approche de la récolte. La capitale tauvienne avait qualifié ces tirs de « cruauté alimentaire »."""


@pytest.fixture(scope="module")
def links() -> Links:
    reports = [
        Report(FIRST, published="2025-05-20", language="fr", key="first", outlet="Le Phare"),
        Report(SECOND, published="2025-06-10", language="fr", key="second", outlet="Rive Est"),
    ]
    return link([Entry(r, reading) for r, reading in zip(reports, read_many(reports), strict=True)])


def _claim(links: Links, *words: str) -> Claim:
    found = [c for c in links.claims if all(w in c.words for w in words)]
    assert len(found) == 1, [c.words for c in links.claims]
    return found[0]


def _sources(claim: Claim, side: Side) -> int:
    return len({p.source for p in claim.positions if p.side is side})


def test_shares_in_other_words_are_one_history_and_agree(links: Links) -> None:
    histories = [h for h in links.histories if len({r.report for r in h.rows}) == 2]
    assert [len(h.rows) for h in histories] == [2]
    assert "agree" in histories[0].relations[0].detail or "same" in histories[0].relations[0].detail
    claim = _claim(links, "silos à grain")
    assert claim.history == histories[0].id
    assert len({p.report for p in claim.positions}) == 2


def test_a_share_given_without_its_source_corroborates_nothing(links: Links) -> None:
    """The second report names nobody who counted, so it can't be shown not to lean on the first."""
    standing = _claim(links, "silos à grain").standing
    assert standing.word == "reported"
    assert "not shown to be independent" in standing.reason.detail


def test_what_is_asserted_without_evidence_and_refuted_is_debunked(links: Links) -> None:
    claim = _claim(links, "mines empoisonnées")
    assert claim.standing.word == "debunked"
    assert any(p.side is Side.NEITHER and p.stance == "doubts" for p in claim.positions)


def test_a_use_denied_by_pronoun_is_disputed(links: Links) -> None:
    claim = _claim(links, "Sarka-12")
    assert claim.standing.word == "disputed"
    assert _sources(claim, Side.AGAINST) == 1


def test_a_supply_denied_by_pronoun_is_disputed(links: Links) -> None:
    claim = _claim(links, "promis de fournir")
    assert claim.standing.word == "disputed"


def test_two_series_of_talks_are_two_claims_and_two_events(links: Links) -> None:
    talks = [c for c in links.claims if "pourparlers" in c.words or "contacts" in c.words]
    assert len(talks) == 2
    assert all(len({p.report for p in c.positions}) == 1 for c in talks)
    assert not any(h.type == "CONSULT" and len({t.report for t in h.tellings}) == 2 for h in links.happenings)


def test_two_judgements_are_two_statements_and_bear_out_nothing(links: Links) -> None:
    judged = [c for c in links.claims if "cruauté" in c.words]
    assert judged
    assert all(c.standing.word == "reported" for c in judged)


def test_the_reports_are_two_origins(links: Links) -> None:
    assert [len(o.reports) for o in links.origins] == [1, 1]


def test_no_claim_is_retracted_by_its_own_words(links: Links) -> None:
    assert not any(c.standing.word == "retracted" for c in links.claims)
