"""The brief on the example story, as its answers hold it: what a desk must find there."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from answers import Told

from making import Maker
from recoupe.errors import NotFoundError
from recoupe.export.brief import Book, Brief, Options, Passage, brief
from recoupe.export.brief.records import ClaimItem, HistoryItem, Question
from recoupe.export.brief_json import brief_json
from recoupe.export.brief_markdown import brief_markdown
from recoupe.export.brief_text import brief_text
from recoupe.export.layout import width_of
from recoupe.export.show import shown
from walking import every


@pytest.fixture(scope="module")
def english(story: Told) -> Brief:
    return brief(story.entries, story.links)


def items(made: Brief, key: str) -> list[Any]:
    return [i for s in made.sections if s.key == key for i in s.items]


def test_every_passage_is_the_reports_own_words(english: Brief, story: Told) -> None:
    texts = {e.id: e.report.text for e in story.entries}
    found = list(every(Passage, english))
    assert len(found) > 50
    for p in found:
        assert p.words == " ".join(texts[p.report][p.start : p.end].split())


def test_sections_come_in_the_order_a_desk_reads_them(english: Brief) -> None:
    assert [s.key for s in english.sections] == [
        "several", "disputed", "debunked", "retracted", "figures", "single", "happened", "spoke", "copied", "unanswered", "reports",
    ]  # fmt: skip


def test_the_head_counts_reports_and_origins(english: Brief) -> None:
    head = english.header
    assert (head.reports, head.origins, head.first, head.last) == (17, 10, "2025-09-16", "2025-09-24")
    assert dict(head.languages) == {"fr": 12, "en": 5}
    assert dict(head.standings)["disputed"] == 7


def test_a_disputed_claim_shows_both_sides(english: Brief) -> None:
    strike: ClaimItem = next(c for c in items(english, "disputed") if c.id == "drone-strike")
    assert {v.side for v in strike.voices} == {"for", "against", "neither"}
    assert strike.voices[0].who == "Joren Halbek"
    assert strike.more > 0


def test_the_most_told_dispute_comes_first(english: Brief) -> None:
    assert items(english, "disputed")[0].id == "drone-strike"


def test_a_figure_said_twice_stands_once(english: Brief) -> None:
    toll: HistoryItem = next(h for h in items(english, "figures") if h.id == "toll")
    said = [(r.who, r.low, r.high) for r in toll.rows]
    assert len(said) == len(set(said))
    assert ("Tobias Renck", 7, None) in said
    assert ("Tobias Renck", 7, 7) not in said
    assert any(word == "disjoint" for word, _, _ in toll.relations)


def test_what_reports_ask_is_asked(english: Brief) -> None:
    found: list[Question] = items(english, "unanswered")
    assert any(q.rule == "asked" and q.passage.words == "Qui a décidé de continuer à pomper ?" for q in found)


def test_copies_stand_under_the_first(english: Brief) -> None:
    first = items(english, "copied")[0]
    assert (first.first, len(first.copies)) == ("01", 5)


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("width", [40, 60, 80, 110])
def test_the_text_fits_its_columns(story: Told, language: str, width: int) -> None:
    text = brief_text(brief(story.entries, story.links, Options(language)), width)
    assert max(width_of(line) for line in text.splitlines()) <= width


def test_the_text_is_read_in_five_minutes(english: Brief) -> None:
    text = brief_text(english)
    body = text.split("REPORTS READ")[0]
    assert len(re.findall(r"[^\W\d_]{2,}", body)) < 2000


def test_places_are_written_as_show_takes_them(english: Brief, book: Book) -> None:
    found = re.findall(r"(?<!\S)\d\d:\d+–\d+$", brief_text(english), flags=re.M)
    assert len(found) > 50
    assert all(shown(book, place)[0].spans for place in found)


def test_nothing_of_one_language_is_left_in_the_other(story: Told) -> None:
    text = brief_text(brief(story.entries, story.links, Options("fr")))
    assert "Contesté".upper() in text
    assert not re.search(r"\b(since \d|reports ·|and \d+ more)\b", re.sub(r"[«“].*?[»”]", "", text, flags=re.S))


def test_the_same_ledger_gives_the_same_brief(story: Told) -> None:
    again = brief(list(reversed(story.entries)), story.links)
    assert brief_json(again) == brief_json(brief(story.entries, story.links))


def test_markdown_has_the_same_items(english: Brief) -> None:
    page = brief_markdown(english)
    assert page.startswith("# Recoupe brief\n")
    assert page.count("\n## ") == len(english.sections)
    assert re.search(r" `\d\d:\d+–\d+`\n", page)


def test_json_is_one_object_with_a_version(english: Brief) -> None:
    form = json.loads(brief_json(english))
    assert form["version"] == "1"
    assert form["header"]["languages"] == {"fr": 12, "en": 5}
    assert form["sections"][0]["items"][0]["title"]["words"]


# ---------------------------------------------------------------------------- filters and bounds


def test_top_bounds_every_section(story: Told) -> None:
    made = brief(story.entries, story.links, Options(top=2))
    assert all(len(s.items) <= 2 for s in made.sections)
    assert next(s for s in made.sections if s.key == "disputed").more == 5


def test_days_are_inside(story: Told) -> None:
    head = brief(story.entries, story.links, Options(since="2025-09-17", until="2025-09-17")).header
    assert (head.reports, head.first, head.last) == (2, "2025-09-17", "2025-09-17")


def test_on_an_evening_claims_stand_as_they_stood(story: Told) -> None:
    made = brief(story.entries, story.links, Options(until="2025-09-17", top=50))
    stood = {c.id: (c.standing, s.key) for s in made.sections for c in s.items if isinstance(c, ClaimItem)}
    assert stood["drone-strike"] == ("disputed", "disputed")
    assert stood["chemical-weapons"][0] == "unsupported"
    assert stood["order-ignored"][0] != "corroborated"
    assert "radar-memo" not in stood
    assert "08" in {p.label for p in every(Passage, made)}
    assert all(p.label <= "08" for p in every(Passage, made))


def test_one_language_only(story: Told) -> None:
    assert dict(brief(story.entries, story.links, Options(reports_in="en")).header.languages) == {"en": 5}


def test_a_story_by_its_id_or_how_it_begins(story: Told) -> None:
    assert brief(story.entries, story.links, Options(story="calv")).header.reports == 17
    with pytest.raises(NotFoundError, match="no story 'elsewhere' in this ledger"):
        brief(story.entries, story.links, Options(story="elsewhere"))


def test_an_empty_ledger_says_so(maker: Maker) -> None:
    for language, words in (
        ("en", "The ledger holds no report that fits."),
        ("fr", "Le registre n’a aucun article qui convienne."),
    ):
        made = brief(maker.entries, maker.links, Options(language))
        assert words in brief_text(made)
        assert words in brief_markdown(made)


def test_a_report_without_a_date_is_counted_as_such(maker: Maker) -> None:
    maker.report("a", "The bridge is shut.", published=None, outlet=None)
    made = brief(maker.entries, maker.links)
    assert made.header.undated == 1
    assert "1 no date" in brief_text(made)


def test_hostile_words_stay_words(maker: Maker) -> None:
    text = "The mayor said **all** [is](http://x.example) `well` | <b>now</b> \x1b[31mred and so on."
    maker.report("a", text)
    maker.claim("c", maker.says("a", "Ida Voss", text[15:-1]))
    page = brief_markdown(brief(maker.entries, maker.links))
    assert "\\*\\*all\\*\\*" in page
    assert "\\[is\\]" in page
    assert "\\<b\\>" in page
    assert "\x1b" not in page
    assert "\x1b" not in brief_text(brief(maker.entries, maker.links))
