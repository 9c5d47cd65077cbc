"""Works and buildings known by a noun and a name, and the bodies that sit in them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from recoupe.link.entry import Entry
from recoupe.link.identities import identities
from recoupe.link.sites import one_site, site_of
from recoupe.model.reading import Reading
from recoupe.model.report import Report

Read = Callable[..., Reading]


@pytest.mark.parametrize(("left", "right", "one"), [
    (("le terminal chimique de Carvane", "fr"), ("the Karvana chemical terminal", "en"), True),
    (("le terminal de Carvane", "fr"), ("the chemical terminal in Karvana", "en"), True),
    (("la raffinerie de Lomel", "fr"), ("the Lomel refinery", "en"), True),
    (("le terminal chimique de Carvane", "fr"), ("le terminal pétrolier de Carvane", "fr"), False),
    (("la raffinerie de Lomel", "fr"), ("la raffinerie de Carvane", "fr"), False),
    (("la raffinerie de Lomel", "fr"), ("l'aéroport de Lomel", "fr"), False),
])  # fmt: skip
def test_one_site(left: tuple[str, str], right: tuple[str, str], one: bool) -> None:
    a, b = site_of(*left), site_of(*right)
    assert a is not None
    assert b is not None
    assert one_site(a, b) is one


@pytest.mark.parametrize(("name", "language"), [
    ("le terminal", "fr"), ("un terminal de Carvane", "fr"), ("l'école de Carvane", "fr"), ("le maire de Carvane", "fr"),
    ("the British embassy", "en"), ("a refinery near Lomel", "en"), ("the refinery", "en"), ("", "en"),
])  # fmt: skip
def test_no_site(name: str, language: str) -> None:
    """What is indefinite, has no name, or is of a kind that a town has many of."""
    assert site_of(name, language) is None


TOLD = (
    (
        "fr",
        "Une cuve du terminal gazier de Carvane a pris feu. Les pompiers sont entrés dans le terminal dans la nuit.",
    ),
    ("fr", "Trois hommes ont fui le terminal de Carvane, a dit la police."),
    ("en", "Two workers were hurt at the Karvana terminal on Monday, police said."),
    (
        "fr",
        "La raffinerie, que les ouvriers surnomment le Dragon, a brûlé. La raffinerie de Lomel emploie mille personnes.",
    ),
    ("en", "The Orvel Palace, seat of the Lomanian presidency, denied it. A guard left the Orvel Palace."),
    ("fr", "La présidence lomanienne a démenti."),
    ("en", "The Lomanian presidency has not answered."),
)


def _found(read_text: Read) -> list[set[str]]:
    entries = []
    for n, (language, text) in enumerate(TOLD):
        report = Report(text, f"2025-03-{n + 1:02d}", language)
        reading = read_text(text, language, report.published)
        entries.append(Entry(report, reading))
    return [set(i.names) for i in identities(entries)]


def test_sites_across_reports_and_languages(read_text: Read) -> None:
    found = _found(read_text)
    assert any({"terminal gazier de Carvane", "terminal de Carvane", "Karvana terminal"} <= names for names in found)
    assert any("Orvel Palace" in names and "Lomanian presidency" in names for names in found)


def test_a_site_is_not_its_town(read_text: Read) -> None:
    found = _found(read_text)
    assert all(any(name in names for names in found) for name in ("terminal de Carvane", "Carvane"))
    assert not any({"terminal de Carvane", "Carvane"} <= names for names in found)
