"""The whole ledger as JSON: names of reports, spans that stand, everything that joins."""

from __future__ import annotations

import json

from recoupe.export.ledger_json import ledger_json
from recoupe.link.links import Entry, link
from recoupe.model.reading import Reading
from recoupe.model.report import Report
from recoupe.model.span import Span
from recoupe.model.statement import Statement
from recoupe.model.words import Form, Stance, Status

TEXT = "Le maire de Brévent a annoncé que le tunnel rouvrira vendredi après trois semaines de travaux."


def _entries() -> list[Entry]:
    first = Report(text=TEXT, published="2025-09-01", language="fr", outlet="Le Mail", key="one")
    second = Report(
        text=TEXT + " Correction.",
        published="2025-09-02",
        language="fr",
        outlet="Le Mail",
        key="two",
        status=Status.CORRECTED,
        replaces="one",
    )
    span = Span(TEXT.index("le tunnel"), len(TEXT) - 1)
    said = Statement("s-1", (span,), None, (Span(0, 19),), None, Stance.ANNOUNCES, Form.INDIRECT)
    return [Entry(r, Reading(r.id, "fr", "test", statements=(said,))) for r in (first, second)]


def test_the_ledger_is_plain_data_with_the_callers_names() -> None:
    entries = _entries()
    made = json.loads(json.dumps(ledger_json(entries, link(entries))))
    assert [r["id"] for r in made["reports"]] == ["one", "two"]
    assert made["reports"][1]["replaces"] == "one"
    assert [(o["first"], o["reports"]) for o in made["origins"]] == [("one", ["one", "two"])]
    assert made["origins"][0]["links"][0]["reason"]["rule"] == "corrected version"
    assert set(made) == {"version", "reports", "origins", "stories", "claims", "figures", "events", "identities"}


def test_statements_of_claims_stand_where_they_say() -> None:
    entries = _entries()
    made = ledger_json(entries, link(entries))
    spots = {(s["report"], *s["span"]) for c in made["claims"] for s in c["statements"]}
    start = TEXT.index("le tunnel")
    assert ("one", start, len(TEXT) - 1) in spots
    assert all(c["standing"] == c["standings"][-1]["standing"] for c in made["claims"])
