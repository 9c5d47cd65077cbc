"""Places found and located: what counts for, what against, and what is left out."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

from recoupe.model.entity import Entity, Mention
from recoupe.model.span import Span
from recoupe.model.words import EntityKind

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
located = importlib.import_module("eval.located")

LILLE = Entity("e1", EntityKind.PLACE, "Lille", lat=50.63, lon=3.06)
QUITO = Entity("e2", EntityKind.PLACE, "Quito", lat=-0.2, lon=-78.5)


def counted(gold: list[dict[str, object]], *found: tuple[int, Entity]) -> tuple[int, int, int]:
    tally = located.Tally()
    mentions = [(Mention(Span(at, at + 5), EntityKind.PLACE, e.id), e) for at, e in found]
    located.count(tally, gold, mentions)
    return tally.hits, tally.given, tally.gold


def test_a_place_near_the_gold_agrees_once() -> None:
    gold = [{"start": 0, "end": 5, "lat": 50.4, "lon": 2.8}]
    assert counted(gold, (0, LILLE)) == (1, 1, 1)
    assert counted(gold, (0, LILLE), (3, LILLE)) == (1, 2, 1), "two names of one place are one agreement"


def test_a_place_far_off_or_of_no_gold_counts_against() -> None:
    gold = [{"start": 0, "end": 5, "lat": 50.4, "lon": 2.8}]
    assert counted(gold, (0, QUITO)) == (0, 1, 1)
    assert counted(gold, (20, LILLE)) == (0, 1, 1)


def test_a_gold_place_without_a_point_is_left_out() -> None:
    assert counted([{"start": 0, "end": 5, "lat": None}], (0, LILLE)) == (0, 0, 0)


def test_the_figure_of_nothing_is_nought() -> None:
    assert located.Tally().f1 == 0.0
