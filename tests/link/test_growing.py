"""Links that grow: what changed is told, and nothing else; the result is that of all at once, in any order and portions."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pages import DISPATCH, OTHER, bare, report

from recoupe.compare.topics import Topic, tied, topic
from recoupe.link.circles import Circles
from recoupe.link.entry import Entry, in_order
from recoupe.link.links import Changes, Linker, Links, link
from recoupe.link.postings import FRESH, Forest, Postings
from recoupe.link.shelves import BLOCK, Shelf
from recoupe.link.stories import LARGE, Stories
from recoupe.link.topical import Topics
from recoupe.model.entity import Entity, Mention
from recoupe.model.ledger import Origin
from recoupe.model.reading import Reading
from recoupe.model.report import Report
from recoupe.model.span import Span
from recoupe.model.statement import Statement
from recoupe.model.words import EntityKind, Form, Stance, Status

PARAGRAPHS = DISPATCH.split("\n\n")
REPORTS = (
    report(DISPATCH, "first", outlet="Alizé"),
    report("\n\n".join(PARAGRAPHS[:2]), "cut", "2025-03-04T09:00:00+01:00"),
    report(DISPATCH.replace("trois", "quatre"), "later", "2025-03-04T12:00:00+01:00", credit="Alizé"),
    report(DISPATCH.replace("trois", "deux"), "fixed", "2025-03-05", status=Status.CORRECTED, replaces="later"),
    report("\n\n".join((OTHER, PARAGRAPHS[2])), "vote", "2025-03-05"),
    report(OTHER, "vote again", "2025-03-06", language="fr"),
    report("Odile Garnier, la préfète, a remercié Marc Tanguy et Yann Pennec à Saint-Armel.", "thanks", "2025-03-06"),
)
NAMES = ("Odile Garnier", "Marc Tanguy", "Yann Pennec", "Loïc Madec", "Saint-Armel", "Vannes", "Garnier")


def _entry(own: Report) -> Entry:
    """A report with the names that stand in it and a statement of the first of them."""
    met = [(own.text.find(name), name) for name in NAMES if name in own.text]
    kinds = {name: EntityKind.PLACE if name in ("Saint-Armel", "Vannes") else EntityKind.PERSON for name in NAMES}
    entities = tuple(Entity(f"e-{own.name}-{name}", kinds[name], name, (name,)) for _, name in met)
    mentions = tuple(
        Mention(Span(at, at + len(name)), kinds[name], e.id) for (at, name), e in zip(met, entities, strict=True)
    )
    end = own.text.find(".") + 1
    said = Statement(
        f"s-{own.name}", (Span(0, end),), None, (), entities[0].id if entities else None, Stance.SAYS, Form.INDIRECT
    )
    return Entry(own, Reading(own.id, "fr", "test", entities, mentions, statements=(said,)))


ENTRIES = tuple(map(_entry, REPORTS))


@given(st.permutations(ENTRIES), st.sets(st.integers(1, len(ENTRIES) - 1)))
@settings(max_examples=25, deadline=None)
def test_changes_add_up_to_all_links(order: list[Entry], cuts: set[int]) -> None:
    _add_up(order, cuts)


def _add_up(order: list[Entry], cuts: set[int]) -> None:
    linker = Linker()
    book: dict[str, dict[str, object]] = {kind: {} for kind in Links.__slots__}
    for first, last in pairwise([0, *sorted(cuts), len(order)]):
        linker.add(order[first:last])
        _apply(book, linker.changes())
    whole = link(ENTRIES)
    assert linker.links() == whole
    for kind, found in book.items():
        assert tuple(found[key] for key in sorted(found)) == getattr(whole, kind)


@given(st.permutations(ENTRIES), st.sets(st.integers(1, len(ENTRIES) - 1)), st.integers(1, 5))
@settings(max_examples=40, deadline=None)
def test_changes_add_up_where_what_hangs_together_is_cut(order: list[Entry], cuts: set[int], huge: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("recoupe.link.stories.HUGE", huge)
        patch.setattr("recoupe.link.stories.LARGE", 2)
        _add_up(order, cuts)


def test_affairs_that_reprints_chain_together_are_cut_and_reprints_stay_with_their_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    whole = link(ENTRIES)
    chained = Stories()
    for entry in ENTRIES:
        chained.add(entry.report)
    before = chained.affairs(whole.origins)
    assert max(map(len, before)) > 3
    monkeypatch.setattr("recoupe.link.stories.HUGE", 3)
    monkeypatch.setattr("recoupe.link.stories.LARGE", 1)
    cut = chained.affairs(whole.origins)
    assert sorted(r for part in cut for r in part) == sorted(e.id for e in ENTRIES)
    for origin in whole.origins:
        assert any(set(origin.reports) <= set(part) for part in cut), origin.reports
    assert len(cut) > len(before)


def _apply(book: dict[str, dict[str, object]], changes: Changes) -> None:
    for kind, found in book.items():
        for key in changes.dropped[kind]:
            found.pop(key, None)
        found.update({record.id: record for record in changes.written[kind]})
    for record, fresh in changes.grown:
        before = book["identities"][record.id]
        assert set(record.members) - set(getattr(before, "members", ())) == set(fresh)
        book["identities"][record.id] = record


def test_what_is_not_touched_is_not_told() -> None:
    linker = Linker()
    linker.add(ENTRIES[:4])
    linker.changes()
    linker.add(ENTRIES[5:6])
    changes = linker.changes()
    assert {origin.first for origin in changes.written["origins"]} == {REPORTS[5].id}
    assert not any(REPORTS[0].id in story.reports for story in changes.written["stories"])
    assert changes.dropped == {kind: set() for kind in Links.__slots__}


def test_entries_kept_elsewhere_are_asked_for_by_their_ids() -> None:
    asked: list[str] = []
    known = {e.id: e for e in ENTRIES}

    def read(key: str) -> Entry:
        asked.append(key)
        return known[key]

    linker = Linker(read=read)
    linker.add(ENTRIES[:4])
    linker.changes()
    asked.clear()
    linker.add(ENTRIES[5:6])
    written = linker.changes().written
    assert set(asked) == {REPORTS[5].id}
    assert written["claims"]
    assert REPORTS[5].id in linker


# ---------------------------------------------------------------------------- what it rests on


@given(st.lists(st.lists(st.integers(0, 9), min_size=1, max_size=3), max_size=40))
def test_postings_find_what_was_entered(rows: list[list[int]]) -> None:
    made = Postings()
    for place, keys in enumerate(rows):
        made.add(keys, place)
        if place % 7 == 3:
            made._sort_in()
    for key in range(10):
        assert sorted(made.find([key]).tolist()) == [p for p, keys in enumerate(rows) for k in keys if k == key]


def test_postings_are_sorted_in_as_they_grow() -> None:
    made = Postings()
    for place in range(FRESH):
        made.add([place % 100, 1 << 31], place)
    assert len(made.find([1 << 31])) == FRESH
    assert made.find([99]).tolist() == list(range(99, FRESH, 100))
    assert made.find([]).tolist() == made.find([5_000]).tolist() == []


def test_a_forest_walks_through_its_groups() -> None:
    made = Forest()
    for _ in range(6):
        made.grow()
    assert made.join(0, 1)
    assert made.join(1, 2)
    assert not made.join(0, 2)
    assert (sorted(made.members(1)), made.size(2), made.size(5)) == ([0, 1, 2], 3, 1)
    assert made.after(5) == 5


def test_a_shelf_keeps_the_order_of_ids() -> None:
    shelf, ids = Shelf(), [f"o-{n * 7919 % 5000:05d}" for n in range(3 * BLOCK)]
    shelf.drop("o-none")
    for key in ids:
        shelf.put(Origin(key, key, (key,)))
    for key in ids[::3]:
        shelf.drop(key)
    assert [o.id for o in shelf.all()] == sorted(set(ids) - set(ids[::3]))


def test_circles_say_what_went_and_what_came() -> None:
    beside: dict[str, set[str]] = {"a": set(), "b": set(), "c": set()}
    circles = Circles(lambda key: beside[key], lambda inside: [tuple(sorted(inside))])
    assert circles.renew("abc")[0] == []
    beside["a"].add("b")
    beside["b"].add("a")
    gone, new = circles.renew("b")
    assert (sorted(gone), new) == ([("a",), ("b",)], [("a", "b")])
    assert (circles.of("b"), circles.of("d")) == (("a", "b"), ())
    beside["a"].clear()
    beside["b"].clear()
    gone, new = circles.renew("a")
    assert (gone, sorted(new)) == ([("a", "b")], [("a",), ("b",)])


def test_many_ties_at_once_are_those_of_pairs() -> None:
    about = [topic(r) for r in REPORTS]
    packed = Topics()
    packed.extend(about)
    left, right = (side.reshape(-1).astype(np.int32) for side in np.indices((len(about), len(about))))
    expected = [tied(one, other) for one in about for other in about]
    assert packed.ties(left, right).tolist() == pytest.approx(expected, abs=1e-4)
    packed.extend([topic(Report("", language="fr"))])
    empty = len(packed) - 1
    places = np.array([0, 1], dtype=np.int32)
    assert packed.ties(np.full_like(places, empty), places).tolist() == [0.0, 0.0]
    assert packed.ties(places, np.full_like(places, empty)).tolist() == [0.0, 0.0]
    assert not packed.ties(places[:0], places[:0]).size


def test_two_terms_that_start_alike_both_count() -> None:
    """Of hashes that share their first bytes, as one in a hundred pairs of terms does, each has its turn."""
    terms = np.array([0x1234_0000, 0x1234_0002, 0x1234_8884, 0x2345_0000], dtype=np.uint32)
    weights = np.full(4, 0.5, dtype=np.float32)
    nothing = terms[:0], weights[:0]
    packed = Topics()
    packed.extend([Topic("fr", (terms, weights), nothing, ()), Topic("fr", (terms[:3], weights[:3]), nothing, ())])
    one, other = np.array([0], dtype=np.int32), np.array([1], dtype=np.int32)
    assert packed.ties(one, other).tolist() == packed.ties(other, one).tolist() == [pytest.approx(0.6 * 0.75)]


def test_a_chain_of_likenesses_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reports each like the next are one affair until there are too many; in any order of adding."""
    monkeypatch.setattr("recoupe.link.stories.LARGE", 6)
    words = [f"mot{chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(120)]
    chain = [report(" ".join(words[n * 4 : n * 4 + 12]) + ".", f"n{n}", title="") for n in range(20)]
    few, many, turned = Stories(), Stories(), Stories()
    for one in chain[:6]:
        few.add(one)
    for one in chain:
        many.add(one)
    for one in reversed(chain):
        turned.add(one)
    assert len(few.affairs()) == 1
    assert max(map(len, many.affairs())) <= 6 < LARGE
    assert many.affairs() == turned.affairs()
    assert many.stories() == turned.stories()


def test_bare_reports_have_no_claims() -> None:
    assert link(bare(*REPORTS)).claims == ()
    assert next(e.report.name for e in in_order(bare(*REPORTS))) == "first"
