"""How a brief tells what happened: the act, parties that name somebody, a passage in which the act is seen."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from recoupe.export.brief.book import Book
from recoupe.export.brief.events import event_item
from recoupe.export.brief.records import EventItem
from recoupe.export.names import state_name
from recoupe.export.phrases import Phrases
from recoupe.export.wording import wording
from recoupe.lang import table
from recoupe.link.entry import Entry
from recoupe.link.links import link
from recoupe.model.reading import Reading
from recoupe.model.report import Report

Read = Callable[..., Reading]


def _told(read_text: Read, language: str, *texts: str) -> list[EventItem]:
    reports = [Report(text, f"2025-03-{12 + n}", language) for n, text in enumerate(texts)]
    entries = [Entry(r, read_text(r.text, language, r.published)) for r in reports]
    links = link(entries)
    book = Book(entries, links, language)
    return [event_item(book, h) for h in links.happenings]


@pytest.mark.parametrize(("language", "text", "words"), [
    ("fr", "La police a arrêté Paul Kerbrat lundi à Quimper.", "arrestation"),
    ("en", "Police arrested Paul Hale in Leeds on Monday.", "arrest"),
])  # fmt: skip
def test_the_act_is_told_and_not_only_its_type(read_text: Read, language: str, text: str, words: str) -> None:
    items = _told(read_text, language, text)
    assert items[0].type == "COERCE"
    assert items[0].act == "arrest"
    assert Phrases(wording(language)).event(items[0]).startswith(words)


def test_every_act_that_is_worded_is_one() -> None:
    known = table("world", "concepts")["concepts"]
    for language in ("fr", "en"):
        acts = table(language, "brief")["act"]
        assert acts.keys() <= known.keys()
        assert acts.keys() == table("en", "brief")["act"].keys()


@pytest.mark.parametrize(("language", "text"), [
    ("fr", "Ils ont bombardé la ville de Lomel dimanche."),
    ("en", "They bombed Karvana on Sunday."),
])  # fmt: skip
def test_a_pronoun_is_no_party(read_text: Read, language: str, text: str) -> None:
    for item in _told(read_text, language, text):
        assert not {"ils", "they"} & {name.lower() for name in (*item.actors, *item.recipients)}


def test_a_year_is_told_as_one() -> None:
    assert wording("fr").moment("2019-01-01/2019-12-31") == "2019"
    assert wording("en").moment("2019-05-01/2019-05-31") == "May 2019"


def test_a_people_told_by_its_adjective_is_its_state(read_text: Read) -> None:
    text = "Les frappes russes ont détruit des centrales ukrainiennes lundi."
    parties = {name for item in _told(read_text, "fr", text) for name in (*item.actors, *item.recipients)}
    assert {"russes", "ukrainiennes"}.isdisjoint(parties)
    assert "Russie" in parties


def test_states_by_their_codes() -> None:
    assert state_name("UA", "en") == "Ukraine"
    assert state_name("DE", "fr") == "Allemagne"
    assert state_name(None, "fr") is None
    assert state_name("??", "fr") is None
