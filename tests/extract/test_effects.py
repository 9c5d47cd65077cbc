"""What an event did and with what: victims, damage, instruments, equipment."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path

import pytest

from recoupe.extract.pipeline import read_many
from recoupe.model.convert import from_form, to_form
from recoupe.model.event import Event
from recoupe.model.reading import Reading
from recoupe.model.report import Report

ROWS: list[list[str]] = tomllib.loads(
    (Path(__file__).parent.parent / "cases" / "effects.toml").read_text(encoding="utf-8")
)["rows"]


@lru_cache(maxsize=2)
def _readings(language: str) -> dict[str, Reading]:
    texts = [row[1] for row in ROWS if row[0] == language]
    return dict(zip(texts, read_many([Report(text=t, language=language) for t in texts]), strict=True))


def _told(text: str, event: Event) -> list[str]:
    harm = [f"{h.measure.value}: {text[h.span.start : h.span.end]}" for h in (*event.victims, *event.damage)]
    tools = [f"with: {text[p.span.start : p.span.end]}" for p in event.instruments]
    return [*harm, *tools, *(f"equipment: {text[p.span.start : p.span.end]}" for p in event.equipment)]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[1][:50])
def test_an_event_tells_what_it_did_and_with_what(row: list[str]) -> None:
    language, text, anchor, *wanted = row
    found = [_told(text, e) for e in _readings(language)[text].events if anchor in text[e.anchor.start : e.anchor.end]]
    assert found, "no such event"
    if wanted == ["-"]:
        assert not found[0]
    for entry in wanted if wanted != ["-"] else ():
        what, _, words = entry.partition(": ")
        assert any(t.startswith(f"{what}: ") and words in t for t in found[0]), f"no {entry!r} in {found[0]}"


def test_a_number_of_victims_is_the_figure_that_counts_them() -> None:
    text = "La police a arrêté douze manifestants."
    victim = _readings("fr")[text].events[0].victims[0]
    assert victim.figure is not None
    assert text[victim.figure.start : victim.figure.end].startswith("douze")


def test_effects_go_out_and_come_back() -> None:
    text = "L'armée a bombardé le port avec des missiles Kalibr, tuant deux dockers."
    report, reading = Report(text=text, language="fr"), _readings("fr")[text]
    assert from_form(to_form(reading, report)).events == reading.events
