"""Pictures: true to their records, and nothing of a report becomes markup."""

from __future__ import annotations

import time
import xml.etree.ElementTree as ET
from datetime import date

import pytest
from answers import told
from hypothesis import given
from hypothesis import strategies as st

from recoupe.export.brief.book import Book
from recoupe.export.brief.records import Passage
from recoupe.export.pictures.chain import chain
from recoupe.export.pictures.coast import Window, coast
from recoupe.export.pictures.differ import alike, alone
from recoupe.export.pictures.drawn_lanes import draw_lanes
from recoupe.export.pictures.ladder import draw_ladder, ladder
from recoupe.export.pictures.landmarks import landmarks
from recoupe.export.pictures.lanes import Mark, marks_of_claim, marks_of_happenings
from recoupe.export.pictures.svg import Drawn, tag
from recoupe.export.pictures.world import FAR, NARROW, View, around, draw_world, spots
from recoupe.export.wording import wording
from recoupe.model.span import Span

EVIL = "</text><script>alert(1)</script> \u202e\" onload='x' &"


@pytest.fixture(scope="module")
def book() -> Book:
    """The example story as its answers have it."""
    made = told()
    return Book(made.entries, made.links, "en")


def _where(report: str, span: Span) -> str:
    return f"#{report}-{span[0]}-{span[1]}"


# ---------------------------------------------------------------------------- markup


def test_texts_are_escaped_and_markup_is_not() -> None:
    made = tag("a", EVIL, tag("b", "x"), None, href=f"/x?{EVIL}", class_="k", aria_label=None)
    tree = ET.fromstring(made)
    assert [e.tag for e in tree.iter()] == ["a", "b"]
    assert tree.attrib["href"] == f"/x?{EVIL}"
    assert "\u202e" not in (tree.text or "")
    assert isinstance(made, Drawn)
    assert made.__html__() == made


# ---------------------------------------------------------------------------- words that differ


@pytest.mark.parametrize(
    ("left", "right", "only_left", "only_right"),
    [
        ("Le maire a dit mardi oui.", "Le maire a dit jeudi oui.", ["mardi"], ["jeudi"]),
        ("l’usine a fermé", "l'usine a fermé", [], []),
        ("« Rien n’a brûlé »", '"Rien n\'a brûlé"', [], []),
        ("some 6,000 people fled", "some 6 000 people fled the port", [], ["the port"]),
        ("douze", "", ["douze"], []),
        ("three dead", "three dead", [], []),
    ],
)
def test_words_that_only_one_has(left: str, right: str, only_left: list[str], only_right: list[str]) -> None:
    found = alone((left, Span(0, len(left))), (right, Span(0, len(right))))
    assert [left[s:e] for s, e in found[0]] == only_left
    assert [right[s:e] for s, e in found[1]] == only_right


@given(st.text(max_size=200), st.text(max_size=200))
def test_differences_lie_in_their_texts(left: str, right: str) -> None:
    found = alone((left, Span(0, len(left))), (right, Span(0, len(right))))
    for text, spans in zip((left, right), found, strict=True):
        assert all(0 <= s < e <= len(text) for s, e in spans)
        assert sorted(spans) == list(spans)
    assert alone((left, Span(0, len(left))), (left, Span(0, len(left)))) == ([], [])
    assert 0.0 <= alike((left, Span(0, len(left))), (right, Span(0, len(right)))) <= 1.0


@pytest.mark.parametrize("text", ["x" * 5_000_000, "a " * 500_000, "a b " * 200_000])
def test_hostile_texts_are_compared_quickly(text: str) -> None:
    began = time.process_time()
    alone((text, Span(0, len(text))), (text[::-1] + " z", Span(0, len(text))))
    assert time.process_time() - began < 5.0


# ---------------------------------------------------------------------------- lanes


def _mark(lane: str, said: date | None, days: tuple[date | None, date | None] | None = None, **more: object) -> Mark:
    return Mark(lane, "h", said, days, Passage("r", "r", 0, 3, EVIL, "en"), **more)  # type: ignore[arg-type]


def _drawn(marks: list[Mark]) -> ET.Element:
    made = draw_lanes(marks, wording("en"), EVIL, _where)
    assert made is not None
    return ET.fromstring(made)


def _classes(tree: ET.Element) -> list[str]:
    return [e.attrib["class"] for e in tree.iter() if "class" in e.attrib]


def test_said_and_happened_are_joined_where_they_differ() -> None:
    day, before = date(2025, 9, 18), date(2025, 9, 16)
    apart = _classes(_drawn([_mark(EVIL, day, (before, before))]))
    assert "join" in apart
    assert "join" not in _classes(_drawn([_mark("A", day, (day, day)), _mark("A", before)]))


def test_an_imprecise_moment_is_a_bar_of_its_length() -> None:
    tree = _drawn([_mark("A", date(2025, 9, 30), (date(2025, 9, 1), date(2025, 9, 10))), _mark("B", date(2025, 9, 1))])
    bar = next(e for e in tree.iter() if e.attrib.get("class") == "happened")
    assert bar.tag == "rect"
    assert 0.25 < float(bar.attrib["width"]) / 960.0 < 0.4


def test_an_open_end_and_an_older_day_have_arrows() -> None:
    said = date(2025, 9, 18)
    assert "beyond" in _classes(_drawn([_mark("A", said, (date(2025, 9, 10), None))]))
    assert "beyond" in _classes(_drawn([_mark("A", said, (date(2011, 5, 1), date(2011, 5, 31)))]))


def test_a_denial_points_to_what_it_denies() -> None:
    first, denial = _mark("A", date(2025, 9, 16)), _mark("B", date(2025, 9, 17), denies=True, answers=0)
    assert "denial" in _classes(_drawn([first, denial]))
    assert "denial" not in _classes(_drawn([first, _mark("B", date(2025, 9, 17), denies=True)]))


def test_years_apart_break_the_scale() -> None:
    assert "break" in _classes(_drawn([_mark("A", date(2022, 10, 19)), _mark("B", date(2025, 9, 18))]))
    assert "break" not in _classes(_drawn([_mark("A", date(2025, 9, 1)), _mark("B", date(2025, 9, 18))]))


@given(st.lists(st.tuples(st.dates(), st.none() | st.dates(), st.booleans()), min_size=1, max_size=30))
def test_any_days_can_be_drawn(found: list[tuple[date, date | None, bool]]) -> None:
    marks = [_mark(str(i % 4), said, (said, end) if end and end >= said else None, denies=no)
             for i, (said, end, no) in enumerate(found)]  # fmt: skip
    tree = _drawn(marks)
    for x in (float(e.attrib["x"]) for e in tree.iter() if "x" in e.attrib):
        assert -20 <= x <= 1000


def test_no_day_no_lanes() -> None:
    assert draw_lanes([_mark("A", None)], wording("en"), "x", _where) is None


def test_marks_of_the_story(book: Book) -> None:
    marks = marks_of_happenings(book, book.links.happenings)
    assert sum(m.times for m in marks) >= len(book.links.happenings) // 2
    claim = max(book.links.claims, key=lambda c: len(c.positions))
    of_claim = marks_of_claim(book, claim)
    assert {m.lane for m in of_claim}
    told = [(m, of_claim[m.answers]) for m in of_claim if m.answers is not None]
    assert all((before.said or date.min) <= (m.said or date.max) for m, before in told)


# ---------------------------------------------------------------------------- chain, ladder, map


def test_chains_begin_at_the_report(book: Book) -> None:
    assert len(book.links.claims) > 10
    for claim in book.links.claims:
        for position in claim.positions:
            links = chain(book, position)
            assert links[0].kind == "outlet"
            assert links[0].report == position.report
            for link in links:
                assert link.span is None or link.span[1] <= len(book.entry[link.report].report.text)


def test_every_ladder_is_drawn(book: Book) -> None:
    assert len(book.links.histories) > 3
    for history in book.links.histories:
        for axis in ("said", "as_of"):
            drawn = ET.fromstring(draw_ladder(ladder(book, history, axis), wording("fr"), EVIL, _where))
            assert drawn.tag.endswith("svg"), history.id


@pytest.mark.parametrize(
    "view", [View(20.0, 10.0, FAR), View(48.4, 31.2, 6.0), View(-80.0, 179.0, 40.0), View(0.0, -180.0, 1.5)]
)
def test_the_map_stays_in_its_frame(view: View) -> None:
    made = draw_world([], view, EVIL)
    ET.fromstring(made)
    assert len(made) < 80_000
    window = view.window
    for ring in coast(window, view.degrees / 960):
        assert all(window.west - 1e-6 <= x <= window.east + 1e-6 for x, _ in ring)
        assert all(window.south - 1e-6 <= y <= window.north + 1e-6 for _, y in ring)


def test_land_and_sea() -> None:
    assert any(coast(Window(1.0, 46.0, 3.0, 48.0), 0.01))
    assert not any(coast(Window(-40.0, 30.0, -38.0, 32.0), 0.01))


def test_places_of_the_story(book: Book) -> None:
    found, elsewhere = spots(book, book.links.happenings)
    assert sum(len(s.events) + s.more for s in found) + len(elsewhere) == len(book.links.happenings)
    view = around(found)
    made = draw_world(found, view, "x")
    assert made.count('href="#place-') == len(found)


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("degrees", [8.0, 30.0, FAR])
def test_the_map_is_drawn_for_a_narrow_screen_too(book: Book, language: str, degrees: float) -> None:
    found, _ = spots(book, book.links.happenings)
    home = around(found, NARROW)
    assert home.size == NARROW
    made = ET.fromstring(draw_world(found, View(50.0, 8.0, degrees, NARROW), "x", known=landmarks(language)))
    assert made.get("viewBox") == "0 0 350 380"
    written = [t for t in made.iter("text") if t.get("class") in ("name", "mark-of")]
    assert written
    assert all(0 <= float(t.get("x", "-1")) <= NARROW[0] for t in written)


def test_landmarks_take_no_side() -> None:
    names = {m.name for language in ("en", "fr") for m in landmarks(language)}
    assert {"Black Sea", "mer Noire", "Danube"} <= names
    assert not [n for n in names if "Persi" in n or "Japan" in n or "Japon" in n or "China" in n or "Mexi" in n]
    assert all(-90 <= m.lat <= 90 and -180 <= m.lon <= 180 for m in landmarks("en"))
