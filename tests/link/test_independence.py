"""Who stands alone: a spokesman and the body he speaks for are one source, and a question asserts nothing."""

from __future__ import annotations

from dataclasses import replace

from recoupe.extract.pipeline import read_many
from recoupe.link.entry import Entry
from recoupe.link.points import Point
from recoupe.link.standings import Voice, independent
from recoupe.link.voices import Scene, Source, scene
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


def test_who_speaks_for_a_body_is_one_source_with_it() -> None:
    body, spokesman = Source("i-b", "Solvane", "i-b"), Source("i-r", "Rosa Vidal", "i-r", body="i-b")
    other = Source("i-h", "Hugo Brenn", "i-h", body="i-b")
    assert body.one_with(spokesman)
    assert spokesman.one_with(body)
    assert not spokesman.one_with(other)  # two of one body may contradict each other


def _told(text: str, outlet: str, report: str = "2025-04-09") -> tuple[Entry, Source]:
    made = Report(text, report, "en", outlet=outlet)
    entry = Entry(made, next(iter(read_many([made]))))
    statement = next(s for s in entry.reading.statements if s.speaker)
    identity = {(made.id, e.id): (f"i-{e.name}", e.name) for e in entry.reading.entities}
    return entry, scene([entry], identity, [], {}).source(made.id, statement, statement.content[0])


def test_what_is_told_to_the_paper_that_prints_it_is_told_through_nobody() -> None:
    text = "Lena Harper, a nurse, told the Gazette that the lift had been broken for a week."
    assert _told(text, "The Milton Gazette")[1].via == ()
    assert _told(text, "Northern Wire")[1].via == ("the Gazette",)


def test_one_report_tells_for_whom_another_lets_somebody_speak() -> None:
    texts = (
        "The lift was safe, said Lena Harper, a spokeswoman for Solvane.",
        "Lena Harper said that the lift had been checked in May.",
    )
    reports = [Report(t, "2025-04-09", "en", outlet=o) for t, o in zip(texts, ("Dale FM", "The Post"), strict=True)]
    entries = [Entry(r, x) for r, x in zip(reports, read_many(reports), strict=True)]
    identity = {(e.id, x.id): (f"i-{x.name}", x.name) for e in entries for x in e.reading.entities}
    made = scene(entries, identity, [], {})
    said = entries[1].reading.statements[0]
    assert made.source(entries[1].id, said, said.content[0]).body == "i-Solvane"


def _scene(*texts: str) -> tuple[list[Entry], Scene]:
    """Reports of one affair in French; who bears one name in several of them is one."""
    reports = [Report(t, "2025-04-09", "fr", key=f"r{n}") for n, t in enumerate(texts)]
    entries = [Entry(r, x) for r, x in zip(reports, read_many(reports), strict=True)]
    identity = {(e.id, x.id): (f"i-{x.name}", x.name) for e in entries for x in e.reading.entities if x.names}
    return entries, scene(entries, identity, [], {})


def test_a_minister_speaks_for_the_state_whose_adjective_stands_beside() -> None:
    entries, made = _scene(
        "La Marsovie assure avoir fermé la vanne.",
        "Le ministre marsovien de l'Énergie, Karel Oudin, a déclaré que la vanne était fermée.",
        "Un ingénieur marsovien, Jan Pesk, a déclaré que la vanne était ouverte.",
    )
    state, minister, engineer = (
        made.source(e.id, s, s.content[0]) for e in entries for s in e.reading.statements if s.cue
    )
    assert minister.one_with(state)
    assert not engineer.one_with(state)
