"""Who stands alone: a spokesman and the body he speaks for are one source, and a question asserts nothing."""

from __future__ import annotations

from dataclasses import replace

from recoupe.link.entry import Entry
from recoupe.link.points import Point
from recoupe.link.standings import Voice, independent
from recoupe.link.voices import Source, scene
from recoupe.model.ids import content_id
from recoupe.model.reading import Reading
from recoupe.model.report import Report
from recoupe.model.span import Span
from recoupe.model.words import Side, Stance


def _voice(name: str, report: str, body: str | None = None) -> Voice:
    words = "la vanne était ouverte"
    key = content_id("p", report, 0, len(words))
    features = frozenset({"c:valve", "w:ouver"})
    point = Point(key, report, "fr", Span(0, len(words)), words, None, key, features, frozenset(), negative=False)
    source = Source(f"i-{name}", name, f"i-{name}", body=body)
    return Voice(point, source, Side.FOR, Stance.SAYS, f"origin {report}")


def test_who_speaks_for_a_body_is_that_body() -> None:
    body, spokesman, stranger = (
        _voice("Solvane", "a"),
        _voice("Rosa Vidal", "b", "i-Solvane"),
        _voice("Yann Prévert", "c"),
    )
    assert independent(body, spokesman) is None
    assert independent(spokesman, body) is None
    assert independent(body, stranger)
    assert independent(spokesman, stranger)


def test_of_one_body_two_may_speak_for_themselves() -> None:
    assert independent(_voice("Rosa Vidal", "a", "i-Solvane"), _voice("Hugo Brenn", "b", "i-Solvane"))


def test_a_question_asserts_nothing() -> None:
    text = "Et le barrage aurait cédé pour trois jours de pluie\u00a0? Le barrage a cédé mardi."
    report = Report(text, "2025-04-09", "fr")
    made = scene([Entry(report, Reading(report.id, "fr", ""))], {}, [], {})
    first, second = text.index("\u00a0?"), len(text) - 1
    asked = replace(_voice("Rosa Vidal", report.id).point, span=Span(0, first))
    assert made.asks(asked)
    assert not made.asks(replace(asked, span=Span(first + 3, second)))
