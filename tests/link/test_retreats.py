"""What a report tells somebody to have taken back, followed to what they said before."""

from __future__ import annotations

from pages import Page

from recoupe.link.links import link
from recoupe.model.ledger import Claim
from recoupe.model.words import EntityKind, Stance

TAIL = " L'affaire du pont suspendu d'Ancelle occupe la vallée de la Drême depuis lundi."
WARNED = "avoir transmis une alerte à la mairie"


def _said(speaker: str = "Varmont") -> Page:
    page = Page(f"{speaker} affirme {WARNED} avant la chute du pont.{TAIL}", "a", "2025-06-03")
    page.who(speaker, EntityKind.ORGANISATION)
    page.says(speaker, WARNED)
    page.does(WARNED, "transmis", "send", "transmettre")
    return page


def _denied() -> Page:
    page = Page(f"La mairie répond qu'aucune alerte n'a été transmise.{TAIL}", "b", "2025-06-04")
    page.says("La mairie", "aucune alerte n'a été transmise", Stance.DENIES)
    page.does("aucune alerte n'a été transmise", "transmise", "send", "transmettre")
    return page


def _retreat(what: str) -> Page:
    page = Page(
        f"Varmont retire sa déclaration, en ce qu'elle faisait état {what} à la mairie.{TAIL}", "c", "2025-06-08"
    )
    page.does("Varmont retire sa déclaration", "retire", "withdraw", "retirer", actor="Varmont")
    page.says(None, f"{what} à la mairie")
    page.does(f"{what} à la mairie", "donné", "give", "donner")
    return page


def _claim(*pages: Page) -> Claim:
    return next(c for c in link([p.entry() for p in pages]).claims if WARNED in c.words)


def test_what_its_only_source_took_back_is_retracted() -> None:
    claim = _claim(_said(), _denied(), _retreat("d'une alerte donnée"))
    assert claim.standing.word == "retracted"
    assert "Varmont" in claim.standing.reason.detail


def test_who_took_nothing_back_stands_by_it() -> None:
    assert _claim(_said("Le syndicat Horel"), _denied(), _retreat("d'une alerte donnée")).standing.word == "disputed"


def test_another_matter_taken_back_leaves_it_as_it_was() -> None:
    assert _claim(_said(), _denied(), _retreat("d'un concert donné")).standing.word == "disputed"
