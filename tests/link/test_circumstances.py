"""A denial of when, or how fast, is no denial of what was done."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from recoupe.link.circumstances import only_when
from recoupe.link.entry import Entry
from recoupe.link.points import points
from recoupe.model.reading import Reading
from recoupe.model.report import Report
from recoupe.model.span import Span

Read = Callable[..., Reading]

LATE = [
    ("fr", "Le préfet n'avait pas fermé le pont de Lussan plus tôt."),
    ("fr", "La mairie n'a pas évacué le quartier assez vite."),
    ("fr", "Les secours n'ont pas atteint le hameau plus vite, malgré les renforts."),
    ("en", "The prefect had not closed the bridge at Lussan earlier."),
    ("en", "The council didn't evacuate the district quickly enough."),
    ("en", "The operator did not close the valve until Tuesday."),
]
DENIED = [
    ("fr", "Le préfet n'avait pas fermé le pont de Lussan."),
    ("fr", "Le préfet n'avait pas fermé le pont deux jours plus tôt."),
    ("fr", "Le préfet n'a pas fermé le pont, comme l'affirmait la radio plus tôt."),
    ("fr", "Le préfet n'a pas fermé le pont avant midi."),
    ("en", "The prefect had not closed the bridge two days earlier."),
    ("en", "The operator never closed the valve."),
]
OF_SOMETHING_ELSE = [
    ("fr", "Le préfet n'a pas confirmé que le pont avait fermé plus tôt."),
    ("en", "The prefect did not confirm earlier reports."),
    ("en", "The prefect did not say the bridge had closed earlier."),
]


@pytest.mark.parametrize(("language", "text", "late"), [*((*c, True) for c in LATE), *((*c, False) for c in DENIED)])
def test_a_denied_circumstance_denies_nothing(read_text: Read, language: str, text: str, late: bool) -> None:
    assert bool(only_when(text, Span(0, len(text)), language)) is late
    found = points(Entry(Report(text, "2025-03-12", language), read_text(text, language, "2025-03-12")), {})
    assert any(point.negative for point in found) is not late


@pytest.mark.parametrize(("language", "text"), OF_SOMETHING_ELSE)
def test_a_circumstance_of_something_else(language: str, text: str) -> None:
    assert only_when(text, Span(0, len(text)), language) == ()


def test_what_else_is_denied_still_is(read_text: Read) -> None:
    text = "Le préfet n'avait pas fermé le pont plus tôt, et la digue n'a pas cédé."
    found = points(Entry(Report(text, "2025-03-12", "fr"), read_text(text, "fr", "2025-03-12")), {})
    assert any(point.negative for point in found)
