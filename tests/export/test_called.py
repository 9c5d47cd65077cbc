"""What sources without a name are called."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from recoupe.export.brief.book import Book
from recoupe.export.brief.called import described, foreign, owned_names, without_relative
from recoupe.link.entry import Entry
from recoupe.link.links import link
from recoupe.model.reading import Reading
from recoupe.model.report import Report

Read = Callable[..., Reading]


@pytest.mark.parametrize(("words", "shown"), [
    ("Un docker qui", "un docker"),
    ("a Lomanian officer, who", "a Lomanian officer"),
    ("Le syndicat des marins", "le syndicat des marins"),
    ("The minister’s people", "the minister’s people"),
    ("L’agence", "l’agence"),
    ("Two officials", "two officials"),
    ("Odile Marchand", "Odile Marchand"),
    ("Valmer", "Valmer"),
    ("l'armée de l'air", "l'armée de l'air"),
    ("40 riverains", "40 riverains"),
])  # fmt: skip
def test_described(words: str, shown: str) -> None:
    assert described(words) == shown


@pytest.mark.parametrize("words", ["qui", "He", "Il se garde", "we", "one of them", "On"])
def test_words_that_name_nobody(words: str) -> None:
    assert described(words) is None


def test_without_relative() -> None:
    assert without_relative("the officials, who") == "the officials"
    assert without_relative("the World Health Organization") == "the World Health Organization"


def _entry(read_text: Read, text: str, language: str) -> Entry:
    report = Report(text, "2025-03-12", language)
    return Entry(report, read_text(text, language, report.published))


def test_whose_it_is(read_text: Read) -> None:
    english = _entry(read_text, "Anne Delorme will resign on Monday, her office said.", "en")
    french = _entry(read_text, "Le préfet Paul Kerbrat partira lundi, a annoncé son porte-parole.", "fr")
    far = _entry(read_text, "Anne Delorme will resign. The town was calm. Her office was shut, police said.", "en")
    owner = {(e.id, x.id): x.name for e in (english, french, far) for x in e.reading.entities if x.names}
    assert owned_names([english], owner) == {"her office": "Anne Delorme’s office"}
    assert owned_names([french], owner) == {"son porte-parole": "porte-parole de Paul Kerbrat"}
    assert owned_names([far], owner) == {}, "only the sentence itself tells whose it is beyond doubt"


def test_a_book_calls_sources_so(read_text: Read) -> None:
    entries = [_entry(read_text, "Anne Delorme will resign on Monday, her office said.", "en")]
    links = link(entries)
    book = Book(entries, links, "en")
    sources = {p.source for c in links.claims for p in c.positions}
    assert "Anne Delorme’s office" in {book.name(s) for s in sources}
    assert book.name("qui") == book.name("anonymous")


@pytest.mark.parametrize(("words", "language", "other"), [
    ("le même témoin", "en", "fr"), ("two senior officials", "fr", "en"), ("l’armée", "en", "fr"), ("the army", "en", None),
    ("la police", "fr", None), ("Valmer", "fr", None), ("Le Matin", "en", None), ("40 riverains", "en", None),
])  # fmt: skip
def test_descriptions_of_another_language(words: str, language: str, other: str | None) -> None:
    assert foreign(words, language) == other
