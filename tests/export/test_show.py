from __future__ import annotations

import pytest

from recoupe.errors import NotFoundError
from recoupe.export.brief import Book
from recoupe.export.show import show_text, shown


@pytest.mark.parametrize("target", ["07:1370–1391", "07:1370-1391", "calvenne-07:1370-1391"])
def test_a_place_is_shown_as_it_stands(book: Book, target: str) -> None:
    found = shown(book, target)
    assert len(found) == 1
    text = book.entry[found[0].report].report.text
    assert found[0].words == text[found[0].start : found[0].end]
    assert [text[s.start : s.end] for s in found[0].spans] == ["31 personnes ont péri"]


def test_words_are_marked_in_their_context(book: Book) -> None:
    text = show_text(shown(book, "07:1370-1391", 60), "en")
    assert "⟦31 personnes ont péri⟧" in " ".join(text.split())
    assert text.startswith("calvenne-07:1370–1391 · Cormoran · 17 Sept\n")
    assert "…" in text


def test_a_report_is_shown_whole(book: Book) -> None:
    found = shown(book, "07")
    assert found[0].words == book.entry[found[0].report].report.text
    assert not found[0].cut


def test_a_claim_shows_every_report_that_bears_on_it(book: Book) -> None:
    found = shown(book, "video")
    assert {x.name for x in found} == {"calvenne-10", "calvenne-16"}


def test_a_statement_says_whose_it_is(book: Book) -> None:
    assert shown(book, "s-calvenne-07-1370")[0].about == "Bram Ostrel: says"


def test_origins_and_histories_are_found_by_id(book: Book) -> None:
    assert len(shown(book, "dispatch")) == 6
    assert shown(book, "toll-derves")[0].name == "calvenne-14"


@pytest.mark.parametrize(
    ("target", "message"),
    [
        ("nowhere", "nothing is called 'nowhere'"),
        ("07:5-99999", "is not in a text of"),
        ("07:9-9", "is not in a text of"),
        ("", "nothing is called ''"),
    ],
)
def test_what_is_not_there_is_said(book: Book, target: str, message: str) -> None:
    with pytest.raises(NotFoundError, match=message):
        shown(book, target)
