"""Happenings: tellings of one event across reports and languages, kept apart where days or places differ, and series."""

from __future__ import annotations

from functools import lru_cache

from hypothesis import given, settings
from hypothesis import strategies as st

from recoupe.extract.pipeline import read_many
from recoupe.link.entry import Entry
from recoupe.link.events import happenings
from recoupe.link.identities import identities
from recoupe.link.links import Linker, link
from recoupe.link.traces import alike, traces_of
from recoupe.model.ledger import Decision, Happening
from recoupe.model.report import Report
from recoupe.model.words import DecisionKind, EventType

TEXTS = (
    ("fr", "2025-03-11", "L'armée ukrainienne a bombardé Kherson lundi. Le maire de Kherson a démissionné."),
    ("fr", "2025-03-12", "Lundi, l'armée ukrainienne a bombardé Kherson."),
    ("fr", "2025-03-20", "L'armée ukrainienne a bombardé Kherson mercredi."),
    ("fr", "2025-03-21", "La Norvège a livré des chars à l'Ukraine."),
    ("en", "2025-03-21", "Norway has delivered tanks to Ukraine."),
)


@lru_cache(maxsize=4)
def _read(rows: tuple[tuple[str, str, str], ...]) -> tuple[Entry, ...]:
    """Entries of rows of language, day of publication and text."""
    reports = [Report(text=text, language=language, published=day) for language, day, text in rows]
    return tuple(Entry(report, reading) for report, reading in zip(reports, read_many(reports), strict=True))


def _entries() -> tuple[Entry, ...]:
    return _read(TEXTS)


def _of(found: tuple[Happening, ...], kind: EventType) -> list[Happening]:
    return [h for h in found if h.type is kind]


def test_tellings_of_one_day_are_one_and_of_another_day_another() -> None:
    strikes = _of(happenings(_entries()), EventType.ASSAULT)
    assert sorted(len(h.tellings) for h in strikes) == [1, 2]
    joined = next(h for h in strikes if len(h.tellings) == 2)
    assert joined.date == "2025-03-10"
    assert joined.reasons
    assert all(reason.rule and reason.detail for reason in joined.reasons)


def test_every_telling_stands_in_one_happening() -> None:
    found = happenings(_entries())
    tellings = [t.event for h in found for t in h.tellings]
    assert sorted(tellings) == sorted(e.id for entry in _entries() for e in entry.reading.events)


def test_the_order_of_adding_makes_no_difference() -> None:
    assert happenings(_entries()) == happenings(tuple(reversed(_entries())))


def test_a_person_may_keep_two_tellings_apart() -> None:
    joined = next(h for h in happenings(_entries()) if len(h.tellings) == 2 and h.type is EventType.ASSAULT)
    pair = tuple(t.event for t in joined.tellings)
    decision = Decision("d1", DecisionKind.NOT_SAME, pair, "tester", "2025-03-12T10:00:00Z")
    apart = happenings(_entries(), decisions=[decision])
    assert [len(h.tellings) for h in _of(apart, EventType.ASSAULT)] == [1, 1, 1]


def test_likeness_is_a_list_of_named_features() -> None:
    left, right = (traces_of(entry, {})[0] for entry in _entries()[:2])
    rules = {reason.rule for reason in alike(left, right)}
    assert {"same act", "same days"} <= rules


def test_nothing_comes_of_nothing() -> None:
    assert happenings(()) == ()


def _decision(kind: DecisionKind, *targets: str, key: str = "d1") -> Decision:
    return Decision(key, kind, targets, "tester", f"2025-03-12T10:00:00Z {key}", "seen")


def test_a_person_may_join_happenings_by_their_ids() -> None:
    aid = [h for h in happenings(_entries()) if h.type is EventType.AID]
    strikes = _of(happenings(_entries()), EventType.ASSAULT)
    joined = happenings(_entries(), decisions=[_decision(DecisionKind.SAME, strikes[0].id, strikes[1].id)])
    assert [len(h.tellings) for h in _of(joined, EventType.ASSAULT)] == [3]
    assert any(r.rule == "decision" and "tester" in r.detail for h in joined for r in h.reasons)
    assert [h for h in joined if h.type is EventType.AID] == aid


def test_decisions_go_before_likeness() -> None:
    """The third telling goes where a person put it, and the one that it would join by likeness stays apart."""
    events = [e.id for entry in _entries()[:3] for e in entry.reading.events if e.type is EventType.ASSAULT]
    decisions = [_decision(DecisionKind.NOT_SAME, *events[:2]), _decision(DecisionKind.SAME, *events[1:], key="d2")]
    found = _of(happenings(_entries(), decisions=decisions), EventType.ASSAULT)
    assert sorted(sorted(t.event for t in h.tellings) for h in found) == sorted([events[:1], sorted(events[1:])])


@given(st.permutations(range(len(TEXTS))), st.sets(st.integers(0, len(TEXTS))), st.booleans())
@settings(max_examples=25, deadline=None)
def test_what_grows_is_what_is_built_at_once(order: list[int], asked: set[int], decided: bool) -> None:
    """However reports come in and whenever it is asked, happenings with their tellings are those of a rebuild."""
    events = [e.id for entry in _entries()[:3] for e in entry.reading.events if e.type is EventType.ASSAULT]
    decisions = [_decision(DecisionKind.NOT_SAME, *events[:2])] if decided else []
    linker = Linker(decisions)
    for place, number in enumerate(order):
        linker.add([_entries()[number]])
        if place in asked:
            linker.links()
    found, rebuilt = linker.links().happenings, link(_entries(), decisions).happenings
    assert found == rebuilt
    assert sorted(t.event for h in found for t in h.tellings) == sorted(
        e.id for entry in _entries() for e in entry.reading.events
    )


STRIKE = (
    ("fr", "2025-03-11", "La Bordurie a frappé le terminal chimique de Kherson, selon la police."),
    ("en", "2025-03-12", "Borduria struck Kherson, officials said."),
    ("fr", "2025-03-12", "La ministre de la Défense, Odile Marchand, a accusé la Lomanie d'avoir frappé le port."),
    ("fr", "2025-03-12", "La Bordurie a accusé la Lomanie d'avoir frappé le port."),
    ("fr", "2025-03-12", "La Syldurie a accusé la Lomanie d'avoir frappé le port."),
)


def _rules(left: int, right: int, kind: EventType) -> dict[str, float]:
    names = {m: i.id for i in identities(_read(STRIKE)) for m in i.members}
    one, other = (next(t for t in traces_of(_read(STRIKE)[n], names) if t.type is kind) for n in (left, right))
    return {r.rule: r.score for r in alike(one, other)}


def test_a_site_and_the_town_that_it_is_named_after_are_one_place() -> None:
    rules = _rules(0, 1, EventType.ASSAULT)
    assert sum(rules.get(rule, 0) > 0 for rule in ("same recipient", "same place")) == 1


def test_a_minister_and_the_power_behind_are_not_two_accusers() -> None:
    assert "other actor" not in _rules(2, 3, EventType.ACCUSE)
    assert "other actor" in _rules(3, 4, EventType.ACCUSE)


SERIES = (
    ("fr", "2025-03-21", "Depuis le 10 mars, les frappes russes contre l'Ukraine n'ont pas cessé."),
    ("en", "2025-03-14", "Russian forces shelled the Ukrainian port of Odesa on Wednesday."),
    ("fr", "2025-03-09", "L'armée russe a bombardé Odessa vendredi."),
    ("en", "2025-03-14", "Turkish forces shelled the Syrian town of Kobani on Wednesday."),
    ("fr", "2025-03-14", "La Russie a livré des chars à l'Ukraine mercredi."),
)


@lru_cache(maxsize=1)
def _in_series() -> dict[str, Happening]:
    """The happenings of the reports, by the first words of the report."""
    entries = _read(SERIES)
    text = {e.report.id: e.report.text for e in entries}
    found = {text[t.report].split()[0] + str(h.type): h for h in link(entries, []).happenings for t in h.tellings}
    assert len(found) == len(SERIES)
    return found


def test_a_series_contains_what_falls_in_its_days_between_the_same_powers() -> None:
    found = _in_series()
    wide = found["Depuis" + EventType.ASSAULT]
    assert wide.date == "2025-03-10/.."
    assert wide.series is None
    assert "RU>UA" in wide.sides
    assert found["Russian" + EventType.ASSAULT].series == wide.id


def test_a_series_contains_nothing_of_other_days_powers_or_types() -> None:
    others = [h for key, h in _in_series().items() if not key.startswith(("Depuis", "Russian"))]
    assert len(others) == 3
    assert [h.series for h in others] == [None] * 3


def test_bodies_of_one_state_are_no_two_actors() -> None:
    rows = (
        ("fr", "2025-03-14", "L'armée russe a bombardé Odessa mercredi."),
        ("en", "2025-03-14", "Russian forces shelled Odesa on Wednesday."),
        ("en", "2025-03-14", "Ukrainian forces shelled Odesa on Wednesday."),
    )
    told = [traces_of(entry, {})[0] for entry in _read(rows)]
    rules = [{r.rule for r in alike(told[0], other)} for other in told[1:]]
    assert "same state" in rules[0]
    assert "other actor" in rules[1]


def test_an_act_and_what_it_befell_make_one_event_in_two_languages_of_one_affair() -> None:
    entries = _read((
        ("fr", "2025-03-11", "L'armée russe a frappé la citerne lundi."),
        ("en", "2025-03-12", "Troops struck the tank on Monday."),
    ))  # fmt: skip
    one, other = ([t for t in traces_of(entry, {}) if t.things] for entry in entries)
    assert max(sum(reason.score for reason in alike(a, b)) for a in one for b in other) >= 2


def test_the_works_of_a_town_and_the_town_are_part_and_whole() -> None:
    entries = _read((
        ("fr", "2025-03-11", "Les Kardaves ont frappé le terminal de Calverne mardi."),
        ("fr", "2025-03-12", "Les Kardaves ont frappé Calverne mardi."),
    ))  # fmt: skip
    names = {member: i.id for i in identities(entries) for member in i.members}
    one, other = (t for entry in entries for t in traces_of(entry, names) if t.type is EventType.ASSAULT)
    if one.ground:
        assert not any(reason.rule == "other recipient" for reason in alike(one, other))
