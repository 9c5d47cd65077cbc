from __future__ import annotations

from answers import Told

from making import Maker
from recoupe.export.brief import changes
from recoupe.export.brief.records import ClaimItem
from recoupe.export.brief_text import brief_text


def test_what_stands_otherwise_is_told_with_how_it_stood(story: Told) -> None:
    made = changes(story.entries, story.links, "2025-09-22")
    changed = {
        i.id: (i.before, i.standing)
        for s in made.sections
        if s.key == "changed"
        for i in s.items
        if isinstance(i, ClaimItem)
    }
    assert changed["order-ignored"] == ("disputed", "corroborated")
    assert changed["stopped-320"] == ("reported", "retracted")
    assert "drone-strike" not in changed


def test_reports_of_before_are_not_listed(story: Told) -> None:
    made = changes(story.entries, story.links, "2025-09-22")
    assert [getattr(i, "label", "") for s in made.sections if s.key == "reports" for i in s.items] == ["16", "17"]


def test_a_claim_of_that_day_is_new_and_not_changed(maker: Maker) -> None:
    maker.report("a", "The weir burst, Ida Voss said.", published="2025-03-10")
    maker.report("b", "The lock is shut, Bo Lind said.", published="2025-03-12")
    maker.claim("old", maker.says("a", "Ida Voss", "The weir burst"), since="2025-03-10")
    maker.claim("new", maker.says("b", "Bo Lind", "The lock is shut"), since="2025-03-12")
    made = changes(maker.entries, maker.links, "2025-03-12")
    assert [(s.key, getattr(s.items[0], "id", None)) for s in made.sections[:1]] == [("new", "new")]
    assert "The lock is shut" in brief_text(made)
    assert "The weir burst" not in brief_text(made)


def test_nothing_new_is_an_answer_too(story: Told) -> None:
    made = changes(story.entries, story.links, "2026-01-01")
    assert made.header.reports == 0
    assert made.sections == ()
